"""A register: a projection with columns, to be read now or as of any time.

What is kept are facts; what depends on the time of reading is worked out when it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar, cast
from zoneinfo import ZoneInfo

from ..workflow.calendars import SHANGHAI
from ..workflow.store import Row, Store
from .columns import Column, Reading, Value
from .kept import Kept
from .projection import Projection
from .where import chosen, tests

R = TypeVar("R", bound=Mapping[str, object])
Line = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """What a register says: the log position it is true for, its columns, and a line a row."""

    position: int
    columns: Sequence[Column[R]]
    lines: Iterator[Line]


class Register(Generic[R]):
    """The lines of a projection in columns; lines come in the order of their numbers.

    A case whose events could not be applied has a line too, with the reason as `parked`.
    """

    def __init__(
        self,
        store: Store,
        projection: Projection[R],
        columns: Sequence[Column[R]],
        empty: Callable[[], R],
        zone: ZoneInfo = SHANGHAI,
    ) -> None:
        self.kept = Kept(store, projection)
        self.columns: Mapping[str, Column[R]] = {one.name: one for one in columns}
        self.zone = zone
        self._empty = empty

    def rows(
        self,
        *,
        now: datetime,
        at: datetime | None = None,
        position: int | None = None,
        columns: Sequence[str] = (),
        where: Sequence[str] = (),
    ) -> Iterator[Line]:
        """Give the lines, as they are or as they were at an instant or a log position.

        `now` is the time of reading, by which running deadlines are judged; `at` takes its
        place. An unknown column, operator or value is Misconfigured.
        """
        return self.page(now=now, at=at, position=position, columns=columns, where=where).lines

    def page(
        self,
        *,
        now: datetime,
        at: datetime | None = None,
        position: int | None = None,
        columns: Sequence[str] = (),
        where: Sequence[str] = (),
    ) -> Page[R]:
        """Give the same lines with their columns and the log position they are true for."""
        wanted = chosen(self.columns, columns)
        asked = tests(self.columns, where, self.zone)
        is_past = at is not None or position is not None
        table = self.kept.as_of(at, position) if is_past else self.kept.table()
        readings = (self._reading(key, row, at or now) for key, row in table.rows)
        lines = (
            {one.name: one.value(reading) for one in wanted}
            for reading in readings
            if all(test(column.value(reading)) for column, test in asked)
        )
        return Page(table.position, wanted, lines)

    def _reading(self, key: str, row: Row, now: datetime) -> Reading[R]:
        parked = row.get("parked")
        why = str(parked["reason"]) if isinstance(parked, Mapping) else ""
        facts = {**self._empty(), **row} if parked else row
        return Reading(key, cast("R", facts), now, why)
