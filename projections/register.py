"""A register: a projection with columns, to be read now or as of any time.

What is kept are facts; what depends on the time of reading is worked out when it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar, cast
from zoneinfo import ZoneInfo

from ..workflow.calendars import SHANGHAI
from ..workflow.store import Row
from .columns import Column, Heading, Reading, Value
from .kept import Kept
from .where import chosen, tests

R = TypeVar("R")
K = TypeVar("K", bound=Mapping[str, object])
Line = dict[str, Value]


class Source(Protocol[R]):
    """Where the lines of a register come from: a log position, and the rows as they are then.

    `at` and `position` ask for an earlier time; `now` is when the register is read.
    """

    def __call__(
        self, now: datetime, at: datetime | None, position: int | None
    ) -> tuple[int, Iterator[Reading[R]]]: ...


@dataclass(frozen=True, slots=True)
class Page:
    """What a register says: the log position it is true for, its columns, and a line a row."""

    position: int
    columns: Sequence[Heading]
    lines: Iterator[Line]


class Register(Generic[R]):
    """Lines in columns; those of cases come in the order of their numbers.

    A case whose events could not be applied has a line too, with the reason as `parked`.
    """

    def __init__(
        self, columns: Sequence[Column[R]], source: Source[R], zone: ZoneInfo = SHANGHAI
    ) -> None:
        self.columns: Mapping[str, Column[R]] = {one.name: one for one in columns}
        self.zone = zone
        self._source = source

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
    ) -> Page:
        """Give the same lines with their columns and the log position they are true for."""
        wanted = chosen(self.columns, columns)
        asked = tests(self.columns, where, self.zone, at or now)
        true_for, readings = self._source(now, at, position)
        lines = (
            {one.name: one.value(reading) for one in wanted}
            for reading in readings
            if all(test(column.value(reading)) for column, test in asked)
        )
        return Page(true_for, wanted, lines)


def of_kept(kept: Kept[K], empty: Callable[[], K]) -> Source[K]:
    """Read the rows of a projection; `empty` stands in for the facts of a parked case."""

    def source(
        now: datetime, at: datetime | None, position: int | None
    ) -> tuple[int, Iterator[Reading[K]]]:
        table = kept.as_asked(at, position)
        return table.position, (_reading(key, row, at or now, empty) for key, row in table.rows)

    return source


def why_parked(row: Row) -> str:
    """Say why the rows of a case wait; empty where they do not."""
    parked = row.get("parked")
    return str(parked["reason"]) if isinstance(parked, Mapping) else ""


def _reading(key: str, row: Row, now: datetime, empty: Callable[[], K]) -> Reading[K]:
    why = why_parked(row)
    return Reading(key, cast("K", {**empty(), **row} if why else row), now, why)
