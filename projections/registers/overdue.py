"""What is overdue 逾期清单: each deadline with who answers for it, and how many each has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from ...workflow.language import Label
from ...workflow.rulebook import Rulebook
from ...workflow.store import Store
from ..columns import Coded, Column, Reading
from ..due_list import Due, DueList, soonest
from ..register import Source
from .across import Across, known, no, parked, readings

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class Late(NamedTuple):
    """A deadline that is over at the time of reading, and by how much."""

    due: Due
    by: timedelta

    @property
    def department(self) -> str:
        """The department where the work is a department's; else a person alone answers."""
        return self.due.department if self.due.is_of_department else ""

    @property
    def whose(self) -> tuple[str, str]:
        """Department and person."""
        return self.department, self.due.person


class Account(NamedTuple):
    """What is overdue of one person in one department: how many, and the longest of them."""

    number: int
    longest: Late


def _late(store: Store, rulebook: Rulebook) -> Source[Late | None]:
    """Read the deadlines that are over, those overdue for longest first."""
    dues = DueList(store, rulebook)

    def source(
        now: datetime, at: datetime | None, position: int | None
    ) -> tuple[int, Iterator[Reading[Late | None]]]:
        table, when = dues.rows(at=at, position=position), at or now
        found: list[Reading[Late | None]] = []
        for case, row in table.rows:
            late = (Late(due, when - due.due_at) for due in dues.of(case, row, when) if due.overdue)
            found.extend(readings(case, row, late, when))
        return table.position, iter(sorted(found, key=_longest_first))

    return source


def _longest_first(line: Reading[Late | None]) -> tuple[bool, object]:
    return (False, soonest(line.row.due)) if line.row else (True, line.key)


def _accounts(store: Store, rulebook: Rulebook) -> Source[Account | None]:
    """Read the same by department and person, whoever has the longest first."""
    late = _late(store, rulebook)

    def source(
        now: datetime, at: datetime | None, position: int | None
    ) -> tuple[int, Iterator[Reading[Account | None]]]:
        true_for, lines = late(now, at, position)
        found = sorted((line.row for line in lines if line.row), key=lambda one: one.whose)
        groups = (list(group) for _, group in groupby(found, key=lambda one: one.whose))
        accounts = [Account(len(each), min(each, key=_soonest)) for each in groups]
        accounts.sort(key=lambda one: _soonest(one.longest))
        return true_for, (Reading("", one, at or now) for one in accounts)

    return source


def _soonest(late: Late) -> tuple[datetime, str, str]:
    return soonest(late.due)


def _deadline(one: Late) -> Coded:
    return Coded(one.due.deadline, one.due.label)


def _roles(one: Late) -> list[Coded]:
    return [Coded(role.code, role.label) for role in one.due.by]


def _started_by(one: Late) -> Coded:
    return Coded(one.due.started_by.en, one.due.started_by)


COLUMNS: tuple[Column[Late | None], ...] = (
    no(),
    known("customer", "客户", lambda one: one.due.customer or None),
    known("procedure", "程序", lambda one: Coded(one.due.page, one.due.procedure), "choice"),
    known("state", "状态", lambda one: Coded(one.due.state_code, one.due.state), "choice"),
    known("deadline", "时限", _deadline, "choice"),
    known("clause", "条款", lambda one: one.due.clause),
    known("department", "责任部门", lambda one: one.department or None),
    known("person", "责任人", lambda one: one.due.person),
    known("roles", "可办人员", _roles, "list", en="for whom"),
    known("due_at", "到期", lambda one: one.due.due_at, "due", en="due"),
    known("days_late", "逾期天数", lambda one: one.by // DAY, "number"),
    known("hours_late", "逾期小时", lambda one: one.by // HOUR, "number"),
    known("started_by", "起算步骤", _started_by, "choice"),
    known("started_at", "起算时间", lambda one: one.due.started_at, "instant", en="since"),
    known("lapsed_at", "已记逾期", lambda one: one.due.lapsed_at, "instant", en="lapse recorded"),
    parked(),
)

OVERDUE = Across(
    "overdue",
    Label("逾期清单", "what is overdue"),
    COLUMNS,
    _late,
    short=("no", "customer", "deadline", "department", "person", "due_at", "days_late", "clause"),
)

BY_PERSON: tuple[Column[Account | None], ...] = (
    known("department", "责任部门", lambda one: one.longest.department or None),
    known("person", "责任人", lambda one: one.longest.due.person),
    known("overdue", "逾期项数", lambda one: one.number, "number"),
    known(
        "days_late", "最长逾期天数", lambda one: one.longest.by // DAY, "number", en="longest, days"
    ),
    known(
        "hours_late",
        "最长逾期小时",
        lambda one: one.longest.by // HOUR,
        "number",
        en="longest, hours",
    ),
    known("longest", "最久一案", lambda one: one.longest.due.case, en="longest of all"),
    known("due_at", "最早到期", lambda one: one.longest.due.due_at, "due", en="due"),
)

OVERDUE_BY_PERSON = Across(
    "overdue-by-person",
    Label("逾期汇总", "what is overdue, by department and person"),
    BY_PERSON,
    _accounts,
    short=("department", "person", "overdue", "days_late", "longest", "due_at"),
)
