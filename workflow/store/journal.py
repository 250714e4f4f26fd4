"""Changes to plain dictionaries that can be taken back together: a transaction in memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Journal:
    """Remember how to undo each change, and undo all of them when the block raises."""

    def __init__(self) -> None:
        self._undo: list[Callable[[], object]] = []

    def put(self, table: dict[K, V], key: K, value: V) -> None:
        """Set a row."""
        self._remember(table, key)
        table[key] = value

    def drop(self, table: dict[K, V], key: K) -> None:
        """Remove a row if there is one."""
        self._remember(table, key)
        table.pop(key, None)

    def on_undo(self, undo: Callable[[], object]) -> None:
        """Add a way to undo something that is no row of a table."""
        self._undo.append(undo)

    def _remember(self, table: dict[K, V], key: K) -> None:
        if key in table:
            self._undo.append(partial(table.__setitem__, key, table[key]))
        else:
            self._undo.append(partial(table.pop, key, None))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if raised is not None:
            for undo in reversed(self._undo):
                undo()
