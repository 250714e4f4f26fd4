"""S004-p6 and S004-p9, the property centre's complaints and visits, written down once more."""

from papers.paper import Paper, line, take

SERIOUS = take("register", severity="serious")
KEPT_SERIOUS = take("verify", severity="serious")
REPORTED = take("escalate", recipients=["cs_manager"])
SPECIAL = take("escalate", special=True, recipients=["company_leader"])
DISCIPLINE = take("register", kind="discipline", accused="niu")
FACTS_CHECKED = take("verify", proposal="批评教育")
SERIOUS_DISCIPLINE = take("register", kind="discipline", accused="niu", severity="serious")
SERIOUS_FACTS_CHECKED = take("verify", proposal="批评教育", severity="serious")
SIGNED = "take-discipline-statement sign-discipline-statement"
AGREED = "sign-result inspect-effect"
VISITED = "arrange-visit record-satisfied-visit"

PAPER = Paper(
    "complaint/property",
    line(
        "register",
        "→ registered",
        "receptionist cs_staff",
        "name phone matter content channel severity unit_no apology_made"
        " [kind object accused address earlier_case]",
        "S004-p6-4.1 S004-p6-6.1 S004-p6-6.2",
    ),
    line(
        "take-discipline-statement",
        "registered, escalated, measures_set",
        "receptionist cs_staff",
        "course witness evidence",
        "S004-p6-6.5",
    ),
    line(
        "sign-discipline-statement",
        "registered, escalated, measures_set",
        "complainant",
        "phone",
        "S004-p6-6.5",
    ),
    line(
        "resolve-on-spot",
        "registered → replied",
        "receptionist first_contact",
        "result",
        "S004-p6-6.4",
    ),
    line(
        "verify",
        "registered → verified, escalated, measures_set",
        "cs_staff cs_manager",
        "findings validity severity [+department +object accused proposal]",
        "S004-p6-4.2 S004-p6-6.5",
    ),
    line(
        "explain-invalid",
        "verified escalated measures_set → explained",
        "cs_staff",
        "contact_mode explanation",
        "S004-p6-6.4",
    ),
    line(
        "explain-malicious",
        "verified escalated measures_set → explained",
        "cs_staff",
        "contact_mode explanation",
        "S004-p6-4.6",
    ),
    line(
        "escalate",
        "registered verified → escalated",
        "cs_staff receptionist first_contact",
        "recipients [severity special report]",
        "S004-p6-4.3 S004-p6-4.2",
    ),
    line(
        "hold-review",
        "escalated → measures_set",
        "cs_manager",
        "attendees measures responsible due_at",
        "S004-p6-4.3",
    ),
    line(
        "dispatch",
        "verified measures_set escalated → dispatched",
        "cs_staff",
        "department due_at",
        "S004-p6-4.2 S004-p6-4.3",
    ),
    line("start-work", "dispatched → in_progress", "dept_staff@ dept_head@", "", "S004-p6-2.2"),
    line(
        "report-result",
        "in_progress → result_reported",
        "dept_staff@ dept_head@",
        "result [process]",
        "S004-p6-4.4",
    ),
    line("sign-result", "result_reported, followed_up", "dept_head@", "", "S004-p6-4.5"),
    line("inspect-effect", "result_reported, followed_up", "cs_manager", "verdict", "S004-p6-2.2"),
    line(
        "arrange-visit",
        "result_reported",
        "cs_assistant",
        "planned_at [contact_mode]",
        "S004-p6-4.4 S004-p9-2",
    ),
    line(
        "record-satisfied-visit",
        "result_reported → followed_up",
        "cs_assistant cs_staff",
        "contact_mode opinion [suggestions solved_during_visit]",
        "S004-p6-3.2 S004-p6-6.6 S004-p9-2",
    ),
    line(
        "record-dissatisfied-visit",
        "result_reported → rework",
        "cs_assistant cs_staff",
        "contact_mode opinion explanation next_visit_at due_at [suggestions]",
        "S004-p9-3",
    ),
    line("start-rework", "rework → in_progress", "dept_staff@ dept_head@", "", "S004-p9-3"),
    line("review-visit", "followed_up, rework", "dept_manager", "[remarks]", "S004-p9-4a"),
    line(
        "close",
        "replied followed_up explained → closed",
        "cs_staff",
        "[remarks]",
        "S004-p6-3.1",
    ),
    line(
        "archive", "closed → archived", "records_assistant", "archive_no [category]", "S004-p6-4.7"
    ),
    paths={
        "S004-p6-4.2 general": (
            "register verify dispatch start-work report-result arrange-visit sign-result"
            " inspect-effect record-satisfied-visit review-visit close archive"
        ),
        "S004-p6-4.3 serious": (
            SERIOUS,
            KEPT_SERIOUS,
            REPORTED,
            f"hold-review dispatch start-work report-result arrange-visit {AGREED}",
            "record-satisfied-visit review-visit close archive",
        ),
        "S004-p6-4.3 reported before verification": (
            SERIOUS,
            REPORTED,
            KEPT_SERIOUS,
            f"hold-review dispatch start-work report-result {AGREED} {VISITED} review-visit",
            "close archive",
        ),
        "S004-p6-4.2 special, not serious": (
            "register verify",
            SPECIAL,
            f"dispatch start-work report-result {VISITED} {AGREED} review-visit close archive",
        ),
        "S004-p6-6.5 discipline": (
            DISCIPLINE,
            SIGNED,
            FACTS_CHECKED,
            f"dispatch start-work report-result {VISITED} {AGREED} review-visit close archive",
        ),
        "S004-p6-6.5 serious discipline, reported at once": (
            SERIOUS_DISCIPLINE,
            REPORTED,
            SIGNED,
            SERIOUS_FACTS_CHECKED,
            f"hold-review dispatch start-work report-result {VISITED} {AGREED} review-visit",
            "close archive",
        ),
        "S004-p6-6.5 serious discipline, reviewed at once": (
            SERIOUS_DISCIPLINE,
            REPORTED,
            f"hold-review {SIGNED}",
            SERIOUS_FACTS_CHECKED,
            f"dispatch start-work report-result {VISITED} {AGREED} review-visit close archive",
        ),
        "S004-p6-6.5 special discipline, signed after the report": (
            DISCIPLINE,
            "take-discipline-statement",
            SPECIAL,
            "sign-discipline-statement",
            FACTS_CHECKED,
            f"dispatch start-work report-result {VISITED} {AGREED} review-visit close archive",
        ),
        "S004-p9-3 dissatisfied, then satisfied": (
            "register verify dispatch start-work report-result sign-result arrange-visit"
            " record-dissatisfied-visit review-visit start-rework report-result sign-result"
            " inspect-effect record-satisfied-visit review-visit close archive"
        ),
        "S004-p6-4.6 malicious": (
            "register",
            take("verify", "zhao:cs_manager", validity="malicious"),
            "explain-malicious close archive",
        ),
        "S004-p6-6.4 invalid": (
            "register",
            take("verify", validity="invalid"),
            "explain-invalid close archive",
        ),
        "S004-p6-6.4 on the spot": "register resolve-on-spot close archive",
    },
)
