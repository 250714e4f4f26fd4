"""Complaints in the real-estate company (S003): head office above its management offices.

Four routes share the page: the ordinary one (3.3), the office dealing with the customer
(3.4), the second instance where the office has not handled it well (3.5), and other
organisations (3.7). A serious matter is reported and inspected before any of them (3.6).
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ...workflow.corrections import corrections
from ...workflow.forms import Command, Future, Instant, PersonRef, Text, among
from ...workflow.parts import By
from ...workflow.people import CLOCK, FIRST_CONTACT
from ...workflow.procedure import Procedure
from ...workflow.rules import always, takers
from ...workflow.states import NEW, stay
from ..roles import (
    CS_MANAGER,
    CS_STAFF,
    DEPT_HEAD,
    DEPT_STAFF,
    MGMT_OFFICE,
    RECEPTIONIST,
    ROLES,
)
from . import forms
from . import realty_rules as asked
from .choices import ReportMode, Validity
from .facts import (
    ACCUSED,
    department,
    in_second_instance,
    is_important,
    is_invalid,
    is_valid,
    is_verified,
    on_office_route,
    was_explained,
)
from .rules import (
    becomes_serious,
    earlier_complaint_closed,
    explanation_recorded,
    form_completed,
    lowered_by_the_manager,
    no_longer_serious,
    raised_by_reporting,
    reply_given,
    result_recorded,
    serious_reported_first,
    serious_when_reported,
    told_to_all,
    visit_recorded,
)
from .states import (
    ARCHIVED,
    CLOSED,
    DISPATCHED,
    ESCALATED,
    EXPLAINED,
    FOLLOWED_UP,
    IN_PROGRESS,
    PLAN_SUBMITTED,
    REGISTERED,
    REPLIED,
    RESULT_REPORTED,
    VERIFIED,
    WAITING_THIRD_PARTY,
    WITH_OFFICE,
)

realty = Procedure(
    "complaint/realty",
    edition="1",
    zh="地产公司客户投诉处理程序",
    en="Complaint procedure of the real-estate company",
    document="S003",
    record="客户意见与投诉处理跟进表",
    prefix="C",
    roles=ROLES,
    department=department,
)
AUTHOR = takers("the author of the plan", "submit-plan")

# ------------------------------------------------------------ intake


@realty.step(
    ("S003-2.1", "S003-3.2"),
    NEW >> REGISTERED,
    by=CS_STAFF | RECEPTIONIST,
    records="ComplaintRegistered",
    only_if=(earlier_complaint_closed,),
)
class Register(forms.Register):
    """Ask patiently and register in detail, leaving no blank."""

    unit_no: Text = Field(title="单元号码")
    office_handled: bool = Field(title="管理处已处理过")


# ------------------------------------------------------------ 3.4 the management office


@realty.step(
    ("S003-3.4.1", "S003-3.4.2"),
    REGISTERED >> WITH_OFFICE,
    by=CS_STAFF,
    records="RedirectedToOffice",
    only_if=(asked.not_handled_by_the_office, asked.customer_consents, asked.not_serious),
)
class RedirectToOffice(forms.RedirectToOffice):
    """Direct the customer to the management office, with the customer's consent."""


@realty.step(
    "S003-3.4.2",
    REGISTERED >> WITH_OFFICE,
    by=CS_STAFF,
    records="OfficeInformed",
    only_if=(asked.not_handled_by_the_office, asked.not_serious),
)
class InformOffice(forms.InformOffice):
    """Inform the management office, which contacts the customer itself."""


@realty.step(
    "S003-3.4.2",
    stay(WITH_OFFICE),
    by=MGMT_OFFICE | CS_STAFF,
    records="OfficeContactedCustomer",
    only_if=(asked.contact_has_happened,),
)
class RecordOfficeContact(Command, zh="记录管理处联系"):
    """Record when, by whom and about what the office contacted the customer."""

    contacted_at: Instant = Field(title="联系时间")
    contacted_by: PersonRef = Field(title="联系人")
    content: Text = Field(title="联系内容")


@realty.step(
    "S003-3.4.2",
    WITH_OFFICE >> RESULT_REPORTED,
    by=CS_STAFF,
    records="ResultReported",
    only_if=(asked.office_contacted_the_customer,),
)
class CheckOfficeResult(forms.ReportResult, zh="追踪管理处结果"):
    """Check the result with the office within the set time."""


@realty.step(
    "S003-3.5",
    WITH_OFFICE >> REGISTERED,
    by=CS_STAFF,
    records="SecondInstanceOpened",
    only_if=(asked.tracking_time_passed,),
)
class TakeOverFromOffice(forms.TakeOverFromOffice):
    """Take over as second instance what the office has not handled well or in time."""


# ------------------------------------------------------------ 3.3a, 3.5.1 analysis


