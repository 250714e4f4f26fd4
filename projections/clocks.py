"""The deadlines of a case in a row: what ran from when to when, and what was late.

Lateness is a comparison of instants, the due one with when the work is said to have happened
or with the time of reading; it never depends on how often the clock has ticked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypedDict, cast

from pydantic import JsonValue

from ..workflow.events import CORRECTED, Event, Recorded
from ..workflow.events import instant as stamp


class Timer(TypedDict):
    """A deadline that a step started; `ended_at` is empty while it runs.

    `version` is the entry whose instant it is, `lapsed_at` when the clock recorded its lapse.
    """

    deadline: str
    due_at: str
    clause: str
    figure: str
    started_by: str
    started_at: str
    version: int
    ended_at: str
    lapsed_at: str


def run(timers: list[Timer], recorded: Recorded) -> None:
    """Do to the deadlines what an event does to them."""
    event = recorded.event
    if event.lapses:
        for timer in running(timers):
            if timer["deadline"] == event.lapses:
                timer["lapsed_at"] = stamp(event.recorded_at)
    if event.name == CORRECTED:
        _move(timers, event)
    else:
        _start(timers, recorded)
    if event.ends:
        _end(timers, event, event.ends)


def running(timers: Iterable[Timer]) -> list[Timer]:
    """Give the deadlines that nothing has ended."""
    return [timer for timer in timers if not timer["ended_at"]]


def due_at(timer: Timer) -> datetime:
    """Give the instant at which a deadline is due."""
    return datetime.fromisoformat(timer["due_at"])


def is_late(timer: Timer, now: datetime) -> bool:
    """Say whether a deadline was missed, or is by now; the due instant itself is in time."""
    ended = timer["ended_at"]
    return (datetime.fromisoformat(ended) if ended else now) > due_at(timer)


def _start(timers: list[Timer], recorded: Recorded) -> None:
    event = recorded.event
    if not event.starts:
        return
    _end(timers, event, [clock.deadline for clock in event.starts])
    started_at = stamp(event.recorded_at)
    timers.extend(
        Timer(
            deadline=clock.deadline,
            due_at=stamp(clock.due_at),
            clause=clock.clause,
            figure=clock.figure,
            started_by=event.step or event.name,
            started_at=started_at,
            version=recorded.version,
            ended_at="",
            lapsed_at="",
        )
        for clock in event.starts
    )


def _move(timers: list[Timer], event: Event) -> None:
    """Correct instants: of what runs by the clocks started anew, of what has ended by `moved`.

    A deadline whose instant was taken out has never been.
    """
    anew = {clock.deadline: stamp(clock.due_at) for clock in event.starts}
    for timer in running(timers):
        if due := anew.get(timer["deadline"]):
            timer["due_at"], timer["lapsed_at"] = due, ""
        elif timer["deadline"] in event.ends:
            timer["due_at"] = ""
    moved = cast("list[Mapping[str, JsonValue]]", event.form.get("moved", []))
    ended = {(one["version"], one["deadline"]): str(one["due_at"] or "") for one in moved}
    for timer in timers:
        if timer["ended_at"]:
            timer["due_at"] = ended.get((timer["version"], timer["deadline"]), timer["due_at"])
    timers[:] = [timer for timer in timers if timer["due_at"]]


def _end(timers: list[Timer], event: Event, names: Iterable[str]) -> None:
    ended_at = stamp(event.occurred_at)
    ended = set(names)
    for timer in timers:
        if not timer["ended_at"] and timer["deadline"] in ended:
            timer["ended_at"] = ended_at
