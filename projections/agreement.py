"""Is what is kept what the log says? Every case folded again, row by row of every kept table.

A table that is behind the log is held against the log as far as it has read; that it is behind is
no damage. In memory are some cases at a time, the running deadlines, and the case numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..workflow.errors import HistoryBroken
from ..workflow.events import Recorded
from ..workflow.language import Until, message
from ..workflow.rulebook import Rulebook
from ..workflow.standing import NAME, VERSION, row_of
from ..workflow.store import Row, Store, View
from ..workflow.store.stored import agenda_changes, row_text
from . import first_answers
from .every import AnyKept, every
from .kept import Kept
from .projection import PARKED, Projection, parks_in
from .stray import Disagreement, Stray

Histories = Mapping[str, Sequence[Recorded]]
AT_ONCE = 200
AGENDA = "agenda"


@dataclass(slots=True)
class _Table:
    """A kept table that is held against the log."""

    kept: AnyKept | Kept[Row]
    matched: int = 0

    @property
    def name(self) -> str:
        """The name of the register."""
        return self.kept.projection.name

    @property
    def view(self) -> View:
        """The rows as they are kept."""
        return self.kept.store.view(self.kept.projection.table)

    def held(self, histories: Histories) -> Iterator[Stray]:
        """Hold the rows of some cases against their events, as far as the table has read."""
        position, kept = self._rows(histories)
        parked = parks_in(kept.get(PARKED))
        for case, events in histories.items():
            rows = self.kept.of([one for one in events if one.position <= position])
            self.matched += case in kept
            yield from self._compared(case, kept.get(case), rows.get(case))
            if parked.get(case) != parks_in(rows.get(PARKED)).get(case):
                says = message("{key} does not wait as the log has it wait", key=case)
                yield Stray(Disagreement.ALTERED, self.name, case, says)

    def _rows(self, keys: Iterable[str]) -> tuple[int, Mapping[str, Row]]:
        wanted = [*keys, PARKED]
        while True:  # whoever catches up meanwhile moves the position
            position = self.view.position
            try:
                kept = self.view.get_at(position, wanted)
            except HistoryBroken:  # somebody's row is no JSON
                return position, {key: row for one in wanted for key, row in self._row(one)}
            if kept is not None:
                return position, {key: _as_row(row) for key, row in kept.items()}

    def _row(self, key: str) -> Iterator[tuple[str, Row]]:
        """Give a row if there is one, an empty one where it cannot be read."""
        try:
            yield from ((key, _as_row(row)) for key, row in self.view.get([key]).items())
        except HistoryBroken:
            yield key, {}

    def _compared(self, case: str, kept: Row | None, told: Row | None) -> Iterator[Stray]:
        if kept is None and told is not None:
            says = message("the row of {key} is missing", key=case)
            yield Stray(Disagreement.MISSING, self.name, case, says)
        elif kept is not None and told is None:
            says = message("{key} has a row, and by the log it has none", key=case)
            yield Stray(Disagreement.ADDED, self.name, case, says)
        elif kept is not None and told is not None and kept != json.loads(row_text(told)):
            other = _differing(kept, told)
            says = message("the row of {key} is another one in {names}", key=case, names=other)
            yield Stray(Disagreement.ALTERED, self.name, case, says)

    def added(self, known: set[str], count: int) -> Iterator[Stray]:
        """Find rows under keys that are no cases; `count` is how many rows there are."""
        if count == self.matched:
            return
        for key in sorted({*self.view.keys()} - known - {PARKED}):
            says = message("there is no case {key}, and it has a row", key=key)
            yield Stray(Disagreement.ADDED, self.name, key, says)


@dataclass(slots=True)
class Agreement:
    """One comparison of everything that is kept with the log."""

    store: Store
    rulebook: Rulebook
    moved: Callable[[int], None] = lambda _: None
    cases: int = 0
    _tables: list[_Table] = field(default_factory=list)
    _agenda: dict[str, dict[str, datetime]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        def stands(_: Row | None, recorded: Recorded) -> Row | None:
            return row_of(self.rulebook, recorded)

        standing = Kept(self.store, Projection.by_case(NAME, VERSION, stands))
        kept = every(self.store, self.rulebook).values()
        self._tables = [*map(_Table, kept), _Table(standing)]

    def strays(self, only: str = "") -> Iterator[Stray]:
        """Find every kept row that is not what the log says, of all cases or of one."""
        self._agenda = self._running()
        numbers = [only] if only else self.store.cases()
        for start in range(0, len(numbers), AT_ONCE):
            yield from self._of_some(numbers[start : start + AT_ONCE])
            self.cases = min(start + AT_ONCE, len(numbers))
            self.moved(self.cases)
        if not only:
            yield from self._of_none(set(numbers))

    def _of_some(self, numbers: Sequence[str]) -> Iterator[Stray]:
        histories: dict[str, Sequence[Recorded]] = {}
        for number in numbers:
            try:
                histories[number] = self.store.events(number)
            except HistoryBroken as broken:
                says = message("{key} cannot be folded: {why}", key=number, why=str(broken))
                yield Stray(Disagreement.UNREADABLE, "", number, says)
        for table in self._tables:
            yield from table.held(histories)
        for number, events in histories.items():
            yield from self._of_agenda(number, events)
            yield from first_answers.of_events(self.store, events)

    def _of_none(self, known: set[str]) -> Iterator[Stray]:
        """Find what is kept of no case at all, and tables that know more than the log."""
        known |= set(self.store.cases())  # some may have been opened meanwhile
        position = self.store.position()
        for name, reached, _ in self.store.views():
            if reached > position:
                says = message(
                    "it has read up to {at}, the log ends at {end}", at=reached, end=position
                )
                yield Stray(Disagreement.AHEAD, name, "", says)
        counts = {name: count for name, _, count in self.store.views()}
        for table in self._tables:
            yield from table.added(known, counts.get(table.kept.projection.table, 0))
        for number in sorted(self._agenda.keys() - known):
            says = message("there is no case {key}, and it has a row", key=number)
            yield Stray(Disagreement.ADDED, AGENDA, number, says)
        yield from first_answers.of_refusals(self.store)

    # ------------------------------------------------------------ the agenda

    def _running(self) -> dict[str, dict[str, datetime]]:
        found: dict[str, dict[str, datetime]] = {}
        for item in self.store.agenda():
            found.setdefault(item.case, {})[item.deadline] = item.due_at
        return found

    def _of_agenda(self, number: str, events: Sequence[Recorded]) -> Iterator[Stray]:
        kept, told = self._agenda.get(number, {}), _told(events)
        if kept == told:
            return
        kept, events = self._running().get(number, {}), self.store.events(number)
        told = _told(events)  # both again: somebody may have gone on with the case meanwhile
        for name in dict.fromkeys((*told, *kept)):
            if kept.get(name) != told.get(name):
                yield _of_deadline(f"{number} {name}", kept.get(name), told.get(name))


def _as_row(row: object) -> Row:
    return row if isinstance(row, Mapping) else {}


def _differing(kept: Row, told: Row) -> list[str]:
    names = dict.fromkeys((*told, *kept))
    return [name for name in names if kept.get(name) != told.get(name)]


def _told(events: Sequence[Recorded]) -> dict[str, datetime]:
    changes = agenda_changes(one.event for one in events)
    return {name: due_at for name, due_at in changes.items() if due_at is not None}


def _of_deadline(key: str, kept: datetime | None, told: datetime | None) -> Stray:
    if kept is None:
        says = message("{key} is due at {due} and is not on it", key=key, due=told and Until(told))
        return Stray(Disagreement.MISSING, AGENDA, key, says)
    if told is None:
        says = message("{key} does not run, and is on it", key=key)
        return Stray(Disagreement.ADDED, AGENDA, key, says)
    says = message(
        "{key} is due at {due}, and on it at {kept}", key=key, due=Until(told), kept=Until(kept)
    )
    return Stray(Disagreement.ALTERED, AGENDA, key, says)
