"""A store as it was at a position of its log, for those who only read; the position moves."""

from __future__ import annotations

from collections.abc import Sequence

from ..events import Recorded
from .contract import Store
from .memory_views import MemoryView, Table
from .trial import TrialStore
from .view import View


class StoreThen(TrialStore):
    """A Store that knows nothing of what was recorded behind a position.

    Of kept tables it has none, so whoever keeps one reads on from the beginning, and only what
    is new when the position moves forward.
    """

    def __init__(self, base: Store) -> None:
        super().__init__(base)
        self._end = 0

    def move(self, position: int) -> None:
        """Stand at another position."""
        self._end = position

    def events(self, case: str) -> tuple[Recorded, ...]:
        """All events of a case up to the position."""
        return tuple(one for one in self._base.events(case) if one.position <= self._end)

    def read(self, after: int = 0, limit: int = 1000) -> Sequence[Recorded]:
        """The next events of the log behind a position, up to where the store stands."""
        page = self._base.read(after, min(limit, self._end - after)) if after < self._end else ()
        return [one for one in page if one.position <= self._end]

    def cases(self, starting: str = "") -> Sequence[str]:
        """The cases that had been opened."""
        return [case for case in self._base.cases(starting) if self.events(case)]

    def view(self, name: str) -> View:
        """Open a table that is this reader's own."""
        self._tables.setdefault(name, Table())
        return MemoryView(self._tables, name, self._lock)
