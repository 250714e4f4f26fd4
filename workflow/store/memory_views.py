"""Kept tables in memory; their rows are kept as JSON text, as a database keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import RLock

from .stored import row_text
from .view import Row


@dataclass(slots=True)
class Table:
    """The rows of a view by key, and the position up to which they are true."""

    position: int = 0
    rows: dict[str, str] = field(default_factory=dict)


class MemoryView:
    """A View in the memory of this process."""

    def __init__(self, tables: dict[str, Table], name: str, lock: RLock) -> None:
        self._tables = tables
        self._name = name
        self._lock = lock

    @property
    def position(self) -> int:
        """The position up to which the rows are true; 0 when nothing was read."""
        with self._lock:
            return self._table().position

    def rows(self) -> Iterator[tuple[str, Row]]:
        """All rows in the order of their keys."""
        return self.snapshot()[1]

    def keys(self) -> Sequence[str]:
        """The keys of all rows in order, without reading any."""
        with self._lock:
            return sorted(self._table().rows)

    def snapshot(self) -> tuple[int, Iterator[tuple[str, Row]]]:
        """The position and all rows as they stood together at one instant."""
        with self._lock:
            table = self._table()
            rows = sorted(table.rows.items())
            return table.position, ((key, json.loads(text)) for key, text in rows)

    def get(self, keys: Sequence[str]) -> dict[str, Row]:
        """The rows of these keys that exist."""
        with self._lock:
            rows = self._table().rows
            return {key: json.loads(rows[key]) for key in keys if key in rows}

    def get_at(self, position: int, keys: Sequence[str]) -> dict[str, Row] | None:
        """The rows of these keys as they are true to a position; None if it has moved."""
        with self._lock:
            return self.get(keys) if self._table().position == position else None

    def advance(self, found: int, position: int, changes: Mapping[str, Row | None]) -> bool:
        """Write rows (None deletes) and the position in one transaction."""
        texts = {key: None if row is None else row_text(row) for key, row in changes.items()}
        with self._lock:
            if self._table().position != found:
                return False
            table = self._tables.setdefault(self._name, Table())
            for key, text in texts.items():
                if text is None:
                    table.rows.pop(key, None)
                else:
                    table.rows[key] = text
            table.position = position
            return True

    def _table(self) -> Table:
        return self._tables.get(self._name) or Table()
