"""For operators: the kept registers, the store's soundness, the settings in force."""

from __future__ import annotations

from collections.abc import Mapping

import click

from ..projections.every import AnyKept, every
from ..workflow.language import message
from .exits import NOT_SOUND
from .options import pass_settings, printed
from .output import Out
from .progress import progress
from .report import Report, Table
from .settings import Settings

KEPT = {
    "name": message("register"),
    "version": message("version"),
    "position": message("position"),
    "behind": message("behind"),
    "rows": message("rows"),
    "parked": message("parked"),
}
FOUND = {"finding": message("finding")}
SETTING = {"name": message("setting"), "value": message("value")}


@click.group()
def projections() -> None:
    """Look after the kept registers."""


@projections.command()
@printed()
@pass_settings
def status(settings: Settings, *, out: Out) -> None:
    """Say how far each kept register has read the log, and which cases are parked."""
    with settings.desk() as desk:
        rows = [_status(one) for one in every(desk.store, desk.rulebook).values()]
        out.print(_kept("projections-status", rows))


@projections.command()
@click.argument("names", nargs=-1, metavar="[REGISTER]...")
@printed()
@pass_settings
def rebuild(settings: Settings, *, names: tuple[str, ...], out: Out) -> None:
    """Build kept registers anew from the log, all of them if none is named."""
    with settings.desk() as desk:
        kept = every(desk.store, desk.rulebook)
        if unknown := set(names) - set(kept):
            known = ", ".join(kept)
            raise click.UsageError(f"no register {', '.join(sorted(unknown))}; there are {known}")
        for name in names or kept:
            with progress(desk.store.position(), name) as moved:
                kept[name].rebuild(moved)
        out.print(_kept("projections-rebuild", [_status(kept[name]) for name in names or kept]))


def _kept(kind: str, rows: list[Mapping[str, object]]) -> Report:
    return Report(kind, tables=(Table("projections", KEPT, rows),))


def _status(kept: AnyKept) -> Mapping[str, object]:
    found = kept.status()
    return {
        "name": found.name,
        "version": found.version,
        "position": found.position,
        "behind": found.behind,
        "rows": found.rows,
        "parked": [f"{case}: {park['reason']}" for case, park in found.parked.items()],
    }


@click.group()
def store() -> None:
    """Create a store, or look for damage in one."""


@store.command()
@printed()
@pass_settings
def init(settings: Settings, *, out: Out) -> None:
    """Create the store if it is not there yet; one that is stays as it is."""
    with settings.desk(create=True) as desk:
        facts = {
            "store": (message("store"), desk.store.url),
            "position": (message("position"), desk.store.position()),
        }
        out.print(Report("store", facts))


@store.command()
@printed()
@pass_settings
def check(settings: Settings, *, out: Out) -> None:
    """Look for damage: holes, what cannot be read, what contradicts the log."""
    with settings.desk() as desk:
        rows = [{"finding": finding} for finding in desk.store.check()]
        facts = {
            "store": (message("store"), desk.store.url),
            "position": (message("position"), desk.store.position()),
            "sound": (message("sound"), not rows),
        }
        tables = (Table("findings", FOUND, rows),) if rows or out.form != "table" else ()
        out.print(Report("store-check", facts, tables))
    if rows:
        raise click.exceptions.Exit(NOT_SOUND)


@store.command()
@click.argument("writer")
@click.argument("auditor")
@pass_settings
def roles(settings: Settings, *, writer: str, auditor: str) -> None:
    """Write the SQL for two roles on PostgreSQL: WRITER adds to the record, AUDITOR reads it.

    Nothing is changed: the owner of the schema gives it to psql.
    """
    from ..workflow.store import is_on_server, name_of

    address = settings["store"]
    if not is_on_server(address):
        raise click.UsageError("a file knows no roles; they are for a store on postgresql:")
    schema = name_of(address)
    from ..workflow.store.postgres.roles import grants

    click.echo(grants(schema, writer, auditor), nl=False)


@click.group()
def config() -> None:
    """Show the settings in force."""


@config.command("show")
@click.option("--origin", is_flag=True, help="Show where each one was found.")
@printed()
@pass_settings
def show_config(settings: Settings, *, origin: bool, out: Out) -> None:
    """Show the settings in force; a flag overrules HUIYIN_*, ./huiyin.toml, your own file."""
    columns = SETTING | ({"origin": message("found in")} if origin else {})
    found = [{"name": n, "value": v, "origin": o} for n, v, o in settings.everything()]
    rows = [{name: row[name] for name in columns} for row in found]
    out.print(Report("config", tables=(Table("settings", columns, rows),)))
