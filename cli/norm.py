"""A procedure for other programs: the net, process or chart that a log can be held against."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import click

from ..domain.office import rulebook
from . import complete, paper_drawn
from .files import replacing
from .options import pass_settings
from .settings import Settings

if TYPE_CHECKING:
    from ..workflow.language import Language
    from ..workflow.procedure import Procedure

Form = Literal["pnml", "bpmn", "scxml", "mermaid"]


@click.command("export")
@click.argument("name", metavar="KIND/NAME", shell_complete=complete.procedures)
@click.argument("form", type=click.Choice(get_args(Form)))
@click.option(
    "-o",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write into a file.",
)
@click.option("--edition", default="", metavar="N", help="An edition other than that in force.")
@click.option("--running", is_flag=True, help="The net in which a case may end anywhere (pnml).")
@pass_settings
def norm(
    settings: Settings, *, name: str, form: Form, file: Path | None, edition: str, running: bool
) -> None:
    """Write the states and steps of a procedure as pnml, bpmn, scxml or mermaid."""
    if running and form != "pnml":
        raise click.UsageError("--running is for pnml alone")
    rules = rulebook()
    page = rules.edition(name, edition) if edition else rules.in_force(name)
    whole = "".join(_parts(page, form, settings.language, running=running))
    if file is None:
        click.echo(whole.encode(), nl=False)
        return
    with replacing(file) as new:
        new.write_text(whole, "utf-8", newline="\n")


def _parts(page: Procedure, form: Form, language: Language, *, running: bool) -> Iterator[str]:
    from ..workflow.norm.bpmn import bpmn
    from ..workflow.norm.pnml import pnml
    from ..workflow.norm.scxml import scxml
    from ..workflow.norm.turns import Norm

    match form:
        case "pnml":
            return pnml(Norm(page), running=running)
        case "bpmn":
            return bpmn(Norm(page))
        case "scxml":
            return scxml(Norm(page))
        case "mermaid":
            return paper_drawn.mermaid(page, language)
