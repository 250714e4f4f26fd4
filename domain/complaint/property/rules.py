"""Rules of the property centre alone: apology, discipline, special cases, the review."""

from __future__ import annotations

from typing import Protocol

from ....workflow.actor import person_in
from ....workflow.case import Case
from ....workflow.request import Ask
from ....workflow.rules import condition, rule
from ...choices import Severity
from ..choices import Validity
from ..facts import GRAVITY, is_discipline, is_serious, since_result
from ..forms import Verify
from ..rules import is_accused, severity_after
from ..states import ESCALATED


class Apologising(Protocol):
    """A registration that says whether an apology was made."""

    @property
    def apology_made(self) -> bool: ...


class Naming(Protocol):
    """A verification that may name who is complained of."""

    @property
    def accused(self) -> str | None: ...


class Reporting(Protocol):
    """A report upwards that may be about a special case."""

    @property
    def recipients(self) -> list[str]: ...

    @property
    def special(self) -> bool | None: ...

    @property
    def severity(self) -> Severity | None: ...


class Reviewing(Protocol):
    """A review that makes somebody responsible."""

    @property
    def responsible(self) -> str: ...


@rule("S004-p6-4.1", says="an apology comes first")
def apology_first(case: Case, form: Apologising) -> bool:
    """Hold where the customer has had an apology."""
    return form.apology_made


# ---------------------------------------------------------------- 6.5 discipline


@rule(says="a statement is taken only about a breach of discipline")
def about_discipline(case: Case) -> bool:
    """Hold for a complaint about a person's breach of discipline."""
    return is_discipline.holds(case)


@rule("S004-p6-6.5", says="a breach of discipline is not settled on the spot")
def not_about_discipline(case: Case) -> bool:
    """Hold for every other kind of matter."""
    return not is_discipline.holds(case)


@rule(says="the statement is taken before it is signed")
def statement_taken(case: Case) -> bool:
    """Hold after the statement was taken."""
    return case.has("DisciplineStatementTaken")


def _is_statement_signed(case: Case) -> bool:
    later = case.since("DisciplineStatementTaken")
    return any(event.name == "DisciplineStatementSigned" for event in later)


@rule(says="the statement has not been signed yet")
def statement_not_signed_yet(case: Case) -> bool:
    """Hold until the last statement is signed [inferred]."""
    return not _is_statement_signed(case)


@rule("S004-p6-6.5", "S000-m-3.1.7c", says="whoever verifies is not named as complained of",
      kind="NotYourRole")  # fmt: skip
def accused_does_not_verify(case: Case, form: Naming, ask: Ask) -> bool:
    """Hold where the form names somebody else [inferred]."""
    return person_in(form.accused or "") != ask.actor.person


# ---------------------------------------------------------------- what verification asks


@condition("the complaint is found valid")
def found_valid(case: Case, form: Verify) -> bool:
    """Hold where this very form finds it valid."""
    return form.validity == Validity.VALID


@condition("the object of the complaint was not given before")
def object_unknown(case: Case) -> bool:
    """Hold where neither registration nor verification named it (S004-p6-6.4)."""
    return not case.latest("object", *GRAVITY)


@condition("it is about a breach of discipline by somebody not yet named")
def accused_unknown(case: Case) -> bool:
    """Hold where nobody was named as complained of."""
    return is_discipline.holds(case) and not case.latest("accused", *GRAVITY)


# ---------------------------------------------------------------- reporting up and review (4.3)


@rule(says="only a serious or special complaint is reported up")
def serious_or_special(case: Case, form: Reporting) -> bool:
    """Hold for a serious case, also by this form, and for a special one."""
    return severity_after(case, form) == Severity.SERIOUS or form.special is True


@rule("S004-p6-4.3", says="a serious complaint goes to the customer-service manager")
def serious_to_the_manager(case: Case, form: Reporting) -> bool:
    """Hold where the manager is told of a serious case."""
    return severity_after(case, form) != Severity.SERIOUS or "cs_manager" in form.recipients


@rule("S004-p6-4.2", says="a special case goes to the department manager or a company leader")
def special_to_a_leader(case: Case, form: Reporting) -> bool:
    """Hold where one of them is told of a special case."""
    leaders = {"dept_manager", "company_leader"}
    return not form.special or not leaders.isdisjoint(form.recipients)


@rule("S004-p6-4.3", says="a serious complaint is reviewed before a department is told")
def reviewed_first(case: Case) -> bool:
    """Hold unless it goes out straight from reporting and is not merely special."""
    if case.state != ESCALATED.code:
        return True
    is_special = case.value("special", "ComplaintEscalated") is True
    return is_special and not is_serious.holds(case)


@rule("S004-p6-4.3", "S000-m-3.1.7c", says="the person complained of is not made responsible")
def accused_not_responsible(case: Case, form: Reviewing) -> bool:
    """Hold where somebody else is responsible for the measures."""
    return not is_accused(case, form.responsible)


# ---------------------------------------------------------------- 4.5 signatures


@rule(says="the result has not been signed yet")
def result_not_signed_yet(case: Case) -> bool:
    """Hold until the last result is signed [inferred]."""
    return not any(event.name == "ResultSigned" for event in since_result(case))
