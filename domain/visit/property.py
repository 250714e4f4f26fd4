"""Visits of the property centre (S004-p9 with S004-p6-6.6): planned, made, recorded, reviewed."""

from __future__ import annotations

from pydantic import Field

from ...workflow.case import Case
from ...workflow.corrections import corrections
from ...workflow.forms import Command, Text
from ...workflow.parts import By
from ...workflow.people import POLICY
from ...workflow.procedure import Procedure
from ...workflow.rules import rule, takers
from ...workflow.states import NEW, stay
from ..choices import Severity
from ..lapses import noted
from ..roles import (
    CS_ASSISTANT,
    CS_MANAGER,
    CS_SECTION,
    CS_STAFF,
    DEPT_MANAGER,
    RECEPTIONIST,
    ROLES,
)
from . import forms
from .rules import (
    VISITOR,
    about_what_it_follows,
    by_telephone_or_visit,
    dissatisfaction_answered,
    dissatisfied,
    follows_a_case,
    follows_a_complaint,
    rework_due_before_the_visit,
    visitor_not_involved,
    who_is_kept_away,
)
from .states import CONDUCTED, NEXT_FIXED, PLANNED, RECORDED, REVIEWED, SOLVED_AT_ONCE

property_visits = Procedure(
    "visit/property",
    edition="1",
    zh="回访客户工作",
    en="Visits to customers of the property-management centre",
    document="S004-p9, S004-p6-6.6",
    record="回访客户记录表",
    prefix="V",
    roles=ROLES,
)
VISITORS = CS_ASSISTANT | CS_SECTION | CS_STAFF | RECEPTIONIST


@property_visits.step(
    ("S004-p9-1", "S004-p9-2"),
    NEW >> PLANNED,
    by=CS_ASSISTANT | CS_SECTION | CS_STAFF | POLICY,
    records="VisitPlanned",
    asks={"about": follows_a_case, "gravity": follows_a_complaint},
    only_if=(
        by_telephone_or_visit.by("S004-p6-6.6"),
        about_what_it_follows,
        visitor_not_involved,
    ),
    adds=who_is_kept_away,
)
class PlanVisit(forms.PlanVisit):
    """Plan a visit, its depth by the gravity and its time by the content of the matter."""

    gravity: Severity | None = Field(None, title="投诉程度")


@property_visits.step(
    "S004-p9-2", stay(PLANNED), by=VISITORS, records="VisitAttempted", inferred=True
)
class NoteNoAnswer(forms.NoteNoAnswer):
    """Note that nobody answered."""


@rule("S004-p6-6.6", says="the customer is thanked")
def thanked(case: Case, form: ConductVisit) -> bool:
    """Hold where thanks were given."""
    return form.thanks_given


@property_visits.step(
    ("S004-p6-6.6", "S004-p9-2"),
    PLANNED >> CONDUCTED,
    by=VISITORS.being(VISITOR.by("S004-p9-2")),
    records="VisitConducted",
    only_if=(thanked,),
)
class ConductVisit(forms.ConductVisit):
    """Ask whether the customer is satisfied and has other suggestions, and give thanks."""

    thanks_given: bool = Field(title="已致谢")


@property_visits.step(
    "S004-p9-3",
    CONDUCTED >> SOLVED_AT_ONCE,
    by=VISITORS,
    records="SolvedAtOnce",
    only_if=(dissatisfied.by("S004-p9-3"),),
)
class SolveAtOnce(forms.SolveAtOnce):
    """Remove the dissatisfaction at once."""


@property_visits.step(
    "S004-p9-3",
    CONDUCTED >> NEXT_FIXED,
    by=VISITORS,
    records="NextVisitFixed",
    only_if=(dissatisfied.by("S004-p9-3"), rework_due_before_the_visit.by("S004-p9-3")),
)
class FixNextVisit(forms.FixNextVisit):
    """Explain the reason, fix the next visit, and have the department put it right in time."""


@property_visits.step(
    ("S004-p9-4a", "S004-p9-2"),
    (CONDUCTED, SOLVED_AT_ONCE, NEXT_FIXED) >> RECORDED,
    by=VISITORS.being(VISITOR.by("S004-p9-4a")),
    records="VisitRecorded",
    only_if=(dissatisfaction_answered.by("S004-p9-3"),),
)
class RecordVisit(forms.RecordVisit):
    """Write down what was said."""


@property_visits.step(
    "S004-p9-4a",
    RECORDED >> REVIEWED,
    by=DEPT_MANAGER,
    never_by=(takers("someone who visited", "conduct-visit", "record-visit"),),
    records="VisitReviewed",
    signature="visit",
)
class ReviewVisit(Command, zh="审阅回访"):
    """Review the visit record as department manager."""

    remarks: Text | None = Field(None, title="审阅意见")


property_visits.deadline(
    "visit",
    "S004-p9-2",
    zh="计划回访时间",
    en="the visit planned",
    starts=(PlanVisit,),
    ends=(ConductVisit,),
    figure=By("planned_at"),
    on_lapse=(noted("VisitMissed", "未按时回访", "visit missed", "S004-p9-2"),),
)

property_visits.deadline(
    "review",
    "S004-p9-4a",
    zh="部门经理审阅",
    en="the department manager's review",
    starts=(RecordVisit,),
    ends=(ReviewVisit,),
    figure="P1M",
    configured=True,
)

corrections(property_visits, "S004-p9-4a", by=CS_MANAGER, never_by=(VISITOR,))
