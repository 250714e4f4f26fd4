"""A store that lives and dies with its process: for tests, plays and trying things out.

It keeps the same bytes and refuses the same things as a database does, so that what works
here works there.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..events import Recorded
from .check import Facts, damage
from .contract import Append, Attempt, DueItem, Kept, KeyTaken, Opening
from .journal import Journal
from .leaf import hash_of
from .mapper import RegistryMapper
from .memory_recorder import MemoryRecorder
from .memory_views import MemoryView, Table
from .registry import Registry
from .rows import Evidence, StoredAttempt, StoredLeaf
from .sealing import PLAIN, Sealing
from .stored import KeptAt, Written, agenda_changes, attempt_words, case_number, ensure_follows
from .view import View

if TYPE_CHECKING:
    from ..privacy.contract import Keyring
    from ..privacy.reading import Reading

NO_LIMIT = 2**62


@dataclass(slots=True)
class Tables:
    """What stands beside the log."""

    numbers: dict[str, int] = field(default_factory=dict)
    answers: dict[str, KeptAt] = field(default_factory=dict)
    agenda: dict[tuple[str, str], datetime] = field(default_factory=dict)
    attempts: dict[int, Attempt] = field(default_factory=dict)
    leaves: dict[int, StoredLeaf] = field(default_factory=dict)
    views: dict[str, Table] = field(default_factory=dict)


Part = Callable[[Journal, Tables, Written], None]


def keep_answer(journal: Journal, tables: Tables, written: Written) -> None:
    """Keep the answer under its key."""
    answer = written.answer()
    if answer:
        journal.put(tables.answers, answer.kept.key, answer)


def keep_agenda(journal: Journal, tables: Tables, written: Written) -> None:
    """Bring the running deadlines of the case up to date."""
    for deadline, due_at in agenda_changes(written.batch.events).items():
        if due_at is None:
            journal.drop(tables.agenda, (written.case, deadline))
        else:
            journal.put(tables.agenda, (written.case, deadline), due_at.astimezone(UTC))


def keep_leaves(journal: Journal, tables: Tables, written: Written) -> None:
    """Give each event its leaf in the ledger."""
    for index, row in enumerate(written.rows, len(tables.leaves)):
        leaf = StoredLeaf(index, row.position, None, hash_of(index, row))
        journal.put(tables.leaves, index, leaf)


PARTS: tuple[Part, ...] = (keep_answer, keep_agenda, keep_leaves)


def _stored(attempt: Attempt) -> StoredAttempt:
    return StoredAttempt(attempt.id, attempt.after, attempt_words(attempt))


class MemoryStore:
    """A Store in memory, for any number of threads of one process."""

    url = "memory:"

    def __init__(
        self, registry: Registry, parts: Sequence[Part] = PARTS, sealing: Sealing = PLAIN
    ) -> None:
        self._sealing = sealing
        self.mapper = RegistryMapper(registry, self._sealing)
        self.recorder = MemoryRecorder()
        self._registry = registry
        self._parts = tuple(parts)
        self._tables = Tables()
        # The library's followers read under this lock, so they see no half of an append.
        self._lock = self.recorder.lock

    def append(self, batch: Append) -> tuple[Recorded, ...]:
        """Record events in one transaction; raise VersionTaken or KeyTaken instead."""
        with self._lock, Journal() as journal:
            self._ensure_free(batch.receipt.key if batch.receipt else "")
            case = batch.case or self._draw_number(journal, batch.series)
            ensure_follows(batch, case, self.recorder.version(case))
            written = self._write(journal, case, batch)
            for part in self._parts:
                part(journal, self._tables, written)
        self.recorder.tell()
        return written.recorded()

    def _ensure_free(self, key: str) -> None:
        if key in self._tables.answers:
            raise KeyTaken(key)

    def _draw_number(self, journal: Journal, series: str) -> str:
        number = self._tables.numbers.get(series, 0) + 1
        journal.put(self._tables.numbers, series, number)
        return case_number(series, number)

    def _write(self, journal: Journal, case: str, batch: Append) -> Written:
        before = self.recorder.position()
        journal.on_undo(lambda: self.recorder.cut(before))
        return Written(batch, case, self.recorder.record(self.mapper.store_all(case, batch)))

    def refuse(self, attempt: Attempt, kept: Kept | None = None) -> None:
        """Keep a refused command beside the log, and its answer when it had a key."""
        with self._lock, Journal() as journal:
            self._ensure_free(kept.key if kept else "")
            number = len(self._tables.attempts) + 1
            known = bool(self.recorder.version(attempt.case))
            attempt, kept = self._sealing.refusal(attempt, kept, known=known)
            at = attempt.at.astimezone(UTC)
            told = replace(attempt, id=number, after=self.recorder.position(), at=at)
            journal.put(self._tables.attempts, number, told)
            index = len(self._tables.leaves)
            leaf = StoredLeaf(index, None, number, hash_of(index, _stored(told)))
            journal.put(self._tables.leaves, index, leaf)
            if kept:
                journal.put(self._tables.answers, kept.key, KeptAt(kept, attempt=number))

    def kept(self, key: str) -> Kept | None:
        """Find the first answer given under an idempotency key."""
        with self._lock:
            found = self._tables.answers.get(key)
            return self._sealing.opening().answer(found.kept) if found else None

    def events(self, case: str) -> tuple[Recorded, ...]:
        """All events of a case in their order; none if there is no such case."""
        with self._lock:
            rows = self.recorder.rows_of(case)
        return tuple(map(self.opening().recorded, self._registry.history(case, rows)))

    def read(self, after: int = 0, limit: int = 1000) -> Sequence[Recorded]:
        """The next events of the whole log behind a position, in order, as they are kept."""
        with self._lock:
            rows = self.recorder.rows(after, limit)
        return self._registry.page(rows)

    def attempts(self, after: int = 0, limit: int = 1000) -> Sequence[Attempt]:
        """The next refused commands whose id is behind `after`, in order."""
        with self._lock:
            newest = min(after + limit, len(self._tables.attempts))
            return [self._tables.attempts[number] for number in range(after + 1, newest + 1)]

    def position(self) -> int:
        """The position of the newest event; 0 in an empty log."""
        with self._lock:
            return self.recorder.position()

    def due(self, now: datetime) -> Sequence[DueItem]:
        """What is due at `now` and not yet recorded as lapsed, oldest first."""
        return [item for item in self.agenda() if item.due_at <= now]

    def agenda(self) -> Sequence[DueItem]:
        """Every running deadline not yet recorded as lapsed, oldest first."""
        with self._lock:
            running = self._tables.agenda.items()
            return sorted(DueItem(due_at, *place) for place, due_at in running)

    def cases(self, starting: str = "") -> Sequence[str]:
        """The case numbers that start with these letters, in order."""
        with self._lock:
            return [case for case in self.recorder.cases() if case.startswith(starting)]

    def view(self, name: str) -> View:
        """Open a kept table by name, empty if it does not exist yet."""
        return MemoryView(self._tables.views, name, self._lock)

    def swap_view(self, built: str, name: str) -> None:
        """Put the view `built` in the place of `name` in one transaction."""
        with self._lock:
            if built == name:
                return
            self.drop_view(name)
            if table := self._tables.views.pop(built, None):
                self._tables.views[name] = table

    def drop_view(self, name: str) -> None:
        """Forget a view."""
        with self._lock:
            self._tables.views.pop(name, None)

    def views(self) -> Sequence[tuple[str, int, int]]:
        """Name, position and number of rows of every kept view."""
        with self._lock:
            tables = sorted(self._tables.views.items())
            return [(name, table.position, len(table.rows)) for name, table in tables]

    def check(self) -> Iterator[str]:
        """Find damage: what is not contiguous, not readable, or not what the log says."""
        with self._lock, self.evidence() as ledger:
            found = list(damage(self._facts(ledger), self._registry))
        yield from found

    @contextmanager
    def evidence(self, after: int = -1) -> Generator[Evidence]:
        """Give the ledger's leaves behind an index and what they stand for, at one instant."""
        with self._lock:
            leaves = [one for one in self._tables.leaves.values() if one.place > after]
            older = [one for one in self._tables.leaves.values() if one.place <= after]
            rows = self.recorder.rows(sum(one.attempt is None for one in older), NO_LIMIT)
            attempts = self.attempts(sum(one.position is None for one in older), NO_LIMIT)
        yield Evidence(iter(leaves), iter(rows), map(_stored, attempts))

    def _facts(self, ledger: Evidence) -> Facts:
        return Facts(
            rows=self.recorder.rows(0, self.recorder.position()),
            numbers=self._tables.numbers,
            agenda=self.agenda(),
            strays=[key for key, kept in self._tables.answers.items() if self._is_stray(kept)],
            attempts=self.attempts(limit=len(self._tables.attempts)),
            views={name: position for name, position, _ in self.views()},
            ledger=ledger,
        )

    def _is_stray(self, answer: KeptAt) -> bool:
        if answer.position is not None:
            return not 0 < answer.position <= self.recorder.position()
        return answer.attempt not in self._tables.attempts

    def opening(self) -> Opening:
        """Give what opens sealed words for one reading."""
        return self._sealing.opening()

    @property
    def keyring(self) -> Keyring | None:
        """The keys by which what is personal is sealed."""
        return self._sealing.keyring

    def read_by(self, reading: Reading) -> MemoryStore:
        """Give the same store, opening what is sealed for a reading alone."""
        other = copy(self)
        other._sealing = self._sealing.read_by(reading)  # noqa: SLF001  its own copy
        return other

    def digest(self, text: bytes) -> str:
        """Give the fingerprint of a command."""
        return self._sealing.digest(text)

    def close(self) -> None:
        """Let go of the keyring: a store in memory holds no connections."""
        self._sealing.close()
