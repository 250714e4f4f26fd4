"""The hands through which things go, one holder at a time, and where a hand is missing.

A thing passes when whoever takes it acts, or with the papers of an outside carrier [inferred];
inside the house it is with whoever last handled it. Nothing is smoothed: hands that cannot have
had it, or have it without a record of getting it, are a break that stands on the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, TypedDict, cast

from pydantic import JsonValue

from ...workflow.actor import person_in
from ...workflow.events import instant
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
        """Tell whether these are the same hands; outside, one customer is not told from another."""
        if self.place != other.place:
            return False
        return self.place not in BY_PERSON or self.person == other.person


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


@dataclass(slots=True)
class Hands:
    """What a case's things have gone through so far: holdings a thing, and hand-overs in order.

    A thing is known by a key within its case; `items` tells what it is, where the key does not.
    """

    counts: dict[str, int] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    holdings: dict[str, list[Holding]] = field(default_factory=dict)
    passings: list[Passing] = field(default_factory=list)

    def begin(self, act: Act, pieces: Mapping[str, int], holder: Party) -> None:
        """Know these things from now on, with whoever has them before anything happens."""
        for piece, count in pieces.items():
            self.counts[piece] = count
            self.holdings[piece] = [Holding(holder, occurred(act), act, NO_PAPER)]

    def split(self, lot: str, pieces: Iterable[str]) -> None:
        """Let numbered pieces stand in the place of a lot; each has come the lot's way."""
        self.counts = dict.fromkeys(pieces, 1)
        way = self.holdings.pop(lot)
        self.holdings |= {piece: [*way] for piece in self.counts}

    def handled(self, act: Act, pieces: Iterable[str], by: Party, code: str = "") -> None:
        """Have these things in somebody's hands: it is a break where others had them."""
        for holder, found in self._by_holder(pieces):
            if not by.is_same(holder):
                breaks = (_other_hands(act, holder, by, code),)
                self._pass(self._passing(act, found, (holder, by), breaks=breaks))

    def passed(
        self,
        act: Act,
        pieces: Iterable[str],
        taker: Party,
        *,
        by: Party | None = None,
        paper: Paper = NO_PAPER,
    ) -> None:
        """Hand these things over, from whoever holds them or from the hands that are named."""
        for holder, found in self._by_holder(pieces):
            giver = by or holder
            breaks = () if giver.is_same(holder) else (_other_hands(act, holder, giver),)
            if breaks or not taker.is_same(giver):
                self._pass(self._passing(act, found, (giver, taker), paper, breaks))

    def brought(self, act: Act, pieces: Iterable[str], taker: Party, paper: Paper) -> None:
        """Bring these things to somebody who has not taken them over yet."""
        for holder, found in self._by_holder(pieces):
            passing = self._passing(act, found, (holder, taker), paper)
            self.passings.append(replace(passing, taken=False))

    def holder(self, piece: str) -> Party:
        """Give who holds a thing now."""
        return self.holdings[piece][-1].holder

    def held_at(self, place: Place) -> tuple[str, ...]:
        """Give the things that are at a place now."""
        return tuple(piece for piece in self.holdings if self.holder(piece).place == place)

    def remark(self, found: Break) -> None:
        """Mark the last hand-over with a break that shows only beside it."""
        if self.passings:
            last = self.passings[-1]
            self.passings[-1] = replace(last, breaks=(*last.breaks, found))

    def _by_holder(self, pieces: Iterable[str]) -> list[tuple[Party, tuple[str, ...]]]:
        found: dict[Party, list[str]] = {}
        for piece in pieces:
            found.setdefault(self.holder(piece), []).append(piece)
        return [(holder, tuple(those)) for holder, those in found.items()]

    def _passing(
        self,
        act: Act,
        pieces: tuple[str, ...],
        sides: tuple[Party, Party],
        paper: Paper = NO_PAPER,
        breaks: tuple[Break, ...] = (),
    ) -> Passing:
        count = sum(self.counts[piece] for piece in pieces)
        found = (*breaks, *_corrected(act, paper))
        return Passing(act, pieces, count, *sides, paper, breaks=found)

    def _pass(self, passing: Passing) -> None:
        """Let things be with their taker from now on, or from when they came to the giver."""
        act, at = passing.act, occurred(passing.act)
        last = max(self.holdings[piece][-1].since for piece in passing.pieces)
        if at < last:
            passing = replace(passing, breaks=(*passing.breaks, _too_early(act, last)))
        self.passings.append(passing)
        for piece in passing.pieces:
            since = max(at, self.holdings[piece][-1].since)
            self.holdings[piece].append(Holding(passing.taker, since, act, passing.paper))


# ---------------------------------------------------------------- who, when, what is odd


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


def _other_hands(act: Act, holder: Party, now: Party, code: str = "") -> Break:
    """Say that others had it: inside the house it was passed on without a record."""
    is_inside = holder.place == now.place == "house"
    return odd(
        "unrecorded" if is_inside else "contradiction",
        "passed_inside" if is_inside else code or "other_hands",
        act["clauses"][0],
        last=holder.called,
        now=now.called,
    )


def _too_early(act: Act, last: datetime) -> Break:
    clause = act["clauses"][0]
    return odd("contradiction", "too_early", clause, since=instant(last), at=act["occurred_at"])


def _corrected(act: Act, paper: Paper) -> tuple[Break, ...]:
    entries = [act, *([paper.act] if paper.act and paper.act is not act else [])]
    return tuple(corrected(one, TELLING) for one in entries if TELLING & one["struck"].keys())


def corrected(act: Act, telling: frozenset[str]) -> Break:
    """Show which words of an entry were changed by a counter-entry."""
    was = {blank: old for blank, old in act["struck"].items() if blank in telling}
    now: dict[str, JsonValue] = {blank: act["form"].get(blank) for blank in was}
    return odd("corrected", "corrected", act["clauses"][0], was=was, now=now)
