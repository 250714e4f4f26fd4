"""The tables of a store in SQLite, and which files are stores of this version.

The shape of the tables has a number, which stands in a table as well, so that it survives a
dump and its restoration.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from time import monotonic, sleep

from ..errors import Misconfigured, StoreMissing, StoreUnavailable
from . import sql_leaves
from .sqlite_errors import is_busy
from .sqlite_file import Snapshot, SQLiteFile

VERSION = 2
OLDEST_SQLITE = (3, 37)
KEPT_FOR_EVER = ("stored_events", "attempts", "leaves")

TABLES = (
    "CREATE TABLE huiyin_store (schema_number INTEGER NOT NULL) STRICT",
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
    """CREATE TABLE leaves (
        i INTEGER PRIMARY KEY, position INTEGER UNIQUE, attempt INTEGER UNIQUE,
        hash BLOB NOT NULL,
        CHECK ((position IS NULL) <> (attempt IS NULL))) STRICT""",
    """CREATE TABLE views (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, position INTEGER NOT NULL) STRICT""",
    """CREATE TABLE view_rows (
        view INTEGER, key TEXT, row TEXT NOT NULL,
        PRIMARY KEY (view, key)) STRICT, WITHOUT ROWID""",
)
TRIGGERS = tuple(
    f"""CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} are kept as they were written'); END"""
    for table in KEPT_FOR_EVER
    for verb in ("update", "delete")
)
SCHEMA = (*TABLES, *TRIGGERS)


def prepare(file: SQLiteFile, *, create: bool) -> None:
    """Make sure that the file is a store of this version, making an empty one into it.

    Raises StoreUnavailable for a file that is something else, or newer.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise Misconfigured(f"SQLite {sqlite3.sqlite_version} is too old: 3.37 is needed")
    if Path(file.path).is_dir():
        raise StoreUnavailable(f"{file.path}: this is a folder, not a file")
    made = _made(file)
    if not made and (file.read_only or not create):
        raise StoreMissing(file.path)
    if made == VERSION and file.read_only:
        return
    if file.read_only:
        raise StoreUnavailable(
            f"{file.path}: an older huiyin made this store (schema {made}, now {VERSION}); "
            "open it for writing once, such as with `huiyin store init`"
        )
    _log_ahead(file)
    if not made:
        _make(file)
    elif made < VERSION:
        _bring_up_to_date(file)


def _made(file: SQLiteFile) -> int:
    """Give the number of the schema of a store; 0 for a file that is empty."""
    tables = {name for (name,) in file.rows("SELECT name FROM sqlite_master")}
    if not tables:
        return 0
    if "huiyin_store" not in tables:
        raise StoreUnavailable(f"{file.path}: this SQLite database is no store of huiyin")
    [(version,)] = file.rows("SELECT coalesce(max(schema_number), 0) FROM huiyin_store")
    if version > VERSION:
        raise StoreUnavailable(
            f"{file.path}: a newer huiyin made this store (schema {version}, known: {VERSION})"
        )
    return int(version)


def _make(file: SQLiteFile) -> None:
    with file.transaction(commit=True) as c:
        cursor = c.sqlite_cursor
        if cursor.execute("SELECT 1 FROM sqlite_master").fetchone():
            return  # another process was faster
        for statement in SCHEMA:
            cursor.execute(statement)
        cursor.execute("INSERT INTO huiyin_store VALUES (?)", (VERSION,))


def _bring_up_to_date(file: SQLiteFile) -> None:
    """Give a store of schema 1 its ledger, with leaves for all that is there."""
    with file.transaction(commit=True) as c:
        cursor = c.sqlite_cursor
        (found,) = cursor.execute("SELECT max(schema_number) FROM huiyin_store").fetchone()
        if found == VERSION:
            return  # another process was faster
        for statement in SCHEMA:
            if " leaves" in statement:
                cursor.execute(statement)
        sql_leaves.plant(Snapshot(cursor.connection).rows, cursor)
        cursor.execute("INSERT INTO huiyin_store VALUES (?)", (VERSION,))


def _log_ahead(file: SQLiteFile) -> None:
    """Switch to write-ahead logging, which SQLite refuses at once while others do the same."""
    deadline = monotonic() + file.wait
    while not _logs_ahead(file, patient=monotonic() < deadline):
        sleep(0.01)


def _logs_ahead(file: SQLiteFile, *, patient: bool) -> bool:
    try:
        [(mode,)] = file.rows("PRAGMA journal_mode=WAL")
    except StoreUnavailable as refused:
        if patient and is_busy(refused):
            return False
        raise
    if mode != "wal":
        raise StoreUnavailable(f"{file.path}: this drive cannot keep a write-ahead log")
    return True
