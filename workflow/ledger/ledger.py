"""The ledger of a store in the hands of whoever signs it.

It goes on from the frontier that is kept beside the newest checkpoint, if that is the signed one:
then only what is new is read, and the last signed leaf. What is signed next follows from what
was signed and never from what the file says of it, so that what somebody has rewritten before
stays a contradiction. Everything that is new is held against what it stands for: nobody signs
what somebody else has slipped in.
"""

from __future__ import annotations

from ..errors import LedgerBroken, Misconfigured
from ..merkle.tree import Frontier, Hash
from ..store.contract import Store
from ..store.matching import Matching
from .checkpoint import Checkpoint, Policy
from .journal import CheckpointJournal
from .note import SignerKey
from .signed import believed


class Ledger:
    """Signs checkpoints of a store into a journal."""

    def __init__(
        self,
        store: Store,
        journal: CheckpointJournal,
        key: SignerKey,
        *,
        reads_all: bool = False,
    ) -> None:
        """Raise Misconfigured if the journal's policy gives way to another key.

        With `reads_all` what is signed already is read as well, and held against the signature.
        """
        self._store = store
        self._journal = journal
        self._key = key
        self._reads_all = reads_all
        self._frontier = Frontier()
        self._unsigned: list[Hash] = []
        self._restores = len(journal.declarations())
        self.policy = _policy_with(key, journal)

    @property
    def size(self) -> int:
        """How many leaves it has come to."""
        return self._frontier.size

    def checkpoint(self) -> Checkpoint:
        """Sign how far the ledger has come; LedgerBroken where it is not what it was.

        Where nothing is new, the newest checkpoint is given again.
        """
        newest = self._newest()
        self._catch_up(newest)
        if newest and newest.size == self._frontier.size:
            return newest
        made = Checkpoint(self.policy.origin, self._frontier.size, self._frontier.root())
        if self._journal.policy() is None:
            self._journal.trust(self.policy)
        self._journal.write(made.size, self._key.sign(str(made)), self._unsigned)
        self._journal.keep(self._frontier)
        self._unsigned = []
        return made

    def unsigned(self) -> int:
        """Tell how many leaves no checkpoint covers yet."""
        newest = self._newest()
        self._catch_up(newest)
        return self._frontier.size - (newest.size if newest else 0)

    def _newest(self) -> Checkpoint | None:
        if self._restores != (restores := len(self._journal.declarations())):
            self._restores = restores  # what was read before it is there no more
            self._frontier, self._unsigned = Frontier(), []
        believed(self._journal, self.policy)
        sizes = self._journal.sizes()
        return self._journal.opened(sizes[-1], self.policy) if sizes else None

    def _catch_up(self, newest: Checkpoint | None) -> None:
        if newest and self._frontier.size == 0 and not self._reads_all:
            self._go_on_from(newest)
        for one in self._new(self._frontier.size):
            self._frontier.append(one)
            self._unsigned.append(one)
            if newest and self._frontier.size == newest.size:
                _ensure_same(newest, self._frontier)
                self._unsigned = []
        if newest and self._frontier.size < newest.size:
            raise LedgerBroken(_shortened(self._frontier.size, newest.size))

    def _go_on_from(self, newest: Checkpoint) -> None:
        """Begin at the newest checkpoint, if its frontier and its last hash are kept."""
        kept = self._journal.frontier(newest)
        last = self._journal.hashes(newest.size).get(newest.size - 1)
        if kept is None or last is None:
            return
        found = self._new(newest.size - 1)
        if not found:
            return  # the end is missing, and all of it will have to be looked at
        if found[0] != last:
            raise LedgerBroken(_rewritten(newest.size))
        self._frontier = kept

    def _new(self, start: int) -> list[Hash]:
        """Read the leaves from an index on, each held against what it stands for."""
        with self._store.evidence(start - 1) as evidence:
            matching = Matching(evidence, start)
            for damage in matching.damage():
                raise LedgerBroken(f"{damage}; nothing is signed")
        return matching.hashes


def _policy_with(key: SignerKey, journal: CheckpointJournal) -> Policy:
    policy = journal.policy() or Policy(((0, key.verifier),))
    if policy.keys[-1][1] != key.verifier:
        raise Misconfigured(
            f"the key {key.verifier.id.hex()} of {key.name} may not sign here: "
            f"the policy beside the checkpoints names {policy.keys[-1][1]}"
        )
    return policy


def _ensure_same(newest: Checkpoint, frontier: Frontier) -> None:
    if frontier.root() != newest.root:
        raise LedgerBroken(_rewritten(newest.size))


def _rewritten(size: int) -> str:
    return (
        f"the ledger is not the one that was signed at size {size}: something before it was "
        "rewritten, a backup was restored and gone on with (`huiyin checkpoint --restored`), or "
        "this is the journal of another store; nothing is signed"
    )


def _shortened(found: int, signed: int) -> str:
    return (
        f"the ledger has {found} leaves and {signed} were signed: the end is missing; nothing is "
        "signed. Where a backup was restored on purpose: `huiyin checkpoint --restored`"
    )
