"""What stands at a leaf: read once more, and only for the few leaves that are to be named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count, takewhile

from ..language import Message, message
from ..merkle.tree import Hash, Tree
from ..store.contract import Store
from ..store.matching import Damage, Kept, Kind, Matching, called, of_kept
from ..store.rows import Evidence


class Naming(Matching):
    """A pass over the evidence from the first leaf on that is to be named."""

    def __init__(self, evidence: Evidence, wanted: Collection[int]) -> None:
        super().__init__(evidence, min(wanted))
        self._wanted = wanted
        self.found: dict[int, Damage] = {}

    def seen(self, index: int, kept: Kept) -> None:
        """Remember what stands at an index that is to be named."""
        if index in self._wanted:
            self.found[index] = of_kept(Kind.REWRITTEN, called(kept), kept, index)


def named(store: Store, wanted: Collection[int]) -> Mapping[int, Damage]:
    """Tell what stands at these leaves, as far as anything stands there."""
    if not wanted:
        return {}
    with store.evidence(min(wanted) - 1) as evidence:
        naming = Naming(evidence, wanted)
        for _ in naming.damage():
            pass
    return naming.found


def called_at(known: Mapping[int, Damage], index: int) -> Message:
    """Name what stands at an index."""
    found = known.get(index)
    return found.says if found else message("which is missing")


def unlike(store: Store, hashes: Sequence[Hash], signed: Tree) -> Iterator[Damage]:
    """Name each stretch of leaves that are not those that were signed."""
    stretches = dict(_stretches(hashes, signed))
    known = named(store, stretches)
    for first, many in stretches.items():
        yield _rewritten(first, many, known)


def _stretches(hashes: Sequence[Hash], signed: Tree) -> Iterator[tuple[int, int]]:
    size = min(signed.size, len(hashes))
    other = [at for at in range(size) if hashes[at] != signed.leaf(at)]
    while other:
        first = other[0]
        run = [at for at, _ in takewhile(_in_step, zip(other, count(first), strict=False))]
        yield first, len(run)
        del other[: len(run)]


def _rewritten(first: int, many: int, known: Mapping[int, Damage]) -> Damage:
    it = called_at(known, first)
    says = message("leaf {leaf}, {it}, is not what was signed", leaf=first, it=it)
    if many > 1:
        says = message(
            "{count} leaves from leaf {leaf} on, {it}, are not what was signed",
            count=many,
            leaf=first,
            it=it,
        )
    one = known.get(first) or Damage(Kind.REWRITTEN, says, first)
    return Damage(Kind.REWRITTEN, says, first, one.position, one.attempt, one.case, one.version)


def _in_step(pair: tuple[int, int]) -> bool:
    return pair[0] == pair[1]
