"""Complaints in the customer-service centre (S004-p7): the first-contact person sees it through."""

from __future__ import annotations

from pydantic import Field

from ...workflow.case import Case
from ...workflow.corrections import corrections
from ...workflow.forms import Command, Text
from ...workflow.parts import By
from ...workflow.people import ANY_EMPLOYEE, FIRST_CONTACT
from ...workflow.procedure import Procedure
from ...workflow.rules import always, condition, rule
from ...workflow.states import NEW, WHILE_OPEN, stay
from ..roles import CS_MANAGER, CS_STAFF, DEPT_HEAD, DEPT_STAFF, ROLES
from . import forms
from .facts import ACCUSED, department, handled_directly, on_the_spot, receiver_is_accused
from .rules import (
    becomes_serious,
    breach_by,
    earlier_complaint_closed,
    general_when_settled_at_once,
    lowered_by_the_manager,
    on_spot_recorded,
    opinion_recorded,
    raised_by_reporting,
    reply_given_again,
    rework_due_before_the_visit,
    serious_reported_first,
    serious_when_reported,
    told_to_one,
    visit_recorded,
    visit_satisfied,
)
from .states import (
    ARCHIVED,
    CLOSED,
    DISPATCHED,
    ESCALATED,
    FOLLOWED_UP,
    IN_PROGRESS,
    REGISTERED,
    REPLIED,
    RESULT_REPORTED,
    REWORK,
)

service_centre = Procedure(
    "complaint/service_centre",
    edition="1",
    zh="客户服务中心投诉处理",
    en="Complaint handling of the customer-service centre",
    document="S004-p7",
    record="登记备案",
    prefix="C",
    roles=ROLES,
    department=department,
)
DEPARTMENT = (DEPT_STAFF | DEPT_HEAD).of_the_department


@condition("nobody else may handle it")
def handled_for_the_receiver(case: Case) -> bool:
    """Hold where the receiver is complained of and no department was asked [inferred]."""
    return handled_directly.holds(case) and receiver_is_accused.holds(case)


@rule("S004-p7-visit-2b", says="the department reports its result before the customer is answered")
def result_before_the_answer(case: Case) -> bool:
    """Hold where the receiver handles it, or the department has reported."""
    return handled_directly.holds(case) or case.state != IN_PROGRESS.code


@service_centre.step(
    ("S004-p7-visit-2a", "S004-p7-first-1"),
    NEW >> REGISTERED,
    by=ANY_EMPLOYEE,
    records="ComplaintRegistered",
    only_if=(earlier_complaint_closed,),
)
class Register(forms.Register):
    """Put the complaint on record and become its first-contact person."""


@service_centre.step(
    "S004-p7-visit-2b",
    REGISTERED >> REPLIED,
    by=FIRST_CONTACT,
    never_by=(ACCUSED,),
    records="ResolvedOnSpot",
    only_if=(general_when_settled_at_once,),
)
class ResolveOnSpot(forms.ResolveOnSpot):
    """Settle a small matter at once."""


@service_centre.step(
    "S004-p7-visit-2b",
    REGISTERED >> ESCALATED,
    by=FIRST_CONTACT | CS_STAFF,
    records="ComplaintEscalated",
    only_if=(
        lowered_by_the_manager,
        raised_by_reporting,
        serious_when_reported,
        told_to_one("the director is told", "director"),
    ),
)
class Escalate(forms.Escalate):
    """Report a big matter to the director."""


@service_centre.step(
    "S004-p7-first-2",
    (REGISTERED, ESCALATED) >> DISPATCHED,
    by=FIRST_CONTACT | CS_STAFF,
    records="Dispatched",
    only_if=(serious_reported_first.by("S004-p7-visit-2b"),),
)
class Dispatch(forms.Dispatch):
    """Pass on to the right department what is not one's own field."""


@service_centre.step(
    "S004-p7-first-2",
    DISPATCHED >> IN_PROGRESS,
    by=DEPARTMENT,
    never_by=(ACCUSED,),
    records="WorkStarted",
)
class StartWork(forms.StartWork):
    """Start the work in the department."""


@service_centre.step(
    "S004-p7-first-1",
    (REGISTERED, ESCALATED) >> IN_PROGRESS,
    by=FIRST_CONTACT | CS_STAFF.where(receiver_is_accused),
    never_by=(ACCUSED,),
    records="HandledByReceiver",
    only_if=(serious_reported_first.by("S004-p7-visit-2b"),),
)
class HandleDirectly(forms.HandleDirectly):
    """Handle it oneself, as the first who was told."""


