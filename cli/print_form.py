"""Print the paper that the documents name and a case fills, as a page of HTML for A4."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import click

from ..workflow.language import Label, message
from . import complete, tell
from .options import at_option, now, pass_settings, printed
from .output import Out
from .reading import reads
from .report import Named, Report, Table
from .settings import Settings

if TYPE_CHECKING:
    from ..projections.printed.papers import Papers, Possible

COLUMNS = {
    "name": message("form"),
    "title": message("title"),
    "clauses": tell.CLAUSES,
    "complete": message("filled in"),
    "signed": message("signed"),
}


@click.command("form")
@click.argument("case", shell_complete=complete.cases)
@click.argument("name", default="", shell_complete=complete.forms)
@at_option("--at", says="As it was at an instant; a day alone is its end.", day="end")
@click.option("--version", type=click.IntRange(1), metavar="N", help="As it was after N events.")
@click.option(
    "--lang",
    type=click.Choice(["both", "zh", "en"]),
    default="both",
    help="The language of the paper; both, Chinese first, if not given.",
)
@printed("html")
@pass_settings
@reads()
def form(
    settings: Settings,
    *,
    case: str,
    name: str,
    at: datetime | None,
    version: int | None,
    lang: str,
    out: Out,
) -> None:
    """Print a form that a case fills as a page of HTML for A4, or list the forms it fills.

    -o form.html writes it into a file, for a browser to print.
    """
    from ..projections.printed.papers import Papers

    if at and version:
        raise click.UsageError("--at and --version exclude each other")
    with settings.desk() as desk:
        papers = Papers(desk, settings.zone)
        if not name:
            _list(papers, case, at, version, out)
            return
        if out.form not in ("table", "html"):
            raise click.UsageError("a form is printed as HTML alone")
        out.write(papers.printed(case, name, now=now(), at=at, version=version, lang=lang))


def _list(papers: Papers, case: str, at: datetime | None, version: int | None, out: Out) -> None:
    """List the forms that a case fills, with how complete they are."""
    if out.form == "html":
        raise click.UsageError("which form? `huiyin form CASE` lists those that the case fills")
    rows = _rows(papers.of(case, at=at, version=version))
    facts = {"case": (tell.CASE, case)}
    out.print(Report("forms", facts, (Table("forms", COLUMNS, list(rows)),)))


def _rows(possible: Iterable[Possible]) -> Iterable[Mapping[str, object]]:
    for one in possible:
        title, count = one.paper.title, one.count
        yield {
            "name": one.paper.name,
            "title": Named(
                {"zh": title.zh, "en": title.en}, Label(title.zh, f"{title.zh} {title.en}")
            ),
            "clauses": one.paper.clauses,
            "complete": _share(count.filled, count.fields),
            "signed": _share(count.signed, count.places),
        }


def _share(done: int, of: int) -> Named:
    says = message("{done} of {of}", done=str(done), of=str(of))
    return Named({"done": done, "of": of}, says)
