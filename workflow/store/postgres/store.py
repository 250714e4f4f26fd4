"""A store in a schema of a PostgreSQL database, for any number of processes and machines."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager

from ...events import Recorded
from .. import sql_leaves
from ..contract import Append, KeyTaken
from ..registry import Registry
from ..rows import Evidence
from ..sealing import PLAIN, Sealing
from ..sql import LOG
from ..sql_store import SQLStore
from ..stored import Written, case_number
from .address import address_of
from .append import DRAW_CALL, Call, Told, called_with, recording, written_by
from .base import PostgresBase, Transaction
from .check import ensure_tables, findings
from .follow import PostgresRecorder
from .schema import prepare

Part = Callable[[Transaction, Written], None]


class PostgresStore(SQLStore):
    """A Store in a schema.

    `parts` run inside the transaction of every append, behind all else. A schema opened with
    `read_only` is never changed; with `create=False` it has to be a store already. `wait` is
    how many seconds a writer waits for others.
    """

    def __init__(
        self,
        url: str,
        registry: Registry,
        *,
        sealing: Sealing = PLAIN,
        parts: Sequence[Part] = (),
        create: bool = True,
        read_only: bool = False,
        wait: float = 10.0,
    ) -> None:
        address = address_of(url)
        self._server = PostgresBase(address, read_only=read_only, wait=wait)
        prepare(self._server, create=create)
        self.recorder = PostgresRecorder(self._server)
        self._parts = tuple(parts)
        self._draw = DRAW_CALL.format(schema=address.qualified).encode()
        self._schema = address.qualified
        super().__init__(address.shown, self._server, self.recorder, registry, sealing)

    def append(self, batch: Append) -> tuple[Recorded, ...]:
        """Record events in one transaction; raise VersionTaken or KeyTaken instead.

        A step on a case is one statement. A case that is opened needs its number first, for
        what is written of its events may hang on it. Words of somebody else are sealed only when
        nobody can erase him before they are written.
        """
        if batch.case and not self._parts and not self._sealing.is_of_others(batch.events):
            return self._written(batch, batch.case, self._server.call).recorded()
        turn = self._server.writing(LOG) if batch.case else self._server.transaction()
        with turn as writing:
            case = batch.case or self._drawn(batch, writing)
            written = self._written(batch, case, writing.call)
            for part in self._parts:
                part(writing, written)
        return written.recorded()

    def _drawn(self, batch: Append, writing: Transaction) -> str:
        key = batch.receipt.key if batch.receipt else None
        is_taken, number = writing.call(self._draw, (self._server.patience, key, batch.series))
        if is_taken:
            raise KeyTaken(key)
        return case_number(batch.series, number)

    def _written(self, batch: Append, case: str, call: Call) -> Written:
        stored = self.mapper.store_all(case, batch)
        deadlines, values = called_with(self._server.patience, case, batch, stored)
        query = recording(self._schema, len(stored), deadlines)
        return written_by(batch, case, stored, Told(*call(query, values)))

    def check(self) -> Iterator[str]:
        """Find damage: what is not contiguous, not readable, or not what the log says."""
        return findings(self._server, self.recorder, self._registry)

    @contextmanager
    def evidence(self, after: int = -1) -> Generator[Evidence]:
        """Give the ledger's leaves behind an index and what they stand for, at one instant."""
        with self._server.snapshot() as snapshot:
            ensure_tables(self._server, snapshot.rows)
            yield sql_leaves.evidence(snapshot.rows, after)
