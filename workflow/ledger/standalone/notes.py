"""Signed notes a second time: policies, checkpoints and declared restores."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from .ed25519 import Wrong, is_signed
from .tree import ensure_begins

RESTORED = "huiyin/restored@1"
Policy = list[tuple[int, str, bytes]]


class Restored(NamedTuple):
    """A restored backup that was declared: two sizes with their roots, and what is said of it."""

    before: int
    before_root: bytes
    back: int
    back_root: bytes
    says: str

    @property
    def told(self) -> str:
        """Say what was lost, and who says so."""
        lost = self.before - self.back
        return f"{lost} of {self.before} signed leaves, all from leaf {self.back} on: {self.says}"


def policy_of(text: str) -> Policy:
    """Read which keys may sign: from which size on, under which name."""
    lines = [line.partition("#")[0].split() for line in text.splitlines()]
    keys = []
    for size, key in filter(None, lines):
        name, _, rest = key.partition("+")
        keys.append((int(size), name, b64decode(rest.partition("+")[2])[1:]))
    return keys


def text_of(note: str, policy: Policy, number: int) -> str:
    """Give the text of a note that the key signed whose turn it is at a number."""
    text, _, below = note.rpartition("\n\n")
    turns = [one for one in policy if one[0] <= number]
    if not turns:
        raise Wrong(f"the policy knows no key for size {number}")
    start, name, public = turns[-1]
    key_id = sha256(name.encode() + b"\n\x01" + public).digest()[:4]
    signed = [line.split(" ") for line in below.splitlines() if line.startswith("\u2014 ")]
    ours = [b64decode(raw) for _, who, raw in signed if who == name]
    ours = [raw[4:] for raw in ours if raw[:4] == key_id]
    if not ours:
        raise Wrong(f"the key of {name} from size {start} on has not signed it")
    if not all(is_signed(public, raw, f"{text}\n".encode()) for raw in ours):
        raise Wrong("the signature does not fit")
    return f"{text}\n"


def opened(note: str, policy: Policy, lost: Iterable[int] = (0,)) -> tuple[int, bytes]:
    """Give size and root of a checkpoint that the key of its time has signed.

    `lost` are the numbers of signed leaves that declared restores may have lost before it.
    """
    origin, size, root = note.split("\n")[:3]
    if origin != policy[0][1]:
        raise Wrong(f"this is a checkpoint of {origin}, not of {policy[0][1]}")
    wrong = Wrong("this is no checkpoint")
    for skipped in lost:
        try:
            text_of(note, policy, int(size) + skipped)
        except Wrong as one:
            wrong = one
        else:
            return int(size), b64decode(root)
    raise wrong


def restored(note: str, policy: Policy, lost: int) -> Restored:
    """Read a declared restore, which has to prove that it went back to what was signed."""
    lines = note.partition("\n\n")[0].split("\n")
    before, back = lines[2].split(" "), lines[3].split(" ")
    text_of(note, policy, int(before[1]) + lost + 1)
    words = [line.partition(" ")[2] for line in lines[4:7]]
    if lines[:2] != [RESTORED, policy[0][1]] or int(back[1]) >= int(before[1]):
        raise Wrong("this is no declaration of a restore here")
    found = Restored(
        int(before[1]),
        b64decode(before[2]),
        int(back[1]),
        b64decode(back[2]),
        f"declared at {words[0]} by {words[1]}: {words[2]}",
    )
    ensure_begins(found[2:4], found[:2], [b64decode(one) for one in lines[7:]])
    return found


def declared(notes: Iterable[str], policy: Policy) -> tuple[list[Restored], list[int]]:
    """Read declared restores in their order; the numbers are what was lost before each branch."""
    found: list[Restored] = []
    lost = [0]
    for note in notes:
        found.append(restored(note, policy, lost[-1]))
        lost.append(lost[-1] + found[-1].before - found[-1].back + 1)
    return found, lost
