"""Complaints in the trading city (S001-ch4, with ch2 and ch3.1): the numbered chain."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ...workflow.corrections import corrections
from ...workflow.forms import Command, Text, among
from ...workflow.parts import By
from ...workflow.people import FIRST_CONTACT
from ...workflow.procedure import Procedure
from ...workflow.rules import always
from ...workflow.states import NEW, WHILE_OPEN, stay
from ..roles import CS_MANAGER, CS_STAFF, DEPT_HEAD, DEPT_STAFF, RECEPTIONIST, ROLES
from . import forms
from .choices import Kind
from .city_rules import (
    accused_not_named,
    both_parties_heard,
    is_registered_as_dispute,
    major_reported_first,
    major_when_reported,
    only_a_dispute,
    ordinary_customer,
    vip_left_dissatisfied,
)
from .facts import ACCUSED, department
from .rules import (
    earlier_complaint_closed,
    form_numbered,
    lowered_by_the_manager,
    raised_by_reporting,
    result_recorded,
    rework_due_before_the_visit,
    told_to_one,
    vip_satisfied,
    visit_recorded,
)
from .states import (
    ACCEPTED,
    ARCHIVED,
    CLOSED,
    DISPATCHED,
    ESCALATED,
    FOLLOWED_UP,
    IN_PROGRESS,
    REGISTERED,
    RESULT_REPORTED,
    REWORK,
    RULED,
)

trading_city = Procedure(
    "complaint/trading_city",
    edition="1",
    zh="贸易城客户投诉处理",
    en="Complaint handling of the trading city",
    document="S001-ch4, S001-ch2, S001-ch3.1",
    record="客户信息登记表",
    prefix="C",
    roles=ROLES,
    department=department,
)
DESK = RECEPTIONIST | CS_STAFF | CS_MANAGER


@trading_city.step(
    ("S001-ch4-1", "S001-ch4-2"),
    NEW >> REGISTERED,
    by=DESK,
    records="ComplaintRegistered",
    asks={"merchant": is_registered_as_dispute},
    only_if=(earlier_complaint_closed,),
)
class Register(forms.Register, zh="登记"):
    """Accept the complaint by whatever channel and fill in the information form."""

    kind: Annotated[
        Kind,
        among(Kind.COMPLAINT, Kind.OPINION, Kind.SUGGESTION, Kind.DISPUTE, Kind.PUBLIC_INCIDENT),
    ] = Field(Kind.COMPLAINT, title="类别")
    merchant: Text | None = Field(None, title="商户")


@trading_city.step("S001-ch2-1b", WHILE_OPEN, by=DESK, records="MarkedVip")
class MarkVip(forms.MarkVip):
    """Mark a VIP, who is served with top urgency until satisfied."""


@trading_city.step(
    "S001-ch4-3",
    REGISTERED >> ESCALATED,
    by=FIRST_CONTACT | RECEPTIONIST | CS_STAFF,
    records="ComplaintEscalated",
    only_if=(
        lowered_by_the_manager,
        raised_by_reporting,
        major_when_reported,
        told_to_one("the superior or the head is told", "superior", "cs_manager"),
    ),
)
class Escalate(forms.Escalate):
    """Report a major complaint or a public incident to the superior."""


@trading_city.step(
    ("S001-ch2-4", "S001-ch3.1-3b", "S001-ch3.1-6"),
    (REGISTERED, ESCALATED) >> RULED,
    by=CS_MANAGER,
    records="DisputeRuled",
    only_if=(only_a_dispute, both_parties_heard),
)
class RuleDispute(Command, zh="裁决纠纷"):
    """Hear customer and merchant and rule their dispute, as head of the department."""

    ruling: Text = Field(title="裁决")
    both_parties_heard: bool = Field(title="已听取双方意见")


@trading_city.step(
    "S001-ch4-4",
    (REGISTERED, ESCALATED, RULED) >> DISPATCHED,
    by=DESK,
    records="Dispatched",
    only_if=(major_reported_first,),
)
class Dispatch(forms.Dispatch):
    """Notify the responsible department."""


@trading_city.step(
    "S001-ch4-4",
    DISPATCHED >> ACCEPTED,
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    records="DepartmentRecorded",
)
class RecordByDepartment(Command, zh="部门登记"):
    """Enter the complaint in the department's own register."""

    register_no: Text = Field(title="部门登记号")


