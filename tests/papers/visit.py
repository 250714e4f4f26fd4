"""S004-p9 and S004-p7-visit on visits, written down once more."""

from papers.paper import Paper, line, take

DISSATISFIED = take("conduct-visit", satisfaction="dissatisfied")
PROPERTY_VISITOR = "ma:cs_assistant"
CENTRE_VISITOR = "wang:cashier"
WORDS = {
    "trigger": "periodic",
    "contact_mode": "phone",
    "satisfaction": "satisfied",
    "thanks_given": True,
    "due_at": "in 3d",
    "next_visit_at": "in 5d",
}
PATHS = {
    "satisfied": ("plan-visit conduct-visit record-visit",),
    "solved at once": ("plan-visit", DISSATISFIED, "solve-at-once record-visit"),
    "dissatisfied": ("plan-visit", DISSATISFIED, "fix-next-visit record-visit"),
    "no answer first": ("plan-visit note-no-answer conduct-visit record-visit",),
}
VISITORS = "cs_assistant cs_section cs_staff receptionist"
PLANNED = "cs_assistant! cs_section! cs_staff! receptionist!"

PROPERTY = Paper(
    "visit/property",
    line(
        "plan-visit",
        "→ planned",
        "cs_assistant cs_section cs_staff",
        "name phone trigger planned_at contact_mode visitor [about gravity]",
        "S004-p9-1 S004-p9-2",
    ),
    line("note-no-answer", "planned", VISITORS, "remark", "S004-p9-2"),
    line(
        "conduct-visit",
        "planned → conducted",
        PLANNED,
        "satisfaction suggestions thanks_given",
        "S004-p6-6.6 S004-p9-2",
    ),
    line("solve-at-once", "conducted → solved_at_once", VISITORS, "done", "S004-p9-3"),
    line(
        "fix-next-visit",
        "conducted → next_fixed",
        VISITORS,
        "explanation next_visit_at department due_at",
        "S004-p9-3",
    ),
    line(
        "record-visit",
        "conducted solved_at_once next_fixed → recorded",
        PLANNED,
        "record",
        "S004-p9-4a S004-p9-2",
    ),
    line("review-visit", "recorded → reviewed", "dept_manager", "[remarks]", "S004-p9-4a"),
    words=WORDS | {"visitor": PROPERTY_VISITOR},
    paths={f"S004-p9-3 {name}": (*path, "review-visit") for name, path in PATHS.items()},
)

CENTRE = Paper(
    "visit/service_centre",
    line(
        "plan-visit",
        "→ planned",
        "any_employee",
        "name phone trigger planned_at contact_mode visitor [about]",
        "S004-p7-visit-1a S004-p7-first-3",
    ),
    line("note-no-answer", "planned", "any_employee", "remark", "S004-p7-visit-1a"),
    line(
        "conduct-visit",
        "planned → conducted",
        "any_employee!",
        "satisfaction suggestions",
        "S004-p7-visit-1a S004-p7-visit-5 S004-p7-first-3",
    ),
    line("solve-at-once", "conducted → solved_at_once", "any_employee", "done", "S004-p7-first-1"),
    line(
        "fix-next-visit",
        "conducted → next_fixed",
        "any_employee",
        "explanation next_visit_at department due_at",
        "S004-p7-first-1 S004-p7-first-2",
    ),
    line(
        "record-visit",
        "conducted solved_at_once next_fixed → recorded",
        "any_employee!",
        "record",
        "S004-p7-visit-1a",
    ),
    words=WORDS | {"visitor": CENTRE_VISITOR},
    paths={f"S004-p7-first-1 {name}": path for name, path in PATHS.items()},
)
