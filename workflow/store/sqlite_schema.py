"""The tables of a store in SQLite, and which files are stores of this version.

The file says itself what it is: `application_id` marks it as ours, `user_version` counts the
shapes that its tables have had.
"""

from __future__ import annotations

import sqlite3
from time import monotonic, sleep

from ..errors import Misconfigured, StoreUnavailable
from .sqlite_errors import is_busy
from .sqlite_file import SQLiteFile

APPLICATION = 0x68757969
VERSION = 1
OLDEST_SQLITE = (3, 37)
KEPT_FOR_EVER = ("stored_events", "attempts")

TABLES = (
    """CREATE TABLE stored_events (
        notification_id INTEGER PRIMARY KEY AUTOINCREMENT,
        originator_id TEXT NOT NULL,
        originator_version INTEGER NOT NULL CHECK (originator_version > 0),
        topic TEXT NOT NULL,
        state BLOB NOT NULL,
        UNIQUE (originator_id, originator_version)) STRICT""",
    """CREATE UNIQUE INDEX cases ON stored_events (originator_id)
        WHERE originator_version = 1""",
    """CREATE TABLE numbers (
        series TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE answers (
        key TEXT PRIMARY KEY, digest TEXT NOT NULL, answer TEXT NOT NULL,
        position INTEGER, attempt INTEGER,
        CHECK ((position IS NULL) <> (attempt IS NULL))) STRICT, WITHOUT ROWID""",
    """CREATE TABLE agenda (
        case_number TEXT, deadline TEXT, due_at INTEGER NOT NULL,
        PRIMARY KEY (case_number, deadline)) STRICT, WITHOUT ROWID""",
    """CREATE INDEX agenda_by_due ON agenda (due_at, case_number, deadline)""",
    """CREATE TABLE attempts (
        id INTEGER PRIMARY KEY AUTOINCREMENT, after INTEGER NOT NULL,
        case_number TEXT NOT NULL, procedure TEXT NOT NULL, step TEXT NOT NULL,
        person TEXT NOT NULL, role TEXT NOT NULL, department TEXT NOT NULL,
        at TEXT NOT NULL, kind TEXT NOT NULL, clauses TEXT NOT NULL, says TEXT NOT NULL,
        asked TEXT NOT NULL, key TEXT NOT NULL) STRICT""",
    """CREATE TABLE views (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, position INTEGER NOT NULL) STRICT""",
    """CREATE TABLE view_rows (
        view INTEGER, key TEXT, row TEXT NOT NULL,
        PRIMARY KEY (view, key)) STRICT, WITHOUT ROWID""",
)
TRIGGERS = {
    f"{table}_no_{verb}": f"""CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} are kept as they were written'); END"""
    for table in KEPT_FOR_EVER
    for verb in ("update", "delete")
}


def prepare(file: SQLiteFile, *, create: bool) -> None:
    """Make sure that the file is a store of this version, making an empty one into it.

    Raises StoreUnavailable for a file that is something else, or newer.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise Misconfigured(f"SQLite {sqlite3.sqlite_version} is too old: 3.37 is needed")
    if _is_ready(file):
        return
    if not create or file.read_only:
        raise StoreUnavailable(f"{file.path}: there is no store in this file yet")
    _log_ahead(file)
    with file.transaction(commit=True) as c:
        cursor = c.sqlite_cursor
        if not _is_made(file.path, cursor):  # another process may have been faster
            _make(cursor)


def _is_ready(file: SQLiteFile) -> bool:
    with file.transaction(commit=False) as c:
        return _is_made(file.path, c.sqlite_cursor)


def _is_made(path: str, cursor: sqlite3.Cursor) -> bool:
    (application,) = cursor.execute("PRAGMA application_id").fetchone()
    (version,) = cursor.execute("PRAGMA user_version").fetchone()
    (tables,) = cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if (application, version, tables) == (0, 0, 0):
        return False
    if application != APPLICATION:
        raise StoreUnavailable(f"{path}: this SQLite database is no store of huiyin")
    if version > VERSION:
        raise StoreUnavailable(
            f"{path}: a newer huiyin made this store (schema {version}, known here: {VERSION})"
        )
    return True


def _make(cursor: sqlite3.Cursor) -> None:
    for statement in (*TABLES, *TRIGGERS.values()):
        cursor.execute(statement)
    cursor.execute(f"PRAGMA application_id = {APPLICATION}")
    cursor.execute(f"PRAGMA user_version = {VERSION}")


def _log_ahead(file: SQLiteFile) -> None:
    """Switch to write-ahead logging, which SQLite refuses at once while others do the same."""
    deadline = monotonic() + file.wait
    while True:
        try:
            [(mode,)] = file.rows("PRAGMA journal_mode=WAL")
            break
        except StoreUnavailable as refused:
            if monotonic() > deadline or not is_busy(refused):
                raise
            sleep(0.01)
    if mode != "wal":
        raise StoreUnavailable(f"{file.path}: this drive cannot keep a write-ahead log")
