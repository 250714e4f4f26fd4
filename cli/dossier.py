"""One case on one page, for somebody who was not there and trusts nobody."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..workflow.cases import Cases
from . import complete
from .options import at_option, pass_settings, printed
from .output import Out
from .reading import reads
from .seal import journal_option
from .settings import Settings
from .verify import policy_of

if TYPE_CHECKING:
    from ..projections.dossier.dossier import Dossier, Dossiers
    from ..workflow.ledger.journal import CheckpointJournal
    from ..workflow.store import Store

KB = 1024


@click.command()
@click.argument("case", shell_complete=complete.cases)
@at_option("--at", says="As it was at an instant; a day alone is its end.", day="end")
@click.option("--version", type=click.IntRange(1), metavar="N", help="As it was after N events.")
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    help="The language of the page; that of the command line if not given.",
)
@click.option(
    "--pictures",
    type=click.IntRange(0),
    default=KB,
    metavar="KB",
    help="Show pictures up to so many kilobytes; 0 shows none, 1024 if not given.",
)
@click.option(
    "--policy",
    metavar="FILE",
    help="Whose signatures count; the policy in the journal if not given.",
)
@journal_option
@printed("html")
@pass_settings
@reads()
def dossier(
    settings: Settings,
    *,
    case: str,
    at: datetime | None,
    version: int | None,
    lang: str | None,
    pictures: int,
    policy: str | None,
    journal: str | None,
    out: Out,
) -> None:
    """Write all that is recorded of a case on one page of HTML, with its proof.

    -o FILE.html writes the page, -o FILE.json the same as data. It can be read offline and
    printed on A4, and checks itself in a browser. The store is opened for reading only.
    """
    if at and version:
        raise click.UsageError("--at and --version exclude each other")
    if out.form not in ("table", "html", "json"):
        raise click.UsageError("a dossier is written as HTML or as JSON")
    mine = settings.given(journal=journal, policy=policy)
    with closing(mine.read_only()) as store:
        found = _dossiers(mine, store, pictures * KB).of(case, at=at, version=version)
    out.write([_written(found, out.form, lang or settings.language.code, settings)])


def _dossiers(settings: Settings, store: Store, largest: int) -> Dossiers:
    from ..domain.office import rulebook
    from ..projections.dossier.dossier import Dossiers

    kept = _journal(settings)
    return Dossiers(
        Cases(store, rulebook().under(settings.terms)),
        settings.calendar,
        settings.attachments(),
        kept,
        policy_of(settings, kept) if kept else None,
        settings.zone,
        largest,
    )


def _journal(settings: Settings) -> CheckpointJournal | None:
    """Open the journal of checkpoints, if the settings name one or one can stand beside."""
    from ..workflow.ledger.journal import CheckpointJournal

    folder = settings["journal"]
    return CheckpointJournal(Path(folder)) if folder else None


def _written(found: Dossier, form: str, lang: str, settings: Settings) -> str:
    if form == "json":
        from ..projections.dossier.plain import plain

        return plain(found, lang, settings.zone)
    from ..projections.dossier.page import page

    return page(found, lang, settings.zone)
