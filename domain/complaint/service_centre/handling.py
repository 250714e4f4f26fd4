"""Receiving, passing on, working on it (S004-p7-visit-2, S004-p7-first-1, first-2, first-4)."""

from __future__ import annotations

from pydantic import Field

from ....workflow.forms import Command, Text
from ....workflow.people import ANY_EMPLOYEE, FIRST_CONTACT
from ....workflow.sheet import Sheet
from ....workflow.states import NEW, WHILE_OPEN
from ...lapses import breach_by
from ...roles import CS_STAFF, DEPT_HEAD, DEPT_STAFF
from .. import forms
from ..facts import ACCUSED, receiver_is_accused, receiver_is_replaced
from ..rules import (
    becomes_serious,
    earlier_complaint_closed,
    general_when_settled_at_once,
    lowered_by_the_manager,
    serious_reported_first,
    serious_when_reported,
    told_to_one,
)
from ..states import DISPATCHED, ESCALATED, IN_PROGRESS, REGISTERED, REPLIED, RESULT_REPORTED

handling = Sheet()
DEPARTMENT = (DEPT_STAFF | DEPT_HEAD).of_the_department


@handling.step(
    ("S004-p7-visit-2a", "S004-p7-first-1"),
    NEW >> REGISTERED,
    by=ANY_EMPLOYEE,
    records="ComplaintRegistered",
    only_if=(earlier_complaint_closed,),
)
class Register(forms.Register):
    """Put the complaint on record and become its first-contact person."""


@handling.step(
    "S004-p7-visit-2b",
    REGISTERED >> REPLIED,
    by=FIRST_CONTACT,
    never_by=(ACCUSED,),
    records="ResolvedOnSpot",
    only_if=(general_when_settled_at_once,),
)
class ResolveOnSpot(forms.ResolveOnSpot):
    """Settle a small matter at once."""


@handling.step(
    "S004-p7-visit-2b",
    REGISTERED >> ESCALATED,
    by=FIRST_CONTACT | CS_STAFF,
    records="ComplaintEscalated",
    only_if=(
        lowered_by_the_manager,
        serious_when_reported,
        told_to_one("the director is told", "director"),
    ),
)
class Escalate(forms.Escalate):
    """Report a big matter to the director."""


@handling.step(
    "S004-p7-first-2",
    (REGISTERED, ESCALATED) >> DISPATCHED,
    by=FIRST_CONTACT | CS_STAFF,
    records="Dispatched",
    only_if=(serious_reported_first.by("S004-p7-visit-2b"),),
)
class Dispatch(forms.Dispatch):
    """Pass on to the right department what is not one's own field."""


@handling.step(
    "S004-p7-first-2",
    DISPATCHED >> IN_PROGRESS,
    by=DEPARTMENT,
    never_by=(ACCUSED,),
    records="WorkStarted",
)
class StartWork(forms.StartWork):
    """Start the work in the department."""


@handling.step(
    "S004-p7-first-1",
    (REGISTERED, ESCALATED) >> IN_PROGRESS,
    by=FIRST_CONTACT | CS_STAFF.where(receiver_is_replaced),
    never_by=(ACCUSED,),
    records="HandledByReceiver",
    only_if=(serious_reported_first.by("S004-p7-visit-2b"),),
)
class HandleDirectly(forms.HandleDirectly):
    """Handle it oneself, as the first who was told."""


@handling.step(
    "S000-m-3.1.7c",
    WHILE_OPEN,
    by=CS_STAFF,
    never_by=(ACCUSED,),
    records="ReceiverReplaced",
    only_if=(receiver_is_accused.by("S000-m-3.1.7c"),),
    inferred=True,
)
class StandIn(forms.StandIn):
    """Stand in for the receiver where the complaint is about the receiver."""


@handling.step(
    "S004-p7-first-2",
    IN_PROGRESS >> RESULT_REPORTED,
    by=DEPARTMENT,
    never_by=(ACCUSED,),
    records="ResultReported",
)
class ReportResult(forms.ReportResult):
    """Report the result to the first-contact person."""


@handling.step("S004-p7-first-4", WHILE_OPEN, by=FIRST_CONTACT, records="NonCooperationReported")
class ReportNonCooperation(Command, zh="反映不配合"):
    """Report an uncooperative department or person to the manager in charge."""

    against: Text = Field(title="不配合的部门或个人")
    matter: Text = Field(title="事由")


handling.deadline(
    "escalation",
    "S004-p7-first-5.5",
    zh="严重投诉上报时限",
    en="reporting a serious complaint",
    starts=(Register,),
    only_when=becomes_serious,
    ends=(Escalate,),
    figure="PT30M",
    configured=True,
    on_lapse=(breach_by("S004-p7-first-5.5"),),
)
