"""A paper as it is declared: its title and clauses, fields, tables, places to sign.

    RECEIPT = Paper(
        "receipt",
        Label("收条", "receipt"),
        ("S000-ch10-4a",),
        of=("repair/jewellery",),
        parts=(
            Fields(field("日期", "date", written("received_on", "PieceReceived"))),
            Signatures(place("receive-piece", "经手人", "taken in by")),
        ),
    )

The page of the case says which roles sign, in which capacities and before which step; the
paper says only where on it they do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...workflow.case import Case
from ...workflow.language import Label
from .record import Record
from .sources import Source, number

Rows = Callable[[Record], Sequence[Record]]


@dataclass(frozen=True, slots=True)
class Field:
    """A blank of the paper with its label; `wide` takes a line of its own, `tall` some height."""

    label: Label
    source: Source
    wide: bool = False
    tall: bool = False


def field(zh: str, en: str, source: Source, *, wide: bool = False, tall: bool = False) -> Field:
    """Declare a field."""
    return Field(Label(zh, en), source, wide or tall, tall)


@dataclass(frozen=True, slots=True)
class Fields:
    """A block of fields under a title of its own, if it has one."""

    each: tuple[Field, ...]
    title: Label | None = None


def fields(*each: Field, title: Label | None = None) -> Fields:
    """Declare a block of fields."""
    return Fields(each, title)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `style` is count for figures, which stand to the right, or narrow."""

    label: Label
    source: Source
    style: str = ""


def column(zh: str, en: str, source: Source, *, style: str = "") -> Column:
    """Declare a column."""
    return Column(Label(zh, en), source, style)


NUMBERS = column("序号", "no.", number(), style="narrow")


@dataclass(frozen=True, slots=True)
class Lines:
    """A table: where its rows come from, its columns, and how many lines it has at least."""

    rows: Rows
    columns: tuple[Column, ...]
    title: Label | None = None
    least: int = 4
    sums: Mapping[str, Source] | None = None


def lines(
    rows: Rows,
    *columns: Column,
    title: Label | None = None,
    least: int = 4,
    sums: Mapping[str, Source] | None = None,
) -> Lines:
    """Declare a table; `sums` fills a last line, by the English labels of its columns."""
    return Lines(rows, columns, title, least, sums)


@dataclass(frozen=True, slots=True)
class Place:
    """A place to sign: by which step, whichever of several it was, or by hand alone."""

    steps: tuple[str, ...] = ()
    label: Label | None = None


def place(step: str, zh: str = "", en: str = "", *, or_by: Sequence[str] = ()) -> Place:
    """Declare the place of a step, by its own name or under another; one for each capacity."""
    return Place((step, *or_by), Label(zh, en) if zh else None)


def by_hand(zh: str, en: str) -> Place:
    """Declare a place that is signed on paper alone."""
    return Place((), Label(zh, en))


@dataclass(frozen=True, slots=True)
class Signatures:
    """The strip of signatures."""

    places: tuple[Place, ...]


def signatures(*places: Place) -> Signatures:
    """Declare the strip of signatures."""
    return Signatures(places)


Part = Fields | Lines | Signatures


def whole(record: Record) -> Sequence[Record]:
    """Fill one sheet from the whole case."""
    return (record,)


def any_case(case: Case) -> bool:
    """Say that every case of the procedures can fill the paper."""
    return True


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that the documents name, with the procedures whose cases fill it.

    `sheets` splits a case into several sheets, `copies` prints each as often, `number` is its
    own number where it has one, `fits` says which of the cases can fill it.
    """

    name: str
    title: Label
    clauses: tuple[str, ...]
    of: tuple[str, ...]
    parts: tuple[Part, ...]
    number: Source | None = None
    copies: tuple[Label, ...] = ()
    sheets: Rows = whole
    fits: Callable[[Case], bool] = any_case

    def sources(self) -> Iterator[Source]:
        """Give every source of the paper."""
        for one in self.parts:
            if isinstance(one, Fields):
                yield from (each.source for each in one.each)
            elif isinstance(one, Lines):
                yield from (each.source for each in one.columns)
                yield from (one.sums or {}).values()

    def places(self) -> Iterator[Place]:
        """Give every place to sign."""
        for one in self.parts:
            if isinstance(one, Signatures):
                yield from one.places
