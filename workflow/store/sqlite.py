"""A store in one SQLite file, for any number of threads and processes on one machine."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager

from ..events import Recorded
from . import sql_leaves
from .contract import Append
from .registry import Registry
from .rows import Evidence
from .sealing import PLAIN, Sealing
from .sql import LOG
from .sql_parts import PARTS, draw_number, ensure_free
from .sql_store import SQLStore
from .sqlite_check import ensure_tables, findings
from .sqlite_file import SQLiteFile
from .sqlite_recorder import SQLiteRecorder
from .sqlite_schema import prepare
from .stored import Written, ensure_follows

Part = Callable[[sqlite3.Cursor, Written], None]


class SQLiteStore(SQLStore):
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
        self._file = SQLiteFile(path, create=create, read_only=read_only, wait=wait)
        prepare(self._file, create=create)
        self.recorder = SQLiteRecorder(self._file)
        self._parts = tuple(parts)
        super().__init__(path, self._file, self.recorder, registry, sealing)

    def append(self, batch: Append) -> tuple[Recorded, ...]:
        """Record events in one transaction; raise VersionTaken or KeyTaken instead."""
        with self._file.writing(LOG) as cursor:
            if batch.receipt:
                ensure_free(cursor, batch.receipt.key)
            case = batch.case or draw_number(cursor, batch.series)
            ensure_follows(batch, case, self.recorder.version(cursor, case))
            stored = self.mapper.store_all(case, batch)
            written = Written(batch, case, self.recorder.record(cursor, stored))
            for part in self._parts:
                part(cursor, written)
        return written.recorded()

    def check(self) -> Iterator[str]:
        """Find damage: what is not contiguous, not readable, or not what the log says."""
        return findings(self._file, self.recorder, self._registry)

    @contextmanager
    def evidence(self, after: int = -1) -> Generator[Evidence]:
        """Give the ledger's leaves behind an index and what they stand for, at one instant."""
        with self._file.snapshot() as snapshot:
            ensure_tables(snapshot.rows)
            snapshot.connection.text_factory = _readable
            yield sql_leaves.evidence(snapshot.rows, after)


def _readable(text: bytes) -> str:
    """Read what somebody has put in the place of a text as something that no leaf can hold."""
    return text.decode("utf-8", "surrogateescape")
