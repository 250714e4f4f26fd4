"""Complaints in the jewellery house (S000-ch14): whoever receives one follows it through."""

from __future__ import annotations

from ...workflow.corrections import corrections
from ...workflow.parts import By
from ...workflow.people import ANY_EMPLOYEE, FIRST_CONTACT
from ...workflow.procedure import Procedure
from ...workflow.rules import always
from ...workflow.states import NEW, WHILE_OPEN, stay
from ..roles import CS_MANAGER, CS_STAFF, ROLES
from . import forms
from .facts import ACCUSED, receiver_is_accused, receiver_is_replaced
from .rules import (
    becomes_serious,
    earlier_complaint_closed,
    form_completed,
    lowered_by_the_manager,
    reply_given,
    serious_reported_first,
    serious_when_reported,
    told_to_one,
)
from .states import CLOSED, ESCALATED, IN_PROGRESS, REGISTERED, REPLIED

jewellery = Procedure(
    "complaint/jewellery",
    edition="1",
    zh="天竺工坊顾客投诉处理",
    en="Complaint handling of the jewellery house",
    document="S000-ch14",
    record="顾客投诉记录",
    prefix="C",
    roles=ROLES,
)


@jewellery.step(
    "S000-ch14-0",
    NEW >> REGISTERED,
    by=ANY_EMPLOYEE,
    records="ComplaintRegistered",
    only_if=(earlier_complaint_closed,),
)
class Register(forms.Register):
    """Receive the complaint, whoever you are and whatever your authority."""


@jewellery.step(
    "S000-ch14-6",
    REGISTERED >> ESCALATED,
    by=FIRST_CONTACT | CS_STAFF,
    records="ComplaintEscalated",
    only_if=(
        lowered_by_the_manager,
        serious_when_reported,
        told_to_one(
            "the department head or the manager in charge is told",
            "dept_head",
            "manager_in_charge",
        ),
    ),
)
class Escalate(forms.Escalate):
    """Report a serious complaint at once to the department head or the manager in charge."""


@jewellery.step(
    "S000-ch14-3a",
    (REGISTERED, ESCALATED) >> IN_PROGRESS,
    by=FIRST_CONTACT | CS_STAFF.where(receiver_is_replaced),
    never_by=(ACCUSED,),
    records="HandledByReceiver",
    only_if=(serious_reported_first.by("S000-ch14-6"),),
)
class HandleDirectly(forms.HandleDirectly):
    """Follow it through until it is solved and answered."""


@jewellery.step(
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


@jewellery.step(
    "S000-ch14-3b",
    stay(REGISTERED, ESCALATED, IN_PROGRESS),
    by=FIRST_CONTACT | CS_STAFF.where(receiver_is_replaced),
    records="ReplyDeferred",
)
class DeferReply(forms.DeferReply):
    """Explain tactfully why it takes longer, and fix the next reply time."""


@jewellery.step(
    "S000-ch14-4",
    IN_PROGRESS >> REPLIED,
    by=FIRST_CONTACT | CS_STAFF,
    records="CustomerReplied",
)
class Reply(forms.Reply):
    """Answer clearly, with process and result, once the facts are known."""


@jewellery.step(
    "S000-ch14-5",
    stay(REPLIED),
    by=FIRST_CONTACT | CS_STAFF,
    records="HandlingFormCompleted",
)
class CompleteForm(forms.CompleteForm, zh="填写顾客投诉记录"):
    """Write matter, process and result into the complaint record."""


@jewellery.step(
    "S000-ch14-3a",
    REPLIED >> CLOSED,
    by=FIRST_CONTACT | CS_STAFF,
    records="ComplaintClosed",
    guard={always: (reply_given.by("S000-ch14-3a"), form_completed.by("S000-ch14-5"))},
)
class Close(forms.Close):
    """Close what is solved, answered and recorded."""


jewellery.deadline(
    "escalation",
    "S000-ch14-6",
    zh="严重投诉上报时限",
    en="reporting a serious complaint",
    starts=(Register,),
    only_when=becomes_serious,
    ends=(Escalate,),
    figure="PT30M",
    configured=True,
)
jewellery.deadline(
    "next_reply",
    "S000-ch14-3b",
    zh="下次答复时间",
    en="the next reply promised",
    starts=(DeferReply,),
    ends=(Reply,),
    figure=By("next_reply_at"),
)

corrections(jewellery, "S000-ch14-5", by=CS_MANAGER, never_by=(ACCUSED,))
