"""Look at a case: what is possible next, why a step is or is not, the record as it was."""

from __future__ import annotations

from datetime import datetime

import click

from ..workflow.actor import Actor
from ..workflow.advice import Advice
from ..workflow.case import fold
from ..workflow.errors import refusal
from ..workflow.language import message
from . import complete, record, tell
from .options import at_option, now, pass_settings, printed, who_option
from .output import Out
from .reading import reads
from .report import Named, Report, Table
from .settings import Settings

CHECKS = {
    "state": message("state"),
    "role": message("who"),
    "form": message("form"),
    "rules": message("rule"),
    "signatures": message("signature"),
}
WHY_COLUMNS = {
    "mark": message("holds"),
    "check": message("about"),
    "clauses": tell.CLAUSES,
    "says": message("what must hold"),
}


@click.command()
@click.argument("case", shell_complete=complete.cases)
@who_option("For whom: PERSON:ROLE or PERSON:ROLE@DEPARTMENT.")
@printed()
@pass_settings
@reads(told_who=True)
def next_steps(settings: Settings, *, case: str, who: Actor | None, out: Out) -> None:
    """Tell what is possible now on a case, by whom, until when, and what is missing."""
    with settings.desk() as desk:
        found = desk.case(case)
        possible = desk.next(case, who)
        out.print(tell.next_steps(desk.page_of(found), found, possible, str(who or "")))


@click.command()
@click.argument("case", shell_complete=complete.cases)
@click.argument("step", shell_complete=complete.steps)
@who_option("For whom: PERSON:ROLE or PERSON:ROLE@DEPARTMENT.")
@at_option("--at", says="As of which instant; a day alone is its end; now if not given.", day="end")
@printed()
@pass_settings
@reads(told_who=True)
def why(
    settings: Settings,
    *,
    case: str,
    step: str,
    who: Actor | None,
    at: datetime | None,
    out: Out,
) -> None:
    """Give every reason why a step may be taken or not, each with its clause.

    ✓ holds, ✗ does not hold, ? depends on the form or on who asks.
    """
    with settings.desk() as desk:
        then = at or max(now(), desk.case(case).changed_at or now())
        out.print(why_report(case, desk.why(case, step, who, at=then), at))


def why_report(case: str, advice: Advice, at: datetime | None = None) -> Report:
    """Lay out every reason for or against a step, as of an instant if one was asked for."""
    told = {(one.clauses, str(one.says)) for one in advice.findings if one.check == "state"}
    rows = [
        {
            "mark": Named(_known(one.holds), tell.MARKS[one.holds]),
            "check": Named(one.check, CHECKS[one.check]),
            "clauses": one.clauses,
            "says": one.says,
        }
        for one in advice.findings
        if one.check != "rules" or (one.clauses, str(one.says)) not in told
    ]
    says = message("nothing known beforehand stands in the way")
    if not advice.allowed:
        says = message("it may not be taken then") if at else message("it may not be taken now")
    facts = {
        "case": (tell.CASE, case),
        **({"at": (message("as of"), at)} if at else {}),
        "step": (tell.STEP, Named(advice.step.name, advice.step.label)),
        "clauses": (tell.CLAUSES, advice.step.clauses),
        "allowed": (message("answer"), Named(advice.allowed, says)),
    }
    return Report("why", facts, (Table("findings", WHY_COLUMNS, rows),))


def _known(holds: bool | None) -> bool | str:  # noqa: FBT001  three answers, not a switch
    return "depends" if holds is None else holds


@click.command()
@click.argument("case", shell_complete=complete.cases)
@at_option("--at", says="As it was at an instant; a day alone is its end.", day="end")
@click.option("--version", type=click.IntRange(1), metavar="N", help="As it was after N events.")
@printed()
@pass_settings
@reads()
def show(
    settings: Settings, *, case: str, at: datetime | None, version: int | None, out: Out
) -> None:
    """Show a case: where it stands, what is written on its forms, which deadlines run."""
    if at and version:
        raise click.UsageError("--at and --version exclude each other")
    with settings.desk() as desk:
        history = desk.history(case)
        if at:
            history = tuple(one for one in history if one.event.recorded_at <= at)
        if not history:
            raise refusal("NotFound", "{case} was not yet open then", case=case)
        if version and version > len(history):
            says = "{case} has no version {version}; the newest is {newest}"
            raise refusal("NotFound", says, case=case, version=version, newest=len(history))
        found = fold(history[:version])
        out.print(record.shown(desk.page_of(found), found))


@click.command()
@click.argument("case", shell_complete=complete.cases)
@printed()
@pass_settings
@reads()
def history(settings: Settings, *, case: str, out: Out) -> None:
    """Tell the events of a case as sentences, in their order."""
    from ..projections.audit_trail import AuditTrail

    with settings.desk() as desk:
        entries = AuditTrail(desk.store, desk.rulebook, settings.zone).history(case)
        page = desk.rulebook.pinned(entries[0].procedure, desk.case(case).edition)
        out.print(record.told(page, case, entries, out.reader))
