"""Complaints in the shopping centre (S000-m-3.1.7): handle it or report it, and answer it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ...workflow.corrections import corrections
from ...workflow.forms import among
from ...workflow.people import ANY_EMPLOYEE, FIRST_CONTACT
from ...workflow.procedure import Procedure
from ...workflow.rules import always
from ...workflow.states import NEW, WHILE_OPEN
from ..roles import CS_MANAGER, CS_STAFF, ROLES
from . import forms
from .choices import Kind
from .facts import ACCUSED, receiver_is_accused, receiver_is_replaced
from .rules import (
    earlier_complaint_closed,
    lowered_by_the_manager,
    raised_by_reporting,
    reply_given,
    serious_reported_first,
    told_to_one,
)
from .states import CLOSED, ESCALATED, IN_PROGRESS, REGISTERED, REPLIED

mall = Procedure(
    "complaint/mall",
    edition="1",
    zh="购物中心投诉处理",
    en="Complaint handling of the shopping centre",
    document="S000-m",
    prefix="C",
    roles=ROLES,
)


@mall.step(
    "S000-m-3.1.7a",
    NEW >> REGISTERED,
    by=ANY_EMPLOYEE,
    records="ComplaintRegistered",
    only_if=(earlier_complaint_closed,),
)
class Register(forms.Register):
    """Take in a complaint, criticism or suggestion in full."""

    kind: Annotated[Kind, among(Kind.COMPLAINT, Kind.CRITICISM, Kind.SUGGESTION)] = Field(
        Kind.COMPLAINT, title="类别"
    )


@mall.step(
    "S000-m-3.1.7a",
    REGISTERED >> ESCALATED,
    by=FIRST_CONTACT | CS_STAFF,
    records="ComplaintEscalated",
    only_if=(
        lowered_by_the_manager,
        raised_by_reporting,
        told_to_one("it is reported to the superior", "superior"),
    ),
)
class Escalate(forms.Escalate):
    """Report it to the superior, whatever its severity."""


@mall.step(
    "S000-m-3.1.7a",
    (REGISTERED, ESCALATED) >> IN_PROGRESS,
    by=FIRST_CONTACT | CS_STAFF.where(receiver_is_replaced),
    never_by=(ACCUSED,),
    records="HandledByReceiver",
    only_if=(serious_reported_first.by("S000-m-3.1.7a"),),
)
class HandleDirectly(forms.HandleDirectly):
    """Look into it and handle it as the one who received it."""


@mall.step(
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


@mall.step(
    "S000-m-3.1.7b",
    IN_PROGRESS >> REPLIED,
    by=FIRST_CONTACT | CS_STAFF,
    records="CustomerReplied",
)
class Reply(forms.Reply):
    """Tell the customer how it was handled and with what result."""


@mall.step(
    "S000-m-3.1.7b",
    REPLIED >> CLOSED,
    by=FIRST_CONTACT | CS_STAFF,
    records="ComplaintClosed",
    guard={always: (reply_given.by("S000-m-3.1.7b"),)},
)
class Close(forms.Close):
    """Close the matter once it has its answer."""


corrections(mall, "S000-m-3.1.7b", by=CS_MANAGER, never_by=(ACCUSED,))
