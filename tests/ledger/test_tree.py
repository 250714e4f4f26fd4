"""The tree is the one of RFC 6962, and no proof passes that is not exactly right."""

import json
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.workflow.merkle.tree import (
    EMPTY,
    Frontier,
    Tree,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
)
from ledger.vectors import official, read

OWN = json.loads((Path(__file__).parent / "tree.json").read_text("utf-8"))
LEAVES = [leaf_hash(bytes.fromhex(one)) for one in OWN["leaves"]]
sizes = st.integers(1, 70)


def leaves(count: int) -> list[bytes]:
    return [leaf_hash(f"leaf {number}".encode()) for number in range(count)]


def by_definition(hashes: list[bytes]) -> bytes:
    """Hash a tree the way RFC 6962, 2.1 defines it."""
    if not hashes:
        return sha256().digest()
    if len(hashes) == 1:
        return hashes[0]
    left = 1
    while left * 2 < len(hashes):
        left *= 2
    return node_hash(by_definition(hashes[:left]), by_definition(hashes[left:]))


def test_our_own_vectors_hold() -> None:
    tree = Tree(LEAVES)

    assert [tree.root(size).hex() for size in range(len(LEAVES) + 1)] == OWN["roots"]
    for index, size, proof in OWN["inclusion"]:
        assert [one.hex() for one in tree.inclusion(index, size)] == proof
    for older, newer, proof in OWN["consistency"]:
        assert [one.hex() for one in tree.consistency(older, newer)] == proof


@pytest.mark.parametrize("file", official("merkle/inclusion"))
def test_the_official_vectors_of_inclusion(file: Path) -> None:
    said = read(file)
    proof = [b64decode(one) for one in said["proof"] or ()]
    leaf, root = b64decode(said["leafHash"]), b64decode(said["root"])

    accepted = is_included(leaf, said["leafIdx"], said["treeSize"], root, proof)

    assert accepted is not said["wantErr"]


@pytest.mark.parametrize("file", official("merkle/consistency"))
def test_the_official_vectors_of_consistency(file: Path) -> None:
    said = read(file)
    proof = [b64decode(one) for one in said["proof"] or ()]
    older, newer = b64decode(said["root1"]), b64decode(said["root2"])

    accepted = is_consistent(said["size1"], older, said["size2"], newer, proof)

    assert accepted is not said["wantErr"]


@given(sizes)
def test_the_frontier_the_tree_and_the_definition_agree(size: int) -> None:
    hashes = leaves(size)

    root = Frontier(hashes).root()

    assert root == by_definition(hashes) == Tree(hashes).root(size)
    assert Frontier().root() == Tree(()).root(0) == EMPTY


@given(sizes, st.data())
def test_what_is_proved_is_verified_and_nothing_else(size: int, data: st.DataObject) -> None:
    tree = Tree(leaves(size + 3))
    index = data.draw(st.integers(0, size - 1))
    proof, root = tree.inclusion(index, size), tree.root(size)
    leaf = leaves(size)[index]

    assert is_included(leaf, index, size, root, proof)

    assert not is_included(leaf, index, size, root, (*proof, root))
    assert not is_included(leaf, index, size, root[:-1], proof)
    assert not is_included(leaf, index + size, size, root, proof)
    assert not is_included(leaf_hash(b"another"), index, size, root, proof)
    if proof:
        flipped = bytes([proof[-1][0] ^ 1]) + proof[-1][1:]
        assert not is_included(leaf, index, size, root, proof[:-1])
        assert not is_included(leaf, index, size, root, (*proof[:-1], flipped))
        assert not is_included(leaf, index, size, root, (*proof[:-1], proof[-1] + b"\0"))


@given(sizes, st.data())
def test_a_tree_that_grew_is_consistent_and_another_is_not(size: int, data: st.DataObject) -> None:
    tree = Tree(leaves(size))
    older = data.draw(st.integers(1, size))
    proof, before, after = tree.consistency(older, size), tree.root(older), tree.root(size)

    assert is_consistent(older, before, size, after, proof)

    other = Tree([leaf_hash(b"another"), *leaves(size)[1:]])
    assert not is_consistent(older, before, size, other.root(size), other.consistency(older, size))
    assert not is_consistent(older, before, size, after, (*proof, after))
    assert not is_consistent(0, EMPTY, size, after, ())
    assert not is_consistent(size + 1, before, size, after, proof)
    if proof:
        assert not is_consistent(older, before, size, after, proof[:-1])
        assert not is_consistent(older, after, size, before, proof)


@pytest.mark.parametrize("asked", [(3, 3), (-1, 2), (0, 4)])
def test_nothing_is_proved_of_a_part_that_is_not_there(asked: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no such part of a tree of 3 leaves"):
        Tree(leaves(3)).inclusion(*asked)


def test_the_empty_tree_is_consistent_with_nothing() -> None:
    with pytest.raises(ValueError, match="no such part"):
        Tree(leaves(3)).consistency(0, 3)
    assert not is_consistent(0, EMPTY, 0, EMPTY, ())
