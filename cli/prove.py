"""For an auditor: proofs of single events, to verify without the store and without huiyin."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import click

from ..workflow.errors import Misconfigured
from ..workflow.language import message
from ..workflow.ledger.prove import proofs
from .complete import cases
from .options import pass_settings
from .output import Out
from .report import Reader, Report
from .seal import journal_option
from .settings import Settings
from .signing import journal_of
from .verify import note_in, policy_of, since_option


def _place(_: click.Context, __: click.Parameter, value: str) -> tuple[str, int | None]:
    """Read CASE or CASE#VERSION."""
    case, mark, version = value.partition("#")
    if mark and not re.fullmatch("[1-9][0-9]{0,8}", version):
        raise click.BadParameter(f"{value!r} is no CASE or CASE#VERSION")
    return case, int(version) if mark else None


@click.command()
@click.argument("place", metavar="CASE[#VERSION]", callback=_place, shell_complete=cases)
@click.option(
    "-o",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where the proofs are written, a folder that is new or empty.",
)
@since_option
@click.option(
    "--policy",
    metavar="FILE",
    help="Whose signatures count; the policy in the journal if not given.",
)
@journal_option
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
@pass_settings
def prove(
    settings: Settings,
    *,
    place: tuple[str, int | None],
    folder: Path,
    since: tuple[Path, ...],
    policy: str | None,
    journal: str | None,
    as_json: bool,
) -> None:
    """Write proofs of the events of a case, or of one version, as files for somebody else.

    They are verified with `python3 verify.py`, which is written beside them, with openssl as the
    README there says, or with any program that knows RFC 6962. Only what a checkpoint covers
    can be proved. That the newest checkpoint goes on from earlier ones is proved as well.
    """
    mine = settings.given(journal=journal, policy=policy)
    kept = journal_of(mine)
    trusted = policy_of(mine, kept)
    if trusted is None:
        raise Misconfigured("there is no policy that says whose signatures count: --policy FILE")
    case, version = place
    with closing(mine.read_only()) as store:
        notes = [note_in(one) for one in since]
        made = dict(proofs(store, kept, trusted, case, version, since=notes))
    _write(folder, made)
    facts = {
        "case": (message("case"), case),
        "folder": (message("folder"), str(folder)),
        "events": (message("events"), sum(name.endswith(".state") for name in made)),
    }
    reader = Reader(settings.language, settings.zone)
    Out(reader, "json" if as_json else "table").print(Report("proofs", facts))


def _write(folder: Path, made: dict[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise click.BadParameter(f"{folder} is not empty", param_hint="-o")
        for name, content in made.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise click.BadParameter(f"{folder}: {error.strerror}", param_hint="-o") from None
