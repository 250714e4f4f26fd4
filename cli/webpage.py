"""A report as a page to read in a browser or to print: everything in one file, and no script."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..projections.page import Cell, Page, Section, html
from .report import Measure, Named, Reader, Report, Table


def webpage(report: Report, reader: Reader) -> bytes:
    """Lay out a report as HTML in UTF-8."""
    facts = ((reader.say(title), reader.text(value)) for title, value in report.facts.values())
    page = Page(
        language=reader.language.code,
        title=reader.say(report.title) or report.kind,
        facts=[fact for fact in facts if fact[1]],
        sections=[_section(table, reader) for table in report.tables],
        notes=[reader.say(note) for note in report.notes],
    )
    return html(page).encode("utf-8", "backslashreplace")


def _section(table: Table, reader: Reader) -> Section:
    return Section(
        name=table.name,
        title=reader.say(table.title),
        columns=[reader.say(title) for title in table.columns.values()],
        rows=list(_rows(table, reader)),
        notes=[reader.say(note) for note in table.notes],
    )


def _rows(table: Table, reader: Reader) -> Iterator[list[Cell]]:
    for row in table.rows:
        yield [
            Cell(reader.text(row.get(key)), counts=_counts(row.get(key))) for key in table.columns
        ]


def _counts(value: object) -> bool:
    if isinstance(value, Named):
        return _counts(value.code)
    return isinstance(value, int | Decimal | Measure) and not isinstance(value, bool)
