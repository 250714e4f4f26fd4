"""Visits of the service centre (S004-p7-visit, first-1, first-3): whoever took it follows it up."""

from __future__ import annotations

from ...workflow.case import Case
from ...workflow.corrections import corrections
from ...workflow.parts import By
from ...workflow.people import ANY_EMPLOYEE, POLICY
from ...workflow.procedure import Procedure
from ...workflow.rules import rule
from ...workflow.states import NEW, stay
from ..choices import ContactMode
from ..lapses import noted
from ..roles import CS_MANAGER, ROLES
from . import forms
from .choices import VisitTrigger
from .rules import (
    VISITOR,
    about_what_it_follows,
    by_telephone_or_visit,
    dissatisfaction_answered,
    dissatisfied,
    follows_a_case,
    rework_due_before_the_visit,
    visitor_not_involved,
    who_is_kept_away,
)
from .states import CONDUCTED, LAST_RECORDED, NEXT_FIXED, PLANNED, SOLVED_AT_ONCE

centre_visits = Procedure(
    "visit/service_centre",
    edition="1",
    zh="客户服务中心回访",
    en="Visits of the customer-service centre",
    document="S004-p7",
    record="回访记录",
    prefix="V",
    roles=ROLES,
)


@rule("S004-p7-visit-1a", says="a request is followed up by telephone")
def request_by_telephone(case: Case, form: PlanVisit) -> bool:
    """Hold where the user of a request is called, and for every other visit."""
    return form.trigger != VisitTrigger.REQUEST or form.contact_mode == ContactMode.PHONE


@centre_visits.step(
    ("S004-p7-visit-1a", "S004-p7-first-3"),
    NEW >> PLANNED,
    by=ANY_EMPLOYEE | POLICY,
    records="VisitPlanned",
    asks={"about": follows_a_case},
    only_if=(
        by_telephone_or_visit.by("S004-p7-visit-1a"),
        request_by_telephone,
        about_what_it_follows,
        visitor_not_involved,
    ),
    adds=who_is_kept_away,
)
class PlanVisit(forms.PlanVisit):
    """Plan to follow up with the user oneself, or have somebody do it."""


@centre_visits.step(
    "S004-p7-visit-1a", stay(PLANNED), by=ANY_EMPLOYEE, records="VisitAttempted", inferred=True
)
class NoteNoAnswer(forms.NoteNoAnswer):
    """Note that nobody answered."""


@centre_visits.step(
    ("S004-p7-visit-1a", "S004-p7-visit-5", "S004-p7-first-3"),
    PLANNED >> CONDUCTED,
    by=ANY_EMPLOYEE.being(VISITOR.by("S004-p9-2")),
    records="VisitConducted",
)
class ConductVisit(forms.ConductVisit):
    """Ask whether the user is satisfied, and for opinions."""


@centre_visits.step(
    "S004-p7-first-1",
    CONDUCTED >> SOLVED_AT_ONCE,
    by=ANY_EMPLOYEE,
    records="SolvedAtOnce",
    only_if=(dissatisfied.by("S004-p9-3", "S004-p7-first-1"),),
)
class SolveAtOnce(forms.SolveAtOnce):
    """Remove the dissatisfaction at once."""


@centre_visits.step(
    ("S004-p7-first-1", "S004-p7-first-2"),
    CONDUCTED >> NEXT_FIXED,
    by=ANY_EMPLOYEE,
    records="NextVisitFixed",
    only_if=(
        dissatisfied.by("S004-p9-3", "S004-p7-first-1"),
        rework_due_before_the_visit.by("S004-p7-first-1"),
    ),
)
class FixNextVisit(forms.FixNextVisit):
    """Go on until the user is satisfied: the reason, the next visit, the department's limit."""


@centre_visits.step(
    "S004-p7-visit-1a",
    (CONDUCTED, SOLVED_AT_ONCE, NEXT_FIXED) >> LAST_RECORDED,
    by=ANY_EMPLOYEE.being(VISITOR.by("S004-p9-4a")),
    records="VisitRecorded",
    only_if=(dissatisfaction_answered.by("S004-p7-first-1"),),
)
class RecordVisit(forms.RecordVisit):
    """Record truthfully what the user said."""


centre_visits.deadline(
    "visit",
    "S004-p7-visit-1a",
    zh="计划回访时间",
    en="the visit planned",
    starts=(PlanVisit,),
    ends=(ConductVisit,),
    figure=By("planned_at"),
    on_lapse=(noted("VisitMissed", "未按时回访", "visit missed", "S004-p7-visit-1a"),),
)

corrections(centre_visits, "S004-p7-visit-1a", by=CS_MANAGER, never_by=(VISITOR,))
