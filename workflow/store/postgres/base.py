"""The tables of one office on a PostgreSQL server: a connection a thread, and transactions.

Nothing is left behind in a session: the schema stands before each table, waiting is limited
within the transaction, and locks end with it. So a proxy may give each transaction another
session.
"""

from __future__ import annotations

import os
import re
import select
import weakref
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from hashlib import sha256
from threading import local
from typing import Any, Self

import psycopg
from psycopg.abc import QueryNoTemplate
from psycopg.conninfo import conninfo_to_dict

from ...errors import StoreUnavailable
from ..sql import READING, Row, Rows
from .address import Address
from .errors import told, unreachable
from .tables import TABLES

_TABLE = re.compile(rf"\b(FROM|INTO|UPDATE) ({'|'.join(TABLES)})\b")
# Whatever the server is told elsewhere, what is acknowledged is on the disk.
DURABLY = (
    "set_config('synchronous_commit', "
    "replace(current_setting('synchronous_commit'), 'off', 'on'), true)"
)
# Whoever waited for his turn must see what was written before it, so not as of one instant.
_BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
_TURN = f"SELECT set_config('lock_timeout', ?, true), {DURABLY}, {{}}"
_AT_ONE_INSTANT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_PAGE = 2000


# Connections that a fork has copied: closing one would end the session of the parent.
_OF_THE_PARENT: list[psycopg.Connection] = []


