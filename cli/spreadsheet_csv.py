"""CSV as offices have it: UTF-8, UTF-16 or GB 18030; comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from ..workflow.errors import Misconfigured
from .spreadsheet_row import Row

PIECE = 1 << 18
DELIMITERS = ",;\t"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def rows(path: Path) -> Iterator[Row]:
    """Read the rows of a CSV file."""
    with path.open(encoding=_encoding(path), newline="") as file:
        delimiter = _delimiter(file)
        file.seek(0)
        for number, cells in _records(path, file, delimiter):
            yield Row(number, [cell.strip() for cell in cells], {})


def _records(path: Path, file: TextIO, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        raise Misconfigured(f"{path}, line {reader.line_num}: {error}") from None


def _encoding(path: Path) -> str:
    """Tell how a file is written, by reading it all."""
    with path.open("rb") as file:
        is_utf_16 = file.read(2) in UTF_16
    for encoding in ("utf-16",) if is_utf_16 else ("utf-8-sig", "gb18030"):
        if _is_written_in(path, encoding):
            return encoding
    raise Misconfigured(f"{path} is no CSV file in UTF-8, UTF-16 or GB 18030")


def _is_written_in(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding) as file:
            return all("\0" not in piece for piece in iter(lambda: file.read(PIECE), ""))
    except UnicodeDecodeError:
        return False


def _delimiter(file: TextIO) -> str:
    """Choose what parts the heading into the most cells."""

    def cells(delimiter: str) -> int:
        file.seek(0)
        reader = csv.reader(file, delimiter=delimiter)
        try:
            return len(next((row for row in reader if any(row)), []))
        except csv.Error:
            return 0

    return max(DELIMITERS, key=cells)
