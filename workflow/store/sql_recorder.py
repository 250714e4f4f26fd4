"""The library's recorder on tables, with case numbers as text and positions that stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from eventsourcing.persistence import (
    ApplicationRecorder,
    Notification,
    NotSupportedError,
    StoredEvent,
    Subscription,
)

from .follow import Follower
from .rows import StoredRow
from .sql import NO_END, Ask, Base, Rows, Writing

_SELECT = (
    "SELECT notification_id, originator_id, originator_version, topic, state FROM stored_events"
)
_OF_CASE = f"{_SELECT} WHERE originator_id = ? ORDER BY originator_version"
_NEWEST = "SELECT max(originator_version) FROM stored_events WHERE originator_id = ?"
_BEHIND = f"{_SELECT} WHERE notification_id > ? ORDER BY notification_id LIMIT ?"


class SQLRecorder(ApplicationRecorder):
    """Read the stored events of a base; a store alone writes them."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: object) -> Sequence[int]:
        """Refuse: an event without its number, answer and agenda is half an append."""
        refused = f"{len(stored_events)} events refused"
        raise NotSupportedError(f"{refused}: they are recorded through Store.append alone")

    def rows_of(self, case: str) -> Rows:
        """The rows of a case in the order of their versions, shaped as `StoredRow`."""
        return self._base.rows(_OF_CASE, case)

    def version(self, writing: Writing, case: str) -> int:
        """The newest version of a case as a writer sees it; 0 if there is no such case."""
        (version,) = writing.execute(_NEWEST, (case,)).fetchone()
        return version or 0

    def rows(self, after: int, limit: int) -> Rows:
        """The next rows of the log behind a position, shaped as `StoredRow`."""
        return self._base.rows(_BEHIND, after, limit)

    def all_rows(self, ask: Ask) -> Iterator[StoredRow]:
        """Every row of the log, one by one."""
        return map(StoredRow._make, ask(_BEHIND, 0, NO_END))

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Read stored events of a case, for the library's own classes."""
        query = (
            f"{_SELECT} WHERE originator_id = ? AND originator_version BETWEEN ? AND ? "
            f"ORDER BY originator_version {'DESC' if desc else 'ASC'} LIMIT ?"
        )
        first, last = (gt or 0) + 1, NO_END if lte is None else lte
        count = NO_END if limit is None else limit
        rows = self._base.rows(query, str(originator_id), first, last, count)
        return [StoredEvent(*row[1:]) for row in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Read the log from a position on, for the library's followers."""
        chosen = f"AND topic IN ({', '.join('?' * len(topics))}) " if topics else ""
        query = (
            f"{_SELECT} WHERE notification_id BETWEEN ? AND ? {chosen}"
            "ORDER BY notification_id LIMIT ?"
        )
        first = (start or 0) + (not inclusive_of_start)
        last = NO_END if stop is None else stop
        rows = self._base.rows(query, first, last, *topics, limit)
        return [_notification(*row) for row in rows]

    def max_notification_id(self) -> int | None:
        """The position of the newest event, None in an empty log."""
        [(newest,)] = self._base.rows("SELECT max(notification_id) FROM stored_events")
        return int(newest) if newest else None

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        """Follow the log from behind a position, also what other processes write."""
        return Follower(self, gt, topics)


def _notification(position: int, case: str, version: int, topic: str, state: bytes) -> Notification:
    return Notification(case, version, topic, state, id=position)
