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
from typing import cast

from pydantic import JsonValue

from ...workflow.case import Case
from ...workflow.language import Label
from .record import Entry, Line, Record
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


# ---------------------------------------------------------------- rows of tables, and sheets


def each(*events: str) -> Rows:
    """Give a row or a sheet for each of these entries."""

    def rows(record: Record) -> Sequence[Record]:
        return [record.only([one], n) for n, one in enumerate(record.named(*events), 1)]

    return rows


def rounds(*starts: str) -> Rows:
    """Give a row or a sheet for each round: from one of these entries up to the next."""

    def rows(record: Record) -> Sequence[Record]:
        return [record.only(one, n) for n, one in enumerate(_rounds(record, starts), 1)]

    return rows


def _rounds(record: Record, starts: tuple[str, ...]) -> list[list[Entry]]:
    found: list[list[Entry]] = []
    for one in record.entries:
        if one.event.name in starts:
            found.append([])
        if found:
            found[-1].append(one)
    return found


def up_to(*ends: str, rest: str = "") -> Rows:
    """Give a sheet for each stretch that ends with one of these entries.

    What has come since is a sheet of its own where an entry called `rest` is among it.
    """

    def rows(record: Record) -> Sequence[Record]:
        stretches: list[list[Entry]] = [[]]
        for one in record.entries:
            stretches[-1].append(one)
            if one.event.name in ends:
                stretches.append([])
        if not any(one.event.name == rest for one in stretches[-1]):
            stretches.pop()
        return [record.only(one, n) for n, one in enumerate(stretches, 1)]

    return rows


def numbered(first: str, *later: str) -> Rows:
    """Give a row for each entry, with those that name it by its number in their blank `row`."""

    def rows(record: Record) -> Sequence[Record]:
        return [
            record.only(
                [one, *(e for e in record.named(*later) if e.event.form.get("row") == n)], n
            )
            for n, one in enumerate(record.named(first), 1)
        ]

    return rows


def listed(blank: str, *events: str) -> Rows:
    """Give a row for each line of the list last written in a blank, struck lines first."""

    def rows(record: Record) -> Sequence[Record]:
        entry = record.last(*events)
        parts = record.blank(blank, *events)
        if entry is None or parts is None:
            return ()
        held = _lines(entry.event.form.get(blank))
        found = [
            Line(parts.parts, words, entry, struck)
            for struck in entry.struck.get(blank, ())
            for words in _lines(struck.was)
            if words not in held
        ]
        found += [Line(parts.parts, words, entry) for words in held]
        return [record.at_line(one, n) for n, one in enumerate(found, 1)]

    return rows


def _lines(value: JsonValue) -> list[Mapping[str, JsonValue]]:
    """Read a list in a blank; a word alone is a line with one part that has no name."""
    return [
        cast("Mapping[str, JsonValue]", one) if isinstance(one, Mapping) else {"": one}
        for one in (value if isinstance(value, list) else [])
    ]


def one_by_one(*sources: Rows) -> Rows:
    """Give the rows of several sources, those of the first one first."""

    def rows(record: Record) -> Sequence[Record]:
        return [row for one in sources for row in one(record)]

    return rows


def or_empty(rows: Rows) -> Rows:
    """Give at least one sheet, empty where there is nothing to fill it with."""

    def sheets(record: Record) -> Sequence[Record]:
        return rows(record) or (record.only(()),)

    return sheets
