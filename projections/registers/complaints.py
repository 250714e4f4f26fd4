"""The complaint register 投诉登记簿: one line a complaint, from registration to archive."""

from __future__ import annotations

from datetime import datetime

from ...domain.choices import Severity
from ...domain.complaint.choices import Channel, Kind, Validity
from ...domain.complaint.facts import SATISFIED, VISITS
from ...workflow.language import Label
from ..columns import Value, at
from . import case_columns as column
from . import case_facts as of
from .case_columns import CaseColumn, blank, choice, instant, labels, many, text, yes
from .case_facts import Line
from .case_row import Book
from .layout import Layout
from .words import Words, not_cooperating

REPORTED = "NonCooperationReported"
OPINION = ("opinion", "suggestions", "contact_mode")
URGENCY = {"extra": Label("特急", "extra"), "normal": Label("普通", "normal")}

COMPLAINTS = Book(
    "complaint_register",
    3,
    ("complaint",),
    blanks={
        "ComplaintRegistered": (
            *("name", "phone", "unit_no", "address", "matter", "content", "channel", "kind"),
            *("object", "accused", "severity", "earlier_case", "merchant"),
        ),
        "ComplaintVerified": ("severity", "validity", "findings", "object", "accused"),
        "ComplaintEscalated": ("severity", "recipients"),
        "Dispatched": ("department",),
        "HandlerAssigned": ("handler",),
        "ResultReported": ("result",),
        "ResolvedOnSpot": ("result",),
        "CustomerReplied": ("result",),
        "InvalidExplained": ("explanation",),
        "MaliciousExplained": ("explanation",),
        "FollowUpArranged": ("planned_at",),
        **dict.fromkeys(VISITS, OPINION),
        "HandlingFormCompleted": ("form_no",),
        "ComplaintArchived": ("archive_no", "category"),
    },
    people=dict.fromkeys(("WorkStarted", "ReworkStarted", "HandledByReceiver"), "handler"),
    marks={
        "MarkedVip": "vip_at",
        "TransferredToAdminHR": "admin_hr_at",
        "ResultReported": "result_at",
        "ResolvedOnSpot": "replied_at",
        "CustomerReplied": "replied_at",
        "InvalidExplained": "replied_at",
        "MaliciousExplained": "replied_at",
        "EffectInspected": "inspected_at",
        "VisitReviewed": "reviewed_at",
        "ComplaintClosed": "closed_at",
        "ComplaintArchived": "archived_at",
    },
    entries={**dict.fromkeys(VISITS, OPINION), REPORTED: ("against", "matter")},
    clears={
        **dict.fromkeys(VISITS, ("reviewed_at",)),
        "ResultReported": ("inspected_at", "reviewed_at"),
        "FollowUpDissatisfied": ("inspected_at", "reviewed_at"),
    },
    voids={
        "ResultReported": ("result",),
        "FollowUpDissatisfied": ("result",),
        "DisciplineStatementTaken": ("statement",),
    },
)


def _columns(words: Words) -> tuple[CaseColumn, ...]:
    return (
        column.no(),
        instant("opened_at", "登记时间", "opened"),
        column.procedure(words),
        choice("channel", "来源", labels(Channel)),
        blank("customer", "客户", of="name"),
        blank("phone", "联系电话", 14),
        blank("unit_no", "单元号码", 10),
        blank("matter", "事项", 20),
        blank("content", "投诉内容", 30),
        choice("severity", "程度", labels(Severity)),
        choice("urgency", "缓急", URGENCY, 8, of=_urgency),
        choice("validity", "有效性", labels(Validity)),
        choice("kind", "类别", labels(Kind)),
        column.state(words),
        column.first_contact(),
        blank("department", "责任部门"),
        text("handler", "处理人", of.in_person("handler"), 10),
        column.due("due_at", "部门限期", "department due", of.due_of("work")),
        *column.deadlines(words),
        *_answer(words),
        blank("category", "分类"),
        yes("vip", "贵宾", lambda line: "vip_at" in line.row["marks"]),
        instant("admin_hr_at", "转呈行政人事部", "handed to admin-hr"),
        many("non_cooperation", "不配合反映", of.each(REPORTED), not_cooperating),
        blank("earlier_case", "原投诉编号", 15),
        column.days_open(),
        *column.closing(words),
    )


def _answer(words: Words) -> tuple[CaseColumn, ...]:
    """Write down what became of it: the answer, the visit, the signatures, the end."""
    return (
        instant("replied_at", "答复时间", "answered"),
        text("result", "处理结果", _result, 24),
        instant("planned_visit_at", "计划回访时间", "visit planned", of.in_instant("planned_at")),
        instant("visited_at", "回访时间", "visited", _visited),
        yes("satisfied", "满意", _satisfied),
        blank("opinion", "客户意见", 20),
        column.signatures(words),
        instant("inspected_at", "效果检查", "effect inspected"),
        instant("reviewed_at", "回访审阅", "visit reviewed"),
        blank("form_no", "处理表编号"),
        instant("closed_at", "结案时间", "closed"),
        blank("archive_no", "归档号", 14),
    )


COMPLAINT_REGISTER = Layout(
    "complaints",
    Label("投诉登记簿", "complaint register"),
    COMPLAINTS,
    _columns,
    short=(
        *("no", "opened_at", "customer", "matter", "severity", "state"),
        *("department", "next_due_at", "overdue"),
    ),
)


def _urgency(line: Line) -> str:
    return "extra" if "vip_at" in line.row["marks"] else "normal"


def _result(line: Line) -> Value:
    return of.in_blank("result")(line) or of.in_blank("explanation")(line)


def _visited(line: Line) -> datetime | None:
    found = of.last(line, *VISITS)
    return at(found["at"]) if found else None


def _satisfied(line: Line) -> bool | None:
    found = of.last(line, *VISITS)
    return found["event"] == SATISFIED if found else None
