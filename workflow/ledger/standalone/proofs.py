"""Verify the proofs in this folder with nothing but Python's standard library.

    python3 verify.py [FOLDER]

For every event-N.json it asks: is its `s` the SHA-256 of event-N.state, does the proof lead from
it to the root of the checkpoint, and has a key of the policy signed that checkpoint? Then it asks
of each consistency-A-B.txt whether the ledger of size B begins with that of size A. Compare the
policy with the one that you hold yourself: whoever made this folder could have made another.

Exit codes: 0 verified, 7 something does not fit, 11 not enough evidence.

This file is a second implementation on purpose; it shares no code with the program that wrote
the proofs.
"""

from __future__ import annotations

import json
import sys
from base64 import b64decode
from functools import partial
from hashlib import sha256
from pathlib import Path

from .ed25519 import Wrong
from .findings import DAMAGED, NOT_ENOUGH, SOUND, Findings, by_number
from .notes import opened, policy_of
from .signatures import Signatures
from .tree import root_over

HEADER = "c2sp.org/tlog-proof@v1"


class Proofs:
    """A folder with proofs of events."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found = Findings()
        self.signed = Signatures(policy_of((folder / "policy").read_text("utf-8")), self.found)

    def verify(self) -> int:
        """Ask of every file whether it fits; give the exit code."""
        if notes := by_number(self.folder.glob("restored-*.note")):
            self.found.ask("restored", partial(self.signed.restores, notes))
        self.found.each(by_number(self.folder.glob("checkpoint*")), self.signed.checkpoint)
        self.found.each(by_number(self.folder.glob("consistency-*")), self.signed.consistent)
        leaves, before = by_number(self.folder.glob("event-*.json")), self.found.good
        self.found.each(leaves, self.event)
        sys.stdout.write(f"{self.found.good - before} of {len(leaves)} events verified\n")
        return DAMAGED if self.found.faults else SOUND if leaves else NOT_ENOUGH

    def event(self, leaf: Path) -> str:
        """Verify an event."""
        proof = leaf.with_suffix(".tlog-proof").read_text("utf-8")
        return self.included(leaf.read_bytes(), leaf.with_suffix(".state").read_bytes(), proof)

    def included(self, leaf: bytes, state: bytes, proof: str) -> str:
        """Verify one event and say what it is, or raise Wrong."""
        header, _, rest = proof.partition("\n")
        middle, _, note = rest.partition("\n\n")
        index, *path = [line for line in middle.split("\n") if not line.startswith("extra ")]
        said = json.loads(leaf)
        if header != HEADER or index != f"index {said['i']}":
            raise Wrong("this is no proof of this leaf")
        if sha256(state).hexdigest() != said["s"]:
            raise Wrong("what happened is not what was recorded")
        size, root = opened(note, self.signed.policy, self.signed.lost)
        if root_over(leaf, said["i"], size, [b64decode(one) for one in path]) != root:
            raise Wrong("this leaf is not in the ledger that was signed")
        return f"{said['case']} version {said['n']}: {said['event']}, leaf {said['i']} of {size}"


def main() -> int:
    """Verify the folder that is named, or the one in which this file lies."""
    return Proofs(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent).verify()


if __name__ == "__main__":
    sys.exit(main())
