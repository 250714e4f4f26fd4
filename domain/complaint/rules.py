"""Rules that several pages of a complaint share, and what closing may demand."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from ...workflow.actor import person_in
from ...workflow.case import Case
from ...workflow.request import Ask
from ...workflow.rules import Rule, condition, rule
from ..choices import RISING, Severity
from ..roles import CS_MANAGER
from .choices import Validity
from .facts import (
    RESULT,
    SATISFIED,
    SENT_BACK,
    VISITS,
    is_serious,
    is_vip,
    last_visit,
    severity,
    since_result,
)
from .forms import Escalate, RecordDissatisfiedVisit, Register, Verify
from .states import REGISTERED, VERIFIED


class Weighing(Protocol):
    """A form that settles the severity anew, or leaves it."""

    @property
    def severity(self) -> Severity | None: ...


def severity_after(case: Case, form: Weighing) -> str:
    """Give the severity as it is once the form is taken."""
    return form.severity or severity(case)


def _is_lowered(case: Case, form: Weighing) -> bool:
    rank = [str(one) for one in RISING]
    before = severity(case)
    return bool(before) and rank.index(severity_after(case, form)) < rank.index(before)


# ---------------------------------------------------------------- intake and verification


@rule(says="the earlier case is a closed complaint")
def earlier_complaint_closed(case: Case, form: Register, ask: Ask) -> bool:
    """Hold where a complaint that follows another names one that has ended [inferred]."""
    earlier = ask.cases.get(form.earlier_case or "")
    if earlier is None:
        return form.earlier_case is None
    return earlier.procedure.startswith("complaint/") and earlier.has("ComplaintClosed")


@rule(says="only the customer-service manager lowers the severity", kind="NotYourRole")
def lowered_by_the_manager(case: Case, form: Weighing, ask: Ask) -> bool:
    """Hold where the severity stays, rises, or is lowered by who may [inferred]."""
    return not _is_lowered(case, form) or ask.actor.role == CS_MANAGER.code


@rule(
    "S004-p6-4.6", says="only the customer-service manager finds a complaint malicious",
    kind="NotYourRole",
)  # fmt: skip
def malice_found_by_the_manager(case: Case, form: Verify, ask: Ask) -> bool:
    """Hold where malice is found by who may [inferred]."""
    return form.validity != Validity.MALICIOUS or ask.actor.role == CS_MANAGER.code


@rule(says="reporting up does not lower the severity")
def raised_by_reporting(case: Case, form: Escalate) -> bool:
    """Hold where reporting up keeps or raises the severity [inferred].

    A page that has only serious matters reported up need not ask: none can be lowered there.
    """
    return not _is_lowered(case, form)


@rule(says="only a serious complaint is reported up")
def serious_when_reported(case: Case, form: Escalate) -> bool:
    """Hold where the case is serious, also by this very form."""
    return severity_after(case, form) == Severity.SERIOUS


@condition("a serious complaint is reported up first")
def serious_reported_first(case: Case) -> bool:
    """Hold unless a serious complaint goes on straight from registration or verification."""
    return not (is_serious.holds(case) and case.state in (REGISTERED.code, VERIFIED.code))


@rule(says="only a general matter is settled on the spot")
def general_when_settled_at_once(case: Case) -> bool:
    """Hold for a complaint that is neither important nor serious."""
    return severity(case) == Severity.GENERAL


def told_to_all(says: str, *roles: str) -> Rule:
    """Demand that every one of these roles is told."""
    return rule(says=says)(lambda case, form: set(roles) <= set(form.recipients))


def told_to_one(says: str, *roles: str) -> Rule:
    """Demand that at least one of these roles is told."""
    return rule(says=says)(lambda case, form: _meet(roles, form.recipients))


def _meet(roles: Collection[str], told: Collection[str]) -> bool:
    return not set(roles).isdisjoint(told)


def is_accused(case: Case, person: str) -> bool:
    """Say whether a person named in a form is the one complained of."""
    named = (event.form.get("accused") for event in case.past)
    return person_in(person) in {person_in(str(one)) for one in named if one}


@rule(says="the rework is due before the next visit")
def rework_due_before_the_visit(case: Case, form: RecordDissatisfiedVisit) -> bool:
    """Hold where the department's limit is not after the next visit [inferred]."""
    if form.due_at is None or form.next_visit_at is None:
        return True
    return form.due_at <= form.next_visit_at