@trading_city.step(
    "S001-ch4-5",
    ACCEPTED >> IN_PROGRESS,
    by=DEPT_HEAD.of_the_department,
    records="HandlerAssigned",
    only_if=(accused_not_named,),
)
class AssignHandler(forms.AssignHandler):
    """Assign somebody of the department to handle it."""


@trading_city.step(
    "S001-ch4-6",
    IN_PROGRESS >> RESULT_REPORTED,
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    never_by=(ACCUSED,),
    records="ResultReported",
)
class ReportResult(forms.ReportResult):
    """Feed the result back to customer service."""


@trading_city.step("S001-ch4-7", stay(RESULT_REPORTED), by=CS_STAFF, records="FollowUpArranged")
class ArrangeVisit(forms.ArrangeVisit):
    """Arrange the follow-up and set its time."""


@trading_city.step(
    "S001-ch4-7",
    RESULT_REPORTED >> FOLLOWED_UP,
    by=CS_STAFF,
    never_by=(ACCUSED,),
    records="FollowUpSatisfied",
)
class RecordSatisfiedVisit(forms.RecordSatisfiedVisit):
    """Follow up and record that the customer is satisfied."""


@trading_city.step(
    "S001-ch4-7",
    RESULT_REPORTED >> FOLLOWED_UP,
    by=CS_STAFF,
    never_by=(ACCUSED,),
    records="FollowUpRecordedUnsatisfied",
    only_if=(ordinary_customer,),
)
class NoteDissatisfiedVisit(forms.NoteDissatisfiedVisit):
    """Follow up and record that an ordinary customer is not satisfied."""


@trading_city.step(
    "S001-ch2-1b",
    RESULT_REPORTED >> REWORK,
    by=CS_STAFF,
    never_by=(ACCUSED,),
    records="FollowUpDissatisfied",
    only_if=(rework_due_before_the_visit,),
)
class RecordDissatisfiedVisit(forms.RecordDissatisfiedVisit):
    """Record the dissatisfaction and send the case back to be put right."""


@trading_city.step(
    "S001-ch2-1b",
    REWORK >> IN_PROGRESS,
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    never_by=(ACCUSED,),
    records="ReworkStarted",
)
class StartRework(forms.StartRework):
    """Start putting right what the customer is still dissatisfied with."""


@trading_city.step(
    "S001-ch2-1b",
    FOLLOWED_UP >> REWORK,
    by=CS_STAFF,
    records="ResumedForVip",
    only_if=(vip_left_dissatisfied,),
    inferred=True,
)
class ResumeForVip(Command, zh="为贵宾继续处理"):
    """Send back what was merely noted before the customer was marked as VIP [inferred]."""


@trading_city.step("S001-ch4-8", stay(FOLLOWED_UP), by=CS_STAFF, records="HandlingFormCompleted")
class CompleteForm(forms.CompleteForm, zh="填写客户服务处理表"):
    """Fill in and number the handling form, after the follow-up."""

    form_no: Text = Field(title="编号")


@trading_city.step(
    "S001-ch4-8",
    FOLLOWED_UP >> CLOSED,
    by=CS_STAFF,
    records="ComplaintClosed",
    guard={
        always: (
            result_recorded.by("S001-ch4-6"),
            visit_recorded.by("S001-ch4-7"),
            vip_satisfied.by("S001-ch2-1b"),
            form_numbered.by("S001-ch4-8"),
        )
    },
)
class Close(forms.Close):
    """Close what was reported, followed up and numbered."""


@trading_city.step("S001-ch4-8", CLOSED >> ARCHIVED, by=CS_STAFF, records="ComplaintArchived")
class Archive(forms.Archive):
    """File the numbered form."""


trading_city.deadline(
    "work",
    "S001-ch4-4",
    zh="责任部门处理限期",
    en="the department's deadline",
    starts=(Dispatch, RecordDissatisfiedVisit),
    ends=(ReportResult,),
    figure=By("due_at"),
)
trading_city.deadline(
    "visit",
    "S001-ch4-7",
    zh="计划回访时间",
    en="the visit arranged",
    starts=(ArrangeVisit,),
    ends=(RecordSatisfiedVisit, NoteDissatisfiedVisit, RecordDissatisfiedVisit),
    figure=By("planned_at"),
)
trading_city.deadline(
    "next_visit",
    "S001-ch2-1b",
    zh="下次回访时间",
    en="the next visit promised",
    starts=(RecordDissatisfiedVisit,),
    ends=(RecordSatisfiedVisit, NoteDissatisfiedVisit),
    figure=By("next_visit_at"),
)

corrections(trading_city, "S001-ch2-1a", by=CS_MANAGER)
