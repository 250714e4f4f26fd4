"""Complaints in the property-management centre (S004-p6), with its visits (S004-p9)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ...workflow.corrections import corrections
from ...workflow.forms import Command, Future, PersonRef, Text, among
from ...workflow.parts import By, Needs
from ...workflow.people import FIRST_CONTACT
from ...workflow.procedure import Procedure
from ...workflow.rules import always, takers
from ...workflow.states import NEW, stay
from ..roles import (
    COMPLAINANT,
    CS_ASSISTANT,
    CS_MANAGER,
    CS_STAFF,
    DEPT_HEAD,
    DEPT_MANAGER,
    DEPT_STAFF,
    RECEPTIONIST,
    RECORDS_ASSISTANT,
    ROLES,
)
from . import forms
from . import property_rules as asked
from .choices import Kind
from .facts import (
    ACCUSED,
    HANDLER,
    department,
    is_discipline,
    is_invalid,
    is_malicious,
    is_valid,
    is_verified,
    on_the_spot,
    was_explained,
)
from .rules import (
    earlier_complaint_closed,
    effect_inspected,
    explanation_recorded,
    general_when_settled_at_once,
    lowered_by_the_manager,
    malice_found_by_the_manager,
    on_spot_recorded,
    opinion_recorded,
    raised_by_reporting,
    result_recorded,
    result_signed,
    rework_due_before_the_visit,
    serious_reported_first,
    visit_recorded,
    visit_reviewed,
    visit_satisfied,
)
from .states import (
    ARCHIVED,
    CLOSED,
    DISPATCHED,
    ESCALATED,
    EXPLAINED,
    FOLLOWED_UP,
    IN_PROGRESS,
    MEASURES_SET,
    REGISTERED,
    REPLIED,
    RESULT_REPORTED,
    REWORK,
    VERIFIED,
)

property_centre = Procedure(
    "complaint/property",
    edition="1",
    zh="物业管理中心客户投诉处理制度",
    en="Complaint rules of the property-management centre",
    document="S004-p6, S004-p9",
    record="客户投诉记录",
    prefix="C",
    roles=ROLES,
    department=department,
)
VISITORS = CS_ASSISTANT | CS_STAFF


@property_centre.step(
    ("S004-p6-4.1", "S004-p6-6.1", "S004-p6-6.2"),
    NEW >> REGISTERED,
    by=RECEPTIONIST | CS_STAFF,
    records="ComplaintRegistered",
    only_if=(asked.apology_first, earlier_complaint_closed),
)
class Register(forms.Register):
    """Apologise first, then take the complaint down in full."""

    unit_no: Text = Field(title="单元号码")
    kind: Annotated[Kind, among(Kind.COMPLAINT, Kind.OPINION, Kind.SUGGESTION, Kind.DISCIPLINE)] = (
        Field(Kind.COMPLAINT, title="类别")
    )
    apology_made: bool = Field(title="已致歉")


@property_centre.step(
    "S004-p6-6.5",
    stay(REGISTERED),
    by=RECEPTIONIST | CS_STAFF,
    never_by=(ACCUSED,),
    records="DisciplineStatementTaken",
    only_if=(asked.about_discipline,),
)
class TakeDisciplineStatement(forms.TakeDisciplineStatement):
    """Take down the course of events, the witness and the evidence."""


@property_centre.step(
    "S004-p6-6.5",
    stay(REGISTERED),
    by=COMPLAINANT,
    records="DisciplineStatementSigned",
    only_if=(asked.statement_taken, asked.statement_not_signed_yet),
    voided_by=("DisciplineStatementTaken",),
    signature="statement",
)
class SignDisciplineStatement(forms.SignDisciplineStatement):
    """Sign the statement as the complainant, leaving a telephone number."""


@property_centre.step(
    "S004-p6-6.4",
    REGISTERED >> REPLIED,
    by=FIRST_CONTACT | RECEPTIONIST,
    never_by=(ACCUSED,),
    records="ResolvedOnSpot",
    only_if=(general_when_settled_at_once, asked.not_about_discipline),
)
class ResolveOnSpot(forms.ResolveOnSpot):
    """Explain or solve it on the spot."""


@property_centre.step(
    ("S004-p6-4.2", "S004-p6-6.5"),
    REGISTERED >> VERIFIED | stay(ESCALATED, MEASURES_SET),
    by=CS_STAFF | CS_MANAGER,
    never_by=(ACCUSED,),
    records="ComplaintVerified",
    asks={
        "department": asked.found_valid,
        "object": asked.object_unknown,
        "accused": asked.accused_unknown,
        "proposal": is_discipline,
    },
    only_if=(
        lowered_by_the_manager,
        malice_found_by_the_manager,
        asked.accused_does_not_verify,
    ),
    needs=(Needs("sign-discipline-statement", when=is_discipline),),
)
class Verify(forms.Verify):
    """Check the facts; settle validity, severity and the department."""

    object: Text | None = Field(None, title="投诉对象")
    accused: PersonRef | None = Field(None, title="被投诉人")
    proposal: Text | None = Field(None, title="处理建议")


@property_centre.step(
    "S004-p6-6.4",
    (VERIFIED, ESCALATED, MEASURES_SET) >> EXPLAINED,
    by=CS_STAFF,
    records="InvalidExplained",
    only_if=(is_invalid.by("S004-p6-6.4"),),
    inferred=True,
)
class ExplainInvalid(forms.Explain, zh="解释无效投诉"):
    """Explain to the complainant why the complaint does not hold."""


@property_centre.step(
    "S004-p6-4.6",
    (VERIFIED, ESCALATED, MEASURES_SET) >> EXPLAINED,
    by=CS_STAFF,
    records="MaliciousExplained",
    only_if=(is_malicious.by("S004-p6-4.6"),),
)
class ExplainMalicious(forms.Explain, zh="解释恶意投诉"):
    """Stand by the principle and explain it patiently."""


@property_centre.step(
    ("S004-p6-4.3", "S004-p6-4.2"),
    (REGISTERED, VERIFIED) >> ESCALATED,
    by=FIRST_CONTACT | RECEPTIONIST | CS_STAFF,
    records="ComplaintEscalated",
    only_if=(
        lowered_by_the_manager,
        raised_by_reporting,
        asked.serious_or_special,
        asked.serious_to_the_manager,
        asked.special_to_a_leader,
        asked.statement_before_reporting,
    ),
)
class Escalate(forms.Escalate):
    """Report a serious case to the customer-service manager, a special one higher up."""

    special: bool | None = Field(None, title="特殊情况")


@property_centre.step(
    "S004-p6-4.3",
    ESCALATED >> MEASURES_SET,
    by=CS_MANAGER,
    records="ReviewHeld",
    only_if=(asked.accused_not_responsible,),
)
class HoldReview(Command, zh="召开检讨"):
    """Convene a review; fix measures, a responsible person and a deadline."""

    attendees: list[Text] = Field(title="参加人")
    measures: list[Text] = Field(title="措施")
    responsible: PersonRef = Field(title="责任人")
    due_at: Future = Field(title="限期")


@property_centre.step(
    ("S004-p6-4.2", "S004-p6-4.3"),
    (VERIFIED, MEASURES_SET, ESCALATED) >> DISPATCHED,
    by=CS_STAFF,
    records="Dispatched",
    only_if=(
        serious_reported_first.by("S004-p6-4.3"),
        asked.reviewed_first,
        is_verified.by("S004-p6-4.2"),
        is_valid.by("S004-p6-4.2"),
    ),
)
class Dispatch(forms.DispatchByDeadline):
    """Notify the responsible department and set its deadline."""


@property_centre.step(
    "S004-p6-2.2",
    DISPATCHED >> IN_PROGRESS,
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    never_by=(ACCUSED,),
    records="WorkStarted",
)
class StartWork(forms.StartWork):
    """Start the work as customer service has arranged."""


@property_centre.step(
    "S004-p6-4.4",
    IN_PROGRESS >> RESULT_REPORTED,
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    never_by=(ACCUSED,),
    records="ResultReported",
)
class ReportResult(forms.ReportResult):
    """Report the result quickly to customer service."""


@property_centre.step(
    "S004-p6-4.5",
    stay(RESULT_REPORTED, FOLLOWED_UP),
    by=DEPT_HEAD.of_the_department,
    never_by=(HANDLER, ACCUSED),
    records="ResultSigned",
    only_if=(asked.result_not_signed_yet,),
    signature="result",
)
class SignResult(Command, zh="签字认可结果"):
    """Sign the result as head of the department that solved it."""


@property_centre.step(
    "S004-p6-2.2",
    stay(RESULT_REPORTED, FOLLOWED_UP),
    by=CS_MANAGER,
    never_by=(HANDLER, ACCUSED),
    records="EffectInspected",
)
class InspectEffect(Command, zh="检查效果"):
    """Inspect the effect of the work and record the verdict."""

    verdict: Text = Field(title="效果检查结论")


@property_centre.step(
    ("S004-p6-4.4", "S004-p9-2"),
    stay(RESULT_REPORTED),
    by=CS_ASSISTANT,
    records="FollowUpArranged",
)
class ArrangeVisit(forms.ArrangeVisit):
    """Arrange the follow-up visit, its depth by gravity and its time by content."""


@property_centre.step(
    ("S004-p6-3.2", "S004-p6-6.6", "S004-p9-2"),
    RESULT_REPORTED >> FOLLOWED_UP,
    by=VISITORS,
    never_by=(ACCUSED, HANDLER),
    records="FollowUpSatisfied",
)
class RecordSatisfiedVisit(forms.RecordSatisfiedVisit):
    """Visit or call: satisfied, further suggestions, thanks."""

    solved_during_visit: Text | None = Field(None, title="当场解决情况")


@property_centre.step(
    "S004-p9-3",
    RESULT_REPORTED >> REWORK,
    by=VISITORS,
    never_by=(ACCUSED, HANDLER),
    records="FollowUpDissatisfied",
    only_if=(rework_due_before_the_visit,),
)
class RecordDissatisfiedVisit(forms.RecordDissatisfiedVisit):
    """Explain the reason, fix the next visit, and have the department put it right in time."""

    explanation: Text = Field(title="向客户说明的原因")
    next_visit_at: Future = Field(title="下次回访时间")
    due_at: Future = Field(title="整改限期")


@property_centre.step(
    "S004-p9-3",
    REWORK >> IN_PROGRESS,
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    never_by=(ACCUSED,),
    records="ReworkStarted",
)
class StartRework(forms.StartRework):
    """Start putting right what the customer is still dissatisfied with."""


@property_centre.step(
    "S004-p9-4a",
    stay(FOLLOWED_UP, REWORK),
    by=DEPT_MANAGER,
    never_by=(
        takers("someone who visited", "record-satisfied-visit", "record-dissatisfied-visit"),
        ACCUSED,
    ),
    records="VisitReviewed",
    signature="visit",
)
class ReviewVisit(Command, zh="审阅回访"):
    """Review the visit record as department manager."""

    remarks: Text | None = Field(None, title="审阅意见")


@property_centre.step(
    "S004-p6-3.1",
    (REPLIED, FOLLOWED_UP, EXPLAINED) >> CLOSED,
    by=CS_STAFF,
    records="ComplaintClosed",
    guard={
        was_explained: (explanation_recorded.by("S004-p6-4.6"),),
        on_the_spot: (on_spot_recorded.by("S004-p6-6.4"),),
        always: (
            result_recorded.by("S004-p6-4.4"),
            effect_inspected.by("S004-p6-2.2"),
            visit_recorded.by("S004-p6-3.1"),
            opinion_recorded.by("S004-p6-3.2"),
            visit_satisfied.by("S004-p9-3"),
            visit_reviewed.by("S004-p9-4a"),
            result_signed.by("S004-p6-4.5", kind="SignatureMissing"),
        ),
    },
)
class Close(forms.Close):
    """Close the complaint once it is followed by a satisfied visit and all are agreed."""


@property_centre.step(
    "S004-p6-4.7", CLOSED >> ARCHIVED, by=RECORDS_ASSISTANT, records="ComplaintArchived"
)
class Archive(forms.Archive):
    """Keep the records centrally, as part-time records assistant."""


property_centre.deadline(
    "work",
    "S004-p6-4.2",
    zh="责任部门处理限期",
    en="the department's deadline",
    starts=(HoldReview, Dispatch, RecordDissatisfiedVisit),
    ends=(ReportResult,),
    figure=By("due_at"),
)
property_centre.deadline(
    "visit",
    "S004-p9-2",
    zh="计划回访时间",
    en="the visit arranged",
    starts=(ArrangeVisit,),
    ends=(RecordSatisfiedVisit, RecordDissatisfiedVisit),
    figure=By("planned_at"),
)
property_centre.deadline(
    "next_visit",
    "S004-p9-3",
    zh="下次回访时间",
    en="the next visit promised",
    starts=(RecordDissatisfiedVisit,),
    ends=(RecordSatisfiedVisit,),
    figure=By("next_visit_at"),
)

corrections(property_centre, "S004-p6-4.7", by=CS_MANAGER)
