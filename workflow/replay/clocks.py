"""The deadlines that an event started, held against what the page starts.

A figure that the page leaves to the office may have been any; working days were counted on the
calendar whose hash stands on the clock. Where that is another one than today's, nobody can count
them again; nor does a clock say in which zone a moment was found, such as the end of a quarter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..deadlines import Figure, due
from ..errors import Misconfigured
from ..language import Until, message
from ..parts import Deadline, Moment
from ..request import Terms
from ..terms_check import check
from .breach import Check, Fault, Remark

if TYPE_CHECKING:
    from ..events import Clock, Event
    from ..language import Message
    from ..procedure import Procedure

PLAIN_TIME = "round-the-clock/"
ZONES = [timezone(timedelta(minutes=minutes)) for minutes in range(-12 * 60, 14 * 60 + 1, 15)]


def zone_of(event: Event) -> ZoneInfo | None:
    """Give the zone in which an event's deadlines were counted, where they say so."""
    for clock in event.starts:
        if clock.calendar.startswith(PLAIN_TIME):
            try:
                return ZoneInfo(clock.calendar.removeprefix(PLAIN_TIME))
            except (ZoneInfoNotFoundError, ValueError):
                return None
    return None


@dataclass(frozen=True, slots=True)
class Timing:
    """The deadlines of an event, its page and the terms of the office.

    `again` finds the instant of a moment in another zone.
    """

    page: Procedure
    event: Event
    terms: Terms
    again: Callable[[Moment, tzinfo], datetime | None]

    def against(self, expected: Event) -> Iterator[Remark]:
        """Say which deadlines should have started or ended otherwise.

        `expected` is the event by the page's own figures, whatever the office has set.
        """
        found = {one.deadline: one for one in self.event.starts}
        meant = {one.deadline: one for one in expected.starts}
        for name in dict.fromkeys((*meant, *found)):
            if name not in found:
                yield self._other(message("the deadline {name} was not started", name=name))
            elif name not in meant:
                yield self._other(message("no deadline {name} starts here", name=name))
            elif not _is_same(found[name], meant[name]):
                yield from self._counted(found[name], meant[name])
        if set(self.event.ends) != set(expected.ends):
            ends, others = self.event.ends or "–", expected.ends or "–"
            says = "it ends the deadlines {found}; the page ends {meant}"
            yield self._other(message(says, found=ends, meant=others))

    def _counted(self, found: Clock, meant: Clock) -> Iterator[Remark]:
        """Say whether it was counted by a figure that the office could have set, and well."""
        deadline = self.page.deadline_of(found.deadline)
        if found.figure == meant.figure and not isinstance(deadline.figure, Figure):
            yield replace(
                self._other(_other_instant(found, meant.due_at)),
                is_judged=not self._is_of_another_zone(deadline, found),
            )
            return
        figure = _settable(self.page, deadline, found.figure, self.terms)
        if figure is None:
            says = "{deadline} is counted by {found}; the page says {meant}"
            told = message(says, deadline=deadline.label, found=found.figure, meant=deadline.figure)
            yield Remark(Check.CLOCKS, Fault.OTHER_CLOCKS, (deadline.clause,), told)
        elif figure.working and not self._is_on_this_calendar(found):
            says = "{deadline} was counted on a calendar that is not today's"
            told = message(says, deadline=deadline.label)
            clauses = (deadline.clause,)
            yield Remark(Check.CLOCKS, Fault.OTHER_CLOCKS, clauses, told, is_judged=False)
        else:
            calendar = figure.counted_on(self.terms.calendar)
            due_at = due(figure, self.event.recorded_at, calendar)
            if due_at != found.due_at:
                yield self._other(_other_instant(found, due_at))

    def _is_on_this_calendar(self, found: Clock) -> bool:
        digest = self.terms.calendar.digest(self.event.recorded_at, found.due_at)
        return digest == found.calendar_hash

    def _is_of_another_zone(self, deadline: Deadline, found: Clock) -> bool:
        moment = deadline.figure
        if not isinstance(moment, Moment):
            return False
        return any(self.again(moment, zone) == found.due_at for zone in ZONES)

    def _other(self, says: Message) -> Remark:
        return Remark(Check.CLOCKS, Fault.OTHER_CLOCKS, self.event.clauses, says)


def _is_same(one: Clock, other: Clock) -> bool:
    return (one.due_at, one.figure) == (other.due_at, other.figure)


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
