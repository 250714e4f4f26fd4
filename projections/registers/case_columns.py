"""The columns that registers of cases share, and how the others are written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeAlias

from ...workflow.events import deadline_of
from ...workflow.language import Label
from ..clocks import Timer, due_at, is_late, running
from ..columns import Coded, Column, Says, Value, at
from .case_facts import Line, Of, in_blank, marked
from .case_row import CaseRow
from .words import Words

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


def amount(name: str, zh: str, of: Of, width: int = 12) -> CaseColumn:
    """Write down a column of exact sums or ratios."""
    return Column(name, Label.of(zh, name), of, "amount", width)


def many(name: str, zh: str, of: Of, says: Says | None = None) -> CaseColumn:
    """Write down a column of several things, each put into words where it needs them."""
    return Column(name, Label.of(zh, name), of, "list", 28, says=says)


# ---------------------------------------------------------------- columns of every case


def no() -> CaseColumn:
    """Write down the case's number."""
    return Column("no", Label("编号", "no."), lambda line: line.key, width=15)


def procedure(words: Words) -> CaseColumn:
    """Write down by which procedure the case is handled."""
    return choice("procedure", "程序", words.procedures, 24, of=lambda line: line.row["procedure"])


def state(words: Words) -> CaseColumn:
    """Write down where the case stands."""

    def value(line: Line) -> Value:
        return words.state(line.row["procedure"], line.row["state"])

    return choice("state", "状态", {}, 14, of=value)


def first_contact() -> CaseColumn:
    """Write down who took the case in (S004-p7-first-1)."""
    return text("first_contact", "首问责任人", lambda line: line.row["first_contact"], 10)


def deadlines(words: Words) -> tuple[CaseColumn, ...]:
    """Write down what is due next, what is overdue, and what was missed."""

    def nearest(line: Line) -> Value:
        return next(iter(_names(words, line, _nearest(line))), None)

    return (
        choice("next_deadline", "最近时限", {}, 20, of=nearest),
        due("next_due_at", "最近到期", "next due", _next_due),
        yes("overdue", "逾期", lambda line: any(_overdue(line))),
        many("overdue_deadlines", "逾期时限", lambda line: _names(words, line, _overdue(line))),
        yes("missed", "曾逾期", lambda line: any(_missed(line))),
        many("missed_deadlines", "曾逾期时限", lambda line: _names(words, line, _missed(line))),
    )


def signatures(words: Words) -> CaseColumn:
    """Write down who signed what, also what counts no more."""
    return many("signatures", "签字", lambda line: line.row["signatures"], words.signed)


def days_open() -> CaseColumn:
    """Write down for how many days the case was open, or is."""
    return Column("days_open", Label("历时天数", "days open"), _days_open, "number", 8)


def closing(words: Words) -> tuple[CaseColumn, ...]:
    """Write down how every line ends: corrections, late entries, version, why parked."""
    return (
        many("corrections", "更正", lambda line: line.row["corrections"], words.struck),
        many("late_entries", "补录", lambda line: line.row["late"], words.came_late),
        Column("version", Label("版本", "version"), lambda line: line.row["version"], "number", 7),
        text("parked", "停登原因", lambda line: line.parked or None, 20),
    )


def _nearest(line: Line) -> list[Timer]:
    """Give the clock that is due next, if any runs."""
    return sorted(running(line.row["timers"]), key=due_at)[:1]


def _next_due(line: Line) -> datetime | None:
    return next(map(due_at, _nearest(line)), None)


def _overdue(line: Line) -> Iterable[Timer]:
    """Give the deadlines that run and are over at the time of reading."""
    return (one for one in running(line.row["timers"]) if is_late(one, line.now))


def _missed(line: Line) -> Iterable[Timer]:
    """Give every deadline that was not kept, also where the step was taken late."""
    return (one for one in line.row["timers"] if is_late(one, line.now))


def _names(words: Words, line: Line, timers: Iterable[Timer]) -> list[Coded]:
    codes = dict.fromkeys(deadline_of(one["deadline"]) for one in timers)
    return [words.deadline(line.row["procedure"], code) for code in codes]


def _days_open(line: Line) -> int | None:
    """Count the whole days until the case was closed, or until now."""
    marks = line.row["marks"]
    opened, closed = at(marks.get("opened_at")), at(marks.get("closed_at"))
    return ((closed or line.now) - opened).days if opened else None
