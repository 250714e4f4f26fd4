"""Paper of the property centre's complaints: record, statement, minutes, feedback (S004-p6)."""

from __future__ import annotations

from ...domain.complaint.facts import GRAVITY, SENT_BACK, VISITS, is_discipline, is_serious
from ...workflow.case import Case
from ...workflow.language import Label
from .complaint_words import (
    ARCHIVED,
    DISPATCHED,
    ESCALATED,
    EXPLAINED,
    ON_SPOT,
    REGISTERED,
    REPORTED,
    VERIFIED,
    case_number,
    satisfaction,
)
from .paper import Paper, column, field, fields, lines, place, signatures
from .rows import each, or_empty, rounds
from .sources import first, of_case, ticked, together, when, who, written

PROPERTY = ("complaint/property",)
STATEMENT, STATEMENT_SIGNED = "DisciplineStatementTaken", "DisciplineStatementSigned"
REVIEW, INSPECTED, REVIEWED = "ReviewHeld", "EffectInspected", "VisitReviewed"
ARRANGED = "FollowUpArranged"


def _about_discipline(case: Case) -> bool:
    """Hold where a statement is to be taken, or was before the kind was corrected."""
    return is_discipline.holds(case) or case.has(STATEMENT)


def _to_be_reviewed(case: Case) -> bool:
    """Hold where a review is to be held, or was before the severity was lowered."""
    return is_serious.holds(case) or case.has(REVIEW)


COMPLAINT_RECORD = Paper(
    "complaint-record",
    Label("客户投诉记录", "customer complaint record"),
    ("S004-p6-4.1", "S004-p6-6.2", "S004-p6-6.4", "S004-p9-4a"),
    of=PROPERTY,
    parts=(
        fields(
            field("登记时间", "date and time", when(REGISTERED)),
            field("来源", "channel", written("channel", REGISTERED)),
            field("姓名", "complainant", written("name", REGISTERED)),
            field("单元号码", "unit no.", written("unit_no", REGISTERED)),
            field("联系电话", "telephone", written("phone", REGISTERED)),
            field("联系方式", "contact method", written("contact_mode", ARRANGED, *EXPLAINED)),
            field("投诉对象", "object", written("object", REGISTERED, VERIFIED)),
            field("被投诉人", "person complained of", written("accused", REGISTERED, VERIFIED)),
            field("投诉事项", "matter", written("matter", REGISTERED)),
            field("已致歉", "apology made", ticked("apology_made", REGISTERED)),
            field("类别", "kind", ticked("kind", REGISTERED), wide=True),
            field("投诉内容", "content", written("content", REGISTERED), tall=True),
            field("受理人", "receptionist", who(REGISTERED)),
            field("原投诉编号", "earlier complaint", written("earlier_case", REGISTERED)),
            title=Label("受理", "intake"),
        ),
        fields(
            field("核实情况", "findings", written("findings", VERIFIED), tall=True),
            field("有效性", "validity", ticked("validity", VERIFIED)),
            field("程度", "severity", ticked("severity", *GRAVITY)),
            field("责任部门", "department", written("department", DISPATCHED, VERIFIED)),
            field("限期", "deadline", written("due_at", REVIEW, DISPATCHED, SENT_BACK)),
            field("上报对象", "reported up to", written("recipients", ESCALATED)),
            field("上报时间", "reported up at", when(ESCALATED)),
            field(
                "处理结果",
                "result",
                first(
                    together(written("process", REPORTED), written("result", REPORTED)),
                    written("result", ON_SPOT),
                ),
                tall=True,
            ),
            field("向客户的解释", "explanation", written("explanation", *EXPLAINED), wide=True),
            field("效果检查", "effect inspected", written("verdict", INSPECTED), wide=True),
            title=Label("核实与处理", "checking and handling"),
        ),
        lines(
            rounds(*VISITS),
            column("回访时间", "visited", when(*VISITS)),
            column("方式", "mode", written("contact_mode", *VISITS), style="slim"),
            column("是否满意", "satisfied?", satisfaction()),
            column(
                "意见与建议",
                "opinion, suggestions",
                together(
                    written("opinion", *VISITS),
                    written("suggestions", *VISITS),
                    written("solved_during_visit", *VISITS),
                    written("explanation", *VISITS),
                ),
                style="wide",
            ),
            column(
                "下次回访／整改限期",
                "next visit, rework due",
                together(written("next_visit_at", *VISITS), written("due_at", *VISITS)),
            ),
            column("回访人", "visitor", who(*VISITS)),
            column("审阅", "reviewed", together(who(REVIEWED), written("remarks", REVIEWED))),
            title=Label("回访（客户投诉记录表）", "follow-up visits"),
            least=2,
        ),
        fields(
            field("归档号", "archive no.", written("archive_no", ARCHIVED)),
            field("分类", "category", written("category", ARCHIVED)),
            title=Label("归档", "archive"),
        ),
        signatures(
            place("register", "受理人", "receptionist"),
            place("sign-result", "责任部门负责人", "head of the solving department"),
            place("review-visit", "部门经理审阅", "reviewed by the department manager"),
            place("archive", "兼职助理归档", "kept by the records assistant"),
        ),
    ),
)

