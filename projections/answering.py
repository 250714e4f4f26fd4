"""Who answers for an open case: exactly one person at any instant, and why.

The first-contact person answers until the customer is satisfied and is never replaced on the
record (S004-p7-first-1). Two seats are filled beside: `front` is who faces the customer, `work`
who has the matter in hand while somebody else works on it. Whoever sits at work answers; an
empty seat leaves it with the front. Due list and holders both ask here.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypedDict

from ..workflow.actor import person_in
from ..workflow.events import CORRECTED, Event, Recorded
from ..workflow.events import instant as stamp
from ..workflow.language import Label
from .written import words


class Turn(TypedDict):
    """Somebody's turn: why, since when, and in which blank of which entry he was named."""

    person: str
    why: str
    event: str
    since: str
    version: int
    blank: str


class Answering(TypedDict):
    """The seats of a case; `post` is the front to return to, `relief` who came to stand in."""

    first_contact: str
    front: Turn
    post: Turn
    work: Turn | None
    relief: Turn | None


class Seat(NamedTuple):
    """A seat that an event fills, with whoever acts or whoever a blank names."""

    name: Literal["front", "post", "work", "relief"]
    why: str
    blank: str = ""


WHY = {
    "first_contact": Label("首问责任人", "first contact"),
    "stand_in": Label("代首问人", "stand-in"),
    "handles": Label("自行处理人", "handles it himself"),
    "review": Label("检讨会指定责任人", "named by the review"),
    "assigned": Label("指派处理人", "assigned handler"),
    "department": Label("部门接办人", "took it in the department"),
    "at_work": Label("着手处理人", "at work on it"),
    "author": Label("方案责任人", "author of the plan"),
    "duty_person": Label("值班人员", "on the roster"),
    "substitute": Label("替班人", "substitute"),
    "visitor": Label("回访人", "visitor"),
}
SEATS = {
    "ReceiverReplaced": Seat("front", "stand_in"),
    "HandledByReceiver": Seat("front", "handles"),
    "VisitPlanned": Seat("front", "visitor", "visitor"),
    "ShiftRostered": Seat("front", "duty_person", "duty_person"),
    "SubstituteOnDuty": Seat("relief", "substitute"),
    "ReviewHeld": Seat("work", "review", "responsible"),
    "HandlerAssigned": Seat("work", "assigned", "handler"),
    "DepartmentRecorded": Seat("work", "department"),
    "RequestAccepted": Seat("work", "department"),
    "PlanSubmitted": Seat("work", "author"),
    "WorkStarted": Seat("work", "at_work"),
    "ReworkStarted": Seat("work", "at_work"),
    "InHouseRepairStarted": Seat("work", "at_work"),
}
# What the worker gives back with its result, its answer, or for another round.
GIVEN_BACK = frozenset(
    {
        *("ResultReported", "CustomerReplied", "FollowUpDissatisfied", "SecondInstanceOpened"),
        *("WorkFinished", "RequestReopened", "InHouseRepaired", "InHouseFailed"),
    }
)


def follow(found: Answering | None, recorded: Recorded) -> Answering:
    """Give the seats of a case after one more event."""
    event = recorded.event
    answering = found or _opened(recorded)
    if seat := SEATS.get(event.name):
        _fill(answering, seat, recorded)
    elif event.name in GIVEN_BACK and answering["work"]:
        answering["work"] = None
        answering["front"] = _again(answering["front"], event)
    elif event.name == "PostLeft" and answering["relief"]:
        answering["front"] = _again(answering["relief"], event)
    elif event.name == "DutyResumed":
        answering["front"] = _again(answering["post"], event)
    elif event.name == CORRECTED:
        _mend(answering, event)
    return answering


def in_hand(answering: Answering) -> Turn:
    """Give who answers for the case: who works on it, else who faces the customer."""
    return answering["work"] or answering["front"]


def _opened(recorded: Recorded) -> Answering:
    turn = _turn(Seat("front", "first_contact"), recorded)
    seat = SEATS.get(recorded.event.name)
    first = _turn(seat, recorded) if seat else turn
    return Answering(
        first_contact=turn["person"], front=first, post={**first}, work=None, relief=None
    )


def _fill(answering: Answering, seat: Seat, recorded: Recorded) -> None:
    answering[seat.name] = _turn(seat, recorded)


def _turn(seat: Seat, recorded: Recorded) -> Turn:
    event = recorded.event
    named = str(event.form.get(seat.blank) or "") if seat.blank else ""
    return Turn(
        person=person_in(named) or event.person,
        why=seat.why,
        event=event.name,
        since=stamp(event.occurred_at),
        version=recorded.version,
        blank=seat.blank,
    )


def _again(turn: Turn, event: Event) -> Turn:
    """Give somebody's turn again from this event on."""
    return {**turn, "event": event.name, "since": stamp(event.occurred_at)}


def _mend(answering: Answering, event: Event) -> None:
    """Put whoever a counter-entry names in the place of whoever was named wrongly."""
    now = words(event, "now")
    for turn in (answering[one] for one in ("front", "post", "work", "relief")):
        if turn and turn["version"] == event.form["version"] and turn["blank"] in now:
            turn["person"] = person_in(str(now[turn["blank"]])) or turn["person"]
