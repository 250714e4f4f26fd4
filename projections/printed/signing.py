"""Places to sign: who signs in which capacity, who has signed, whose signature no longer counts.

All of it is read off the step on the page: its capacities and their roles, what voids earlier
signatures, what it attests, and which steps need it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ...workflow.language import Label, Message, message
from ...workflow.parts import Step
from ...workflow.people import Role, Roles
from .cells import actor
from .paper import Place
from .record import Entry, Record
from .tongue import Beside


@dataclass(frozen=True, slots=True)
class Signed:
    """A recorded signature: who in which role, when, by which step of which clauses.

    `attests` tells a sign-off from an entry that somebody simply made.
    """

    version: int
    who: object
    at: datetime
    recorded_at: datetime | None
    step: Label
    clauses: tuple[str, ...]
    attests: bool
    note: Message | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A place on paper: whose it is, who signed, or a line; and what was signed and voided."""

    label: object
    clauses: tuple[str, ...] = ()
    roles: tuple[object, ...] = ()
    notes: tuple[Message, ...] = ()
    signed: Signed | None = None
    void: tuple[Signed, ...] = ()


def boxes(record: Record, place: Place) -> Iterator[Box]:
    """Give the boxes of a place: one for each capacity of its step, or one."""
    if not place.steps and place.label:
        yield Box(place.label)
    if step := _step(record, place):
        for capacity, roles in step.capacities.items() or [("", Roles(step.by))]:
            yield _box(record, place, step, capacity, tuple(roles))


def _step(record: Record, place: Place) -> Step | None:
    """Give that step of a place which was taken, the first that the page has if none was."""
    known = [record.page.steps[one] for one in place.steps if one in record.page.steps]
    taken = {one.event.step for one in record.entries}
    return next((one for one in known if one.name in taken), next(iter(known), None))


def _box(record: Record, place: Place, step: Step, capacity: str, roles: Sequence[Role]) -> Box:
    *void, signed = _signatures(record, step, capacity)
    label: object = place.label or step.label
    if capacity:
        name = step.blanks["capacity"].choices.get(capacity, capacity)
        label = Beside((place.label, name)) if place.label else name
    return Box(
        label,
        step.clauses,
        tuple(one.says for one in roles),
        tuple(_asked_for(record, step, capacity)),
        signed,
        tuple(one for one in void if one),
    )


def _signatures(record: Record, step: Step, capacity: str) -> list[Signed | None]:
    """Give who signed: first those whose signature no longer counts, last who has signed today."""
    found: list[Signed | None] = [None]
    for entry in record.entries:
        event = entry.event
        if event.name in step.voided_by:
            found = [*filter(None, found), None]
        if event.step == step.name and str(event.form.get("capacity", "")) == capacity:
            found = [*filter(None, found), _signed(record, entry, step)]
    return found


def _signed(record: Record, entry: Entry, step: Step) -> Signed:
    event = entry.event
    return Signed(
        entry.version,
        actor(record, entry.event),
        event.occurred_at,
        event.recorded_at if entry.is_late else None,
        step.label,
        event.clauses,
        attests=bool(event.signature or step.signature or step.capacities),
    )


def _asked_for(record: Record, step: Step, capacity: str) -> Iterator[Message]:
    """Say before which steps the signature is needed, and where."""
    for other in record.page.steps.values():
        for needs in other.needs:
            if needs.step != step.name or capacity not in (needs.capacities or (capacity,)):
                continue
            if needs.when.looks:
                says = "needed before {step} where {condition}"
                yield message(says, step=other.label, condition=needs.when.says)
            else:
                yield message("needed before {step}", step=other.label)
