"""What a store keeps, exactly as it is kept: events, refused attempts, and the ledger's leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class StoredRow(NamedTuple):
    """An event exactly as it is kept; a ledger hashes `state` and nothing made from it."""

    position: int
    case: str
    version: int
    topic: str
    state: bytes


class StoredAttempt(NamedTuple):
    """A refused command exactly as it is kept: `words` are its columns by name."""

    id: int
    after: int
    words: Mapping[str, str]


class StoredLeaf(NamedTuple):
    """A leaf of the ledger: its place, what it stands for, and its hash.

    It stands for the event at `position` or, where that is None, for the attempt.
    """

    place: int
    position: int | None
    attempt: int | None
    hash: bytes


@dataclass(frozen=True, slots=True)
class Evidence:
    """Leaves and what they stand for, each in order, read at one instant and only once."""

    leaves: Iterator[StoredLeaf]
    rows: Iterator[StoredRow]
    attempts: Iterator[StoredAttempt]
