"""The findings of all audits 稽核问题清单: a line each, whose answer is owed and until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple, cast

from ...domain.audit.choices import Gravity
from ...workflow.events import matter_of
from ...workflow.language import Label
from ...workflow.rulebook import Rulebook
from ...workflow.store import Row, Store
from ..clocks import Timer, due_at, is_late
from ..columns import Coded, Column, Reading, at, labels_of
from ..kept import Kept
from ..register import Source
from .across import Across, known, no, parked, readings
from .audits import ANSWERED, AUDITS, FOUND, answers
from .case_row import CaseRow, Entry, entries

GRAVITIES = labels_of(Gravity)
STANDINGS = {
    "open": Label("待答复", "open"),
    "answered": Label("已答复待认可", "answered"),
    "accepted": Label("已认可", "accepted"),
}


class Finding(NamedTuple):
    """A finding by its number, with how its answer stands at the time of reading."""

    number: int
    entry: Entry
    standing: str
    answer: Entry | None
    timer: Timer | None
    now: datetime

    def blank(self, name: str) -> str | None:
        """Give what stands in a blank of the finding."""
        found = self.entry["form"].get(name)
        return None if found is None else str(found)


def _source(store: Store, rulebook: Rulebook) -> Source[Finding | None]:
    kept = Kept(store, AUDITS.projection)

    def source(
        now: datetime, at: datetime | None, position: int | None
    ) -> tuple[int, Iterator[Reading[Finding | None]]]:
        table, when = kept.as_asked(at, position), at or now
        lines = (
            line
            for case, row in table.rows
            for line in readings(case, row, _findings(row, when), when)
        )
        return table.position, lines

    return source


def _findings(row: Row, now: datetime) -> Iterator[Finding]:
    if "entries" not in row:
        return
    facts = cast("CaseRow", row)
    states = answers(facts)
    given = {one["form"]["row"]: one for one in entries(facts, ANSWERED)}
    timers = {matter_of(one["deadline"]): one for one in facts["timers"]}
    for number, entry in enumerate(entries(facts, FOUND), 1):
        standing = states[number][0] if number in states else "open"
        yield Finding(number, entry, standing, given.get(number), timers.get(str(number)), now)


def _overdue(one: Finding) -> bool:
    return one.timer is not None and not one.timer["ended_at"] and is_late(one.timer, one.now)


def _answer(one: Finding) -> str | None:
    return str(one.answer["form"]["answer"]) if one.answer else None


def _graded(one: Finding) -> Coded:
    code = one.blank("severity") or ""
    return Coded.of(code, GRAVITIES.get(code))


COLUMNS: tuple[Column[Finding | None], ...] = (
    no(),
    known("row", "问题序号", lambda one: one.number, "number"),
    known("about", "相关案件", lambda one: one.blank("about")),
    known("entry", "第几条记录", lambda one: one.blank("version")),
    known("clause", "条款", lambda one: one.blank("clause")),
    known("severity", "程度", _graded, "choice"),
    known("finding", "发现的问题", lambda one: one.blank("finding")),
    known("found_by", "稽核人", lambda one: one.entry["by"]),
    known("found_at", "发现时间", lambda one: at(one.entry["at"]), "instant"),
    known("department", "责任部门", lambda one: one.blank("department")),
    known("due_at", "答复期限", lambda one: due_at(one.timer) if one.timer else None, "due"),
    known(
        "standing", "答复情况", lambda one: Coded(one.standing, STANDINGS[one.standing]), "choice"
    ),
    known("overdue", "逾期", _overdue, "yes"),
    known("answer", "整改答复", _answer),
    known("answered_by", "答复人", lambda one: one.answer["by"] if one.answer else None),
    known(
        "answered_at",
        "答复时间",
        lambda one: at(one.answer["at"]) if one.answer else None,
        "instant",
    ),
    parked(),
)


FINDINGS = Across(
    "findings",
    Label("稽核问题清单", "findings of audits"),
    COLUMNS,
    _source,
    short=(
        *("no", "row", "about", "clause", "severity", "finding", "department", "due_at"),
        *("standing", "overdue"),
    ),
)
