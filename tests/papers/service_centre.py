"""S004-p7, the service centre's first-contact rule and visits, written down once more."""

from papers.paper import Paper, line, take

BIG = take("register", severity="serious")
REPORTED = take("escalate", recipients=["director"])

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
    },
)
