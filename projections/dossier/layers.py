"""A drawing in layers: states and what stands between them, each in a layer, the first on top.

After Sugiyama: what leads back is told from what leads on, every node gets a layer below all
that lead to it, and a line that passes layers gets a bend in each. Lines to the same state share
their bends, so that they run together like the tracks into a station.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Edge = tuple[str, str, str]
"""From a node, by what stands on the line, to another node."""


@dataclass(slots=True)
class Layers:
    """Nodes by layer, from left to right, and the links between neighbouring layers.

    A link leads from the upper to the lower node, and names the edges that run on it.
    """

    rows: list[list[str]] = field(default_factory=list)
    links: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    bends: set[str] = field(default_factory=set)
    back: set[int] = field(default_factory=set)

    def link(self, upper: str, lower: str, edge: int) -> None:
        """Let an edge run between two nodes of neighbouring layers."""
        self.links.setdefault((upper, lower), []).append(edge)

    def put(self, name: str, layer: int) -> str:
        """Put a node into a layer, once."""
        if name not in self.rows[layer]:
            self.rows[layer].append(name)
        return name

    def bend(self, target: str, layer: int, edge: int) -> str:
        """Give the bend of all lines to a target in a layer."""
        way = "up" if edge in self.back else "down"
        name = f"~{way}~{target}~{layer}"
        self.bends.add(name)
        return self.put(name, layer)


def layered(nodes: Sequence[str], edges: Sequence[Edge]) -> Layers:
    """Put nodes into layers; the first one is on top, those that nothing leads to as well."""
    back = _leading_back(nodes, edges)
    ranks = _ranks(nodes, [one for at, one in enumerate(edges) if at not in back])
    layers = Layers([[] for _ in range(2 * max(ranks.values(), default=0) + 1)], back=back)
    for name in nodes:
        layers.put(name, 2 * ranks[name])
    for at, (source, middle, target) in enumerate(edges):
        _lay(layers, at, (source, middle, target), (2 * ranks[source], 2 * ranks[target]))
    return layers


def _lay(layers: Layers, at: int, edge: Edge, ranks: tuple[int, int]) -> None:
    """Lay an edge from its source, by its middle next to it, bend by bend to its target."""
    source, middle, target = edge
    start, end = ranks
    towards = -1 if at in layers.back else 1
    stops = [source, layers.put(middle, start + towards)]
    stops += [layers.bend(target, layer, at) for layer in range(start + 2 * towards, end, towards)]
    stops.append(target)
    for one, other in pairwise(stops):
        layers.link(*((other, one) if at in layers.back else (one, other)), at)


def _leading_back(nodes: Sequence[str], edges: Sequence[Edge]) -> set[int]:
    """Find edges that close a circle, of those that lead to what stands earlier among the nodes."""
    place = {name: at for at, name in enumerate(nodes)}
    onward = [one for one in edges if place[one[0]] < place[one[2]]]
    back: set[int] = set()
    for at, edge in enumerate(edges):
        if place[edge[0]] < place[edge[2]]:
            continue
        if edge[0] in _reached(nodes, onward)[edge[2]]:
            back.add(at)
        else:
            onward.append(edge)
    return back


def _reached(nodes: Sequence[str], edges: Sequence[Edge]) -> Mapping[str, set[str]]:
    """Give for each node all that one comes to from it."""
    reached = {name: {target for source, _, target in edges if source == name} for name in nodes}
    for through in nodes:
        for name in nodes:
            if through in reached[name]:
                reached[name] |= reached[through]
    return reached


def _ranks(nodes: Sequence[str], edges: Iterable[Edge]) -> Mapping[str, int]:
    """Give the length of the longest way to each node."""
    into: dict[str, list[str]] = {name: [] for name in nodes}
    for source, _, target in edges:
        into[target].append(source)
    ranks: dict[str, int] = {}

    def rank(name: str) -> int:
        if name not in ranks:
            ranks[name] = max((rank(one) + 1 for one in into[name]), default=0)
        return ranks[name]

    for name in nodes:
        rank(name)
    return ranks
