"""What both pages of a visit demand: who goes, about what, and what dissatisfaction asks for."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import JsonValue

from ...workflow.actor import person_in
from ...workflow.case import Case
from ...workflow.forms import Command
from ...workflow.request import Ask
from ...workflow.rules import condition, people, rule
from ..choices import ContactMode, Satisfaction
from ..readings import involved_in, kind_of
from .choices import VisitTrigger
from .forms import FixNextVisit, PlanVisit
from .states import CONDUCTED

KEPT_AWAY = "kept_away"
ABOUT = {
    VisitTrigger.COMPLAINT: ("complaint",),
    VisitTrigger.REQUEST: ("request",),
    VisitTrigger.NEXT_VISIT: ("visit",),
    VisitTrigger.PERIODIC: ("complaint", "request"),
}


@people("the visitor named in the plan")
def VISITOR(case: Case) -> frozenset[str]:
    """Find who was planned to make the visit [inferred]."""
    return frozenset({person_in(case.latest("visitor", "VisitPlanned"))})


# ---------------------------------------------------------------- planning


@condition("the visit follows a case")
def follows_a_case(case: Case, form: PlanVisit) -> bool:
    """Hold for every visit but a periodic one."""
    return form.trigger != VisitTrigger.PERIODIC


@condition("the visit follows a complaint")
def follows_a_complaint(case: Case, form: PlanVisit) -> bool:
    """Hold where a complaint is the reason."""
    return form.trigger == VisitTrigger.COMPLAINT


@condition("the visit is made by telephone or in person")
def by_telephone_or_visit(case: Case, form: PlanVisit) -> bool:
    """Hold for the two ways that the documents know."""
    return form.contact_mode in (ContactMode.PHONE, ContactMode.VISIT)


@rule(says="the case named is of the kind that the visit follows")
def about_what_it_follows(case: Case, form: PlanVisit, ask: Ask) -> bool:
    """Hold where the reason and the case fit each other [inferred]."""
    if form.about is None:
        return True
    return kind_of(ask.cases[form.about]) in ABOUT[form.trigger]


@rule("S004-p6-6.5", "S004-p7-first-3", says="who did the work or is complained of does not visit")
def visitor_not_involved(case: Case, form: PlanVisit, ask: Ask) -> bool:
    """Hold where somebody else asks whether it was done well [inferred]."""
    return person_in(form.visitor) not in _involved(form, ask)


def who_is_kept_away(case: Case, form: Command, ask: Ask) -> Mapping[str, JsonValue]:
    """Write down who may not visit, so that the visits that follow this one keep to it."""
    if not isinstance(form, PlanVisit):
        raise TypeError(form)
    involved: list[JsonValue] = [*sorted(_involved(form, ask))]
    return {KEPT_AWAY: involved} if involved else {}


def _involved(form: PlanVisit, ask: Ask) -> frozenset[str]:
    about = ask.cases.get(form.about or "")
    if about is None:
        return frozenset()
    earlier = about.value(KEPT_AWAY, "VisitPlanned")
    return involved_in(about) | frozenset(map(str, earlier if isinstance(earlier, list) else ()))


# ---------------------------------------------------------------- after the talk


@condition("the customer is dissatisfied")
def dissatisfied(case: Case) -> bool:
    """Hold where the visit found the customer dissatisfied."""
    return case.latest("satisfaction", "VisitConducted") == Satisfaction.DISSATISFIED


@condition("dissatisfaction is removed at once, or the next visit is fixed, before it is recorded")
def dissatisfaction_answered(case: Case) -> bool:
    """Hold for a satisfied customer, and where something follows from the dissatisfaction."""
    return not (dissatisfied.holds(case) and case.state == CONDUCTED.code)


@condition("the rework is due before the next visit")
def rework_due_before_the_visit(case: Case, form: FixNextVisit) -> bool:
    """Hold where the department's limit is not after the next visit [inferred]."""
    return form.due_at <= form.next_visit_at
