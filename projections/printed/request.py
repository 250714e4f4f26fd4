"""Paper of repairs, complaints and calls for help: one record, signed by who solved it."""

from __future__ import annotations

from ...domain.complaint.facts import VISITS
from ...workflow.language import Label
from .cells import Cell, Option, Written, told
from .complaint_words import DISPATCHED, REGISTERED, REPORTED, VERIFIED, satisfaction
from .paper import Paper, column, field, fields, lines, place, signatures
from .record import Record
from .rows import each
from .sources import Source, first, ticked, together, when, who, written

LOGGED, SENT, FINISHED, ENTERED = (
    "RequestLogged",
    "RequestDispatched",
    "WorkFinished",
    "ResultEntered",
)
FOLLOWED_UP, REOPENED, MAJOR = "FollowUpRecorded", "RequestReopened", "MarkedMajorRepair"
OPENED = (LOGGED, REGISTERED)
KINDS = (
    ("repair", Label("报修", "repair")),
    ("complaint", Label("投诉", "complaint")),
    ("help", Label("求助", "help")),
)


def _kind() -> Source:
    """Tick which of the three a case is; a request says it in its blank."""

    def read(record: Record) -> Cell:
        held = written("request_kind", LOGGED).read(record)
        code = (
            "complaint" if record.named(REGISTERED) else record.case.latest("request_kind", LOGGED)
        )
        ticks = tuple(Option(label, code == one) for one, label in KINDS)
        return (Written(None, ticks, held[0].struck if held else ()),)

    return Source(read)


def _satisfied() -> Source:
    """Tick what the customer said, on a page that has the words and on one that has two steps."""
    asked = ticked("satisfaction", FOLLOWED_UP)
    met = satisfaction()

    def read(record: Record) -> Cell:
        cell = asked.read(record)
        return cell if told(cell) else met.read(record)

    return Source(read)


REQUEST_RECORD = Paper(
    "request-record",
    Label("客户报修/投诉/求助记录", "record of repairs, complaints and help"),
    ("S004-p6-4.5", "S004-p6-7.1"),
    of=("request/property", "request/service_centre", "complaint/property"),
    parts=(
        fields(
            field("类别", "kind", _kind()),
            field("登记时间", "logged", when(*OPENED)),
            field("客户姓名", "customer", written("name", *OPENED)),
            field("单元号码", "unit no.", written("unit_no", *OPENED)),
            field("联系电话", "telephone", written("phone", *OPENED)),
            field("首问责任人", "first-contact person", who(*OPENED)),
            field("内容", "content", written("content", *OPENED), tall=True),
            field("内部设备", "own equipment", ticked("internal", LOGGED)),
            field("报修渠道", "fault reported by", written("fault_report_mode", "FaultReported")),
            field("重大维修", "major repair", written("reason", MAJOR), wide=True),
            field("责任部门", "department", written("department", SENT, DISPATCHED, VERIFIED)),
            field("限期", "deadline", written("due_at", SENT, REOPENED, DISPATCHED)),
            field("保修期内", "within warranty", ticked("warranty", SENT)),
            field("施工单位", "constructor", written("constructor", SENT)),
            field(
                "处理结果",
                "result",
                first(written("result", ENTERED), written("result", FINISHED, REPORTED)),
                tall=True,
            ),
            field(
                "完成时间",
                "completed",
                first(written("completed_at", ENTERED), when(FINISHED, REPORTED)),
            ),
            field("处理人", "done by", who(FINISHED, REPORTED)),
        ),
        lines(
            each(FOLLOWED_UP, *VISITS),
            column("回访时间", "followed up", when()),
            column("方式", "mode", written("contact_mode"), style="slim"),
            column("是否满意", "satisfied?", _satisfied()),
            column(
                "客户意见",
                "opinion",
                together(written("opinion"), written("suggestions")),
                style="wide",
            ),
            column("回访人", "by", who()),
            title=Label("回访", "follow-up"),
            least=2,
        ),
        lines(
            each(REOPENED),
            column("返工时间", "to be done again", when()),
            column("原因说明", "explanation", written("explanation", REOPENED), style="wide"),
            column("整改限期", "due", written("due_at", REOPENED)),
            column("下次回访", "next visit", written("next_visit_at", REOPENED)),
            title=Label("整改", "rework"),
            least=1,
        ),
        signatures(
            place("sign-result", "处理部门负责人", "head of the solving department"),
            place("log-request", "受理人", "taken down by", or_by=["register"]),
        ),
    ),
)
