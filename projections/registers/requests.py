"""The request register 报修登记簿: one line a repair or call for help."""

from __future__ import annotations

from ...domain.choices import ContactMode, Satisfaction
from ...domain.request.choices import FaultReportMode, RequestKind
from ...workflow.language import Label, message
from ..columns import Value, labels_of
from . import case_columns as column
from . import case_facts as of
from .case_columns import CaseColumn, blank, choice, due, instant, many, number, yes
from .case_facts import Line
from .case_row import Book
from .layout import Layout
from .words import Words, not_cooperating, telling

FOLLOWED_UP, REOPENED, REPORTED = "FollowUpRecorded", "RequestReopened", "NonCooperationReported"
TALK = ("contact_mode", "satisfaction", "opinion")

# A result, its signature and a follow-up count for the last finished work only.
REQUESTS = Book(
    "request_register",
    2,
    ("request",),
    blanks={
        "RequestLogged": ("name", "unit_no", "phone", "content", "request_kind", "internal"),
        "FaultReported": ("reported_to", "fault_report_mode"),
        "RequestDispatched": ("department", "warranty", "constructor", "unlisted"),
        "MarkedMajorRepair": ("reason",),
        "WorkFinished": ("result",),
        "ResultEntered": ("result", "completed_at"),
        FOLLOWED_UP: TALK,
    },
    people=dict.fromkeys(("RequestAccepted", "WorkStarted", "WorkFinished"), "technician"),
    marks={
        "FaultReported": "fault_reported_at",
        "MarkedMajorRepair": "major_at",
        "RequestDispatched": "dispatched_at",
        "WorkFinished": "finished_at",
        "ResultEntered": "entered_at",
        FOLLOWED_UP: "followed_up_at",
        "RequestClosed": "closed_at",
    },
    entries={
        FOLLOWED_UP: TALK,
        REOPENED: ("explanation", "next_visit_at", "due_at"),
        REPORTED: ("against", "matter"),
    },
    clears={"WorkFinished": ("entered_at", "followed_up_at")},
    voids=dict.fromkeys(("WorkFinished", "ResultEntered"), ("result",)),
)


def _columns(words: Words) -> tuple[CaseColumn, ...]:
    return (
        column.no(),
        instant("opened_at", "报修时间", "logged"),
        column.procedure(words),
        choice("request_kind", "类别", labels_of(RequestKind), 8),
        blank("customer", "客户", of="name"),
        blank("unit_no", "单元号码", 10),
        blank("phone", "联系电话", 14),
        blank("content", "内容", 24),
        column.state(words),
        column.first_contact(),
        *_fault(),
        *_work(words),
        *_follow_up(),
        many("non_cooperation", "不配合反映", of.each(REPORTED), not_cooperating),
        *column.deadlines(words),
        instant("closed_at", "结案时间", "closed"),
        column.days_open(),
        *column.closing(words),
    )


def _fault() -> tuple[CaseColumn, ...]:
    """Write down how a fault of the house's own equipment was reported (S004-p3-5.2)."""
    return (
        yes("internal", "内部设备故障", of.in_yes("internal")),
        instant("fault_reported_at", "设备故障报告时间", "fault reported"),
        column.text("reported_to", "固定资产管理员", of.in_person("reported_to"), 10),
        choice("fault_report_mode", "报告方式", labels_of(FaultReportMode)),
    )


def _work(words: Words) -> tuple[CaseColumn, ...]:
    """Write down who does the work until when, and what was done."""
    return (
        yes("major", "重大维修", lambda line: "major_at" in line.row["marks"]),
        blank("major_because", "重大维修的理由", 20, of="reason"),
        instant("dispatched_at", "派工时间", "sent to the department"),
        blank("department", "责任部门"),
        column.text("technician", "维修人员", of.in_person("technician"), 10),
        due("due_at", "限期", "department due", of.due_of("work")),
        yes("warranty", "保修期内", of.in_yes("warranty")),
        blank("constructor", "施工单位"),
        yes("unlisted", "不在名单", of.in_yes("unlisted")),
        instant("finished_at", "维修完成", "finished"),
        blank("result", "处理结果", 24),
        instant("entered_at", "结果登录", "result entered"),
        instant("completed_at", "完成时间", "completed", of.in_instant("completed_at")),
        column.text("signed_by", "部门签字人", of.signed_by("result"), 10),
        column.signatures(words),
    )


def _follow_up() -> tuple[CaseColumn, ...]:
    """Write down what the customer says of it, each time that he is asked."""
    return (
        due("follow_up_due_at", "电话回访期限", "follow-up due", of.due_of("follow_up")),
        instant("followed_up_at", "回访时间", "followed up"),
        choice("satisfaction", "是否满意", labels_of(Satisfaction), of=_now("satisfaction")),
        column.text("opinion", "客户意见", _now("opinion"), 20),
        many("follow_ups", "历次回访", of.each(FOLLOWED_UP), _follow_up_told),
        number("reopened", "返工次数", of.times(REOPENED)),
        many("reworks", "历次返工", of.each(REOPENED), _rework_told),
        due("next_visit_due_at", "下次回访", "next visit", of.due_of("next_visit")),
    )


REQUEST_REGISTER = Layout(
    "requests",
    Label("报修登记簿", "request register"),
    REQUESTS,
    _columns,
    short=(
        *("no", "opened_at", "customer", "request_kind", "state", "department"),
        *("technician", "next_due_at", "overdue", "missed"),
    ),
)

_follow_up_told = telling(
    message("{at}: {contact_mode}, {satisfaction}: {opinion} ({by})"),
    contact_mode=labels_of(ContactMode),
    satisfaction=labels_of(Satisfaction),
)
_rework_told = telling(message("{at}: {explanation} ({by})"))


def _now(blank: str) -> of.Of:
    """Read a blank of the follow-up on the last finished work."""

    def value(line: Line) -> Value:
        asked = "followed_up_at" in line.row["marks"]
        return of.in_entry(blank, FOLLOWED_UP)(line) if asked else None

    return value
