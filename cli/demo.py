"""A day of a service centre on a fresh file: played, looked at, and verified."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from ..domain.office import open_desk, rulebook
from ..projections.audit_trail import AuditTrail
from ..projections.custody.log import HandoverLog
from ..projections.due_list import DueList
from ..projections.every import REGISTERS, every
from ..projections.statistics import tables as counted
from ..projections.statistics.catalogue import REPORTS, report
from ..projections.statistics.periods import period
from ..workflow.case import fold
from ..workflow.desk import Desk
from ..workflow.errors import StoreUnavailable
from ..workflow.language import Label, message
from ..workflow.replay.conformance import Conformance
from ..workflow.store import is_on_server, shown
from . import custody, dues, registers, statistics, trail
from .demo_day import EVENING, Day, heading
from .exits import NOT_SOUND
from .options import pass_settings
from .output import Out
from .report import Reader, Report, Table
from .settings import Settings

SHOWN = ("complaints", "repairs", "consignments", "returns")
MONTHLY = "monthly-complaints"
FURTHER = (
    "next C-2026-000002",
    "why-due C-2026-000002",
    "history D-2026-000002",
    "deviations",
    "dossier C-2026-000001 -o case.html",
)


@click.command()
@pass_settings
def demo(settings: Settings) -> None:
    """Play a day of a service centre on a fresh file, then verify what was recorded.

    The file is a temporary one, or the one that --store names, which must not exist yet.
    """
    store = settings.flags.get("store") or str(Path(tempfile.mkdtemp(prefix="huiyin-")) / "demo.db")
    keys = settings.keys() if is_on_server(store) else ""
    _refuse_what_exists(store, keys)
    out = Out(Reader(settings.language, settings.zone))
    with open_desk(store, keys=keys) as desk:
        day = Day(desk, out)
        day.play()
        _look_back(desk, out, day.player.aliases["@lift"])
        is_sound = _verify(desk, out, day)
    _farewell(out, store)
    if not is_sound:
        raise click.exceptions.Exit(NOT_SOUND)


def _refuse_what_exists(store: str, keys: str) -> None:
    """Keep the demo's cases out of a store that is somebody's."""
    if store == "memory:":
        return
    try:
        open_desk(store, keys=keys, create=False).close()
    except StoreUnavailable:
        return
    raise click.UsageError(f"{shown(store)} exists already; the demo wants a fresh file")


def _look_back(desk: Desk, out: Out, case: str) -> None:
    """Print what an office has of the day: registers, handover log, what is due, the report."""
    reader = out.reader
    for name in SHOWN:
        layout = REGISTERS[name]
        kept = layout.open(desk.store, desk.rulebook, reader.zone)
        page = kept.page(now=EVENING, columns=layout.short)
        heading(out, layout.label)
        _table(out, registers.register_table(page, reader))
    heading(out, Label("交接班日志", "handover log"))
    log = HandoverLog(desk.store, desk.rulebook, reader.zone)
    told = log.page(now=EVENING, columns=custody.SHORT_LOG)
    _table(out, registers.register_table(told, reader))
    heading(out, Label("到期清单", "what is due"))
    _table(out, dues.due_table(DueList(desk.store, desk.rulebook).items(now=EVENING)))
    heading(out, Label(f"审计追踪 {case}", f"the audit trail of {case}"))
    entries = AuditTrail(desk.store, desk.rulebook, reader.zone).entries(case=case)
    _table(out, trail.trail_table(entries, reader))
    heading(out, REPORTS[MONTHLY].heading.title)
    out.print(statistics.laid_out(_monthly(desk, out)))


def _monthly(desk: Desk, out: Out) -> counted.Report:
    return report(
        MONTHLY,
        desk.store,
        desk.rulebook,
        desk.terms.calendar,
        period=period("month", "2026-03", out.reader.zone),
        now=EVENING,
    )


def _table(out: Out, table: Table) -> None:
    out.print(Report("demo", tables=(table,)))


def _verify(desk: Desk, out: Out, day: Day) -> bool:
    """Verify that what is kept hangs together; say so of each thing."""
    heading(out, Label("核对", "verification"))
    found = list(_verified(desk, day))
    for says, is_sound in found:
        mark, colour = ("✓", "green") if is_sound else ("✗", "red")
        click.secho(f"{mark}  {out.reader.say(says)}", fg=colour)
    return all(is_sound for _, is_sound in found)


def _verified(desk: Desk, day: Day) -> Iterator[tuple[Label, bool]]:
    store = desk.store
    damage = list(store.check())
    yield Label("日志完整，没有损坏", "the log hangs together, nothing is damaged"), not damage
    replayed = {number: fold(store.events(number)) for number in store.cases()}
    states = {number: (case.state, case.version) for number, case in replayed.items()}
    yield (
        Label(
            f"重放后与当时所答一致的件数：{len(states)}",
            f"cases that replay as they were answered: {len(states)}",
        ),
        states == day.said,
    )
    held = list(Conformance(store, rulebook(), desk.terms).log())
    yield (
        Label(
            f"合于当时规程的记录：{len(held)}", f"events that the pages in force allow: {len(held)}"
        ),
        not any(one.breaches for one in held),
    )
    kept = every(store, desk.rulebook).values()
    before = [list(one.table().rows) for one in kept]
    for one in kept:
        one.rebuild()
    yield (
        Label(
            f"重建后与原有一致的登记簿：{len(before)}",
            f"registers that built anew equal those that were kept: {len(before)}",
        ),
        before == [list(one.table().rows) for one in kept],
    )


def _farewell(out: Out, store: str) -> None:
    click.echo()
    says = message("Everything is kept in {store}. Look further:", store=shown(store))
    out.print(Report("demo", notes=(says,)))
    for command in FURTHER:
        click.echo(f"  huiyin --store {shlex.quote(shown(store))} {command}")
