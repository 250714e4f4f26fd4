"""What is written beside the events of an append, each inside its transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from ..events import FIRST, LAST
from .contract import KeyTaken
from .sql import Writing
from .sql_leaves import keep_leaves
from .stored import KeptAt, Written, agenda_changes, case_number

Part = Callable[[Writing, Written], None]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def ensure_free(writing: Writing, key: str) -> None:
    """Raise KeyTaken if an answer is kept under this key."""
    if writing.execute("SELECT 1 FROM answers WHERE key = ?", (key,)).fetchone():
        raise KeyTaken(key)


def draw_number(writing: Writing, series: str) -> str:
    """Draw the next case number of a series; a rollback gives it back."""
    (number,) = writing.execute(
        "INSERT INTO numbers VALUES (?, 1) "
        "ON CONFLICT (series) DO UPDATE SET last = numbers.last + 1 RETURNING last",
        (series,),
    ).fetchone()
    return case_number(series, number)


def keep_answer(writing: Writing, written: Written) -> None:
    """Keep the answer under its key."""
    answer = written.answer()
    if answer:
        write_answer(writing, answer)


def write_answer(writing: Writing, answer: KeptAt) -> None:
    """Write an answer with what it answers."""
    kept = answer.kept
    writing.execute(
        "INSERT INTO answers VALUES (?, ?, ?, ?, ?)",
        (kept.key, kept.digest, kept.answer, answer.position, answer.attempt),
    )


def keep_agenda(writing: Writing, written: Written) -> None:
    """Bring the running deadlines of the case up to date."""
    for deadline, due_at in agenda_changes(written.batch.events).items():
        if due_at is None:
            writing.execute(
                "DELETE FROM agenda WHERE case_number = ? AND deadline = ?",
                (written.case, deadline),
            )
        else:
            writing.execute(
                "INSERT INTO agenda VALUES (?, ?, ?) "
                "ON CONFLICT (case_number, deadline) DO UPDATE SET due_at = excluded.due_at",
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
