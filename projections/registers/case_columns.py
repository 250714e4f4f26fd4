"""The columns that registers of cases share, and how the others are written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypeAlias

from ...workflow.actor import person_in
from ...workflow.forms import Choice
from ...workflow.language import Label
from .. import written
from ..clocks import Timer, due_at, is_late, running
from ..columns import Column, Reading, Says, Value, at
from .case_row import CaseRow, Entry, entries
from .words import Words

Line: TypeAlias = Reading[CaseRow]
Of: TypeAlias = Callable[[Line], Value]
CaseColumn: TypeAlias = Column[CaseRow]


# ---------------------------------------------------------------- kinds of columns


def text(name: str, zh: str, of: Of, width: int = 12) -> CaseColumn:
    """Write down a column of words, called in English as it is named."""
    return Column(name, Label.of(zh, name), of, "text", width)


def blank(name: str, zh: str, width: int = 12, *, of: str = "") -> CaseColumn:
    """Write down a column of what was last written in a blank: that of its name, or another."""
    return text(name, zh, in_blank(of or name), width)


def instant(name: str, zh: str, en: str, of: Of | None = None) -> CaseColumn:
    """Write down a column of instants: when the mark of its name was last set, or another."""
    return Column(name, Label(zh, en), of or marked(name), "instant", 16)


def due(name: str, zh: str, en: str, of: Of) -> CaseColumn:
    """Write down a column of instants until which something must happen."""
    return Column(name, Label(zh, en), of, "due", 16)


def yes(name: str, zh: str, of: Of) -> CaseColumn:
    """Write down a column that is true or false."""
    return Column(name, Label.of(zh, name), of, "yes", 6)


def number(name: str, zh: str, of: Of, width: int = 8) -> CaseColumn:
    """Write down a column of whole numbers."""
    return Column(name, Label.of(zh, name), of, "number", width)


def choice(
    name: str, zh: str, labels: Mapping[str, Label], width: int = 10, of: Of | None = None
) -> CaseColumn:
    """Write down a column of codes that are named; they stand in the blank of its name."""
    return Column(name, Label.of(zh, name), of or in_blank(name), "choice", width, labels)


def many(name: str, zh: str, of: Of, says: Says) -> CaseColumn:
    """Write down a column of several things, each put into words."""
    return Column(name, Label.of(zh, name), of, "list", 28, says=says)


def labels(choices: Iterable[Choice]) -> dict[str, Label]:
    """Name the codes of a choice."""
    return {str(one): one.label for one in choices}


# ---------------------------------------------------------------- what is read off a row


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


def timers_of(line: Line, deadline: str) -> list[Timer]:
    """Give the clocks of one deadline, the oldest first."""
    return [one for one in line.row["timers"] if one["deadline"].partition("#")[0] == deadline]


def due_of(deadline: str) -> Of:
    """Read until when the newest clock of a deadline runs, or ran."""

    def value(line: Line) -> Value:
        found = timers_of(line, deadline)
        return due_at(found[-1]) if found else None

    return value


# ---------------------------------------------------------------- columns of every case


def no() -> CaseColumn:
    """Write down the case's number."""
    return Column("no", Label("编号", "no."), lambda line: line.key, width=15)


def procedure(words: Words) -> CaseColumn:
    """Write down by which procedure the case is handled."""
    return choice("procedure", "程序", words.procedures, 24, of=lambda line: line.row["procedure"])


def state(words: Words) -> CaseColumn:
    """Write down where the case stands."""
    return choice("state", "状态", words.states, 14, of=lambda line: line.row["state"])


def first_contact() -> CaseColumn:
    """Write down who took the case in (S004-p7-first-1)."""
    return text("first_contact", "首问责任人", lambda line: line.row["first_contact"], 10)


def deadlines(words: Words) -> tuple[CaseColumn, ...]:
    """Write down what is due next, what is overdue, and what was missed."""
    return (
        choice("next_deadline", "最近时限", words.deadlines, 20, of=_next_deadline),
        due("next_due_at", "最近到期", "next due", _next_due),
        yes("overdue", "逾期", lambda line: any(_overdue(line))),
        many("overdue_deadlines", "逾期时限", lambda line: _names(_overdue(line)), words.deadline),
        yes("missed", "曾逾期", lambda line: any(_missed(line))),
        many("missed_deadlines", "曾逾期时限", lambda line: _names(_missed(line)), words.deadline),
    )


def signatures(words: Words) -> CaseColumn:
    """Write down who signed what, also what counts no more."""
    return many("signatures", "签字", lambda line: line.row["signatures"], words.signed)


def closing(words: Words) -> tuple[CaseColumn, ...]:
    """Write down how every line ends: corrections, late entries, days, version, why parked."""
    return (
        many("corrections", "更正", lambda line: line.row["corrections"], words.struck),
        many("late_entries", "补录", lambda line: line.row["late"], words.came_late),
        Column("days_open", Label("历时天数", "days open"), _days_open, "number", 8),
        Column("version", Label("版本", "version"), lambda line: line.row["version"], "number", 7),
        text("parked", "停登原因", lambda line: line.parked or None, 20),
    )


def _nearest(line: Line) -> Timer | None:
    return min(running(line.row["timers"]), key=due_at, default=None)


def _next_deadline(line: Line) -> str | None:
    found = _nearest(line)
    return found["deadline"].partition("#")[0] if found else None


def _next_due(line: Line) -> datetime | None:
    found = _nearest(line)
    return due_at(found) if found else None


def _overdue(line: Line) -> Iterable[Timer]:
    """Give the deadlines that run and are over at the time of reading."""
    return (one for one in running(line.row["timers"]) if is_late(one, line.now))


def _missed(line: Line) -> Iterable[Timer]:
    """Give every deadline that was not kept, also where the step was taken late."""
    return (one for one in line.row["timers"] if is_late(one, line.now))


def _names(timers: Iterable[Timer]) -> list[str]:
    return list(dict.fromkeys(one["deadline"].partition("#")[0] for one in timers))


def _days_open(line: Line) -> int | None:
    """Count the whole days until the case was closed, or until now."""
    marks = line.row["marks"]
    opened, closed = at(marks.get("opened_at")), at(marks.get("closed_at"))
    return ((closed or line.now) - opened).days if opened else None
