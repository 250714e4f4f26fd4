"""Paper of the realty company's complaints: follow-up form, site inspection, report (S003)."""

from __future__ import annotations

from ...domain.complaint.facts import GRAVITY, VISITS, is_important, is_serious
from ...workflow.case import Case
from ...workflow.language import Label
from .complaint_words import (
    COMPLETED,
    DISPATCHED,
    ESCALATED,
    EXPLAINED,
    REGISTERED,
    REPLIED,
    REPORTED,
    VERIFIED,
    case_number,
    satisfaction,
)
from .paper import Paper, by_hand, column, field, fields, lines, place, signatures
from .rows import each, or_empty
from .sources import first, of_case, ticked, together, when, who, written

REALTY = ("complaint/realty",)
PLANNED, APPROVED, SITE, ARRANGED = (
    "PlanSubmitted",
    "PlanApproved",
    "SiteInspected",
    "FollowUpArranged",
)
TO_OFFICE, SECOND = ("RedirectedToOffice", "OfficeInformed"), "SecondInstanceOpened"


def _asks_for_a_report(case: Case) -> bool:
    """Hold where the department is told in writing, or was."""
    written_report = case.value("written_report", DISPATCHED) is not None
    return written_report or is_important.holds(case)


def _asks_for_a_site_visit(case: Case) -> bool:
    """Hold where the site is to be inspected, or was."""
    return case.has(SITE) or is_serious.holds(case)


FOLLOW_UP_FORM = Paper(
    "follow-up-form",
    Label("客户意见与投诉处理跟进表", "follow-up form for opinions and complaints"),
    ("S003-3.3b", "S003-3.5.1", "S003-3.5.3", "S003-3.5.4", "S003-3.6"),
    of=REALTY,
    number=written("form_no", COMPLETED),
    parts=(
        fields(
            field("登记时间", "registered", when(REGISTERED)),
            field("来源", "channel", written("channel", REGISTERED)),
            field("姓名", "complainant", written("name", REGISTERED)),
            field("联系电话", "telephone", written("phone", REGISTERED)),
            field("单元号码", "unit no.", written("unit_no", REGISTERED)),
            field("投诉对象", "object", written("object", REGISTERED)),
            field("事项", "matter", written("matter", REGISTERED)),
            field("登记人", "registered by", who(REGISTERED)),
            field("意见投诉内容", "content", written("content", REGISTERED), tall=True),
            field("管理处", "management office", written("office", *TO_OFFICE)),
            field("追踪时间", "tracked until", written("tracking_at", *TO_OFFICE)),
            field("二次处理理由", "why a second instance", written("ground", SECOND), wide=True),
            title=Label("登记", "registration"),
        ),
        fields(
            field("核实情况", "findings", written("findings", VERIFIED), tall=True),
            field("有效性", "validity", ticked("validity", VERIFIED)),
            field("程度", "severity", ticked("severity", *GRAVITY)),
            field("所属部门", "department", written("department", DISPATCHED, VERIFIED)),
            field("时间规定", "time limit", written("due_at", DISPATCHED)),
            field("通知方式", "reported by", ticked("report_mode", DISPATCHED), wide=True),
            field("现场实际情况", "findings on site", written("findings", SITE), tall=True),
            title=Label("核实", "checking"),
        ),
        fields(
            field(
                "原因",
                "cause",
                first(written("cause", PLANNED), written("office_cause", VERIFIED)),
                tall=True,
            ),
            field("责任", "responsibility", written("responsibility", PLANNED), wide=True),
            field("处理方案", "plan", written("plan", PLANNED), tall=True),
            field("方案责任人", "responsible person", who(PLANNED)),
            field("承诺时间", "promised for", written("promised_at", PLANNED)),
            field(
                "处理过程与结果",
                "process and result",
                together(
                    written("process", COMPLETED, REPORTED), written("result", COMPLETED, REPORTED)
                ),
                tall=True,
            ),
            field(
                "给投诉人的答复",
                "reply to the complainant",
                first(
                    together(written("process", REPLIED), written("result", REPLIED)),
                    written("explanation", *EXPLAINED),
                ),
                tall=True,
            ),
            field("答复时间", "answered at", when(REPLIED, *EXPLAINED)),
            field("计划回访时间", "follow-up planned", written("planned_at", ARRANGED)),
            title=Label("处理与答复", "handling and reply"),
        ),
        lines(
            each(*VISITS),
            column("回访日期", "follow-up date", when()),
            column("方式", "mode", written("contact_mode"), style="slim"),
            column("是否满意", "satisfied?", satisfaction()),
            column(
                "客户意见",
                "opinion",
                together(written("opinion"), written("suggestions")),
                style="wide",
            ),
            column("回访人", "visitor", who()),
            title=Label("回访", "follow-up"),
            least=1,
        ),
        signatures(
            place("submit-plan", "方案责任人", "responsible person"),
            place("approve-plan", "部门负责人认可", "department head, agreed"),
            place("complete-form", "客服填表人", "completed by customer service"),
        ),
    ),
)

SITE_INSPECTION = Paper(
    "site-inspection",
    Label("现场查看记录", "site-inspection record"),
    ("S003-3.6",),
    of=REALTY,
    fits=_asks_for_a_site_visit,
    sheets=or_empty(each(SITE)),
    parts=(
        fields(
            field("投诉编号", "complaint no.", case_number()),
            field("日期", "date", when(SITE)),
            field("单元号码", "unit no.", of_case(written("unit_no", REGISTERED))),
            field("地点", "place", of_case(written("address", REGISTERED))),
            field("客户姓名", "customer", of_case(written("name", REGISTERED))),
            field("客户在场", "customer present", ticked("customer_present", SITE)),
            field("参加人员", "attendees", written("attendees", SITE), wide=True),
            field("现场实际情况", "findings", written("findings", SITE), tall=True),
        ),
        signatures(
            place("inspect-site", "查看人", "inspected by"),
            by_hand("客户签名", "customer"),
            by_hand("其他参加人员", "other attendees"),
        ),
    ),
)

WRITTEN_REPORT = Paper(
    "written-report",
    Label("书面报告", "written report"),
    ("S003-3.3c",),
    of=REALTY,
    fits=_asks_for_a_report,
    parts=(
        fields(
            field("投诉编号", "complaint no.", case_number()),
            field("日期", "date", when(DISPATCHED)),
            field("报告人", "author", who(DISPATCHED)),
            field("收件部门", "recipient", written("department", DISPATCHED)),
            field("事项", "matter", written("matter", REGISTERED), wide=True),
            field("事实", "facts", written("findings", VERIFIED), tall=True),
            field(
                "报告与处理意见",
                "report and proposed action",
                written("written_report", DISPATCHED),
                tall=True,
            ),
            field("限期", "deadline", written("due_at", DISPATCHED)),
            field("上报内容", "reported up", written("report", ESCALATED)),
        ),
        signatures(place("dispatch", "报告人", "author"), by_hand("收件人", "recipient")),
    ),
)
