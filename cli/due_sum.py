"""Explain a deadline: the sum of what counts, with the calendar that it was counted on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import click

from ..workflow.case import fold
from ..workflow.errors import refusal
from ..workflow.events import Recorded, deadline_of
from ..workflow.language import message
from ..workflow.reckoning import Started, explained, has_changed, lines
from . import complete, tell
from .options import pass_settings, printed
from .output import Out
from .reading import unseen
from .report import Named, Report, Table
from .settings import Settings

if TYPE_CHECKING:
    from ..workflow.calendars import BusinessCalendar
    from ..workflow.procedure import Procedure

COLUMNS = {"deadline": message("deadline"), "says": message("the sum")}


@click.command()
@click.argument("case", shell_complete=complete.cases)
@click.argument("deadline", required=False, shell_complete=complete.deadlines)
@printed()
@pass_settings
def why_due(settings: Settings, *, case: str, deadline: str | None, out: Out) -> None:
    """Show the deadlines of a case as sums of what counts; only the running ones by default."""
    with unseen(settings).desk() as desk:
        history = desk.history(case)
        page = desk.page_of(fold(history))
        chosen = list(_chosen(page, history, deadline))
        rows = [row for one in chosen for row in _rows(page, one, settings.calendar)]
        data = [_data(one, settings.calendar) for one in chosen]
        notes = () if chosen else (message("no deadline is running"),)
        facts = {"case": (tell.CASE, case)}
        out.print(
            Report("why-due", facts, (Table("sum", COLUMNS, rows),), notes, {"deadlines": data})
        )


def _chosen(
    page: Procedure, history: tuple[Recorded, ...], deadline: str | None
) -> Iterator[Started]:
    """Give the running clocks, or the newest of the deadline that is named."""
    if deadline and deadline not in page.deadlines:
        says = "{procedure} has no deadline {deadline}; it has: {known}"
        known = list(page.deadlines)
        raise refusal("NotFound", says, procedure=page.label, deadline=deadline, known=known)
    newest = {c.deadline: Started(c, one) for one in history for c in one.event.starts}
    if deadline and deadline not in map(deadline_of, newest):
        says = "{deadline} has not started in {case}"
        raise refusal("NotFound", says, deadline=deadline, case=history[0].case)
    running = fold(history).clocks
    yield from (
        newest[name]
        for name in newest
        if deadline_of(name) == deadline or (not deadline and name in running)
    )


def _rows(
    page: Procedure, started: Started, calendar: BusinessCalendar
) -> Iterator[Mapping[str, object]]:
    named = tell.deadline_of(page, started.clock.deadline)
    for index, line in enumerate(lines(started, calendar)):
        yield {"deadline": Named(named.code, "") if index else named, "says": line}


def _data(started: Started, calendar: BusinessCalendar) -> Mapping[str, object]:
    clock, by = started
    start: datetime = by.event.recorded_at
    data = clock.model_dump() | {"started_by": by.event.name, "started_at": start}
    if (sum_ := explained(started, calendar)) is None:
        return data | {"named_by": by.event.person}
    stretches = [
        {
            "from": one.start,
            "to": one.end,
            "cause": one.cause.name.lower(),
            "days": one.days,
            "seconds": one.time.total_seconds(),
        }
        for one in sum_.stretches
    ]
    return data | {
        "adds_up": sum_.adds_up,
        "calendar_changed": has_changed(started, sum_),
        "predicted_years": sum_.unconfirmed,
        "stretches": stretches,
    }