@realty.step(
    ("S003-3.3a", "S003-3.5.1"),
    REGISTERED >> VERIFIED | stay(ESCALATED),
    by=CS_STAFF | CS_MANAGER,
    never_by=(ACCUSED,),
    records="ComplaintVerified",
    asks={
        "department": asked.found_valid,
        "office_cause": in_second_instance,
        "office_status": in_second_instance,
    },
    only_if=(lowered_by_the_manager,),
)
class Verify(forms.Verify):
    """Analyse whether it is reasonable; settle validity, severity and the department."""

    validity: Annotated[Validity, among(Validity.VALID, Validity.INVALID)] = Field(title="有效性")
    office_cause: Text | None = Field(None, title="管理处说明原因")
    office_status: Text | None = Field(None, title="管理处处理状况")


@realty.step(
    "S003-3.5.2",
    (VERIFIED, ESCALATED) >> EXPLAINED,
    by=CS_STAFF,
    records="InvalidExplained",
    only_if=(is_invalid.by("S003-3.5.2"),),
)
class ExplainInvalid(forms.Explain, zh="解释无效投诉"):
    """Contact the complainant of an invalid matter and explain, lowering expectations."""


# ------------------------------------------------------------ 3.6 serious matters


@realty.step(
    "S003-3.6",
    (REGISTERED, VERIFIED) >> ESCALATED,
    by=FIRST_CONTACT | CS_STAFF,
    records="ComplaintEscalated",
    only_if=(
        lowered_by_the_manager,
        raised_by_reporting,
        serious_when_reported,
        told_to_all(
            "the property director, the general manager's office and the department heads are told",
            "property_director",
            "gm_office",
            "dept_head",
        ),
    ),
)
class Escalate(forms.Escalate):
    """Report a serious matter at once to all who must know."""


@realty.step(
    "S003-3.6",
    stay(ESCALATED),
    by=CS_STAFF,
    records="SiteInspected",
    only_if=(asked.customer_at_the_site,),
)
class InspectSite(Command, zh="现场查看"):
    """Go to the site with the customer and record the actual situation."""

    customer_present: bool = Field(title="客户在场")
    attendees: list[Text] = Field(title="参加人")
    findings: Text = Field(title="现场实际情况")


# ------------------------------------------------------------ 3.3 and 3.5.3 the work


