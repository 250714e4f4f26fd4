"""A report as a workbook: a sheet a table, whose cells a spreadsheet can count with.

Instants are real datetimes on the office's clock and numbers are numbers; a text stays a text,
whatever it begins with. The same report is the same file, byte for byte.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from ..workflow.language import Until, message
from .paint import width
from .report import Measure, Named, Reader, Report, Table, begins_a_formula

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.worksheet import Worksheet

    Value = str | int | Decimal | datetime | Measure | None

FACTS = message("summary")
A4 = 9  # as the format numbers papers
NARROWEST, WIDEST = 8, 60
LONGEST_TEXT, LONGEST_TITLE = 32767, 31
TIME = "yyyy-mm-dd hh:mm"
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FIRST_YEAR, LAST_YEAR = 1900, 9999  # what a spreadsheet knows as a date
WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
GREY = "E8E8E8"
NEVER = (1980, 1, 1, 0, 0, 0)


def workbook(report: Report, reader: Reader) -> bytes:
    """Give a report as an xlsx file."""
    from openpyxl import Workbook

    book, titles = Workbook(), Titles()
    book.remove(book.worksheets[0])
    if report.facts or report.notes or not report.tables:
        _sheet(book, titles.of(reader.say(FACTS)), _facts(report, reader), is_headed=False)
    for table in report.tables:
        title = titles.of(reader.say(table.title) or table.name)
        rows = [_headings(table, reader), *_rows(table, reader)]
        _sheet(book, title, rows, is_headed=True)
        for line in ([], *([reader.say(note)] for note in table.notes)):
            book[title].append(line)
    return saved(book)


def _facts(report: Report, reader: Reader) -> list[list[Value]]:
    facts: list[list[Value]] = [
        [reader.say(title), number(value, reader)] for title, value in report.facts.values()
    ]
    notes: list[list[Value]] = [[None, reader.say(note)] for note in report.notes]
    return [*facts, *notes]


def _headings(table: Table, reader: Reader) -> list[Value]:
    return [reader.say(title) for title in table.columns.values()]


def _rows(table: Table, reader: Reader) -> Iterator[list[Value]]:
    return ([number(row.get(key), reader) for key in table.columns] for row in table.rows)


def number(value: object, reader: Reader) -> Value:
    """Give a value as a spreadsheet counts with it; what it cannot count stays a text."""
    match value:
        case Measure():
            return value
        case Named(int() | Decimal() as code, _) if not isinstance(code, bool):
            return code
        case Named(_, says):
            return number(says, reader)
        case Until(at) | (datetime() as at):
            local = at.astimezone(reader.zone).replace(tzinfo=None)
            return local if FIRST_YEAR <= local.year <= LAST_YEAR else reader.exact(value)
        case int() | Decimal() if not isinstance(value, bool):
            return value
    return reader.exact(value) or None


class Titles:
    """Names of sheets: short, without the signs that a spreadsheet forbids, each only once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, wanted: str) -> str:
        """Give the name that comes closest."""
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", wanted)[:LONGEST_TITLE].strip(" '") or "-"
        title, again = plain, 1
        while title.casefold() in self._taken:
            again += 1
            mark = f" ({again})"
            title = plain[: LONGEST_TITLE - len(mark)] + mark
        self._taken.add(title.casefold())
        return title


def _sheet(book: Workbook, title: str, rows: Sequence[Sequence[Value]], *, is_headed: bool) -> None:
    from openpyxl.cell import Cell

    sheet: Worksheet = book.create_sheet(title)
    for place, row in enumerate(rows, 1):
        cells = [
            None if value is None else _fill(Cell(sheet, place, column), value)
            for column, value in enumerate(row, 1)
        ]
        _embolden(cells if is_headed and place == 1 else cells[: not is_headed])
        sheet.append(cells)
    _lay_out(sheet, rows, is_headed=is_headed)


def _embolden(cells: Sequence[Cell | None]) -> None:
    from openpyxl.styles import Font, PatternFill

    for cell in filter(None, cells):
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=GREY)


def _lay_out(sheet: Worksheet, rows: Sequence[Sequence[Value]], *, is_headed: bool) -> None:
    """Set the widths, the frozen heading, the paper."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for place, wide in enumerate(_widths(rows if is_headed else [row[:2] for row in rows]), 1):
        sheet.column_dimensions[get_column_letter(place)].width = wide
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if is_headed:
        last = get_column_letter(max(1, len(rows[0])))
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        sheet.auto_filter.ref = f"A1:{last}{len(rows)}"


def _widths(rows: Iterable[Sequence[Value]]) -> list[int]:
    widest: list[int] = []
    for row in rows:
        widest += [NARROWEST] * (len(row) - len(widest))
        for place, value in enumerate(row):
            widest[place] = max(widest[place], _width(value))
    return [min(one + 2, WIDEST) for one in widest]


def _width(value: Value) -> int:
    match value:
        case None:
            return 0
        case datetime():
            return len(TIME)
        case Measure():
            return width(str(value.says))
    return max(map(width, str(value).splitlines()), default=0)


def _fill(cell: Cell, value: Value) -> Cell:
    cell.alignment = _at_the_top(wraps=isinstance(value, str) and _width(value) > WIDEST)
    match value:
        case str():
            _write(cell, value)
        case Measure():
            cell.value, cell.number_format = value.number, value.form
        case datetime():
            cell.value, cell.number_format = value, TIME
        case _:
            cell.value = value
    return cell


@cache
def _at_the_top(*, wraps: bool) -> Alignment:
    from openpyxl.styles import Alignment

    return Alignment(vertical="top", wrap_text=wraps)


def _write(cell: Cell, text: str) -> None:
    """Write a text as a text, also where it begins like a formula."""
    plain = text.encode("utf-8", "backslashreplace").decode()
    plain = ILLEGAL.sub(lambda sign: ascii(sign[0])[1:-1], plain)
    cell.value = plain if len(plain) <= LONGEST_TEXT else plain[: LONGEST_TEXT - 1] + "…"
    cell.data_type = "s"
    if begins_a_formula(plain):
        cell.quotePrefix = True


def saved(book: Workbook) -> bytes:
    """Save a workbook without the time at which it is saved."""
    timed, whole = io.BytesIO(), io.BytesIO()
    book.save(timed)
    with zipfile.ZipFile(timed) as parts, zipfile.ZipFile(whole, "w") as kept:
        for name in parts.namelist():
            part = WRITTEN.sub(rb"\g<1>1980-01-01T00:00:00Z", parts.read(name))
            kept.writestr(zipfile.ZipInfo(name, NEVER), part, zipfile.ZIP_DEFLATED)
    return whole.getvalue()
