"""S000-m, the shopping centre's rule of handling or reporting, written down once more."""

from papers.paper import Paper, line, take

REPORTED = take("escalate", recipients=["superior"])
ABOUT_THE_RECEIVER = take("register", "niu:cashier", accused="niu:receptionist")
IN_HIS_PLACE = ("stand-in", take("handle-directly", "li:cs_staff"))

PAPER = Paper(
    "complaint/mall",
    line(
        "register",
        "→ registered",
        "any_employee",
        "name phone matter content channel severity"
        " [unit_no kind object accused address earlier_case]",
        "S000-m-3.1.7a",
    ),
    line(
        "escalate",
        "registered → escalated",
        "first_contact cs_staff",
        "recipients [severity report]",
        "S000-m-3.1.7a",
    ),
    line(
        "stand-in", "registered, escalated, in_progress, replied", "cs_staff", "", "S000-m-3.1.7c"
    ),
    line(
        "handle-directly",
        "registered escalated → in_progress",
        "first_contact",
        "",
        "S000-m-3.1.7a",
    ),
    line(
        "reply",
        "in_progress → replied",
        "first_contact cs_staff",
        "contact_mode process result",
        "S000-m-3.1.7b",
    ),
    line("close", "replied → closed", "first_contact cs_staff", "[remarks]", "S000-m-3.1.7b"),
    paths={
        "S000-m-3.1.7a handled": "register handle-directly reply close",
        "S000-m-3.1.7a reported": ("register", REPORTED, "handle-directly reply close"),
        "S000-m-3.1.7c about its receiver": (
            ABOUT_THE_RECEIVER,
            *IN_HIS_PLACE,
            take("reply", "li:cs_staff"),
            take("close", "li:cs_staff"),
        ),
        "S000-m-3.1.7c about its receiver, reported": (
            ABOUT_THE_RECEIVER,
            take("escalate", "li:cs_staff", recipients=["superior"]),
            *IN_HIS_PLACE,
            take("reply", "li:cs_staff"),
            take("close", "li:cs_staff"),
        ),
    },
)
