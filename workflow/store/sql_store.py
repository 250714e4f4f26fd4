"""What a store does in the same words of SQL, whatever base keeps its tables."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING, Self

from ..events import Recorded
from . import sql_attempts, sql_leaves, sql_views
from .contract import Attempt, DueItem, Kept, Opening
from .mapper import RegistryMapper
from .registry import Registry
from .sealing import Sealing
from .sql import LOG, Base, Rows
from .sql_parts import ensure_free, instant_of, microseconds, write_answer
from .sql_recorder import SQLRecorder
from .stored import KeptAt
from .view import View

if TYPE_CHECKING:
    from ..privacy.contract import Keyring
    from ..privacy.reading import Reading

_RUNNING = "SELECT due_at, case_number, deadline FROM agenda"
_OLDEST_FIRST = "ORDER BY due_at, case_number, deadline"
_CASES = (
    "SELECT originator_id FROM stored_events WHERE originator_version = 1 "
    "AND originator_id >= ? AND originator_id < ? ORDER BY originator_id"
)
_LAST_LETTER = "\U0010ffff"


class SQLStore:
    """A Store on a base of tables, all but how it appends and what it can tell of its soundness."""

    def __init__(
        self, url: str, base: Base, recorder: SQLRecorder, registry: Registry, sealing: Sealing
    ) -> None:
        self.url = url
        self.mapper = RegistryMapper(registry, sealing)
        self._sealing = sealing
        self._base = base
        self._log = recorder
        self._registry = registry

    def refuse(self, attempt: Attempt, kept: Kept | None = None) -> None:
        """Keep a refused command beside the log, and its answer when it had a key."""
        with self._base.writing(LOG) as writing:
            if kept:
                ensure_free(writing, kept.key)
            known = bool(self._log.version(writing, attempt.case))
            attempt, kept = self._sealing.refusal(attempt, kept, known=known)
            told = sql_attempts.write(writing, attempt)
            sql_leaves.keep_leaf(writing, told)
            if kept:
                write_answer(writing, KeptAt(kept, attempt=told.id))

    def kept(self, key: str) -> Kept | None:
        """Find the first answer given under an idempotency key."""
        query = "SELECT key, digest, answer FROM answers WHERE key = ?"
        found = next((Kept(*row) for row in self._base.rows(query, key)), None)
        return self.opening().answer(found) if found else None

    def events(self, case: str) -> tuple[Recorded, ...]:
        """All events of a case in their order; none if there is no such case."""
        history = self._registry.history(case, self._log.rows_of(case))
        return tuple(map(self.opening().recorded, history))

    def read(self, after: int = 0, limit: int = 1000) -> Sequence[Recorded]:
        """The next events of the whole log behind a position, in order, as they are kept."""
        return self._registry.page(self._log.rows(after, limit))

    def attempts(self, after: int = 0, limit: int = 1000) -> Sequence[Attempt]:
        """The next refused commands whose id is behind `after`, in order."""
        return sql_attempts.read(self._base, after, limit)

    def position(self) -> int:
        """The position of the newest event; 0 in an empty log."""
        return self._log.max_notification_id() or 0

    def due(self, now: datetime) -> Sequence[DueItem]:
        """What is due at `now` and not yet recorded as lapsed, oldest first."""
        query = f"{_RUNNING} WHERE due_at <= ? {_OLDEST_FIRST}"
        return _items(self._base.rows(query, microseconds(now)))

    def agenda(self) -> Sequence[DueItem]:
        """Every running deadline not yet recorded as lapsed, oldest first."""
        return _items(self._base.rows(f"{_RUNNING} {_OLDEST_FIRST}"))

    def cases(self, starting: str = "") -> Sequence[str]:
        """The case numbers that start with these letters, in order."""
        found = self._base.rows(_CASES, starting, starting + _LAST_LETTER)
        return [case for (case,) in found]

    def view(self, name: str) -> View:
        """Open a kept table by name, empty if it does not exist yet."""
        return sql_views.SQLView(self._base, name)

    def swap_view(self, built: str, name: str) -> None:
        """Put the view `built` in the place of `name` in one transaction."""
        sql_views.swap(self._base, built, name)

    def drop_view(self, name: str) -> None:
        """Forget a view."""
        sql_views.drop(self._base, name)

    def views(self) -> Sequence[tuple[str, int, int]]:
        """Name, position and number of rows of every kept view."""
        return sql_views.listed(self._base)

    def opening(self) -> Opening:
        """Give what opens sealed words for one reading."""
        return self._sealing.opening()

    @property
    def keyring(self) -> Keyring | None:
        """The keys by which what is personal is sealed."""
        return self._sealing.keyring

    def read_by(self, reading: Reading) -> Self:
        """Give the same store, opening what is sealed for a reading alone."""
        other = copy(self)
        other._sealing = self._sealing.read_by(reading)  # noqa: SLF001  its own copy
        return other

    def digest(self, text: bytes) -> str:
        """Give the fingerprint of a command."""
        return self._sealing.digest(text)

    def close(self) -> None:
        """Let go of connections; the store may not be used afterwards."""
        self._base.close()
        self._sealing.close()


def _items(rows: Rows) -> list[DueItem]:
    return [DueItem(instant_of(due_at), case, deadline) for due_at, case, deadline in rows]
