"""Signing the record: keys, and checkpoints into the journal outside of the store."""

from __future__ import annotations

import os
import re
from pathlib import Path
from secrets import token_bytes

import click

from ..workflow.language import message
from ..workflow.ledger.checkpoint import Policy
from ..workflow.ledger.ledger import Ledger
from ..workflow.ledger.note import SignerKey
from .options import pass_settings, printed
from .output import Out
from .report import Report
from .settings import Settings
from .signing import journal_of, key_of

journal_option = click.option(
    "--journal",
    metavar="FOLDER",
    help="Where checkpoints are kept, outside of the store; STORE.journal if not given.",
)


@click.command()
@journal_option
@click.option("--key", metavar="FILE", help="The private key that signs.")
@click.option(
    "--note",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the signed note into a file as well, to hand it on.",
)
@printed()
@pass_settings
def checkpoint(
    settings: Settings, *, journal: str | None, key: str | None, note: Path | None, out: Out
) -> None:
    """Sign how far the record has come, and over what; nothing is signed that does not fit.

    Give the note to somebody who does not run the store: with it he finds out later whether
    anything before it was changed.
    """
    mine = settings.given(journal=journal, key=key)
    kept, signer = journal_of(mine), key_of(mine)
    with settings.desk() as desk:
        made = Ledger(desk.store, kept, signer).checkpoint()
    signed = kept.note(made.size)
    if note:
        Out(out.reader, file=note).save(signed.encode())
    facts = {
        "origin": (message("ledger"), made.origin),
        "size": (message("leaves"), made.size),
        "root": (message("root"), made.root.hex()),
        "journal": (message("journal"), str(kept.folder)),
    }
    out.print(Report("checkpoint", facts, data={"note": signed}))


@click.group()
def key() -> None:
    """Make the keys that sign checkpoints."""


@key.command()
@click.argument("target", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@journal_option
@click.option("--origin", metavar="NAME", help="The ledger's name among ledgers.")
@printed()
@pass_settings
def new(
    settings: Settings, *, target: Path, journal: str | None, origin: str | None, out: Out
) -> None:
    """Make a private key, and let it sign from the next checkpoint on.

    FILE belongs to whoever signs: not beside the store, not into the journal. The public key
    is added to the policy in the journal; hand a copy of that to whoever verifies.
    """
    kept = journal_of(settings.given(journal=journal))
    if target.resolve().is_relative_to(kept.folder.resolve()):
        raise click.BadParameter("a private key is kept outside of the journal")
    policy = kept.policy()
    made = SignerKey(origin or _origin(settings, policy), token_bytes(32))
    start = (kept.sizes() or [-1])[-1] + 1
    extended = policy.and_then(start, made.verifier) if policy else Policy(((0, made.verifier),))
    _write_privately(target, f"{made.private()}\n")
    kept.trust(extended)
    facts = {
        "file": (message("private key"), str(target)),
        "origin": (message("ledger"), made.name),
        "verifier": (message("public key"), str(made.verifier)),
        "start": (message("signs from leaf"), extended.keys[-1][0]),
        "policy": (message("policy"), str(kept.folder / "policy")),
    }
    out.print(Report("key", facts))


def _origin(settings: Settings, policy: Policy | None) -> str:
    from ..workflow.store import name_of

    stem = re.sub(r"[\s+]+", "-", name_of(settings["store"]))
    return policy.origin if policy else f"huiyin/{stem}"


def _write_privately(file: Path, text: str) -> None:
    try:
        at = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise click.BadParameter(f"{file}: {error.strerror}") from None
    with os.fdopen(at, "w", encoding="utf-8") as opened:
        opened.write(text)
