"""Somebody with a database client: whatever is kept, hindered by nothing that huiyin put there."""

import re
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, Protocol, Self

import servers
from huiyin.workflow.store import is_on_server, sql_leaves
from huiyin.workflow.store.sqlite_file import Snapshot

GUARDED = ("stored_events", "attempts", "leaves")


class Outside(Protocol):
    """A connection to the tables of a store, in the words that all databases understand."""

    def execute(self, query: str, values: Sequence[Any] = ..., /) -> Self: ...

    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> object: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def rows(self, query: str, *values: object) -> Iterator[Any]:
        """Ask for rows as a store does."""
        ...

    def unguard(self) -> None:
        """Let nothing hinder a change any more."""
        ...


class InFile:
    """A connection to a file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        self.rows = Snapshot(connection).rows

    def execute(self, query: str, values: Sequence[Any] = (), /) -> Self:
        self._cursor.execute(query, values)
        return self

    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> None:
        self._cursor.executemany(query, rows)

    def fetchone(self) -> Any:
        return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()

    def unguard(self) -> None:
        for table in GUARDED:
            for verb in ("update", "delete"):
                self._connection.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")


class OnServer:
    """A connection to a schema, as whoever may do everything on the server."""

    def __init__(self, address: str, connection: servers.Connection) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        schema = address.partition("schema=")[2]
        connection.execute(f"SET search_path = {schema}".encode())

    def execute(self, query: str, values: Sequence[Any] = (), /) -> Self:
        self._cursor.execute(_words(query), values)
        return self

    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> None:
        self._cursor.executemany(_words(query), list(rows))

    def fetchone(self) -> Any:
        return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()

    def rows(self, query: str, *values: object) -> Iterator[Any]:
        return iter(self._connection.execute(_words(query), values).fetchall())

    def unguard(self) -> None:
        for table in GUARDED:
            self._connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL".encode())


def _words(query: str) -> bytes:
    return re.sub(r"\bx'([0-9a-f]*)'", r"'\\x\1'", query).replace("?", "%s").encode()


@contextmanager
def outside(address: str) -> Generator[Outside]:
    """Connect to a store beside huiyin."""
    if is_on_server(address):
        with servers.outside() as connection:
            yield OnServer(address, connection)
    else:
        with closing(sqlite3.connect(address, isolation_level=None)) as connection:
            yield InFile(connection)


def reword(attacker: Outside, old: bytes, new: bytes, where: str = "TRUE") -> None:
    """Change what events say."""
    found = attacker.execute(f"SELECT notification_id, state FROM stored_events WHERE {where}")
    attacker.executemany(
        "UPDATE stored_events SET state = ? WHERE notification_id = ?",
        [(bytes(state).replace(old, new), position) for position, state in found.fetchall()],
    )


def cover_up(attacker: Outside) -> None:
    """Recompute everything that needs no key: positions, versions and leaves, without a hole."""
    rows = attacker.execute(
        "SELECT row_number() OVER (ORDER BY notification_id), originator_id, row_number() OVER "
        "(PARTITION BY originator_id ORDER BY notification_id), topic, state "
        "FROM stored_events ORDER BY notification_id"
    ).fetchall()
    attacker.execute("DELETE FROM stored_events")
    attacker.execute("DELETE FROM leaves")
    if isinstance(attacker, InFile):
        attacker.execute("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'stored_events'")
    attacker.executemany("INSERT INTO stored_events VALUES (?, ?, ?, ?, ?)", rows)
    attacker.execute("UPDATE attempts SET after = ? WHERE after > ?", (len(rows), len(rows)))
    sql_leaves.plant(attacker.rows, attacker)
