"""Entries that came late to paper, were corrected, or put a rule aside in writing."""

from __future__ import annotations

from collections.abc import Iterator

from ...workflow.checks import UNEXPLAINED
from ...workflow.events import CORRECTED, Correction, Event, Recorded
from ...workflow.language import Message, message
from .deviation import Deviation
from .history import History

OVERRULING = "MajorRepairOverruled"


def found_in_entries(history: History) -> Iterator[Deviation]:
    """Find entries that an auditor wants to see for how they were written."""
    for recorded in history.recorded:
        yield from _late_on_paper(history, recorded)
        if recorded.event.name == CORRECTED:
            yield shown(history, recorded, "corrected", _corrected(history, recorded.event))
        if recorded.event.name == OVERRULING:
            why = str(recorded.event.form.get("reason", ""))
            yield shown(history, recorded, "overruled", message("in writing: {why}", why=why))


def shown(
    history: History,
    recorded: Recorded,
    kind: str,
    says: Message,
    clauses: tuple[str, ...] = (),
) -> Deviation:
    """Write down what an entry itself shows, with whoever made it."""
    event = recorded.event
    return Deviation(
        case=history.number,
        procedure=event.procedure,
        version=recorded.version,
        position=recorded.position,
        kind=kind,
        clauses=clauses or event.clauses,
        person=event.person,
        role=event.role,
        department=event.department or history.department,
        at=event.recorded_at,
        says=says,
    )


def _late_on_paper(history: History, recorded: Recorded) -> Iterator[Deviation]:
    """Show what is said to have happened more than a day before it was written down.

    The form of each step asks for a reason then, by the clause of the step.
    """
    event = recorded.event
    if event.recorded_at - event.occurred_at <= UNEXPLAINED:
        return
    step = history.page_at(recorded.version).steps.get(event.step)
    what, when = step.label if step else event.name, event.occurred_at
    if event.reason.strip():
        says = message("{step} is said to be of {at}: {why}", step=what, at=when, why=event.reason)
        yield shown(history, recorded, "back_dated", says)
    else:
        says = message("{step} is said to be of {at}, and nobody says why", step=what, at=when)
        yield shown(history, recorded, "unexplained", says)


def _corrected(history: History, event: Event) -> Message:
    correction = Correction.of(event)
    return message(
        "entry {version} ({event}) was corrected: {why}",
        version=correction.version,
        event=correction.entry,
        why=event.reason,
    )
