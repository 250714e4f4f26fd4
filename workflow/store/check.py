"""Is the store sound: does the log hang together, and does everything beside it agree?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from ..errors import HistoryBroken
from ..events import Event
from .contract import Attempt, DueItem
from .matching import Matching
from .registry import Registry
from .rows import Evidence, StoredRow
from .stored import agenda_changes, number_of


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a backend keeps, as it stood at one instant.

    `numbers` holds the last number drawn of each series, `strays` the keys of answers to
    something that is not there, `views` the positions of kept tables by name.
    """

    rows: Iterable[StoredRow]
    numbers: Mapping[str, int]
    agenda: Iterable[DueItem]
    strays: Iterable[str]
    attempts: Iterable[Attempt]
    views: Mapping[str, int]
    ledger: Evidence


@dataclass(slots=True)
class Log:
    """What the log says, gathered in one pass over its rows."""

    registry: Registry
    position: int = 0
    versions: dict[str, int] = field(default_factory=dict)
    agenda: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def follow(self, rows: Iterable[StoredRow]) -> Iterator[str]:
        """Read the rows in their order and say what is wrong with each."""
        for row in rows:
            yield from self._place(row)
            yield from self._content(row)

    def _place(self, row: StoredRow) -> Iterator[str]:
        if row.position <= self.position:
            yield f"position {row.position} comes after position {self.position}"
        before = self.versions.get(row.case, 0)
        if row.version != before + 1:
            yield f"{row.case}: version {row.version} follows {before}"
        self.position = max(row.position, self.position)
        self.versions[row.case] = max(row.version, before)

    def _content(self, row: StoredRow) -> Iterator[str]:
        try:
            event = self.registry.read(row.topic, row.state)
        except HistoryBroken as broken:
            yield f"{row.case} version {row.version} (position {row.position}): {broken}"
        else:
            self._keep_agenda(row.case, event)

    def _keep_agenda(self, case: str, event: Event) -> None:
        for deadline, due_at in agenda_changes((event,)).items():
            if due_at is None:
                self.agenda.pop((case, deadline), None)
            else:
                self.agenda[case, deadline] = due_at


def damage(facts: Facts, registry: Registry) -> Iterator[str]:
    """Find what is not contiguous, not readable, or not what the log says."""
    log = Log(registry)
    yield from log.follow(facts.rows)
    yield from _numbers(facts.numbers, log.versions)
    yield from _agenda(facts.agenda, log.agenda)
    yield from (f"the answer kept under {key!r} answers nothing" for key in facts.strays)
    yield from _attempts(facts.attempts, log.position)
    yield from map(str, Matching(facts.ledger).damage())
    for name, position in facts.views.items():
        if position > log.position:
            yield f"view {name} is at position {position}, the log at {log.position}"


def _numbers(numbers: Mapping[str, int], cases: Iterable[str]) -> Iterator[str]:
    found: dict[str, list[int]] = {series: [] for series in numbers}
    for case in cases:
        series, number = number_of(case) or ("", 0)
        if not 0 < number <= numbers.get(series, 0):
            yield f"{case} was never drawn from a series"
        else:
            found[series].append(number)
    for series, last in numbers.items():
        yield from (f"{series} has no case {hole}" for hole in holes(sorted(found[series]), last))


def holes(numbers: Iterable[int], last: int) -> Iterator[str]:
    """Name the numbers from 1 to `last` that are missing in a rising row, `3` or `5 to 8`."""
    before = 0
    for number in chain(numbers, [last + 1]):
        if number > before + 1:
            first = before + 1
            yield f"{first}" if number == first + 1 else f"{first} to {number - 1}"
        before = number


def _agenda(items: Iterable[DueItem], running: Mapping[tuple[str, str], datetime]) -> Iterator[str]:
    kept = {(item.case, item.deadline): item.due_at for item in items}
    for place in sorted(kept.keys() | running.keys()):
        said, told = kept.get(place), running.get(place)
        if said != told:
            case, deadline = place
            yield (f"{case}: the agenda has {deadline} {_due(said)}, the events say {_due(told)}")


def _due(due_at: datetime | None) -> str:
    return f"due at {due_at.isoformat()}" if due_at else "not running"


def _attempts(attempts: Iterable[Attempt], newest: int) -> Iterator[str]:
    before = 0
    try:
        for attempt in attempts:
            if not before <= attempt.after <= newest:
                yield f"attempt {attempt.id} was refused after position {attempt.after}"
            before = max(before, attempt.after)
    except HistoryBroken as trouble:
        yield str(trouble)
