"""Read a spreadsheet row by row, each cell as the text that a person would write in a form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from ..workflow.errors import Misconfigured
from .spreadsheet_row import Row

CSV = (".csv", ".txt", ".tsv")
WORKBOOK = (".xlsx", ".xlsm")


def rows_of(path: Path, sheet: str = "") -> Iterator[Row]:
    """Read the rows of a CSV file, or those of a workbook's first sheet or the one named.

    Raises Misconfigured for a file that is neither, and click.BadParameter where it cannot be
    opened.
    """
    ending = path.suffix.lower()
    try:
        if ending in WORKBOOK:
            from .spreadsheet_xlsx import rows

            yield from rows(path, sheet)
            return
        if ending not in CSV:
            listed = ", ".join((*WORKBOOK, *CSV))
            raise Misconfigured(f"{path}: save it as one of {listed}")
        if sheet:
            raise click.UsageError("--sheet is for workbooks; a CSV file is one sheet")
        from .spreadsheet_csv import rows as lines

        yield from lines(path)
    except OSError as error:
        raise click.BadParameter(f"{path}: {error.strerror or error}") from None
