"""What an event is before any rule is asked: does it follow, and is there a page for it?"""

from __future__ import annotations

from collections.abc import Iterator

from ..case import Case
from ..events import MIGRATED, Event
from ..language import message
from ..procedure import Procedure
from .breach import Check, Fault, Remark, state_of


def about_structure(page: Procedure, event: Event, before: Case) -> Iterator[Remark]:
    """Say where an event does not follow the one before, whatever the page allows."""
    pinned, found = f"{before.procedure}@{before.edition}", f"{event.procedure}@{event.edition}"
    if before.id and pinned != found and event.name != MIGRATED:
        says = message("the case is under {pinned}, not {found}", pinned=pinned, found=found)
        yield Remark(Check.STRUCTURE, Fault.OTHER_PAGE, event.clauses, says)
    if event.source != before.state:
        says = message(
            "it begins in {found}; the case is in {state}",
            found=state_of(page, event.source),
            state=state_of(page, before.state),
        )
        yield Remark(Check.STRUCTURE, Fault.OTHER_SOURCE, event.clauses, says)


def no_page(event: Event) -> Remark:
    """Say that an event is of a page which is not kept here."""
    says = message("there is no page {page} here", page=f"{event.procedure}@{event.edition}")
    return Remark(Check.STRUCTURE, Fault.UNKNOWN_PAGE, (), says)


def no_step(page: Procedure, event: Event) -> Remark:
    """Say that an event is of a step which its page does not have."""
    says = message("{page} has no step {step}", page=page.title, step=event.step or "–")
    return Remark(Check.STRUCTURE, Fault.UNKNOWN_STEP, (page.document,), says)


def unreadable(why: str) -> Remark:
    """Say that an event cannot be read."""
    says = message("it cannot be read: {why}", why=why)
    return Remark(Check.STRUCTURE, Fault.UNREADABLE, (), says)


def not_following(why: str) -> Remark:
    """Say that an event has not the place in its case that it says it has."""
    says = message("it does not follow the event before it: {why}", why=why)
    return Remark(Check.STRUCTURE, Fault.UNREADABLE, (), says)


def unanswerable(event: Event, why: str, *, is_judged: bool) -> Remark:
    """Say that a rule stumbles over an event."""
    says = message("the page cannot be asked about it: {why}", why=why)
    return Remark(Check.STRUCTURE, Fault.UNANSWERABLE, event.clauses, says, is_judged)
