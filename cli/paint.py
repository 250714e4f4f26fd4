"""Tables for people: plain with correct Chinese widths, or drawn by rich on a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from .report import Reader, Report, Table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as Drawn

GAP = "  "
TOO_MANY_TO_DRAW = 2000


def width(text: str) -> int:
    """Give the columns of a terminal that a text takes: a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(map(_width_of, text))


def _width_of(one: str) -> int:
    if unicodedata.combining(one) or unicodedata.category(one) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(one) in "WF" else 1


def plain(report: Report, reader: Reader) -> Iterator[str]:
    """Write a report as aligned lines, however long; nothing is wrapped or cut."""
    yield from _facts(report, reader)
    for table in report.tables:
        if table.title:
            yield f"\n{reader.say(table.title)}\n"
        yield from _aligned(_cells(table, reader))
    if report.notes and (report.facts or report.tables):
        yield "\n"
    for note in report.notes:
        yield reader.say(note) + "\n"


def _cells(table: Table, reader: Reader) -> list[list[str]]:
    rows = [[reader.say(title) for title in table.columns.values()]]
    rows += [[reader.text(row.get(key)) for key in table.columns] for row in table.rows]
    return rows


def _facts(report: Report, reader: Reader) -> Iterator[str]:
    facts = [(reader.say(title), reader.text(value)) for title, value in report.facts.values()]
    longest = max((width(title) for title, text in facts if text), default=0)
    for title, text in facts:
        if text:
            yield f"{title}{' ' * (longest - width(title))}{GAP}{text}\n"


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    """Align the columns; the first row is the heading."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    yield _line(rows[0], widths)
    yield GAP.join("─" * one for one in widths) + "\n"
    yield from (_line(row, widths) for row in rows[1:])


def _line(row: list[str], widths: list[int]) -> str:
    cells = (cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
    return GAP.join(cells).rstrip() + "\n"


def on_terminal(report: Report, reader: Reader) -> None:
    """Draw a report in colour, as wide as the terminal is."""
    from rich.console import Console

    console = Console(highlight=False)
    click.echo("".join(_facts(report, reader)), nl=False)
    for table in report.tables:
        if table.title:
            console.print(f"\n{reader.say(table.title)}", style="bold", markup=False)
        _draw(console, _cells(table, reader))
    for note in report.notes:
        console.print(reader.say(note), markup=False, style="dim")


def _draw(console: Console, rows: list[list[str]]) -> None:
    if len(rows) > TOO_MANY_TO_DRAW:
        click.echo("".join(_aligned(rows)), nl=False)
        return
    from rich.text import Text

    drawn = _empty(rows[0])
    for row in rows[1:]:
        drawn.add_row(*(Text(cell, style=STYLES.get(cell[:1], "")) for cell in row))
    console.print(drawn)


def _empty(titles: list[str]) -> Drawn:
    from rich import box
    from rich.table import Table as Drawing
    from rich.text import Text

    drawn = Drawing(box=box.SIMPLE_HEAD, header_style="bold")
    for title in titles:
        drawn.add_column(Text(title), overflow="fold")
    return drawn


STYLES = {"✓": "green", "✗": "red", "?": "yellow", "⏰": "red"}
