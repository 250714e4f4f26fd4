"""auditing.md 1: our trees and pymerkle's: the same roots, the same proofs, and no false one."""

from random import Random
from typing import Any

import pytest

from audit.outside import TREES, program
from huiyin.workflow.merkle.tree import Tree, is_consistent, is_included, leaf_hash, node_hash

pymerkle = program("pymerkle")
proofs = program("pymerkle.proof")
LARGEST = 40


def grown(entries: list[bytes]) -> tuple[Any, Tree]:
    """Grow the same tree twice; pymerkle hashes leaves and nodes as RFC 6962 does."""
    theirs = pymerkle.InmemoryTree(algorithm="sha256")
    theirs.append_entries(entries)
    return theirs, Tree(map(leaf_hash, entries))


def test_both_agree_on_every_tree_and_proof() -> None:
    dice = Random(6962)
    for _ in range(TREES):
        size = dice.randint(1, LARGEST)
        entries = [dice.randbytes(8) for _ in range(size)]
        theirs, ours = grown(entries)
        part = dice.randint(1, size)
        assert ours.root(part) == theirs.get_state(part)
        included(theirs, ours, dice.randrange(part), part)
        consistent(theirs, ours, dice.randint(1, part), part, dice)


def included(theirs: Any, ours: Tree, index: int, size: int) -> None:
    proof = ours.inclusion(index, size)
    told = theirs.prove_inclusion(index + 1, size)
    leaf, root = ours.leaf(index), ours.root(size)

    assert told.path == [leaf, *proof]
    proofs.verify_inclusion(leaf, root, told, index=index + 1, size=size)
    assert is_included(leaf, index, size, root, told.path[1:])
    assert not is_included(root, index, size, leaf, proof) or leaf == root


def consistent(theirs: Any, ours: Tree, older: int, newer: int, dice: Random) -> None:
    """Both prove it with the same hashes; a proof with one bit flipped passes with nobody."""
    proof = ours.consistency(older, newer)
    told = theirs.prove_consistency(older, newer)
    before, after = ours.root(older), ours.root(newer)

    proofs.verify_consistency(before, after, told, prior_size=older, later_size=newer)
    assert is_consistent(older, before, newer, after, proof)
    assert set(proof) == folded(told) - {before}
    if proof:
        spoiled = list(proof)
        at = dice.randrange(len(spoiled))
        spoiled[at] = bytes([spoiled[at][0] ^ 1]) + spoiled[at][1:]
        assert not is_consistent(older, before, newer, after, spoiled)


def folded(told: Any) -> set[bytes]:
    """Give their path as RFC 6962 has it: one hash for what stands behind the older tree.

    Where that begins at a full subtree pymerkle goes down to its first leaf.
    """
    first, *rest = told.path
    masks = told.subset[1:]
    while rest and not told.subset[0] and not masks[0]:
        first, rest, masks = node_hash(first, rest[0]), rest[1:], masks[1:]
    return {first, *rest}


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 31, 32, 33])
def test_a_proof_of_theirs_with_one_bit_flipped_passes_with_nobody(size: int) -> None:
    theirs, ours = grown([bytes([n]) for n in range(size)])
    told = theirs.prove_inclusion(1, size)
    told.path[-1] = bytes([told.path[-1][0] ^ 1]) + told.path[-1][1:]

    assert not is_included(told.path[0], 0, size, ours.root(size), told.path[1:])
    with pytest.raises(proofs.InvalidProof):
        proofs.verify_inclusion(ours.leaf(0), ours.root(size), told)
