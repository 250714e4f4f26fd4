"""What the clock records after a lapse where a document says what follows from it."""

from __future__ import annotations

from pydantic import JsonValue

from ..workflow.case import Case
from ..workflow.events import Clock, deadline_of
from ..workflow.language import Label
from ..workflow.parts import Note


def noted(event: str, zh: str, en: str, *clauses: str) -> Note:
    """Note which deadline has lapsed and when it was due, by these clauses."""
    return Note(event, Label(zh, en), clauses, what_lapsed)


def what_lapsed(case: Case, clock: Clock) -> dict[str, JsonValue]:
    """Give the deadline that has lapsed and when it was due."""
    return {"deadline": deadline_of(clock.deadline), "due_at": clock.due_at.isoformat()}


def breach_by(*clauses: str) -> Note:
    """Note that the first-contact person has not fulfilled the duty."""
    label = Label("首问责任未尽", "first-contact duty not fulfilled")
    return Note("FirstContactBreachNoted", label, clauses, _breach)


def _breach(case: Case, clock: Clock) -> dict[str, JsonValue]:
    return {"person": case.first_contact, "deadline": clock.deadline}
