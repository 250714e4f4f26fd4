"""What the clauses ask about a repair, and the rules that its sheets lay down."""

from __future__ import annotations

from typing import Protocol

from ...workflow.case import Case
from ...workflow.rules import condition, rule
from .choices import NOT_FOR_THE_HOUSE, Damage, Delivery, Material, Outcome

SHEET = "EnteredOnHandoverSheet"


class Assessing(Protocol):
    """An assessment that says what is wrong."""

    @property
    def damage(self) -> Damage: ...


class Refusing(Protocol):
    """A refusal that says whether the customer was told."""

    @property
    def customer_told(self) -> bool: ...


class Informing(Protocol):
    """A notice about the repair outside, with its two points."""

    @property
    def told_duration(self) -> bool: ...

    @property
    def told_may_differ(self) -> bool: ...


class HandingOver(Protocol):
    """A handover with copy 3 or without."""

    @property
    def copy_3_with_piece(self) -> bool: ...


class BringingBack(Protocol):
    """A piece brought back, held against sheet and photo."""

    @property
    def sheet_no(self) -> str: ...

    @property
    def photo_matched(self) -> bool: ...

    @property
    def outcome(self) -> Outcome: ...


class Calling(Protocol):
    """A call in which the customer chose how to get the piece."""

    @property
    def delivery(self) -> Delivery: ...


def damage(case: Case) -> str:
    """Give the damage that was assessed last."""
    return case.latest("damage", "PieceAssessed")


# ---------------------------------------------------------------- 10-3, 10-4a: at the counter


@condition("the piece is of Thai silver")
def is_thai_silver(case: Case) -> bool:
    """Hold for what the house does not repair."""
    return case.latest("material", "PiecePresented") == Material.THAI_SILVER


@condition("the piece is not of Thai silver")
def not_of_thai_silver(case: Case) -> bool:
    """Hold for what the house takes in."""
    return not is_thai_silver.holds(case)


@rule("S000-ch10-3", says="the customer is told that Thai silver is not accepted")
def customer_told(case: Case, form: Refusing) -> bool:
    """Hold where nobody is sent away without a word."""
    return form.customer_told


@condition("the damage is of another kind")
def is_other_damage(case: Case, form: Assessing) -> bool:
    """Hold where the listed kinds do not say what is wrong."""
    return form.damage == Damage.OTHER


# ---------------------------------------------------------------- 10-1, 10-2: in house or outside


@condition("the workshop can repair it and has not failed to")
def workshop_can(case: Case) -> bool:
    """Hold for a piece that may be repaired in house, before it was tried in vain."""
    possible = case.value("in_house_possible", "PieceAssessed") is True
    return possible and not case.has("InHouseFailed")


@condition("the damage is not severe, and neither stone nor silver is broken")
def not_too_damaged(case: Case) -> bool:
    """Hold for damage that the workshop may try its hand at."""
    return damage(case) not in NOT_FOR_THE_HOUSE


@rule("S000-ch10-1", says="a loose stone that the workshop can set is set in house")
def tried_in_house(case: Case) -> bool:
    """Hold unless a loose stone is sent away that the workshop has not tried."""
    return damage(case) != Damage.LOOSE_STONE or not workshop_can.holds(case)


@rule(says="the customer is told of one to six months and that it may not be as before")
def both_points_told(case: Case, form: Informing) -> bool:
    """Hold where the customer knows how long it takes and what may come of it."""
    return form.told_duration and form.told_may_differ


# ---------------------------------------------------------------- 10-4: with the repair courier


@condition("the customer has a receipt")
def receipt_given(case: Case) -> bool:
    """Hold once the piece was received."""
    return case.has("PieceReceived")


@condition("the customer has been told of one to six months and that it may not be as before")
def terms_told(case: Case) -> bool:
    """Hold once the customer was told."""
    return case.has("TermsInformed")


@rule("S000-ch10-2", says="the customer agrees to the repair outside")
def consent_given(case: Case) -> bool:
    """Hold where the customer said yes [inferred]."""
    return case.value("consent", "TermsInformed") is True


@condition("the piece is on the handover sheet with name and photo")
def on_the_sheet(case: Case) -> bool:
    """Hold once it was entered."""
    return case.has(SHEET)


@rule("S000-ch10-4c", says="copy 3 goes with the piece")
def copy_3_goes_along(case: Case, form: HandingOver) -> bool:
    """Hold where the repair courier gets the piece with its copy."""
    return form.copy_3_with_piece


@rule("S000-ch10-4b", says="the number is that of the piece's handover sheet")
def on_its_own_sheet(case: Case, form: BringingBack) -> bool:
    """Hold where the piece is found again on the sheet it left with [inferred]."""
    return form.sheet_no.strip() == case.latest("sheet_no", SHEET).strip()


@rule("S000-ch10-4b", says="the piece matches its photo")
def as_on_the_photo(case: Case, form: BringingBack) -> bool:
    """Hold where the piece that comes back is the one that left [inferred]."""
    return form.photo_matched


@condition("the piece is not simply repaired")
def not_simply_repaired(case: Case, form: BringingBack) -> bool:
    """Hold where there is something to explain to the customer."""
    return form.outcome != Outcome.REPAIRED


# ---------------------------------------------------------------- 10-5: to the customer


def _chosen(case: Case) -> str:
    return case.latest("delivery", "CustomerCalled")


@condition("the piece is to be shipped")
def to_be_shipped(case: Case, form: Calling) -> bool:
    """Hold where the customer wants it sent."""
    return form.delivery == Delivery.SHIP


@rule(says="the customer chose to have the piece shipped")
def shipping_chosen(case: Case) -> bool:
    """Hold where the customer wanted it sent [inferred]."""
    return _chosen(case) == Delivery.SHIP


@rule(says="the customer chose to collect the piece")
def collecting_chosen(case: Case) -> bool:
    """Hold where the customer wanted to come for it [inferred]."""
    return _chosen(case) == Delivery.COLLECT
