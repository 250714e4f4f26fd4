"""What is read off the row of a case: the words in its blanks, its marks, entries and clocks."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from ...workflow.actor import person_in
from ...workflow.events import deadline_of
from .. import written
from ..clocks import Timer, due_at, running
from ..columns import Reading, Value, at
from .case_row import CaseRow, Entry, entries

Line: TypeAlias = Reading[CaseRow]
Of: TypeAlias = Callable[[Line], Value]


def in_blank(name: str) -> Of:
    """Read what was last written in a blank."""

    def value(line: Line) -> Value:
        found = written.read(line.row["written"], name)
        return None if found is None else str(found)

    return value


def in_yes(name: str) -> Of:
    """Read what was last answered in a blank that is true or false."""

    def value(line: Line) -> Value:
        found = written.read(line.row["written"], name)
        return found if isinstance(found, bool) else None

    return value


def in_amount(name: str) -> Of:
    """Read the sum that was last written in a blank."""

    def value(line: Line) -> Value:
        found = written.read(line.row["written"], name)
        return None if found is None else Decimal(str(found))

    return value


def in_list(name: str) -> Of:
    """Read the list that was last written in a blank."""

    def value(line: Line) -> Value:
        found = written.read(line.row["written"], name)
        return found if isinstance(found, list) else []

    return value


def in_instant(name: str) -> Of:
    """Read the instant that was last written in a blank."""
    return lambda line: at(written.read(line.row["written"], name))


def in_person(name: str) -> Of:
    """Read the person who was last named in a blank."""

    def value(line: Line) -> Value:
        found = written.read(line.row["written"], name)
        return person_in(str(found)) if found else None

    return value


def marked(name: str) -> Of:
    """Read when something last happened."""
    return lambda line: at(line.row["marks"].get(name))


def last(line: Line, *names: str) -> Entry | None:
    """Give the newest entry of these events."""
    return next(reversed(entries(line.row, *names)), None)


def each(*names: str) -> Of:
    """Read every entry of these events."""
    return lambda line: entries(line.row, *names)


def times(*names: str) -> Of:
    """Count the entries of these events."""
    return lambda line: len(entries(line.row, *names))


def signed_by(meaning: str) -> Of:
    """Read who gave the newest signature with a meaning that still counts."""

    def value(line: Line) -> Value:
        counting = (one for one in reversed(line.row["signatures"]) if not one["void"])
        return next((one["person"] for one in counting if one["meaning"] == meaning), None)

    return value


def in_entry(name: str, *events: str) -> Of:
    """Read a blank of the newest entry of these events, whatever other events wrote there."""

    def value(line: Line) -> Value:
        found = last(line, *events)
        word = found["form"][name] if found else None
        return None if word is None else str(word)

    return value


def timers_of(line: Line, deadline: str) -> list[Timer]:
    """Give the clocks of one deadline, the oldest first."""
    return [one for one in line.row["timers"] if deadline_of(one["deadline"]) == deadline]


def running_of(deadline: str) -> Of:
    """Read until when a deadline runs; None where no clock of it does."""

    def value(line: Line) -> Value:
        return next(map(due_at, running(timers_of(line, deadline))), None)

    return value


def due_of(deadline: str) -> Of:
    """Read until when the newest clock of a deadline runs, or ran."""

    def value(line: Line) -> Value:
        found = timers_of(line, deadline)
        return due_at(found[-1]) if found else None

    return value
