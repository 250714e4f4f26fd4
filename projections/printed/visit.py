"""Paper of a visit: what was planned, asked, said, and what follows (S004-p9-2, p7-visit)."""

from __future__ import annotations

from ...workflow.language import Label
from .paper import Paper, column, field, fields, lines, place, signatures
from .rows import each
from .sources import ticked, when, who, written

PLANNED, ATTEMPTED, CONDUCTED = "VisitPlanned", "VisitAttempted", "VisitConducted"
SOLVED, NEXT, RECORDED, REVIEWED = (
    "SolvedAtOnce",
    "NextVisitFixed",
    "VisitRecorded",
    "VisitReviewed",
)

PLAN = fields(
    field("回访事由", "what it follows", ticked("trigger", PLANNED), wide=True),
    field("案件编号", "case", written("about", PLANNED)),
    field("程度", "gravity", written("gravity", PLANNED)),
    field("客户姓名", "customer", written("name", PLANNED)),
    field("联系电话", "telephone", written("phone", PLANNED)),
    field("计划时间", "planned", written("planned_at", PLANNED)),
    field("实际时间", "actual", when(CONDUCTED)),
    field("方式", "mode", ticked("contact_mode", PLANNED), wide=True),
    field("回访人", "visitor", written("visitor", PLANNED)),
    field("已致谢", "thanks given", ticked("thanks_given", CONDUCTED)),
    title=Label("计划", "plan"),
)
ATTEMPTS = lines(
    each(ATTEMPTED),
    column("时间", "time", when()),
    column("未接通情况", "nobody answered", written("remark"), style="wide"),
    column("记录人", "noted by", who()),
    title=Label("未接通", "attempts"),
    least=1,
)
SAID = fields(
    field(
        "询问：是否满意",
        "asked: satisfied?",
        ticked("satisfaction", CONDUCTED),
        wide=True,
    ),
    field(
        "询问：意见建议",
        "asked: suggestions",
        written("suggestions", CONDUCTED),
        tall=True,
    ),
    field("当场解决", "solved at once", written("done", SOLVED)),
    field("整改部门", "department", written("department", NEXT)),
    field("原因说明", "explanation", written("explanation", NEXT), wide=True),
    field("下次回访时间", "next visit", written("next_visit_at", NEXT)),
    field("整改限期", "put right by", written("due_at", NEXT)),
    field("回访记录", "record", written("record", RECORDED), tall=True),
    field("审阅意见", "reviewer's remarks", written("remarks", REVIEWED), wide=True),
    title=Label("回访情况", "what was said"),
)
SIGNED = signatures(
    place("record-visit", "回访人", "visitor"),
    place("review-visit", "部门经理审阅", "reviewed by the department manager"),
)


def _record(procedure: str, *clauses: str) -> Paper:
    return Paper(
        "visit-record",
        Label("回访客户记录表", "follow-up record"),
        clauses,
        of=(procedure,),
        parts=(PLAN, ATTEMPTS, SAID, SIGNED),
    )


PROPERTY_RECORD = _record("visit/property", "S004-p9-2", "S004-p9-3", "S004-p9-4a")
CENTRE_RECORD = _record("visit/service_centre", "S004-p9-2", "S004-p7-visit-1a", "S004-p7-first-1")
