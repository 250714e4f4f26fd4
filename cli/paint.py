"""Tables for people: plain with correct Chinese widths, or drawn by rich on a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

import click

from .report import Reader, Report, Table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as Drawn

    from .report import Says

GAP = "  "
NARROW = 16
_WORD = re.compile(r"[!-~]+ *|.", re.DOTALL)
TOO_MANY_TO_DRAW = 2000
MUCH_TOO_WIDE = 1.5


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
    for index, table in enumerate(report.tables):
        if report.facts or table.title or index:
            yield "\n"
        if table.title:
            yield f"{reader.say(table.title)}\n"
        yield from _aligned(_cells(table, reader))
        yield from (f"{reader.say(note)}\n" for note in table.notes)
    if report.notes and (report.facts or report.tables):
        yield "\n"
    for note in report.notes:
        yield reader.say(note) + "\n"


def _cells(table: Table, reader: Reader) -> list[list[str]]:
    rows = [[reader.say(title) for title in table.columns.values()]]
    rows += [[reader.text(row.get(key)) for key in table.columns] for row in table.rows]
    if table.wrap:
        return _wrapped(rows, table.wrap)
    return _fitted(rows, table.fit) if table.fit else rows


def _wrapped(rows: list[list[str]], limit: int) -> list[list[str]]:
    return [["\n".join(wrapped(cell, limit)) for cell in row] for row in rows]


def _fitted(rows: list[list[str]], whole: int) -> list[list[str]]:
    """Wrap the longest cells, no more than it takes to keep the table this narrow."""
    gaps, found = len(GAP) * (len(rows[0]) - 1), rows
    for limit in range(whole // 2, NARROW, -4):
        if _natural(found) + gaps <= whole:
            break
        found = _wrapped(rows, limit)
    return found


def wrapped(text: str, limit: int) -> Iterator[str]:
    """Break lines between words or Chinese characters, so that nothing is lost."""
    for line in text.split("\n"):
        start, taken = "", 0
        for word in _WORD.findall(line):
            if start and taken + width(word.rstrip()) > limit:
                yield start.rstrip()
                start, taken = "  ", 2
            start, taken = start + word, taken + width(word)
        yield start


def _facts(report: Report, reader: Reader) -> Iterator[str]:
    facts = [(reader.say(title), reader.text(value)) for title, value in report.facts.values()]
    longest = max((width(title) for title, text in facts if text), default=0)
    for title, text in facts:
        if text:
            yield f"{title}{' ' * (longest - width(title))}{GAP}{text}\n"


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    """Align the columns; the first row is the heading."""
    tall = [[cell.split("\n") for cell in row] for row in rows]
    widths = [
        max(width(line) for cell in column for line in cell) for column in zip(*tall, strict=True)
    ]
    is_tall = any(len(cell) > 1 for row in tall for cell in row)
    yield from _lines(tall[0], widths)
    yield GAP.join("─" * one for one in widths) + "\n"
    for number, row in enumerate(tall[1:]):
        if is_tall and number:
            yield "\n"
        yield from _lines(row, widths)


def _lines(row: list[list[str]], widths: list[int]) -> Iterator[str]:
    for parts in zip_longest(*row, fillvalue=""):
        cells = (
            part + " " * (wide - width(part)) for part, wide in zip(parts, widths, strict=True)
        )
        yield GAP.join(cells).rstrip() + "\n"


def on_terminal(report: Report, reader: Reader) -> None:
    """Draw a report in colour, as wide as the terminal is."""
    from rich.console import Console

    console = Console(highlight=False)
    click.echo("".join(_facts(report, reader)), nl=False)
    for table in report.tables:
        if table.title:
            console.print(f"\n{reader.say(table.title)}", style="bold", markup=False)
        _draw(console, _cells(table, reader))
        _tell(console, table.notes, reader)
    _tell(console, report.notes, reader)


def _tell(console: Console, notes: Sequence[Says], reader: Reader) -> None:
    for note in notes:
        console.print(reader.say(note), markup=False, style="dim")


def _draw(console: Console, rows: list[list[str]]) -> None:
    from rich.text import Text

    if len(rows) > TOO_MANY_TO_DRAW:
        click.echo("".join(_aligned(rows)), nl=False)
        return
    if _natural(rows) > MUCH_TOO_WIDE * console.width:
        _one_by_one(console, rows)
        return
    drawn = _empty(rows[0], lines=any("\n" in cell for row in rows for cell in row))
    for row in rows[1:]:
        drawn.add_row(*(Text(cell, style=STYLES.get(cell[:1], "")) for cell in row))
    console.print(drawn)


def _natural(rows: list[list[str]]) -> int:
    """Give the width that a table takes when nothing is wrapped."""
    columns = zip(*rows, strict=True)
    return sum(max(width(part) for cell in c for part in cell.split("\n")) for c in columns)


def _one_by_one(console: Console, rows: list[list[str]]) -> None:
    """Print each row as a block of lines, its empty cells left out."""
    from rich.padding import Padding
    from rich.table import Table as Drawing
    from rich.text import Text

    for row in rows[1:]:
        block = Drawing.grid(padding=(0, 2))
        for title, cell in zip(rows[0], row, strict=True):
            if cell:
                block.add_row(Text(title, style="bold"), Text(cell))
        console.print(Padding(block, (1, 0, 0, 0)))


def _empty(titles: list[str], *, lines: bool) -> Drawn:
    from rich import box
    from rich.table import Table as Drawing
    from rich.text import Text

    drawn = Drawing(box=box.SIMPLE_HEAD, header_style="bold", show_lines=lines)
    for title in titles:
        drawn.add_column(Text(title), overflow="fold")
    return drawn


STYLES = {"✓": "green", "✗": "red", "?": "yellow", "⏰": "red"}
