"""The library's recorder on a file, which writes events as well."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from eventsourcing.persistence import StoredEvent

from .rows import StoredRow
from .sql_recorder import SQLRecorder
from .sqlite_file import SQLiteFile

_INSERT = (
    "INSERT INTO stored_events (originator_id, originator_version, topic, state) "
    "VALUES (?, ?, ?, ?)"
)


class SQLiteRecorder(SQLRecorder):
    """Keep the stored events of a file; `datastore` is the library's name for that file."""

    def __init__(self, file: SQLiteFile) -> None:
        super().__init__(file)
        self.datastore = file

    def record(
        self, cursor: sqlite3.Cursor, stored_events: Sequence[StoredEvent]
    ) -> tuple[StoredRow, ...]:
        """Put events at the end of the log, inside the transaction of the cursor."""
        return tuple(_insert(cursor, stored) for stored in stored_events)


def _insert(cursor: sqlite3.Cursor, stored: StoredEvent) -> StoredRow:
    case = str(stored.originator_id)
    values = (case, stored.originator_version, stored.topic, stored.state)
    cursor.execute(_INSERT, values)
    return StoredRow(cursor.lastrowid or 0, *values)
