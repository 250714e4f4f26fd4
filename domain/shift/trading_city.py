"""Handing over the front desk of the trading city (S001-ch3.2-10).

Its document says two things: the record sheet is filled in every day, and nobody leaves
before the successor has come. What it does not say of roster and signatures is taken from S004-p7.
"""

from __future__ import annotations

from pydantic import Field

from ...workflow.corrections import corrections
from ...workflow.forms import Command, Text
from ...workflow.parts import Needs
from ...workflow.people import POLICY
from ...workflow.procedure import Procedure
from ...workflow.states import NEW, stay
from ..lapses import noted
from ..roles import CS_MANAGER, DUTY_IN, DUTY_OUT, DUTY_PERSON, ROLES
from . import forms
from .people import ARRIVED, INCOMING, OUTGOING, ROSTERED
from .roster import (
    another_follows,
    end_of_the_day,
    ends_after_it_starts,
    follows_a_shift_of,
    left_already,
    no_gap,
    open_shifts,
    the_one_before_has_ended,
    the_one_rostered_to_follow,
    who_follows,
)
from .states import BRIEFED, DESERTED, HANDED_OVER, INCOMING_PRESENT
from .states import ON_DUTY as DUTY
from .states import ROSTERED as PLANNED

TRADING_CITY = "shift/trading_city"
SHIFTS = open_shifts(TRADING_CITY)
BOTH_SIGN = ("S001-ch3.2-10a", "S004-p7-handover-5")

front_desk_shifts = Procedure(
    TRADING_CITY,
    edition="1",
    zh="贸易城前台交接班",
    en="Front-desk handover of the trading city",
    document="S001-ch3.2-10",
    record="交接班记录表",
    prefix="D",
    roles=ROLES,
)


@front_desk_shifts.step(
    "S001-ch3.2-10a",
    NEW >> PLANNED,
    by=CS_MANAGER,
    records="ShiftRostered",
    only_if=(
        ends_after_it_starts.by("S004-p7-duty-1"),
        follows_a_shift_of(TRADING_CITY).by("S004-p7-duty-1"),
        no_gap.by("S004-p7-duty-1"),
        another_follows.by("S004-p7-handover-3a"),
    ),
)
class RosterShift(forms.RosterShift):
    """Roster the front desk, one shift after the other."""


@front_desk_shifts.step(
    "S001-ch3.2-10b",
    PLANNED >> DUTY,
    by=DUTY_PERSON.being(ROSTERED.by("S001-ch3.2-10b", "S004-p7-duty-1")) | POLICY,
    records="ShiftStarted",
    only_if=(the_one_before_has_ended.by("S001-ch3.2-10b", "S004-p7-handover-5"),),
    looks=(SHIFTS,),
)
class StartShift(forms.StartShift):
    """Begin the shift once the one before it has been taken over."""


@front_desk_shifts.step(
    "S001-ch3.2-10b",
    DUTY >> DESERTED,
    by=CS_MANAGER,
    never_by=(ROSTERED,),
    records="PostDeserted",
    only_if=(left_already.by("S001-ch3.2-10b"),),
)
class RecordDesertion(forms.RecordDesertion):
    """Record that somebody left before the successor had come."""


@front_desk_shifts.step(
    "S001-ch3.2-10b",
    DUTY >> INCOMING_PRESENT,
    by=DUTY_IN,
    never_by=(ROSTERED.by("S001-ch3.2-10b", "S004-p7-handover-3a"),),
    records="IncomingArrived",
    only_if=(the_one_rostered_to_follow.by("S001-ch3.2-10b", "S004-p7-handover-3a"),),
    looks=(SHIFTS,),
)
class IncomingArrives(forms.IncomingArrives):
    """Be there to take over; until then nobody leaves."""


@front_desk_shifts.step(
    "S001-ch3.2-10a",
    INCOMING_PRESENT >> BRIEFED,
    by=OUTGOING,
    records="HandoverRecordFilled",
)
class FillHandoverRecord(Command, zh="填写交接班记录表"):
    """Fill in the handover sheet, every day."""

    record: Text = Field(title="交接班记录")


@front_desk_shifts.step(
    "S001-ch3.2-10a",
    stay(BRIEFED),
    by=OUTGOING.being(ROSTERED.by(*BOTH_SIGN)) | INCOMING.being(ARRIVED.by(*BOTH_SIGN)),
    records="HandoverSigned",
    capacities={"outgoing": DUTY_OUT, "incoming": DUTY_IN},
    apart=("S004-p7-handover-5",),
    voided_by=("HandoverRecordFilled",),
    inferred=True,
)
class SignHandover(forms.SignHandover):
    """Sign the sheet, each in one's own capacity."""


@front_desk_shifts.step(
    "S001-ch3.2-10b",
    BRIEFED >> HANDED_OVER,
    by=INCOMING,
    records="ShiftHandedOver",
    needs=(Needs("sign-handover", ("outgoing", "incoming")),),
    adds=who_follows,
    looks=(SHIFTS,),
)
class TakeOver(forms.TakeOver):
    """Take the desk over from whoever waited for it."""


front_desk_shifts.deadline(
    "handover_record",
    "S001-ch3.2-10a",
    zh="每日填写交接班记录表",
    en="the day's handover sheet",
    starts=(StartShift,),
    ends=(FillHandoverRecord, RecordDesertion),
    figure=end_of_the_day,
    configured=True,
    on_lapse=(
        noted("HandoverRecordMissed", "未填交接班记录表", "sheet not filled", "S001-ch3.2-10a"),
    ),
)

corrections(front_desk_shifts, "S001-ch3.2-10a", by=CS_MANAGER, never_by=(ROSTERED, ARRIVED))
