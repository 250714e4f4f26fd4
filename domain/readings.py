"""What one kind of case asks about a case of another, read off its events.

The kinds do not know each other: a visit asks who did the work on a request without knowing
its page, a shift whether a major repair is still open.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from pydantic import JsonValue

from ..workflow.actor import person_in
from ..workflow.case import Case
from ..workflow.rules import condition

UNFINISHED = ("logged", "dispatched", "accepted", "in_progress", "reopened")


def kind_of(case: Case) -> str:
    """Give the kind of a case, such as `request`."""
    return case.procedure.partition("/")[0]


def accused_in(case: Case) -> frozenset[str]:
    """Find everyone who has been named as complained of."""
    named = (event.form.get("accused") for event in case.past)
    return frozenset(person_in(str(one)) for one in named if one)


def workers_on_complaint(case: Case) -> frozenset[str]:
    """Find who handled a complaint: named by the department, or who started work or rework."""
    named = person_in(case.latest("handler", "HandlerAssigned"))
    return case.takers("start-work", "start-rework", "handle-directly") | ({named} - {""})


def workers_on_request(case: Case) -> frozenset[str]:
    """Find who finished work on a request, in any round, or started the rework."""
    begun = (event for event in case.past if event.name == "WorkStarted")
    rework = {event.person for event in begun if event.source == "reopened"}
    return case.takers("finish-work") | rework


def involved_in(case: Case) -> frozenset[str]:
    """Find who did the work on a complaint or a request, or is complained of."""
    match kind_of(case):
        case "complaint":
            return accused_in(case) | workers_on_complaint(case)
        case "request":
            return workers_on_request(case)
        case _:
            return frozenset()


@condition("a major repair is not finished")
def open_major(case: Case) -> bool:
    """Hold where a request was marked as a major repair and its work is to be done or redone."""
    return case.has("MarkedMajorRepair") and case.state in UNFINISHED


@condition("the complaint is serious")
def serious_complaint(case: Case) -> bool:
    """Hold for a complaint whose severity was last settled as serious."""
    settled = ("ComplaintRegistered", "ComplaintVerified", "ComplaintEscalated")
    return case.latest("severity", *settled) == "serious"


def lines(case: Case, blank: str, *names: str) -> tuple[Mapping[str, JsonValue], ...]:
    """Give the objects that were last written in a blank of these events; none if never."""
    found = case.value(blank, *names)
    return tuple(cast("list[Mapping[str, JsonValue]]", found) if isinstance(found, list) else ())
