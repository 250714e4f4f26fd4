"""A row of a spreadsheet, whichever kind of file it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..workflow.language import Message


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
