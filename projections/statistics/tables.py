"""A report as a value: its head, and tables whose cells are counts, rates, times and names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from ...workflow.language import Label, Message, Until
from .figures import Rate
from .periods import Period

Says: TypeAlias = Label | Message | str


class Called(NamedTuple):
    """A code with its name for people."""

    code: str
    says: Says


Value: TypeAlias = (
    str | int | Decimal | Label | Message | Called | Rate | timedelta | datetime | Until | None
)
Row: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Chart:
    """How a table is drawn: `bars` and `groups` draw counts, `rates` bars of a rate and `rate`
    its line against the target.

    `label` is the column that names a mark, `figures` are the columns that are drawn.
    """

    draws: str
    label: str
    figures: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titled columns; notes say what is counted, and by which clause."""

    name: str
    title: Label
    columns: Mapping[str, Label]
    rows: Sequence[Row]
    notes: Sequence[Message] = ()
    charts: Sequence[Chart] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """What a report is, who gives it to whom how often, and who signs it."""

    name: str
    title: Label
    cycle: str
    clauses: tuple[str, ...]
    addressee: Label
    signer: Label | None = None
    proposes: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report for a period, true for a position of the log and as of an instant."""

    heading: Heading
    period: Period
    position: int
    as_of: datetime
    tables: Sequence[Table]
    notes: Sequence[Message] = ()
