"""A sample of cases for an auditor: drawn so that anybody can draw it again, with a worksheet."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import click

from ..domain.office import rulebook
from ..projections.deviations.audit import DeviationAudit
from ..projections.sampling.population import DIMENSIONS, Scope, population
from ..projections.sampling.sample import draw, position_at
from ..workflow.errors import refusal
from . import complete
from . import sample_told as told
from .options import at_option, now, pass_settings, printed, who_option
from .output import Out
from .progress import progress
from .registers import as_it_was
from .sample_told import Drawn
from .settings import Settings

if TYPE_CHECKING:
    from ..workflow.actor import Actor
    from ..workflow.desk import Desk
    from ..workflow.store import Store

Run = Callable[..., None]
AUDIT = "audit/office"


def _dimensions(_: click.Context, __: click.Parameter, text: str) -> tuple[str, ...]:
    """Read what to stratify by: names with commas between them, or none."""
    names = [one.strip() for one in text.split(",") if one.strip()]
    if names == ["none"]:
        return ()
    for name in names:
        if name not in DIMENSIONS:
            raise click.BadParameter(f"{name!r}: possible are {', '.join(DIMENSIONS)}, none")
    return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sample is asked for."""

    size: int
    seed: str
    by: tuple[str, ...]
    scope: Scope
    at: datetime | None
    position: int | None

    def until(self, store: Store) -> int:
        """Give the log position that the sample is true for."""
        asked = [store.position()]
        if self.position is not None:
            asked.append(self.position)
        if self.at is not None:
            asked.append(position_at(store, self.at))
        return min(asked)


@click.command()
@click.option("--size", type=click.IntRange(1), required=True, metavar="N", help="How many cases.")
@click.option("--seed", required=True, metavar="WORDS", help="Any words; the same draw the same.")
@click.option(
    "--procedure",
    default="",
    metavar="KIND/NAME",
    shell_complete=complete.procedures,
    help="Only cases of one procedure.",
)
@at_option(
    "--from",
    "since",
    says="Only cases opened from this instant on; a day alone is its beginning.",
    day="start",
)
@at_option(
    "--to",
    "until",
    says="Only cases opened before this instant; a day alone is included.",
    day="end",
)
@click.option(
    "--stratify",
    "by",
    default=",".join(DIMENSIONS),
    show_default=True,
    callback=_dimensions,
    metavar="A,B",
    help='What tells strata apart; "none" for no strata.',
)
@as_it_was
@click.option("--worksheet", is_flag=True, help="A row a case with what to check, to fill in.")
@click.option("--open", "opens", is_flag=True, help="Open the audit of these cases.")
@who_option("Who opens the audit: PERSON:auditor.")
@at_option("--opened", "opened", says="When the audit is recorded as opened; now if not given.")
@click.option(
    "--audit",
    default="",
    metavar="CASE",
    shell_complete=complete.cases,
    help="The audit that a worksheet is for.",
)
@printed()
@pass_settings
def sample(
    settings: Settings,
    *,
    size: int,
    seed: str,
    procedure: str,
    since: datetime | None,
    until: datetime | None,
    by: tuple[str, ...],
    at: datetime | None,
    position: int | None,
    worksheet: bool,
    opens: bool,
    who: Actor | None,
    opened: datetime | None,
    audit: str,
    out: Out,
) -> None:
    """Draw a sample of cases for an audit, stratified and by a seed, and its worksheet.

    The same log position, seed, size and scope give the same cases, years later too. Each stratum
    has a share by its size, by largest remainder, and at least one case where the size allows; in
    it the cases with the lowest SHA-256 of "SEED CASE" are drawn. A worksheet comes back with
    `huiyin intake`.
    """
    if not seed.strip():
        raise click.BadParameter("say some words", param_hint="--seed")
    if procedure:
        rulebook().in_force(procedure)
    asked = Asked(size, seed.strip(), by, Scope(procedure, since, until), at, position)
    if opens:
        with settings.desk() as desk:
            found = _drawn(desk.store, asked, settings)
            audit = _opened(desk, found, who, opened or now())
    else:
        with closing(settings.read_only()) as store:
            if audit and audit not in store.cases(audit):
                raise refusal("NotFound", "there is no case {case}", case=audit)
            found = _drawn(store, asked, settings)
    out.print((told.worksheet if worksheet else told.report)(found, audit, rulebook()))


def _drawn(store: Store, asked: Asked, settings: Settings) -> Drawn:
    position, zone = asked.until(store), settings.zone
    audit = DeviationAudit(store, rulebook(), settings.terms, zone)
    with progress(position) as moved:
        audited = audit.found(now=now(), position=position, moved=moved)
    members = population(audited, asked.scope, zone)
    found = draw(members, seed=asked.seed, size=asked.size, by=asked.by)
    size, scope = len(members), asked.scope
    return Drawn(found, size, asked.seed, asked.size, position, asked.by, scope)


def _opened(desk: Desk, found: Drawn, who: Actor | None, at: datetime) -> str:
    """Open the audit of what was drawn; asked for again it is the same one."""
    if who is None:
        raise click.UsageError("say who opens the audit: --as PERSON:auditor or HUIYIN_AS")
    cases = [one.number for one in found.sample.members]
    form = {"cases": cases, "seed": found.seed, "position": found.position}
    form["scope"] = found.scope_says()
    key = f"sample {found.position} {found.seed} {found.scope_says()}"
    return desk.open(AUDIT, who, at=at, form=form, key=key).case
