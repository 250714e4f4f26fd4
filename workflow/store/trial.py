"""A store over another one that is never changed: what would be recorded is remembered.

So a whole file of commands can be tried, each seeing what those before it would have done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from copy import copy
from datetime import UTC, datetime
from threading import RLock
from typing import TYPE_CHECKING

from ..events import Recorded
from .contract import Append, Attempt, DueItem, Kept, KeyTaken, Opening, Store
from .memory_views import MemoryView, Table
from .rows import Evidence
from .stored import agenda_changes, case_number, ensure_follows, number_of, row_text
from .view import View

if TYPE_CHECKING:
    from ..privacy.contract import Keyring
    from ..privacy.reading import Reading


class TrialStore:
    """A Store that reads another one as it stood when this was made, and writes nothing."""

    def __init__(self, base: Store) -> None:
        self._base = base
        self._end = base.position()
        self._recorded: list[Recorded] = []
        self._cases: dict[str, tuple[Recorded, ...]] = {}
        self._numbers: dict[str, int] = {}
        self._answers: dict[str, Kept] = {}
        self._tables: dict[str, Table] = {}
        self._lock = RLock()

    @property
    def url(self) -> str:
        """The address of the store below."""
        return self._base.url

    def append(self, batch: Append) -> tuple[Recorded, ...]:
        """Remember events as if they were recorded; raise VersionTaken or KeyTaken instead."""
        with self._lock:
            if batch.receipt and self.kept(batch.receipt.key):
                raise KeyTaken(batch.receipt.key)
            case = batch.case or self._draw_number(batch.series)
            before = self.events(case)
            ensure_follows(batch, case, len(before))
            recorded = tuple(
                Recorded(self.position() + place, case, len(before) + place, event)
                for place, event in enumerate(batch.events, 1)
            )
            self._recorded += recorded
            self._cases[case] = before + recorded
            if receipt := batch.receipt:
                answer = receipt.answer(case)
                self._answers[receipt.key] = Kept(receipt.key, receipt.digest, answer)
        return recorded

    def _draw_number(self, series: str) -> str:
        if series not in self._numbers:
            drawn = (number_of(case) for case in self._base.cases(f"{series}-"))
            numbers = (one[1] for one in drawn if one and one[0] == series)
            self._numbers[series] = max(numbers, default=0)
        self._numbers[series] += 1
        return case_number(series, self._numbers[series])

    def refuse(self, attempt: Attempt, kept: Kept | None = None) -> None:
        """Remember the answer of a refused command; the attempt itself is kept nowhere."""
        if kept:
            with self._lock:
                if self.kept(kept.key):
                    raise KeyTaken(kept.key)
                self._answers[kept.key] = kept

    def kept(self, key: str) -> Kept | None:
        """Find the first answer given under an idempotency key."""
        return self._answers.get(key) or self._base.kept(key)

    def events(self, case: str) -> tuple[Recorded, ...]:
        """All events of a case in their order; none if there is no such case."""
        known = self._cases.get(case)
        return self._base.events(case) if known is None else known

    def read(self, after: int = 0, limit: int = 1000) -> Sequence[Recorded]:
        """The next events of the whole log behind a position, in order."""
        if after < self._end:
            page = [one for one in self._base.read(after, limit) if one.position <= self._end]
            if page:
                return page
        start = max(0, after - self._end)
        return self._recorded[start : start + limit]

    def attempts(self, after: int = 0, limit: int = 1000) -> Sequence[Attempt]:
        """The refused commands of the store below."""
        return self._base.attempts(after, limit)

    def position(self) -> int:
        """The position of the newest event."""
        return self._end + len(self._recorded)

    def due(self, now: datetime) -> Sequence[DueItem]:
        """What is due at `now` and not yet recorded as lapsed, oldest first."""
        return [item for item in self.agenda() if item.due_at <= now]

    def agenda(self) -> Sequence[DueItem]:
        """Every running deadline not yet recorded as lapsed, oldest first."""
        running = {(item.case, item.deadline): item.due_at for item in self._base.agenda()}
        for one in self._recorded:
            for deadline, due_at in agenda_changes([one.event]).items():
                running.pop((one.case, deadline), None)
                if due_at is not None:
                    running[one.case, deadline] = due_at.astimezone(UTC)
        return sorted(DueItem(due_at, *place) for place, due_at in running.items())

    def cases(self, starting: str = "") -> Sequence[str]:
        """The case numbers that start with these letters, in order."""
        mine = {case for case in self._cases if case.startswith(starting)}
        return sorted(mine.union(self._base.cases(starting)))

    def view(self, name: str) -> View:
        """Open a copy of a kept table."""
        with self._lock:
            if name not in self._tables:
                position, rows = self._base.view(name).snapshot()
                self._tables[name] = Table(position, {key: row_text(row) for key, row in rows})
        return MemoryView(self._tables, name, self._lock)

    def swap_view(self, built: str, name: str) -> None:
        """Put the copy `built` in the place of `name`."""
        self.view(built)
        self._tables[name] = self._tables.pop(built)

    def drop_view(self, name: str) -> None:
        """Forget the rows of a copy."""
        self._tables[name] = Table()

    def views(self) -> Sequence[tuple[str, int, int]]:
        """Name, position and number of rows of every table that was copied."""
        return [(name, one.position, len(one.rows)) for name, one in sorted(self._tables.items())]

    def evidence(self, after: int = -1) -> AbstractContextManager[Evidence]:
        """Give the ledger of the store below."""
        return self._base.evidence(after)

    def check(self) -> Iterator[str]:
        """Find damage in the store below."""
        return self._base.check()

    def opening(self) -> Opening:
        """Give what opens the words of the store below; what is only tried is not sealed."""
        return self._base.opening()

    @property
    def keyring(self) -> Keyring | None:
        """The keys by which what is personal is sealed."""
        return self._base.keyring

    def read_by(self, reading: Reading) -> TrialStore:
        """Give the same store, opening what is sealed for a reading alone."""
        other = copy(self)
        other._base = self._base.read_by(reading)  # noqa: SLF001  its own copy
        return other

    def digest(self, text: bytes) -> str:
        """Give the fingerprint of a command."""
        return self._base.digest(text)

    def close(self) -> None:
        """Let go of the store below."""
        self._base.close()
