"""How a recorded clock came to its instant: as the sum of what counts, or by whoever named it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .calendars import BusinessCalendar
from .deadlines import Figure
from .events import Clock, Recorded
from .explanation import Explanation, explain
from .language import Message, Until, message


class Started(NamedTuple):
    """A clock with the event that started it."""

    clock: Clock
    by: Recorded


def explained(started: Started, calendar: BusinessCalendar) -> Explanation | None:
    """Explain a figure; an instant that was named, or follows from the case, has no sum."""
    clock, by = started
    if not clock.calendar:
        return None
    return explain(by.event.recorded_at, clock.due_at, Figure.parse(clock.figure), calendar)


def lines(started: Started, calendar: BusinessCalendar) -> Iterator[Message]:
    """Tell the sum line by line: by which clause, what counts, on which calendar."""
    clock, by = started
    event = by.event
    yield message("by clause {clause}, started by {event}", clause=clock.clause, event=event.name)
    sum_ = explained(started, calendar)
    if sum_ is None:
        at, blank = Until(clock.due_at), clock.figure.removeprefix("by ")
        yield (
            message("{at}: {figure}", at=at, figure=message(clock.figure))
            if blank == clock.figure
            else message("{person} named {at} in {blank}", person=event.person, at=at, blank=blank)
        )
        return
    yield from sum_.says()
    yield message("counted on the calendar {calendar}", calendar=clock.calendar)
    if has_changed(started, sum_):
        yield message("the calendar has changed since it was counted")


def has_changed(started: Started, sum_: Explanation) -> bool:
    """Say whether the calendar is another one today than when the figure was counted."""
    now = sum_.counted_on.digest(sum_.start, sum_.due_at)
    return bool(started.clock.calendar_hash) and started.clock.calendar_hash != now
