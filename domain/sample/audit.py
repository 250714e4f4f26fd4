"""Two departments outside the centre audit the follow-ups each quarter (S004-p7-visit-6)."""

from __future__ import annotations

from pydantic import Field

from ...workflow.case import Case
from ...workflow.forms import Command, Text
from ...workflow.request import Ask
from ...workflow.rules import condition, rule, takers
from ...workflow.sheet import Sheet
from ...workflow.states import ANYWHERE
from ..lapses import noted
from ..roles import PRODUCTION_DEPT, QUALITY_DEPT
from .choices import AuditDepartment
from .drawing import END_OF_THE_QUARTER, OpenQuarter

audit = Sheet()
AUDITORS = {
    AuditDepartment.QUALITY: QUALITY_DEPT.code,
    AuditDepartment.PRODUCTION: PRODUCTION_DEPT.code,
}


@rule("S004-p7-visit-6", says="a department audits in its own name")
def in_its_own_name(case: Case, form: AuditFollowUps, ask: Ask) -> bool:
    """Hold where the department written down is the auditor's."""
    return ask.actor.role == AUDITORS[form.audit_department]


@audit.step(
    "S004-p7-visit-6",
    ANYWHERE,
    by=QUALITY_DEPT | PRODUCTION_DEPT,
    never_by=(takers("someone who made the sample", "draw-sample", "record-sample-visit"),),
    records="FollowUpsAudited",
    only_if=(in_its_own_name,),
)
class AuditFollowUps(Command, zh="检查考核回访"):
    """Check and assess the quarter's follow-ups, as a department outside the centre."""

    audit_department: AuditDepartment = Field(title="检查部门")
    finding: Text = Field(title="检查考核情况")


@condition("the quality department audits")
def by_quality(case: Case, form: AuditFollowUps) -> bool:
    """Hold for the quality department's audit."""
    return form.audit_department == AuditDepartment.QUALITY


@condition("the production department audits")
def by_production(case: Case, form: AuditFollowUps) -> bool:
    """Hold for the production department's audit."""
    return form.audit_department == AuditDepartment.PRODUCTION


AUDIT_MISSED = noted(
    "FollowUpAuditMissed", "本季未检查回访", "no audit this quarter", "S004-p7-visit-6"
)

audit.deadline(
    "quality_audit",
    "S004-p7-visit-6",
    zh="品质管理部每季检查",
    en="the quality department's audit each quarter",
    starts=(OpenQuarter,),
    ends=(),
    ends_when={AuditFollowUps: by_quality},
    figure=END_OF_THE_QUARTER,
    on_lapse=(AUDIT_MISSED,),
)

audit.deadline(
    "production_audit",
    "S004-p7-visit-6",
    zh="生产运行部每季检查",
    en="the production department's audit each quarter",
    starts=(OpenQuarter,),
    ends=(),
    ends_when={AuditFollowUps: by_production},
    figure=END_OF_THE_QUARTER,
    on_lapse=(AUDIT_MISSED,),
)
