"""Rules of the trading city alone: what is major, disputes, and VIP customers."""

from __future__ import annotations

from typing import Protocol

from ....workflow.case import Case
from ....workflow.rules import condition, rule
from ...choices import Severity
from ..choices import Kind
from ..facts import is_dispute, is_serious, is_vip, kind
from ..forms import AssignHandler, Escalate, Register
from ..rules import is_accused, severity_after, vip_satisfied
from ..states import REGISTERED


class Hearing(Protocol):
    """A ruling that says whether both sides were heard."""

    @property
    def both_parties_heard(self) -> bool: ...


@condition("the kind is a dispute")
def is_registered_as_dispute(case: Case, form: Register) -> bool:
    """Hold where this very form says so."""
    return form.kind == Kind.DISPUTE


@rule(says="only a major complaint or a public incident is reported up")
def major_when_reported(case: Case, form: Escalate) -> bool:
    """Hold for a serious complaint and for a public incident of any severity."""
    serious = severity_after(case, form) == Severity.SERIOUS
    return serious or kind(case) == Kind.PUBLIC_INCIDENT


@rule(
    "S001-ch4-3",
    "S001-ch4-4",
    says="a major complaint is reported to the superior before a department is told",
)
def major_reported_first(case: Case) -> bool:
    """Hold unless a major complaint is dispatched straight from registration."""
    is_major = is_serious.holds(case) or kind(case) == Kind.PUBLIC_INCIDENT
    return not (is_major and case.state == REGISTERED.code)


@rule(says="only a dispute is ruled on")
def only_a_dispute(case: Case) -> bool:
    """Hold for a dispute between customer and merchant."""
    return is_dispute.holds(case)


@rule(says="both parties have been heard")
def both_parties_heard(case: Case, form: Hearing) -> bool:
    """Hold where the form says that both were heard [inferred]."""
    return form.both_parties_heard


@rule("S001-ch4-5", "S000-m-3.1.7c", says="the person complained of does not handle the complaint")
def accused_not_named(case: Case, form: AssignHandler) -> bool:
    """Hold where the handler is somebody else."""
    return not is_accused(case, form.handler)


@rule(
    "S001-ch2-1b",
    "S001-ch4-7",
    says="a dissatisfied VIP is served until satisfied and not merely noted",
)
def ordinary_customer(case: Case) -> bool:
    """Hold for a customer who is no VIP."""
    return not is_vip.holds(case)


@rule("S001-ch2-1b", says="a VIP was left dissatisfied")
def vip_left_dissatisfied(case: Case) -> bool:
    """Hold for a VIP whose last visit did not end in satisfaction [inferred]."""
    return not vip_satisfied.holds(case)
