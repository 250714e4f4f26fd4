"""The audit trail: every event and every refusal, as an auditor asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import click

from ..projections.audit_trail import AuditTrail
from ..workflow.language import message
from . import complete, tell
from .options import at_option, pass_settings, printed
from .output import Out
from .reading import reads
from .report import Named, Report, Table
from .settings import Settings

if TYPE_CHECKING:
    from ..projections.trail_entry import Entry
    from .report import Reader

COLUMNS = {
    "recorded_at": message("recorded"),
    "case": tell.CASE,
    "version": tell.VERSION,
    "refused": message("refused"),
    "says": message("what happened"),
}


@click.command()
@click.option(
    "--case", default="", metavar="CASE", shell_complete=complete.cases, help="Of one case."
)
@click.option("--person", default="", metavar="PERSON", help="Of one person.")
@at_option(
    "--from",
    "since",
    says="Recorded from this instant on; a day alone is its beginning.",
    day="start",
)
@at_option(
    "--to", "until", says="Recorded before this instant; a day alone is included.", day="end"
)
@click.option("--refused", is_flag=True, help="Only what was refused.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N.")
@printed()
@pass_settings
@reads()
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
    return Table("entries", COLUMNS, (_entry(one, reader) for one in entries))


def _entry(entry: Entry, reader: Reader) -> Mapping[str, object]:
    plain = entry.plain(reader.language, reader.zone)
    mark = "✗" if entry.refused else ""
    return plain | {
        "recorded_at": entry.recorded_at,
        "refused": Named(entry.refused or None, mark),
    }
