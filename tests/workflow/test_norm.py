"""auditing.md 3: the norm that other programs hold a log against, for every page."""

from collections import Counter
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, fromstring

import pytest

from huiyin.domain.office import rulebook
from huiyin.workflow.machine import chart
from huiyin.workflow.norm.bpmn import bpmn
from huiyin.workflow.norm.bpmn_drawing import END_OF
from huiyin.workflow.norm.pnml import pnml
from huiyin.workflow.norm.scxml import scxml
from huiyin.workflow.norm.turns import START, Norm
from huiyin.workflow.procedure import Procedure
from parcels import parcels

PNML = "{http://www.pnml.org/version-2009/grammar}"
SCXML = "{http://www.w3.org/2005/07/scxml}"
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
PAGES = [*rulebook(), *parcels()]
of_every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
Arc = tuple[str, str, str]


def read(parts: Iterable[str]) -> Element:
    return fromstring("".join(parts).encode())


def moves(page: Procedure) -> Iterator[Arc]:
    """Give the moves of a page as its own machine knows them."""
    for state in ("", *page.states):
        for step in chart(page).steps_from(state):
            if page.steps[step].event != "EntryCorrected":
                yield state or START, step, chart(page).target(step, state) or ""


class Net:
    """A Petri net as its file tells it."""

    def __init__(self, root: Element) -> None:
        self.places = {one.attrib["id"]: one for one in root.iter(f"{PNML}place") if one.get("id")}
        self.labels = {
            one.attrib["id"]: one.findtext(f"{PNML}name/{PNML}text")
            for one in root.iter(f"{PNML}transition")
        }
        arcs = [(one.attrib["source"], one.attrib["target"]) for one in root.iter(f"{PNML}arc")]
        self.before = {b: a for a, b in arcs if b in self.labels}
        self.behind = {a: b for a, b in arcs if a in self.labels}
        assert len(arcs) == 2 * len(self.labels)

    @property
    def turns(self) -> Counter[Arc]:
        return Counter(
            (self.before[one].removeprefix("in."), str(label), self.behind[one].removeprefix("in."))
            for one, label in self.labels.items()
        )


@of_every_page
@pytest.mark.parametrize("running", [False, True])
def test_the_net_has_a_place_a_state_and_a_transition_a_move(
    page: Procedure, running: bool
) -> None:
    net = Net(read(pnml(Norm(page), running=running)))

    legal = list(moves(page))
    onward = {source for source, _, _ in legal}
    ends = {code for code, one in page.states.items() if one.terminal or running}
    within = Counter((a, step, b) for a, step, b in legal if b in onward)
    over = Counter((a, step, "end") for a, step, b in legal if b in ends)
    assert net.turns == within + over
    assert sorted(net.places) == sorted({*(f"in.{one}" for one in onward), "in.end"})


@of_every_page
def test_a_net_begins_before_the_opening_and_ends_in_one_place(page: Procedure) -> None:
    root = read(pnml(Norm(page)))

    places = Net(root).places
    marked = {name for name, one in places.items() if one.find(f"{PNML}initialMarking") is not None}
    (final,) = root.iter(f"{PNML}marking")
    assert marked == {f"in.{START}"}
    assert [one.attrib["idref"] for one in final] == ["in.end"]


@of_every_page
def test_the_chart_has_the_moves_of_the_page(page: Procedure) -> None:
    root = read(scxml(Norm(page)))

    told = [
        (state.attrib["id"], turn.attrib["event"], turn.attrib["target"])
        for state in root
        for turn in state
    ]
    final = {state.attrib["id"] for state in root.iter(f"{SCXML}final")}
    assert sorted(told) == sorted(moves(page))
    assert final == {code for code in page.states if code not in {a for a, _, _ in told}}
    assert root.attrib["initial"] == START
    assert all(page.states[code].terminal for code in final)


@of_every_page
def test_the_process_has_the_moves_of_the_page(page: Procedure) -> None:
    root = read(bpmn(Norm(page)))

    flows = list(root.iter(f"{BPMN}sequenceFlow"))
    behind = {one.attrib["sourceRef"]: one.attrib["targetRef"] for one in flows}
    tasks = {
        one.attrib["id"]: one.attrib["name"]
        for tag in ("userTask", "task")
        for one in root.iter(f"{BPMN}{tag}")
    }
    told = [
        (one.attrib["sourceRef"], tasks[one.attrib["targetRef"]], behind[one.attrib["targetRef"]])
        for one in flows
        if one.attrib["targetRef"] in tasks
    ]
    assert sorted((a[3:], step, b[3:]) for a, step, b in told) == sorted(moves(page))


@of_every_page
def test_every_flow_that_is_chosen_is_named_and_says_when(page: Procedure) -> None:
    root = read(bpmn(Norm(page)))

    gateways = {one.attrib["id"] for one in root.iter(f"{BPMN}exclusiveGateway")}
    chosen = [one for one in root.iter(f"{BPMN}sequenceFlow") if one.get("sourceRef") in gateways]
    assert chosen
    assert all(one.attrib["name"] for one in chosen)
    for one in chosen:
        to = one.attrib["targetRef"]
        when = "" if to.startswith(END_OF) else to.partition(".")[0]
        assert one.findtext(f"{BPMN}conditionExpression") == f'step == "{when}"'


@of_every_page
def test_a_process_is_drawn_whole_and_nothing_lies_on_another(page: Procedure) -> None:
    root = read(bpmn(Norm(page)))

    (process,) = root.iter(f"{BPMN}process")
    flows = {one.attrib["id"] for one in root.iter(f"{BPMN}sequenceFlow")}
    nodes = {one.attrib["id"] for one in process if "id" in one.attrib} - flows
    shapes = {one.attrib["bpmnElement"]: one[0] for one in root.iter(f"{DI}BPMNShape")}
    edges = [one.attrib["bpmnElement"] for one in root.iter(f"{DI}BPMNEdge")]
    assert shapes.keys() == nodes
    assert sorted(edges) == sorted(flows)
    boxes = [
        [int(box.attrib[side]) for side in ("x", "y", "width", "height")] for box in shapes.values()
    ]
    for index, (x, y, width, height) in enumerate(boxes):
        for a, b, wide, high in boxes[:index]:
            assert x + width <= a or a + wide <= x or y + height <= b or b + high <= y


@of_every_page
def test_names_are_names_in_xml_and_no_two_are_the_same(page: Procedure) -> None:
    for parts in (
        pnml(Norm(page)),
        pnml(Norm(page), running=True),
        bpmn(Norm(page)),
        scxml(Norm(page)),
    ):
        ids = [one.attrib["id"] for one in read(parts).iter() if "id" in one.attrib]
        assert len(set(ids)) == len(ids)
        assert all(one.replace(".", "").replace("-", "").replace("_", "").isalnum() for one in ids)
    assert START not in page.states


@of_every_page
def test_the_same_page_gives_the_same_bytes(page: Procedure) -> None:
    for write in (pnml, bpmn, scxml):
        assert list(write(Norm(page))) == list(write(Norm(page)))
