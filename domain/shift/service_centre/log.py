"""The duty log as its rows tell it: what lacks an action, what is major, what was reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ....workflow.actor import Actor
from ....workflow.case import Case
from ....workflow.forms import Command
from ....workflow.rules import condition

LOGGED = "DutyLogged"


class Weighing(Protocol):
    """A new row, which may be marked as major."""

    @property
    def major(self) -> bool | None: ...


class OfRow(Protocol):
    """A form about a row that is in the log."""

    @property
    def row(self) -> int: ...


class Reporting(OfRow, Protocol):
    """A report of a row to somebody."""

    @property
    def recipient(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the log, as it reads today."""

    number: int
    has_action: bool
    is_major: bool
    is_reported: bool


def rows(case: Case) -> tuple[Row, ...]:
    """Give the rows of the log, counted from 1."""
    filled = _numbers(case, "DutyEntryFilled")
    reported = _numbers(case, "MajorReported")
    entries = (event.form for event in case.past if event.name == LOGGED)
    return tuple(
        Row(
            number,
            bool(entry.get("action")) or number in filled,
            entry.get("major") is True,
            number in reported,
        )
        for number, entry in enumerate(entries, 1)
    )


def _numbers(case: Case, event_name: str) -> frozenset[object]:
    return frozenset(event.form["row"] for event in case.past if event.name == event_name)


def row_of(case: Case, form: Command) -> int:
    """Give the row that a form is about: the one it names, or the one it writes."""
    named: int | None = getattr(form, "row", None)
    return len(rows(case)) + 1 if named is None else named


# ---------------------------------------------------------------- conditions on the log


@condition("the matter is major")
def is_major(case: Case, form: Weighing) -> bool:
    """Hold where the new row is marked as major."""
    return form.major is True


@condition("the row is in the log and lacks its action")
def row_lacks_its_action(case: Case, form: OfRow) -> bool:
    """Hold where there is something to fill in [inferred]."""
    return any(row.number == form.row and not row.has_action for row in rows(case))


@condition("the row is in the log and marked as major")
def row_is_major(case: Case, form: OfRow) -> bool:
    """Hold where a major matter is reported."""
    return any(row.number == form.row and row.is_major for row in rows(case))


@condition("a major matter is reported to the director")
def told_to_the_director(case: Case, form: Reporting) -> bool:
    """Hold where the recipient is named as director."""
    return Actor.parse(form.recipient).role == "director"


@condition("the log has no missing row or action")
def log_is_complete(case: Case) -> bool:
    """Hold where something, if only 无, is written and each row has its action [inferred]."""
    found = rows(case)
    return bool(found) and all(row.has_action for row in found)


@condition("every major matter has been reported to the director")
def majors_are_reported(case: Case) -> bool:
    """Hold where no major row is left unreported."""
    return all(row.is_reported for row in rows(case) if row.is_major)
