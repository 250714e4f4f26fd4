"""The clock decides too: what it records when a deadline is due and nothing has ended it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from pydantic import JsonValue

from .actor import THE_CLOCK
from .case import Case, Running
from .decide import ENGINE
from .events import LAPSED, Event, deadline_of
from .machine import chart
from .parts import Note
from .procedure import Procedure


def lapse(page: Procedure, case: Case, clock: str, now: datetime) -> tuple[Event, ...]:
    """Give the events of a lapse: the lapse itself, then what the page adds to it.

    Empty if the clock no longer runs, has been recorded, is not due, or if `now` is before
    the case's last event, where the clock cannot write.
    """
    running = case.clocks.get(clock)
    if running is None or running.lapsed or now < running.clock.due_at:
        return ()
    if case.changed_at and now < case.changed_at:
        return ()
    first = _event(
        case,
        now,
        LAPSED,
        (running.clock.clause,),
        {
            "deadline": deadline_of(clock),
            "due_at": running.clock.due_at.isoformat(),
            "started_by": running.started_by,
        },
        lapses=clock,
    )
    notes = page.deadline_of(clock).notes
    return (
        first,
        *(_noted(note, case, running, now) for note in notes if _applies(page, note, case)),
    )


def _applies(page: Procedure, note: Note, case: Case) -> bool:
    if note.step in page.unused or (note.unless and note.unless.holds(case)):
        return False
    return not note.step or chart(page).target(note.step, case.state) == case.state


def _noted(note: Note, case: Case, running: Running, now: datetime) -> Event:
    form = note.form(case, running.clock)
    return _event(case, now, note.event, note.clauses, form, step=note.step)


def _event(
    case: Case,
    now: datetime,
    name: str,
    clauses: tuple[str, ...],
    form: Mapping[str, JsonValue],
    *,
    step: str = "",
    lapses: str = "",
) -> Event:
    return Event(
        name=name,
        procedure=case.procedure,
        edition=case.edition,
        step=step,
        clauses=clauses,
        source=case.state,
        target=case.state,
        person=THE_CLOCK.person,
        role=THE_CLOCK.role,
        recorded_at=now.astimezone(UTC),
        occurred_at=now.astimezone(UTC),
        form=dict(form),
        lapses=lapses,
        engine=ENGINE,
    )
