"""Kept tables of rows in a table, each with a position of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress

from ..errors import HistoryBroken
from .sql import Base, Writing
from .sql import Row as Found
from .stored import row_text
from .view import Row

_POSITION = "SELECT coalesce(max(position), 0) FROM views WHERE name = ?"
_OF_VIEW = "FROM view_rows WHERE view = (SELECT id FROM views WHERE name = ?)"
_ROWS = f'SELECT key, "row" {_OF_VIEW} ORDER BY key'
_KEYS = f"SELECT key {_OF_VIEW} ORDER BY key"
_GET = f'SELECT key, "row" {_OF_VIEW} AND key IN ({{each}})'
# One statement reads one state of the tables: a first row without a key says that the position
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
_PUT = (
    "INSERT INTO view_rows VALUES (?, ?, ?) "
    'ON CONFLICT (view, key) DO UPDATE SET "row" = excluded."row"'
)
_DELETE = "DELETE FROM view_rows WHERE view = ? AND key = ?"


class SQLView:
    """A View in the tables of a store."""

    def __init__(self, base: Base, name: str) -> None:
        self._base = base
        self._name = name

    @property
    def position(self) -> int:
        """The position up to which the rows are true; 0 when nothing was read."""
        [(position,)] = self._base.rows(_POSITION, self._name)
        return int(position)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """All rows in the order of their keys."""
        return self.snapshot()[1]

    def keys(self) -> Sequence[str]:
        """The keys of all rows in order, without reading any."""
        return [key for (key,) in self._base.rows(_KEYS, self._name)]

    def snapshot(self) -> tuple[int, Iterator[tuple[str, Row]]]:
        """The position and all rows as they stood together at one instant."""
        with ExitStack() as reading:
            snapshot = reading.enter_context(self._base.snapshot())
            [(position,)] = snapshot.rows(_POSITION, self._name)
            found = snapshot.rows(_ROWS, self._name)
            return position, _streamed(reading.pop_all(), found)

    def get(self, keys: Sequence[str]) -> dict[str, Row]:
        """The rows of these keys that exist."""
        rows = self._base.rows(
            _GET.format(each=self._base.each), self._name, json.dumps(list(keys))
        )
        return {key: _row(key, text) for key, text in rows}

    def get_at(self, position: int, keys: Sequence[str]) -> dict[str, Row] | None:
        """The rows of these keys as they are true to a position; None if it has moved."""
        asked = (self._name, position, self._name, json.dumps(list(keys)))
        rows = self._base.rows(_GET_AT.format(each=self._base.each), *asked)
        if not rows or rows[0][0] is not None:
            return None
        return {key: _row(key, text) for key, text in rows[1:]}

    def advance(self, found: int, position: int, changes: Mapping[str, Row | None]) -> bool:
        """Write rows (None deletes) and the position in one transaction."""
        gone = [key for key, row in changes.items() if row is None]
        texts = [(key, row_text(row)) for key, row in changes.items() if row is not None]
        with self._base.writing(turn(self._name)) as writing:
            if writing.execute(_POSITION, (self._name,)).fetchone() != (found,):
                return False
            (view,) = writing.execute(_MOVE, (self._name, position)).fetchone()
            writing.executemany(_DELETE, [(view, key) for key in gone])
            writing.executemany(_PUT, [(view, *text) for text in texts])
        return True


def _row(key: str, text: str) -> Row:
    """Read a kept row; HistoryBroken where somebody has written something else there."""
    with suppress(ValueError):
        row = json.loads(text)
        if isinstance(row, dict):
            return row
    says = f"what is kept of {key} is no row; `huiyin projections rebuild` makes it anew"
    raise HistoryBroken(says)


def _streamed(reading: ExitStack, found: Iterator[Found]) -> Iterator[tuple[str, Row]]:
    with reading:
        for key, text in found:
            yield key, _row(key, text)


def turn(name: str) -> str:
    """Name the turn that whoever writes a view takes."""
    return f"view {name}"


def swap(base: Base, built: str, name: str) -> None:
    """Give the name to what was built under another."""
    with base.writing(turn(built), turn(name)) as writing:
        if built != name:
            _drop(writing, name)
            writing.execute("UPDATE views SET name = ? WHERE name = ?", (name, built))


def drop(base: Base, name: str) -> None:
    """Delete a view with its rows."""
    with base.writing(turn(name)) as writing:
        _drop(writing, name)


def _drop(writing: Writing, name: str) -> None:
    writing.execute(
        "DELETE FROM view_rows WHERE view = (SELECT id FROM views WHERE name = ?)", (name,)
    )
    writing.execute("DELETE FROM views WHERE name = ?", (name,))


def listed(base: Base) -> list[tuple[str, int, int]]:
    """Name, position and number of rows of every view."""
    return [(name, position, rows) for name, position, rows in base.rows(_LIST)]
