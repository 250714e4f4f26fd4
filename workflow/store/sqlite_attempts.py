"""Refused commands in a SQLite file, beside the log and never changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime

from pydantic import TypeAdapter

from ..calendars import aware
from ..errors import HistoryBroken
from ..events import instant
from .contract import Attempt
from .sqlite_file import Row, SQLiteFile

_INSERT = (
    "INSERT INTO attempts (after, case_number, procedure, step, person, role, department, at, "
    "kind, clauses, says, asked, key) "
    "SELECT coalesce(max(notification_id), 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? "
    "FROM stored_events"
)
_CLAUSES = TypeAdapter(tuple[str, ...])
_COLUMNS = tuple(field.name for field in fields(Attempt))
_SELECT = (
    "SELECT case_number, procedure, step, person, role, department, at, kind, clauses, says, "
    "asked, key, id, after FROM attempts WHERE id > ? ORDER BY id LIMIT ?"
)


def write(cursor: sqlite3.Cursor, attempt: Attempt) -> int:
    """Keep an attempt behind the newest event; give its id."""
    cursor.execute(
        _INSERT,
        (
            attempt.case,
            attempt.procedure,
            attempt.step,
            attempt.person,
            attempt.role,
            attempt.department,
            instant(attempt.at),
            attempt.kind,
            json.dumps(attempt.clauses, ensure_ascii=False),
            attempt.says,
            attempt.asked,
            attempt.key,
        ),
    )
    return cursor.lastrowid or 0


def read(file: SQLiteFile, after: int, limit: int) -> list[Attempt]:
    """Read the next attempts behind an id, in order."""
    return list(map(_attempt, file.rows(_SELECT, after, limit)))


def read_all(cursor: sqlite3.Cursor) -> Iterator[Attempt]:
    """Read every attempt, one by one."""
    return map(_attempt, cursor.execute(_SELECT, (0, -1)))


def _attempt(row: Row) -> Attempt:
    named = dict(zip(_COLUMNS, row, strict=True))
    try:
        named["at"] = aware(datetime.fromisoformat(named["at"]))
        named["clauses"] = _CLAUSES.validate_json(named["clauses"], strict=True)
    except (TypeError, ValueError) as error:
        raise HistoryBroken(f"attempt {named['id']} cannot be read: {error}") from None
    return Attempt(**named)
