"""An opening that cannot write: what SQLite asks before it prepares a statement.

A file that is opened with `mode=ro` is not written either; this refuses already to prepare
whatever would write, attach another file or change how the file is kept.
"""

from __future__ import annotations

import sqlite3

LEFT_BEHIND = (
    "a write-ahead log lies beside it, which can be read only where one may write; copy the "
    "store with its -wal file to such a place, or close all that uses it and copy it again"
)
READS = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_TRANSACTION,
    }
)
ASKS = frozenset({"integrity_check", "journal_mode"})


def made_reading(connection: sqlite3.Connection) -> None:
    """Let a connection do nothing but read, from now on."""
    # SQLite makes the table of this function when it is first used, as if it were a new one.
    connection.execute("SELECT 1 FROM json_each('[]')").fetchone()
    connection.set_authorizer(_only_reading)
    connection.execute("SELECT 1 FROM sqlite_master").fetchone()


def _only_reading(
    action: int, first: str | None, second: str | None, _: str | None, __: str | None
) -> int:
    """Allow what reads, and the pragmas that ask."""
    if action == sqlite3.SQLITE_PRAGMA:
        asks = first in ASKS and (second is None or first == "integrity_check")
        return sqlite3.SQLITE_OK if asks else sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in READS else sqlite3.SQLITE_DENY
