"""The deadlines of a case: what ran until when, by which sum, and how it was met.

Lateness is a comparison of instants, and never the presence of a lapse.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ...workflow.calendars import BusinessCalendar
from ...workflow.events import Clock, Recorded, matter_of
from ...workflow.language import Label, Message, Until, message
from ...workflow.reckoning import Started, lines
from ..clocks import Timer, due_at, is_late, run
from .docket import Cited, Docket, cited

OUTCOMES: Mapping[str, Label] = {
    "met": Label("按时完成", "met in time"),
    "late": Label("逾期完成", "met late"),
    "running": Label("计时中", "running"),
    "overdue": Label("逾期未完成", "overdue"),
    "replaced": Label("重新计时", "started anew"),
    "dropped": Label("随案终止", "ended with the case"),
    "dropped_late": Label("终止时已逾期", "overdue when it ended"),
}
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Ran:
    """A deadline: who started it by which step, until when it ran, and what became of it.

    `margin` is how much earlier than due it ended, less than none where it was later; None
    while it runs. `sum` tells how the instant came about, line by line.
    """

    code: str
    label: Label
    matter: str
    clause: Cited
    started_at: datetime
    started_by: Label
    version: int
    due_at: Until
    figure: str
    calendar: str
    ended_at: datetime | None
    ended_by: Label | None
    ended_in: int | None
    lapsed_at: datetime | None
    outcome: str
    called: Label
    margin: timedelta | None
    says: Message | None
    sum: tuple[Message, ...]


@dataclass(slots=True)
class _Followed:
    """A timer with its clock, the event that started it, and the one that ended it."""

    timer: Timer
    clock: Clock
    by: Recorded
    ended_by: Recorded | None = None


def deadlines(docket: Docket, calendar: BusinessCalendar) -> tuple[Ran, ...]:
    """Give every deadline in the order in which they began."""
    return tuple(_ran(docket, one, calendar) for one in _followed(docket.history))


def _followed(history: tuple[Recorded, ...]) -> Iterator[_Followed]:
    timers: list[Timer] = []
    known: dict[int, _Followed] = {}
    for recorded in history:
        running = [one for one in timers if not one["ended_at"]]
        run(timers, recorded)
        for timer in running:
            if timer["ended_at"] and id(timer) in known:
                known[id(timer)].ended_by = recorded
        clocks = {clock.deadline: clock for clock in recorded.event.starts}
        for timer in timers:
            name = timer["deadline"]
            if name in clocks and not timer["ended_at"]:
                found = known.get(id(timer)) or _Followed(timer, clocks[name], recorded)
                found.clock = clocks[name]
                known[id(timer)] = found
    yield from (known[id(timer)] for timer in timers)


def _ran(docket: Docket, one: _Followed, calendar: BusinessCalendar) -> Ran:
    timer, names = one.timer, docket.names
    due, ended = due_at(timer), _instant(timer["ended_at"])
    outcome, margin = _outcome(docket, one), due - (ended or docket.as_of)
    return Ran(
        code=timer["deadline"],
        label=names.deadline(timer["deadline"]),
        matter=matter_of(timer["deadline"]),
        clause=cited([timer["clause"]])[0],
        started_at=one.by.event.recorded_at,
        started_by=docket.title(one.by.event),
        version=one.by.version,
        due_at=Until(due),
        figure=timer["figure"],
        calendar=one.clock.calendar,
        ended_at=ended,
        ended_by=docket.title(one.ended_by.event) if one.ended_by else None,
        ended_in=one.ended_by.version if one.ended_by else None,
        lapsed_at=_instant(timer["lapsed_at"]),
        outcome=outcome,
        called=OUTCOMES[outcome],
        margin=margin if ended else None,
        says=_margin(margin, is_over=bool(ended)),
        sum=tuple(lines(Started(one.clock, one.by), calendar)),
    )


def _outcome(docket: Docket, one: _Followed) -> str:
    """Say what became of a deadline."""
    late = is_late(one.timer, docket.as_of)
    if not one.ended_by:
        return "overdue" if late else "running"
    step = one.ended_by.event.step
    deadline = docket.page.deadlines.get(one.timer["deadline"].partition("#")[0])
    if deadline and step in deadline.ends:
        return "late" if late else "met"
    if deadline and step in deadline.starts:
        return "replaced"
    return "dropped_late" if late else "dropped"


def _instant(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _margin(margin: timedelta, *, is_over: bool) -> Message:
    """Say how early or late something was, or is."""
    how_long = lasting(abs(margin))
    if margin < timedelta(0):
        return message("{time} late", time=how_long)
    if is_over:
        return message("{time} early", time=how_long)
    return message("{time} left", time=how_long)


def lasting(time: timedelta) -> Message:
    """Say how long something is, in the two largest units that it has."""
    minutes = time // MINUTE
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return message("{days} d {hours} h", days=days, hours=hours)
    if hours:
        return message("{hours} h {minutes} min", hours=hours, minutes=rest)
    return message("{minutes} min", minutes=rest)
