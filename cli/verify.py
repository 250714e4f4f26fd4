"""For an auditor: has anybody touched the record, and was every step in it allowed?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click

from ..workflow.erasure.examine import Examined as Unread
from ..workflow.erasure.examine import examined as unread
from ..workflow.errors import LedgerBroken, Misconfigured, refusal
from ..workflow.language import message
from ..workflow.ledger.checkpoint import Policy
from ..workflow.ledger.journal import CheckpointJournal
from ..workflow.ledger.note import Note
from ..workflow.ledger.verify import Verdict, Verification
from ..workflow.privacy import open_keyring
from ..workflow.store import Store
from .complete import cases
from .exits import NOT_ENOUGH, NOT_SOUND
from .findings import (
    BREACHES,
    NOT_JUDGED,
    breach_table,
    damage_table,
    filled,
    gone_table,
    stray_table,
    unread_table,
)
from .options import pass_settings, printed
from .output import Out
from .progress import progress
from .refold import Folded, held_by, strays_of
from .report import Named, Report, Table
from .restored import restores, sound_but
from .seal import journal_option
from .settings import Settings
from .signing import journal_of
from .verify_steps import Examined, step_table

RESULTS = {
    "sound": message("sound: nothing has been touched"),
    "not_enough": message("nothing was found, and there is not enough evidence for all of it"),
    "not_conforming": message("steps are recorded that the page does not allow"),
    "kept_otherwise": message("what is kept beside the log is not what the log says"),
    "tampered": message("somebody has touched the record"),
}
LEDGER = message("the ledger")
LEFT_OUT = message("Steps 7 to 9 were left out: nothing was folded again.")
BORROWED = message(
    "The policy lay beside the checkpoints; somebody who holds it himself trusts nobody: --policy."
)

since_option = click.option(
    "--since",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="CHECKPOINT",
    help="A checkpoint that you have kept yourself; may be given several times.",
)


@click.command()
@click.argument("case", required=False, default="", shell_complete=cases)
@since_option
@click.option(
    "--policy",
    metavar="FILE",
    help="Whose signatures count; the policy in the journal if not given.",
)
@click.option("--quick", is_flag=True, help="Steps 1 to 6 alone: the ledger, and no case.")
@journal_option
@printed()
@pass_settings
def verify(
    settings: Settings,
    *,
    case: str,
    since: tuple[Path, ...],
    policy: str | None,
    quick: bool,
    journal: str | None,
    out: Out,
) -> None:
    """Examine whether anybody has touched the record, or one CASE, and whether it conforms.

    The store is opened for reading only. Exit codes: 0 sound, 7 somebody has touched it or a step
    is recorded that the page does not allow, 11 nothing found and not enough evidence, such as
    events that no checkpoint covers.
    """
    mine = settings.given(journal=journal, policy=policy)
    kept = journal_of(mine)
    with closing(mine.read_only()) as store:
        with progress(store.position(), settings.language.say(LEDGER)) as moved:
            notes = [note_in(one) for one in since]
            found = Verification(store, kept, policy_of(mine, kept), notes, moved).verdict()
        if case and not found.damage and case not in store.cases(case):
            raise refusal("NotFound", "there is no case {case}", case=case)
        verdict = found.about(case) if case else found
        examined = Examined(verdict) if quick else _folded(mine, store, verdict, case)
    report = _report(store.url, case, examined, is_own=bool(mine["policy"]))
    out.print(replace(report, tables=filled(report.tables, out.form)))
    if examined.result != "sound":
        raise click.exceptions.Exit(NOT_ENOUGH if examined.result == "not_enough" else NOT_SOUND)


def _folded(settings: Settings, store: Store, verdict: Verdict, case: str) -> Examined:
    """Fold every case again, and hold it against what is kept and against its page."""
    strays = [*strays_of(settings, store, case)]
    done = Folded.of(held_by(settings, store, case))
    hidden = _unread(settings, store, case)
    return Examined(verdict, strays, done.breaches, done.unjudged, hidden)


def _unread(settings: Settings, store: Store, case: str) -> Unread:
    """Hold what is sealed against the keyring, in which nothing is written either."""
    with closing(open_keyring(settings["keys"], settings["master"])) as keyring:
        return unread(store, keyring, case)


def policy_of(settings: Settings, kept: CheckpointJournal) -> Policy | None:
    """Read the policy that was given, or the one in the journal; None if there is neither."""
    given = settings["policy"]
    return Policy.parse(text_in(Path(given))) if given else kept.policy()


def text_in(path: Path) -> str:
    """Read a note or a policy that somebody named."""
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise Misconfigured(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Misconfigured(f"{path}: this is no text") from None


def note_in(path: Path) -> str:
    """Read a checkpoint that somebody has kept; Misconfigured where the file holds none.

    What is no note says nothing of the store, and accuses nobody.
    """
    note = text_in(path)
    try:
        Note.parse(note)
    except LedgerBroken as broken:
        raise Misconfigured(f"{path}: {broken}") from None
    return note


def _report(store: str, case: str, examined: Examined, *, is_own: bool) -> Report:
    verdict, good = examined.verdict, examined.verdict.last_good
    is_sound = examined.result == "sound"
    says = (is_sound and sound_but(verdict)) or RESULTS[examined.result]
    facts = {
        "store": (message("store"), store),
        **({"case": (message("case"), case)} if case else {}),
        "origin": (message("ledger"), verdict.origin),
        "size": (message("leaves"), verdict.size),
        "root": (message("root"), verdict.root.hex()),
        "checkpoints": (message("checkpoints"), [one.size for one in verdict.checkpoints]),
        "unsigned": (message("leaves without a signature"), verdict.unsigned),
        "last_good": (message("last good checkpoint"), good and good.size),
        "result": (message("result"), Named(examined.result, says)),
    }
    borrowed = [BORROWED] if verdict.origin and not is_own else []
    left_out = [LEFT_OUT] if examined.breaches is None else []
    notes = [*verdict.lacking, *verdict.remarks, *borrowed, *left_out]
    data = {"lacking": verdict.lacking, "remarks": verdict.remarks}
    tables = (step_table(examined), *_findings(examined))
    return Report("verify", facts, tables, notes, data)


def _findings(examined: Examined) -> Iterator[Table]:
    """Give a table for each sort of finding."""
    yield damage_table(examined.verdict.damage)
    yield stray_table(examined.strays or ())
    yield from restores(examined.verdict)
    yield breach_table("breaches", examined.breaches or (), BREACHES)
    yield breach_table("unjudged", examined.unjudged, NOT_JUDGED)
    yield gone_table(examined.unread.gone if examined.unread else ())
    yield unread_table(examined.unread.findings if examined.unread else ())
