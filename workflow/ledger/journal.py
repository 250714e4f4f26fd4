"""The journal of checkpoints, outside of the database: a folder, and one in it for each restore.

A checkpoint that was signed of what a declared restore has lost stays where it is and counts no
more; what is signed afterwards goes into `restored-1`, beside the declaration. `policy` says
whose signatures count. `frontier` spares the next signer from reading what is signed: it is
no evidence, and is believed only where its root is the signed one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from ..errors import NotEnoughEvidence
from ..merkle.tree import Frontier, Hash, Tree
from .branch import Branch
from .checkpoint import Checkpoint, Policy
from .note import VerifierKey
from .restoration import Restoration

POLICY = "policy"
FRONTIER = "frontier"
DECLARATION = "declaration"


class CheckpointJournal:
    """The checkpoints of one ledger; `restores` limits how many declared ones are followed."""

    def __init__(self, folder: Path, restores: int | None = None) -> None:
        self.folder = folder
        self._first = Branch(folder)
        self._restores = restores

    # ------------------------------------------------------------ what counts

    def sizes(self) -> list[int]:
        """Give the sizes of the checkpoints that count, the smallest first."""
        return sorted(self._line())

    def note(self, size: int) -> str:
        """Give a checkpoint as it was written."""
        return self._branch(size).note(size)

    def opened(self, size: int, policy: Policy) -> Checkpoint:
        """Read a checkpoint that counts; LedgerBroken where it is not signed as it must be."""
        return policy.opened(self.note(size), lost=self.lost_before(self._branch(size)))

    def signer(self, size: int, policy: Policy) -> VerifierKey:
        """Give the key that has to have signed a checkpoint that counts."""
        return policy.key_at(size + self.lost_before(self._branch(size)))

    def every(self, policy: Policy, last: int | None = None) -> list[tuple[Checkpoint, str]]:
        """Read every checkpoint that counts with its note, or the last so many, in order."""
        lost = {branch.folder: self.lost_before(branch) for branch in self.branches()}
        places = sorted(self._line().items())
        notes = [
            (branch.note(size), lost[branch.folder]) for size, branch in places[-(last or 0) :]
        ]
        return [(policy.opened(note, lost=before), note) for note, before in notes]

    def signed_at(self, size: int) -> datetime:
        """Give when a checkpoint was written, by the clock of the disk; long ago if never."""
        return self._line().get(size, self._first).signed_at(size)

    def hashes(self, size: int) -> dict[int, Hash]:
        """Give the hashes of the leaves that were new in a checkpoint, as far as they are kept."""
        return self._branch(size).hashes(size)

    def tree(self) -> Tree | None:
        """Give the tree over the kept hashes, if all of them are there."""
        hashes: dict[int, Hash] = {}
        for size, branch in sorted(self._line().items()):
            hashes |= branch.hashes(size)
        if sorted(hashes) != list(range(len(hashes))):
            return None
        return Tree(hashes[at] for at in range(len(hashes)))

    def write(self, size: int, note: str, hashes: Sequence[Hash]) -> None:
        """Keep a checkpoint with the hashes that are new in it; one that is there stays."""
        self.branches()[-1].write(size, note, hashes)

    # ------------------------------------------------------------ restores

    def declarations(self) -> list[str]:
        """Give the declarations of restores as they were written, in their order."""
        found: list[str] = []
        while (text := self._restored(len(found) + 1).text(DECLARATION)) is not None:
            found.append(text)
        return found[: self._restores]

    def declare(self, note: str) -> bool:
        """Keep a declaration, and what is signed from now on beside it; False if one is there."""
        return self._restored(len(self.declarations()) + 1).settle(DECLARATION, note)

    def following(self, restores: int) -> CheckpointJournal:
        """Give the journal as it was after so many restores."""
        return CheckpointJournal(self.folder, restores)

    def branches(self) -> list[Branch]:
        """Give the folders with checkpoints, one more than there were restores."""
        numbers = range(1, len(self.declarations()) + 1)
        return [self._first, *map(self._restored, numbers)]

    def lost_before(self, branch: Branch | None = None) -> int:
        """Count what was signed and lost before a branch, each declaration as one."""
        lost = 0
        for one, declared in zip(self.branches(), self._declared(), strict=False):
            if branch and one.folder == branch.folder:
                return lost
            lost += declared.counts
        return lost

    def counted(self) -> int:
        """Count all that was signed so far, with what was lost: a new key signs behind it."""
        newest = [*self.sizes()[-1:], *(one.back.size for one in self._declared()[-1:])]
        return self.lost_before() + max(newest, default=-1)

    # ------------------------------------------------------------ beside them

    def policy(self) -> Policy | None:
        """Give the policy that lies beside the checkpoints, if one does."""
        text = self._first.text(POLICY)
        return None if text is None else Policy.parse(text)

    def trust(self, policy: Policy) -> None:
        """Write the policy, which only ever gets longer."""
        self._first.replace(POLICY, str(policy))

    def frontier(self, checkpoint: Checkpoint) -> Frontier | None:
        """Give the frontier at a checkpoint, if it was kept and is the one that was signed."""
        peaks = (self._first.text(FRONTIER) or "").split()
        try:
            found = Frontier.of(checkpoint.size, [bytes.fromhex(one) for one in peaks])
        except ValueError:
            return None
        return found if found.root() == checkpoint.root else None

    def keep(self, frontier: Frontier) -> None:
        """Remember the frontier of the newest checkpoint."""
        self._first.replace(FRONTIER, "".join(f"{one.hex()}\n" for one in frontier.peaks))

    # ------------------------------------------------------------ inside

    def _restored(self, number: int) -> Branch:
        return Branch(self.folder / f"restored-{number}")

    def _declared(self) -> list[Restoration]:
        return [Restoration.of(note) for note in self.declarations()]

    def _line(self) -> Mapping[int, Branch]:
        """Say where the checkpoint of each size lies, of those that still count."""
        line: dict[int, Branch] = dict.fromkeys(self._first.sizes(), self._first)
        for branch, declared in zip(self.branches()[1:], self._declared(), strict=True):
            line = {size: one for size, one in line.items() if size <= declared.back.size}
            line |= dict.fromkeys(branch.sizes(), branch)
        return line

    def _branch(self, size: int) -> Branch:
        try:
            return self._line()[size]
        except KeyError:
            raise NotEnoughEvidence(f"there is no checkpoint of size {size}") from None
