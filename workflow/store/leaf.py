"""What the tree holds a hash of: a line of JSON for each event and each refused attempt.

`s` is the SHA-256 of exactly what the store keeps, so that checking it needs no key and no
upcaster. An event is named by its stored topic: whoever changes its schema number is found
as well.
"""

from __future__ import annotations

from hashlib import sha256
from json import JSONEncoder

from ..merkle.canonical import canonical
from ..merkle.tree import Hash, leaf_hash
from .rows import StoredAttempt, StoredRow

EVENT = "huiyin/leaf@1"
ATTEMPT = "huiyin/attempt@1"


# Of a flat row of plain texts and small numbers, its names in order, this is the form of RFC 8785.
_write = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def leaf_of(index: int, kept: StoredRow | StoredAttempt) -> bytes:
    """Write the leaf of what is kept; ValueError where it is no text that JSON can hold."""
    if isinstance(kept, StoredAttempt):
        digest = sha256(state_of(kept)).hexdigest()
        return _write({"i": index, "id": kept.id, "s": digest, "v": ATTEMPT}).encode()
    leaf = {
        "case": kept.case,
        "event": kept.topic,
        "i": index,
        "n": kept.version,
        "s": sha256(kept.state).hexdigest(),
        "v": EVENT,
    }
    return _write(leaf).encode()


def state_of(kept: StoredAttempt) -> bytes:
    """Write an attempt, which a store keeps in columns, as the bytes that are hashed."""
    return canonical({"id": kept.id, "after": kept.after, **kept.words})


def hash_of(index: int, kept: StoredRow | StoredAttempt) -> Hash:
    """Hash the leaf of what is kept."""
    return leaf_hash(leaf_of(index, kept))
