"""What changed: in a case between two of its versions, in a register between two instants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from ..projections.difference import Aspect, Change, Due, changes
from ..projections.every import REGISTERS
from ..workflow.errors import refusal
from ..workflow.language import Until, message
from . import complete, record, tell
from .diff_register import of_register
from .options import now, pass_settings, printed, version_or_instant
from .output import Out
from .reading import reads
from .report import Lines, Named, Report, Table
from .settings import Settings

if TYPE_CHECKING:
    from ..workflow.events import Recorded
    from ..workflow.procedure import Procedure

ASPECTS = {
    Aspect.EDITION: message("edition"),
    Aspect.STATE: message("state"),
    Aspect.BLANK: message("blank"),
    Aspect.DEADLINE: message("deadline"),
    Aspect.SIGNATURE: message("signature"),
    Aspect.HOLDER: message("holder"),
}
COLUMNS = {
    "aspect": message("about"),
    "name": message("which"),
    "was": message("was"),
    "now": message("is now"),
    "version": tell.VERSION,
    "step": tell.STEP,
    "by": message("by"),
    "clauses": tell.CLAUSES,
}
LAPSED = message("lapsed")


@click.command()
@click.argument("case", required=False, default="", shell_complete=complete.cases)
@click.option(
    "--register",
    "name",
    type=click.Choice(list(REGISTERS)),
    help="Of a register instead of a case, between two instants.",
)
@version_or_instant(
    "--from", "since", says="From after N events or from an instant; else the last."
)
@version_or_instant("--to", "until", says="To after N events or to an instant; else as it is.")
@printed()
@pass_settings
@reads()
def diff(
    settings: Settings,
    *,
    case: str,
    name: str | None,
    since: int | datetime | None,
    until: int | datetime | None,
    out: Out,
) -> None:
    """Tell what changed in a case between two versions or instants, and by which clause.

    Without --from it is what the last event changed. Of a --register it is told which lines came,
    which went, and which cells are other ones.
    """
    if bool(case) == bool(name):
        raise click.UsageError("name a CASE, or a register with --register")
    if name:
        out.print(_of_register(settings, name, since, until or now(), out))
    else:
        out.print(_of_case(settings, case, since, until))


def _of_register(
    settings: Settings, name: str, since: int | datetime | None, until: int | datetime, out: Out
) -> Report:
    if not isinstance(since, datetime) or not isinstance(until, datetime):
        raise click.UsageError("a register is compared between two instants: --from T --to T")
    with settings.desk() as desk:
        return of_register(desk, name, since, until, out.reader)


def _of_case(
    settings: Settings, case: str, since: int | datetime | None, until: int | datetime | None
) -> Report:
    with settings.desk() as desk:
        history = desk.history(case)
        to = len(history) if until is None else _version(case, history, until)
        start = max(0, to - 1) if since is None else _version(case, history, since)
        if start > to:
            raise click.UsageError(f"--from is version {start}, after --to, version {to}")
        found = changes(history, desk.rulebook, since=start, until=to)
        page = desk.page_of(desk.case(case, version=max(to, 1)))
    facts = {
        "case": (tell.CASE, case),
        "from": (message("from version"), start),
        "to": (message("to version"), to),
    }
    rows = [_row(page, one) for one in found]
    return Report("diff", facts, (Table("changes", COLUMNS, rows, fit=tell.WIDEST),))


def _version(case: str, history: Sequence[Recorded], at: int | datetime) -> int:
    """Give how many events there were; NotFound for a version that there is not."""
    if isinstance(at, datetime):
        return sum(one.event.recorded_at <= at for one in history)
    if at > len(history):
        says = "{case} has no version {version}; the newest is {newest}"
        raise refusal("NotFound", says, case=case, version=at, newest=len(history))
    return at


def _row(page: Procedure, one: Change) -> Mapping[str, object]:
    event = one.since.event
    step = page.steps.get(event.step)
    return {
        "aspect": Named(one.fact.aspect.value, ASPECTS[one.fact.aspect]),
        "name": _name(page, one),
        "was": _value(page, one, one.was),
        "now": _value(page, one, one.now),
        "version": one.since.version,
        "step": Named(event.step or event.name, step.label if step else event.name),
        "by": event.person,
        "at": event.recorded_at,
        "clauses": _clauses(one),
    }


def _clauses(one: Change) -> tuple[str, ...]:
    """Give the clause of a deadline, or those of the step that changed something."""
    for due in (one.now, one.was):
        if isinstance(due, Due):
            return (due.clause,)
    return one.since.event.clauses


def _name(page: Procedure, one: Change) -> object:
    aspect, name, part = one.fact
    match aspect:
        case Aspect.BLANK:
            blank = record.blank_of(page, name)
            return tell.coded(blank.label, name) if blank else name
        case Aspect.DEADLINE:
            return tell.deadline_of(page, name)
        case Aspect.SIGNATURE:
            return _signature(page, name, part)
    return name or None


def _signature(page: Procedure, name: str, capacity: str) -> Named:
    step = page.steps[name]
    if not capacity:
        return Named(name, step.label)
    says = message("{step} {capacity}", step=step.label, capacity=step.capacity(capacity))
    return Named(f"{name}:{capacity}", says)


def _value(page: Procedure, one: Change, value: object) -> object:
    if value is None:
        return None
    match one.fact.aspect:
        case Aspect.STATE:
            return tell.state_of(page, str(value))
        case Aspect.BLANK:
            return record.value_of(record.blank_of(page, one.fact.name), value, is_due=False)
    return _due(value) if isinstance(value, Due) else value


def _due(due: Due) -> object:
    return Lines([Until(due.due_at), LAPSED]) if due.lapsed else Until(due.due_at)