DISCIPLINE_STATEMENT = Paper(
    "discipline-statement",
    Label("违纪投诉笔录", "statement on a breach of discipline"),
    ("S004-p6-6.5",),
    of=PROPERTY,
    fits=_about_discipline,
    parts=(
        fields(
            field("投诉编号", "complaint no.", case_number()),
            field("笔录时间", "taken at", when(STATEMENT)),
            field("投诉人", "complainant", written("name", REGISTERED)),
            field("联系电话", "telephone", written("phone", STATEMENT_SIGNED, REGISTERED)),
            field("被投诉人", "person complained of", written("accused", REGISTERED, VERIFIED)),
            field("单元号码", "unit no.", written("unit_no", REGISTERED)),
            field("投诉事项", "matter", written("matter", REGISTERED), wide=True),
            field("事件经过", "course of the event", written("course", STATEMENT), tall=True),
            field("证明人", "witness", written("witness", STATEMENT), wide=True),
            field("证物", "evidence", written("evidence", STATEMENT), tall=True),
            field("处理建议", "proposal", written("proposal", VERIFIED), tall=True),
        ),
        signatures(
            place("sign-discipline-statement", "投诉人签名", "complainant"),
            place("take-discipline-statement", "笔录人", "taken down by"),
        ),
    ),
)

REVIEW_MINUTES = Paper(
    "review-minutes",
    Label("检讨记录", "review minutes"),
    ("S004-p6-4.3",),
    of=PROPERTY,
    fits=_to_be_reviewed,
    parts=(
        fields(
            field("投诉编号", "complaint no.", case_number()),
            field("日期", "date", when(REVIEW)),
            field("投诉事项", "matter", written("matter", REGISTERED), wide=True),
            field("参加人员", "attendees", written("attendees", REVIEW), wide=True),
            field("措施", "measures", written("measures", REVIEW), tall=True),
            field("责任人", "responsible person", written("responsible", REVIEW)),
            field("限期", "deadline", written("due_at", REVIEW)),
        ),
        signatures(place("hold-review", "客服经理", "customer-service manager")),
    ),
)

FEEDBACK_RECORD = Paper(
    "feedback-record",
    Label("投诉处理反馈意见记录", "feedback on how a complaint was handled"),
    ("S004-p6-7.2", "S004-p6-3.2", "S004-p6-6.6"),
    of=PROPERTY,
    sheets=or_empty(each(*VISITS)),
    parts=(
        fields(
            field("投诉编号", "complaint no.", case_number()),
            field("日期", "date", when(*VISITS)),
            field("投诉人", "complainant", of_case(written("name", REGISTERED))),
            field("联系电话", "telephone", of_case(written("phone", REGISTERED))),
            field("投诉事项", "matter", of_case(written("matter", REGISTERED)), wide=True),
            field("方式", "mode", ticked("contact_mode", *VISITS), wide=True),
            field("是否满意", "satisfied?", satisfaction()),
            field("回访人", "visitor", who(*VISITS)),
            field("客户意见", "opinion", written("opinion", *VISITS), tall=True),
            field("别的建议", "other suggestions", written("suggestions", *VISITS), tall=True),
        ),
        signatures(
            place(
                "record-satisfied-visit", "回访人", "visitor", or_by=["record-dissatisfied-visit"]
            )
        ),
    ),
)
