"""The written procedures: list them, show one beside its paper, check and export them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from ..domain.clauses import BY_DESIGN, CLAUSES, NOT_ENFORCED, Citation, citations, coverage
from ..domain.office import rulebook
from ..workflow.errors import PageFaulty
from ..workflow.language import message
from ..workflow.rulebook import Rulebook
from . import complete, paper, paper_drawn, tell
from .exits import NOT_SOUND
from .norm import norm
from .options import pass_settings, printed
from .output import Out
from .report import Lines, Named, Report, Table
from .settings import Settings

LIST = {
    "procedure": tell.PROCEDURE,
    "name": message("name"),
    "edition": message("edition"),
    "document": message("document"),
    "steps": message("steps"),
    "deadlines": message("deadlines"),
}
FAULTS = {"procedure": tell.PROCEDURE, "fault": message("fault")}
COVERAGE = {
    "clause": message("clause"),
    "gist": message("what it asks for"),
    "status": message("status"),
    "where": message("where, or why not"),
}
STATUS = {
    "cited": message("on a page"),
    "by_design": message("kept by design"),
    "not_enforced": message("not enforced"),
    "gap": message("✗ nowhere"),
    "contradicted": message("✗ declared and cited"),
    "unknown": message("✗ not in the catalogue"),
}
PARTS = {
    "step": message("step"),
    "rule": message("rule"),
    "guard": message("closing"),
    "people": message("four eyes"),
    "deadline": message("deadline"),
    "lapse": message("lapse"),
}
Row = Mapping[str, object]


@click.group()
def procedure() -> None:
    """List, show, check and export the written procedures."""


@procedure.command("list")
@printed()
def list_pages(*, out: Out) -> None:
    """List the procedures in force."""
    rows = [
        {
            "procedure": page.name,
            "name": page.label,
            "edition": page.edition,
            "document": page.document,
            "steps": len(page.steps),
            "deadlines": len(page.deadlines),
        }
        for page in rulebook()
    ]
    out.print(Report("procedures", tables=(Table("procedures", LIST, rows),)))


@procedure.command()
@click.argument("name", metavar="KIND/NAME", shell_complete=complete.procedures)
@printed("mermaid")
@pass_settings
def show(settings: Settings, *, name: str, out: Out) -> None:
    """Show a procedure clause by clause, to be held beside its document."""
    page = rulebook().under(settings.terms).in_force(name)
    if out.form == "mermaid":
        out.write(paper_drawn.mermaid(page, out.reader.language))
        return
    out.print(paper.sheet(page, settings.limits.get(name, {}), out.reader.language))


procedure.add_command(norm)


@procedure.command()
@click.option(
    "--coverage", "all_clauses", is_flag=True, help="Tell of every clause where it is kept."
)
@printed()
@pass_settings
def check(settings: Settings, *, all_clauses: bool, out: Out) -> None:
    """Look for pages that contradict themselves, and for clauses that stand nowhere."""
    try:
        rules = rulebook()
    except PageFaulty as faulty:
        rows = [{"procedure": faulty.procedure, "fault": fault} for fault in faulty.faults]
        out.print(Report("procedure-check", tables=(Table("faults", FAULTS, rows),)))
        raise click.exceptions.Exit(NOT_SOUND) from None
    rules.under(settings.terms)
    clauses = list(_clauses(rules))
    wrong = [row for row in clauses if row["is_wrong"]]
    shown = clauses if all_clauses else wrong
    counted = message(
        "pages without a fault: {pages}; clauses: {clauses}, without a place: {wrong}",
        pages=len(list(rules)),
        clauses=len(clauses),
        wrong=len(wrong),
    )
    tables = (Table("clauses", COVERAGE, shown),) if shown or out.form != "table" else ()
    out.print(Report("procedure-check", {}, tables, (counted,), {"complete": not wrong}))
    if wrong:
        raise click.exceptions.Exit(NOT_SOUND)


def _clauses(rules: Rulebook) -> Iterator[Row]:
    """Give every clause of the catalogue, and every one that is cited and not in it."""
    places: dict[str, list[Citation]] = {}
    for page in rules:
        for one in citations(page):
            places.setdefault(one.clause, []).append(one)
    found = coverage(places)
    gaps = {one.id for one in found.gaps}
    contradicted = {one.id for one in found.contradicted}
    for clause in CLAUSES.values():
        status = _status(clause.id, places, gaps | contradicted)
        reason = BY_DESIGN.get(clause.id) or NOT_ENFORCED.get(clause.id)
        cited = [_place(one) for one in dict.fromkeys(places.get(clause.id, ()))]
        yield {
            "clause": clause.id,
            "gist": clause.gist,
            "status": Named(status, STATUS[status]),
            "where": Lines(cited or [reason or ""]),
            "is_wrong": clause.id in gaps | contradicted,
        }
    for unknown in found.unknown:
        yield {
            "clause": unknown,
            "gist": "",
            "status": Named("unknown", STATUS["unknown"]),
            "where": Lines([_place(one) for one in dict.fromkeys(places[unknown])]),
            "is_wrong": True,
        }


def _status(clause: str, places: Mapping[str, object], wrong: set[str]) -> str:
    if clause in wrong:
        return "contradicted" if clause in places else "gap"
    if clause in places:
        return "cited"
    return "by_design" if clause in BY_DESIGN else "not_enforced"


def _place(one: Citation) -> Named:
    says = message("{page}, {part}: {name}", page=one.page, part=PARTS[one.part], name=one.name)
    return Named({"page": one.page, "part": one.part, "name": one.name}, says)
