"""What was signed, as the files of a folder say: restores, checkpoints, and that they follow."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .ed25519 import Wrong
from .findings import Findings
from .notes import Policy, Restored, declared, opened
from .tree import consistent


class Signatures:
    """The checkpoints that the keys of a policy have signed; `roots` holds them by size."""

    def __init__(self, policy: Policy, found: Findings) -> None:
        self.policy = policy
        self.found = found
        self.restored: list[Restored] = []
        self.lost = [0]
        self.roots: dict[int, bytes] = {}
        self.lacking: list[str] = []

    def restores(self, notes: Iterable[Path]) -> str:
        """Read the declared restores, and say what each has lost."""
        self.restored, self.lost = declared((one.read_text("utf-8") for one in notes), self.policy)
        for one in self.restored:
            self.found.tell("LOST", one.told)
        return f"restores that were declared and signed: {len(self.restored)}"

    def checkpoint(self, file: Path) -> str:
        """Verify the signature of a checkpoint."""
        size, root = opened(file.read_text("utf-8"), self.policy, self.lost)
        if self.roots.setdefault(size, root) != root:
            raise Wrong(f"two roots were signed at size {size}")
        return f"{file.name}: a ledger of size {size}"

    def own(self, file: Path) -> str:
        """Verify a checkpoint that somebody has kept; it may be of what a restore has lost."""
        size, root = opened(file.read_text("utf-8"), self.policy, self.lost)
        for one in self.restored:
            if (size, root) == (one.before, one.before_root):
                return f"{file.name}: the ledger of size {size} that was given up"
            if one.back < size < one.before and self.roots.get(size) != root:
                self.lacking.append(f"{file.name} may be of what was given up; nothing can tell")
                return f"{file.name}: signed"
        return self.checkpoint(file)

    def consistent(self, file: Path) -> str:
        """Verify a proof of consistency."""
        return consistent(file.read_text("utf-8"), self.roots)
