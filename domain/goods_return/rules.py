"""What may come back, and how (S000-ch11, ch4-2, ch4-6b, ch5-1B2)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from ...workflow.case import Case
from ...workflow.rules import condition, rule
from .choices import RefusalGround, ReturnReason, ReturnSigner, SaleChannel
from .states import INSPECTED, REQUESTED

FROM_AFAR = (SaleChannel.VIDEO, SaleChannel.OUT_OF_TOWN)
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


class Granting(Protocol):
    """A decision that depends on the stock."""

    @property
    def stock_available(self) -> bool: ...


class Weighing(Protocol):
    """The sums of a franchise contract, and what is asked now."""

    @property
    def ratio(self) -> Decimal: ...

    @property
    def base(self) -> Decimal: ...

    @property
    def used(self) -> Decimal: ...

    @property
    def amount(self) -> Decimal: ...


def channel(case: Case) -> str:
    """Give how the goods were sold."""
    return case.latest("channel", "ReturnRequested")


def reason(case: Case) -> str:
    """Give why the goods come back."""
    return case.latest("reason", "ReturnRequested")


def _is_at_fault(case: Case) -> bool:
    return case.value("product_at_fault", "InspectionRecorded") is True


def _is_requested_by_franchise(case: Case) -> bool:
    return case.state == REQUESTED.code and channel(case) == SaleChannel.FRANCHISE


def _is_requested_from_afar(case: Case) -> bool:
    return case.state == REQUESTED.code and channel(case) in FROM_AFAR


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
    return case.state == INSPECTED.code and not _is_at_fault(case)


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


# ---------------------------------------------------------------- granting, chapter 11


@rule("S000-ch11-1.1", says="what was picked up in person is neither returned nor exchanged")
def not_picked_up(case: Case) -> bool:
    """Hold for every other channel, whatever the reason."""
    return channel(case) != SaleChannel.SELF_PICKUP


@rule("S000-ch11-1.3", says="a video is held about the quality")
def about_quality(case: Case) -> bool:
    """Hold for a quality problem."""
    return reason(case) == ReturnReason.QUALITY


@rule("S000-ch11-2", says="for a franchisee the contract's ratio decides, not a video")
def not_by_franchise(case: Case) -> bool:
    """Hold for every other channel."""
    return channel(case) != SaleChannel.FRANCHISE


@rule("S000-ch11-2", says="a contract's ratio is applied to a franchisee")
def by_franchise(case: Case) -> bool:
    """Hold for a franchisee."""
    return channel(case) == SaleChannel.FRANCHISE


@rule("S000-ch11-2", says="the sums are not negative, and the ratio is a fraction of one")
def sums_make_sense(case: Case, form: Weighing) -> bool:
    """Hold where 10 % is written 0.10 [inferred]."""
    return 0 <= form.ratio <= 1 and min(form.base, form.used, form.amount) >= 0


@rule("S000-ch11-2", says="what was used and what is asked stay within the contract's ratio")
def within_the_ratio(case: Case, form: Weighing) -> bool:
    """Hold where used and asked are not more than ratio times base, to the last fen."""
    asked = Fraction(form.used) + Fraction(form.amount)
    return asked <= Fraction(form.ratio) * Fraction(form.base)


@rule("S000-ch11-1.3", says="without an inspection only a discrepancy is exchanged")
def discrepancy_or_inspected(case: Case) -> bool:
    """Hold unless goods sold by video or out of town come back for something else."""
    return not _is_requested_from_afar(case) or reason(case) == ReturnReason.DISCREPANCY


@rule("S000-ch11-2", says="the contract's ratio is applied first")
def ratio_applied(case: Case) -> bool:
    """Hold for a franchisee after the ratio was found to allow it."""
    return not _is_requested_by_franchise(case) or case.has("FranchiseRatioApplied")


@rule("S000-ch11-1.3", says="the product itself is at fault")
def product_at_fault(case: Case) -> bool:
    """Hold where an inspection, if there was one, has shown it."""
    return case.state != INSPECTED.code or _is_at_fault(case)


@rule("S000-ch11-1.3", says="there is stock to exchange it for")
def stock_to_exchange(case: Case, form: Granting) -> bool:
    """Hold where a replacement is there."""
    return form.stock_available


@rule("S000-ch11-1.2", says="a discrepancy is exchanged and not returned")
def exchange_only(case: Case) -> bool:
    """Hold for other reasons, and for a franchisee."""
    return reason(case) != ReturnReason.DISCREPANCY or channel(case) == SaleChannel.FRANCHISE


@rule("S000-ch11-1.3", says="a return is granted after an inspection")
def inspected_before_return(case: Case) -> bool:
    """Hold for what was inspected; a discrepancy, which is never returned, needs no inspection."""
    return not _is_requested_from_afar(case) or reason(case) == ReturnReason.DISCREPANCY


@rule("S000-ch11-1.3", says="what was inspected is returned only when it is out of stock")
def out_of_stock(case: Case, form: Granting) -> bool:
    """Hold where no exchange is possible; for a franchisee the contract alone decides."""
    return case.state != INSPECTED.code or not form.stock_available
