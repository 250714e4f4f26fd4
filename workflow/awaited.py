"""Which signatures a case waits for: in which capacity, by whom, since when, and for which step.

A signing step is waited for where it leads on from the case's state and has not been given there,
if it moves the case on or another step demands it. What only a later step demands is not waited
for before it can be given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from .advice import Possibility, possibilities
from .case import Case
from .checks import signed
from .errors import Reason
from .events import Event
from .parts import Step
from .people import Role
from .procedure import Procedure


@dataclass(frozen=True, slots=True)
class Awaited:
    """A signature that a case waits for.

    `since` is when it could first be asked for, `not_by` are the persons who may not give it,
    `missing` what must happen before, `wanted_by` the steps that demand it, `target` the state
    that it leads to, `due_at` the earliest deadline that it would end.
    """

    step: Step
    capacity: str
    roles: tuple[Role, ...]
    not_by: frozenset[str]
    since: datetime
    due_at: datetime | None
    target: str
    missing: tuple[Reason, ...]
    wanted_by: tuple[Step, ...]


def awaited(page: Procedure, case: Case) -> tuple[Awaited, ...]:
    """List the signatures that a case waits for, in the page's order."""
    possible = [one for one in possibilities(page, case, None) if one.step.name not in page.unused]
    onward = {one.step.name for one in possible}
    return tuple(
        found
        for one in possible
        if one.step.signature or one.step.capacities
        for found in _of_step(page, case, one)
        if _is_waited_for(found, case, onward)
    )


def _is_waited_for(found: Awaited, case: Case, onward: set[str]) -> bool:
    if found.target != case.state or any(step.name in onward for step in found.wanted_by):
        return True
    return bool(found.wanted_by) and not found.missing


def _of_step(page: Procedure, case: Case, possible: Possibility) -> Iterator[Awaited]:
    step = possible.step
    asked = _asked_for(page, step, case)
    given = _given(step, case, asked)
    barred = {person for each in step.never_by for person in each.find(case)}
    for capacity in step.capacities or ("",):
        if capacity not in given:
            yield Awaited(
                step,
                capacity,
                tuple(step.capacities[capacity]) if capacity else step.by,
                frozenset(barred | {*given.values()}),
                asked[0].occurred_at,
                possible.due_at,
                possible.target,
                possible.missing,
                tuple(_wanting(page, case, step, capacity)),
            )


def _asked_for(page: Procedure, step: Step, case: Case) -> tuple[Event, ...]:
    """Give the events since the step could be taken, and its earlier signatures were void."""
    sources = page.moves[step.name]
    past = case.past
    for index in range(len(past) - 1, 0, -1):
        if past[index].source not in sources or past[index].name in step.voided_by:
            return past[index:]
    return past


def _given(step: Step, case: Case, asked: tuple[Event, ...]) -> dict[str, str]:
    if step.capacities:
        return signed(step, case)
    given = [event.person for event in asked if event.step == step.name]
    return {"": given[-1]} if given else {}


def _wanting(page: Procedure, case: Case, step: Step, capacity: str) -> Iterator[Step]:
    """Find the steps that demand the signature, by name or by a rule of its clause."""
    for other in page.steps.values():
        if other.name in page.unused:
            continue
        needs = (one for one in other.needs if one.step == step.name and one.when.looks <= 1)
        by_name = any(
            one.when.holds(case) and capacity in (one.capacities or ("",)) for one in needs
        )
        if by_name or (other is not step and _guarded_by(other, step, case)):
            yield other


def _guarded_by(other: Step, step: Step, case: Case) -> bool:
    rules = next((rules for when, rules in other.guard.items() if when.holds(case)), ())
    return any(
        rule.condition.looks <= 1 and not rule.condition.holds(case)
        for rule in rules
        if {*rule.clauses} & {*step.clauses}
    )
