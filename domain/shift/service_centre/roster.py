"""The roster, starting, and leaving without leave (S004-p7-duty-1, duty-5, duty-7)."""

from __future__ import annotations

from pydantic import Field

from ....workflow.forms import PersonRef
from ....workflow.people import POLICY
from ....workflow.sheet import Sheet
from ....workflow.states import NEW
from ...roles import DIRECTOR
from .. import forms
from ..choices import Rank
from ..people import ON_DUTY, ROSTERED
from ..roster import (
    another_follows,
    ends_after_it_starts,
    follows_a_shift_of,
    left_already,
    no_gap,
    open_shifts,
    the_one_before_has_ended,
)
from ..states import ABSENCE_REQUESTED, DESERTED, PREPARING
from ..states import ON_DUTY as DUTY
from ..states import ROSTERED as PLANNED
from .rules import manager_of_middle_rank, on_a_special_day

SERVICE_CENTRE = "shift/service_centre"
SHIFTS = open_shifts(SERVICE_CENTRE)

roster = Sheet()


@roster.step(
    ("S004-p7-duty-1", "S004-p7-duty-7"),
    NEW >> PLANNED,
    by=DIRECTOR,
    records="ShiftRostered",
    asks={"manager": on_a_special_day, "manager_rank": on_a_special_day},
    only_if=(
        ends_after_it_starts.by("S004-p7-duty-1"),
        follows_a_shift_of(SERVICE_CENTRE).by("S004-p7-duty-1"),
        no_gap.by("S004-p7-duty-1"),
        another_follows.by("S004-p7-handover-3a"),
        manager_of_middle_rank.by("S004-p7-duty-7"),
    ),
)
class RosterShift(forms.RosterShift):
    """Roster the centre around the clock, on special days with a manager of middle rank."""

    special_day: bool = Field(title="特殊情况或节假日")
    manager: PersonRef | None = Field(None, title="值班领导")
    manager_rank: Rank | None = Field(None, title="职级")


@roster.step(
    ("S004-p7-handover-5", "S004-p7-duty-1"),
    PLANNED >> DUTY,
    by=ON_DUTY | POLICY,
    records="ShiftStarted",
    only_if=(the_one_before_has_ended.by("S004-p7-handover-5"),),
    looks=(SHIFTS,),
)
class StartShift(forms.StartShift):
    """Begin the shift once the one before it has been taken over."""


@roster.step(
    "S004-p7-duty-5",
    (DUTY, ABSENCE_REQUESTED, PREPARING) >> DESERTED,
    by=DIRECTOR,
    never_by=(ROSTERED,),
    records="PostDeserted",
    only_if=(left_already.by("S004-p7-duty-5"),),
)
class RecordDesertion(forms.RecordDesertion):
    """Record that the person on duty left the post without leave, which counts as absence."""
