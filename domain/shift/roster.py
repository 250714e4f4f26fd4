"""The order of shifts: none without an end, no gap, no overlap, and who follows whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, tzinfo

from pydantic import JsonValue

from ...workflow.actor import person_in
from ...workflow.case import Case
from ...workflow.forms import Command
from ...workflow.parts import Look, moment
from ...workflow.request import Ask
from ...workflow.rules import Condition, condition
from .forms import RecordDesertion, RosterShift
from .people import ROSTERED
from .states import ROSTERED as NOT_STARTED

SHIFTS = "shifts"
PREPARED_AHEAD = timedelta(minutes=15)
ARRIVED_AHEAD = timedelta(minutes=5)


def open_shifts(procedure: str) -> Look:
    """Look up the shifts of a desk that have not ended."""
    return Look(SHIFTS, procedure)


def ends_at(case: Case) -> datetime:
    """Give when a shift ends by its roster."""
    return datetime.fromisoformat(case.latest("ends_at", "ShiftRostered"))


def follows(case: Case) -> str:
    """Give the number of the shift before a shift; empty if it follows none."""
    return case.latest("follows", "ShiftRostered")


def followers(case: Case, ask: Ask) -> Iterator[Case]:
    """Give the shifts rostered to follow a shift and not begun."""
    for shift in ask.found[SHIFTS]:
        if follows(shift) == case.id and shift.state == NOT_STARTED.code:
            yield shift


@moment("15 minutes before the rostered end")
def quarter_of_an_hour_before_the_end(case: Case, form: Command, zone: tzinfo) -> datetime:
    """Give the instant at which preparing is due at the latest."""
    return ends_at(case) - PREPARED_AHEAD


@moment("5 minutes before the rostered end")
def five_minutes_before_the_end(case: Case, form: Command, zone: tzinfo) -> datetime:
    """Give the instant at which the successor is due at the latest."""
    return ends_at(case) - ARRIVED_AHEAD


@moment("the end of the day on which the shift ends")
def end_of_the_day(case: Case, form: Command, zone: tzinfo) -> datetime:
    """Give 24:00 of the day, on the office's clocks, on which the shift ends."""
    midnight = ends_at(case).astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=1)


# ---------------------------------------------------------------- rostering


@condition("a shift ends after it starts")
def ends_after_it_starts(case: Case, form: RosterShift) -> bool:
    """Hold where the shift has a length."""
    return form.starts_at < form.ends_at


def follows_a_shift_of(procedure: str) -> Condition:
    """Demand that the shift before, if any, is one of the same desk [inferred]."""

    @condition("the shift before is one of the same desk")
    def of_the_same_desk(case: Case, form: RosterShift, ask: Ask) -> bool:
        before = ask.cases.get(form.follows or "")
        return before is None or before.procedure == procedure

    return of_the_same_desk


@condition("there is no gap and no overlap between two shifts")
def no_gap(case: Case, form: RosterShift, ask: Ask) -> bool:
    """Hold where the shift begins at the instant at which the one before it ends."""
    before = ask.cases.get(form.follows or "")
    if before is None or not before.has("ShiftRostered"):
        return True
    return ends_at(before) == form.starts_at


@condition("nobody follows himself")
def another_follows(case: Case, form: RosterShift, ask: Ask) -> bool:
    """Hold where the shift before is somebody else's."""
    before = ask.cases.get(form.follows or "")
    return before is None or person_in(form.duty_person) not in ROSTERED.find(before)


# ---------------------------------------------------------------- starting and following


@condition("the shift before has been handed over or deserted")
def the_one_before_has_ended(case: Case, form: Command, ask: Ask) -> bool:
    """Hold where no open shift is the one that this shift follows."""
    return follows(case) not in {shift.id for shift in ask.found[SHIFTS]}


@condition("the successor is the person rostered for the shift that follows")
def the_one_rostered_to_follow(case: Case, form: Command, ask: Ask) -> bool:
    """Hold where no shift is rostered to follow, or one is for whoever arrives."""
    rostered = [ROSTERED.find(shift) for shift in followers(case, ask)]
    return not rostered or any(ask.actor.person in people for people in rostered)


@condition("the successor has come")
def successor_has_come(case: Case) -> bool:
    """Hold once somebody is there to take over; nobody leaves before (S001-ch3.2-10b)."""
    return case.has("IncomingArrived")


def who_follows(case: Case, form: Command, ask: Ask) -> Mapping[str, JsonValue]:
    """Write down which shifts are rostered to follow, for the policy that starts them."""
    numbers: list[JsonValue] = [shift.id for shift in followers(case, ask)]
    return {"followed_by": numbers} if numbers else {}


@condition("leaving the post does not lie in the future")
def left_already(case: Case, form: RecordDesertion, ask: Ask) -> bool:
    """Hold where the desertion has happened."""
    return form.left_at <= ask.at
