"""Paper of the trading city's complaints: information form, department's record, handling form."""

from __future__ import annotations

from ...domain.choices import Severity
from ...domain.complaint.facts import GRAVITY, SENT_BACK, VISITS, severity
from ...workflow.language import Label
from ..columns import NO, YES
from .cells import Option, Written
from .complaint_words import (
    ARCHIVED,
    COMPLETED,
    DISPATCHED,
    ESCALATED,
    REGISTERED,
    REPORTED,
    case_number,
    satisfaction,
)
from .paper import Paper, column, field, fields, lines, place, signatures
from .record import Record
from .rows import each
from .sources import Source, found, ticked, together, when, who, written

TRADING_CITY = ("complaint/trading_city",)
ENTERED, ASSIGNED, RULED, VIP = "DepartmentRecorded", "HandlerAssigned", "DisputeRuled", "MarkedVip"


def _is_serious() -> Source:
    """Tick whether the complaint is serious, as its severity was last settled."""

    def read(record: Record) -> tuple[Written, ...]:
        held = written("severity", *GRAVITY).read(record)
        settled = severity(record.case)
        is_serious = settled == Severity.SERIOUS
        ticks = (Option(YES, is_serious), Option(NO, bool(settled) and not is_serious))
        struck = held[0].struck if held else ()
        return (Written(None, ticks, struck, held[0].entry if held else None),)

    return Source(read, "severity", GRAVITY)


def _vip(record: Record) -> object | None:
    return Label("贵宾特急", "VIP, top urgency") if record.named(VIP) else None


INFORMATION_FORM = Paper(
    "customer-information-form",
    Label("客户信息登记表", "customer-information form"),
    ("S001-ch4-2", "S001-ch4-3", "S001-ch4-4"),
    of=TRADING_CITY,
    parts=(
        fields(
            field("编号", "no.", case_number()),
            field("日期", "date", when(REGISTERED)),
            field("来源", "channel", ticked("channel", REGISTERED), wide=True),
            field("客户姓名", "customer", written("name", REGISTERED)),
            field("联系电话", "telephone", written("phone", REGISTERED)),
            field("地址", "address", written("address", REGISTERED)),
            field("单元号码", "unit no.", written("unit_no", REGISTERED)),
            field("类别", "kind", ticked("kind", REGISTERED), wide=True),
            field("商户", "merchant", written("merchant", REGISTERED)),
            field("贵宾", "VIP", found(_vip)),
            field("事项", "matter", written("matter", REGISTERED), wide=True),
            field("内容", "content", written("content", REGISTERED), tall=True),
            field("严重", "serious", _is_serious()),
            field("受理人", "receptionist", who(REGISTERED)),
            field("上报对象", "reported up to", written("recipients", ESCALATED)),
            field("上报时间", "reported up at", when(ESCALATED)),
            field("通知部门", "department notified", written("department", DISPATCHED)),
            field("通知时间", "notified at", when(DISPATCHED)),
        ),
        signatures(place("register", "受理人", "receptionist")),
    ),
)

DEPARTMENT_RECORD = Paper(
    "department-record",
    Label("责任部门记录", "the department's own record"),
    ("S001-ch4-4", "S001-ch4-5"),
    of=TRADING_CITY,
    number=written("register_no", ENTERED),
    parts=(
        fields(
            field("日期", "date", when(ENTERED)),
            field("投诉编号", "complaint no.", case_number()),
            field("责任部门", "department", written("department", DISPATCHED)),
            field("限期", "deadline", written("due_at", DISPATCHED, SENT_BACK)),
            field("事项", "matter", written("matter", REGISTERED), wide=True),
            field("内容", "content", written("content", REGISTERED), tall=True),
            field("指派处理人", "person assigned", written("handler", ASSIGNED)),
            field("指派时间", "assigned at", when(ASSIGNED)),
            field("处理结果", "result", written("result", REPORTED), tall=True),
        ),
        signatures(
            place("record-by-department", "登记人", "recorded by"),
            place("assign-handler", "部门负责人", "head of the department"),
        ),
    ),
)

HANDLING_FORM = Paper(
    "handling-form",
    Label("客户服务处理表", "customer-service handling form"),
    ("S001-ch4-8", "S001-ch4-7", "S001-ch4-6"),
    of=TRADING_CITY,
    number=written("form_no", COMPLETED),
    parts=(
        fields(
            field("编号", "number", written("form_no", COMPLETED)),
            field("登记日期", "registered", when(REGISTERED)),
            field("客户姓名", "customer", written("name", REGISTERED)),
            field("联系电话", "telephone", written("phone", REGISTERED)),
            field("事项", "matter", written("matter", REGISTERED), wide=True),
            field("内容", "content", written("content", REGISTERED), tall=True),
            field("责任部门", "department", written("department", DISPATCHED)),
            field("处理人", "handler", written("handler", ASSIGNED)),
            field("裁决", "ruling", written("ruling", RULED), wide=True),
            field("处理过程", "process", written("process", COMPLETED, REPORTED), tall=True),
            field("处理结果", "result", written("result", COMPLETED, REPORTED), tall=True),
            field("反馈日期", "result reported", when(REPORTED)),
            field("填表日期", "form completed", when(COMPLETED)),
        ),
        lines(
            each(*VISITS),
            column("回访日期", "follow-up date", when()),
            column("方式", "mode", written("contact_mode"), style="slim"),
            column("回访结果", "result", satisfaction()),
            column(
                "客户意见",
                "opinion",
                together(written("opinion"), written("suggestions")),
                style="wide",
            ),
            column("回访人", "visitor", who()),
            title=Label("回访", "follow-up"),
            least=2,
        ),
        fields(
            field("归档号", "archive no.", written("archive_no", ARCHIVED)),
            field("归档日期", "archived", when(ARCHIVED)),
        ),
        signatures(
            place("complete-form", "客服部", "customer-service department"),
            place("archive", "归档人", "filed by"),
        ),
    ),
)
