"""What is made of the log and kept in the store: tables of rows that can be made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

Row = Mapping[str, object]


class View(Protocol):
    """A kept table of JSON rows by key, with the log position that it has read up to."""

    @property
    def position(self) -> int:
        """The position up to which the rows are true; 0 when nothing was read."""
        ...

    def rows(self) -> Iterator[tuple[str, Row]]:
        """All rows in the order of their keys."""
        ...

    def keys(self) -> Sequence[str]:
        """The keys of all rows in order, without reading any."""
        ...

    def snapshot(self) -> tuple[int, Iterator[tuple[str, Row]]]:
        """The position and all rows as they stood together at one instant."""
        ...

    def get(self, keys: Sequence[str]) -> dict[str, Row]:
        """The rows of these keys that exist."""
        ...

    def get_at(self, position: int, keys: Sequence[str]) -> dict[str, Row] | None:
        """The rows of these keys as they are true to a position; None if it has moved."""
        ...

    def advance(self, found: int, position: int, changes: Mapping[str, Row | None]) -> bool:
        """Write rows (None deletes) and the position in one transaction.

        Does nothing and says False if the position is no longer `found`: another process
        was faster.
        """
        ...
