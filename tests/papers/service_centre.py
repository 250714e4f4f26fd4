"""S004-p7, the service centre's first-contact rule and visits, written down once more."""

from papers.paper import Paper, Take, line, take

BIG = take("register", severity="serious")
REPORTED = take("escalate", recipients=["director"])
ABOUT_THE_RECEIVER = take("register", "niu:cashier", accused="niu:receptionist")
BIG_ABOUT_HIM = take("register", "niu:cashier", accused="niu:receptionist", severity="serious")
STAND_IN = take("stand-in", "li:cs_staff")
STANDING_IN = {
    step: take(step, "li:cs_staff")
    for step in (
        *("dispatch", "handle-directly", "reply", "arrange-visit", "start-rework"),
        *("record-dissatisfied-visit", "record-satisfied-visit", "close"),
    )
}


def in_his_place(way: str) -> tuple[Take | str, ...]:
    """Go a way on which customer service takes the steps of the receiver."""
    return tuple(STANDING_IN.get(step, step) for step in way.split())


PAPER = Paper(
    "complaint/service_centre",
    line(
        "register",
        "→ registered",
        "any_employee",
        "name phone matter content channel severity"
        " [unit_no kind object accused address earlier_case]",
        "S004-p7-visit-2a S004-p7-first-1",
    ),
    line("resolve-on-spot", "registered → replied", "first_contact", "result", "S004-p7-visit-2b"),
    line(
        "escalate",
        "registered → escalated",
        "first_contact cs_staff",
        "recipients [severity report]",
        "S004-p7-visit-2b",
    ),
    line(
        "dispatch",
        "registered escalated → dispatched",
        "first_contact cs_staff",
        "department [+due_at]",
        "S004-p7-first-2",
    ),
    line("start-work", "dispatched → in_progress", "dept_staff@ dept_head@", "", "S004-p7-first-2"),
    line(
        "stand-in",
        "registered, escalated, dispatched, in_progress, result_reported, replied, rework,"
        " followed_up",
        "cs_staff",
        "",
        "S000-m-3.1.7c",
    ),
    line(
        "handle-directly",
        "registered escalated → in_progress",
        "first_contact",
        "",
        "S004-p7-first-1",
    ),
    line(
        "report-result",
        "in_progress → result_reported",
        "dept_staff@ dept_head@",
        "result [process]",
        "S004-p7-first-2",
    ),
    line(
        "reply",
        "result_reported in_progress → replied",
        "first_contact cs_staff",
        "contact_mode process result",
        "S004-p7-visit-2b",
    ),
    line(
        "arrange-visit",
        "replied",
        "first_contact",
        "planned_at [contact_mode]",
        "S004-p7-first-3",
    ),
    line(
        "record-satisfied-visit",
        "replied → followed_up",
        "first_contact",
        "contact_mode opinion [suggestions]",
        "S004-p7-first-3",
    ),
    line(
        "record-dissatisfied-visit",
        "replied → rework",
        "first_contact",
        "contact_mode opinion [explanation next_visit_at due_at suggestions]",
        "S004-p7-first-1",
    ),
    line("start-rework", "rework → in_progress", "first_contact", "", "S004-p7-first-1"),
    line(
        "close",
        "replied followed_up → closed",
        "first_contact cs_staff",
        "[remarks]",
        "S004-p7-first-1",
    ),
    line("archive", "closed → archived", "cs_staff", "archive_no [category]", "S004-p7-visit-2c"),
    line(
        "report-non-cooperation",
        "registered, escalated, dispatched, in_progress, result_reported, replied, rework,"
        " followed_up",
        "first_contact",
        "against matter",
        "S004-p7-first-4",
    ),
    paths={
        "S004-p7-visit-2b small": "register resolve-on-spot close archive",
        "S004-p7-visit-2b big, dispatched": (
            BIG,
            REPORTED,
            "dispatch start-work report-result reply arrange-visit record-satisfied-visit",
            "close archive",
        ),
        "S004-p7-first-1 big, handled by the receiver": (
            BIG,
            REPORTED,
            "handle-directly reply arrange-visit record-satisfied-visit close archive",
        ),
        "S004-p7-first-2 another department's": (
            "register dispatch start-work report-non-cooperation report-result reply"
            " arrange-visit record-satisfied-visit close archive"
        ),
        "S004-p7-first-1 until satisfied": (
            "register handle-directly reply arrange-visit record-dissatisfied-visit start-rework"
            " reply arrange-visit record-satisfied-visit close archive"
        ),
        "S000-m-3.1.7c about its receiver, big": (
            BIG_ABOUT_HIM,
            take("escalate", "li:cs_staff", recipients=["director"]),
            STAND_IN,
            *in_his_place(
                "handle-directly reply arrange-visit record-dissatisfied-visit start-rework"
            ),
            *in_his_place("reply arrange-visit record-satisfied-visit close archive"),
        ),
        "S000-m-3.1.7c about its receiver, another department's": (
            ABOUT_THE_RECEIVER,
            *in_his_place("dispatch start-work report-result reply"),
            STAND_IN,
            *in_his_place("arrange-visit record-dissatisfied-visit"),
            take("start-rework", "sun:dept_head@工程部"),
            *in_his_place("report-result reply record-satisfied-visit close archive"),
        ),
    },
)
