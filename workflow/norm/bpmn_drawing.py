"""Where the nodes and flows of a process stand when a modeller opens it.

Each state has a band of its own, in the page's order: its gateway on the left, its tasks below
each other beside it. What leads back to a state runs up or down behind the tasks, in a lane of
its own, and comes in from the left above the band.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from .turns import START, Norm
from .xml import node

END_OF = "end-of."
GATEWAY, TASK, EVENT = (50, 50), (160, 60), (36, 36)
LEFT, BESIDE, BEHIND = 160, 320, 620
ROW, GAP, LANE = 90, 70, 14

Point = tuple[int, int]


def gateway_id(state: str) -> str:
    """Name the node of a state."""
    return f"in.{state}"


class Box(NamedTuple):
    """A place on the drawing, by its upper left corner and its size."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """How far down its middle is."""
        return self.y + self.height // 2

    @property
    def centre(self) -> int:
        """How far right its centre is."""
        return self.x + self.width // 2

    @property
    def right(self) -> int:
        """Where it ends on the right."""
        return self.x + self.width


class Drawing:
    """The drawing of a norm's process."""

    def __init__(self, norm: Norm, root: Element) -> None:
        """Give every state its band, and every node its box in it."""
        self.root = root
        self.boxes: dict[str, Box] = {}
        self.tops: dict[str, int] = {}
        self.lanes = {gateway_id(code): BEHIND + LANE * n for n, code in enumerate(norm.states)}
        top = GAP
        for code in norm.states:
            top = self._band(norm, code, top)
        start = self.boxes[gateway_id(START)]
        self.boxes["begin"] = Box(60, start.middle - EVENT[1] // 2, *EVENT)

    def _band(self, norm: Norm, code: str, top: int) -> int:
        """Lay out a state and its moves; give where the next band begins."""
        name, tasks = gateway_id(code), [turn.id for turn in norm.from_state[code]]
        self.tops[name] = top - GAP // 2
        size = GATEWAY if tasks else EVENT
        self.boxes[name] = Box(LEFT, top + (TASK[1] - size[1]) // 2, *size)
        for row, task in enumerate(tasks):
            self.boxes[task] = Box(BESIDE, top + row * ROW, *TASK)
        rows = len(tasks)
        if tasks and norm.is_over(code):
            self.boxes[f"{END_OF}{code}"] = Box(BESIDE, top + rows * ROW + 12, *EVENT)
            rows += 1
        return top + max(rows, 1) * ROW + GAP

    def draw(self, process: Element) -> None:
        """Draw every node and flow of a process."""
        diagram = node(self.root, "bpmndi:BPMNDiagram", id="diagram")
        plane = node(diagram, "bpmndi:BPMNPlane", id="plane", bpmnElement=process.attrib["id"])
        for name, box in self.boxes.items():
            shape = node(plane, "bpmndi:BPMNShape", id=f"{name}.shape", bpmnElement=name)
            if box[2:] == GATEWAY:
                shape.set("isMarkerVisible", "true")
            sides = zip(("x", "y", "width", "height"), map(str, box), strict=True)
            node(shape, "dc:Bounds", **dict(sides))
        for flow in process.iter("sequenceFlow"):
            name = flow.attrib["id"]
            edge = node(plane, "bpmndi:BPMNEdge", id=f"{name}.edge", bpmnElement=name)
            for x, y in self._way(flow.attrib["sourceRef"], flow.attrib["targetRef"]):
                node(edge, "di:waypoint", x=str(x), y=str(y))

    def _way(self, source: str, target: str) -> Sequence[Point]:
        """Lead from a node to another: across a band, or in the lane of the state it goes to."""
        a, b = self.boxes[source], self.boxes[target]
        if source in self.lanes or source not in self._tasks():
            return _across(a, b)
        lane, top = self.lanes[target], self.tops[target]
        return (
            (a.right, a.middle),
            (lane, a.middle),
            (lane, top),
            (b.centre, top),
            (b.centre, b.y),
        )

    def _tasks(self) -> Iterator[str]:
        return (name for name, box in self.boxes.items() if box[2:] == TASK)


def _across(a: Box, b: Box) -> Sequence[Point]:
    """Lead to the right, going down in between where the other stands lower."""
    if a.middle == b.middle:
        return ((a.right, a.middle), (b.x, b.middle))
    return ((a.centre, a.y + a.height), (a.centre, b.middle), (b.x, b.middle))
