"""Signing the record: keys, and checkpoints into the journal outside of the store."""

from __future__ import annotations

import os
import re
from pathlib import Path
from secrets import token_bytes
from typing import TYPE_CHECKING

import click

from ..workflow.actor import Actor
from ..workflow.language import Message, message
from ..workflow.ledger.checkpoint import Checkpoint, Policy
from ..workflow.ledger.journal import CheckpointJournal
from ..workflow.ledger.ledger import Ledger
from ..workflow.ledger.note import SignerKey
from .options import now, pass_settings, printed, who_option
from .output import Out
from .report import Report
from .settings import Settings
from .signing import journal_of, signer_of

if TYPE_CHECKING:
    from ..workflow.store import Store

Facts = dict[str, tuple[Message, object]]

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
@click.option("--restored", is_flag=True, help="Declare that a backup was restored on purpose.")
@click.option("--size", type=click.IntRange(0), metavar="N", help="The leaves of that backup.")
@click.option("--reason", metavar="TEXT", help="Why it was restored.")
@who_option("Who declares it: PERSON:ROLE or PERSON:ROLE@DEPARTMENT.")
@printed()
@pass_settings
def checkpoint(
    settings: Settings,
    *,
    journal: str | None,
    key: str | None,
    note: Path | None,
    restored: bool,
    size: int | None,
    reason: str | None,
    who: Actor | None,
    out: Out,
) -> None:
    """Sign how far the record has come, and over what; nothing is signed that does not fit.

    Give the note to somebody who does not run the store: with it he finds out later whether
    anything before it was changed. After a restored backup nothing fits any more: --restored
    declares for ever what was lost, by whom and why, and the ledger goes on from there.
    """
    if restored and not (reason and who):
        raise click.UsageError("--restored needs --reason and --as: it is told for ever")
    if not restored and (reason or size is not None):
        raise click.UsageError("--reason and --size belong to --restored")
    mine = settings.given(journal=journal, key=key)
    kept, signer, lost = journal_of(mine), signer_of(mine), Facts()
    with settings.desk() as desk:
        if restored and reason:
            made, lost = _declared(desk.store, kept, signer, size, by=str(who), reason=reason)
        else:
            made = Ledger(desk.store, kept, signer, reads_all=True).checkpoint()
    signed = kept.note(made.size)
    if note:
        Out(out.reader, file=note).save(signed.encode())
    facts = {
        "origin": (message("ledger"), made.origin),
        "size": (message("leaves"), made.size),
        "root": (message("root"), made.root.hex()),
        "journal": (message("journal"), str(kept.folder)),
        **lost,
    }
    out.print(Report("checkpoint", facts, data={"note": signed}))


def _declared(
    store: Store,
    journal: CheckpointJournal,
    signer: SignerKey,
    size: int | None,
    *,
    by: str,
    reason: str,
) -> tuple[Checkpoint, Facts]:
    from ..workflow.ledger.restoring import declare

    declared, made = declare(store, journal, signer, at=now(), by=by, reason=reason, size=size)
    return made, {
        "before": (message("signed before"), declared.before.size),
        "back": (message("restored up to"), declared.back.size),
        "lost": (message("leaves lost"), declared.lost),
        "reason": (message("reason"), declared.reason),
    }


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
    start = kept.counted() + 1
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
