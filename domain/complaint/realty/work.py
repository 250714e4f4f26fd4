"""The department works: ordinary (3.3), with a plan (3.5.3), with others (3.7), late (3.5.4)."""

from __future__ import annotations

from pydantic import Field

from ....workflow.forms import Command, Future, Private, Text
from ....workflow.parts import By
from ....workflow.people import CLOCK
from ....workflow.rules import takers
from ....workflow.sheet import Sheet
from ....workflow.states import stay
from ...roles import CS_STAFF, DEPT_HEAD, DEPT_STAFF
from .. import forms
from ..choices import ReportMode
from ..facts import ACCUSED, in_second_instance, is_important, is_valid, is_verified
from ..rules import serious_reported_first
from ..states import (
    DISPATCHED,
    ESCALATED,
    IN_PROGRESS,
    PLAN_SUBMITTED,
    REPLIED,
    RESULT_REPORTED,
    VERIFIED,
    WAITING_THIRD_PARTY,
)
from . import rules as asked

work = Sheet()
AUTHOR = takers("the author of the plan", "submit-plan")


@work.step(
    ("S003-3.3b", "S003-3.3c", "S003-3.6"),
    (VERIFIED, ESCALATED) >> DISPATCHED,
    by=CS_STAFF,
    records="Dispatched",
    asks={"written_report": is_important},
    only_if=(
        serious_reported_first.by("S003-3.6"),
        asked.inspected_first,
        is_verified.by("S003-3.3a", "S003-3.3b"),
        is_valid.by("S003-3.3b"),
        asked.important_in_writing,
    ),
)
class Dispatch(forms.DispatchByDeadline):
    """Determine the department, enter the follow-up form and report to it by a deadline."""

    report_mode: ReportMode = Field(title="报告方式")
    written_report: Text | None = Field(None, title="书面报告")


@work.step(
    "S003-3.5.3",
    DISPATCHED >> PLAN_SUBMITTED,
    by=DEPT_STAFF.of_the_department,
    never_by=(ACCUSED,),
    records="PlanSubmitted",
    only_if=(asked.plan_in_the_second_instance,),
)
class SubmitPlan(Command, zh="提交处理方案"):
    """Analyse cause and responsibility and submit a plan."""

    cause: Text = Field(title="原因")
    responsibility: Text = Field(title="责任")
    plan: Text = Field(title="处理方案")
    promised_at: Future | None = Field(None, title="承诺时间")


@work.step(
    "S003-3.5.3",
    PLAN_SUBMITTED >> IN_PROGRESS,
    by=DEPT_HEAD.of_the_department,
    never_by=(AUTHOR, ACCUSED),
    records="PlanApproved",
    signature="plan",
)
class ApprovePlan(Command, zh="认可方案"):
    """Approve the plan as head of the department, so that it may be carried out."""


@work.step(
    "S003-3.5.3",
    PLAN_SUBMITTED >> DISPATCHED,
    by=DEPT_HEAD.of_the_department,
    never_by=(AUTHOR, ACCUSED),
    records="PlanReturned",
    inferred=True,
)
class ReturnPlan(Command, zh="退回方案"):
    """Return the plan to its author with a reason."""

    reason: Text = Field(title="退回理由")


@work.step(
    "S003-3.3b",
    DISPATCHED >> IN_PROGRESS,
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    never_by=(ACCUSED,),
    records="WorkStarted",
    only_if=(asked.plan_comes_first,),
)
class StartWork(forms.StartWork):
    """Start the work in the responsible department."""


@work.step(
    "S003-3.7", IN_PROGRESS >> WAITING_THIRD_PARTY, by=CS_STAFF, records="ThirdPartyInvolved"
)
class InvolveThirdParty(Command, zh="转等外单位"):
    """Tell the customer that another organisation is needed, and when to expect news."""

    organisation: Text = Field(title="外单位")
    contact_note: Private = Field(title="与客户联系情况")
    next_reply_at: Future = Field(title="下次答复时间")


@work.step(
    "S003-3.7",
    WAITING_THIRD_PARTY >> IN_PROGRESS,
    by=CS_STAFF,
    records="ThirdPartyAnswered",
    inferred=True,
)
class RecordThirdPartyAnswer(Command, zh="记录外单位答复"):
    """Record what the other organisation answered, and go on."""

    answer: Text = Field(title="外单位答复")


@work.step(
    "S003-3.7",
    stay(WAITING_THIRD_PARTY),
    by=CS_STAFF,
    records="ReplyDeferred",
    inferred=True,
)
class DeferReply(forms.DeferReply):
    """Explain why it takes longer, and fix the next reply time."""


@work.step(
    "S003-3.5.3",
    IN_PROGRESS >> RESULT_REPORTED | stay(REPLIED),
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    never_by=(ACCUSED,),
    records="ResultReported",
    only_if=(asked.result_after_reply_in_the_second_instance,),
)
class ReportResult(forms.ReportResult):
    """Report the result; in the second instance also after the reply."""


@work.step(
    "S003-3.5.4",
    stay(DISPATCHED, PLAN_SUBMITTED, IN_PROGRESS, WAITING_THIRD_PARTY, REPLIED),
    by=CS_STAFF | CLOCK,
    records="TransferredToAdminHR",
    only_if=(asked.limit_has_passed, asked.no_result_yet),
)
class TransferToAdminHr(Command, zh="转呈行政人事部"):
    """Hand the department's lateness to administration and HR; the case stays where it is."""

    lateness: Text = Field(title="未按时完成情况")


work.deadline(
    "work",
    "S003-3.5.4",
    zh="责任部门处理限期",
    en="the department's deadline",
    starts=(Dispatch,),
    ends=(ReportResult,),
    figure=By("due_at"),
    on_lapse=(asked.TRANSFER,),
)

work.deadline(
    "plan",
    "S003-3.5.3",
    zh="处理方案时限",
    en="submitting the plan",
    starts=(Dispatch, ReturnPlan),
    only_when=in_second_instance,
    ends=(SubmitPlan,),
    figure="P3D",
    configured=True,
)
