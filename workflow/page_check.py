"""Find what contradicts itself on a page before any case meets it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .checks import ORDER
from .corrections import CorrectEntry
from .deadlines import Figure
from .events import CORRECTED, LAPSED, MIGRATED, SUBJECT_ERASED
from .forms import Blank
from .parts import By, Deadline, Moment, Step
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
    ending = _ending(page)
    for code in page.states:
        if code not in reached:
            yield f"state {code} is never reached"
        elif code not in ending:
            yield f"state {code} is a dead end: no way leads on to a terminal state"
    named = {one for step in page.steps.values() for pair in step.move.pairs for one in pair}
    for one in sorted(named - {NEW, *page.states.values()}, key=str):
        yield f"state {one} is described in two ways"
    for old, new in page.carries.items():
        if new not in page.states:
            yield f"carries {old} to {new}, which is no state of the page"


def _ending(page: Procedure) -> set[str]:
    """Find the states from which a case can come to an end."""
    ending = {code for code, state in page.states.items() if state.terminal}
    while more := {
        source
        for moves in page.moves.values()
        for source, target in moves.items()
        if target in ending and source not in ending
    }:
        ending |= more
    return ending


def _step(page: Procedure, step: Step) -> Iterator[str]:
    if not step.clauses or not all(step.clauses):
        yield "no clause"
    if not step.sentence:
        yield "no sentence: the form has no docstring"
    if not step.label.zh:
        yield "no Chinese name"
    for name in step.asks:
        if name not in step.blanks:
            yield f"asks for {name}, which the form does not have"
    sources = [source.code for source, _ in step.move.pairs]
    for source in sorted({one for one in sources if sources.count(one) > 1}):
        yield f"leads from {source or NEW.label.en} to more than one state"
    if step.event in (LAPSED, MIGRATED, SUBJECT_ERASED) or (
        step.event == CORRECTED and step.form is not CorrectEntry
    ):
        yield f"records {step.event}, which only the engine records"
    yield from _personal(step.blanks)
    yield from _people(page, step)
    yield from _conditions(step)
    yield from _signing(page, step)
    yield from _four_eyes(page, step)


def _personal(blanks: Mapping[str, Blank]) -> Iterator[str]:
    """Find what is marked as personal and could not be sealed: only a text can."""
    for name, blank in blanks.items():
        if blank.personal and blank.shape != "text":
            yield f"{name} is personal and no text"
        yield from _personal(blank.parts)


def _people(page: Procedure, step: Step) -> Iterator[str]:
    codes = {role.code for role in step.by}
    if not codes:
        yield "nobody may take it"
    for code in sorted(codes - page.roles.keys() - ENGINE_ROLES):
        yield f"role {code} is not a role of the office"
    taken = {note.step for note in page.notes.values()}
    if codes == {CLOCK.code} and step.name not in taken:
        yield "only the clock may take it, and no lapse makes it do so"


def _conditions(step: Step) -> Iterator[str]:
    """Find conditions that look at more than there is to see where they are asked."""
    wheres = [role.only_where for role in step.by if role.only_where]
    if any(one.looks > 1 for one in (*wheres, *step.guard)):
        yield "its roles and the branches of its guard can only look at the case"
    if any(one.looks > 2 for one in step.asks.values()):
        yield "what it asks for can only depend on the case and the form"
    rules = [*step.only_if, *(rule for branch in step.guard.values() for rule in branch)]
    for kind in sorted({rule.kind for rule in rules} - set(ORDER)):
        yield f"a rule cannot be refused as {kind}"


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
        if note.unless and note.unless.looks > 1:
            yield f"what holds {note.event} back can only look at the case"
        if note.step:
            yield from _taken_by_the_clock(page, note.step)


def _taken_by_the_clock(page: Procedure, name: str) -> Iterator[str]:
    step = page.steps.get(name)
    if step is None:
        yield f"the clock is to take {name}, which is no step of the page"
    elif CLOCK.code not in {role.code for role in step.by}:
        yield f"the clock is to take {name}, which is not for the clock"
    elif any(source != target for source, target in page.moves[name].items()):
        yield f"the clock is to take {name}, which leaves the case's state"


def _names_instant(figure: Figure | By | Moment, step: Step) -> bool:
    return not isinstance(figure, By) or figure.blank in step.blanks