@service_centre.step(
    "S004-p7-first-2",
    IN_PROGRESS >> RESULT_REPORTED,
    by=DEPARTMENT,
    never_by=(ACCUSED,),
    records="ResultReported",
)
class ReportResult(forms.ReportResult):
    """Report the result to the first-contact person."""


@service_centre.step(
    "S004-p7-visit-2b",
    (RESULT_REPORTED, IN_PROGRESS) >> REPLIED,
    by=FIRST_CONTACT | CS_STAFF,
    records="CustomerReplied",
    only_if=(result_before_the_answer,),
)
class Reply(forms.Reply):
    """Give the customer a clear answer."""


@service_centre.step(
    "S004-p7-first-3",
    stay(REPLIED),
    by=FIRST_CONTACT | CS_STAFF.where(receiver_is_accused),
    records="FollowUpArranged",
)
class ArrangeVisit(forms.ArrangeVisit):
    """Arrange to follow up with the customer oneself."""


@service_centre.step(
    "S004-p7-first-3",
    REPLIED >> FOLLOWED_UP,
    by=FIRST_CONTACT | CS_STAFF.where(receiver_is_accused),
    never_by=(ACCUSED,),
    records="FollowUpSatisfied",
)
class RecordSatisfiedVisit(forms.RecordSatisfiedVisit):
    """Follow up and record that the customer is satisfied."""


@service_centre.step(
    "S004-p7-first-1",
    REPLIED >> REWORK,
    by=FIRST_CONTACT | CS_STAFF.where(receiver_is_accused),
    never_by=(ACCUSED,),
    records="FollowUpDissatisfied",
    only_if=(rework_due_before_the_visit,),
)
class RecordDissatisfiedVisit(forms.RecordDissatisfiedVisit):
    """Record the dissatisfaction; the matter goes on until the customer is satisfied."""


@service_centre.step(
    "S004-p7-first-1",
    REWORK >> IN_PROGRESS,
    by=DEPARTMENT
    | FIRST_CONTACT.where(handled_directly)
    | CS_STAFF.where(handled_for_the_receiver),
    never_by=(ACCUSED,),
    records="ReworkStarted",
)
class StartRework(forms.StartRework):
    """Start putting right what the customer is still dissatisfied with."""


@service_centre.step(
    "S004-p7-first-1",
    (REPLIED, FOLLOWED_UP) >> CLOSED,
    by=FIRST_CONTACT | CS_STAFF,
    records="ComplaintClosed",
    guard={
        on_the_spot: (on_spot_recorded.by("S004-p7-visit-2b"),),
        always: (
            reply_given_again.by("S004-p7-visit-2b"),
            visit_recorded.by("S004-p7-first-3"),
            opinion_recorded.by("S004-p7-first-3"),
            visit_satisfied.by("S004-p7-first-1"),
        ),
    },
)
class Close(forms.Close):
    """Close what has been answered and followed up to the customer's satisfaction."""


@service_centre.step(
    "S004-p7-visit-2c", CLOSED >> ARCHIVED, by=CS_STAFF, records="ComplaintArchived"
)
class Archive(forms.Archive):
    """File the problem and its solution."""


@service_centre.step(
    "S004-p7-first-4", WHILE_OPEN, by=FIRST_CONTACT, records="NonCooperationReported"
)
class ReportNonCooperation(Command, zh="反映不配合"):
    """Report an uncooperative department or person to the manager in charge."""

    against: Text = Field(title="不配合的部门或个人")
    matter: Text = Field(title="事由")


service_centre.deadline(
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
service_centre.deadline(
    "answer",
    "S004-p7-visit-2b",
    zh="三天内明确答复",
    en="a clear answer within three days",
    starts=(Register,),
    ends=(ResolveOnSpot, Reply),
    figure="P3D",
    on_lapse=(breach_by("S004-p7-first-5.3"),),
)
service_centre.deadline(
    "work",
    "S004-p7-first-2",
    zh="责任部门处理限期",
    en="the department's deadline",
    starts=(Dispatch, RecordDissatisfiedVisit),
    ends=(ReportResult,),
    figure=By("due_at"),
)
service_centre.deadline(
    "visit",
    "S004-p7-first-3",
    zh="计划回访时间",
    en="the visit arranged",
    starts=(ArrangeVisit,),
    ends=(RecordSatisfiedVisit, RecordDissatisfiedVisit),
    figure=By("planned_at"),
)
service_centre.deadline(
    "next_visit",
    "S004-p7-first-1",
    zh="下次回访时间",
    en="the next visit promised",
    starts=(RecordDissatisfiedVisit,),
    ends=(RecordSatisfiedVisit,),
    figure=By("next_visit_at"),
)

corrections(service_centre, "S004-p7-visit-2a", by=CS_MANAGER)
