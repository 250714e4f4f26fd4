"""The log for other programs: process miners, spreadsheets, databases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..workflow.language import message
from . import complete
from .bundle import bundle
from .files import keep_apart, replacing
from .options import at_option, pass_settings
from .reading import reads, unseen
from .settings import Settings

if TYPE_CHECKING:
    from ..projections.exchange.log import EventLog

Run = Callable[..., None]
Write = Callable[["EventLog", Path], None]


@click.group()
def export() -> None:
    """Write the log into a file for other programs.

    What is written on the forms, and who the customers are, stays here; a bundle holds it all.
    """


def _exporting(write: Write) -> Run:
    """Give what writes a log the options that say which log, and into which file."""

    def run(
        settings: Settings,
        *,
        file: Path,
        procedure: str,
        closed: bool,
        everything: bool,
        personal: bool,
        position: int | None,
        at: datetime | None,
    ) -> None:
        from ..projections.exchange.log import EventLog, Wanted

        keep_apart(file, settings["store"])
        seen = settings if personal else unseen(settings)
        with seen.desk() as desk:
            if procedure:
                desk.rulebook.in_force(procedure)
            wanted = Wanted(procedure, closed, everything, personal, position, at)
            log = EventLog(desk.store, desk.rulebook, wanted)
            with replacing(file) as new:
                write(log, new)
                if seen.reading:
                    seen.reading.log()
        says = message(
            "{file}: the log up to position {position}, cases: {cases}",
            file=file.name,
            cases=len(log.cases),
            position=log.position,
        )
        click.echo(settings.language.say(says), err=True)

    given: Run = update_wrapper(pass_settings(reads()(run)), write)
    for option in _OPTIONS:
        given = option(given)
    return given


_OPTIONS: tuple[Callable[[Run], Run], ...] = (
    at_option("--at", says="As it was at an instant; a day alone is its end.", day="end"),
    click.option(
        "--position", type=click.IntRange(0), metavar="N", help="As it was at a log position."
    ),
    click.option(
        "--with-personal",
        "personal",
        is_flag=True,
        help="Names and telephone numbers of customers too.",
    ),
    click.option(
        "--everything",
        is_flag=True,
        help="What is no step too: lapses, findings, corrections, migrations, erasures.",
    ),
    click.option("--closed", is_flag=True, help="Only cases that have come to an end."),
    click.option(
        "--procedure",
        default="",
        metavar="KIND/NAME",
        shell_complete=complete.procedures,
        help="Only cases of one procedure.",
    ),
    click.option(
        "-o",
        "file",
        required=True,
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="The file to write.",
    ),
)


@export.command()
@_exporting
def xes(log: EventLog, file: Path) -> None:
    """Write XES (IEEE 1849), a trace a case."""
    from ..projections.exchange.xes import xes as parts

    _write(parts(log), file)


@export.command("csv")
@_exporting
def csv_(log: EventLog, file: Path) -> None:
    """Write one table, a line an entry, in UTF-8 with a byte order mark."""
    from ..projections.exchange.table import table

    _write(table(log), file)


@export.command("ocel-json")
@_exporting
def ocel_json(log: EventLog, file: Path) -> None:
    """Write OCEL 2.0 as JSON: events, and the objects that they are about."""
    from ..projections.exchange.ocel_json import ocel_json as parts

    _write(parts(log), file)


@export.command("ocel-sqlite")
@_exporting
def ocel_sqlite(log: EventLog, file: Path) -> None:
    """Write OCEL 2.0 as a SQLite file: events, and the objects that they are about."""
    from ..projections.exchange.ocel_sqlite import ocel_sqlite as write

    write(log, file)


def _write(parts: Iterable[str], file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as new:
        new.writelines(parts)


export.add_command(bundle)
