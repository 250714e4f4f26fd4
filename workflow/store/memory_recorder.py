"""The library's recorder in memory, with a log that can be cut back to undo an append."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from threading import RLock

from eventsourcing.persistence import NotSupportedError, StoredEvent
from eventsourcing.popo import POPOApplicationRecorder

from .rows import StoredRow


class MemoryRecorder(POPOApplicationRecorder):
    """Keep the stored events of a process; the store guards it with its lock."""

    @property
    def lock(self) -> RLock:
        """What guards the log, and whatever is written together with it."""
        return self._database_lock

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: object) -> Sequence[int]:
        """Refuse: an event without its number, answer and agenda is half an append."""
        refused = f"{len(stored_events)} events refused"
        raise NotSupportedError(f"{refused}: they are recorded through Store.append alone")

    def record(self, stored_events: Sequence[StoredEvent]) -> tuple[StoredRow, ...]:
        """Put events at the end of the log."""
        positions = self._insert_events(stored_events) or ()
        return tuple(map(_row, positions, stored_events))

    def cut(self, position: int) -> None:
        """Forget the events behind a position that no reader has seen yet."""
        for stored in self._stored_events[position:]:
            case = str(stored.originator_id)
            del self._stored_events_index[case][stored.originator_version]
            if not self._stored_events_index[case]:
                del self._stored_events_index[case]
        del self._stored_events[position:]

    def tell(self) -> None:
        """Wake the followers of the log."""
        self._notify_listeners()

    def position(self) -> int:
        """The position of the newest event."""
        return len(self._stored_events)

    def version(self, case: str) -> int:
        """The newest version of a case; 0 if there is no such case."""
        return len(self._stored_events_index.get(case, ()))

    def cases(self) -> list[str]:
        """Every case number, in order."""
        return sorted(self._stored_events_index)

    def rows_of(self, case: str) -> list[StoredRow]:
        """The rows of a case in the order of their versions."""
        places = self._stored_events_index.get(case, {}).values()
        return [_row(place + 1, self._stored_events[place]) for place in places]

    def rows(self, after: int, limit: int) -> list[StoredRow]:
        """The next rows of the log behind a position."""
        page = islice(self._stored_events, after, after + limit)
        return [_row(position, stored) for position, stored in enumerate(page, after + 1)]


def _row(position: int, stored: StoredEvent) -> StoredRow:
    case = str(stored.originator_id)
    return StoredRow(position, case, stored.originator_version, stored.topic, stored.state)
