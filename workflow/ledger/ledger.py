"""The ledger of a store in the hands of whoever signs it.

Its frontier is worked out when a checkpoint is first asked for, from what is committed, and
moves on from there. Before anything is signed, every leaf that is new is held against what it
stands for, and the newest checkpoint against the tree: nobody signs what somebody else has
slipped in.
"""

from __future__ import annotations

from ..errors import LedgerBroken, Misconfigured
from ..merkle.tree import Frontier, Hash
from ..store.contract import Store
from ..store.matching import Matching
from .checkpoint import Checkpoint, Policy
from .journal import CheckpointJournal
from .note import SignerKey


class Ledger:
    """Signs checkpoints of a store into a journal."""

    def __init__(self, store: Store, journal: CheckpointJournal, key: SignerKey) -> None:
        """Raise Misconfigured if the journal's policy gives way to another key."""
        self._store = store
        self._journal = journal
        self._key = key
        self._frontier = Frontier()
        self._unsigned: list[Hash] = []
        self.policy = _policy_with(key, journal)

    @property
    def size(self) -> int:
        """How many leaves have been read."""
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
        self._unsigned = []
        return made

    def unsigned(self) -> int:
        """Tell how many leaves no checkpoint covers yet."""
        newest = self._newest()
        self._catch_up(newest)
        return self._frontier.size - (newest.size if newest else 0)

    def _newest(self) -> Checkpoint | None:
        sizes = self._journal.sizes()
        return self.policy.opened(self._journal.note(sizes[-1])) if sizes else None

    def _catch_up(self, newest: Checkpoint | None) -> None:
        start = self._frontier.size
        with self._store.evidence(start - 1) as evidence:
            matching = Matching(evidence, start)
            for damage in matching.damage():
                raise LedgerBroken(f"{damage}; nothing is signed")
        for one in matching.hashes:
            self._frontier.append(one)
            self._unsigned.append(one)
            if newest and self._frontier.size == newest.size:
                _ensure_same(newest, self._frontier)
                self._unsigned = []
        if newest and self._frontier.size < newest.size:
            raise LedgerBroken(
                f"the ledger has {self._frontier.size} leaves and {newest.size} were signed: "
                "the end is missing; nothing is signed"
            )


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
        raise LedgerBroken(
            f"the ledger is not the one that was signed at size {newest.size}: "
            "something before it was rewritten; nothing is signed"
        )
