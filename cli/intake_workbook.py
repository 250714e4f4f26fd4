"""The empty sheet for bulk intake as a workbook: choices to pick from, texts that stay texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..workflow.language import message
from .intake_columns import COLUMNS, FURTHER, Column, explained
from .workbook import saved

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from .report import Reader

ROWS, EXPLAINED = message("to fill in"), message("columns")
# Otherwise a telephone number, a code or a list of them is taken for a number or a day.
AS_TEXT = "@"
FORMATS = {"date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm", "int": "0", "decimal": "General"}
LONGEST_LIST = 255
LAST_ROW = 20_001
WIDE = 18


def empty(columns: Sequence[Column], reader: Reader) -> bytes:
    """Give the workbook, the same for the same columns byte for byte."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = reader.say(ROWS)
    _lay_out(sheet, [one for one in columns if one.needed != FURTHER], reader)
    _explain(book.create_sheet(reader.say(EXPLAINED)), columns, reader)
    return saved(book)


def _lay_out(sheet: Worksheet, columns: Sequence[Column], reader: Reader) -> None:
    from openpyxl.utils import get_column_letter

    _head(sheet, [reader.say(one.heading) for one in columns])
    for place, one in enumerate(columns, 1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].number_format = FORMATS.get(one.shape, AS_TEXT)
        sheet.column_dimensions[letter].width = WIDE
        _offer(sheet, f"{letter}2:{letter}{LAST_ROW}", [reader.say(label) for label in one.choices])


def _offer(sheet: Worksheet, cells: str, choices: Sequence[str]) -> None:
    """Let a cell be picked from a list, as far as a spreadsheet program can hold it."""
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = ",".join(choices)
    if not choices or len(listed) > LONGEST_LIST or listed.count(",") >= len(choices):
        return
    offered = DataValidation("list", f'"{listed}"', allow_blank=True)
    offered.add(cells)
    sheet.add_data_validation(offered)


def _explain(sheet: Worksheet, columns: Sequence[Column], reader: Reader) -> None:
    _head(sheet, [reader.say(title) for title in COLUMNS.values()])
    for one in columns:
        sheet.append([reader.text(value) for value in explained(one).values()])


def _head(sheet: Worksheet, headings: Sequence[str]) -> None:
    from openpyxl.styles import Font

    sheet.append(list(headings))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
