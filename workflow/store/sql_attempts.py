"""Refused commands in tables, beside the log and never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime

from pydantic import TypeAdapter

from ..calendars import aware
from ..errors import HistoryBroken
from .contract import Attempt
from .rows import StoredAttempt
from .sql import NO_END, Ask, Base, Row, Writing
from .stored import attempt_words

_WORDS = (
    "case_number, procedure, step, person, role, department, at, kind, clauses, says, asked, key"
)
_INSERT = (
    f"INSERT INTO attempts (after, {_WORDS}) "  # noqa: S608 - ours
    "SELECT coalesce(max(notification_id), 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? "
    "FROM stored_events RETURNING id, after"
)
_CLAUSES = TypeAdapter(tuple[str, ...])
_COLUMNS = tuple(field.name for field in fields(Attempt))
_SELECT = f"SELECT {_WORDS}, id, after FROM attempts WHERE id > ? ORDER BY id LIMIT ?"  # noqa: S608 - ours


def write(writing: Writing, attempt: Attempt) -> StoredAttempt:
    """Keep an attempt behind the newest event."""
    words = attempt_words(attempt)
    number, after = writing.execute(_INSERT, tuple(words.values())).fetchone()
    return StoredAttempt(number, after, words)


def read(base: Base, after: int, limit: int) -> list[Attempt]:
    """Read the next attempts behind an id, in order."""
    return list(map(_attempt, base.rows(_SELECT, after, limit)))


def read_all(ask: Ask) -> Iterator[Attempt]:
    """Read every attempt, one by one."""
    return map(_attempt, ask(_SELECT, 0, NO_END))


def stored(ask: Ask, after: int) -> Iterator[StoredAttempt]:
    """Give the attempts behind an id exactly as they are kept, one by one."""
    names = _WORDS.split(", ")
    for *words, number, behind in ask(_SELECT, after, NO_END):
        yield StoredAttempt(number, behind, dict(zip(names, words, strict=True)))


def _attempt(row: Row) -> Attempt:
    named = dict(zip(_COLUMNS, row, strict=True))
    try:
        named["at"] = aware(datetime.fromisoformat(named["at"]))
        named["clauses"] = _CLAUSES.validate_json(named["clauses"], strict=True)
    except (TypeError, ValueError, OverflowError) as error:
        raise HistoryBroken(f"attempt {named['id']} cannot be read: {error}") from None
    return Attempt(**named)
