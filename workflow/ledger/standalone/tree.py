"""The tree of RFC 6962 a second time: proofs that a leaf is in it, or an older tree."""

from __future__ import annotations

from base64 import b64decode
from hashlib import sha256

from .ed25519 import Wrong

CONSISTENCY = "huiyin/consistency@1"
EMPTY = sha256().digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Hash a leaf."""
    return sha256(b"\x00" + leaf).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Hash a node over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def root_over(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """Work out the root from a leaf and its proof, RFC 9162, 2.1.3.2."""
    place, last, found = index, size - 1, leaf_hash(leaf)
    for one in path:
        if last == 0 or len(one) != 32:
            raise Wrong("the proof is too long")
        if place & 1 or place == last:
            found = node(one, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node(found, one)
        place, last = place >> 1, last >> 1
    if last or index >= size:
        raise Wrong("the proof is too short")
    return found


def both_roots(
    older: int, newer: int, known: bytes | None, path: list[bytes]
) -> tuple[bytes, bytes]:
    """Work out both roots from a proof as RFC 6962, 2.1.2 makes it; `known` is the older root."""
    if older == newer:
        if len(path) != (known is None):
            raise Wrong("the proof has a wrong length")
        root = known or path[0]
        return root, root
    if not path:
        raise Wrong("the proof is too short")
    left = 1 << (newer - 1).bit_length() - 1
    *rest, last = path
    if older <= left:
        before, after = both_roots(older, left, known, rest)
        return before, node(after, last)
    before, after = both_roots(older - left, newer - left, None, rest)
    return node(last, before), node(last, after)


def ensure_begins(older: tuple[int, bytes], newer: tuple[int, bytes], path: list[bytes]) -> None:
    """Raise Wrong unless the newer tree begins with the older one."""
    if any(len(one) != 32 for one in (older[1], newer[1], *path)):
        raise Wrong("this is no hash")
    if older[0] == 0 and older[1] == EMPTY and not path:
        return
    if not 0 < older[0] <= newer[0]:
        raise Wrong("the sizes make no sense")
    if both_roots(older[0], newer[0], older[1], path) != (older[1], newer[1]):
        raise Wrong("one ledger does not begin with the other")


def consistent(text: str, roots: dict[int, bytes]) -> str:
    """Verify a consistency proof between two checkpoints that were signed, and say which."""
    header, _, *ends = text.split("\n")[:4]
    (older, older_root), (newer, newer_root) = (line.split(" ") for line in ends)
    path = [b64decode(one) for one in text.split("\n")[4:] if one]
    if header != CONSISTENCY:
        raise Wrong("this is no proof of consistency")
    for size, root in ((int(older), older_root), (int(newer), newer_root)):
        if roots.get(size) != b64decode(root):
            raise Wrong(f"no checkpoint here signs this root at size {size}")
    ensure_begins((int(older), b64decode(older_root)), (int(newer), b64decode(newer_root)), path)
    return f"the ledger of size {newer} begins with that of size {older}"
