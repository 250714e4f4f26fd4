"""Registers across all kinds of cases: a line is a deadline, a promise or a signature.

A case that is parked has a line too, of which nothing is known but its number and the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from ...workflow.calendars import SHANGHAI
from ...workflow.language import Label
from ...workflow.procedure import Procedure
from ...workflow.rulebook import Rulebook
from ...workflow.store import Row, Store
from ..columns import Coded, Column, Kind, Reading, Value
from ..register import Register, Source, why_parked

T = TypeVar("T")
WIDTHS: Mapping[Kind, int] = {"choice": 14, "instant": 16, "due": 16, "number": 8, "list": 28}


@dataclass(frozen=True, slots=True)
class Across(Generic[T]):
    """A register across kinds on paper: its name, its title, its columns, where its lines are.

    `short` names the columns that a terminal has room for.
    """

    name: str
    label: Label
    columns: tuple[Column[T | None], ...]
    source: Callable[[Store, Rulebook], Source[T | None]]
    short: tuple[str, ...]

    def open(
        self, store: Store, rulebook: Rulebook, zone: ZoneInfo = SHANGHAI
    ) -> Register[T | None]:
        """Open the register on a store."""
        return Register(self.columns, self.source(store, rulebook), zone)


def known(
    name: str, zh: str, of: Callable[[T], Value], kind: Kind = "text", *, en: str = ""
) -> Column[T | None]:
    """Write down a column that is empty where nothing is known of a case."""

    def value(line: Reading[T | None]) -> Value:
        return None if line.row is None else of(line.row)

    return Column(name, Label.of(zh, en or name), value, kind, WIDTHS.get(kind, 12))


def no() -> Column[T | None]:
    """Write down the number of the case."""
    return Column("no", Label("编号", "no."), lambda line: line.key, width=15)


def parked() -> Column[T | None]:
    """Write down why nothing is known of a case."""
    label = Label("停登原因", "parked")
    return Column("parked", label, lambda line: line.parked or None, width=20)


def readings(case: str, row: Row, lines: Iterable[T], now: datetime) -> Iterator[Reading[T | None]]:
    """Read the lines of a case; a parked one without any has one line to say so."""
    why, found = why_parked(row), False
    for line in lines:
        found = True
        yield Reading(case, line, now, why)
    if why and not found:
        yield Reading(case, None, now, why)


def procedure(page: Procedure) -> Coded:
    """Name a procedure."""
    return Coded(page.name, page.label)


def state(page: Procedure, code: str) -> Coded:
    """Name a state of a procedure."""
    found = page.states.get(code)
    return Coded.of(code, found.label if found else None)
