"""Going out while on duty: leave, approval, a substitute who is there (S004-p7-duty-5)."""

from __future__ import annotations

from pydantic import Field

from ....workflow.forms import Command, PersonRef, Text
from ....workflow.parts import Needs
from ....workflow.sheet import Sheet
from ....workflow.states import stay
from ...roles import DIRECTOR, SUBSTITUTE
from ..people import APPROVER, NAMED_SUBSTITUTE, ON_DUTY, REQUESTER
from ..states import ABSENCE_REQUESTED, ABSENT_COVERED
from ..states import ON_DUTY as DUTY
from .rules import another_stands_in, substitute_present

absence = Sheet()


@absence.step(
    "S004-p7-duty-5",
    DUTY >> ABSENCE_REQUESTED,
    by=ON_DUTY,
    records="AbsenceRequested",
    only_if=(another_stands_in.by("S004-p7-duty-5"),),
)
class RequestAbsence(Command, zh="请假外出"):
    """Ask for leave to go out, naming who stands in."""

    reason: Text = Field(title="外出事由")
    substitute: PersonRef = Field(title="替班人")


@absence.step(
    "S004-p7-duty-5",
    stay(ABSENCE_REQUESTED),
    by=DIRECTOR,
    never_by=(REQUESTER, NAMED_SUBSTITUTE),
    records="AbsenceApproved",
    voided_by=("AbsenceRequested",),
    signature="absence",
)
class ApproveAbsence(Command, zh="批准外出"):
    """Approve the leave as director."""


@absence.step(
    "S004-p7-duty-5",
    ABSENCE_REQUESTED >> DUTY,
    by=DIRECTOR,
    never_by=(REQUESTER,),
    records="AbsenceDenied",
    inferred=True,
)
class DenyAbsence(Command, zh="不准外出"):
    """Deny the leave, with a reason."""

    reason: Text = Field(title="不准的理由")


@absence.step(
    "S004-p7-duty-5",
    stay(ABSENCE_REQUESTED),
    by=SUBSTITUTE.being(NAMED_SUBSTITUTE),
    never_by=(REQUESTER, APPROVER),
    records="SubstituteOnDuty",
)
class ArriveAsSubstitute(Command, zh="替班人到岗"):
    """Be at the post as the substitute whom the request names."""


@absence.step(
    "S004-p7-duty-5",
    ABSENCE_REQUESTED >> ABSENT_COVERED,
    by=ON_DUTY,
    records="PostLeft",
    only_if=(substitute_present.by("S004-p7-duty-5"),),
    needs=(Needs("approve-absence"),),
)
class LeavePost(Command, zh="离岗外出"):
    """Leave the post with the director's approval, once the substitute is there."""


@absence.step(
    "S004-p7-duty-5",
    (ABSENCE_REQUESTED, ABSENT_COVERED) >> DUTY,
    by=ON_DUTY,
    records="DutyResumed",
    inferred=True,
)
class ReturnToPost(Command, zh="回岗"):
    """Be back at the post, or stay after all."""
