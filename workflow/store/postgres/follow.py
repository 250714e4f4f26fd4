"""Following a log on PostgreSQL: whoever listens is told when it has grown.

A writer tells only where somebody listens, for telling makes the commits of all offices of a
server wait for each other. So a follower holds a lock for as long as it listens, which the
writer tries.
"""

from __future__ import annotations

import os
import select
import weakref
from collections.abc import Sequence
from contextlib import suppress

import psycopg
from eventsourcing.persistence import ApplicationRecorder, Subscription

from ...errors import StoreUnavailable
from ..follow import Follower
from ..sql_recorder import SQLRecorder
from .base import PostgresBase, Session
from .schema import HEARERS, channel

# What is told may be lost with the connection: after this many milliseconds it is looked anyway.
_AT_LEAST = 2000


class Listener(Follower):
    """Give each notification behind a position once, being told of more until it is stopped."""

    def __init__(
        self,
        recorder: ApplicationRecorder,
        base: PostgresBase,
        gt: int | None = None,
        topics: Sequence[str] = (),
    ) -> None:
        super().__init__(recorder, gt, topics)
        self._base = base
        self._session: Session | None = None
        self._woken, self._wake = os.pipe()
        weakref.finalize(self, _close, self._woken, self._wake)

    def stop(self) -> None:
        """Let the follower end, from whatever thread."""
        super().stop()
        with suppress(OSError):
            os.write(self._wake, b".")

    def _rest(self) -> None:
        """Listen first and look then, so that nothing is added between the two unheard."""
        try:
            if self._session is None:
                self._session = self._listening()
            else:
                self._hear(self._session.connection)
        except (psycopg.Error, StoreUnavailable):
            self._session = None
            super()._rest()

    def _listening(self) -> Session:
        session = Session(self._base.connect())
        lock = self._base.turn(HEARERS)
        session.connection.execute(f"SELECT pg_advisory_lock_shared({lock})".encode())
        session.connection.execute(f"LISTEN {channel(self._base)}".encode())
        return session

    def _hear(self, connection: psycopg.Connection) -> None:
        heard = select.poll()
        for place in (connection.fileno(), self._woken):
            heard.register(place, select.POLLIN)
        heard.poll(_AT_LEAST)
        connection.pgconn.consume_input()
        while connection.pgconn.notifies():
            pass


def _close(*ends: int) -> None:
    for end in ends:
        os.close(end)


class PostgresRecorder(SQLRecorder):
    """Read the stored events of a schema."""

    def __init__(self, base: PostgresBase) -> None:
        super().__init__(base)
        self._server = base

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        """Follow the log from behind a position, also what other processes write.

        Behind a proxy that gives each transaction another session nobody can listen: there it
        is asked again and again.
        """
        if self._server.address.behind_proxy:
            return super().subscribe(gt, topics)
        return Listener(self, self._server, gt, topics)
