"""A projection on a store: caught up when it is read, rebuilt beside, asked as of any time.

A page of events becomes rows and position in one transaction, which `View.advance` takes
back when another process was faster; so any number of processes may catch up at once, and
one that is killed leaves rows that are true for their position.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import RLock
from typing import Generic, NamedTuple, TypeVar
from uuid import uuid4

from ..workflow.errors import StoreUnavailable
from ..workflow.events import Recorded
from ..workflow.store import Row, Store, Unreadable, View
from ..workflow.store.memory_views import MemoryView
from .projection import PARKED, Folding, Park, Projection, Rows, parks_in, with_parks

R = TypeVar("R", bound=Mapping[str, object])
PAGE = 1000
Told = Callable[[int], None]


def _to_nobody(position: int) -> None:
    """Tell nobody how far it has come."""


@dataclass(frozen=True, slots=True)
class Status:
    """How far a projection has read, how many rows it keeps, and which cases are parked."""

    name: str
    version: int
    position: int
    behind: int
    rows: int
    parked: Mapping[str, Park]


class Table(NamedTuple):
    """Rows in the order of their keys, and the log position for which they are true.

    The rows of a parked case carry `parked`. What is sealed where the rows are kept is open here.
    """

    position: int
    rows: Iterator[tuple[str, Row]]


class Kept(Generic[R]):
    """A projection with its rows in a store."""

    def __init__(self, store: Store, projection: Projection[R]) -> None:
        self.store = store
        self.projection = projection

    def catch_up(self, told: Told = _to_nobody) -> int:
        """Read on to the end of the log and give the position reached."""
        return self._read_on(self.store.view(self.projection.table), told)

    def table(self) -> Table:
        """Catch up and give every row.

        Where nothing may be written, the newest events are folded in memory.
        """
        view = self.store.view(self.projection.table)
        try:
            self._read_on(view, _to_nobody)
        except StoreUnavailable:  # if it cannot be read either, the next line says so
            view = _copy(view)
            self._read_on(view, _to_nobody)
        return self._opened(view)

    def as_of(self, instant: datetime | None = None, position: int | None = None) -> Table:
        """Give the rows of what was recorded up to an instant, up to a position, or both.

        A position names the same rows for ever. An instant does once nothing more is
        recorded for it: `at` may go back between cases.
        """

        def counts(recorded: Recorded) -> bool:
            return instant is None or recorded.event.recorded_at <= instant

        view = _empty()
        self._read_on(view, _to_nobody, counts, position)
        return self._opened(view)

    def as_asked(self, instant: datetime | None, position: int | None) -> Table:
        """Give the rows as of the time that is asked for, or as they are if none is."""
        is_past = instant is not None or position is not None
        return self.as_of(instant, position) if is_past else self.table()

    def rebuild(self, told: Told = _to_nobody) -> int:
        """Build the rows anew beside the live ones, take their place at once, give the position.

        Tables of earlier versions go.
        """
        table = self.projection.table
        built = f"{table}.new.{uuid4().hex}"  # two that rebuild at once do not meet
        position = self._read_on(self.store.view(built), told)
        self.store.swap_view(built, table)
        for name, _, _ in self.store.views():
            if self._is_older(name) or name.startswith(f"{table}.new"):
                self.store.drop_view(name)
        return position

    def of(self, history: Sequence[Recorded]) -> Rows:
        """Give the rows that some events make, folded by themselves."""
        return Folding.page(self.projection, history, lambda _: {}).changes()

    def status(self) -> Status:
        """Say how the kept rows stand, without reading on."""
        one = self.projection
        found = {name: (position, rows) for name, position, rows in self.store.views()}
        position, rows = found.get(one.table, (0, 0))
        parked = self.store.view(one.table).get([PARKED])
        behind = max(0, self.store.position() - position)
        waiting = parks_in(parked.get(PARKED))
        return Status(one.name, one.version, position, behind, rows - len(parked), waiting)

    def _opened(self, view: View) -> Table:
        position, rows = view.snapshot()
        words = self.store.opening().words
        return Table(position, ((key, words(row)) for key, row in with_parks(rows)))

    def _is_older(self, table: str) -> bool:
        name, _, version = table.partition("@")
        number = int(version) if version.isdecimal() else self.projection.version
        return name == self.projection.name and number < self.projection.version

    def _read_on(
        self,
        view: View,
        told: Told,
        counts: Callable[[Recorded], bool] | None = None,
        until: int | None = None,
    ) -> int:
        while True:
            found = view.position
            page, trouble = self._page(found, until)
            if not page and trouble is None:
                return found
            end = trouble.position if trouble else page[-1].position
            self._advance(view, found, end, list(filter(counts, page)) if counts else page, trouble)
            told(end)

    def _page(self, after: int, until: int | None) -> tuple[Sequence[Recorded], Unreadable | None]:
        """Give the next events up to a position, or the one that cannot be read."""
        try:
            page = self.store.read(after, PAGE)
        except Unreadable as trouble:
            return (), trouble if until is None or trouble.position <= until else None
        if until is not None and page and page[-1].position > until:
            page = [one for one in page if one.position <= until]
        return page, None

    def _advance(
        self,
        view: View,
        found: int,
        end: int,
        page: Sequence[Recorded],
        trouble: Unreadable | None,
    ) -> None:
        def look(keys: Sequence[str]) -> dict[str, Row]:
            if (rows := view.get_at(found, keys)) is None:
                raise _Moved
            return rows

        try:
            folding = Folding.page(self.projection, page, look)
            if trouble:
                folding.park(trouble, str(trouble), ())
            try:
                view.advance(found, end, folding.changes())
            except (TypeError, ValueError):  # a row that JSON cannot say
                folding = Folding.one_by_one(self.projection, page, look)
                view.advance(found, end, folding.changes())
        except _Moved:
            return  # another process was faster: read on from where it is now


class _Moved(Exception):
    """The rows are no longer those of the position that was found."""


def _empty() -> View:
    return MemoryView({}, "rows", RLock())


def _copy(view: View) -> View:
    position, rows = view.snapshot()
    copy = _empty()
    copy.advance(0, position, dict(rows))
    return copy
