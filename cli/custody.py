"""The handover log, and who holds what: today, or as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, NamedTuple

import click

from ..projections.custody.broken_words import BREAKS, count_breaks
from ..projections.custody.holders import Holders
from ..projections.custody.log import HandoverLog
from ..workflow.errors import Misconfigured, refusal
from ..workflow.language import Label, Message, message
from . import complete
from .options import now, pass_settings, printed
from .output import Out
from .reading import reads
from .registers import asked_of_a_register, columns_of, register_table
from .report import Report
from .settings import Settings

if TYPE_CHECKING:
    from ..projections.custody.reading import Told, ToldRegister

Run = Callable[..., None]
TITLES = {
    "handovers": Label("交接班日志", "handover log"),
    "holders": Label("经办与保管一览", "who holds what"),
}
SHORT_LOG = ["at", "what", "no", "pieces", "from", "to", "taken", "document_no", "breaks"]
SHORT_HOLDERS = ["no", "piece", "item", "state", "holder", "place", "why", "since", "breaks"]


class Asked(NamedTuple):
    """What is asked of a register of custody."""

    at: datetime | None
    position: int | None
    columns: str
    where: tuple[str, ...]
    of: str
    person: str


def asked_of_custody(run: Run) -> Run:
    """Give a command the options of a register, --of and --person, and hand it `asked`."""

    @wraps(run)
    def with_asked(
        *,
        at: datetime | None,
        position: int | None,
        columns: str,
        where: tuple[str, ...],
        of: str,
        person: str,
        **rest: object,
    ) -> None:
        run(asked=Asked(at, position, columns, where, of, person), **rest)

    return asked_of_a_register(_OF(_PERSON(with_asked)))


_OF: Callable[[Run], Run] = click.option(
    "--of",
    default="",
    metavar="CASE_OR_PIECE",
    shell_complete=complete.cases,
    help="Of one case, piece, product code or paper, by its number.",
)
_PERSON: Callable[[Run], Run] = click.option(
    "--person", default="", metavar="PERSON", help="Of one person, on either side."
)


@click.command()
@asked_of_custody
@click.option("--kind", type=click.Choice(["shift", "thing"]), help="Only shifts, or only things.")
@printed()
@pass_settings
@reads()
def handovers(settings: Settings, *, kind: str | None, asked: Asked, out: Out) -> None:
    """Print the handover log: shifts and things, who gave what to whom, and every break."""
    if kind:
        asked = asked._replace(where=(f"kind={kind}", *asked.where))
    with settings.desk() as desk:
        log = HandoverLog(desk.store, desk.rulebook, settings.zone)
        _print("handovers", log, SHORT_LOG, asked, out)


@click.command()
@asked_of_custody
@printed()
@pass_settings
@reads()
def holders(settings: Settings, *, asked: Asked, out: Out) -> None:
    """Print who answers for each open case, and who holds each thing."""
    with settings.desk() as desk:
        found = Holders(desk.store, desk.rulebook, settings.zone)
        _print("holders", found, SHORT_HOLDERS, asked, out)


def _print(name: str, register: ToldRegister, short: Sequence[str], asked: Asked, out: Out) -> None:
    try:
        told = register.page(
            now=now(),
            at=asked.at,
            position=asked.position,
            columns=columns_of(asked.columns, short if out.draws else ()),
            where=asked.where,
            of=asked.of,
            person=asked.person,
        )
    except Misconfigured as error:
        raise click.UsageError(str(error)) from None
    if asked.of and not told.facts and not (asked.where or asked.person):
        says = "nothing is called {of}: give the number of a case, a piece, a product or a paper"
        raise refusal("NotFound", says, of=asked.of)
    counts = count_breaks(told.facts)
    data = {"register": name, "position": told.position, "at": asked.at, "break_counts": counts}
    notes, tables = _notes(told, counts), (register_table(told, out.reader),)
    out.print(Report("register", tables=tables, notes=notes, data=data, title=TITLES[name]))


def _notes(told: Told, counts: Mapping[str, int]) -> tuple[Message, ...]:
    """Say how many lines there are, and how many breaks of each kind."""
    each = [
        message("{kind} {count}", kind=BREAKS[kind], count=count)
        for kind, count in counts.items()
        if count
    ]
    if not each:
        return (message("lines: {lines}; no break in custody", lines=len(told.facts)),)
    broken = message("breaks in custody: {breaks}", breaks=each)
    return (message("lines: {lines}", lines=len(told.facts)), broken)
