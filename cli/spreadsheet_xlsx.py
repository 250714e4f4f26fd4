"""A sheet of a workbook: its cells as text, numbers without the noise of binary fractions.

A formula is refused and its last result not taken: whether that is still true of the cells
around it, nobody can see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast
from warnings import filterwarnings
from zipfile import BadZipFile

from ..workflow.errors import Misconfigured
from ..workflow.language import message
from .spreadsheet_row import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook

    from ..workflow.language import Message

EXACT = 15  # decimal digits that a spreadsheet program itself holds and shows
NEEDED = "workbooks need openpyxl: pip install 'huiyin[office]', or save the sheet as CSV"
_IN_QUOTES = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


class Cell(Protocol):
    """A cell as openpyxl reads it."""

    @property
    def value(self) -> object: ...

    @property
    def data_type(self) -> str: ...

    @property
    def number_format(self) -> str: ...


def rows(path: Path, sheet: str) -> Iterator[Row]:
    """Read the rows of the first sheet, or of the one named."""
    book = _opened(path)
    try:
        for number, cells in enumerate(_sheet(book, path, sheet), 1):
            faults = {place: says for place, cell in enumerate(cells) if (says := _fault(cell))}
            yield Row(number, [_text(cell) for cell in cells], faults)
    except (BadZipFile, ValueError, SyntaxError) as error:  # found only when it is read
        raise Misconfigured(f"{path} is damaged: {error}") from None
    finally:
        book.close()


def _opened(path: Path) -> Workbook:
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise Misconfigured(NEEDED) from None
    # Of pictures, rules and styles that it does not read, which are no concern of ours.
    filterwarnings("ignore", category=UserWarning, module="openpyxl")
    try:
        return load_workbook(path, read_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise Misconfigured(f"{path} is no workbook: {error}") from None


def _sheet(book: Workbook, path: Path, name: str) -> Iterator[Sequence[Cell]]:
    found = [one for one in book.worksheets if not name or one.title == name]
    if not found:
        listed = ", ".join(one.title for one in book.worksheets) or "none"
        raise Misconfigured(f"{path} has no sheet {name}; it has: {listed}")
    sheet = found[0]
    sheet.reset_dimensions()  # some programs write them wrongly
    return cast("Iterator[Sequence[Cell]]", sheet.iter_rows())


def _fault(cell: Cell) -> Message | None:
    match cell.data_type:
        case "f":
            return message("it holds a formula; put its result there as a value")
        case "e":
            return message("it shows the error {error}", error=cell.value)
    return None


def _text(cell: Cell) -> str:
    match cell.value:
        case None:
            return ""
        case bool(value):
            return "true" if value else "false"
        case float(value):
            return format(Decimal(f"{value:.{EXACT}g}"), "f")
        case datetime() as at:
            return _written(at, cell.number_format)
    return str(cell.value).strip()


def _written(at: datetime, shown_as: str) -> str:
    """Write a day or an instant, whichever of them the cell shows."""
    if "h" not in _IN_QUOTES.sub("", shown_as).lower():
        return at.date().isoformat()
    return at.isoformat(" ", "seconds" if at.second else "minutes")
