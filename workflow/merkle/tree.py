"""The tree of RFC 6962 over hashes of leaves: its roots, and proofs that others can verify.

A leaf and a node begin with different bytes before they are hashed, so that neither can be
taken for the other. Verifying follows RFC 9162, sections 2.1.3.2 and 2.1.4.2, and refuses
whatever is not exactly as long as it has to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

Hash = bytes
LENGTH = 32
EMPTY = sha256().digest()


def leaf_hash(leaf: bytes) -> Hash:
    """Hash a leaf."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: Hash, right: Hash) -> Hash:
    """Hash a node over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """As much of a tree as it takes to go on: the roots of its full subtrees, the largest first."""

    def __init__(self, hashes: Iterable[Hash] = ()) -> None:
        self.size = 0
        self._peaks: list[Hash] = []
        for one in hashes:
            self.append(one)

    @classmethod
    def of(cls, size: int, peaks: Sequence[Hash]) -> Frontier:
        """Go on from the peaks of a tree; ValueError where it cannot have had these."""
        if len(peaks) != size.bit_count() or not _are_hashes(*peaks):
            raise ValueError(f"these are not the peaks of a tree of {size} leaves")
        found = cls()
        found.size, found._peaks = size, list(peaks)
        return found

    @property
    def peaks(self) -> tuple[Hash, ...]:
        """The roots of its full subtrees, the largest first."""
        return tuple(self._peaks)

    def append(self, leaf: Hash) -> None:
        """Put the hash of one more leaf at the end."""
        size = self.size
        while size & 1:
            leaf = node_hash(self._peaks.pop(), leaf)
            size >>= 1
        self._peaks.append(leaf)
        self.size += 1

    def root(self) -> Hash:
        """Give the root over all leaves so far."""
        if not self._peaks:
            return EMPTY
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root


class Tree:
    """A whole tree, to prove things from: every full subtree is hashed once."""

    def __init__(self, hashes: Iterable[Hash]) -> None:
        self._levels = [list(hashes)]
        while len(below := self._levels[-1]) > 1:
            pairs = zip(below[::2], below[1::2], strict=False)
            self._levels.append([node_hash(left, right) for left, right in pairs])

    @property
    def size(self) -> int:
        """How many leaves it has."""
        return len(self._levels[0])

    def leaf(self, index: int) -> Hash:
        """Give the hash of a leaf."""
        return self._levels[0][index]

    def root(self, size: int) -> Hash:
        """Give the root as it was at a size; ValueError for one that was never reached."""
        self._ensure(0 <= size <= self.size)
        return self._over(0, size) if size else EMPTY

    def inclusion(self, index: int, size: int) -> tuple[Hash, ...]:
        """Prove that the leaf at an index is in the tree of a size."""
        self._ensure(0 <= index < size <= self.size)
        return self._path(index, 0, size)

    def consistency(self, older: int, newer: int) -> tuple[Hash, ...]:
        """Prove that the tree of the newer size begins with the tree of the older."""
        self._ensure(0 < older <= newer <= self.size)
        return self._subproof(older, 0, newer, is_known=True)

    def _ensure(self, possible: bool) -> None:  # noqa: FBT001 - it is what is asserted
        if not possible:
            raise ValueError(f"no such part of a tree of {self.size} leaves")

    def _over(self, start: int, stop: int) -> Hash:
        """Hash the leaves of a range that is a subtree."""
        count = stop - start
        if count & (count - 1) == 0:
            level = count.bit_length() - 1
            return self._levels[level][start >> level]
        middle = start + _split(count)
        return node_hash(self._over(start, middle), self._over(middle, stop))

    def _path(self, index: int, start: int, stop: int) -> tuple[Hash, ...]:
        if stop - start == 1:
            return ()
        middle = start + _split(stop - start)
        if index < middle:
            return (*self._path(index, start, middle), self._over(middle, stop))
        return (*self._path(index, middle, stop), self._over(start, middle))

    def _subproof(self, older: int, start: int, stop: int, *, is_known: bool) -> tuple[Hash, ...]:
        count = stop - start
        if older == count:
            return () if is_known else (self._over(start, stop),)
        left = _split(count)
        middle = start + left
        if older <= left:
            proof = self._subproof(older, start, middle, is_known=is_known)
            return (*proof, self._over(middle, stop))
        proof = self._subproof(older - left, middle, stop, is_known=False)
        return (*proof, self._over(start, middle))


def _split(count: int) -> int:
    """Give the largest power of two below a count of at least two."""
    return 1 << (count - 1).bit_length() - 1


def is_included(leaf: Hash, index: int, size: int, root: Hash, proof: Sequence[Hash]) -> bool:
    """Verify that a leaf stands at an index in the tree of this size and root."""
    if not 0 <= index < size or not _are_hashes(leaf, root, *proof):
        return False
    place, last, found = index, size - 1, leaf
    for one in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(one, found)
            place, last = _up_to_right(place, last)
        else:
            found = node_hash(found, one)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(
    older: int, older_root: Hash, newer: int, newer_root: Hash, proof: Sequence[Hash]
) -> bool:
    """Verify that the tree of the newer size and root begins with the older one."""
    if older == newer > 0:
        return not proof and older_root == newer_root
    if not 0 < older < newer or not _are_hashes(older_root, newer_root, *proof):
        return False
    full = older & (older - 1) == 0
    nodes = [older_root, *proof] if full else list(proof)
    return bool(proof) and _both(older, newer, nodes) == (older_root, newer_root)


def _both(older: int, newer: int, nodes: Sequence[Hash]) -> tuple[Hash, Hash] | None:
    """Work out both roots from the nodes of a proof, if it has as many as it must."""
    place, last = _up_from_right(older - 1, newer - 1)
    before = after = nodes[0]
    for one in nodes[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            before, after = node_hash(one, before), node_hash(one, after)
            place, last = _up_to_right(place, last)
        else:
            after = node_hash(after, one)
        place, last = place >> 1, last >> 1
    return (before, after) if last == 0 else None


def _up_to_right(place: int, last: int) -> tuple[int, int]:
    """Climb to where the place is a right child, or the only one left."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _up_from_right(place: int, last: int) -> tuple[int, int]:
    """Climb out of right children: their subtrees are full."""
    while place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _are_hashes(*hashes: Hash) -> bool:
    return all(len(one) == LENGTH for one in hashes)
