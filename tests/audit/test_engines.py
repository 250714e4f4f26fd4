"""auditing.md 3: engines of others that follow the exported norm answer as huiyin does."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

import pytest

from audit.outside import COMMANDS, program
from huiyin.workflow.machine import chart
from huiyin.workflow.norm.bpmn import bpmn
from huiyin.workflow.norm.bpmn_drawing import gateway_id
from huiyin.workflow.norm.pnml import pnml
from huiyin.workflow.norm.scxml import scxml
from huiyin.workflow.norm.turns import Norm
from huiyin.workflow.procedure import Procedure
from legal import PAGES

pm4py = program("pm4py")
etree = program("lxml.etree")
statecharts = program("statemachine.io")
bpmn_parser = program("SpiffWorkflow.bpmn.parser")
bpmn_engine = program("SpiffWorkflow.bpmn")
tasks = program("SpiffWorkflow.util.task")
of_every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
LONGEST = 40


def written(folder: Path, name: str, parts: Any) -> str:
    (folder / name).write_text("".join(parts), "utf-8")
    return str(folder / name)


class Ours:
    """A case that follows the states of a page and none of its rules."""

    def __init__(self, page: Procedure) -> None:
        self.page, self.state = page, ""

    def take(self, step: str) -> str | None:
        """Take a step; give the state behind it, or None where it is refused."""
        found = chart(self.page).target(step, self.state) if step in self.page.steps else None
        self.state = found or self.state
        return found


class Statechart:
    """A case in python-statemachine."""

    def __init__(self, machine: Any) -> None:
        self.machine = machine()

    def take(self, step: str) -> str | None:
        """Send an event where the machine allows it."""
        if step not in {one.id for one in self.machine.allowed_events}:
            return None
        self.machine.send(step)
        (state,) = self.machine.configuration
        return str(state.id)


class Process:
    """A case in SpiffWorkflow, which waits at the gateway of a state for the next step."""

    def __init__(self, spec: Any) -> None:
        self.workflow = bpmn_engine.BpmnWorkflow(spec)
        self._settle()

    def take(self, step: str) -> str | None:
        """Tell the gateway which step comes next, and let its task be done."""
        gateway = self._ready()
        if gateway is None:
            return None
        gateway.data["step"] = step
        try:
            gateway.run()
        except program("SpiffWorkflow.exceptions").WorkflowException:
            self.workflow.reset_from_task_id(gateway.id)
            return None
        return self._settle()

    def _settle(self) -> str:
        """Go on to the next gateway or to the end, and name the state that it stands for."""
        state = ""
        while task := self._ready():
            place = str(task.task_spec.bpmn_id)
            state = place.removeprefix("in.") if place.startswith("in.") else state
            if type(task.task_spec).__name__ == "ExclusiveGateway":
                break
            task.run()
        return state

    def _ready(self) -> Any:
        return self.workflow.get_next_task(state=tasks.TaskState.READY)


@of_every_page
def test_engines_take_the_steps_that_huiyin_takes(page: Procedure, tmp_path: Path) -> None:
    parser = bpmn_parser.BpmnParser()
    parser.add_bpmn_file(written(tmp_path, "norm.bpmn", bpmn(Norm(page))))
    spec = parser.get_spec(Norm(page).id)
    machine = statecharts.load(written(tmp_path, "norm.scxml", scxml(Norm(page))))
    dice, refused = Random(page.name), 0
    named = [name for name, step in page.steps.items() if step.event != "EntryCorrected"]

    def opened() -> tuple[Ours, Statechart, Process]:
        return Ours(page), Statechart(machine), Process(spec)

    cases = opened()
    for number in range(COMMANDS // len(PAGES)):
        cases = opened() if number % LONGEST == 0 else cases
        onward = [one for one in chart(page).steps_from(cases[0].state) if one in named]
        step = dice.choice(onward if onward and dice.random() < 0.6 else [*named, "whistle"])
        ours, theirs, others = (case.take(step) for case in cases)
        assert ours == theirs == others, f"{step}, command {number}"
        refused += ours is None

    assert 0 < refused < COMMANDS // len(PAGES)


@of_every_page
def test_a_process_is_valid_and_sound(page: Procedure, tmp_path: Path) -> None:
    file = written(tmp_path, "norm.bpmn", bpmn(Norm(page)))
    schema = files("SpiffWorkflow.bpmn.parser") / "schema" / "BPMN20.xsd"

    valid = etree.XMLSchema(etree.parse(str(schema)))
    net = pm4py.convert_to_petri_net(pm4py.read_bpmn(file))

    assert valid.validate(etree.parse(file)), valid.error_log
    assert pm4py.check_soundness(*net)[0]


@of_every_page
@pytest.mark.parametrize("running", [False, True])
def test_a_net_is_a_sound_workflow_net_without_silent_transitions(
    page: Procedure, running: bool, tmp_path: Path
) -> None:
    net = pm4py.read_pnml(written(tmp_path, "n.pnml", pnml(Norm(page), running=running)))

    assert pm4py.check_soundness(*net)[0]
    assert all(one.label in page.steps for one in net[0].transitions)
    assert {one.name for one in net[1]} == {gateway_id("new_case")}
    assert {one.name for one in net[2]} == {gateway_id("end")}
