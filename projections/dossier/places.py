"""Where everything stands in a drawing, in whole units, so that it is the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from .layers import Layers
from .order import ordered

Size = tuple[int, int]
ROUNDS = 160
BETWEEN, BESIDE_A_BEND = 22, 14
LEAST_GAP, MOST_GAP, MARGIN = 18, 48, 8


class Box(NamedTuple):
    """A place by its upper left corner and its size."""

    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> int:
        """How far right its middle is."""
        return self.x + self.width // 2

    @property
    def foot(self) -> int:
        """How far down it ends."""
        return self.y + self.height


class Line(NamedTuple):
    """A line between two layers: from where to where, downwards, and the edges that run on it."""

    start: tuple[int, int]
    end: tuple[int, int]
    edges: tuple[int, ...]
    upper: str
    lower: str


@dataclass(slots=True)
class Plan:
    """A drawing laid out: boxes by name, lines, the bands of its layers, and its size."""

    layers: Layers
    boxes: dict[str, Box] = field(default_factory=dict)
    bands: list[tuple[int, int]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    size: Size = (0, 0)


def planned(layers: Layers, sizes: Mapping[str, Size]) -> Plan:
    """Lay a drawing out; what has no size is a bend."""
    ordered(layers)
    centres = _centres(layers, sizes)
    left = min((centres[one] - _width(sizes, one) // 2 for one in centres), default=0) - MARGIN
    plan = Plan(layers)
    top = MARGIN
    for number, row in enumerate(layers.rows):
        high = max((sizes.get(one, (0, 0))[1] for one in row), default=0)
        plan.bands.append((top, top + high))
        for one in row:
            wide, tall = sizes.get(one, (0, high))
            x = centres[one] - left - wide // 2
            plan.boxes[one] = Box(x, top + (high - tall) // 2, wide, tall)
        top += high + _gap(layers, centres, number)
    right = max((box.x + box.width for box in plan.boxes.values()), default=0)
    plan.size = (right + MARGIN, plan.bands[-1][1] + MARGIN if plan.bands else MARGIN)
    plan.lines = _lines(plan)
    return plan


def _width(sizes: Mapping[str, Size], name: str) -> int:
    return sizes.get(name, (0, 0))[0]


def _gap(layers: Layers, centres: Mapping[str, int], number: int) -> int:
    """Leave more room below a layer where lines go far to the side."""
    row = set(layers.rows[number])
    far = [abs(centres[a] - centres[b]) for a, b in layers.links if a in row]
    return min(max(LEAST_GAP, max(far, default=0) // 6), MOST_GAP)


# ---------------------------------------------------------------- from left to right


def _centres(layers: Layers, sizes: Mapping[str, Size]) -> dict[str, int]:
    """Put each node near the middle of those that it is linked to, in its order, not too near."""
    centres = {
        name: place
        for row in layers.rows
        for name, place in zip(row, _packed(row, sizes), strict=True)
    }
    near: dict[str, list[tuple[str, int]]] = {name: [] for name in centres}
    for a, b in layers.links:
        weight = 1 + 3 * ((a in layers.bends) + (b in layers.bends))
        near[a].append((b, weight))
        near[b].append((a, weight))
    for turn in range(ROUNDS):
        for row in layers.rows if turn % 2 == 0 else layers.rows[::-1]:
            wanted = [_wanted(centres, near[name], centres[name]) for name in row]
            gaps = [_apart(sizes, a, b) for a, b in pairwise(row)]
            centres.update(zip(row, _kept_apart(wanted, gaps), strict=True))
    return centres


def _packed(row: Sequence[str], sizes: Mapping[str, Size]) -> list[int]:
    places = [0]
    for a, b in pairwise(row):
        places.append(places[-1] + _apart(sizes, a, b))
    return [place - places[-1] // 2 for place in places[: len(row)]]


def _apart(sizes: Mapping[str, Size], one: str, other: str) -> int:
    beside = BETWEEN if one in sizes and other in sizes else BESIDE_A_BEND
    return (_width(sizes, one) + _width(sizes, other)) // 2 + beside


def _wanted(
    centres: Mapping[str, int], near: Sequence[tuple[str, int]], own: int
) -> tuple[int, int]:
    """Give the place that a node would like, and how much."""
    weight = sum(one for _, one in near)
    if not weight:
        return own, 1
    return sum(centres[name] * one for name, one in near) // weight, weight


def _kept_apart(wanted: Sequence[tuple[int, int]], gaps: Sequence[int]) -> list[int]:
    """Give the places nearest to those wanted that keep order and distance.

    Neighbours that want to be nearer than they may are moved together as one block.
    """
    offsets = [0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    blocks: list[tuple[int, int, int]] = []  # weighted sum, weight, how many
    for (place, weight), offset in zip(wanted, offsets, strict=False):
        blocks.append(((place - offset) * weight, weight, 1))
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            last, before = blocks.pop(), blocks.pop()
            blocks.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    bases = [total // weight for total, weight, many in blocks for _ in range(many)]
    return [base + offset for base, offset in zip(bases, offsets, strict=False)]


# ---------------------------------------------------------------- lines


def _lines(plan: Plan) -> list[Line]:
    """Draw each link from a point below its upper node to a point above its lower one."""
    links = plan.layers.links
    below = _spread(plan, [(a, b) for a, b in links])
    above = _spread(plan, [(b, a) for a, b in links])
    return [
        Line(
            (below[a, b], plan.boxes[a].foot),
            (above[b, a], plan.boxes[b].y),
            tuple(edges),
            a,
            b,
        )
        for (a, b), edges in links.items()
    ]


def _spread(plan: Plan, ends: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Spread the lines of a side over the middle of a box, in the order of where they lead."""
    by_box: dict[str, list[str]] = {}
    for one, other in ends:
        by_box.setdefault(one, []).append(other)
    found: dict[tuple[str, str], int] = {}
    for one, others in by_box.items():
        box = plan.boxes[one]
        step = min(20, box.width * 3 // 4 // max(1, len(others)))
        others.sort(key=lambda name: plan.boxes[name].centre)
        for place, other in enumerate(others):
            found[one, other] = box.centre + step * (2 * place - len(others) + 1) // 2
    return found
