"""A paper filled in from a case: sheets with cells, tables and boxes, ready for the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ...workflow.language import Label
from ...workflow.procedure import Procedure
from ..trail_words import Names
from . import paper as declared
from .cells import Cell, actor, person, told
from .record import Record, Struck
from .signing import Box, boxes


@dataclass(frozen=True, slots=True)
class Filled:
    """A field with what stands in it."""

    field: declared.Field
    cell: Cell


@dataclass(frozen=True, slots=True)
class FieldRows:
    """A block of fields, laid out two in a row, a wide one alone."""

    title: Label | None
    rows: tuple[tuple[Filled, ...], ...]
    kind: str = "fields"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its rows; `empty` is how many lines to write on are left."""

    title: Label | None
    columns: tuple[declared.Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sums: tuple[Cell, ...]
    empty: int
    kind: str = "lines"


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip of signatures."""

    boxes: tuple[Box, ...]
    kind: str = "signatures"


@dataclass(frozen=True, slots=True)
class Remark:
    """A counter-entry as the foot of the sheet tells it: which entry, when, by whom, why."""

    version: int
    at: datetime
    by: object
    approved_by: object | None
    reason: str


@dataclass(frozen=True, slots=True)
class Late:
    """An entry on the sheet that was written down later than it happened."""

    version: int
    what: Label
    occurred_at: datetime
    recorded_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper, filled as far as the case goes, in one of its copies."""

    number: Cell
    copy: Label | None
    parts: tuple[FieldRows | Table | Strip, ...]
    marks: dict[int, int]
    corrections: tuple[Remark, ...]
    late: tuple[Late, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How complete a paper is: fields and tables filled, places signed, each of how many."""

    filled: int = 0
    fields: int = 0
    signed: int = 0
    places: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as it is printed: its sheets, of which case, as of when."""

    paper: declared.Paper
    record: Record
    sheets: tuple[Sheet, ...]
    as_of: datetime
    clauses: tuple[str, ...] = field(default=())

    @property
    def page(self) -> Procedure:
        """The page that the case is pinned to."""
        return self.record.page


def fill(paper: declared.Paper, record: Record, as_of: datetime) -> Document:
    """Fill a paper in from a case."""
    sheets = tuple(
        _sheet(paper, one, copy) for one in paper.sheets(record) for copy in paper.copies or (None,)
    )
    return Document(paper, record, sheets, as_of, _clauses(paper, sheets))


def count(paper: declared.Paper, record: Record) -> Count:
    """Count what is filled in and signed on a paper's newest sheet."""
    sheet = _sheet(paper, paper.sheets(record)[-1], None)
    cells = [one for part in sheet.parts if isinstance(part, FieldRows) for one in _cells(part)]
    tables = [part for part in sheet.parts if isinstance(part, Table)]
    signing = [one for part in sheet.parts if isinstance(part, Strip) for one in part.boxes]
    return Count(
        sum(map(told, cells)) + sum(bool(one.rows) for one in tables),
        len(cells) + len(tables),
        sum(one.signed is not None for one in signing),
        len(signing),
    )


def _sheet(paper: declared.Paper, record: Record, copy: Label | None) -> Sheet:
    parts = tuple(_part(one, record) for one in paper.parts)
    number = paper.number.read(record) if paper.number else ()
    cells = [number, *(cell for part in parts for cell in _cells(part))]
    struck = _struck(cells)
    return Sheet(
        number,
        copy,
        parts,
        {version: mark for mark, version in enumerate(struck, 1)},
        tuple(_correction(record, one) for one in struck.values()),
        tuple(_late(record, cells)),
    )


def _part(part: declared.Part, record: Record) -> FieldRows | Table | Strip:
    match part:
        case declared.Fields(each, title):
            known = [one for one in each if one.source.is_known(record)]
            filled = [Filled(one, one.source.read(record)) for one in known]
            return FieldRows(title, tuple(_laid_out(filled)))
        case declared.Lines():
            return _table(part, record)
    return Strip(tuple(box for one in part.places for box in boxes(record, one)))


def _laid_out(filled: Iterable[Filled]) -> Iterator[tuple[Filled, ...]]:
    """Put two fields in a row; a wide one, or one that is left over, has a row of its own."""
    waiting: list[Filled] = []
    for one in filled:
        if one.field.wide:
            yield from ((left,) for left in waiting)
            waiting = []
            yield (one,)
            continue
        waiting.append(one)
        if len(waiting) == 2:
            yield tuple(waiting)
            waiting = []
    yield from ((left,) for left in waiting)


def _table(lines: declared.Lines, record: Record) -> Table:
    columns = tuple(one for one in lines.columns if one.source.is_known(record))
    rows = tuple(tuple(one.source.read(row) for one in columns) for row in lines.rows(record))
    sums = lines.sums or {}
    cells = tuple(sums[c.label.en].read(record) if c.label.en in sums else () for c in columns)
    return Table(lines.title, columns, rows, cells if sums else (), max(lines.least - len(rows), 0))


def _cells(part: FieldRows | Table | Strip) -> Iterator[Cell]:
    match part:
        case FieldRows(_, rows):
            yield from (one.cell for row in rows for one in row)
        case Table(_, _, rows, sums):
            yield from (cell for row in (*rows, sums) for cell in row)
        case Strip():
            return


def _clauses(paper: declared.Paper, sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """Give the clauses of the paper, then those of its signatures, each once."""
    strips = (part for sheet in sheets for part in sheet.parts if isinstance(part, Strip))
    signing = (clause for strip in strips for box in strip.boxes for clause in box.clauses)
    return tuple(dict.fromkeys((*paper.clauses, *signing)))


# ---------------------------------------------------------------- corrections, late entries


def _struck(cells: Iterable[Cell]) -> dict[int, Struck]:
    """Give the counter-entries whose struck words stand on the sheet, by version, in order."""
    found = (struck for cell in cells for one in cell for struck, _ in one.struck)
    return {one.version: one for one in sorted(found, key=lambda one: one.version)}


def _correction(record: Record, struck: Struck) -> Remark:
    event = struck.by
    return Remark(
        version=struck.entry,
        at=event.recorded_at,
        by=actor(record, event),
        approved_by=person(record, struck.approved_by) if struck.approved_by else None,
        reason=event.reason,
    )


def _late(record: Record, cells: Iterable[Cell]) -> Iterator[Late]:
    """Tell which entries on the sheet came late to paper."""
    found = (one.entry for cell in cells for one in cell if one.entry and one.entry.is_late)
    for version, entry in sorted({one.version: one for one in found}.items()):
        event, names = entry.event, Names(record.page)
        label = names.step(event.step) if event.step else names.event(event.name)
        yield Late(version, label, event.occurred_at, event.recorded_at, event.reason)
