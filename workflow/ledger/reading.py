"""One reading of the whole store: what of it contradicts itself.

Of each leaf its hash is remembered, and of each case its newest version and instant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from pydantic_core import from_json

from ..calendars import aware
from ..language import Message, message
from ..store.matching import Damage, Kept, Kind, Matching, called, of_kept
from ..store.rows import Evidence, StoredAttempt

EVERY = 1000


class Reading(Matching):
    """A pass over the evidence that knows what comes before an event.

    `remarks` holds what is odd and no damage: events recorded before the one that they follow.
    """

    def __init__(self, evidence: Evidence, moved: Callable[[int], None]) -> None:
        super().__init__(evidence)
        self._moved = moved
        self._versions: dict[str, int] = {}
        self._recorded: dict[str, datetime] = {}
        self._gaps: list[Damage] = []
        self.remarks: list[Message] = []

    def damage(self) -> Iterator[Damage]:
        """Hold every leaf against what it stands for, and every version against the one before."""
        yield from super().damage()
        yield from self._gaps

    def seen(self, index: int, kept: Kept) -> None:
        """Look at the version and the time of an event."""
        if index % EVERY == 0:
            self._moved(index)
        if isinstance(kept, StoredAttempt):
            return
        before = self._versions.get(kept.case, 0)
        if kept.version != before + 1:
            says = message("{it} follows version {before}", it=called(kept), before=before)
            self._gaps.append(of_kept(Kind.VERSIONS, says, kept, index))
        self._versions[kept.case] = kept.version
        self._time(kept.case, _recorded_at(kept.state), called(kept))

    def _time(self, case: str, at: datetime | None, it: Message) -> None:
        before = self._recorded.get(case)
        if at and before and at < before:
            says = "{it} was recorded at {at}, before the event that it follows ({before})"
            self.remarks.append(message(says, it=it, at=at, before=before))
        if at:
            self._recorded[case] = max(at, before or at)


def _recorded_at(state: bytes) -> datetime | None:
    """Read when an event was recorded; None where that cannot be read, which others tell."""
    try:
        return aware(datetime.fromisoformat(from_json(state)["recorded_at"]))
    except (ValueError, LookupError, TypeError, OverflowError):
        return None
