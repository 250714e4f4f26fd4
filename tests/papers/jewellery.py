"""S000-ch14, the jewellery house's chapter on complaints, written down once more."""

from papers.paper import Paper, line, take

SERIOUS = take("register", severity="serious")
REPORTED = take("escalate", recipients=["manager_in_charge"])
ABOUT_THE_RECEIVER = take("register", "niu:clerk", accused="niu:order_clerk")
SERIOUS_ABOUT_HIM = take("register", "niu:clerk", accused="niu:order_clerk", severity="serious")
IN_HIS_PLACE = tuple(
    take(step, "li:cs_staff")
    for step in ("stand-in", "handle-directly", "defer-reply", "reply", "complete-form", "close")
)

PAPER = Paper(
    "complaint/jewellery",
    line(
        "register",
        "→ registered",
        "any_employee",
        "name phone matter content channel severity"
        " [unit_no kind object accused address earlier_case]",
        "S000-ch14-0",
    ),
    line(
        "escalate",
        "registered → escalated",
        "first_contact cs_staff",
        "recipients [severity report]",
        "S000-ch14-6",
    ),
    line(
        "stand-in", "registered, escalated, in_progress, replied", "cs_staff", "", "S000-m-3.1.7c"
    ),
    line(
        "handle-directly", "registered escalated → in_progress", "first_contact", "", "S000-ch14-3a"
    ),
    line(
        "defer-reply",
        "registered, escalated, in_progress",
        "first_contact",
        "explanation next_reply_at",
        "S000-ch14-3b",
    ),
    line(
        "reply",
        "in_progress → replied",
        "first_contact cs_staff",
        "contact_mode process result",
        "S000-ch14-4",
    ),
    line(
        "complete-form",
        "replied",
        "first_contact cs_staff",
        "process result [form_no]",
        "S000-ch14-5",
    ),
    line("close", "replied → closed", "first_contact cs_staff", "[remarks]", "S000-ch14-3a"),
    paths={
        "S000-ch14-3a general": "register handle-directly reply complete-form close",
        "S000-ch14-6 serious": (SERIOUS, REPORTED, "handle-directly reply complete-form close"),
        "S000-ch14-3b not yet solvable": (
            "register handle-directly defer-reply reply complete-form close"
        ),
        "S000-m-3.1.7c about its receiver": (ABOUT_THE_RECEIVER, *IN_HIS_PLACE),
        "S000-m-3.1.7c about its receiver, serious": (
            SERIOUS_ABOUT_HIM,
            take("escalate", "li:cs_staff", recipients=["manager_in_charge"]),
            *IN_HIS_PLACE,
        ),
    },
)
