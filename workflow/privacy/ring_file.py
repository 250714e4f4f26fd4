"""The SQLite file of a keyring: its tables, and that nothing stays behind of what was destroyed.

What is deleted is overwritten, temporary tables stay in memory, and there is no write-ahead
log: SQLite's journal of a transaction is gone when the transaction is over.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any
from urllib.parse import quote

from ..errors import StoreUnavailable

Row = tuple[Any, ...]  # what SQL gives is known to the asker alone

VERSION = 1
SCHEMA = (
    "CREATE TABLE huiyin_keyring (schema_number INTEGER NOT NULL) STRICT",
    "CREATE TABLE secret (generation INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT",
    """CREATE TABLE subjects (
        number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL, since TEXT NOT NULL) STRICT""",
    """CREATE TABLE keys (
        subject INTEGER PRIMARY KEY, generation INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT""",
    """CREATE TABLE identities (
        digest BLOB PRIMARY KEY, subject INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE cases (
        case_number TEXT PRIMARY KEY, subject INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX cases_of ON cases (subject, case_number)",
    """CREATE TABLE accesses (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
        cases TEXT NOT NULL, why TEXT NOT NULL, chained BLOB NOT NULL) STRICT""",
    """CREATE TRIGGER accesses_no_update BEFORE UPDATE ON accesses
        BEGIN SELECT RAISE(ABORT, 'accesses are kept as they were written'); END""",
    """CREATE TRIGGER accesses_no_delete BEFORE DELETE ON accesses
        BEGIN SELECT RAISE(ABORT, 'accesses are kept as they were written'); END""",
    """CREATE TRIGGER erased_stay_erased BEFORE UPDATE ON subjects WHEN old.state = 'erased'
        BEGIN SELECT RAISE(ABORT, 'whoever is erased stays erased'); END""",
    """CREATE TRIGGER subjects_no_delete BEFORE DELETE ON subjects
        BEGIN SELECT RAISE(ABORT, 'a tombstone stays'); END""",
)
PRAGMAS = (
    "synchronous=EXTRA",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "recursive_triggers=ON",
)


class RingFile:
    """One connection to the file of a keyring, which threads use in turn."""

    def __init__(self, path: str, *, read_only: bool, wait: float) -> None:
        self.path = path
        self._turn = RLock()
        self._process = os.getpid()
        self._connection: sqlite3.Connection | None = None
        with self._said():
            self._connection = _connected(path, "ro" if read_only else "rw", wait)

    @contextmanager
    def transaction(self) -> Generator[sqlite3.Cursor]:
        """Write in one transaction, which is on the disk when the block is over, or nothing."""
        with self._turn, self._said():
            connection = self._usable()
            cursor = connection.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                connection.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise

    def rows(self, query: str, *values: object) -> list[Row]:
        """Ask for rows."""
        with self._turn, self._said():
            return self._usable().execute(query, values).fetchall()

    def shred(self) -> None:
        """Write the whole file anew: pages keep bytes of what once stood on them."""
        with self._turn, self._said():
            self._usable().execute("VACUUM")

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _usable(self) -> sqlite3.Connection:
        if self._connection is None:
            raise StoreUnavailable(f"{self.path}: the keyring is closed")
        if self._process != os.getpid():
            raise StoreUnavailable(f"{self.path}: open the keyring behind the fork, not before it")
        return self._connection

    @contextmanager
    def _said(self) -> Generator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreUnavailable(f"{self.path}: {' '.join(str(error).split())}") from error


def touch(path: Path) -> None:
    """Make an empty file that nobody else may read, unless there is one."""
    try:
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise StoreUnavailable(f"{path}: {error.strerror}") from error


def made(file: RingFile) -> bool:
    """Say whether the file is a keyring already; StoreUnavailable for anything else."""
    tables = {name for (name,) in file.rows("SELECT name FROM sqlite_master")}
    if not tables:
        return False
    if "huiyin_keyring" not in tables:
        raise StoreUnavailable(f"{file.path}: this SQLite database is no keyring of huiyin")
    [(version,)] = file.rows("SELECT coalesce(max(schema_number), 0) FROM huiyin_keyring")
    if version > VERSION:
        raise StoreUnavailable(
            f"{file.path}: a newer huiyin made this keyring (schema {version}, known: {VERSION})"
        )
    return True


def _connected(path: str, mode: str, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(Path(path).absolute()))}?mode={mode}",
        uri=True,
        timeout=wait,
        isolation_level=None,
        check_same_thread=False,  # threads take turns
    )
    try:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
