"""Rules of the real-estate company alone: its routes, the office, plan and written report."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from pydantic import JsonValue

from ....workflow.case import Case
from ....workflow.events import Clock
from ....workflow.language import Label
from ....workflow.parts import Note
from ....workflow.request import Ask
from ....workflow.rules import condition, rule
from ..choices import ReportMode, TakeoverGround, Validity
from ..facts import (
    RESULT,
    department,
    in_second_instance,
    is_important,
    is_serious,
    on_office_route,
)
from ..forms import RedirectToOffice, TakeOverFromOffice, Verify
from ..states import ESCALATED, IN_PROGRESS, REPLIED, RESULT_REPORTED


class Contacting(Protocol):
    """A record of a contact at an instant."""

    @property
    def contacted_at(self) -> datetime: ...


class Inspecting(Protocol):
    """A site inspection that says whether the customer was there."""

    @property
    def customer_present(self) -> bool: ...


class Informing(Protocol):
    """A dispatch that says how the department was told."""

    @property
    def report_mode(self) -> ReportMode: ...


# ---------------------------------------------------------------- the office (3.4)


@rule("S003-3.4.1", "S003-3.5", says="what the office has handled is not sent back to it")
def not_handled_by_the_office(case: Case) -> bool:
    """Hold for a matter that the office has not dealt with before."""
    return not in_second_instance.holds(case)


@rule("S003-3.4.1", says="the customer agrees to be directed to the office")
def customer_consents(case: Case, form: RedirectToOffice) -> bool:
    """Hold where the form says that the customer agreed."""
    return form.consent


@rule("S003-3.6", says="a serious matter is reported up and not sent to the office")
def not_serious(case: Case) -> bool:
    """Hold where the matter could go to the office without losing its report [inferred]."""
    return not is_serious.holds(case)


@rule(says="the contact has happened")
def contact_has_happened(case: Case, form: Contacting, ask: Ask) -> bool:
    """Hold where the contact is not still to come [inferred]."""
    return form.contacted_at <= ask.at


@condition("the office has contacted the customer")
def office_has_answered(case: Case) -> bool:
    """Hold after a contact of the office is recorded; on its route this is the reply."""
    return case.has("OfficeContactedCustomer")


office_contacted_the_customer = office_has_answered.by("S003-3.4.2")


@rule("S003-3.4.2", "S003-3.5", says="the tracking time has passed without a result")
def tracking_time_passed(case: Case, form: TakeOverFromOffice, ask: Ask) -> bool:
    """Hold for a dissatisfied customer at any time, else once the tracking time is reached."""
    if form.ground != TakeoverGround.TRACKING_LAPSED:
        return True
    return _is_past(case.latest("tracking_at", "RedirectedToOffice", "OfficeInformed"), ask)


def _is_past(instant: str, ask: Ask) -> bool:
    return bool(instant) and datetime.fromisoformat(instant) <= ask.at


# ---------------------------------------------------------------- analysis (3.3a, 3.5)


@condition("the matter is found valid")
def found_valid(case: Case, form: Verify) -> bool:
    """Hold where this very form finds it valid."""
    return form.validity == Validity.VALID


@condition("the matter is found invalid")
def found_invalid(case: Case, form: Verify) -> bool:
    """Hold where this very form finds it invalid."""
    return form.validity == Validity.INVALID


# ---------------------------------------------------------------- serious and important (3.6, 3.3c)


@rule(says="the customer is present at the site")
def customer_at_the_site(case: Case, form: Inspecting) -> bool:
    """Hold where the form says so."""
    return form.customer_present


@rule("S003-3.6", says="the site is inspected with the customer before a department is told")
def inspected_first(case: Case) -> bool:
    """Hold unless a reported matter goes out without its inspection."""
    return case.state != ESCALATED.code or case.has("SiteInspected")


@rule("S003-3.3c", says="an important matter is reported in writing")
def important_in_writing(case: Case, form: Informing) -> bool:
    """Hold for ordinary matters by any mode, for important ones in writing."""
    return not is_important.holds(case) or form.report_mode == ReportMode.WRITTEN


# ---------------------------------------------------------------- the second instance (3.5.3)


@rule("S003-3.5.3", says="a plan is asked for in the second instance")
def plan_in_the_second_instance(case: Case) -> bool:
    """Hold in the second instance."""
    return in_second_instance.holds(case)


@rule("S003-3.5.3", says="in the second instance the plan is approved before work starts")
def plan_comes_first(case: Case) -> bool:
    """Hold outside the second instance."""
    return not in_second_instance.holds(case)


@rule("S003-3.5.3", says="after the reply a result is still to come in the second instance only")
def result_after_reply_in_the_second_instance(case: Case) -> bool:
    """Hold before the reply, and behind it while the second instance has no result."""
    if case.state != REPLIED.code:
        return True
    return in_second_instance.holds(case) and not case.has(RESULT)


@rule(
    "S003-3.4.2",
    "S003-3.4.3",
    says="on the office's route the office answers, and a visit follows",
)
def office_answers_on_its_route(case: Case) -> bool:
    """Hold outside the office's route."""
    return not on_office_route.holds(case)


@rule("S003-3.5.3", says="before the result only an approved plan is told to the customer")
def result_before_the_reply(case: Case) -> bool:
    """Hold with a result, and in the second instance with the plan approved."""
    if case.state != IN_PROGRESS.code:
        return True
    return in_second_instance.holds(case) and case.has("PlanApproved")


@rule(says="the customer is answered before the visit, except on the office's route")
def answered_before_the_visit(case: Case) -> bool:
    """Hold after the reply, and on the office's route."""
    return case.state != RESULT_REPORTED.code or on_office_route.holds(case)


@rule("S003-3.5.1", "S003-3.5.4", says="in the second instance the visit follows the result")
def result_before_the_visit(case: Case) -> bool:
    """Hold outside the second instance, and in it once a result is there."""
    return not in_second_instance.holds(case) or case.has(RESULT)


# ---------------------------------------------------------------- lateness (3.5.4)


@rule("S003-3.5.4", says="the department's deadline has passed")
def limit_has_passed(case: Case, form: object, ask: Ask) -> bool:
    """Hold once the instant named at dispatch is reached."""
    return _is_past(case.latest("due_at", "Dispatched"), ask)


@rule("S003-3.5.4", says="no result has been reported")
def no_result_yet(case: Case) -> bool:
    """Hold while the department owes its result."""
    return "work" in case.clocks


@condition("the lateness was handed on since the last dispatch")
def handed_on_already(case: Case) -> bool:
    """Hold after a transfer by hand or by the clock."""
    return any(event.name == "TransferredToAdminHR" for event in case.since("Dispatched"))


def _lateness(case: Case, clock: Clock) -> dict[str, JsonValue]:
    return {"lateness": f"{clock.due_at.isoformat()} {department(case)}"}


TRANSFER = Note(
    "TransferredToAdminHR",
    Label("转呈行政人事部", "handed to administration and HR"),
    ("S003-3.5.4",),
    _lateness,
    step="transfer-to-admin-hr",
    unless=handed_on_already,
)
