"""One SQLite file: a connection a thread, transactions, and its errors in plain words."""

from __future__ import annotations

import os
import sqlite3
import weakref
from collections.abc import Generator, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from threading import Lock, local
from urllib.parse import quote

from eventsourcing.sqlite import SQLiteCursor, SQLiteDatastore

from ..errors import StoreMissing, StoreUnavailable
from .sql import READING, Row, Rows
from .sqlite_errors import unavailable
from .sqlite_reading import LEFT_BEHIND, made_reading


class Session:
    """The connection of one thread, closed when the thread has ended."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class Snapshot:
    """The file as it stood when a transaction of this connection began."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def rows(self, query: str, *values: object) -> Iterator[Row]:
        """Ask for rows one by one, beside other questions."""
        return self.connection.execute(query, values)


class SQLiteFile(SQLiteDatastore):
    """The library's datastore on one file, without its pool of connections.

    `wait` is how many seconds a writer waits for another one. Everything that SQLite has to
    complain about comes out as StoreUnavailable.
    """

    each = "SELECT value FROM json_each(?)"

    def __init__(self, path: str, *, create: bool, read_only: bool, wait: float) -> None:
        # The library's own initialiser would make a pool, which costs a lock for each read.
        self.path = path
        self.wait = wait
        self.read_only = read_only
        self.single_row_tracking = True
        self.originator_id_type = "text"
        self._turn = Lock()
        self._mine = local()
        self._sessions: weakref.WeakSet[Session] = weakref.WeakSet()
        self._process = os.getpid()
        self._closed = False
        self._may_make = create and not read_only
        self._uri = _uri(path, "ro" if read_only else "rwc" if create else "rw")

    @contextmanager
    def transaction(self, *, commit: bool) -> Generator[SQLiteCursor]:
        """Run a block as one transaction: all of it or, when it raises, nothing."""
        if commit and self.read_only:
            raise StoreUnavailable(f"{self.path}: {READING}")
        connection = self._session().connection
        turn = self._turn_to_write() if commit else nullcontext()
        with turn, transacting(self.path, connection, write=commit) as cursor:
            yield SQLiteCursor(cursor)

    @contextmanager
    def writing(self, *_: str) -> Generator[sqlite3.Cursor]:
        """Run a block as one transaction that writes: a file has one writer, whatever he writes."""
        with self.transaction(commit=True) as c:
            yield c.sqlite_cursor

    @contextmanager
    def _turn_to_write(self) -> Generator[None]:
        if not self._turn.acquire(timeout=self.wait):
            raise StoreUnavailable(f"{self.path}: other threads kept it busy for {self.wait:g} s")
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def snapshot(self) -> Generator[Snapshot]:
        """Read the file as it stands now for as long as the block takes, beside other work."""
        connection = self.connect()
        try:
            with transacting(self.path, connection, write=False):
                yield Snapshot(connection)
        finally:
            connection.close()

    def rows(self, query: str, *values: object) -> Rows:
        """Ask for rows outside of a transaction."""
        try:
            return self._session().connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise unavailable(self.path, error) from error

    def connect(self) -> sqlite3.Connection:
        """Open one more connection to the file."""
        self._ensure_usable()
        try:
            return self._connect()
        except sqlite3.Error as error:
            if not self._may_make and _is_vacant(Path(self.path)):
                raise StoreMissing(self.path) from error
            if self.read_only and _holds_back(Path(self.path).absolute()):
                raise StoreUnavailable(f"{self.path}: {LEFT_BEHIND}") from error
            raise unavailable(self.path, error) from error

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._uri,
            uri=True,
            timeout=self.wait,
            isolation_level=None,
            check_same_thread=False,  # closed by whichever thread closes the store
        )
        try:
            connection.execute("PRAGMA synchronous=FULL")
            # Otherwise INSERT OR REPLACE deletes without asking the triggers.
            connection.execute("PRAGMA recursive_triggers=ON")
            if self.read_only:
                made_reading(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _session(self) -> Session:
        self._ensure_usable()
        session: Session | None = getattr(self._mine, "session", None)
        if session is None:
            session = self._mine.session = Session(self.connect())
            self._sessions.add(session)
        return session

    def _ensure_usable(self) -> None:
        if self._closed:
            raise StoreUnavailable(f"{self.path}: the store is closed")
        # SQLite believes that a child has the locks of its parent, who may then throw the
        # write-ahead log away from under it.
        if self._process != os.getpid():
            raise StoreUnavailable(f"{self.path}: open the store behind the fork, not before it")

    def close(self) -> None:
        """Close the connections of all threads."""
        self._closed = True
        for session in list(self._sessions):
            session.connection.close()


@contextmanager
def transacting(
    path: str, connection: sqlite3.Connection, *, write: bool
) -> Generator[sqlite3.Cursor]:
    """Run a block in a transaction of this connection."""
    try:
        # A deferred BEGIN that reads before it writes fails as soon as others write too.
        cursor = connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            yield cursor
            connection.execute("COMMIT" if write else "ROLLBACK")
        except BaseException:
            connection.rollback()
            raise
    except sqlite3.Error as error:
        raise unavailable(path, error) from error


def _uri(path: str, mode: str) -> str:
    full = Path(path).absolute()
    # Without write access to the folder SQLite cannot make the files that a log ahead needs,
    # and where there are none, nobody is writing.
    still = mode == "ro" and not os.access(full.parent, os.W_OK) and not _holds_back(full)
    return f"file:{quote(str(full))}?mode={mode}{'&immutable=1' if still else ''}"


def _is_vacant(path: Path) -> bool:
    """Say whether there is no file, and a folder for one; not so where looking is forbidden."""
    with suppress(OSError):
        return path.parent.is_dir() and not path.exists()
    return False


def _holds_back(path: Path) -> bool:
    """Say whether a log ahead holds what the file itself does not."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 0
    except OSError:
        return False
