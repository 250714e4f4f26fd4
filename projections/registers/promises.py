"""The table of promises 承诺时间表: every instant that somebody named, and whether it was kept.

A promise is a deadline whose figure is the instant in a blank: the department's limit, a planned
visit, the next one, a video, the next reply. Whether it was kept is worked out on reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple, TypedDict, cast

from ...domain.complaint.facts import VISITS
from ...workflow.events import CORRECTED, Event, Recorded
from ...workflow.language import Label
from ...workflow.parts import By, Deadline, Step
from ...workflow.people import POLICY
from ...workflow.procedure import Procedure
from ...workflow.rulebook import Rulebook
from ...workflow.store import Row, Store
from ..clocks import Timer, due_at, is_late, run
from ..columns import Coded, Column, Reading, at
from ..due_list import is_for_the_department
from ..kept import Kept
from ..projection import Projection
from ..register import Source
from ..written import Written, mend, read, write
from . import across
from .across import Across, known, no, parked, readings

HOUR = timedelta(hours=1)
SENT = ("Dispatched", "RequestDispatched")
OUTCOMES = {
    "open": Label("待兑现", "open"),
    "broken": Label("逾期未兑现", "broken"),
    "kept": Label("按时兑现", "kept"),
    "late": Label("逾期兑现", "kept late"),
    "replaced": Label("已改期", "replaced"),
    "dropped": Label("随案终止", "ended with its case"),
}


class Given(TypedDict):
    """A promise: its clock, who named the instant on which page, and which step ended it."""

    timer: Timer
    edition: str
    person: str
    role: str
    department: str
    ended_by: str


class Promises(TypedDict):
    """The promises of a case, kept ones too, in the order in which they were given."""

    procedure: str
    state: str
    written: Written
    promises: list[Given]


class Promise(NamedTuple):
    """A promise as it is read: of which case and deadline, and what became of it."""

    row: Promises
    given: Given
    page: Procedure
    deadline: Deadline
    outcome: str
    late_by: timedelta


def fold(row: Promises | None, recorded: Recorded) -> Promises:
    """Give the promises of a case after one more event."""
    event = recorded.event
    row = row or _opened(recorded)
    row["state"] = event.target
    if event.name in SENT:
        write(row["written"], recorded, "department")
    if event.name == CORRECTED:
        mend(row["written"], event)
    _run(row["promises"], recorded)
    return row


def _opened(recorded: Recorded) -> Promises:
    event = recorded.event
    written: Written = {}
    write(written, recorded, "name")
    return Promises(
        procedure=event.procedure,
        state=event.target,
        written=written,
        promises=[],
    )


def _run(promises: list[Given], recorded: Recorded) -> None:
    event = recorded.event
    running = [one for one in promises if not one["timer"]["ended_at"]]
    timers = [one["timer"] for one in promises]
    run(timers, recorded)
    for one in running:
        if one["timer"]["ended_at"]:
            one["ended_by"] = event.step or event.name
    known = {id(one["timer"]): one for one in promises}
    promises[:] = [
        known.get(id(timer)) or _given(timer, event)
        for timer in timers
        if id(timer) in known or timer["figure"].startswith("by ")
    ]


def _given(timer: Timer, event: Event) -> Given:
    return Given(
        timer=timer,
        edition=event.edition,
        person=event.person,
        role=event.role,
        department=event.department,
        ended_by="",
    )


PROMISES = Projection.by_case("promises", 2, fold)


def _source(store: Store, rulebook: Rulebook) -> Source[Promise | None]:
    kept = Kept(store, PROMISES)

    def source(
        now: datetime, at: datetime | None, position: int | None
    ) -> tuple[int, Iterator[Reading[Promise | None]]]:
        table, when = kept.as_asked(at, position), at or now
        found = [
            reading
            for case, row in table.rows
            for reading in readings(case, row, _read(row, rulebook, when), when)
        ]
        return table.position, iter(sorted(found, key=_soonest))

    return source


def _soonest(line: Reading[Promise | None]) -> tuple[bool, datetime, str]:
    due = due_at(line.row.given["timer"]) if line.row else line.now
    return line.row is None, due, line.key


def _read(row: Row, rulebook: Rulebook, now: datetime) -> Iterator[Promise]:
    if "promises" not in row:
        return
    facts = cast("Promises", row)
    for given in facts["promises"]:
        page = rulebook.pinned(facts["procedure"], given["edition"])
        timer, deadline = given["timer"], page.deadline_of(given["timer"]["deadline"])
        if isinstance(deadline.figure, By):
            late_by = (at(timer["ended_at"]) or now) - due_at(timer)
            yield Promise(
                facts, given, page, deadline, _outcome(given, page, deadline, now), late_by
            )


def _outcome(given: Given, page: Procedure, deadline: Deadline, now: datetime) -> str:
    """Say what became of a promise; one that was named anew or fell away too late was broken."""
    timer, ended_by = given["timer"], page.steps.get(given["ended_by"])
    late = is_late(timer, now)
    if not timer["ended_at"]:
        return "broken" if late else "open"
    if ended_by and _is_met(deadline, ended_by):
        return "late" if late else "kept"
    if late:
        return "broken"
    return "replaced" if given["ended_by"] in deadline.starts else "dropped"


def _is_met(deadline: Deadline, ended_by: Step) -> bool:
    """Tell whether a step keeps a promise; to name another instant does not.

    A visit that finds the customer dissatisfied has taken place, though it names the next one.
    """
    if ended_by.name in deadline.starts:
        return deadline.name == "next_visit" and ended_by.event in VISITS
    return ended_by.name in deadline.ends


def _named_by(one: Promise) -> Coded:
    code = one.given["role"]
    role = POLICY if code == POLICY.code else one.page.roles.get(code)
    return Coded.of(code, role.label if role else None)


def _department(one: Promise) -> str | None:
    """Name the department where keeping the promise is a department's."""
    if not is_for_the_department(one.page.steps[one.deadline.ends[0]]):
        return None
    return str(read(one.row["written"], "department") or "") or None


