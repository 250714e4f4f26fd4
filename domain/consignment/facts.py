"""What the clauses ask about a consignment, read off its own events; words without their blanks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import cast

from pydantic import JsonValue

from ...workflow.case import Case
from ...workflow.events import Event
from ...workflow.rules import condition

OFFERED, COUNTED = "ConsignmentOffered", "ConsignedGoodsCounted"
LABELLED, SOLD, REPORT = "ItemsLabelled", "ConsignedItemSold", "SalesReported"


def _lines(case: Case, blank: str, event: str) -> Iterator[dict[str, JsonValue]]:
    """Give the objects that were last written in a blank."""
    yield from cast(list[dict[str, JsonValue]], case.value(blank, event) or [])


def trimmed(words: Iterable[str] | None) -> list[str]:
    """Give words as they are compared, in order; none if the blank was left out."""
    return sorted(word.strip() for word in words or ())


def brought(case: Case) -> int:
    """Give how many pieces the customer is said to have brought."""
    return cast(int, case.value("quantity_brought", OFFERED) or 0)


def counted(case: Case) -> Counter[str]:
    """Give how many pieces of each sort were counted."""
    pieces: Counter[str] = Counter()
    for line in _lines(case, "items", COUNTED):
        pieces[str(line["item"]).strip()] += cast(int, line["quantity"])
    return pieces


def numbers(case: Case) -> list[str]:
    """Give the numbers of all pieces."""
    return trimmed(str(line["number"]) for line in _lines(case, "labels", LABELLED))


def _sold_in(events: Iterable[Event]) -> list[str]:
    return trimmed(str(event.form["number"]) for event in events if event.name == SOLD)


def sold(case: Case) -> list[str]:
    """Give the numbers that were sold."""
    return _sold_in(case.past)


def newly_sold(case: Case) -> list[str]:
    """Give the numbers that were sold since the last report."""
    return _sold_in(case.since(REPORT))


def unsold(case: Case) -> list[str]:
    """Give the numbers that are still here."""
    gone = sold(case)
    return [number for number in numbers(case) if number not in gone]


@condition("the customer is present")
def is_present(case: Case) -> bool:
    """Hold where the customer was there when the goods were brought."""
    return case.value("present", OFFERED) is True


@condition("its pieces carry numbers")
def is_labelled(case: Case) -> bool:
    """Hold once the pieces were labelled."""
    return case.has(LABELLED)


@condition("the customer has signed")
def is_signed(case: Case) -> bool:
    """Hold once the customer signed for quantity and contract."""
    return case.has("ConsignmentSigned")
