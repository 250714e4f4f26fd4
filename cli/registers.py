"""The office's registers, as they are or as they were."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import click

from ..projections.columns import Heading, Value
from ..projections.every import REGISTERS
from ..workflow.errors import Misconfigured
from ..workflow.language import Until
from .options import at_option, now, pass_settings, printed
from .output import Out
from .report import Named, Report, Table
from .settings import Settings

if TYPE_CHECKING:
    from ..projections.register import Page
    from .report import Reader

ALL = ["all"]


@click.command()
@click.argument("name", type=click.Choice(list(REGISTERS)))
@at_option("--at", says="As it was at an instant; a day alone is its end.", day="end")
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
    help="Which rows: COLUMN=VALUE, COLUMN!=VALUE or COLUMN~PART; all given must hold. "
    "The value of an instant may be a day, or today.",
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
        layout = REGISTERS[name]
        kept = layout.open(desk.store, desk.rulebook, settings.zone)
        if not asked and out.draws:
            asked = list(layout.short)
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


def register_table(page: Page, reader: Reader) -> Table:
    """Lay out the lines of a register."""
    chosen = {one.name: one for one in page.columns}
    rows = (_line(chosen, line, reader) for line in page.lines)
    return Table("rows", {one.name: one.label for one in page.columns}, rows)


def _line(
    columns: Mapping[str, Heading], line: Mapping[str, Value], reader: Reader
) -> Mapping[str, object]:
    return {name: _value(columns[name], value, reader) for name, value in line.items()}


def _value(column: Heading, value: Value, reader: Reader) -> object:
    """Give a value with its words; an instant stays one."""
    if isinstance(value, datetime):
        return Until(value) if column.kind == "due" else value
    if value is None:
        return None
    shown = column.shown(value, reader.language, reader.zone)
    return Named(column.plain(value, reader.zone), shown)
