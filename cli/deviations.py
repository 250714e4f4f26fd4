"""The deviation audit: what went otherwise than the procedures demand, case by case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING

import click

from ..domain.office import rulebook
from ..projections.deviations.asked import BY, GRAVEST_FIRST, Asked, counted
from ..projections.deviations.audit import Audited, DeviationAudit
from ..projections.deviations.severity import KINDS, SEVERITIES, at_least
from ..workflow.language import Label, Message, message
from ..workflow.people import CLOCK, POLICY
from . import complete, tell
from .exits import NOT_SOUND
from .options import at_option, now, pass_settings, printed
from .output import Out
from .progress import progress
from .registers import as_it_was
from .report import Named, Report, Table
from .settings import Settings

if TYPE_CHECKING:
    from ..projections.deviations.deviation import Deviation
    from ..workflow.rulebook import Rulebook

Run = Callable[..., None]
NEVER = "never"
COLUMNS = {
    "case": tell.CASE,
    "version": message("entry"),
    "kind": message("deviation"),
    "severity": message("severity"),
    "clauses": tell.CLAUSES,
    "person": message("person"),
    "role": message("role"),
    "department": message("department"),
    "at": message("when"),
    "says": message("what"),
}
COUNTED_BY: Mapping[str, Message] = {
    "person": COLUMNS["person"],
    "department": COLUMNS["department"],
    "clause": tell.CLAUSES,
    "kind": COLUMNS["kind"],
    "procedure": tell.PROCEDURE,
}
TITLE = Label("程序偏差", "deviations from the procedures")


def _asked(run: Run) -> Run:
    """Give a command the options that choose deviations, and hand it `asked`."""

    @wraps(run)
    def with_asked(
        *,
        procedure: str,
        person: str,
        department: str,
        kind: str | None,
        severity: str,
        since: datetime | None,
        until: datetime | None,
        **rest: object,
    ) -> None:
        asked = Asked(procedure, person, department, kind or "", severity, since, until)
        run(asked=asked, **rest)

    given: Run = with_asked
    for option in reversed(_CHOOSING):
        given = option(given)
    return given


_CHOOSING: tuple[Callable[[Run], Run], ...] = (
    click.option(
        "--procedure",
        default="",
        metavar="KIND/NAME",
        shell_complete=complete.procedures,
        help="Only cases of one procedure.",
    ),
    at_option(
        "--from",
        "since",
        says="Only what came to be from this instant on; a day alone is its beginning.",
        day="start",
    ),
    at_option(
        "--to",
        "until",
        says="Only what came to be before this instant; a day alone is included.",
        day="end",
    ),
    click.option("--person", default="", metavar="PERSON", help="Only of one person."),
    click.option("--department", default="", metavar="DEPARTMENT", help="Only of one department."),
    click.option("--kind", type=click.Choice(list(KINDS)), help="Only of one kind."),
    click.option(
        "--severity",
        type=click.Choice(list(SEVERITIES)),
        default="note",
        show_default=True,
        help="Only of this severity or graver.",
    ),
)


def _grades(_: click.Context, __: click.Parameter, given: Sequence[str]) -> Mapping[str, str]:
    """Read the office's own severities: KIND=SEVERITY."""
    grades: dict[str, str] = {}
    for text in given:
        kind, _equals, grade = text.partition("=")
        if kind not in KINDS or grade not in SEVERITIES:
            kinds, all_grades = ", ".join(KINDS), ", ".join(SEVERITIES)
            raise click.BadParameter(
                f"{text!r} is no KIND=SEVERITY; kinds are {kinds}; severities {all_grades}"
            )
        grades[kind] = grade
    return grades


@click.command()
@_asked
@as_it_was
@click.option("--by", type=click.Choice(list(BY)), help="Count them instead of listing them.")
@click.option(
    "--grade",
    "grades",
    multiple=True,
    callback=_grades,
    metavar="KIND=SEVERITY",
    help="Give a kind another severity; may be given several times.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, NEVER]),
    default="minor",
    show_default=True,
    help="Exit with 7 where a deviation of this severity or graver is shown.",
)
@printed()
@pass_settings
def deviations(
    settings: Settings,
    *,
    asked: Asked,
    at: datetime | None,
    position: int | None,
    by: str | None,
    grades: Mapping[str, str],
    fail_on: str,
    out: Out,
) -> None:
    """Audit every case against its procedure: what went otherwise, whose, by which clause.

    The store is opened for reading only, and the events alone are read, no kept table. With --at
    or --position the log is judged as it was then. Exit codes: 7 where at least one deviation that
    is shown reaches --fail-on (filters count, so what is not asked for does not), 0 otherwise; a
    note alone never gives 7 unless --fail-on note asks for it.
    """
    rules = rulebook()
    if asked.procedure:
        rules.in_force(asked.procedure)
    with closing(settings.read_only()) as store, progress(store.position()) as moved:
        audit = DeviationAudit(store, rules, settings.terms, settings.zone, grades)
        audited = audit.found(now=now(), at=at, position=position, moved=moved)
    found = [one for one in audited.deviations if asked.wants(one)]
    table = _counts(found, by, rules) if by else _table(found, rules)
    note = message(
        "cases: {cases}; log position: {position}; deviations: {found}",
        cases=len(audited.log.cases),
        position=audited.log.position,
        found=len(found),
    )
    data = _data(audited, found)
    out.print(Report("deviations", tables=(table,), notes=(note,), data=data, title=TITLE))
    if fail_on != NEVER and any(at_least(one.severity, fail_on) for one in found):
        raise click.exceptions.Exit(NOT_SOUND)


def _data(audited: Audited, found: Sequence[Deviation]) -> Mapping[str, object]:
    log = audited.log
    counts = {code: sum(one.severity == code for one in found) for code in GRAVEST_FIRST}
    return {"position": log.position, "at": log.now, "cases": len(log.cases), "counts": counts}


def _table(found: Iterable[Deviation], rulebook: Rulebook) -> Table:
    roles = {code: role.label for page in rulebook.editions for code, role in page.roles.items()}
    roles |= {one.code: one.label for one in (CLOCK, POLICY)}
    return Table("deviations", COLUMNS, [_row(one, roles) for one in found])


def _row(one: Deviation, roles: Mapping[str, Label]) -> Mapping[str, object]:
    return {
        "case": one.case,
        "version": one.version,
        "kind": Named(one.kind, KINDS[one.kind].label),
        "severity": Named(one.severity, SEVERITIES[one.severity]),
        "clauses": one.clauses,
        "person": one.person,
        "role": Named(one.role, roles.get(one.role, one.role)),
        "department": one.department,
        "at": one.at,
        "says": one.says,
        "procedure": one.procedure,
        "position": one.position,
    }


def _counts(found: Iterable[Deviation], by: str, rulebook: Rulebook) -> Table:
    names: Mapping[str, Label] = {}
    if by == "kind":
        names = {code: kind.label for code, kind in KINDS.items()}
    if by == "procedure":
        names = {page.name: page.label for page in rulebook.editions}
    rows = [
        {"by": Named(key, names.get(key, key or "–")), "total": sum(counts.values()), **counts}
        for key, counts in counted(found, by)
    ]
    titles: Mapping[str, Message | Label] = {
        "by": COUNTED_BY[by],
        "total": message("in all"),
        **SEVERITIES,
    }
    return Table("counted", titles, rows)
