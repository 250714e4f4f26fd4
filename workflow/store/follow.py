"""Following a log by asking again, for stores that cannot tell when something was added."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from threading import Event as Signal

from eventsourcing.persistence import ApplicationRecorder, Notification, Subscription

PAGE = 500


class Follower(Subscription[ApplicationRecorder]):
    """Give each notification behind a position once, waiting for more until it is stopped."""

    def __init__(
        self,
        recorder: ApplicationRecorder,
        gt: int | None = None,
        topics: Sequence[str] = (),
        *,
        pause: float = 0.1,
    ) -> None:
        """Ask again `pause` seconds after nothing new was found."""
        super().__init__(recorder, gt, topics)
        self._pause = pause
        self._ahead: deque[Notification] = deque()
        self._stopped = Signal()

    def stop(self) -> None:
        """Let the follower end, from whatever thread."""
        super().stop()
        self._stopped.set()

    def __next__(self) -> Notification:
        while not self._stopped.is_set():
            if self._ahead or self._look():
                return self._ahead.popleft()
            self._rest()
        raise StopIteration

    def _rest(self) -> None:
        """Let some time pass before it is looked again."""
        self._stopped.wait(self._pause)

    def _look(self) -> bool:
        found = self._recorder.select_notifications(
            start=self._last_notification_id or 0,
            limit=PAGE,
            topics=self._topics,
            inclusive_of_start=False,
        )
        if found:
            self._last_notification_id = found[-1].id
        self._ahead.extend(found)
        return bool(found)
