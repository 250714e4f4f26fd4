"""The deadlines that an event started, held against what the page starts.

A figure that the page leaves to the office may have been any; working days were counted on the
calendar whose hash stands on the clock. Where that is another one than today's, nobody can count
them again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..deadlines import Figure, due
from ..errors import Misconfigured
from ..language import Until, message
from ..parts import Deadline
from ..request import Terms
from ..terms_check import check
from .breach import Check, Fault, Remark

if TYPE_CHECKING:
    from ..events import Clock, Event
    from ..language import Message
    from ..procedure import Procedure

PLAIN_TIME = "round-the-clock/"


def zone_of(event: Event) -> ZoneInfo | None:
    """Give the zone in which an event's deadlines were counted, where they say so."""
    for clock in event.starts:
        if clock.calendar.startswith(PLAIN_TIME):
            try:
                return ZoneInfo(clock.calendar.removeprefix(PLAIN_TIME))
            except (ZoneInfoNotFoundError, ValueError):
                return None
    return None


def about_clocks(page: Procedure, event: Event, expected: Event, terms: Terms) -> Iterator[Remark]:
    """Say which deadlines an event should have started or ended otherwise.

    `expected` is the event by the page's own figures, whatever the office has set.
    """
    found = {one.deadline: one for one in event.starts}
    meant = {one.deadline: one for one in expected.starts}
    for name in dict.fromkeys((*meant, *found)):
        if name not in found:
            yield _other(event, message("the deadline {name} was not started", name=name))
        elif name not in meant:
            yield _other(event, message("no deadline {name} starts here", name=name))
        elif (found[name].due_at, found[name].figure) != (meant[name].due_at, meant[name].figure):
            yield from _counted(page, event, found[name], meant[name], terms)
    if set(event.ends) != set(expected.ends):
        says = "it ends the deadlines {found}; the page ends {meant}"
        yield _other(event, message(says, found=event.ends or "–", meant=expected.ends or "–"))


def _counted(
    page: Procedure, event: Event, found: Clock, meant: Clock, terms: Terms
) -> Iterator[Remark]:
    """Say whether a deadline was counted by a figure that the office could have set, and well."""
    deadline = page.deadline_of(found.deadline)
    if found.figure == meant.figure and not isinstance(deadline.figure, Figure):
        yield _other(event, _other_instant(found, meant.due_at))
        return
    figure = _settable(page, deadline, found.figure, terms)
    if figure is None:
        says = "{deadline} is counted by {found}; the page says {meant}"
        told = message(says, deadline=deadline.label, found=found.figure, meant=deadline.figure)
        yield Remark(Check.CLOCKS, Fault.OTHER_CLOCKS, (deadline.clause,), told)
    elif figure.working and terms.calendar.digest(event.recorded_at, found.due_at) != (
        found.calendar_hash
    ):
        says = "{deadline} was counted on a calendar that is not today's"
        told = message(says, deadline=deadline.label)
        clauses = (deadline.clause,)
        yield Remark(Check.CLOCKS, Fault.OTHER_CLOCKS, clauses, told, is_judged=False)
    else:
        due_at = due(figure, event.recorded_at, figure.counted_on(terms.calendar))
        if due_at != found.due_at:
            yield _other(event, _other_instant(found, due_at))


def _settable(page: Procedure, deadline: Deadline, text: str, terms: Terms) -> Figure | None:
    """Read a figure that the page has or leaves to the office; None for any other."""
    try:
        figure = Figure.parse(text)
        if figure != deadline.figure:
            limits = {page.name: {deadline.name: figure}}
            check(Terms(terms.calendar, limits), {page.name: page})
    except Misconfigured:
        return None
    return figure


def _other_instant(found: Clock, due_at: datetime) -> Message:
    says = "{deadline} is due at {found}; by {figure} it is {meant}"
    return message(
        says,
        deadline=found.deadline,
        figure=found.figure,
        found=Until(found.due_at),
        meant=Until(due_at),
    )


def _other(event: Event, says: Message) -> Remark:
    return Remark(Check.CLOCKS, Fault.OTHER_CLOCKS, event.clauses, says)
