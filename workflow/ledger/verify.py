"""Has anybody touched the record? What an auditor can find out without trusting the store.

The signatures of the checkpoints are held against a policy, every leaf against what it stands
for, the tree against every checkpoint, and the checkpoints against each other. Times that run
backwards are remarked upon and accuse nobody: what was signed so, was recorded so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ..language import Message, message
from ..merkle.tree import Hash, Tree, is_consistent
from ..store.contract import Store
from ..store.matching import Damage, Kind
from .checkpoint import Checkpoint, Policy
from .journal import CheckpointJournal
from .naming import called_at, named, unlike
from .reading import Reading
from .restoration import Restoration
from .signed import Signed

OF_ONE_CASE = (Kind.ALTERED, Kind.ADDED, Kind.VERSIONS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out.

    `lacking` says what evidence is missing to call the whole record sound, `remarks` what is
    odd and no damage. `unsigned` counts the leaves behind the newest checkpoint. `restored` are the
    restores that somebody has declared, each with what was lost.
    """

    origin: str
    size: int
    root: Hash
    checkpoints: tuple[Checkpoint, ...]
    damage: tuple[Damage, ...]
    lacking: tuple[Message, ...] = ()
    remarks: tuple[Message, ...] = ()
    last_good: Checkpoint | None = None
    unsigned: int = 0
    restored: tuple[Restoration, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found and everything is covered by a checkpoint."""
        return not self.damage and not self.lacking

    def about(self, case: str) -> Verdict:
        """Leave out what concerns other cases alone; not what may have stood in their places."""
        kept = (one for one in self.damage if one.case in ("", case) or one.kind not in OF_ONE_CASE)
        return replace(self, damage=tuple(kept))


@dataclass(slots=True)
class Verification:
    """One examination of a store against its checkpoints and those that an auditor brought."""

    store: Store
    journal: CheckpointJournal
    policy: Policy | None
    since: Sequence[str] = ()
    moved: Callable[[int], None] = lambda _: None
    checkpoints: list[Checkpoint] = field(default_factory=list)
    damage: list[Damage] = field(default_factory=list)
    lacking: list[Message] = field(default_factory=list)
    restored: list[Restoration] = field(default_factory=list)

    def verdict(self) -> Verdict:
        """Examine everything once."""
        self._open_checkpoints()
        with self.store.evidence() as evidence:
            reading = Reading(evidence, self.moved)
            self.damage += reading.damage()
        tree = Tree(reading.hashes)
        good = [one for one in self.checkpoints if _fits(one, tree)]
        self.damage += self._against(tree, reading)
        self.damage += self._apart()
        unsigned = self._unsigned(tree)
        return Verdict(
            self.policy.origin if self.policy else "",
            tree.size,
            tree.root(tree.size),
            tuple(self.checkpoints),
            tuple(self.damage),
            tuple(self.lacking),
            tuple(reading.remarks),
            self._last_good(good),
            unsigned,
            tuple(self.restored),
        )

    # ------------------------------------------------------------ checkpoints

    def _open_checkpoints(self) -> None:
        if self.policy is None:
            self.lacking.append(message("there is no policy that says whose signatures count"))
            return
        signed = Signed.of(self.journal, self.policy, self.since)
        for called, why in signed.faults:
            says = message("checkpoint {name}: {why}", name=called, why=why)
            self.damage.append(Damage(Kind.CHECKPOINT, says))
        self.lacking += map(_not_comparable, signed.unsure)
        self.journal, self.checkpoints = signed.journal, signed.checkpoints
        self.restored = [one.restoration for one in signed.lost]

    def _apart(self) -> Iterator[Damage]:
        """Find checkpoints that were signed of two different ledgers, whatever the store says."""
        signed = self._signed_tree()
        for older, newer in pairwise(self.checkpoints):
            if not _follows(older, newer, signed):
                says = message(
                    "the checkpoints of sizes {older} and {newer} are of two different ledgers",
                    older=older.size,
                    newer=newer.size,
                )
                yield Damage(Kind.TWO_STORIES, says, leaf=older.size)

    def _signed_tree(self) -> Tree | None:
        """Give the tree whose leaves are kept beside the newest checkpoint, if all of them are."""
        tree = self.journal.tree()
        newest = self.checkpoints[-1] if self.checkpoints else None
        return tree if tree and newest and _fits(newest, tree) else None

    # ------------------------------------------------------------ the tree

    def _against(self, tree: Tree, reading: Reading) -> Iterator[Damage]:
        newest = self.checkpoints[-1] if self.checkpoints else None
        if newest and tree.size < newest.size:
            says = message(
                "of {signed} signed leaves the last {count} are missing: {found} are there",
                count=newest.size - tree.size,
                signed=newest.size,
                found=tree.size,
            )
            yield Damage(Kind.TRUNCATED, says, leaf=tree.size)
        if all(_fits(one, tree) for one in self.checkpoints if one.size <= tree.size):
            return
        if any(one.kind is Kind.LEAF_MISSING for one in self.damage):
            return  # what comes behind it stands elsewhere, and would all be accused
        signed = self._signed_tree()
        self._wonder(tree, signed)
        if signed:
            yield from unlike(self.store, reading.hashes, signed)
        else:
            yield from self._between(tree)

    def _wonder(self, tree: Tree, signed: Tree | None) -> None:
        """Ask whether the journal is that of the store, where they have not one leaf in common."""
        if signed and tree.size and signed.leaf(0) != tree.leaf(0):
            self.lacking.append(
                message("not even the first leaf was signed: is this the journal of this store?")
            )

    def _between(self, tree: Tree) -> Iterator[Damage]:
        """Name the stretch in which something was rewritten, where nothing says more."""
        start = 0
        for one in self.checkpoints:
            if one.size <= tree.size and not _fits(one, tree):
                says = message(
                    "between leaf {first} and leaf {last} something is not what was signed",
                    first=start,
                    last=one.size - 1,
                )
                yield Damage(Kind.REWRITTEN, says, leaf=start)
                return
            start = one.size

    def _unsigned(self, tree: Tree) -> int:
        signed = self.checkpoints[-1].size if self.checkpoints else 0
        if not self.checkpoints:
            if self.policy:
                self.lacking.append(message("there is no checkpoint"))
        elif tree.size > signed:
            says = message(
                "nobody has signed what is behind the newest checkpoint, "
                "from leaf {leaf} on, {it}; leaves: {count}",
                count=tree.size - signed,
                leaf=signed,
                it=called_at(named(self.store, [signed]), signed),
            )
            self.lacking.append(says)
        return max(0, tree.size - signed)

    def _last_good(self, good: list[Checkpoint]) -> Checkpoint | None:
        """Give the newest checkpoint before which nothing is damaged."""
        first = min((one.leaf for one in self.damage if one.leaf is not None), default=None)
        whole = [one for one in good if first is None or one.size <= first]
        return whole[-1] if whole else None


def _fits(one: Checkpoint, tree: Tree) -> bool:
    return one.size <= tree.size and tree.root(one.size) == one.root


def _not_comparable(one: Checkpoint) -> Message:
    says = "of what a restore lost no hashes are kept to hold the checkpoint of size {size} against"
    return message(says, size=one.size)


def _follows(older: Checkpoint, newer: Checkpoint, tree: Tree | None) -> bool:
    if older.size == newer.size:
        return older.root == newer.root
    if older.size == 0 or tree is None or tree.size < newer.size:
        return True
    proof = tree.consistency(older.size, newer.size)
    return is_consistent(older.size, older.root, newer.size, newer.root, proof)
