"""Checkpoints as C2SP writes them: how far a ledger reached, and the root over all of it.

    https://c2sp.org/tlog-checkpoint

Which keys may sign them, and from which size on, stands in a policy: the next key begins where
the one before it ends, so that a key that was given up signs nothing any more. After a declared
restore sizes are counted on from what was lost, so that they never run backwards.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass

from ..errors import LedgerBroken, Misconfigured
from ..merkle.tree import LENGTH, Hash
from .note import Note, VerifierKey

_SIZE = re.compile("0|[1-9][0-9]{0,17}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The size and the root of a ledger; `origin` is its name among ledgers."""

    origin: str
    size: int
    root: Hash

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Read the text of a checkpoint; LedgerBroken where it is none. More lines are allowed."""
        origin, size, root, *_ = [*text.split("\n"), "", ""]
        found = _hash(root)
        if not origin or not _SIZE.fullmatch(size) or found is None:
            raise LedgerBroken("this is no checkpoint")
        return cls(origin, int(size), found)


@dataclass(frozen=True, slots=True)
class Policy:
    """Which keys may sign, each from a size on, the oldest first."""

    keys: tuple[tuple[int, VerifierKey], ...]

    def __post_init__(self) -> None:
        sizes = [size for size, _ in self.keys]
        if not sizes or sizes != sorted(set(sizes)):
            raise Misconfigured("a policy lists verifier keys, each from a larger size on")
        if len({key.name for _, key in self.keys}) > 1:
            raise Misconfigured("all keys of a policy sign under one name, which is the origin")

    @classmethod
    def parse(cls, text: str) -> Policy:
        """Read lines of SIZE KEY; `#` begins a remark."""
        lines = (line.partition("#")[0].split() for line in text.splitlines())
        return cls(tuple(_line(words) for words in lines if words))

    def __str__(self) -> str:
        return "".join(f"{size} {key}\n" for size, key in self.keys)

    @property
    def origin(self) -> str:
        """The name of the ledger that these keys sign for."""
        return self.keys[0][1].name

    def and_then(self, size: int, key: VerifierKey) -> Policy:
        """Let another key sign from a size on."""
        return Policy((*self.keys, (size, key)))

    def opened(self, note: str, *, lost: int = 0) -> Checkpoint:
        """Read a checkpoint that one of these keys has signed at its time; else LedgerBroken.

        `lost` counts what was signed and lost in restores before it.
        """
        signed = Note.parse(note)
        found = Checkpoint.parse(signed.text)
        if found.origin != self.origin:
            raise LedgerBroken(f"it is of the ledger {found.origin}, not {self.origin}")
        if not signed.is_signed_by(self.key_at(found.size + lost)):
            raise LedgerBroken(f"no key that may sign a ledger of size {found.size} has signed it")
        return found

    def key_at(self, size: int) -> VerifierKey:
        """Give the key that signs a ledger of a size; LedgerBroken where none does yet."""
        keys = [key for start, key in self.keys if start <= size]
        if not keys:
            raise LedgerBroken(f"no key may sign a ledger of size {size}")
        return keys[-1]


def _line(words: list[str]) -> tuple[int, VerifierKey]:
    if len(words) != 2 or not _SIZE.fullmatch(words[0]):
        raise Misconfigured(f"{' '.join(words)!r} is no line of a policy: SIZE KEY")
    return int(words[0]), VerifierKey.parse(words[1])


def _hash(text: str) -> Hash | None:
    try:
        found = b64decode(text, validate=True)
    except ValueError:
        return None
    return found if len(found) == LENGTH else None
