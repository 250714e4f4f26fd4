"""The facts for what all stores check, read from tables as they stood at one instant."""

from __future__ import annotations

from collections.abc import Iterator

from . import sql_attempts, sql_leaves
from .check import Facts, holes
from .contract import DueItem
from .sql import Ask
from .sql_parts import instant_of
from .sql_recorder import SQLRecorder

_STRAYS = (
    "SELECT key FROM answers "
    "WHERE (position IS NULL OR position NOT IN (SELECT notification_id FROM stored_events)) "
    "AND (attempt IS NULL OR attempt NOT IN (SELECT id FROM attempts)) ORDER BY key"
)
_NUMBERED = {
    "stored_events": ("position", "SELECT notification_id FROM stored_events ORDER BY 1"),
    "attempts": ("attempt", "SELECT id FROM attempts ORDER BY 1"),
}


def missing_rows(ask: Ask, table: str, last: int) -> Iterator[str]:
    """Say where a row was, up to the last number given out: what is undone leaves no hole."""
    called, numbers = _NUMBERED[table]
    yield from (f"{called} {hole} is missing" for hole in holes((n for (n,) in ask(numbers)), last))


def facts(ask: Ask, recorder: SQLRecorder) -> Facts:
    """Gather everything that is kept."""
    agenda = ask("SELECT due_at, case_number, deadline FROM agenda")
    return Facts(
        rows=recorder.all_rows(ask),
        numbers=dict(ask("SELECT series, last FROM numbers")),
        agenda=[DueItem(instant_of(due_at), *place) for due_at, *place in agenda],
        strays=[key for (key,) in ask(_STRAYS)],
        attempts=sql_attempts.read_all(ask),
        views=dict(ask("SELECT name, position FROM views")),
        ledger=sql_leaves.evidence(ask, -1),
    )
