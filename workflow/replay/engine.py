"""What the engine itself records, held against what it should have: lapses and migrations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..actor import THE_CLOCK, Actor
from ..case import Case
from ..errors import Refused
from ..events import Event
from ..language import Message, Until, message
from ..lapse import lapse
from ..migration import migrate
from ..procedure import Procedure
from ..request import Request
from .breach import Check, Fault, Remark, state_of


def about_lapse(
    page: Procedure, case: Case, event: Event
) -> tuple[Sequence[Event], tuple[Remark, ...]]:
    """Give what the clock records with a lapse, and what is wrong with it."""
    expected = lapse(page, case, event.lapses, event.recorded_at)
    if not expected:
        return (), (_no_lapse(case, event),)
    if not is_like(event, expected[0]):
        says = message("it is not what the clock records of a lapse")
        return expected[1:], (Remark(Check.LAPSE, Fault.OTHER_LAPSE, event.clauses, says),)
    return expected[1:], ()


def _no_lapse(case: Case, event: Event) -> Remark:
    running = case.clocks.get(event.lapses)
    if running is None:
        says = message("no deadline {name} runs that could lapse", name=event.lapses)
        return Remark(Check.LAPSE, Fault.NOT_RUNNING, event.clauses, says)
    if running.lapsed:
        says = message("the lapse of {name} has been recorded already", name=event.lapses)
        return Remark(Check.LAPSE, Fault.LAPSED_TWICE, event.clauses, says)
    says = message(
        "{name} is due at {due} and was recorded as lapsed before",
        name=event.lapses,
        due=Until(running.clock.due_at),
    )
    return Remark(Check.LAPSE, Fault.NOT_DUE, event.clauses, says)


def is_like(event: Event, expected: Event) -> bool:
    """Say whether the clock has recorded what it should; clauses and engine may be other ones."""
    same = {"engine": event.engine, "clauses": event.clauses}
    return expected.model_copy(update=same) == event


def is_by_the_clock(event: Event) -> bool:
    """Say whether an event bears the name of the clock."""
    return (event.person, event.role) == (THE_CLOCK.person, THE_CLOCK.role)


def about_note(event: Event) -> Remark:
    """Say that no lapse has brought what the clock is said to have recorded."""
    says = message("no lapse brings {event} here", event=event.name)
    return Remark(Check.LAPSE, Fault.OTHER_LAPSE, event.clauses, says)


def about_missing(note: Event) -> Remark:
    """Say that something is missing that the clock records with a lapse."""
    says = message("the lapse before it brings {event}, which is missing", event=note.name)
    return Remark(Check.LAPSE, Fault.OTHER_LAPSE, note.clauses, says)


def about_migration(old: Procedure, new: Procedure, case: Case, event: Event) -> Iterator[Remark]:
    """Say why a case could not have been moved to its edition, or would stand elsewhere."""
    who = Actor(event.person, event.role, event.department)
    form = {"to": event.edition}
    request = Request("migrate", who, event.recorded_at, form, case.id, reason=event.reason)
    try:
        expected = migrate(old, new, case, request)
    except Refused as refused:
        yield from (Remark.refusal(Check.RULES, one) for one in refused.reasons)
        return
    if (event.target, set(event.ends)) != (expected.target, set(expected.ends)):
        yield Remark(
            Check.STRUCTURE, Fault.OTHER_TARGET, event.clauses, _moved(new, event, expected)
        )
    elif event.form != expected.form or event.starts:
        says = message("it is not what a migration records")
        yield Remark(Check.RECORD, Fault.OTHER_RECORD, event.clauses, says)


def about_erasure(page: Procedure, event: Event) -> Iterator[Remark]:
    """Say where an erasure does more to a case than saying so, or is nobody of the office's."""
    role = page.roles.get(event.role)
    moves = event.source != event.target or event.starts or event.ends or event.lapses
    if moves or event.step or not event.form.get("subject") or (role and role.outside):
        says = message("it is not what an erasure records")
        yield Remark(Check.RECORD, Fault.OTHER_RECORD, event.clauses, says)


def _moved(page: Procedure, event: Event, expected: Event) -> Message:
    says = "edition {edition} has the case in {meant}, not in {found}"
    found, meant = state_of(page, event.target), state_of(page, expected.target)
    return message(says, edition=event.edition, meant=meant, found=found)
