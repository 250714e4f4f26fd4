"""Kept tables in the file of the store, each with a position of its own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress

from ..errors import HistoryBroken
from .sqlite_file import SQLiteFile
from .stored import row_text
from .view import Row

_POSITION = "SELECT coalesce(max(position), 0) FROM views WHERE name = ?"
_ROWS = (
    "SELECT key, row FROM view_rows WHERE view = (SELECT id FROM views WHERE name = ?) ORDER BY key"
)
_KEYS = "SELECT key FROM view_rows WHERE view = (SELECT id FROM views WHERE name = ?) ORDER BY key"
_GET = (
    "SELECT key, row FROM view_rows WHERE view = (SELECT id FROM views WHERE name = ?) "
    "AND key IN (SELECT value FROM json_each(?))"
)
# One statement reads one state of the file: a first row without a key says that the position
# is the one asked for.
_GET_AT = f"SELECT NULL, NULL WHERE ({_POSITION}) = ? UNION ALL {_GET}"
_LIST = (
    "SELECT name, position, (SELECT count(*) FROM view_rows WHERE view = id) FROM views "
    "ORDER BY name"
)
_MOVE = (
    "INSERT INTO views (name, position) VALUES (?, ?) "
    "ON CONFLICT (name) DO UPDATE SET position = excluded.position RETURNING id"
)
_PUT = "INSERT INTO view_rows VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET row = excluded.row"
_DELETE = "DELETE FROM view_rows WHERE view = ? AND key = ?"


class SQLiteView:
    """A View in the file of the store."""

    def __init__(self, file: SQLiteFile, name: str) -> None:
        self._file = file
        self._name = name

    @property
    def position(self) -> int:
        """The position up to which the rows are true; 0 when nothing was read."""
        [(position,)] = self._file.rows(_POSITION, self._name)
        return int(position)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """All rows in the order of their keys."""
        return self.snapshot()[1]

    def keys(self) -> Sequence[str]:
        """The keys of all rows in order, without reading any."""
        return [key for (key,) in self._file.rows(_KEYS, self._name)]

    def snapshot(self) -> tuple[int, Iterator[tuple[str, Row]]]:
        """The position and all rows as they stood together at one instant."""
        with ExitStack() as reading:
            cursor = reading.enter_context(self._file.snapshot())
            (position,) = cursor.execute(_POSITION, (self._name,)).fetchone()
            found = cursor.execute(_ROWS, (self._name,))
            return position, _streamed(reading.pop_all(), found)

    def get(self, keys: Sequence[str]) -> dict[str, Row]:
        """The rows of these keys that exist."""
        rows = self._file.rows(_GET, self._name, json.dumps(list(keys)))
        return {key: _row(key, text) for key, text in rows}

    def get_at(self, position: int, keys: Sequence[str]) -> dict[str, Row] | None:
        """The rows of these keys as they are true to a position; None if it has moved."""
        asked = (self._name, position, self._name, json.dumps(list(keys)))
        rows = self._file.rows(_GET_AT, *asked)
        if not rows or rows[0][0] is not None:
            return None
        return {key: _row(key, text) for key, text in rows[1:]}

    def advance(self, found: int, position: int, changes: Mapping[str, Row | None]) -> bool:
        """Write rows (None deletes) and the position in one transaction."""
        gone = [key for key, row in changes.items() if row is None]
        texts = [(key, row_text(row)) for key, row in changes.items() if row is not None]
        with self._file.transaction(commit=True) as c:
            cursor = c.sqlite_cursor
            if cursor.execute(_POSITION, (self._name,)).fetchone() != (found,):
                return False
            (view,) = cursor.execute(_MOVE, (self._name, position)).fetchone()
            cursor.executemany(_DELETE, [(view, key) for key in gone])
            cursor.executemany(_PUT, [(view, *text) for text in texts])
        return True


def _row(key: str, text: str) -> Row:
    """Read a kept row; HistoryBroken where somebody has written something else there."""
    with suppress(ValueError):
        row = json.loads(text)
        if isinstance(row, dict):
            return row
    says = f"what is kept of {key} is no row; `huiyin projections rebuild` makes it anew"
    raise HistoryBroken(says)


def _streamed(reading: ExitStack, found: sqlite3.Cursor) -> Iterator[tuple[str, Row]]:
    with reading:
        for key, text in found:
            yield key, _row(key, text)


def swap(cursor: sqlite3.Cursor, built: str, name: str) -> None:
    """Give the name to what was built under another."""
    if built != name:
        drop(cursor, name)
        cursor.execute("UPDATE views SET name = ? WHERE name = ?", (name, built))


def drop(cursor: sqlite3.Cursor, name: str) -> None:
    """Delete a view with its rows."""
    cursor.execute(
        "DELETE FROM view_rows WHERE view = (SELECT id FROM views WHERE name = ?)", (name,)
    )
    cursor.execute("DELETE FROM views WHERE name = ?", (name,))


def listed(file: SQLiteFile) -> list[tuple[str, int, int]]:
    """Name, position and number of rows of every view."""
    return [(name, position, rows) for name, position, rows in file.rows(_LIST)]
