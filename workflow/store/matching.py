"""Does each leaf stand for what is kept, and has everything that is kept its leaf?

This is what can be told without any key. Whoever recomputes the leaves as well passes here
and is found by the checkpoints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..language import Message, message
from .leaf import hash_of
from .rows import Evidence, StoredAttempt, StoredLeaf, StoredRow

Kept = StoredRow | StoredAttempt


class Kind(StrEnum):
    """What was done to the record, as far as one can tell."""

    ALTERED = "altered"
    MISSING = "missing"
    ADDED = "added"
    LEAF_MISSING = "leaf_missing"
    VERSIONS = "versions"
    TRUNCATED = "truncated"
    REWRITTEN = "rewritten"
    CHECKPOINT = "checkpoint"
    TWO_STORIES = "two_stories"


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it was recorded, with the places that it concerns."""

    kind: Kind
    says: Message
    leaf: int | None = None
    position: int | None = None
    attempt: int | None = None
    case: str = ""
    version: int | None = None

    def __str__(self) -> str:
        return str(self.says)


class Matching:
    """One pass over the evidence; `hashes` holds the hashes of the leaves seen so far."""

    def __init__(self, evidence: Evidence, start: int = 0) -> None:
        """Begin at the index of the first leaf that is expected."""
        self._evidence = evidence
        self._start = start
        self._row = next(evidence.rows, None)
        self._attempt = next(evidence.attempts, None)
        self.hashes: list[bytes] = []

    def damage(self) -> Iterator[Damage]:
        """Hold every leaf against what it stands for, in order."""
        for leaf in self._evidence.leaves:
            yield from self._hole(leaf)
            self.hashes.append(leaf.hash)
            yield from self._held(leaf)
        yield from self._rows_before(None)
        yield from self._attempts_before(None)

    def seen(self, index: int, kept: Kept) -> None:
        """Be told what stands at an index; whoever wants to know more of it overrides this."""

    def _hole(self, leaf: StoredLeaf) -> Iterator[Damage]:
        expected = self._start + len(self.hashes)
        if leaf.place != expected:
            says = message("the ledger has no leaf {leaf}", leaf=expected)
            yield Damage(Kind.LEAF_MISSING, says, leaf=expected)
            self._start += leaf.place - expected

    def _held(self, leaf: StoredLeaf) -> Iterator[Damage]:
        if leaf.attempt is not None:
            yield from self._attempts_before(leaf.attempt)
            yield from self._compared(leaf, self._attempt, leaf.attempt, self._next_attempt)
        elif leaf.position is not None:
            yield from self._rows_before(leaf.position)
            yield from self._compared(leaf, self._row, leaf.position, self._next_row)

    def _compared(
        self, leaf: StoredLeaf, kept: Kept | None, place: int, go_on: Callable[[], None]
    ) -> Iterator[Damage]:
        if kept is None or kept[0] != place:
            yield _missing(leaf)
            return
        if not _fits(leaf, kept):
            yield of_kept(
                Kind.ALTERED,
                message("{it} is not what was recorded", it=called(kept)),
                kept,
                leaf.place,
            )
        self.seen(leaf.place, kept)
        go_on()

    def _rows_before(self, position: int | None) -> Iterator[Damage]:
        while self._row and (position is None or self._row.position < position):
            yield _added(self._row)
            self._next_row()

    def _attempts_before(self, number: int | None) -> Iterator[Damage]:
        while self._attempt and (number is None or self._attempt.id < number):
            yield _added(self._attempt)
            self._next_attempt()

    def _next_row(self) -> None:
        self._row = next(self._evidence.rows, None)

    def _next_attempt(self) -> None:
        self._attempt = next(self._evidence.attempts, None)


def called(kept: Kept) -> Message:
    """Name an event or an attempt."""
    if isinstance(kept, StoredAttempt):
        return message("attempt {number}", number=kept.id)
    says = "{case} version {version} (event {position})"
    return message(says, case=kept.case, version=kept.version, position=kept.position)


def of_kept(kind: Kind, says: Message, kept: Kept, leaf: int | None = None) -> Damage:
    """Tell damage to an event or an attempt."""
    if isinstance(kept, StoredAttempt):
        return Damage(kind, says, leaf, attempt=kept.id, case=kept.words["case_number"])
    return Damage(kind, says, leaf, kept.position, case=kept.case, version=kept.version)


def _fits(leaf: StoredLeaf, kept: Kept) -> bool:
    try:
        return leaf.hash == hash_of(leaf.place, kept)
    except ValueError:  # no text that JSON could hold, so it was never recorded
        return False


def _missing(leaf: StoredLeaf) -> Damage:
    if leaf.attempt is not None:
        says = message("attempt {number} is missing", number=leaf.attempt)
        return Damage(Kind.MISSING, says, leaf.place, attempt=leaf.attempt)
    says = message("event {position} is missing", position=leaf.position)
    return Damage(Kind.MISSING, says, leaf.place, position=leaf.position)


def _added(kept: Kept) -> Damage:
    says = message("{it} was added beside the ledger", it=called(kept))
    return of_kept(Kind.ADDED, says, kept)
