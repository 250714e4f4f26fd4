"""A report as a page to read in a browser or to print: everything in one file, and no script."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..projections.page import Cell, Page, Section, html
from ..workflow.language import Label, message
from .report import Measure, Named, Reader, Report, Table

TITLES = {
    "case": Label("案件", "case"),
    "due": Label("到期清单", "due list"),
    "forms": Label("表单", "forms"),
    "history": Label("办理经过", "history of a case"),
    "intake": Label("表格录入", "intake"),
    "next": Label("下一步可办", "possible next"),
    "outcome": Label("办理结果", "what came of it"),
    "procedure": Label("程序", "procedure"),
    "procedures": Label("程序目录", "procedures"),
    "reports": Label("报表目录", "reports"),
    "tick": Label("逾期记录", "deadlines that lapsed"),
    "trail": Label("审计追踪", "audit trail"),
    "why": Label("能否办理及理由", "reasons for and against"),
    "why-due": Label("期限的算法", "deadlines as sums"),
}


def webpage(report: Report, reader: Reader) -> bytes:
    """Lay out a report as HTML in UTF-8."""
    facts = ((reader.say(title), reader.text(value)) for title, value in report.facts.values())
    page = Page(
        language=reader.language.code,
        title=reader.say(report.title or TITLES.get(report.kind, report.kind)),
        facts=[fact for fact in facts if fact[1]],
        sections=[_section(table, reader) for table in report.tables],
        notes=[reader.say(note) for note in report.notes],
        foot=_read_until(report, reader),
    )
    return html(page).encode("utf-8", "backslashreplace")


def _read_until(report: Report, reader: Reader) -> str:
    """Say how far the log was read for a register, and as of when it was asked."""
    position, at = report.data.get("position"), report.data.get("at")
    if position is None:
        return ""
    if at is None:
        return reader.say(message("read up to log position {position}", position=position))
    says = "as of {at}, read up to log position {position}"
    return reader.say(message(says, at=at, position=position))


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