@realty.step(
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


@realty.step(
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


@realty.step(
    "S003-3.5.3",
    PLAN_SUBMITTED >> IN_PROGRESS,
    by=DEPT_HEAD.of_the_department,
    never_by=(AUTHOR, ACCUSED),
    records="PlanApproved",
    signature="plan",
)
class ApprovePlan(Command, zh="认可方案"):
    """Approve the plan as head of the department, so that it may be carried out."""


@realty.step(
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


@realty.step(
    "S003-3.3b",
    DISPATCHED >> IN_PROGRESS,
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    never_by=(ACCUSED,),
    records="WorkStarted",
    only_if=(asked.plan_comes_first,),
)
class StartWork(forms.StartWork):
    """Start the work in the responsible department."""


@realty.step(
    "S003-3.7", IN_PROGRESS >> WAITING_THIRD_PARTY, by=CS_STAFF, records="ThirdPartyInvolved"
)
class InvolveThirdParty(Command, zh="转等外单位"):
    """Tell the customer that another organisation is needed, and when to expect news."""

    organisation: Text = Field(title="外单位")
    contact_note: Text = Field(title="与客户联系情况")
    next_reply_at: Future = Field(title="下次答复时间")


@realty.step(
    "S003-3.7",
    WAITING_THIRD_PARTY >> IN_PROGRESS,
    by=CS_STAFF,
    records="ThirdPartyAnswered",
    inferred=True,
)
class RecordThirdPartyAnswer(Command, zh="记录外单位答复"):
    """Record what the other organisation answered, and go on."""

    answer: Text = Field(title="外单位答复")


@realty.step(
    "S003-3.7",
    stay(WAITING_THIRD_PARTY),
    by=CS_STAFF,
    records="ReplyDeferred",
    inferred=True,
)
class DeferReply(forms.DeferReply):
    """Explain why it takes longer, and fix the next reply time."""


@realty.step(
    "S003-3.5.3",
    IN_PROGRESS >> RESULT_REPORTED | stay(REPLIED),
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    never_by=(ACCUSED,),
    records="ResultReported",
    only_if=(asked.result_after_reply_in_the_second_instance,),
)
class ReportResult(forms.ReportResult):
    """Report the result; in the second instance also after the reply."""


@realty.step(
    "S003-3.5.4",
    stay(DISPATCHED, PLAN_SUBMITTED, IN_PROGRESS, WAITING_THIRD_PARTY, REPLIED),
    by=CS_STAFF | CLOCK,
    records="TransferredToAdminHR",
    only_if=(asked.limit_has_passed, asked.no_result_yet),
)
class TransferToAdminHr(Command, zh="转呈行政人事部"):
    """Hand the department's lateness to administration and HR; the case stays where it is."""

    lateness: Text = Field(title="未按时完成情况")


# ------------------------------------------------------------ reply, visit, form, close


@realty.step(
    "S003-3.5.3",
    (RESULT_REPORTED, IN_PROGRESS) >> REPLIED,
    by=CS_STAFF | DEPT_STAFF | DEPT_HEAD,
    records="CustomerReplied",
    only_if=(asked.office_answers_on_its_route, asked.result_before_the_reply),
)
class Reply(forms.Reply):
    """Contact the complainant with process and result."""


@realty.step(
    ("S003-3.4.3", "S003-3.5.1"),
    stay(REPLIED, RESULT_REPORTED),
    by=CS_STAFF,
    records="FollowUpArranged",
    only_if=(asked.answered_before_the_visit, asked.result_before_the_visit),
)
class ArrangeVisit(forms.ArrangeVisit):
    """Arrange to follow up by phone or visit."""


@realty.step(
    ("S003-3.4.3", "S003-3.5.1"),
    (REPLIED, RESULT_REPORTED) >> FOLLOWED_UP,
    by=CS_STAFF,
    never_by=(ACCUSED,),
    records="FollowUpSatisfied",
    only_if=(asked.answered_before_the_visit, asked.result_before_the_visit),
)
class RecordSatisfiedVisit(forms.RecordSatisfiedVisit):
    """Follow up and record that the customer is satisfied."""


@realty.step(
    ("S003-3.4.3", "S003-3.5.1"),
    (REPLIED, RESULT_REPORTED) >> FOLLOWED_UP,
    by=CS_STAFF,
    never_by=(ACCUSED,),
    records="FollowUpRecordedUnsatisfied",
    only_if=(asked.answered_before_the_visit, asked.result_before_the_visit),
)
class NoteDissatisfiedVisit(forms.NoteDissatisfiedVisit):
    """Follow up and record that the customer is not satisfied."""


@realty.step("S003-3.3b", stay(REPLIED, FOLLOWED_UP), by=CS_STAFF, records="HandlingFormCompleted")
class CompleteForm(forms.CompleteForm, zh="填写跟进表"):
    """Complete the follow-up form with process and result."""


@realty.step(
    "S003-2.3",
    (REPLIED, FOLLOWED_UP, EXPLAINED) >> CLOSED,
    by=CS_STAFF,
    records="ComplaintClosed",
    guard={
        was_explained: (explanation_recorded.by("S003-3.5.2"),),
        on_office_route: (
            asked.office_has_answered.by("S003-3.4.2"),
            result_recorded.by("S003-3.4.2"),
            visit_recorded.by("S003-3.4.3"),
        ),
        in_second_instance: (
            reply_given.by("S003-3.5.3"),
            result_recorded.by("S003-3.5.4"),
            visit_recorded.by("S003-3.5.1"),
        ),
        always: (reply_given.by("S003-2.3"), form_completed.by("S003-3.3b")),
    },
)
class Close(forms.Close):
    """Close what has been followed to its end."""


@realty.step("S003-3.3d", CLOSED >> ARCHIVED, by=CS_STAFF, records="ComplaintArchived")
class Archive(forms.Archive):
    """File and classify the record."""

    category: Text = Field(title="分类")


# ------------------------------------------------------------ deadlines

realty.deadline(
    "escalation",
    "S003-3.6",
    zh="严重投诉上报时限",
    en="reporting a serious complaint",
    starts=(Register, Verify),
    only_when=becomes_serious,
    ends=(Escalate,),
    ends_when={Verify: no_longer_serious},
    figure="PT30M",
    configured=True,
)
realty.deadline(
    "work",
    "S003-3.5.4",
    zh="责任部门处理限期",
    en="the department's deadline",
    starts=(Dispatch,),
    ends=(ReportResult,),
    figure=By("due_at"),
    on_lapse=(asked.TRANSFER,),
)
realty.deadline(
    "office_result",
    "S003-3.4.2",
    zh="管理处结果追踪时间",
    en="tracking the office's result",
    starts=(RedirectToOffice, InformOffice),
    ends=(CheckOfficeResult, TakeOverFromOffice),
    figure=By("tracking_at"),
)
realty.deadline(
    "explanation",
    "S003-3.5.2",
    zh="无效投诉解释时限",
    en="explaining an invalid complaint",
    starts=(Verify,),
    only_when=asked.found_invalid,
    ends=(ExplainInvalid,),
    ends_when={Verify: asked.found_valid},
    figure="P3D",
    configured=True,
)
realty.deadline(
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
realty.deadline(
    "follow_up",
    "S003-3.5.1",
    zh="二次处理回访时限",
    en="following up a second instance",
    starts=(ReportResult,),
    only_when=in_second_instance,
    ends=(RecordSatisfiedVisit, NoteDissatisfiedVisit),
    figure="P7D",
    configured=True,
)
realty.deadline(
    "visit",
    "S003-3.4.3",
    zh="计划回访时间",
    en="the visit arranged",
    starts=(ArrangeVisit,),
    ends=(RecordSatisfiedVisit, NoteDissatisfiedVisit),
    figure=By("planned_at"),
)
realty.deadline(
    "next_reply",
    "S003-3.7",
    zh="下次答复时间",
    en="the next reply promised",
    starts=(InvolveThirdParty, DeferReply),
    ends=(Reply,),
    figure=By("next_reply_at"),
)

corrections(realty, "S003-2.1", by=CS_MANAGER)
