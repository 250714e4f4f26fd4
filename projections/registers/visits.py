"""The register of visits 回访登记簿: whom to call on today, what was said, what follows from it.

`--where planned_at=today` gives today's list.
"""

from __future__ import annotations

from ...domain.choices import ContactMode, Satisfaction, Severity
from ...domain.visit.choices import VisitTrigger
from ...workflow.language import Label, message
from ..columns import Value, labels_of
from . import case_columns as column
from . import case_facts as of
from .case_columns import CaseColumn, blank, choice, due, instant, many, number, yes
from .case_facts import Line
from .case_row import Book
from .layout import Layout
from .words import Words, telling

ATTEMPTED = "VisitAttempted"

VISITS = Book(
    "visit_register",
    2,
    ("visit",),
    blanks={
        "VisitPlanned": (
            *("name", "phone", "trigger", "about", "gravity", "planned_at", "contact_mode"),
            "visitor",
        ),
        "VisitConducted": ("satisfaction", "suggestions"),
        "SolvedAtOnce": ("done",),
        "NextVisitFixed": ("explanation", "next_visit_at", "department", "due_at"),
        "VisitRecorded": ("record",),
        "VisitReviewed": ("remarks",),
    },
    people={"VisitConducted": "conducted_by"},
    marks={
        "VisitConducted": "conducted_at",
        "SolvedAtOnce": "solved_at",
        "VisitRecorded": "recorded_at",
        "VisitReviewed": "reviewed_at",
    },
    entries={ATTEMPTED: ("remark",)},
)


def _columns(words: Words) -> tuple[CaseColumn, ...]:
    return (
        column.no(),
        instant("opened_at", "登记时间", "entered"),
        column.procedure(words),
        choice("trigger", "回访缘由", labels_of(VisitTrigger)),
        blank("about", "相关案件", 15),
        choice("gravity", "投诉程度", labels_of(Severity), 8),
        blank("customer", "客户", of="name"),
        blank("phone", "联系电话", 14),
        column.text("visitor", "回访人", of.in_person("visitor"), 10),
        instant("planned_at", "计划回访时间", "planned", of.in_instant("planned_at")),
        choice("contact_mode", "回访方式", labels_of(ContactMode)),
        column.state(words),
        *_talk(words),
        *column.deadlines(words),
        *column.closing(words),
    )


def _talk(words: Words) -> tuple[CaseColumn, ...]:
    """Write down what the customer said, and what follows where he is dissatisfied (S004-p9-3)."""
    return (
        number("attempts", "未联系上次数", of.times(ATTEMPTED)),
        many("attempted", "未联系上", of.each(ATTEMPTED), _attempt_told),
        instant("conducted_at", "实际回访时间", "conducted"),
        column.text("conducted_by", "实际回访人", of.in_person("conducted_by"), 10),
        choice("satisfaction", "是否满意", labels_of(Satisfaction)),
        blank("suggestions", "别的建议", 20),
        yes("solved_at_once", "当场解决", _solved),
        blank("done", "当场解决情况", 20),
        blank("explanation", "向客户说明的原因", 20),
        due("next_visit_at", "下次回访时间", "next visit", of.in_instant("next_visit_at")),
        blank("department", "责任部门"),
        due("rectify_by", "整改限期", "rectification due", of.in_instant("due_at")),
        instant("recorded_at", "记录时间", "recorded"),
        blank("record", "回访内容", 24),
        column.signatures(words),
        instant("reviewed_at", "审阅时间", "reviewed"),
        column.text("reviewed_by", "审阅人", of.signed_by("visit"), 10),
        blank("remarks", "审阅意见", 20),
    )


VISIT_REGISTER = Layout(
    "visits",
    Label("回访登记簿", "register of visits"),
    VISITS,
    _columns,
    short=(
        *("no", "planned_at", "customer", "phone", "visitor", "contact_mode", "about"),
        *("state", "satisfaction", "overdue"),
    ),
)

_attempt_told = telling(message("{at}: {remark} ({by})"))


def _solved(line: Line) -> Value:
    """Tell whether dissatisfaction was removed at once; of a satisfied customer nothing is said."""
    marks = line.row["marks"]
    is_satisfied = of.in_blank("satisfaction")(line) != Satisfaction.DISSATISFIED
    return None if is_satisfied else "solved_at" in marks
