"""Registers, the audit trail, what is due, and the clock that records what has lapsed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import click

from ..projections.audit_trail import AuditTrail
from ..projections.columns import Column, Value
from ..projections.complaint_register import ComplaintRegister
from ..projections.due_list import Due, DueList
from ..workflow.errors import Misconfigured
from ..workflow.language import message
from . import complete, tell
from .exits import OVERDUE
from .options import at_option, now, pass_settings, printed
from .output import Out
from .report import Named, Report, Table
from .settings import Settings

if TYPE_CHECKING:
    from ..projections.complaint_rows import ComplaintRow
    from ..projections.register import Page
    from ..projections.trail_entry import Entry
    from ..workflow.desk import Desk
    from ..workflow.outcome import Lapse
    from .report import Reader

REGISTERS = {"complaints": ComplaintRegister}
ALL = ["all"]
SHORT = {
    "complaints": [
        *("no", "opened_at", "customer", "matter", "severity", "state"),
        *("department", "next_due_at", "overdue"),
    ],
}
TRAIL = {
    "recorded_at": message("recorded"),
    "case": tell.CASE,
    "version": tell.VERSION,
    "refused": message("refused"),
    "says": message("what happened"),
}
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
@click.argument("name", type=click.Choice(list(REGISTERS)))
@at_option("--at", says="As it was at an instant; a day alone is its end.", ends=True)
@click.option(
    "--position", type=click.IntRange(0), metavar="N", help="As it was at a log position."
)
@click.option(
    "--columns",
    default="",
    metavar="A,B",
    help='Which columns, in which order; "all" for every one.',
)
@click.option(
    "--where",
    multiple=True,
    metavar="COLUMN=VALUE",
    help="Which rows: COLUMN=VALUE, COLUMN!=VALUE or COLUMN~PART; all given must hold.",
)
@printed()
@pass_settings
def register(
    settings: Settings,
    *,
    name: str,
    at: datetime | None,
    position: int | None,
    columns: str,
    where: tuple[str, ...],
    out: Out,
) -> None:
    """Print a register, as it is or as it was."""
    asked = [one.strip() for one in columns.split(",") if one.strip()]
    with settings.desk() as desk:
        kept = REGISTERS[name](desk.store, desk.rulebook, settings.zone)
        if not asked and out.draws:
            asked = SHORT[name]
        try:
            page = kept.page(
                now=now(),
                at=at,
                position=position,
                columns=[] if asked == ALL else asked,
                where=where,
            )
        except Misconfigured as error:
            raise click.UsageError(str(error)) from None
        data = {"register": name, "position": page.position, "at": at}
        out.print(Report("register", tables=(register_table(page, out.reader),), data=data))


def register_table(page: Page[ComplaintRow], reader: Reader) -> Table:
    """Lay out the lines of a register."""
    chosen = {one.name: one for one in page.columns}
    rows = (_line(chosen, line, reader) for line in page.lines)
    return Table("rows", {one.name: one.label for one in page.columns}, rows)


def _line(
    columns: Mapping[str, Column[ComplaintRow]], line: Mapping[str, Value], reader: Reader
) -> Mapping[str, object]:
    return {name: _value(columns[name], value, reader) for name, value in line.items()}


def _value(column: Column[ComplaintRow], value: Value, reader: Reader) -> object:
    """Give a value with its words; an instant stays one."""
    if value is None or isinstance(value, datetime):
        return value
    shown = column.shown(value, reader.language, reader.zone)
    return Named(column.plain(value, reader.zone), shown)


@click.command()
@click.option(
    "--case", default="", metavar="CASE", shell_complete=complete.cases, help="Of one case."
)
@click.option("--person", default="", metavar="PERSON", help="Of one person.")
@at_option("--from", "since", says="Recorded from this instant on.")
@at_option(
    "--to", "until", says="Recorded before this instant; a day alone is included.", ends=True
)
@click.option("--refused", is_flag=True, help="Only what was refused.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N.")
@printed()
@pass_settings
def trail(
    settings: Settings,
    *,
    case: str,
    person: str,
    since: datetime | None,
    until: datetime | None,
    refused: bool,
    limit: int | None,
    out: Out,
) -> None:
    """Print the audit trail: every event and every refusal, who, when, by which clause."""
    with settings.desk() as desk:
        if case:
            desk.case(case)
        entries = AuditTrail(desk.store, desk.rulebook, settings.zone).entries(
            case=case,
            person=person,
            since=since,
            until=until,
            only_refusals=refused,
            limit=limit,
        )
        out.print(Report("trail", tables=(trail_table(entries, out.reader),)))


def trail_table(entries: Iterable[Entry], reader: Reader) -> Table:
    """Lay out entries of the audit trail."""
    return Table("entries", TRAIL, (_entry(one, reader) for one in entries))


def _entry(entry: Entry, reader: Reader) -> Mapping[str, object]:
    plain = entry.plain(reader.language, reader.zone)
    mark = "✗" if entry.refused else ""
    return plain | {
        "recorded_at": entry.recorded_at,
        "refused": Named(entry.refused or None, mark),
    }


@click.command()
@at_option("--at", says="As it was at an instant.", ends=True)
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
    with settings.desk() as desk:
        items = DueList(desk.store, desk.rulebook).items(now=now(), at=at)
        late = sum(one.overdue for one in items)
        shown = [one for one in items if one.overdue or not only_overdue]
        note = message("{late} of {all} are overdue", late=late, all=len(items))
        out.print(Report("due", tables=(due_table(shown),), notes=(note,)))
    if late and fail_on:
        raise click.exceptions.Exit(OVERDUE)


def due_table(items: Iterable[Due]) -> Table:
    """Lay out what is due."""
    return Table("deadlines", DUE, [_due(one) for one in items])


def _due(one: Due) -> Mapping[str, object]:
    return {
        "mark": Named(one.overdue, "✗" if one.overdue else ""),
        "due_at": one.due_at,
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
    """Record every deadline that has passed and is not recorded yet."""
    with settings.desk() as desk:
        lapses = desk.tick(at or now())
        rows = [_lapse(desk, one) for one in lapses]
        note = message("{count} deadlines have lapsed", count=len(lapses))
        out.print(Report("tick", tables=(Table("lapsed", LAPSED, rows),), notes=(note,)))


def _lapse(desk: Desk, lapse: Lapse) -> Mapping[str, object]:
    page = desk.page_of(desk.case(lapse.case))
    return {
        "case": lapse.case,
        "deadline": tell.deadline_of(page, lapse.deadline),
        "event": lapse.events[0],
        "events": lapse.events,
    }
