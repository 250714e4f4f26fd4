"""The way that a case took on its page: every state and step, and in which order they were taken.

Steps are numbered by the version of the event that they recorded, as the timeline is. What a
case did that its page does not have, such as moving to another edition, stands beside the rest.
A counter-entry corrects what is written and goes nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...workflow.events import CORRECTED, LAPSED, Recorded
from ...workflow.language import Label
from ...workflow.norm.turns import START, Norm
from ...workflow.procedure import Procedure
from ..trail_words import Names
from .docket import read


@dataclass(frozen=True, slots=True)
class Way:
    """A step between two states, or within one: which events took it, none if nobody did."""

    step: str
    label: Label
    taken: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """All steps that lead from one state to another."""

    source: str
    target: str
    ways: tuple[Way, ...]

    @property
    def is_taken(self) -> bool:
        """Whether the case went this way."""
        return any(one.taken for one in self.ways)


@dataclass(frozen=True, slots=True)
class Spot:
    """A state: whether the case was in it, is in it now, ends in it; and the steps that stay."""

    code: str
    label: Label
    is_end: bool
    is_now: bool
    was_there: bool
    stays: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """The states and the branches of a page with the way that a case took."""

    spots: tuple[Spot, ...]
    branches: tuple[Branch, ...]


Place = tuple[str, str, str]


def path_of(page: Procedure, history: Sequence[Recorded]) -> Path:
    """Lay the events of a case over its page."""
    names, norm, taken = Names(page), Norm(page), _taken(history)
    places = dict.fromkeys((turn.source, turn.target, turn.step.name) for turn in norm.turns)
    places |= dict.fromkeys(taken)
    ways = {one: _way(one, names, taken) for one in places}
    now = history[-1].event.target
    been = {START, *(one.event.target for one in history)}
    codes = dict.fromkeys((*norm.states, *(end for one in places for end in one[:2])))
    spots = (
        Spot(
            code,
            norm.states.get(code) or names.state(code),
            code in page.states and page.states[code].terminal,
            code == now,
            code in been,
            tuple(way for (a, b, _), way in ways.items() if a == b == code),
        )
        for code in codes
    )
    return Path(tuple(spots), tuple(_branches(ways)))


def _taken(history: Sequence[Recorded]) -> Mapping[Place, tuple[int, ...]]:
    found: dict[Place, tuple[int, ...]] = {}
    for _, _, version, event in history:
        if event.name == CORRECTED or (event.name == LAPSED and event.source == event.target):
            continue
        if not event.step and event.source == event.target:
            continue
        place = (event.source or START, event.target, event.step or event.name)
        found[place] = (*found.get(place, ()), version)
    return found


def _way(place: Place, names: Names, taken: Mapping[Place, tuple[int, ...]]) -> Way:
    name = place[2]
    is_step = bool(names.page and name in names.page.steps)
    label = names.step(name) if is_step else names.event(name)
    return Way(name, read(label), taken.get(place, ()))


def _branches(ways: Mapping[Place, Way]) -> Iterator[Branch]:
    pairs = dict.fromkeys((a, b) for a, b, _ in ways if a != b)
    for pair in pairs:
        yield Branch(*pair, tuple(way for place, way in ways.items() if place[:2] == pair))
