"""Deadlines that were met too late or never, told apart by what they were for.

An instant is compared with an instant; whether the clock ever recorded a lapse does not matter.
A deadline counts as met by a step that the page names for it, or by a visit that took place.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from ...domain.audit.answering import owed_by
from ...domain.complaint.facts import RESULT, VISITS
from ...workflow.events import Recorded, matter_of
from ...workflow.language import Message, Until, message
from ...workflow.parts import Deadline
from ...workflow.people import CLOCK
from ...workflow.procedure import Procedure
from ..answering import in_hand
from ..clocks import Timer, due_at, is_late, run, running
from ..due_list import is_for_the_department
from .deviation import Deviation
from .entries import shown
from .history import History

ANSWERS = frozenset(
    {
        *("CustomerReplied", "ResolvedOnSpot", "InvalidExplained", "MaliciousExplained"),
        "AuditFindingAnswered",
    }
)
VISITING = frozenset({*VISITS, "VisitConducted", "FollowUpRecorded"})
OLD = timedelta(days=30)
Ended = tuple[Timer, Recorded | None]


def found_in_terms(history: History, now: datetime) -> Iterator[Deviation]:
    """Find deadlines that were met late, never met, or are over and still run."""
    for timer, by in _terms(history):
        if is_late(timer, now):
            yield (
                _late(history, timer, by)
                if by and _met(history, timer, by)
                else _never(history, timer, by)
            )


def found_unvisited(history: History, now: datetime) -> Iterator[Deviation]:
    """Find an old case whose result nobody has visited the customer about [inferred].

    Where a visit is arranged its own deadline tells; where none is, after thirty days.
    """
    result = next((one for one in reversed(history.recorded) if one.event.name == RESULT), None)
    if history.is_over or result is None or now - result.event.occurred_at <= OLD:
        return
    page, after = history.page, history.recorded[result.version :]
    asks = [step for step in page.steps.values() if step.event in VISITS]
    runs = any(is_a_visit(page, page.deadline_of(name)) for name in history.case.clocks)
    if asks and not runs and not any(one.event.name in VISITS for one in after):
        says = message("no visit since the result of {at}", at=result.event.occurred_at)
        found = shown(history, result, "no_visit", says, asks[0].clauses)
        whose = in_hand(history.seats(history.case.version))
        yield replace(_with(history, found, whose["person"]), at=result.event.occurred_at + OLD)


def is_a_visit(page: Procedure, deadline: Deadline) -> bool:
    """Say whether a deadline is for a visit to the customer, or a call."""
    return _is_for(page, deadline, VISITING)


def _is_for(page: Procedure, deadline: Deadline, events: Container[str]) -> bool:
    return any(page.steps[step].event in events for step in deadline.ends)


def _terms(history: History) -> Iterator[Ended]:
    """Give every deadline that ever ran, with the entry that ended it."""
    timers: list[Timer] = []
    ended: dict[int, Ended] = {}
    for recorded in history.recorded:
        ran = running(timers)
        run(timers, recorded)
        ended |= {id(one): (one, recorded) for one in ran if one["ended_at"]}
    return (ended.get(id(timer), (timer, None)) for timer in timers)


def _met(history: History, timer: Timer, by: Recorded) -> bool:
    page, event = history.page_at(timer["version"]), by.event
    deadline = page.deadline_of(timer["deadline"])
    if event.role == CLOCK.code:
        return False
    return event.step in deadline.ends or (is_a_visit(page, deadline) and event.name in VISITING)


def _late(history: History, timer: Timer, by: Recorded) -> Deviation:
    page = history.page_at(timer["version"])
    says = message(
        "{deadline} was due {due}, and was met at {at}",
        deadline=page.deadline_of(timer["deadline"]).label,
        due=Until(due_at(timer)),
        at=by.event.occurred_at,
    )
    found = shown(history, by, "late", says, (timer["clause"],))
    return replace(found, at=by.event.occurred_at)


def _never(history: History, timer: Timer, by: Recorded | None) -> Deviation:
    """Write down what was never done, at the entry that asked for it, with whose it was.

    A deadline that is a department's is with whoever has the work in hand, any other with
    whoever faces the customer, as on the due list.
    """
    entry = history.recorded[timer["version"] - 1]
    page = history.page_at(entry.version)
    deadline = page.deadline_of(timer["deadline"])
    seats = history.seats(by.version if by else history.case.version)
    is_of_department = is_for_the_department(page.steps[deadline.ends[0]])
    turn = in_hand(seats) if is_of_department else seats["front"]
    says = _fell_away(deadline, timer, by) if by else _still_runs(deadline, timer)
    found = shown(history, entry, _kind(page, deadline), says, (timer["clause"],))
    owing = _owed_by(history, timer)
    if owing:
        return replace(found, person="", role="", department=owing, at=due_at(timer))
    return replace(_with(history, found, turn["person"]), at=due_at(timer))


def _owed_by(history: History, timer: Timer) -> str:
    """Name the department that owes an auditor the answer to a finding."""
    number = matter_of(timer["deadline"])
    return owed_by(history.case, int(number)) if number.isdigit() else ""


def _with(history: History, found: Deviation, person: str) -> Deviation:
    """Lay a deviation at the door of whoever answered for the case."""
    roles = [one.event.role for one in history.recorded if one.event.person == person]
    role = roles[-1] if roles else ""
    return replace(found, person=person, role=role, department=history.department)


def _kind(page: Procedure, deadline: Deadline) -> str:
    if _is_for(page, deadline, ANSWERS):
        return "unanswered"
    return "no_visit" if is_a_visit(page, deadline) else "lapsed"


def _fell_away(deadline: Deadline, timer: Timer, by: Recorded) -> Message:
    return message(
        "{deadline} was due {due}, and was not met when it ended at {at}",
        deadline=deadline.label,
        due=Until(due_at(timer)),
        at=by.event.occurred_at,
    )


def _still_runs(deadline: Deadline, timer: Timer) -> Message:
    due = Until(due_at(timer))
    return message("{deadline} was due {due}, and is not met", deadline=deadline.label, due=due)
