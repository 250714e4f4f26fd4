"""Who is who in a shift: named on the roster, come to take over, standing in.

A role of the shift is only ever held by the person whom the case names for it [inferred].
"""

from __future__ import annotations

from ...workflow.actor import person_in
from ...workflow.case import Case
from ...workflow.rules import people
from ..roles import DUTY_IN, DUTY_OUT, DUTY_PERSON, SUBSTITUTE


@people("whoever is on the roster for this shift")
def ROSTERED(case: Case) -> frozenset[str]:
    """Find the person named in the roster."""
    return frozenset({person_in(case.latest("duty_person", "ShiftRostered"))})


@people("whoever has come to take this shift over")
def ARRIVED(case: Case) -> frozenset[str]:
    """Find the person of the last arrival."""
    arrival = case.last("IncomingArrived")
    return frozenset({arrival.person} if arrival else ())


@people("whoever asked for leave")
def REQUESTER(case: Case) -> frozenset[str]:
    """Find who asks to go out."""
    return case.takers("request-absence")


@people("the substitute named in the request")
def NAMED_SUBSTITUTE(case: Case) -> frozenset[str]:
    """Find whom the last request for leave names."""
    return frozenset({person_in(case.latest("substitute", "AbsenceRequested"))})


@people("whoever stood in during this shift")
def STOOD_IN(case: Case) -> frozenset[str]:
    """Find every substitute who came."""
    return case.takers("arrive-as-substitute")


@people("whoever approved the leave")
def APPROVER(case: Case) -> frozenset[str]:
    """Find who approved the last request for leave."""
    later = case.since("AbsenceRequested")
    return frozenset(event.person for event in later if event.name == "AbsenceApproved")


ON_DUTY = DUTY_PERSON.being(ROSTERED)
OUTGOING = DUTY_OUT.being(ROSTERED)
INCOMING = DUTY_IN.being(ARRIVED)
STANDING_IN = SUBSTITUTE.being(STOOD_IN)
LOG_WRITERS = ON_DUTY | OUTGOING | STANDING_IN
