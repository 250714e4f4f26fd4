"""Read a spreadsheet row by row, each cell as the text that a person would write in a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ..workflow.errors import Misconfigured

if TYPE_CHECKING:
    from ..workflow.language import Message

CSV = (".csv", ".txt", ".tsv")
WORKBOOK = (".xlsx", ".xlsm")


class Row(NamedTuple):
    """A row by the number that a spreadsheet program shows, with its cells from the left.

    `faults` are the cells, by their place, that hold nothing one may rely on.
    """

    number: int
    cells: Sequence[str]
    faults: Mapping[int, Message]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cells) and not self.faults


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
