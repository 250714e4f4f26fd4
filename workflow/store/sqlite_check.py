"""What only the file can tell about its soundness, and the facts for what all stores check."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from ..errors import LedgerBroken
from . import sqlite_attempts, sqlite_leaves
from .check import Facts, damage, holes
from .contract import DueItem
from .registry import Registry
from .sqlite_errors import said
from .sqlite_file import SQLiteFile
from .sqlite_parts import instant_of
from .sqlite_recorder import SQLiteRecorder
from .sqlite_schema import SCHEMA

_STRAYS = (
    "SELECT key FROM answers "
    "WHERE (position IS NULL OR position NOT IN (SELECT notification_id FROM stored_events)) "
    "AND (attempt IS NULL OR attempt NOT IN (SELECT id FROM attempts)) ORDER BY key"
)
_GIVEN_OUT = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?"


def findings(file: SQLiteFile, recorder: SQLiteRecorder, registry: Registry) -> Iterator[str]:
    """Find all damage, in the file and in what it says."""
    with file.snapshot() as cursor:
        try:
            yield from _file_damage(cursor)
            yield from _altered_schema(cursor)
            yield from _missing_rows(cursor, "stored_events", "notification_id", "position")
            yield from _missing_rows(cursor, "attempts", "id", "attempt")
            yield from damage(_facts(cursor, recorder), registry)
        except sqlite3.Error as error:
            yield f"the check cannot go on: {said(error)}"


def _file_damage(cursor: sqlite3.Cursor) -> Iterator[str]:
    for (found,) in cursor.execute("PRAGMA integrity_check").fetchall():
        if found != "ok":
            yield f"the file is damaged: {' '.join(found.split())}"


def _altered_schema(cursor: sqlite3.Cursor) -> Iterator[str]:
    found = {sql for (sql,) in cursor.execute("SELECT sql FROM sqlite_master")}
    for statement in SCHEMA:
        if statement not in found:
            kind, name = re.findall(r"(TABLE|INDEX|TRIGGER) (\w+)", statement)[0]
            yield f"the {kind.lower()} {name} is missing or altered"


def ensure_tables(cursor: sqlite3.Cursor) -> None:
    """Raise LedgerBroken where a table is not the one that keeps what it was given."""
    for finding in _altered_schema(cursor):
        if finding.startswith("the table "):
            raise LedgerBroken(finding)


def _missing_rows(cursor: sqlite3.Cursor, table: str, column: str, called: str) -> Iterator[str]:
    """Say where a row was: a transaction that SQLite rolls back leaves no hole."""
    (last,) = cursor.execute(_GIVEN_OUT, (table,)).fetchone()
    found = cursor.execute(f"SELECT {column} FROM {table} ORDER BY 1")  # noqa: S608 - ours
    yield from (f"{called} {hole} is missing" for hole in holes((n for (n,) in found), last))


def _facts(cursor: sqlite3.Cursor, recorder: SQLiteRecorder) -> Facts:
    agenda = cursor.execute("SELECT due_at, case_number, deadline FROM agenda").fetchall()
    return Facts(
        rows=recorder.all_rows(cursor.connection.cursor()),
        numbers=dict(cursor.execute("SELECT series, last FROM numbers").fetchall()),
        agenda=[DueItem(instant_of(due_at), *place) for due_at, *place in agenda],
        strays=[key for (key,) in cursor.execute(_STRAYS)],
        attempts=sqlite_attempts.read_all(cursor.connection.cursor()),
        views=dict(cursor.execute("SELECT name, position FROM views").fetchall()),
        ledger=sqlite_leaves.evidence(cursor, -1),
    )