@condition("the severity becomes serious")
def becomes_serious(case: Case, form: Weighing) -> bool:
    """Hold where a complaint not serious before, and not reported yet, becomes so."""
    rises = severity_after(case, form) == Severity.SERIOUS != severity(case)
    return rises and not case.has("ComplaintEscalated")


@condition("the severity is no longer serious")
def no_longer_serious(case: Case, form: Weighing) -> bool:
    """Hold where the form lowers a serious case."""
    return severity_after(case, form) != Severity.SERIOUS


# ---------------------------------------------------------------- what closing demands


@condition("process and result were told to the customer")
def reply_given(case: Case) -> bool:
    """Hold after a reply, or what counts as one at once; after rework it is given anew."""
    told = ("CustomerReplied", "ResolvedOnSpot")
    return any(event.name in told for event in case.since(SENT_BACK))


@condition("the result is recorded")
def result_recorded(case: Case) -> bool:
    """Hold after a department or an office reported its result."""
    return case.has(RESULT)


@condition("the head of the solving department has signed the last result")
def result_signed(case: Case) -> bool:
    """Hold where the sign-off belongs to the last result."""
    return any(event.name == "ResultSigned" for event in since_result(case))


@condition("the customer-service manager has inspected the effect of the last result")
def effect_inspected(case: Case) -> bool:
    """Hold where the inspection belongs to the last result."""
    return any(event.name == "EffectInspected" for event in since_result(case))


@condition("a follow-up visit is recorded for the last result")
def visit_recorded(case: Case) -> bool:
    """Hold where a visit came after the last result."""
    return last_visit(case) is not None


@condition("the visit carries the customer's opinion")
def opinion_recorded(case: Case) -> bool:
    """Hold where the last visit says what the customer thinks."""
    visit = last_visit(case)
    return visit is not None and bool(visit.form.get("opinion"))


@condition("the customer was satisfied at the last visit")
def visit_satisfied(case: Case) -> bool:
    """Hold where the last visit found the customer satisfied."""
    visit = last_visit(case)
    return visit is not None and visit.name == SATISFIED


@condition("a department manager has reviewed the last visit")
def visit_reviewed(case: Case) -> bool:
    """Hold where the review came after the last visit that counts."""
    reviewed = any(event.name == "VisitReviewed" for event in case.since(*VISITS))
    return reviewed and last_visit(case) is not None


@condition("the handling form is completed")
def form_completed(case: Case) -> bool:
    """Hold after the form was filled in."""
    return case.has("HandlingFormCompleted")


@condition("the handling form is completed after the visit and carries its number")
def form_numbered(case: Case) -> bool:
    """Hold where the numbered form follows the visit."""
    return any(
        e.form.get("form_no") for e in case.since(*VISITS) if e.name == "HandlingFormCompleted"
    )


@condition("the explanation to the complainant is recorded")
def explanation_recorded(case: Case) -> bool:
    """Hold after the complainant was told why the complaint does not stand."""
    return case.has("InvalidExplained", "MaliciousExplained")


@condition("what was explained or done on the spot is recorded")
def on_spot_recorded(case: Case) -> bool:
    """Hold after the matter was settled at once."""
    return case.has("ResolvedOnSpot")


@condition("a VIP customer was satisfied at the last visit")
def vip_satisfied(case: Case) -> bool:
    """Hold for ordinary customers, and for a VIP who is satisfied."""
    return not is_vip.holds(case) or visit_satisfied.holds(case)
