"""Histories held against their pages, and events that somebody recorded beside the desk."""

from typing import Any

from huiyin.domain.office import OFFICE_HOURS
from huiyin.workflow.desk import Desk
from huiyin.workflow.events import Event
from huiyin.workflow.replay.breach import Breach
from huiyin.workflow.replay.conformance import Conformance
from huiyin.workflow.request import Terms
from huiyin.workflow.rulebook import Rulebook
from huiyin.workflow.store import Append
from spec import Did, Scenario


def found_in(desk: Desk, rules: Rulebook | None = None, terms: Terms | None = None) -> list[Breach]:
    """Give everything that is found in a log, judged or not."""
    conformance = Conformance(desk.store, rules or desk.rulebook, terms or Terms(OFFICE_HOURS))
    return [one for held in conformance.log() for one in held.found]


def meant(office: Scenario, one: Did) -> Event:
    """Give the event that a command would bring about, and record nothing."""
    rehearsal = office.desk.rehearsal()
    return rehearsal.carry_out(one.request(office.number, office.procedure)).recorded[0].event


def slipped_in(office: Scenario, *events: Event) -> Scenario:
    """Record events through the store, whatever the desk would say."""
    version = office.case.version
    office.desk.store.append(Append(events, office.number, version=version))
    return office


def forged(office: Scenario, one: Did, **changes: Any) -> Scenario:
    """Record what a command would bring about, changed in some places."""
    return slipped_in(office, meant(office, one).model_copy(update=changes))
