"""Everything that an auditor carries away: the log, what was signed, the pages, the cases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import __version__
from ..workflow.errors import refusal
from ..workflow.language import language, message
from . import complete
from .options import pass_settings
from .output import SCHEMA_VERSION, texts
from .parcel import Parcel, parcel
from .progress import progress
from .reading import reads, unseen
from .report import Reader
from .seal import journal_option
from .settings import Settings
from .signing import journal_of
from .verify import note_in, policy_of, since_option

if TYPE_CHECKING:
    from ..workflow.desk import Desk
    from ..workflow.ledger.bundle import File, WholeLog
    from .copies import Copies

FORMAT = "huiyin/bundle@1"


@click.command("bundle")
@click.option(
    "-o",
    "place",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER|FILE.zip",
    help="Where it is written: a folder that is new or empty, or a zip.",
)
@click.option(
    "--procedure",
    default="",
    metavar="KIND/NAME",
    shell_complete=complete.procedures,
    help="Only cases of one procedure.",
)
@click.option(
    "--case",
    "asked",
    multiple=True,
    metavar="CASE",
    shell_complete=complete.cases,
    help="Only this case; may be given several times.",
)
@since_option
@click.option(
    "--with-personal", "personal", is_flag=True, help="What is personal too, in the copies."
)
@click.option(
    "--policy",
    metavar="FILE",
    help="Whose signatures count; the policy in the journal if not given.",
)
@journal_option
@pass_settings
@reads()
def bundle(
    settings: Settings,
    *,
    place: Path,
    procedure: str,
    asked: tuple[str, ...],
    since: tuple[Path, ...],
    personal: bool,
    policy: str | None,
    journal: str | None,
) -> None:
    """Write all that an auditor needs to check the whole log without huiyin.

    Every event as it is kept, with its leaf; checkpoints and that they go on from each other;
    the procedures; copies of the cases in Chinese and English; and a `verify.py` that needs
    nothing but Python. With --procedure or --case the ledger is whole, and what was recorded
    is there of these cases alone. The same log gives the same bytes.
    """
    from ..workflow.ledger.bundle import WholeLog

    mine = settings.given(journal=journal, policy=policy)
    kept = journal_of(mine)
    seen = settings if personal else unseen(settings)
    with seen.desk() as desk:
        wanted = _wanted(desk, procedure, asked)
        notes = [note_in(one) for one in since]
        log = WholeLog(desk.store, kept, policy_of(mine, kept), wanted, since=notes)
        with parcel(place) as made:
            _fill(made, log, desk, settings, personal=personal)
            if seen.reading:
                seen.reading.log()
    says = message(
        "{file}: the log up to position {position}, cases: {cases}",
        file=place.name,
        cases=len(log.cases),
        position=log.there.position,
    )
    click.echo(settings.language.say(says), err=True)


def _wanted(desk: Desk, procedure: str, asked: tuple[str, ...]) -> frozenset[str] | None:
    """Give the cases that are asked for; None where all are."""
    if not procedure and not asked:
        return None
    known = desk.store.cases()
    for case in asked:
        if case not in known:
            raise refusal("NotFound", "there is no case {case}", case=case)
    chosen = asked or known
    if not procedure:
        return frozenset(chosen)
    desk.rulebook.in_force(procedure)
    return frozenset(one for one in chosen if desk.case(one).procedure == procedure)


def _fill(made: Parcel, log: WholeLog, desk: Desk, settings: Settings, *, personal: bool) -> None:
    from ..workflow.ledger.bundle import guide, program
    from .copies import Copies

    made.put("README.md", [guide(log)])
    made.put("verify.py", [program()])
    copies = Copies(desk, settings.zone, personal)
    for files in (log.files(), _pages(desk, settings), _cases(log, desk, copies, settings)):
        for name, parts in files:
            made.put(name, parts)
    manifest = {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "software": {"name": "huiyin", "version": __version__},
        "zone": str(settings.zone),
        "personal": personal,
        **log.facts(),
        "files": made.sums,
    }
    made.put("manifest.json", [f"{json.dumps(manifest, ensure_ascii=False, indent=1)}\n".encode()])


def _pages(desk: Desk, settings: Settings) -> Iterator[File]:
    """Give the pages of every edition: beside their document, for programs, and as a net."""
    from ..workflow.norm.pnml import pnml
    from ..workflow.norm.turns import Norm
    from . import paper

    for page in desk.rulebook.editions:
        name = f"procedures/{page.name.replace('/', '-')}@{page.edition}"
        limits = settings.limits.get(page.name, {})
        for code in ("zh", "en"):
            reader = Reader(language(code, settings.zone), settings.zone)
            sheet = paper.sheet(page, limits, reader.language)
            yield f"{name}.{code}.md", ["".join(texts(sheet, reader, "md")).encode()]
            yield f"{name}.{code}.json", ["".join(texts(sheet, reader, "json")).encode()]
        yield f"{name}.pnml", ["".join(pnml(Norm(page))).encode()]


def _cases(
    log: WholeLog,
    desk: Desk,
    copies: Copies,
    settings: Settings,
) -> Iterator[File]:
    from ..projections.audit_trail import AuditTrail

    numbers = log.cases
    with progress(len(numbers)) as moved:
        for done, number in enumerate(numbers, 1):
            yield from copies.of_case(number, log.there.cases[number])
            moved(done)
    trail = AuditTrail(desk.store, desk.rulebook, settings.zone)
    yield "refused.md", copies.of_refusals(trail, log.there.attempts, log.wanted)
