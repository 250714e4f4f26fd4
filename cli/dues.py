"""What is due, and the clock that records what has lapsed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import click

from ..projections.due_list import Due, DueList
from ..workflow.errors import HistoryBroken
from ..workflow.language import Message, Until, message
from . import tell
from .exits import OVERDUE
from .options import at_option, now, pass_settings, printed
from .output import Out
from .reading import unseen
from .report import Named, Report, Table
from .settings import Settings

if TYPE_CHECKING:
    from ..workflow.desk import Desk
    from ..workflow.outcome import Lapse

DUE = {
    "mark": message("overdue"),
    "due_at": tell.DUE,
    "case": tell.CASE,
    "deadline": message("deadline"),
    "state": tell.STATE,
    "responsible": message("who answers for it"),
    "clause": message("clause"),
    "lapsed_at": message("lapse recorded"),
}
LAPSED = {
    "case": tell.CASE,
    "deadline": message("deadline"),
    "events": message("recorded events"),
}


@click.command()
@at_option("--at", says="As it was at an instant; a day alone is its end.", day="end")
@click.option("--overdue", "only_overdue", is_flag=True, help="Only what is overdue.")
@click.option(
    "--fail-on",
    type=click.Choice(["overdue"]),
    help="Exit with 8 when something is overdue.",
)
@printed()
@pass_settings
def due(
    settings: Settings, *, at: datetime | None, only_overdue: bool, fail_on: str | None, out: Out
) -> None:
    """List every running deadline, the most urgent first, and who answers for it."""
    with unseen(settings).desk() as desk:
        items = DueList(desk.store, desk.rulebook).items(now=now(), at=at)
        late = sum(one.overdue for one in items)
        shown = [one for one in items if one.overdue or not only_overdue]
        note = message("overdue: {late} of {all}", late=late, all=len(items))
        out.print(Report("due", tables=(due_table(shown),), notes=(note,)))
    if late and fail_on:
        raise click.exceptions.Exit(OVERDUE)


def due_table(items: Iterable[Due]) -> Table:
    """Lay out what is due."""
    return Table("deadlines", DUE, [_due(one) for one in items])


def _due(one: Due) -> Mapping[str, object]:
    return {
        "mark": Named(one.overdue, "✗" if one.overdue else ""),
        "due_at": Until(one.due_at),
        "case": one.case,
        "procedure": one.procedure,
        "state": one.state,
        "deadline": Named(one.deadline, one.label),
        "responsible": one.responsible,
        "department": one.department,
        "person": one.person,
        "by": [role.code for role in one.by],
        "clause": one.clause,
        "figure": one.figure,
        "started_at": one.started_at,
        "overdue": one.overdue,
        "lapsed_at": one.lapsed_at,
    }


@click.command()
@at_option("--now", "at", says="What time it is; the clock's if not given.")
@printed()
@pass_settings
def tick(settings: Settings, *, at: datetime | None, out: Out) -> None:
    """Record every deadline that has passed and is not recorded yet.

    What is due and cannot be recorded is told on stderr.
    """
    at = at or now()
    with settings.desk() as desk:
        lapses = desk.tick(at)
        rows = [_lapse(desk, one) for one in lapses]
        note = message("lapses recorded: {count}", count=len(lapses))
        out.print(Report("tick", tables=(Table("lapsed", LAPSED, rows),), notes=(note,)))
        for says in _left(desk, at):
            out.tell(out.reader.say(says))


def _lapse(desk: Desk, lapse: Lapse) -> Mapping[str, object]:
    page = desk.page_of(desk.case(lapse.case))
    return {
        "case": lapse.case,
        "deadline": tell.deadline_of(page, lapse.deadline),
        "event": lapse.events[0],
        "events": lapse.events,
    }


def _left(desk: Desk, at: datetime) -> Iterator[Message]:
    """Say what was due at the tick and stands on the agenda all the same, and why."""
    for item in desk.store.due(at):
        why = _not_recorded(desk, item.case)
        says = "{case}: the lapse of {deadline} has not been recorded: {why}"
        yield message(says, case=item.case, deadline=item.deadline, why=why)


def _not_recorded(desk: Desk, number: str) -> Message:
    try:
        last = desk.case(number).changed_at
    except HistoryBroken as broken:
        return message("the case cannot be read ({why})", why=str(broken))
    return message("its last event is of {last}, later than the tick", last=last)
