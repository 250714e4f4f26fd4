"""Proofs that an older ledger is the beginning of a newer one, as text.

    huiyin/consistency@1
    huiyin/cases
    4 ROOT
    9 ROOT
    HASH …

Sizes and roots are those of two signed checkpoints; the hashes are the proof of RFC 6962,
2.1.2, in its order, in base64 like the roots.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..merkle.tree import Hash, Tree
from .checkpoint import Checkpoint

HEADER = "huiyin/consistency@1"
File = tuple[str, bytes]


def consistency(tree: Tree, older: Checkpoint, newer: Checkpoint) -> File:
    """Prove that the newer ledger begins with the older one; both are of this tree."""
    path = tree.consistency(older.size, newer.size)
    ends = (f"{one.size} {_written(one.root)}" for one in (older, newer))
    text = "\n".join([HEADER, newer.origin, *ends, *map(_written, path)])
    return f"consistency-{older.size}-{newer.size}.txt", f"{text}\n".encode()


def chain(tree: Tree, checkpoints: Iterable[Checkpoint]) -> Iterator[File]:
    """Prove each checkpoint to go on from the one before it, the smallest first."""
    for older, newer in pairwise(one for one in checkpoints if one.size):
        yield consistency(tree, older, newer)


def _written(one: Hash) -> str:
    return b64encode(one).decode()
