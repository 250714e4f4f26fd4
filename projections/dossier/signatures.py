"""Who signed what: with name, role, capacity, time and meaning, and whose no longer counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ...workflow.events import Recorded
from ...workflow.language import Label
from ...workflow.parts import Step
from ..registers.signatures import ATTESTS
from .docket import Cited, Docket, Who, cited, read


@dataclass(frozen=True, slots=True)
class Signed:
    """A person's sign-off; `voided_in` is the entry after which it counts no more, if any does.

    `attests` says what is signed, `capacity` as what where several sign one thing.
    """

    version: int
    who: Who
    capacity: Label | None
    step: Label
    attests: Label
    clauses: tuple[Cited, ...]
    at: datetime
    recorded_at: datetime
    voided_in: int | None
    voided_by: Label | None


def signatures(docket: Docket) -> Iterator[Signed]:
    """Give every signature in the order in which they were given."""
    for recorded in docket.history:
        step = docket.page.steps.get(recorded.event.step)
        if step and (recorded.event.signature or step.signature or step.capacities):
            yield _signed(docket, recorded, step)


def _signed(docket: Docket, recorded: Recorded, step: Step) -> Signed:
    event = recorded.event
    code = step.signature or event.signature
    voiding = _voiding(docket, recorded, step)
    return Signed(
        version=recorded.version,
        who=docket.who(event.person, event.role, event.department),
        capacity=_capacity(step, str(event.form.get("capacity") or "")),
        step=docket.step(step.name),
        attests=ATTESTS.get(code, Label.of(code, code) if code else read(step.label)),
        clauses=cited(event.clauses),
        at=event.occurred_at,
        recorded_at=event.recorded_at,
        voided_in=voiding.version if voiding else None,
        voided_by=docket.title(voiding.event) if voiding else None,
    )


def _capacity(step: Step, code: str) -> Label | None:
    blank = step.blanks.get("capacity")
    return (blank.choices.get(code) if blank else None) if code else None


def _voiding(docket: Docket, signed: Recorded, step: Step) -> Recorded | None:
    """Find what took the signature back: an event that voids it, or the same one given anew."""
    later = (one for one in docket.history if one.version > signed.version)
    return next((one for one in later if one.event.name in step.voided_by), None)
