"""What is granted after receipt: an inspection, an exchange or a return (S000-ch11)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from ...workflow.case import Case
from ...workflow.rules import rule
from .choices import ReturnReason, SaleChannel
from .rules import channel, is_at_fault, reason
from .states import INSPECTED, REQUESTED

FROM_AFAR = (SaleChannel.VIDEO, SaleChannel.OUT_OF_TOWN)


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


def _is_requested_by_franchise(case: Case) -> bool:
    return case.state == REQUESTED.code and channel(case) == SaleChannel.FRANCHISE


def _is_requested_from_afar(case: Case) -> bool:
    return case.state == REQUESTED.code and channel(case) in FROM_AFAR


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
    return case.state != INSPECTED.code or is_at_fault(case)


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
