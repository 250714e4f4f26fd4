"""A store in one SQLite file, for any number of threads and processes on one machine."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING

from ..events import Recorded
from . import sqlite_attempts, sqlite_leaves, sqlite_views
from .contract import Append, Attempt, DueItem, Kept, Opening
from .mapper import RegistryMapper
from .registry import Registry
from .rows import Evidence
from .sealing import PLAIN, Sealing
from .sqlite_check import ensure_tables, findings
from .sqlite_file import Rows, SQLiteFile
from .sqlite_parts import (
    PARTS,
    Part,
    draw_number,
    ensure_free,
    instant_of,
    microseconds,
    write_answer,
)
from .sqlite_recorder import SQLiteRecorder
from .sqlite_schema import prepare
from .stored import KeptAt, Written, ensure_follows
from .view import View

if TYPE_CHECKING:
    from ..privacy.contract import Keyring
    from ..privacy.reading import Reading

_RUNNING = "SELECT due_at, case_number, deadline FROM agenda"
_OLDEST_FIRST = "ORDER BY due_at, case_number, deadline"
_CASES = (
    "SELECT originator_id FROM stored_events WHERE originator_version = 1 "
    "AND originator_id >= ? AND originator_id < ? || char(1114111) ORDER BY originator_id"
)


class SQLiteStore:
    """A Store in a file.

    `parts` run inside the transaction of every append, behind the events. A file opened with
    `read_only` is never changed; with `create=False` it has to be a store already. `wait` is
    how many seconds a writer waits for others.
    """

    def __init__(
        self,
        path: str,
        registry: Registry,
        *,
        sealing: Sealing = PLAIN,
        parts: Sequence[Part] = PARTS,
        create: bool = True,
        read_only: bool = False,
        wait: float = 10.0,
    ) -> None:
        self.url = path
        self._sealing = sealing
        self.mapper = RegistryMapper(registry, self._sealing)
        self._file = SQLiteFile(path, create=create, read_only=read_only, wait=wait)
        prepare(self._file, create=create)
        self.recorder = SQLiteRecorder(self._file)
        self._registry = registry
        self._parts = tuple(parts)

    def append(self, batch: Append) -> tuple[Recorded, ...]:
        """Record events in one transaction; raise VersionTaken or KeyTaken instead."""
        with self._writing() as cursor:
            if batch.receipt:
                ensure_free(cursor, batch.receipt.key)
            case = batch.case or draw_number(cursor, batch.series)
            ensure_follows(batch, case, self.recorder.version(cursor, case))
            written = self._write(cursor, case, batch)
            for part in self._parts:
                part(cursor, written)
        return written.recorded()

    def refuse(self, attempt: Attempt, kept: Kept | None = None) -> None:
        """Keep a refused command beside the log, and its answer when it had a key."""
        with self._writing() as cursor:
            if kept:
                ensure_free(cursor, kept.key)
            known = bool(self.recorder.version(cursor, attempt.case))
            attempt, kept = self._sealing.refusal(attempt, kept, known=known)
            told = sqlite_attempts.write(cursor, attempt)
            sqlite_leaves.keep_leaf(cursor, told)
            if kept:
                write_answer(cursor, KeptAt(kept, attempt=told.id))

    def kept(self, key: str) -> Kept | None:
        """Find the first answer given under an idempotency key."""
        query = "SELECT key, digest, answer FROM answers WHERE key = ?"
        found = next((Kept(*row) for row in self._file.rows(query, key)), None)
        return self.opening().answer(found) if found else None

    def events(self, case: str) -> tuple[Recorded, ...]:
        """All events of a case in their order; none if there is no such case."""
        history = self._registry.history(case, self.recorder.rows_of(case))
        return tuple(map(self.opening().recorded, history))

    def read(self, after: int = 0, limit: int = 1000) -> Sequence[Recorded]:
        """The next events of the whole log behind a position, in order, as they are kept."""
        return self._registry.page(self.recorder.rows(after, limit))

    def attempts(self, after: int = 0, limit: int = 1000) -> Sequence[Attempt]:
        """The next refused commands whose id is behind `after`, in order."""
        return sqlite_attempts.read(self._file, after, limit)

    def position(self) -> int:
        """The position of the newest event; 0 in an empty log."""
        return self.recorder.max_notification_id() or 0

    def due(self, now: datetime) -> Sequence[DueItem]:
        """What is due at `now` and not yet recorded as lapsed, oldest first."""
        query = f"{_RUNNING} WHERE due_at <= ? {_OLDEST_FIRST}"
        return _items(self._file.rows(query, microseconds(now)))

    def agenda(self) -> Sequence[DueItem]:
        """Every running deadline not yet recorded as lapsed, oldest first."""
        return _items(self._file.rows(f"{_RUNNING} {_OLDEST_FIRST}"))

    def cases(self, starting: str = "") -> Sequence[str]:
        """The case numbers that start with these letters, in order."""
        return [case for (case,) in self._file.rows(_CASES, starting, starting)]

    def view(self, name: str) -> View:
        """Open a kept table by name, empty if it does not exist yet."""
        return sqlite_views.SQLiteView(self._file, name)

    def swap_view(self, built: str, name: str) -> None:
        """Put the view `built` in the place of `name` in one transaction."""
        with self._writing() as cursor:
            sqlite_views.swap(cursor, built, name)

    def drop_view(self, name: str) -> None:
        """Forget a view."""
        with self._writing() as cursor:
            sqlite_views.drop(cursor, name)

    def views(self) -> Sequence[tuple[str, int, int]]:
        """Name, position and number of rows of every kept view."""
        return sqlite_views.listed(self._file)

    def check(self) -> Iterator[str]:
        """Find damage: what is not contiguous, not readable, or not what the log says."""
        return findings(self._file, self.recorder, self._registry)

    @contextmanager
    def evidence(self, after: int = -1) -> Generator[Evidence]:
        """Give the ledger's leaves behind an index and what they stand for, at one instant."""
        with self._file.snapshot() as cursor:
            ensure_tables(cursor)
            cursor.connection.text_factory = _readable
            yield sqlite_leaves.evidence(cursor, after)

    def opening(self) -> Opening:
        """Give what opens sealed words for one reading."""
        return self._sealing.opening()

    @property
    def keyring(self) -> Keyring | None:
        """The keys by which what is personal is sealed."""
        return self._sealing.keyring

    def read_by(self, reading: Reading) -> SQLiteStore:
        """Give the same store, opening what is sealed for a reading alone."""
        other = copy(self)
        other._sealing = self._sealing.read_by(reading)  # noqa: SLF001  its own copy
        return other

    def digest(self, text: bytes) -> str:
        """Give the fingerprint of a command."""
        return self._sealing.digest(text)

    def close(self) -> None:
        """Let go of connections; the store may not be used afterwards."""
        self._file.close()
        self._sealing.close()

    @contextmanager
    def _writing(self) -> Generator[sqlite3.Cursor]:
        with self._file.transaction(commit=True) as c:
            yield c.sqlite_cursor

    def _write(self, cursor: sqlite3.Cursor, case: str, batch: Append) -> Written:
        stored = [
            self.mapper.store(case, version, event)
            for version, event in enumerate(batch.events, batch.version + 1)
        ]
        return Written(batch, case, self.recorder.record(cursor, stored))


def _readable(text: bytes) -> str:
    """Read what somebody has put in the place of a text as something that no leaf can hold."""
    return text.decode("utf-8", "surrogateescape")


def _items(rows: Rows) -> list[DueItem]:
    return [DueItem(instant_of(due_at), case, deadline) for due_at, case, deadline in rows]
