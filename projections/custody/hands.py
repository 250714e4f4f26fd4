"""The hands through which things go, one holder at a time, and where a hand is missing.

A thing passes when whoever takes it acts, or with the papers of an outside carrier [inferred];
inside the house it is with whoever last handled it. Nothing is smoothed: hands that cannot have
had it, or have it without a record of getting it, are a break that stands on the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from ...workflow.events import instant
from .acts import Act
from .passing import (
    NO_PAPER,
    TELLING,
    Break,
    Holding,
    Paper,
    Party,
    Passing,
    Place,
    corrected,
    occurred,
    odd,
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

    def note_corrections(self, acts: Iterable[Act]) -> None:
        """Show each corrected entry that no hand-over shows, with what it was about."""
        shown = {
            entry["position"]
            for passing in self.passings
            for entry in (passing.act, passing.paper.act)
            if entry
        }
        for act in acts:
            if TELLING & act["struck"].keys() and act["position"] not in shown:
                self.passings += self._noted(act)
        self.passings.sort(key=lambda passing: passing.act["position"])

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

    def _noted(self, act: Act) -> list[Passing]:
        """Give an entry about things as a line, with whoever held them then on both sides."""
        held: dict[Party, list[str]] = {}
        for piece, way in self.holdings.items():
            then = [one.holder for one in way if one.act["position"] <= act["position"]]
            for holder in then[-1:]:
                held.setdefault(holder, []).append(piece)
        return [
            self._passing(act, tuple(pieces), (holder, holder)) for holder, pieces in held.items()
        ]

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


# ---------------------------------------------------------------- what is odd


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
