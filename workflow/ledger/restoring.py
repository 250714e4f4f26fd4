"""A backup was restored on purpose: whoever holds the key says so, and the ledger goes on.

Nothing is believed: the store has to begin with what was signed, leaf by leaf, and the
declaration says from where on it does not. Where the office has gone on since, the size of the
backup must be given, so that nobody declares away what somebody else has rewritten.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..errors import LedgerBroken, Misconfigured, NotEnoughEvidence
from ..merkle.tree import Hash, Tree
from ..store.contract import Store
from ..store.matching import Matching
from .checkpoint import Checkpoint, Policy
from .journal import CheckpointJournal
from .ledger import Ledger
from .note import SignerKey
from .restoration import Restoration


def declare(
    store: Store,
    journal: CheckpointJournal,
    key: SignerKey,
    *,
    at: datetime,
    by: str,
    reason: str,
    size: int | None = None,
) -> tuple[Restoration, Checkpoint]:
    """Declare that the store is a restored backup, and sign it as it is now.

    `size` is that of the backup; it is needed where the office has recorded something since.
    Raise Misconfigured where nothing that was signed is missing, and LedgerBroken where the
    store is not the beginning of what was signed.
    """
    ledger = Ledger(store, journal, key, reads_all=True)
    before = _newest(journal, ledger.policy)
    signed, found = _signed_tree(journal, before), _found(store)
    back = _common(signed, found)
    _ensure_restored(back, before.size, len(found), size)
    there = Checkpoint(before.origin, back, signed.root(back))
    proof = signed.consistency(back, before.size) if back else ()
    made = Restoration(before, there, at, by, reason, proof)
    if not journal.declare(key.sign(str(made))):
        raise LedgerBroken("somebody else has declared a restore just now")
    return made, ledger.checkpoint()


def _newest(journal: CheckpointJournal, policy: Policy) -> Checkpoint:
    sizes = journal.sizes()
    if not sizes:
        raise NotEnoughEvidence("nothing was signed yet, so no signed leaf can be missing")
    return journal.opened(sizes[-1], policy)


def _signed_tree(journal: CheckpointJournal, before: Checkpoint) -> Tree:
    tree = journal.tree()
    if tree is None or tree.size != before.size or tree.root(before.size) != before.root:
        raise NotEnoughEvidence(
            f"the hashes beside the checkpoints up to size {before.size} are not complete: "
            "without them nobody can show that what was restored is what was signed"
        )
    return tree


def _found(store: Store) -> Sequence[Hash]:
    with store.evidence() as evidence:
        matching = Matching(evidence)
        for damage in matching.damage():
            raise LedgerBroken(f"{damage}; no restored backup is like that, nothing is declared")
    return matching.hashes


def _common(signed: Tree, found: Sequence[Hash]) -> int:
    both = min(signed.size, len(found))
    return next((at for at in range(both) if signed.leaf(at) != found[at]), both)


def _ensure_restored(back: int, signed: int, found: int, size: int | None) -> None:
    if back == signed:
        raise Misconfigured(f"nothing is missing of the {signed} leaves that were signed")
    if size is not None and size != back:
        raise LedgerBroken(
            f"the store is what was signed up to size {back}, not up to {size}: "
            "no backup of that size was restored unaltered; nothing is declared"
        )
    if size is None and found > back:
        raise LedgerBroken(
            f"from leaf {back} on the store holds {found - back} leaves that are not those that "
            "were signed. Either somebody has rewritten it, or the office has gone on since the "
            f"backup; whoever knows that the backup had {back} leaves says so: --size {back}"
        )
