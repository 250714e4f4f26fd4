"""A page as a process (BPMN 2.0): a gateway a state, a task a move, with its drawing.

At the gateway of a state the flow that is called like the next step leads to its task, named as
in a log, and the task to the gateway of the state after it. A last state from which no step leads
on is an end; from one such as `closed`, which may still be archived, a flow leads to an end too.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..language import Label, language
from ..people import CLOCK
from .bpmn_drawing import END_OF, Drawing, gateway_id
from .turns import START, Norm, Turn
from .xml import document, node

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
HEAD = {
    "xmlns": MODEL,
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "expressionLanguage": "https://docs.python.org/3/reference/expressions.html",
}
NO_MORE = Label("不再办理", "no further step")
BEGIN = "begin"


def bpmn(norm: Norm) -> Iterator[str]:
    """Write the process with its drawing."""
    names = {"id": f"{norm.id}.definitions", "targetNamespace": f"urn:huiyin:{norm.id}"}
    root = Element("definitions", {**HEAD, **names})
    process = node(root, "process", id=norm.id, name=_both(norm.page.label), isExecutable="true")
    _documented(process, f"{norm.page.title} ({norm.page.document})")
    flows = Flows(process)
    node(process, "startEvent", id=BEGIN)
    flows.lead(BEGIN, gateway_id(START))
    for code, turns in norm.from_state.items():
        _state(norm, code, process, flows)
        for turn in turns:
            _task(turn, process, flows)
    Drawing(norm, root).draw(process)
    return document(root)


class Flows:
    """The sequence flows of a process, each named by where it leads from and to."""

    def __init__(self, process: Element) -> None:
        self.process = process

    def lead(self, source: str, target: str, *, name: str = "", when: str | None = None) -> None:
        """Lead from one node to another, under a condition if there is one."""
        ends = {"sourceRef": source, "targetRef": target}
        flow = node(self.process, "sequenceFlow", id=f"{source}-to-{target}", **ends)
        if when is not None:
            flow.set("name", name)
            formal = {"xsi:type": "tFormalExpression"}
            flow.append(condition := Element("conditionExpression", formal))
            condition.text = f'step == "{when}"'


def _state(norm: Norm, code: str, process: Element, flows: Flows) -> None:
    """Write a state: a gateway where a step leads on, an end where a case may be left."""
    turns, gateway, name = norm.from_state[code], gateway_id(code), _both(norm.states[code])
    if not turns:
        node(process, "endEvent", id=gateway, name=name)
        return
    node(process, "exclusiveGateway", id=gateway, name=name)
    for turn in turns:
        flows.lead(gateway, turn.id, name=_both(turn.step.label), when=turn.step.name)
    if norm.is_over(code):
        end = f"{END_OF}{code}"
        node(process, "endEvent", id=end, name=name)
        flows.lead(gateway, end, name=_both(NO_MORE), when="")


def _task(turn: Turn, process: Element, flows: Flows) -> None:
    step = turn.step
    is_made_by_the_clock = [role.code for role in step.by] == [CLOCK.code]
    tag = "task" if is_made_by_the_clock else "userTask"
    task = node(process, tag, id=turn.id, name=step.name)
    says = (step.label.zh, language("zh").sentence(step.sentence), step.sentence)
    _documented(task, f"{', '.join(step.clauses)}: {'; '.join(says)}")
    for role in {} if is_made_by_the_clock else {one.code: one for one in step.by}.values():
        owner = node(task, "potentialOwner", name=role.code)
        assigned = node(owner, "resourceAssignmentExpression")
        node(assigned, "formalExpression", f'"{role.code}"')
    flows.lead(turn.id, gateway_id(turn.target))


def _both(label: Label) -> str:
    return f"{label.zh} {label.en}"


def _documented(element: Element, text: str) -> None:
    node(element, "documentation", text)
