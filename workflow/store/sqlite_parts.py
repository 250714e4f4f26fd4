"""What SQLite writes beside the events of an append, each inside its transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from ..events import FIRST, LAST
from .contract import KeyTaken
from .sqlite_leaves import keep_leaves
from .stored import KeptAt, Written, agenda_changes, case_number

Part = Callable[[sqlite3.Cursor, Written], None]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def ensure_free(cursor: sqlite3.Cursor, key: str) -> None:
    """Raise KeyTaken if an answer is kept under this key."""
    if cursor.execute("SELECT 1 FROM answers WHERE key = ?", (key,)).fetchone():
        raise KeyTaken(key)


def draw_number(cursor: sqlite3.Cursor, series: str) -> str:
    """Draw the next case number of a series; a rollback gives it back."""
    (number,) = cursor.execute(
        "INSERT INTO numbers VALUES (?, 1) "
        "ON CONFLICT (series) DO UPDATE SET last = last + 1 RETURNING last",
        (series,),
    ).fetchone()
    return case_number(series, number)


def keep_answer(cursor: sqlite3.Cursor, written: Written) -> None:
    """Keep the answer under its key."""
    answer = written.answer()
    if answer:
        write_answer(cursor, answer)


def write_answer(cursor: sqlite3.Cursor, answer: KeptAt) -> None:
    """Write an answer with what it answers."""
    kept = answer.kept
    cursor.execute(
        "INSERT INTO answers VALUES (?, ?, ?, ?, ?)",
        (kept.key, kept.digest, kept.answer, answer.position, answer.attempt),
    )


def keep_agenda(cursor: sqlite3.Cursor, written: Written) -> None:
    """Bring the running deadlines of the case up to date."""
    for deadline, due_at in agenda_changes(written.batch.events).items():
        if due_at is None:
            cursor.execute(
                "DELETE FROM agenda WHERE case_number = ? AND deadline = ?",
                (written.case, deadline),
            )
        else:
            cursor.execute(
                "INSERT INTO agenda VALUES (?, ?, ?) "
                "ON CONFLICT DO UPDATE SET due_at = excluded.due_at",
                (written.case, deadline, microseconds(due_at)),
            )


def microseconds(at: datetime) -> int:
    """Write an instant as a number that sorts and loses nothing."""
    return (at - _EPOCH) // _MICROSECOND


def instant_of(number: int) -> datetime:
    """Read an instant back; the first or the last one for a number that nobody here has written."""
    return _EPOCH + min(max(number, _FIRST), _LAST) * _MICROSECOND


_FIRST, _LAST = microseconds(FIRST), microseconds(LAST)


PARTS: tuple[Part, ...] = (keep_answer, keep_agenda, keep_leaves)
