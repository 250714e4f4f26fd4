"""Signatures waited for 待签字: in every open case, who may sign what, since when, and what for.

What a case waits for follows from its page and not from a row: the due list tells which cases
are open, and these alone are read from their histories.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from ...workflow.awaited import Awaited, awaited
from ...workflow.case import Case, fold
from ...workflow.errors import Reason
from ...workflow.events import Recorded
from ...workflow.language import Label, message
from ...workflow.procedure import Procedure
from ...workflow.rulebook import Rulebook
from ...workflow.store import Row, Store
from ..columns import Coded, Column, Reading
from ..due_list import DueList
from ..register import Source, why_parked
from . import across
from .across import Across, known, no, parked, readings

ATTESTS = {
    "absence": Label("外出请假", "the absence"),
    "agreement": Label("数量与代销合同", "quantity and contract"),
    "plan": Label("处理方案", "the plan"),
    "result": Label("处理结果", "the result"),
    "settlement": Label("结算", "the settlement"),
    "sheet": Label("交接单", "the handover sheet"),
    "statement": Label("违纪投诉笔录", "the statement"),
    "visit": Label("回访记录", "the visit record"),
}


class Waiting(NamedTuple):
    """A signature that is waited for, with its case and page, at the time of reading."""

    case: Case
    page: Procedure
    awaited: Awaited
    now: datetime


def _source(store: Store, rulebook: Rulebook) -> Source[Waiting | None]:
    dues = DueList(store, rulebook)

    def source(
        now: datetime, at: datetime | None, position: int | None
    ) -> tuple[int, Iterator[Reading[Waiting | None]]]:
        table, when = dues.rows(at=at, position=position), at or now

        def known_then(recorded: Recorded) -> bool:
            is_early = at is None or recorded.event.recorded_at <= at
            return is_early and recorded.position <= table.position

        def waiting(number: str, row: Row) -> Iterator[Waiting]:
            if not why_parked(row):
                case = fold(filter(known_then, store.events(number)))
                page = rulebook.pinned(case.procedure, case.edition)
                yield from (Waiting(case, page, one, when) for one in awaited(page, case))

        lines = (
            line
            for number, row in table.rows
            for line in readings(number, row, waiting(number, row), when)
        )
        return table.position, lines

    return source


def _customer(one: Waiting) -> str | None:
    """Name the customer as the opening entry does; a shift has none."""
    found = one.case.past[0].form.get("name")
    return None if found is None else str(found)


def _step(one: Waiting) -> Coded:
    return Coded(one.awaited.step.name, one.awaited.step.label)


def _capacity(one: Waiting) -> Coded | None:
    code = one.awaited.capacity
    if not code:
        return None
    return Coded.of(code, one.awaited.step.blanks["capacity"].choices.get(code))


def _attests(one: Waiting) -> Coded | None:
    code = one.awaited.step.signature
    return Coded.of(code, ATTESTS.get(code)) if code else None


def _roles(one: Waiting) -> list[Coded]:
    return [Coded(role.code, role.label) for role in one.awaited.roles]


def _department(one: Waiting) -> str | None:
    """Name the department whose people alone may sign."""
    is_own = all(role.own_department for role in one.awaited.roles)
    return (one.page.department(one.case) or None) if is_own else None


def _missing(one: Waiting) -> list[Coded]:
    return [_because(reason) for reason in one.awaited.missing]


def _because(reason: Reason) -> Coded:
    says = message("{clauses}: {says}", clauses=list(reason.clauses), says=reason.says)
    return Coded(str(says), says)


def _wanted_by(one: Waiting) -> list[Coded]:
    return [Coded(step.name, step.label) for step in one.awaited.wanted_by]


def _target(one: Waiting) -> Coded:
    return across.state(one.page, one.awaited.target)


def _is_overdue(one: Waiting) -> bool:
    due_at = one.awaited.due_at
    return due_at is not None and one.now > due_at


COLUMNS: tuple[Column[Waiting | None], ...] = (
    no(),
    known("customer", "客户", _customer),
    known("procedure", "程序", lambda one: across.procedure(one.page), "choice"),
    known("state", "状态", lambda one: across.state(one.page, one.case.state), "choice"),
    known("step", "签字步骤", _step, "choice"),
    known("capacity", "签字身份", _capacity, "choice", en="as"),
    known("attests", "签认内容", _attests, "choice"),
    known("clauses", "条款", lambda one: one.awaited.step.clauses, "list"),
    known("roles", "可签字人员", _roles, "list", en="for whom"),
    known("department", "责任部门", _department),
    known("not_by", "不得签字", lambda one: sorted(one.awaited.not_by), "list"),
    known("since", "待签起始", lambda one: one.awaited.since, "instant"),
    known("due_at", "签字期限", lambda one: one.awaited.due_at, "due", en="until"),
    known("overdue", "逾期", _is_overdue, "yes"),
    known("missing", "签字前尚缺", _missing, "list"),
    known("wanted_by", "等待签字的步骤", _wanted_by, "list"),
    known("leads_to", "签后状态", _target, "choice"),
    parked(),
)

SIGNATURES = Across(
    "signatures",
    Label("待签字", "signatures waited for"),
    COLUMNS,
    _source,
    short=("no", "step", "capacity", "roles", "department", "since", "overdue", "wanted_by"),
)
