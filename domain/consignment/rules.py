"""Rules of a consignment: counting, numbering, agreeing, selling, reporting, settling."""

from __future__ import annotations

import re
from collections import Counter
from typing import Protocol

from ...workflow.case import Case
from ...workflow.request import Ask
from ...workflow.rules import rule
from .facts import (
    OFFERED,
    brought,
    counted,
    is_present,
    newly_sold,
    numbers,
    trimmed,
    unsold,
)
from .forms import PREFIXES, Goods, ItemLabel


class Offering(Protocol):
    """An offer that says how many pieces were brought."""

    @property
    def quantity_brought(self) -> int: ...


class Counting(Protocol):
    """A count, line by line."""

    @property
    def items(self) -> list[Goods]: ...


class Labelling(Protocol):
    """A number for each piece."""

    @property
    def labels(self) -> list[ItemLabel]: ...


class Agreeing(Protocol):
    """A quantity that the customer is told or signs for."""

    @property
    def quantity(self) -> int: ...


class Selling(Protocol):
    """A piece that was sold."""

    @property
    def number(self) -> str: ...


class Reporting(Protocol):
    """A report of what was sold and what is left."""

    @property
    def sold(self) -> list[str] | None: ...

    @property
    def unsold(self) -> list[str] | None: ...


class Returning(Protocol):
    """A settlement with the pieces that go back."""

    @property
    def returned(self) -> list[str] | None: ...


# ---------------------------------------------------------------- 12-1: counted and numbered


@rule(says="at least one piece is brought")
def something_brought(case: Case, form: Offering) -> bool:
    """Hold where there is something to count [inferred]."""
    return form.quantity_brought > 0


@rule(says="every line of the list has at least one piece")
def nothing_counted_away(case: Case, form: Counting) -> bool:
    """Hold where no line takes pieces off another [inferred]."""
    return all(line.quantity > 0 for line in form.items)


@rule(says="as many pieces are counted as were brought")
def counted_as_brought(case: Case, form: Counting) -> bool:
    """Hold where the lines add up to what the customer brought."""
    return sum(line.quantity for line in form.items) == brought(case)


@rule(says="every piece that was counted has one number, and no other piece has one")
def one_number_a_piece(case: Case, form: Labelling) -> bool:
    """Hold where the labels are as many for each sort as its pieces."""
    return Counter(label.item.strip() for label in form.labels) == counted(case)


@rule(says="a number is pf (wholesale) or jm (franchise), two digits or more, and the surname")
def numbers_of_the_pattern(case: Case, form: Labelling) -> bool:
    """Hold where each number shows whose goods they are."""
    prefix = PREFIXES[case.latest("consignor_kind", OFFERED)]
    surname = re.escape(case.latest("surname", OFFERED).strip())
    return all(
        re.fullmatch(f"{prefix}[0-9]{{2,}}{surname}", label.number.strip()) for label in form.labels
    )


@rule(says="no number appears twice")
def numbers_once(case: Case, form: Labelling) -> bool:
    """Hold where each number of the form stands on one piece."""
    given = trimmed(label.number for label in form.labels)
    return len(given) == len(set(given))


@rule(says="no number stands on another open consignment")
def numbers_not_in_use(case: Case, form: Labelling, ask: Ask) -> bool:
    """Hold where the goods of all customers can be told apart."""
    others = (other for other in ask.found["labelled"] if other.id != case.id)
    in_use = {number for other in others for number in numbers(other)}
    return in_use.isdisjoint(trimmed(label.number for label in form.labels))


# ---------------------------------------------------------------- 12-2: agreed


@rule("S000-ch12-2", says="the customer is absent")
def customer_absent(case: Case) -> bool:
    """Hold where there is somebody to report to."""
    return not is_present.holds(case)


@rule("S000-ch12-2", says="an absent customer is told of quantity and contract first")
def told_or_present(case: Case) -> bool:
    """Hold where the customer knows what he signs for."""
    return is_present.holds(case) or case.has("AbsentCustomerInformed")


@rule("S000-ch12-2", says="the quantity is the one that was counted")
def quantity_as_counted(case: Case, form: Agreeing) -> bool:
    """Hold where house and customer mean the same goods."""
    return form.quantity == sum(counted(case).values())


# ---------------------------------------------------------------- 12-3: sold, reported, settled


@rule(says="the number is on the list and not sold")
def still_for_sale(case: Case, form: Selling) -> bool:
    """Hold where that piece is still here."""
    return form.number.strip() in unsold(case)


@rule(says="the report names what was sold since the last report")
def sold_as_recorded(case: Case, form: Reporting) -> bool:
    """Hold where the customer hears of each sale once."""
    return trimmed(form.sold) == newly_sold(case)


@rule(says="the report names what is still unsold")
def unsold_as_left(case: Case, form: Reporting) -> bool:
    """Hold where the customer hears of the balance."""
    return trimmed(form.unsold) == unsold(case)


@rule(says="only pieces that are on the list and not sold are given back, each once")
def returned_from_the_unsold(case: Case, form: Returning) -> bool:
    """Hold where a piece that was sold is not returned [inferred]."""
    return not Counter(trimmed(form.returned)) - Counter(unsold(case))


@rule(says="the quantity brought is what was sold and what is given back")
def in_is_sold_and_returned(case: Case, form: Returning) -> bool:
    """Hold where no piece is left over or missing [inferred]."""
    gone = len(numbers(case)) - len(unsold(case))
    return gone + len(form.returned or ()) == brought(case)
