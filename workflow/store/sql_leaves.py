"""The ledger's leaves in a table: one for each event and each attempt, never changed.

They have an index of their own, dense from 0. Before the log grows it must end where the
ledger ends: so what somebody else has added to the tables stops the next step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge

from ..errors import LedgerBroken
from . import sql_attempts
from .leaf import hash_of
from .rows import Evidence, StoredAttempt, StoredLeaf, StoredRow
from .sql import NO_END, Ask, Writing
from .stored import Written

# Each on its own, so that it is looked up at the end of an index.
_TIP = (
    "SELECT (SELECT coalesce(max(i), -1) FROM leaves), "
    "(SELECT coalesce(max(position), 0) FROM leaves), "
    "(SELECT coalesce(max(attempt), 0) FROM leaves), "
    "(SELECT coalesce(max(notification_id), 0) FROM stored_events WHERE notification_id < ?), "
    "(SELECT coalesce(max(id), 0) FROM attempts WHERE id < ?)"
)
_INSERT = "INSERT INTO leaves VALUES (?, ?, ?, ?)"
_LEAVES = "SELECT i, position, attempt, hash FROM leaves WHERE i > ? ORDER BY i"
_NEWEST = "SELECT {0} FROM leaves WHERE i <= ? AND {0} IS NOT NULL ORDER BY i DESC LIMIT 1"
_BEFORE = (
    f"SELECT coalesce(({_NEWEST.format('position')}), 0), "
    f"coalesce(({_NEWEST.format('attempt')}), 0)"
)
_ROWS = (
    "SELECT notification_id, originator_id, originator_version, topic, state "
    "FROM stored_events WHERE notification_id > ? ORDER BY notification_id"
)


def keep_leaves(writing: Writing, written: Written) -> None:
    """Give each event that was written its leaf; LedgerBroken where others wrote before."""
    _keep(writing, written.rows, event=written.rows[0].position)


def keep_leaf(writing: Writing, attempt: StoredAttempt) -> None:
    """Give an attempt that was written its leaf; LedgerBroken where others wrote before."""
    _keep(writing, (attempt,), attempt=attempt.id)


def _keep(
    writing: Writing,
    kept: tuple[StoredRow | StoredAttempt, ...],
    *,
    event: int = NO_END,
    attempt: int = NO_END,
) -> None:
    newest, *ends = writing.execute(_TIP, (event, attempt)).fetchone()
    ensure_even(ends[:2], ends[2:])
    leaves = (_leaf(index, one) for index, one in enumerate(kept, newest + 1))
    writing.executemany(_INSERT, leaves)


def ensure_even(ledger: Sequence[int], log: Sequence[int]) -> None:
    """Let the log grow where it ends with the event and the attempt that the ledger ends with."""
    for name, told, found in zip(("event", "attempt"), ledger, log, strict=True):
        if found != told:
            raise LedgerBroken(
                f"the log ends with {name} {found} and the ledger with {name} {told}: somebody "
                "has written to the store beside huiyin; `huiyin verify` tells what"
            )


def _leaf(index: int, kept: StoredRow | StoredAttempt) -> StoredLeaf:
    if isinstance(kept, StoredAttempt):
        return StoredLeaf(index, None, kept.id, hash_of(index, kept))
    return StoredLeaf(index, kept.position, None, hash_of(index, kept))


def plant(ask: Ask, writing: Writing) -> None:
    """Make the leaves of a log that has none: attempts stand behind the event they follow."""
    rows: Iterator[StoredRow | StoredAttempt] = _rows(ask, 0)
    kept = merge(rows, sql_attempts.stored(ask, 0), key=_recorded)
    writing.executemany(_INSERT, (_leaf(index, one) for index, one in enumerate(kept)))


def _recorded(kept: StoredRow | StoredAttempt) -> tuple[int, int]:
    return (kept.after, kept.id) if isinstance(kept, StoredAttempt) else (kept.position, 0)


def evidence(ask: Ask, after: int) -> Evidence:
    """Give the leaves behind an index with what they stand for, and whatever has no leaf."""
    [(event, attempt)] = ask(_BEFORE, after, after)
    return Evidence(
        leaves=map(StoredLeaf._make, ask(_LEAVES, after)),
        rows=_rows(ask, event),
        attempts=sql_attempts.stored(ask, attempt),
    )


def _rows(ask: Ask, after: int) -> Iterator[StoredRow]:
    return map(StoredRow._make, ask(_ROWS, after))
