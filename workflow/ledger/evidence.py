"""The evidence of one case: what is recorded of it, and the way from there to a signed root."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import LedgerBroken, refusal
from ..merkle.tree import Hash, Tree
from ..store.contract import Store
from ..store.leaf import leaf_of, state_of
from ..store.matching import Kept, Matching
from ..store.rows import Evidence, StoredRow
from .checkpoint import Checkpoint, Policy
from .journal import CheckpointJournal
from .signed import believed


class Chosen(Matching):
    """A pass over the evidence that keeps what concerns one case: its events, and refusals."""

    def __init__(self, evidence: Evidence, case: str) -> None:
        super().__init__(evidence)
        self._case = case
        self.kept: dict[int, Kept] = {}

    def seen(self, index: int, kept: Kept) -> None:
        """Keep what was asked for."""
        if _case_of(kept) == self._case:
            self.kept[index] = kept


@dataclass(frozen=True, slots=True)
class Proven:
    """What was recorded, at which leaf; `path` leads to the root that was signed.

    It is None for what nobody has signed yet.
    """

    index: int
    kept: Kept
    path: tuple[Hash, ...] | None

    @property
    def leaf(self) -> bytes:
        """The leaf, a line of JSON."""
        return leaf_of(self.index, self.kept)

    @property
    def state(self) -> bytes:
        """The bytes that the leaf has the SHA-256 of, exactly as they are kept."""
        return self.kept.state if isinstance(self.kept, StoredRow) else state_of(self.kept)

    def is_version(self, version: int | None) -> bool:
        """Say whether it is an event, and of this version if one is asked for."""
        return isinstance(self.kept, StoredRow) and version in (None, self.kept.version)


@dataclass(frozen=True, slots=True)
class Evidenced:
    """All that is recorded of a case, proved as far as the newest checkpoint reaches.

    `tree` is over the whole ledger; without a checkpoint `note` is empty.
    """

    case: str
    entries: tuple[Proven, ...]
    tree: Tree
    checkpoint: Checkpoint | None = None
    note: str = ""
    policy: Policy | None = None

    @property
    def size(self) -> int:
        """How many leaves the ledger has."""
        return self.tree.size


def evidence_of(
    store: Store, journal: CheckpointJournal | None, policy: Policy | None, case: str
) -> Evidenced:
    """Give the evidence of a case, as far as there is any.

    Raise NotFound for what never was, and LedgerBroken where the store is not what was signed,
    or the checkpoint is not signed by whom the policy names.
    """
    newest, note = _newest(journal, policy)
    with store.evidence() as evidence:
        chosen = Chosen(evidence, case)
        for damage in chosen.damage():
            raise LedgerBroken(f"{damage}; nothing is proved")
    if not any(isinstance(one, StoredRow) for one in chosen.kept.values()):
        raise refusal("NotFound", "there is no case {case}", case=case)
    tree = Tree(chosen.hashes)
    if newest:
        ensure_fits(newest, tree)
    signed = newest.size if newest else 0
    entries = (
        Proven(index, kept, tree.inclusion(index, signed) if index < signed else None)
        for index, kept in chosen.kept.items()
    )
    return Evidenced(case, tuple(entries), tree, newest, note, policy)


def ensure_fits(one: Checkpoint, tree: Tree) -> None:
    """Raise LedgerBroken unless a tree begins with what was signed."""
    if one.size > tree.size or tree.root(one.size) != one.root:
        says = f"the store is not what was signed at size {one.size}; nothing is proved"
        raise LedgerBroken(says)


def _case_of(kept: Kept) -> str:
    return kept.case if isinstance(kept, StoredRow) else kept.words["case_number"]


def _newest(
    journal: CheckpointJournal | None, policy: Policy | None
) -> tuple[Checkpoint | None, str]:
    sizes = journal.sizes() if journal and policy else []
    if not journal or not policy or not sizes:
        return None, ""
    believed(journal, policy)
    return journal.opened(sizes[-1], policy), journal.note(sizes[-1])
