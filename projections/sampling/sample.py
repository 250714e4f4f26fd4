"""A stratified sample, drawn by a seed: same log position, seed and size, same cases.

In each stratum the cases stand in the order of the SHA-256 of the seed, a space and the number,
as UTF-8, and the first so many are drawn, as the director's quarterly sample draws too. No
programming language's random numbers are in it: `printf '%s %s' SEED NUMBER | sha256sum` tells
each lot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from ...domain.sample.drawing import drawn
from ...workflow.store import Store
from .allotting import allotted
from .population import DIMENSIONS, RISKS, Member

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stratum:
    """Cases that are alike in what the sample is stratified by, and those drawn of them."""

    key: Key
    size: int
    drawn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn, in the order of numbers, and of which strata."""

    strata: tuple[Stratum, ...]
    members: tuple[Member, ...]


def draw(population: Sequence[Member], *, seed: str, size: int, by: Sequence[str]) -> Sample:
    """Draw `size` cases, or all where there are fewer, stratified by these dimensions."""
    strata: dict[Key, list[Member]] = {}
    for one in population:
        strata.setdefault(tuple(DIMENSIONS[name](one) for name in by), []).append(one)
    keys = sorted(strata, key=lambda key: _place(key, by))
    places = allotted([len(strata[key]) for key in keys], size)
    found = tuple(
        Stratum(key, len(strata[key]), drawn(_numbers(strata[key]), seed, count))
        for key, count in zip(keys, places, strict=True)
    )
    chosen = {number for stratum in found for number in stratum.drawn}
    return Sample(found, tuple(one for one in population if one.number in chosen))


def lot(seed: str, number: str) -> str:
    """Give the lot of a case, hex: the lowest of a stratum are drawn."""
    return sha256(f"{seed.strip()} {number}".encode()).hexdigest()


def position_at(store: Store, at: datetime) -> int:
    """Give how far the log had come at an instant: up to before the first event behind it."""
    position = 0
    while page := store.read(position):
        for recorded in page:
            if recorded.event.recorded_at > at:
                return position
            position = recorded.position
    return position


def _place(key: Key, by: Sequence[str]) -> Key:
    """Put strata in order, those with the greatest risk first; places left over go that way."""
    ranks = {code: str(rank) for rank, code in enumerate(RISKS)}
    return tuple(
        ranks[code] if name == "risk" else code for name, code in zip(by, key, strict=True)
    )


def _numbers(members: Sequence[Member]) -> tuple[str, ...]:
    return tuple(one.number for one in members)