def _hours(one: Promise) -> int | None:
    """Say by how many whole hours it was late; less than none is early."""
    if one.outcome == "open":
        return None
    return one.late_by // HOUR if one.late_by > timedelta(0) else -(-one.late_by // HOUR)


def _step(one: Promise) -> Coded:
    code = one.given["timer"]["started_by"]
    step = one.page.steps.get(code)
    return Coded.of(code, step.label if step else None)


COLUMNS: tuple[Column[Promise | None], ...] = (
    no(),
    known("customer", "客户", lambda one: str(read(one.row["written"], "name") or "") or None),
    known("procedure", "程序", lambda one: across.procedure(one.page), "choice"),
    known("state", "状态", lambda one: across.state(one.page, one.row["state"]), "choice"),
    known("promise", "承诺", lambda one: Coded(one.deadline.name, one.deadline.label), "choice"),
    known("clause", "条款", lambda one: one.given["timer"]["clause"]),
    known("named_by", "承诺人", lambda one: one.given["person"]),
    known("role", "承诺人身份", _named_by, "choice", en="as"),
    known("department", "责任部门", _department),
    known("named_at", "承诺时间", lambda one: at(one.given["timer"]["started_at"]), "instant"),
    known("named_in", "承诺步骤", _step, "choice"),
    known("due_at", "承诺期限", lambda one: due_at(one.given["timer"]), "due", en="until"),
    known("outcome", "兑现情况", lambda one: Coded(one.outcome, OUTCOMES[one.outcome]), "choice"),
    known("ended_at", "兑现时间", lambda one: at(one.given["timer"]["ended_at"]), "instant"),
    known("hours_late", "逾期小时", _hours, "number"),
    parked(),
)

PROMISE_TABLE = Across(
    "promises",
    Label("承诺时间表", "table of promises"),
    COLUMNS,
    _source,
    short=(
        "no",
        "customer",
        "promise",
        "named_by",
        "department",
        "due_at",
        "outcome",
        "hours_late",
    ),
)
