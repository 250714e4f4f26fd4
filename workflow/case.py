"""A case as its events tell it. `evolve` remembers and refuses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from pydantic import JsonValue

from .errors import HistoryBroken
from .events import CORRECTED, LAPSED, MIGRATED, Clock, Correction, Event, Recorded


@dataclass(frozen=True, slots=True)
class Running:
    """A deadline of a case that nothing has ended: since which step and version."""

    clock: Clock
    started_by: str
    started_at: datetime
    version: int
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a case after its events; a new one has no events and no state.

    `past` holds the events in order as they read today: an entry corrected by a counter-entry
    carries the corrected form. `clocks` holds the running deadlines by name.
    """

    id: str = ""
    procedure: str = ""
    edition: str = ""
    state: str = ""
    past: tuple[Event, ...] = ()
    clocks: Mapping[str, Running] = field(default_factory=dict)
    changed_at: datetime | None = None

    @property
    def version(self) -> int:
        """How many events the case has."""
        return len(self.past)

    @property
    def first_contact(self) -> str:
        """The person who took the opening step; never changes (S004-p7-first-1)."""
        return self.past[0].person if self.past else ""

    @property
    def opened_at(self) -> datetime | None:
        """When the opening was recorded."""
        return self.past[0].recorded_at if self.past else None

    def before(self, version: int) -> Case:
        """Give the case as it was before an entry, as its events read today, without deadlines."""
        entry = self.past[version - 1]
        past = self.past[: version - 1]
        return Case(self.id, self.procedure, self.edition, entry.source, past)

    def has(self, *names: str) -> bool:
        """Say whether any event of these names has happened."""
        return any(event.name in names for event in self.past)

    def last(self, *names: str) -> Event | None:
        """Give the newest event of these names."""
        return next((event for event in reversed(self.past) if event.name in names), None)

    def since(self, *names: str) -> tuple[Event, ...]:
        """Give the events behind the newest of these names; all of them if there is none."""
        for index in range(len(self.past), 0, -1):
            if self.past[index - 1].name in names:
                return self.past[index:]
        return self.past

    def value(self, blank: str, *names: str) -> JsonValue:
        """Give what was last written in a blank of these events; None if never."""
        for event in reversed(self.past):
            if event.name in names and (found := event.form.get(blank)) is not None:
                return found
        return None

    def latest(self, blank: str, *names: str) -> str:
        """Give what was last written in a blank as text; empty if never."""
        found = self.value(blank, *names)
        return "" if found is None else str(found)

    def takers(self, *steps: str) -> frozenset[str]:
        """Give every person who took one of these steps."""
        return frozenset(event.person for event in self.past if event.step in steps)


NO_CASE = Case()


def evolve(case: Case, recorded: Recorded) -> Case:
    """Give the case as it is after one more event."""
    _, number, version, event = recorded
    if version != case.version + 1:
        raise HistoryBroken(f"{number} has version {version} after {case.version}")
    return Case(
        number,
        case.procedure or event.procedure,
        event.edition,
        event.target,
        (*_corrected(case.past, event), event),
        _ticking(case.clocks, event, version),
        event.recorded_at,
    )


def fold(history: Iterable[Recorded]) -> Case:
    """Replay the events of a case from the first; no guard is asked again."""
    case = NO_CASE
    for recorded in history:
        case = evolve(case, recorded)
    return case


def _corrected(past: tuple[Event, ...], event: Event) -> tuple[Event, ...]:
    if event.name != CORRECTED:
        return past
    correction = Correction.of(event)
    if not 0 < correction.version <= len(past):
        raise HistoryBroken(f"a correction of version {correction.version}, which is not there")
    return mended(past, correction.version, correction.now)


def mended(
    past: tuple[Event, ...], version: int, words: Mapping[str, JsonValue]
) -> tuple[Event, ...]:
    """Give events as they read with other words on one of them."""
    entry = past[version - 1]
    changed = entry.model_copy(update={"form": {**entry.form, **words}})
    return (*past[: version - 1], changed, *past[version:])


def _ticking(clocks: Mapping[str, Running], event: Event, version: int) -> Mapping[str, Running]:
    if not (event.starts or event.ends or event.lapses):
        return clocks
    left = {name: one for name, one in clocks.items() if name not in event.ends}
    if event.name == LAPSED and event.lapses in left:
        left[event.lapses] = replace(left[event.lapses], lapsed=True)
    for clock in event.starts:
        started = Running(clock, event.step or event.name, event.recorded_at, version)
        if event.name == CORRECTED and clock.deadline in left:
            started = replace(left[clock.deadline], clock=clock, lapsed=False)
        left[clock.deadline] = started
    return left


__all__ = ["MIGRATED", "NO_CASE", "Case", "Running", "evolve", "fold", "mended"]
