"""For an auditor: has anybody touched the record, as far as checkpoints reach?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import click

from ..workflow.errors import Misconfigured, refusal
from ..workflow.language import Message, message
from ..workflow.ledger.checkpoint import Policy
from ..workflow.ledger.journal import CheckpointJournal
from ..workflow.ledger.verify import Verdict, Verification
from ..workflow.store.matching import Damage, Kind
from .complete import cases
from .exits import NOT_ENOUGH, NOT_SOUND
from .options import pass_settings, printed
from .output import Out
from .progress import progress
from .report import Named, Report, Table
from .seal import journal_option
from .settings import Settings
from .signing import journal_of

STEPS: Mapping[int, tuple[Message, tuple[Kind, ...]]] = {
    1: (message("checkpoints: signatures, and that they tell one story"), (Kind.CHECKPOINT,)),
    2: (
        message("leaves: dense, each for what is kept, versions without a gap"),
        (Kind.ALTERED, Kind.MISSING, Kind.ADDED, Kind.LEAF_MISSING, Kind.VERSIONS),
    ),
    3: (
        message("tree: its root at the size of every checkpoint"),
        (Kind.REWRITTEN, Kind.TRUNCATED),
    ),
}
RESULTS = {
    "sound": message("sound: nothing has been touched"),
    "not_enough": message("nothing was found, and there is not enough evidence for all of it"),
    "tampered": message("somebody has touched the record"),
}
STEP = {
    "step": message("examined"),
    "found": message("findings"),
}
DAMAGE = {
    "kind": message("damage"),
    "leaf": message("leaf"),
    "position": message("event"),
    "case": message("case"),
    "version": message("version"),
    "says": message("finding"),
}
KINDS = {
    Kind.ALTERED: message("altered"),
    Kind.MISSING: message("missing"),
    Kind.ADDED: message("added"),
    Kind.LEAF_MISSING: message("leaf missing"),
    Kind.VERSIONS: message("versions"),
    Kind.TRUNCATED: message("cut off"),
    Kind.REWRITTEN: message("rewritten"),
    Kind.CHECKPOINT: message("checkpoint"),
}
NOT_EXAMINED = message(
    "Not examined here: whether kept registers are what the events say (`huiyin projections "
    "rebuild`, `huiyin store check`), and whether each step was allowed."
)

BORROWED = message(
    "The policy lay beside the checkpoints; somebody who holds it himself trusts nobody: --policy."
)


@click.command()
@click.argument("case", required=False, default="", shell_complete=cases)
@click.option(
    "--since",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="CHECKPOINT",
    help="A checkpoint that you have kept yourself; may be given several times.",
)
@click.option(
    "--policy",
    metavar="FILE",
    help="Whose signatures count; the policy in the journal if not given.",
)
@journal_option
@printed()
@pass_settings
def verify(
    settings: Settings,
    *,
    case: str,
    since: tuple[Path, ...],
    policy: str | None,
    journal: str | None,
    out: Out,
) -> None:
    """Examine whether anybody has touched the record, or one CASE, since it was signed.

    The store is opened for reading only. Exit codes: 0 sound, 7 somebody has touched it,
    11 nothing found and not enough evidence, such as events that no checkpoint covers.
    """
    mine = settings.given(journal=journal, policy=policy)
    kept = journal_of(mine)
    with closing(mine.read_only()) as store:
        url = store.url
        with progress(store.position()) as moved:
            notes = [_text(one) for one in since]
            found = Verification(store, kept, policy_of(mine, kept), notes, moved).verdict()
        if case and not found.damage and case not in store.cases(case):
            raise refusal("NotFound", "there is no case {case}", case=case)
    verdict = found.about(case) if case else found
    result = _result(verdict)
    out.print(_report(url, case, verdict, result, is_own=bool(mine["policy"])))
    if result != "sound":
        raise click.exceptions.Exit(NOT_SOUND if result == "tampered" else NOT_ENOUGH)


def policy_of(settings: Settings, kept: CheckpointJournal) -> Policy | None:
    """Read the policy that was given, or the one in the journal; None if there is neither."""
    given = settings["policy"]
    return Policy.parse(_text(Path(given))) if given else kept.policy()


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise Misconfigured(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Misconfigured(f"{path}: this is no text") from None


def _result(verdict: Verdict) -> str:
    if verdict.damage:
        return "tampered"
    return "not_enough" if verdict.lacking else "sound"


def _report(store: str, case: str, verdict: Verdict, result: str, *, is_own: bool) -> Report:
    good = verdict.last_good
    facts = {
        "store": (message("store"), store),
        **({"case": (message("case"), case)} if case else {}),
        "origin": (message("ledger"), verdict.origin),
        "size": (message("leaves"), verdict.size),
        "root": (message("root"), verdict.root.hex()),
        "checkpoints": (message("checkpoints"), [one.size for one in verdict.checkpoints]),
        "unsigned": (message("leaves without a signature"), verdict.unsigned),
        "last_good": (message("last good checkpoint"), good and good.size),
        "result": (message("result"), Named(result, RESULTS[result])),
    }
    tables = [Table("steps", STEP, list(_steps(verdict)))]
    if verdict.damage:
        tables.append(Table("damage", DAMAGE, [_row(one) for one in verdict.damage]))
    borrowed = [BORROWED] if verdict.origin and not is_own else []
    notes = [*verdict.lacking, *verdict.remarks, *borrowed, NOT_EXAMINED]
    data = {"lacking": verdict.lacking, "remarks": verdict.remarks}
    return Report("verify", facts, tables, notes, data)


def _steps(verdict: Verdict) -> Iterator[Mapping[str, object]]:
    for says, kinds in STEPS.values():
        yield {"step": says, "found": sum(one.kind in kinds for one in verdict.damage)}
    yield {"step": message("leaves that nobody has signed"), "found": verdict.unsigned}
    yield {"step": message("times in their order, in each case"), "found": len(verdict.remarks)}


def _row(one: Damage) -> Mapping[str, object]:
    return {
        "kind": Named(one.kind.value, KINDS[one.kind]),
        "leaf": one.leaf,
        "position": one.position,
        "case": one.case,
        "version": one.version,
        "says": one.says,
    }
