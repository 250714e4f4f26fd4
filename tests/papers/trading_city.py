"""S001-ch4 with ch2 and ch3.1, the trading city's numbered chain, written down once more."""

from papers.paper import Paper, line, take

SERIOUS = take("register", severity="serious")
DISPUTE = take("register", kind="dispute", merchant="A12 鞋店")
REPORTED = take("escalate", recipients=["superior"])
WORKED = "dispatch record-by-department assign-handler report-result"

PAPER = Paper(
    "complaint/trading_city",
    line(
        "register",
        "→ registered",
        "receptionist cs_staff cs_manager",
        "name phone matter content channel severity"
        " [unit_no kind merchant object accused address earlier_case]",
        "S001-ch4-1 S001-ch4-2",
    ),
    line(
        "mark-vip",
        "registered, escalated, ruled, dispatched, accepted, in_progress, result_reported,"
        " rework, followed_up",
        "receptionist cs_staff cs_manager",
        "",
        "S001-ch2-1b",
    ),
    line(
        "escalate",
        "registered → escalated",
        "cs_staff receptionist first_contact",
        "recipients [severity report]",
        "S001-ch4-3",
    ),
    line(
        "rule-dispute",
        "registered escalated → ruled",
        "cs_manager",
        "ruling both_parties_heard",
        "S001-ch2-4 S001-ch3.1-3b S001-ch3.1-6",
    ),
    line(
        "dispatch",
        "registered escalated ruled → dispatched",
        "cs_staff receptionist cs_manager",
        "department [+due_at]",
        "S001-ch4-4",
    ),
    line(
        "record-by-department",
        "dispatched → accepted",
        "dept_staff@ dept_head@",
        "register_no",
        "S001-ch4-4",
    ),
    line("assign-handler", "accepted → in_progress", "dept_head@", "handler", "S001-ch4-5"),
    line(
        "report-result",
        "in_progress → result_reported",
        "dept_staff@ dept_head@",
        "result [process]",
        "S001-ch4-6",
    ),
    line("arrange-visit", "result_reported", "cs_staff", "planned_at [contact_mode]", "S001-ch4-7"),
    line(
        "record-satisfied-visit",
        "result_reported → followed_up",
        "cs_staff",
        "contact_mode opinion [suggestions]",
        "S001-ch4-7",
    ),
    line(
        "note-dissatisfied-visit",
        "result_reported → followed_up",
        "cs_staff",
        "contact_mode opinion [suggestions]",
        "S001-ch4-7",
    ),
    line(
        "record-dissatisfied-visit",
        "result_reported → rework",
        "cs_staff",
        "contact_mode opinion [explanation next_visit_at due_at suggestions]",
        "S001-ch2-1b",
    ),
    line("start-rework", "rework → in_progress", "dept_staff@ dept_head@", "", "S001-ch2-1b"),
    line("resume-for-vip", "followed_up → rework", "cs_staff", "", "S001-ch2-1b"),
    line("complete-form", "followed_up", "cs_staff", "form_no process result", "S001-ch4-8"),
    line("close", "followed_up → closed", "cs_staff", "[remarks]", "S001-ch4-8"),
    line("archive", "closed → archived", "cs_staff", "archive_no [category]", "S001-ch4-8"),
    paths={
        "S001-ch4-8 general": (
            f"register {WORKED} arrange-visit record-satisfied-visit complete-form close archive"
        ),
        "S001-ch4-7 dissatisfaction noted": (
            f"register {WORKED} arrange-visit note-dissatisfied-visit complete-form close archive"
        ),
        "S001-ch4-3 serious": (
            SERIOUS,
            REPORTED,
            f"{WORKED} arrange-visit record-satisfied-visit complete-form close archive",
        ),
        "S001-ch2-4 dispute": (
            DISPUTE,
            f"rule-dispute {WORKED} arrange-visit record-satisfied-visit complete-form",
            "close archive",
        ),
        "S001-ch2-1b VIP until satisfied": (
            f"register mark-vip {WORKED} arrange-visit record-dissatisfied-visit start-rework"
            " report-result arrange-visit record-satisfied-visit complete-form close archive"
        ),
        "S001-ch2-1b marked VIP after the note": (
            f"register {WORKED} note-dissatisfied-visit complete-form mark-vip resume-for-vip"
            " start-rework report-result record-satisfied-visit complete-form close archive"
        ),
    },
)
