"""Who stands left of whom in each layer of a drawing, so that few lines cross."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from .layers import Layers

SWEEPS = 16
FINE = 1000
Near = Mapping[str, Sequence[str]]


def ordered(layers: Layers) -> None:
    """Put every layer into a good order: each node near the middle of those it is linked to."""
    above, below = _near((b, a) for a, b in layers.links), _near(layers.links)
    best, fewest = [list(row) for row in layers.rows], crossings(layers.rows, below)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        _sweep(layers.rows, above if down else below, is_down=down)
        _exchange(layers.rows, above, below)
        count = crossings(layers.rows, below)
        if count < fewest:
            best, fewest = [list(row) for row in layers.rows], count
    layers.rows[:] = best


def crossings(rows: Sequence[Sequence[str]], below: Near) -> int:
    """Count how often lines cross."""
    return sum(_between(upper, lower, below) for upper, lower in pairwise(rows))


def _between(upper: Sequence[str], lower: Sequence[str], below: Near) -> int:
    at = {name: place for place, name in enumerate(lower)}
    ends = [(left, at[name]) for left, one in enumerate(upper) for name in below.get(one, ())]
    return sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(ends, 2))


def _near(links: Iterable[tuple[str, str]]) -> Near:
    found: dict[str, list[str]] = {}
    for one, other in links:
        found.setdefault(one, []).append(other)
    return found


def _sweep(rows: list[list[str]], near: Near, *, is_down: bool) -> None:
    for fixed, moved in pairwise(rows if is_down else rows[::-1]):
        at = {name: place for place, name in enumerate(fixed)}
        places = {
            name: _middle([at[one] for one in near.get(name, ())], place)
            for place, name in enumerate(moved)
        }
        moved.sort(key=places.__getitem__)


def _middle(places: Sequence[int], own: int) -> int:
    return FINE * sum(places) // len(places) if places else FINE * own


def _exchange(rows: list[list[str]], above: Near, below: Near) -> None:
    """Let neighbours change places where that leaves fewer crossings."""
    for number, row in enumerate(rows):
        for left in range(len(row) - 1):
            before = _around(rows, number, above, below)
            row[left], row[left + 1] = row[left + 1], row[left]
            if _around(rows, number, above, below) >= before:
                row[left], row[left + 1] = row[left + 1], row[left]


def _around(rows: list[list[str]], number: int, above: Near, below: Near) -> int:
    row = rows[number]
    over = _between(row, rows[number - 1], above) if number else 0
    under = _between(row, rows[number + 1], below) if number + 1 < len(rows) else 0
    return over + under
