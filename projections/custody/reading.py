"""Registers whose lines are told from the acts of a case, not one a case."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from ...workflow.calendars import SHANGHAI
from ...workflow.rulebook import Rulebook
from ...workflow.store import Row, Store
from ..columns import Column, Reading, Value
from ..kept import Kept
from ..register import Line, Page, why_parked
from ..where import chosen, tests
from .acts import CustodyRow, custody

Facts = Mapping[str, Value]
Rows = Sequence[tuple[str, CustodyRow]]


@dataclass(frozen=True, slots=True)
class Told(Page):
    """What such a register says, with the facts of its lines, whichever columns were chosen."""

    facts: Sequence[Facts]


class ToldRegister(ABC):
    """A register over custody; whoever makes one says which facts stand in its lines.

    A case whose events could not be applied has a line too, with the reason as `parked`.
    """

    def __init__(
        self,
        store: Store,
        rulebook: Rulebook,
        columns: Sequence[Column[Facts]],
        zone: ZoneInfo = SHANGHAI,
    ) -> None:
        self.rulebook = rulebook
        self.kept = Kept(store, custody(rulebook))
        self.columns: Mapping[str, Column[Facts]] = {one.name: one for one in columns}
        self.zone = zone

    def page(
        self,
        *,
        now: datetime,
        at: datetime | None = None,
        position: int | None = None,
        columns: Sequence[str] = (),
        where: Sequence[str] = (),
        of: str = "",
        person: str = "",
    ) -> Told:
        """Give the lines that are asked for, as it is or as it was, with the log position.

        `of` is a case number, a piece or the number of a paper, `person` somebody on either
        side. An unknown column, operator or value is Misconfigured.
        """
        wanted = chosen(self.columns, columns)
        asked = tests(self.columns, where, self.zone, at or now)
        table = self.kept.as_asked(at, position)
        told = self._told(table.rows, at or now)
        readings = [
            reading
            for reading in (Reading("", facts, now) for facts in told)
            if names(reading.row, "of", of) and names(reading.row, "people", person)
            if all(test(column.value(reading)) for column, test in asked)
        ]
        lines: Iterator[Line] = (
            {one.name: one.value(reading) for one in wanted} for reading in readings
        )
        return Told(table.position, wanted, lines, [reading.row for reading in readings])

    @abstractmethod
    def facts(self, rows: Rows, now: datetime) -> Iterator[Facts]:
        """Give the facts of every line, in order."""

    def _told(self, rows: Iterator[tuple[str, Row]], now: datetime) -> Iterator[Facts]:
        found = list(rows)
        for case, row in found:
            if why := why_parked(row):
                yield {"no": case, "parked": why, "of": (case,), "people": ()}
        yield from self.facts([(c, cast("CustodyRow", r)) for c, r in found if "acts" in r], now)


def names(facts: Facts, what: str, asked: str) -> bool:
    """Say whether a line is about what is asked for; nothing asks for every line."""
    found = facts.get(what)
    return not asked or (isinstance(found, Sequence) and asked in found)


def fact(name: str) -> Callable[[Reading[Facts]], Value]:
    """Give what stands under a name in a line's facts."""
    return lambda reading: reading.row.get(name)
