"""What the stores that speak SQL have in common: how a base is asked, and how it is written to.

Statements that are the same for all of them stand in the modules `sql_…`: with `?` for a value
and with the bare names of tables. A base says them in its own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, Self

Row = tuple[Any, ...]  # what SQL gives is known to the asker alone
Rows = list[Row]

# Asks for rows one by one, any number of questions beside each other.
Ask = Callable[..., Iterator[Row]]

NO_END = 2**63 - 1

# Whose turn it is to write: the log has one writer at a time, and so has each view.
LOG = "log"

READING = (
    "open for reading only, so nothing was recorded; what only reads is possible, such as show, "
    "history, register, trail, due, verify, prove and export"
)


class Writing(Protocol):
    """A transaction that writes: all that is executed in it happens, or nothing."""

    def execute(self, query: str, values: Sequence[Any] = ..., /) -> Self:
        """Run a statement."""
        ...

    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Run a statement for each row of values."""
        ...

    def fetchone(self) -> Any:
        """Give the next row of what was executed."""
        ...


class Snapshot(Protocol):
    """A base as it stood at one instant."""

    def rows(self, query: str, *values: object) -> Iterator[Row]:
        """Ask for rows one by one, beside other questions."""
        ...


class Base(Protocol):
    """Where tables are kept, and the transactions on them."""

    each: str
    """How the texts of one JSON list are read as rows."""

    def rows(self, query: str, *values: object) -> Rows:
        """Ask for rows outside of a transaction."""
        ...

    def writing(self, *turns: str) -> AbstractContextManager[Writing]:
        """Run a block as one transaction, alone with whatever takes turns under these names."""
        ...

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """Read everything as it stands now for as long as the block takes."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...
