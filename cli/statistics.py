"""Reports for a month, a quarter or a year, and the list of those that can be asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from ..projections.statistics.catalogue import REPORTS, Entry, report
from ..projections.statistics.figures import Rate, iso, lasting
from ..projections.statistics.page import page
from ..projections.statistics.periods import WRITTEN, Period, period
from ..projections.statistics.tables import Called
from ..workflow.language import Label, Message, message
from .options import at_option, now, pass_settings, printed
from .output import Out
from .reading import reads
from .report import Measure, Named, Report, Table
from .settings import Settings

if TYPE_CHECKING:
    from ..projections.statistics import tables as counted

CYCLES = {
    "day": Label("每日", "daily"),
    "month": Label("每月", "monthly"),
    "quarter": Label("每季", "quarterly"),
    "year": Label("每年", "annual"),
    "period": Label("定期", "per period"),
    "demand": Label("按需", "on demand"),
    "continuous": Label("随时", "continuous"),
}
LISTED = {
    "name": message("name"),
    "title": message("report"),
    "cycle": message("how often"),
    "addressee": message("to whom"),
    "clauses": message("clauses"),
    "periods": message("period"),
}
PERCENT, HOURS = "0.00%", "[h]:mm"


@click.command("report")
@click.argument("name", type=click.Choice(list(REPORTS)), required=False)
@click.option("--day", metavar=WRITTEN["day"], help="Which day.")
@click.option("--month", metavar=WRITTEN["month"], help="Which month.")
@click.option("--quarter", metavar=WRITTEN["quarter"], help="Which quarter.")
@click.option("--year", metavar=WRITTEN["year"], help="Which year.")
@at_option("--at", says="As it was at an instant; a day alone is its end.", day="end")
@click.option(
    "--position", type=click.IntRange(0), metavar="N", help="As it was at a log position."
)
@click.option("--table", "only", metavar="TABLE", help="Only this table of the report.")
@printed()
@pass_settings
@reads()
def report_command(
    settings: Settings,
    /,
    *,
    name: str | None,
    at: datetime | None,
    position: int | None,
    only: str | None,
    out: Out,
    **periods: str | None,
) -> None:
    """Count a month, a quarter or a year; without a name, list the reports there are."""
    if name is None:
        out.print(_list())
        return
    cut = _period(REPORTS[name], name, periods, settings)
    with settings.desk() as desk:
        found = report(
            name,
            desk.store,
            desk.rulebook,
            desk.terms.calendar,
            period=cut,
            now=now(),
            at=at,
            position=position,
        )
    chosen = replace(found, tables=_chosen(found, only))
    if out.form == "html":
        out.write((page(chosen, out.reader.language),))
    else:
        out.print(laid_out(chosen))


def _period(
    entry: Entry, name: str, given: Mapping[str, str | None], settings: Settings
) -> Period | None:
    asked = {cycle: text for cycle, text in given.items() if text is not None}
    possible = " or ".join(f"--{one} {WRITTEN[one]}" for one in entry.cycles)
    if len(asked) > 1 or set(asked) - set(entry.cycles) or (entry.needs_period and not asked):
        raise click.UsageError(f"{name} is made for one period: {possible}")
    for cycle, text in asked.items():
        try:
            return period(cycle, text, settings.zone)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint=f"--{cycle}") from None
    return None


def _list() -> Report:
    rows = [
        {
            "name": name,
            "title": Named(str(entry.heading.title), entry.heading.title),
            "cycle": Named(entry.heading.cycle, CYCLES[entry.heading.cycle]),
            "addressee": Named(str(entry.heading.addressee), entry.heading.addressee),
            "clauses": entry.heading.clauses,
            "periods": [f"--{one}" for one in entry.cycles],
        }
        for name, entry in REPORTS.items()
    ]
    return Report("reports", tables=(Table("reports", LISTED, rows, fit=120),))


# ---------------------------------------------------------------- on paper


def laid_out(found: counted.Report) -> Report:
    """Lay out a report as facts and tables."""
    head, cut = found.heading, found.period
    facts: Mapping[str, tuple[Message, object]] = {
        "name": (message("report"), Named(head.name, head.title)),
        "period": (message("period"), cut.name),
        "from": (message("from"), cut.start),
        "until": (message("until"), cut.end),
        "zone": (message("time zone"), cut.zone.key),
        "addressee": (message("to whom"), Named(str(head.addressee), head.addressee)),
        "clauses": (message("clauses"), head.clauses),
        "as_of": (message("as of"), found.as_of),
        "position": (message("log position"), found.position),
    }
    return Report(
        "report",
        facts,
        [_table(one) for one in found.tables],
        found.notes,
        title=head.title,
    )


def _chosen(found: counted.Report, only: str | None) -> list[counted.Table]:
    chosen = [one for one in found.tables if only in (None, one.name)]
    if not chosen:
        names = ", ".join(one.name for one in found.tables)
        says = f"there is no table {only!r}; there are: {names}"
        raise click.BadParameter(says, param_hint="--table")
    return chosen


def _table(one: counted.Table) -> Table:
    return Table(one.name, one.columns, list(_rows(one)), title=one.title, fit=150, notes=one.notes)


def _rows(one: counted.Table) -> Iterator[Mapping[str, object]]:
    return ({name: _value(value) for name, value in row.items()} for row in one.rows)


def _value(value: counted.Value) -> object:
    match value:
        case Called(code, says):
            return Named(code, says)
        case Rate():
            return _rate(value)
        case timedelta():
            return Measure(iso(value), lasting(value), value, HOURS)
    return value


def _rate(rate: Rate) -> object:
    if rate.share is None:
        return Named(None, rate.percent)
    code = {"part": rate.part, "whole": rate.whole, "percent": f"{rate.share * 100:.2f}"}
    return Measure(code, rate.percent, rate.share, PERCENT)
