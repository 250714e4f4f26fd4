"""S004-p6, S004-p9 and S004-p7 on repairs and help, written down once more."""

from papers.paper import Paper, line, take

INTERNAL = take("log-request", internal=True)
DISSATISFIED = take("follow-up", satisfaction="dissatisfied")
PEOPLE = {"technician": "tang:technician@工程部", "director": "cui:director"}
WORDS = {
    "request_kind": "repair",
    "reported_to": "shen:asset_admin",
    "fault_report_mode": "ticket",
    "warranty": False,
    "warning_signs": True,
    "protective_gear": True,
    "completed_at": "1h ago",
    "satisfaction": "satisfied",
}

WORKED = "log-request dispatch-request accept-request start-work finish-work"
SIGNED = f"{WORKED} enter-result sign-result"
AGAIN = "start-work finish-work"

PROPERTY = Paper(
    "request/property",
    line(
        "log-request",
        "→ logged",
        "any_employee",
        "name unit_no phone content request_kind [internal]",
        "S004-p6-6.2 S000-p3-11",
    ),
    line("report-fault", "logged", "any_employee", "reported_to fault_report_mode", "S004-p3-5.2"),
    line(
        "dispatch-request",
        "logged → dispatched",
        "receptionist cs_staff first_contact",
        "department warranty [+due_at constructor]",
        "S000-p3-11 S001-t2-12 S001-t2-15",
    ),
    line("accept-request", "dispatched → accepted", "technician@ dept_staff@", "", "S000-p3-11"),
    line(
        "start-work",
        "accepted reopened → in_progress",
        "technician@ dept_staff@",
        "warning_signs protective_gear",
        "S001-t1-11 S001-t1-12",
    ),
    line("finish-work", "in_progress → done", "technician@ dept_staff@", "result", "S000-p3-11"),
    line(
        "enter-result",
        "done, visited",
        "cs_staff receptionist",
        "result completed_at",
        "S004-p6-4.5",
    ),
    line("sign-result", "done, visited", "dept_head@", "", "S004-p6-4.5"),
    line(
        "follow-up",
        "done → visited",
        "cs_assistant receptionist cs_staff cs_section",
        "contact_mode satisfaction opinion",
        "S004-p9-2 S004-p6-6.6",
    ),
    line(
        "reopen-request",
        "visited → reopened",
        "cs_assistant receptionist cs_staff first_contact",
        "explanation next_visit_at due_at",
        "S004-p9-3",
    ),
    line(
        "close-request",
        "done visited → closed",
        "cs_staff receptionist first_contact",
        "",
        "S004-p6-4.5 S004-p6-6.6",
    ),
    people=PEOPLE,
    words=WORDS,
    paths={
        "S004-p6-4.5 in house": f"{SIGNED} follow-up close-request",
        "S004-p6-6.6 visited before it is signed": (
            f"{WORKED} follow-up enter-result sign-result close-request"
        ),
        "S004-p3-5.2 internal fault": (
            INTERNAL,
            "report-fault",
            f"{SIGNED} follow-up close-request".removeprefix("log-request "),
        ),
        "S001-t2-12 warranty": (
            "log-request",
            take("dispatch-request", warranty=True, constructor="华建三公司"),
            "accept-request start-work finish-work enter-result sign-result follow-up",
            "close-request",
        ),
        "S004-p9-3 dissatisfied": (
            SIGNED,
            DISSATISFIED,
            f"reopen-request {AGAIN} enter-result sign-result follow-up close-request",
        ),
    },
)

CENTRE = Paper(
    "request/service_centre",
    line(
        "log-request",
        "→ logged",
        "any_employee",
        "name unit_no phone content request_kind",
        "S004-p7-first-1 S004-p7-visit-1a",
    ),
    line(
        "dispatch-request",
        "logged → dispatched",
        "cs_staff receptionist first_contact",
        "department [+due_at]",
        "S004-p7-first-2",
    ),
    line(
        "accept-request", "dispatched → accepted", "technician@ dept_staff@", "", "S004-p7-first-2"
    ),
    line(
        "start-work",
        "accepted reopened → in_progress",
        "technician@ dept_staff@",
        "",
        "S004-p7-first-2",
    ),
    line(
        "finish-work", "in_progress → done", "technician@ dept_staff@", "result", "S004-p7-first-1"
    ),
    line(
        "follow-up",
        "done → visited",
        "cs_assistant cs_staff receptionist first_contact",
        "contact_mode satisfaction opinion",
        "S004-p7-visit-1a S004-p7-first-3",
    ),
    line(
        "reopen-request",
        "visited → reopened",
        "cs_assistant cs_staff receptionist first_contact",
        "[explanation +next_visit_at +due_at]",
        "S004-p7-first-1",
    ),
    line(
        "close-request",
        "done visited → closed",
        "cs_staff receptionist first_contact",
        "",
        "S004-p7-visit-1a S004-p7-first-1",
    ),
    line(
        "mark-major",
        "logged, dispatched, accepted, in_progress, reopened",
        "director cs_manager",
        "reason",
        "S004-p7-handover-6",
    ),
    line(
        "report-non-cooperation",
        "logged, dispatched, accepted, in_progress, done, visited, reopened",
        "first_contact",
        "against matter",
        "S004-p7-first-4",
    ),
    people=PEOPLE | {"first_contact": "wang:cashier"},
    words=WORDS,
    paths={
        "S004-p7-visit-1a usual": f"{WORKED} follow-up close-request",
        "S004-p7-handover-6 major": (
            "log-request mark-major dispatch-request accept-request start-work finish-work"
            " follow-up close-request"
        ),
        "S004-p7-first-4 not cooperating": (
            "log-request dispatch-request report-non-cooperation accept-request start-work"
            " finish-work follow-up close-request"
        ),
        "S004-p7-first-1 dissatisfied": (
            WORKED,
            DISSATISFIED,
            f"reopen-request {AGAIN} follow-up close-request",
        ),
    },
)
