"""Find what contradicts itself on a page before any case meets it."""

from __future__ import annotations

from collections.abc import Iterator

from .deadlines import Figure
from .parts import By, Deadline, Step
from .people import CLOCK, FIRST_CONTACT, NEVER_ACTING, POLICY
from .procedure import Procedure
from .states import NEW

ENGINE_ROLES = NEVER_ACTING | {CLOCK.code, POLICY.code}


def faults(page: Procedure) -> tuple[str, ...]:
    """List every fault of a page: in its states, steps, people and deadlines."""
    openings = [step.name for step in page.steps.values() if step.opens]
    if len(openings) != 1:
        return (f"one step opens a case, not {len(openings)}: {', '.join(openings)}",)
    found = [*_states(page)]
    for step in page.steps.values():
        found += [f"{step.name}: {fault}" for fault in _step(page, step)]
    for deadline in page.deadlines.values():
        found += [f"deadline {deadline.name}: {fault}" for fault in _deadline(page, deadline)]
    return tuple(found)


def _states(page: Procedure) -> Iterator[str]:
    reached = {page.moves[page.opening.name][NEW.code]}
    while more := {
        target
        for moves in page.moves.values()
        for source, target in moves.items()
        if source in reached and target not in reached
    }:
        reached |= more
    for code, state in page.states.items():
        leaves = any(moves.get(code, code) != code for moves in page.moves.values())
        if code not in reached:
            yield f"state {code} is never reached"
        elif not leaves and not state.terminal:
            yield f"state {code} is a dead end: no step leads on and it is not terminal"


def _step(page: Procedure, step: Step) -> Iterator[str]:
    if not step.clauses or not all(step.clauses):
        yield "no clause"
    if not step.sentence:
        yield "no sentence: the form has no docstring"
    if not step.label.zh:
        yield "no Chinese name"
    for role in step.by:
        if role.code not in page.roles and role.code not in ENGINE_ROLES:
            yield f"role {role.code} is not a role of the office"
    for name in step.asks:
        if name not in step.blanks:
            yield f"asks for {name}, which the form does not have"
    yield from _signing(page, step)
    yield from _four_eyes(page, step)


def _signing(page: Procedure, step: Step) -> Iterator[str]:
    if step.capacities:
        capacity = step.blanks.get("capacity")
        if capacity is None or set(capacity.choices) != set(step.capacities):
            yield "its capacities are not those of its blank capacity"
    for needs in step.needs:
        signing = page.steps.get(needs.step)
        if signing is None:
            yield f"needs {needs.step}, which is no step of the page"
        elif not set(needs.capacities) <= set(signing.capacities):
            yield f"needs capacities that {needs.step} does not have"


def _four_eyes(page: Procedure, step: Step) -> Iterator[str]:
    """Find steps that one person alone may take and that four eyes then keep from him."""
    only_first = {role.code for role in step.by} == {FIRST_CONTACT.code}
    for barred in step.never_by:
        for name in barred.of_steps:
            if name not in page.steps:
                yield f"keeps away those who took {name}, which is no step of the page"
            elif only_first and name == page.opening.name:
                yield "four eyes cannot be met: only the first-contact person may take it"


def _deadline(page: Procedure, deadline: Deadline) -> Iterator[str]:
    missing = {"no clause": deadline.clause, "nothing starts it": deadline.starts}
    missing |= {"nothing ends it": deadline.ends}
    yield from (fault for fault, found in missing.items() if not found)
    for name in (*deadline.starts, *deadline.ends):
        if name not in page.steps:
            yield f"{name} is no step of the page"
        elif name in deadline.starts and not _names_instant(deadline.figure, page.steps[name]):
            yield f"{name} has no blank for the figure, {deadline.figure}"
    for note in deadline.notes:
        if note.step and note.step not in page.steps:
            yield f"the clock is to take {note.step}, which is no step of the page"


def _names_instant(figure: Figure | By, step: Step) -> bool:
    return not isinstance(figure, By) or figure.blank in step.blanks