class Session:
    """The connection of one thread, closed when the thread has ended."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        weakref.finalize(self, _end, connection, os.getpid())
        self._heard = select.poll()
        self._heard.register(connection.fileno(), select.POLLIN)

    def is_lost(self) -> bool:
        """Say whether the server has ended the session: it speaks without being asked."""
        return self.connection.closed or bool(self._heard.poll(0))


def _end(connection: psycopg.Connection, process: int) -> None:
    if process == os.getpid():
        connection.close()
    else:
        _OF_THE_PARENT.append(connection)


class Transaction:
    """An open transaction that understands the statements of all stores."""

    def __init__(self, base: PostgresBase, connection: psycopg.Connection) -> None:
        self._base = base
        self._cursor = connection.cursor(binary=True)

    def execute(self, query: str, values: Sequence[Any] = (), /) -> Self:
        """Run a statement."""
        self._cursor.execute(self._base.words(query), values)
        return self

    def executemany(self, query: str, rows: Any, /) -> None:
        """Run a statement for each row of values."""
        # All rows first: what makes them may ask the same connection.
        self._cursor.executemany(self._base.words(query), list(rows))

    def call(self, query: bytes, values: Sequence[object]) -> Any:
        """Run a statement of ours and give its row."""
        return self._cursor.execute(query, values).fetchone()

    def fetchone(self) -> Any:
        """Give the next row of what was executed."""
        return self._cursor.fetchone()


class Snapshot:
    """Everything as it stood when the transaction of this connection began."""

    def __init__(self, base: PostgresBase, connection: psycopg.Connection) -> None:
        self._base = base
        self._connection = connection
        self._asked: list[psycopg.ServerCursor] = []

    def begin(self) -> None:
        """Let the instant be now."""
        self._connection.execute(_AT_ONE_INSTANT)

    def rows(self, query: str, *values: object) -> Iterator[Row]:
        """Ask for rows one by one, beside other questions; the server keeps the rest."""
        with told(self._base.address.shown):
            cursor = psycopg.ServerCursor(self._connection, f"asked_{len(self._asked)}")
            self._asked.append(cursor)
            cursor.itersize = _PAGE
            cursor.execute(self._base.words(query), values, binary=True)
            yield from cursor

    def close(self) -> None:
        """Let go of what is still to be read, and of the instant."""
        with suppress(psycopg.Error):
            for cursor in self._asked:
                cursor.close()
            self._connection.execute("ROLLBACK")
        self._connection.close()


class PostgresBase:
    """A schema of a database. `wait` is how many seconds a writer waits for others."""

    each = "SELECT json_array_elements_text(?::json)"

    def __init__(self, address: Address, *, read_only: bool, wait: float) -> None:
        self.address = address
        self.read_only = read_only
        self.wait = wait
        self._mine = local()
        self._sessions: weakref.WeakSet[Session] = weakref.WeakSet()
        self._said: dict[str, QueryNoTemplate] = {}
        self._process = os.getpid()
        self._closed = False

    @cached_property
    def patience(self) -> str:
        """How long to wait for a lock, as PostgreSQL is told; without end would be 0."""
        return f"{max(1, round(self.wait * 1000))}ms"

    def words(self, query: str) -> QueryNoTemplate:
        """Say a statement of all stores as PostgreSQL understands it."""
        if query not in self._said:
            named = _TABLE.sub(rf"\1 {self.address.qualified}\2", query)
            self._said[query] = named.replace("%", "%%").replace("?", "%s").encode()
        return self._said[query]

    def rows(self, query: str, *values: object) -> Rows:
        """Ask for rows outside of a transaction."""
        with told(self.address.shown):
            return self.connection().execute(self.words(query), values, binary=True).fetchall()

    def call(self, query: bytes, values: Sequence[object]) -> Any:
        """Run one statement of ours that is a transaction by itself, and give its row."""
        self.ensure_writable()
        with told(self.address.shown, writing=True):
            return self.connection().execute(query, values, binary=True).fetchone()

    @contextmanager
    def writing(self, *turns: str) -> Generator[Transaction]:
        """Run a block as one transaction, alone with whatever takes turns under these names."""
        with self.transaction() as writing:
            locks = sorted(self.turn(name) for name in set(turns))
            taken = ", ".join(f"pg_advisory_xact_lock({lock})" for lock in locks)
            writing.execute(_TURN.format(taken), (self.patience,))
            yield writing

    @contextmanager
    def transaction(self) -> Generator[Transaction]:
        """Run a block as one transaction: all of it or, when it raises, nothing."""
        self.ensure_writable()
        with told(self.address.shown, writing=True):
            connection = self.connection()
            try:
                connection.execute(_BEGIN)
                yield Transaction(self, connection)
                connection.execute("COMMIT")
            except BaseException:
                with suppress(psycopg.Error):
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Generator[Snapshot]:
        """Read everything as it stands now for as long as the block takes, beside other work."""
        with told(self.address.shown), closing(Snapshot(self, self.connect())) as snapshot:
            snapshot.begin()
            yield snapshot

    def turn(self, name: str) -> int:
        """Give the number of the lock that whoever takes this turn holds."""
        digest = sha256(f"huiyin {self.address.schema} {name}".encode()).digest()
        return int.from_bytes(digest[:8], signed=True)

    def ensure_writable(self) -> None:
        """Raise StoreUnavailable where nothing may be changed."""
        if self.read_only:
            raise StoreUnavailable(f"{self.address.shown}: {READING}")

    def connection(self) -> psycopg.Connection:
        """Give the connection of this thread and process, a new one where it was lost."""
        session: Session | None = getattr(self._mine, "session", None)
        if self._process != os.getpid():
            self._leave_to_parent()
        elif session and not self._closed and not session.is_lost():
            return session.connection
        session = self._mine.session = Session(self.connect())
        self._sessions.add(session)
        return session.connection

    def connect(self) -> psycopg.Connection:
        """Open one more connection."""
        if self._closed:
            raise StoreUnavailable(f"{self.address.shown}: the store is closed")
        try:
            return psycopg.connect(
                self.address.conninfo,
                autocommit=True,
                connect_timeout=max(2, round(self.wait)),
                application_name=f"huiyin {self.address.schema}",
                prepare_threshold=None if self.address.behind_proxy else 5,
                options=None if self.address.behind_proxy else self._manners,
            )
        except psycopg.Error as error:
            raise unreachable(self.address.shown, error) from error

    @cached_property
    def _manners(self) -> str:
        """What holds for all that is asked, where a session is ours alone."""
        given = conninfo_to_dict(self.address.conninfo).get("options") or ""
        is_read_only = "on" if self.read_only else "off"
        return (
            f"{given} -c lock_timeout={self.patience} "
            r"-c default_transaction_isolation=read\ committed "
            f"-c default_transaction_read_only={is_read_only}"
        )

    def _leave_to_parent(self) -> None:
        """Let go of the connections that a fork has copied."""
        self._mine = local()
        self._sessions = weakref.WeakSet()
        self._process = os.getpid()

    def close(self) -> None:
        """Close the connections of all threads."""
        self._closed = True
        for session in list(self._sessions):
            session.connection.close()
