"""Everything that was signed of a ledger, as far as its policy vouches for it.

A declared restore is followed where a key of the policy has signed the declaration, where it
proves that what was restored is the beginning of what was signed, and where it speaks of the
newest checkpoint. Checkpoints of what it has lost count no more, but they still have to be of
the ledger that was given up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from ..errors import LedgerBroken
from ..merkle.tree import Tree
from .checkpoint import Checkpoint, Policy
from .journal import DECLARATION, CheckpointJournal
from .restoration import Restoration


@dataclass(frozen=True)
class Lost:
    """What a restore gave up: its declaration, and the journal as it was before it."""

    restoration: Restoration
    journal: CheckpointJournal

    @cached_property
    def tree(self) -> Tree | None:
        """The tree that was signed and given up, if the hashes beside its checkpoints are kept."""
        tree, before = self.journal.tree(), self.restoration.before
        fits = tree and tree.size >= before.size and tree.root(before.size) == before.root
        return tree if fits else None

    def covers(self, one: Checkpoint) -> bool:
        """Say whether a checkpoint is of a size that was given up."""
        return self.restoration.back.size < one.size <= self.restoration.before.size

    def holds(self, one: Checkpoint) -> bool | None:
        """Say whether a checkpoint is of what was given up; None where nothing can tell."""
        if not self.covers(one):
            return False
        if one == self.restoration.before:
            return True
        return self.tree.root(one.size) == one.root if self.tree else None


@dataclass
class Signed:
    """What was signed: `checkpoints` count, `lost` was given up, `faults` say what is wrong.

    `unsure` are checkpoints of what was given up that nothing can be held against any more.
    """

    journal: CheckpointJournal
    policy: Policy
    checkpoints: list[Checkpoint] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)
    unsure: list[Checkpoint] = field(default_factory=list)

    @classmethod
    def of(cls, journal: CheckpointJournal, policy: Policy, since: Sequence[str] = ()) -> Signed:
        """Open every checkpoint of a journal, and those that an auditor has brought."""
        signed = followed(journal, policy)
        found = [one.restoration.back for one in signed.lost if one.restoration.back.size]
        found += signed.opened()
        found += signed.brought(since)
        counting = {(one.size, one.root): one for one in found if not signed.is_given_up(one)}
        signed.checkpoints = [counting[place] for place in sorted(counting)]
        return signed

    def opened(self) -> Iterator[Checkpoint]:
        """Open the checkpoints of every branch of the journal."""
        for number, branch in enumerate(self.journal.branches()):
            lost = self.journal.lost_before(branch)
            for size in branch.sizes():
                name = f"restored-{number}/{size}" if number else str(size)
                yield from self._told(name, branch.note(size), (lost,))

    def brought(self, since: Sequence[str]) -> Iterator[Checkpoint]:
        """Open the checkpoints that an auditor has brought, of whichever branch they are."""
        for number, note in enumerate(since, 1):
            yield from self._told(f"--since {number}", note, self._counted())

    def opened_of_any(self, note: str) -> Checkpoint:
        """Open a checkpoint of whichever branch; LedgerBroken where it is of none."""
        return self._opened(note, self._counted())

    def is_given_up(self, one: Checkpoint) -> bool:
        """Say whether a checkpoint is of what a restore has lost, and remember where unsure."""
        told = [lost.holds(one) for lost in self.lost]
        if None in told and True not in told:
            self.unsure.append(one)
        return any(held is not False for held in told)

    def _told(self, name: str, note: str, counted: Sequence[int]) -> Iterator[Checkpoint]:
        try:
            yield self._opened(note, counted)
        except LedgerBroken as broken:
            self.faults.append((name, str(broken)))

    def _opened(self, note: str, counted: Sequence[int]) -> Checkpoint:
        for lost in counted[1:]:
            with suppress(LedgerBroken):
                return self.policy.opened(note, lost=lost)
        return self.policy.opened(note, lost=counted[0])

    def _counted(self) -> list[int]:
        return [self.journal.lost_before(branch) for branch in self.journal.branches()]


def followed(journal: CheckpointJournal, policy: Policy) -> Signed:
    """Follow the declared restores of a journal as far as they can be believed."""
    signed = Signed(journal, policy)
    for number, note in enumerate(journal.declarations()):
        before = journal.following(number)
        try:
            found = Restoration.of(note)
            found.ensure(note, policy, before.lost_before())
            _ensure_newest(found, before, policy)
        except LedgerBroken as broken:
            signed.journal = before
            signed.faults.append((f"restored-{number + 1}/{DECLARATION}", str(broken)))
            break
        signed.lost.append(Lost(found, before))
    return signed


def believed(journal: CheckpointJournal, policy: Policy) -> Signed:
    """Follow every declared restore of a journal, or raise LedgerBroken."""
    signed = followed(journal, policy)
    for name, why in signed.faults:
        raise LedgerBroken(f"{name}: {why}")
    return signed


def _ensure_newest(found: Restoration, journal: CheckpointJournal, policy: Policy) -> None:
    """Refuse what gives up less than was signed."""
    sizes = journal.sizes()
    if sizes and journal.opened(sizes[-1], policy) != found.before:
        raise LedgerBroken(
            f"it gives up a ledger of size {found.before.size}, and one of {sizes[-1]} was signed"
        )
