"""The office's registers, as they are or as they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from ..projections.columns import Heading, Value
from ..projections.every import REGISTERS
from ..workflow.errors import Misconfigured
from ..workflow.language import Until
from .options import at_option, now, pass_settings, printed
from .output import Out
from .reading import reads
from .report import Named, Report, Table
from .settings import Settings

if TYPE_CHECKING:
    from ..projections.register import Page
    from .report import Reader

Run = Callable[..., None]
ALL = ["all"]


def asked_of_a_register(run: Run) -> Run:
    """Give a command the options of a register: as of when, which columns, which rows."""
    return as_it_was(_COLUMNS(_WHERE(run)))


def as_it_was(run: Run) -> Run:
    """Give a command the options --at and --position."""
    return _AT(_POSITION(run))


_AT = at_option("--at", says="As it was at an instant; a day alone is its end.", day="end")
_POSITION: Callable[[Run], Run] = click.option(
    "--position", type=click.IntRange(0), metavar="N", help="As it was at a log position."
)
_COLUMNS: Callable[[Run], Run] = click.option(
    "--columns",
    default="",
    metavar="A,B",
    help='Which columns, in which order; "all" for every one.',
)
_WHERE: Callable[[Run], Run] = click.option(
    "--where",
    multiple=True,
    metavar="COLUMN=VALUE",
    help="Which rows: COLUMN=VALUE, COLUMN!=VALUE or COLUMN~PART; all given must hold. "
    "The value of an instant may be a day, or today.",
)


@click.command()
@click.argument("name", type=click.Choice(list(REGISTERS)))
@asked_of_a_register
@printed()
@pass_settings
@reads()
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
    with settings.desk() as desk:
        layout = REGISTERS[name]
        kept = layout.open(desk.store, desk.rulebook, settings.zone)
        chosen = columns_of(columns, layout.short if out.draws else ())
        try:
            page = kept.page(now=now(), at=at, position=position, columns=chosen, where=where)
        except Misconfigured as error:
            raise click.UsageError(str(error)) from None
        data = {"register": name, "position": page.position, "at": at}
        tables = (register_table(page, out.reader),)
        out.print(Report("register", tables=tables, data=data, title=layout.label))


def columns_of(asked: str, short: Sequence[str]) -> Sequence[str]:
    """Give the columns that are typed, the short list where none is; none for every one."""
    typed = [one.strip() for one in asked.split(",") if one.strip()]
    return [] if typed == ALL else typed or short


def register_table(page: Page, reader: Reader) -> Table:
    """Lay out the lines of a register."""
    chosen = {one.name: one for one in page.columns}
    rows = (_line(chosen, line, reader) for line in page.lines)
    return Table("rows", {one.name: one.label for one in page.columns}, rows)


def _line(
    columns: Mapping[str, Heading], line: Mapping[str, Value], reader: Reader
) -> Mapping[str, object]:
    return {name: shown(columns[name], value, reader) for name, value in line.items()}


def shown(column: Heading, value: Value, reader: Reader) -> object:
    """Give a value with its words; an instant stays one."""
    if isinstance(value, datetime):
        return Until(value) if column.kind == "due" else value
    if value is None:
        return None
    shown = column.shown(value, reader.language, reader.zone)
    return Named(column.plain(value, reader.zone), shown)
