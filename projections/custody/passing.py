"""A hand-over: who gives what to whom, by which act and paper, and what is odd about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypedDict, cast

from pydantic import JsonValue

from ...workflow.actor import person_in
from .acts import Act

Place = Literal["house", "courier", "carrier", "customer", "buyer"]
Kind = Literal["unrecorded", "contradiction", "corrected", "uncovered"]
BY_PERSON = ("house", "courier")


class Break(TypedDict):
    """A break in custody: of which kind, in which words, by which clause, with what stands in it.

    *unrecorded*: the house knows, the record does not; *contradiction*: two records cannot both
    be true; *corrected*: a counter-entry changed what was handed over; *uncovered*: a post with
    nobody on it.
    """

    kind: Kind
    code: str
    clause: str
    values: dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Party:
    """Who holds or takes: a person of the house or the courier, or somebody outside by name."""

    place: Place
    person: str = ""
    role: str = ""
    name: str = ""

    @property
    def called(self) -> str:
        """Give the person, the name told, or the place where nobody is named."""
        return self.person or self.name or self.place

    def is_same(self, other: Party) -> bool:
        """Tell whether these may be the same hands, as far as somebody is named.

        Outside, one customer is not told from another.
        """
        if self.place != other.place:
            return False
        is_named = self.place in BY_PERSON and self.person and other.person
        return not is_named or self.person == other.person


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that goes with a thing: which one, its number, and the entry it was written in."""

    kind: str = ""
    number: str = ""
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody holds a thing since an instant and a place in the log, by a paper if there is one.

    It ends where the next one begins.
    """

    holder: Party
    since: datetime
    act: Act
    paper: Paper


@dataclass(frozen=True, slots=True)
class Passing:
    """A hand-over: which things, from whom to whom, by which act; not taken: only brought."""

    act: Act
    pieces: tuple[str, ...]
    count: int
    giver: Party
    taker: Party
    paper: Paper
    taken: bool = True
    breaks: tuple[Break, ...] = ()


NO_PAPER = Paper()
# The words that say what was handed over to whom; correcting another word changes no custody.
TELLING = frozenset(
    {
        *("receipt_no", "product_code", "sheet_no", "photo", "copy_3_with_piece", "carrier"),
        *("waybill_no", "receipt_returned", "items", "labels", "number", "returned", "list_no"),
        *("slip_no", "lines", "replacements", "sale_no", "confirmation"),
    }
)


# ---------------------------------------------------------------- read off an act


def house(act: Act) -> Party:
    """Give the person of the house who acts."""
    return Party("house", act["person"], act["role"])


def outside(place: Place, act: Act | None = None, name: str = "") -> Party:
    """Give somebody outside, with the person who acts if it is himself."""
    if act is None:
        return Party(place, name=name)
    return Party(place, act["person"], act["role"], name)


def occurred(act: Act) -> datetime:
    """Give when an act is said to have happened."""
    return datetime.fromisoformat(act["occurred_at"])


def odd(kind: Kind, code: str, clause: str, **values: JsonValue) -> Break:
    """Write down a break."""
    return Break(kind=kind, code=code, clause=clause, values=values)


def text(act: Act, blank: str) -> str:
    """Give what stands in a blank, trimmed; empty if nothing does."""
    found = act["form"].get(blank)
    return "" if found is None else str(found).strip()


def lines(act: Act, blank: str) -> list[Mapping[str, JsonValue]]:
    """Give the objects that stand in a blank."""
    return cast("list[Mapping[str, JsonValue]]", act["form"].get(blank) or [])


def person(act: Act, blank: str) -> str:
    """Give the person named in a blank."""
    return person_in(text(act, blank))


def corrected(act: Act, telling: frozenset[str]) -> Break:
    """Show which words of an entry were changed by a counter-entry."""
    was = {blank: old for blank, old in act["struck"].items() if blank in telling}
    now: dict[str, JsonValue] = {blank: act["form"].get(blank) for blank in was}
    return odd("corrected", "corrected", act["clauses"][0], was=was, now=now)
