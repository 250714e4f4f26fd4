"""What one append puts into a store, and what follows from it, whatever keeps the log.

Every backend works an append off in the same order, in one transaction: the key must be
free, the number is drawn, the events are written, and then each of its parts runs with what
was `Written`. The answer, the agenda and the ledger's leaves are such parts. A part that
raises undoes all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from ..errors import HistoryBroken
from ..events import Event, Recorded, instant
from .contract import Append, Attempt, Kept, VersionTaken
from .rows import StoredRow
from .view import Row


class KeptAt(NamedTuple):
    """An answer with what it answers: the newest event it recorded, or the refused attempt."""

    kept: Kept
    position: int | None = None
    attempt: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """The rows that an append has put into the log, inside its open transaction."""

    batch: Append
    case: str
    rows: tuple[StoredRow, ...]

    @property
    def position(self) -> int:
        """The position of the newest row."""
        return self.rows[-1].position

    def answer(self) -> KeptAt | None:
        """Write the answer to keep, if the append has a receipt."""
        receipt = self.batch.receipt
        if receipt is None:
            return None
        kept = Kept(receipt.key, receipt.digest, receipt.answer(self.case))
        return KeptAt(kept, position=self.position)

    def recorded(self) -> tuple[Recorded, ...]:
        """Give the events back at their places."""
        return tuple(
            Recorded(row.position, row.case, row.version, event)
            for row, event in zip(self.rows, self.batch.events, strict=True)
        )


def case_number(series: str, number: int) -> str:
    """Write a consecutive number, `C-2026-000001`."""
    return f"{series}-{number:06d}"


def number_of(case: str) -> tuple[str, int] | None:
    """Read a case number as its series and number, if it is one."""
    series, _, digits = case.rpartition("-")
    number = int(digits) if digits.isascii() and digits.isdigit() else 0
    return (series, number) if series and case == case_number(series, number) else None


def ensure_follows(batch: Append, case: str, found: int) -> None:
    """Let an append go on behind the version found, or raise VersionTaken or HistoryBroken."""
    if found == batch.version:
        return
    if batch.series:
        raise HistoryBroken(f"{case} was opened beside the numbers of {batch.series}")
    if found > batch.version:
        raise VersionTaken(f"{case} is at version {found}, not {batch.version}")
    raise HistoryBroken(f"{case} is at version {found}: {batch.version + 1} would leave a gap")


def agenda_changes(events: Iterable[Event]) -> dict[str, datetime | None]:
    """Say what events of one case do to its running deadlines: due when, or None if over.

    What an event lapses or ends is over before what it starts begins, so that it can start
    a deadline of the same name anew.
    """
    changes: dict[str, datetime | None] = {}
    for event in events:
        changes.update(dict.fromkeys((*event.ends, *([event.lapses] if event.lapses else []))))
        changes.update((clock.deadline, clock.due_at) for clock in event.starts)
    return changes


def attempt_words(attempt: Attempt) -> dict[str, str]:
    """Write an attempt as the words that are kept of it."""
    return {
        "case_number": attempt.case,
        "procedure": attempt.procedure,
        "step": attempt.step,
        "person": attempt.person,
        "role": attempt.role,
        "department": attempt.department,
        "at": instant(attempt.at),
        "kind": attempt.kind,
        "clauses": json.dumps(attempt.clauses, ensure_ascii=False),
        "says": attempt.says,
        "asked": attempt.asked,
        "key": attempt.key,
    }


def row_text(row: Row) -> str:
    """Write a row of a view as JSON; what JSON cannot say is a TypeError or ValueError."""
    return json.dumps(row, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
