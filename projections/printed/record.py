"""The record of a case as paper shows it: entries as they read today, with what was struck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import JsonValue

from ...workflow.case import Case, fold
from ...workflow.events import CORRECTED, Correction, Event, Recorded
from ...workflow.forms import Blank
from ...workflow.parts import Step
from ...workflow.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Struck:
    """A word that a counter-entry struck: what it was, who struck it, on whose approval."""

    version: int
    entry: int
    was: JsonValue
    by: Event
    approved_by: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it reads today; `struck` holds what stood in its blanks before, oldest first."""

    version: int
    event: Event
    struck: Mapping[str, Sequence[Struck]] = field(default_factory=dict)

    @property
    def is_late(self) -> bool:
        """Whether it was written down later than it happened."""
        return self.event.occurred_at != self.event.recorded_at


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list in a blank: its parts, what they hold, and whether it was struck."""

    parts: Mapping[str, Blank]
    words: Mapping[str, JsonValue]
    entry: Entry
    struck: Struck | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What a sheet of paper is filled from: a case and those of its entries that belong on it.

    `position` is where in the log the case's newest event stands, `every` holds all entries.
    `line` is set for a row of a table that comes from a list in a blank, `number` counts the
    rows of a table or the sheets.
    """

    page: Procedure
    case: Case
    position: int
    entries: tuple[Entry, ...]
    every: tuple[Entry, ...]
    line: Line | None = None
    number: int = 1

    @classmethod
    def of(cls, page: Procedure, history: Sequence[Recorded]) -> Record:
        """Read the record off a case's events, which must begin with the first."""
        case, struck = fold(history), _struck(history)
        entries = tuple(
            Entry(version, event, struck.get(version, {}))
            for version, event in enumerate(case.past, 1)
            if event.name != CORRECTED
        )
        return cls(page, case, history[-1].position, entries, entries)

    def named(self, *events: str) -> tuple[Entry, ...]:
        """Give the entries of these events in their order; all of them if none is named."""
        return tuple(one for one in self.entries if not events or one.event.name in events)

    def last(self, *events: str) -> Entry | None:
        """Give the newest entry of these events."""
        return next(reversed(self.named(*events)), None)

    def only(self, entries: Iterable[Entry], number: int = 1) -> Record:
        """Give the same record with these entries alone."""
        return replace(self, entries=tuple(entries), number=number)

    def at_line(self, line: Line, number: int) -> Record:
        """Give the record as a row reads it that comes from a line of a list."""
        return replace(self, entries=(line.entry,), line=line, number=number)

    @property
    def whole(self) -> Record:
        """The record of the whole case again."""
        return replace(self, entries=self.every, line=None)

    def steps(self, *events: str) -> Iterator[Step]:
        """Give the steps of the page that record these events; all of them if none is named."""
        return (one for one in self.page.steps.values() if not events or one.event in events)

    def blank(self, name: str, *events: str) -> Blank | None:
        """Find a blank on the page, on a step that records one of these events."""
        found = (one.blanks[name] for one in self.steps(*events) if name in one.blanks)
        return next(found, None)


def _struck(history: Sequence[Recorded]) -> Mapping[int, Mapping[str, Sequence[Struck]]]:
    """Give what was struck by version and blank."""
    found: dict[int, dict[str, list[Struck]]] = {}
    for recorded in history:
        if recorded.event.name != CORRECTED:
            continue
        entry, _, was, now, approver = Correction.of(recorded.event)
        for blank in now:
            struck = Struck(recorded.version, entry, was.get(blank), recorded.event, approver)
            found.setdefault(entry, {}).setdefault(blank, []).append(struck)
    return found
