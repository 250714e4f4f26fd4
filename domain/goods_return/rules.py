"""What may come back, and when that is refused (S000-ch11, ch4-2, ch4-6b, ch5-1B2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ...workflow.case import Case
from ...workflow.rules import condition, rule
from .choices import RefusalGround, ReturnReason, ReturnSigner, SaleChannel
from .states import INSPECTED

AFTER_RECEIPT = (ReturnReason.DISCREPANCY, ReturnReason.QUALITY)


class Counted(Protocol):
    """So many pieces of something."""

    @property
    def quantity(self) -> int: ...


class Requesting(Protocol):
    """A request: how the goods were sold, and why they come back."""

    @property
    def channel(self) -> SaleChannel: ...

    @property
    def reason(self) -> ReturnReason: ...

    @property
    def items(self) -> Sequence[Counted]: ...


class Signing(Protocol):
    """A signature on the return slip."""

    @property
    def capacity(self) -> ReturnSigner: ...


class Settling(Protocol):
    """A settlement at the till."""

    @property
    def checked_with_customer(self) -> bool: ...


class Refusing(Protocol):
    """A refusal on one ground."""

    @property
    def ground(self) -> RefusalGround: ...


class Telling(Protocol):
    """Something that the customer is told."""

    @property
    def customer_told(self) -> bool: ...


def channel(case: Case) -> str:
    """Give how the goods were sold."""
    return case.latest("channel", "ReturnRequested")


def reason(case: Case) -> str:
    """Give why the goods come back."""
    return case.latest("reason", "ReturnRequested")


def is_at_fault(case: Case) -> bool:
    """Tell whether the inspection has shown that the product itself is at fault."""
    return case.value("product_at_fault", "InspectionRecorded") is True


# ---------------------------------------------------------------- the request


@condition("the goods were not picked up in person")
def sold_from_afar(case: Case, form: Requesting) -> bool:
    """Hold where the customer has to be telephoned."""
    return form.channel != SaleChannel.SELF_PICKUP


@condition("the goods have been received")
def received_by_the_customer(case: Case, form: Requesting) -> bool:
    """Hold where something shows only after receipt."""
    return form.reason in AFTER_RECEIPT


@rule(says="at least one of everything comes back")
def at_least_one(case: Case, form: Requesting) -> bool:
    """Hold where each quantity is positive [inferred]."""
    return all(item.quantity > 0 for item in form.items)


# ---------------------------------------------------------------- on the spot, chapters 4 and 5


@rule("S000-ch5-1B2", says="only what is unwanted on the spot is crossed out")
def unwanted_on_the_spot(case: Case) -> bool:
    """Hold for goods that the customer does not want after all."""
    return reason(case) == ReturnReason.ON_SPOT_UNWANTED


@rule("S000-ch4-2", says="only what is found faulty at settlement is swapped")
def faulty_at_settlement(case: Case) -> bool:
    """Hold for a fault found before the goods leave the store."""
    return reason(case) == ReturnReason.FAULTY_AT_SETTLEMENT


@condition("a customer who is not there signs")
def signs_from_afar(case: Case, form: Signing) -> bool:
    """Hold for the customer's signature where the goods were not picked up in person."""
    return form.capacity == ReturnSigner.CUSTOMER and channel(case) != SaleChannel.SELF_PICKUP


@rule("S000-ch4-6b", says="the slip is checked with the customer before it is settled")
def checked_with_the_customer(case: Case, form: Settling) -> bool:
    """Hold where customer and cashier have gone through the slip."""
    return form.checked_with_customer


# ---------------------------------------------------------------- refusing, chapter 11


@rule("S000-ch4-6b", "S000-ch4-2", says="what is settled on the spot is not refused")
def not_on_the_spot(case: Case) -> bool:
    """Hold for goods that have left the store."""
    return reason(case) in AFTER_RECEIPT


@rule("S000-ch11-1.1", says="refused as picked up in person is only what was")
def picked_up_indeed(case: Case, form: Refusing) -> bool:
    """Hold where this ground is the case's own channel."""
    return form.ground != RefusalGround.SELF_PICKUP or channel(case) == SaleChannel.SELF_PICKUP


@rule(
    "S000-ch11-1.3", "S000-ch11-1.1", says="refused as not at fault is only what was inspected so"
)
def found_not_at_fault(case: Case, form: Refusing) -> bool:
    """Hold where an inspection has shown that the product itself is sound."""
    if form.ground != RefusalGround.NOT_AT_FAULT:
        return True
    return case.state == INSPECTED.code and not is_at_fault(case)


@rule("S000-ch11-2", "S000-ch11-1.1", says="ratio and contract are grounds against a franchisee")
def franchise_indeed(case: Case, form: Refusing) -> bool:
    """Hold for a franchisee whose contract has not been found to allow it [the last inferred]."""
    if form.ground not in (RefusalGround.OVER_RATIO, RefusalGround.NO_CONTRACT):
        return True
    return channel(case) == SaleChannel.FRANCHISE and not case.has("FranchiseRatioApplied")


@condition("the customer has been told")
def customer_told(case: Case, form: Telling) -> bool:
    """Hold where the outcome has reached the customer."""
    return form.customer_told
