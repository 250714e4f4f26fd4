"""What the clock records after a lapse where a document says what follows from it."""

from __future__ import annotations

from pydantic import JsonValue

from ..workflow.case import Case
from ..workflow.events import Clock
from ..workflow.language import Label
from ..workflow.parts import Note


def noted(event: str, zh: str, en: str, *clauses: str) -> Note:
    """Note which deadline has lapsed and when it was due, by these clauses."""
    return Note(event, Label(zh, en), clauses, _lapsed)


def _lapsed(case: Case, clock: Clock) -> dict[str, JsonValue]:
    return {"deadline": clock.deadline, "due_at": clock.due_at.isoformat()}


def breach_by(*clauses: str) -> Note:
    """Note that the first-contact person has not fulfilled the duty."""
    label = Label("首问责任未尽", "first-contact duty not fulfilled")
    return Note("FirstContactBreachNoted", label, clauses, _breach)


def _breach(case: Case, clock: Clock) -> dict[str, JsonValue]:
    return {"person": case.first_contact, "deadline": clock.deadline}
