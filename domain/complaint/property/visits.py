"""Visits until the customer is satisfied, then the end (S004-p6-3, 4.7; S004-p9)."""

from __future__ import annotations

from pydantic import Field

from ....workflow.forms import Command, Future, Private, Text
from ....workflow.parts import By
from ....workflow.rules import always, takers
from ....workflow.sheet import Sheet
from ....workflow.states import stay
from ...roles import CS_ASSISTANT, CS_STAFF, DEPT_HEAD, DEPT_MANAGER, DEPT_STAFF, RECORDS_ASSISTANT
from .. import forms
from ..facts import ACCUSED, HANDLER, RESULT, VISITS, on_the_spot, was_explained
from ..rules import (
    effect_inspected,
    explanation_recorded,
    on_spot_recorded,
    opinion_recorded,
    result_recorded,
    result_signed,
    rework_due_before_the_visit,
    visit_recorded,
    visit_reviewed,
    visit_satisfied,
)
from ..states import (
    ARCHIVED,
    CLOSED,
    EXPLAINED,
    FOLLOWED_UP,
    IN_PROGRESS,
    REPLIED,
    RESULT_REPORTED,
    REWORK,
)
from .work import Dispatch, HoldReview, ReportResult

visits = Sheet()
VISITORS = CS_ASSISTANT | CS_STAFF


@visits.step(
    ("S004-p6-4.4", "S004-p9-2"),
    stay(RESULT_REPORTED),
    by=CS_ASSISTANT,
    records="FollowUpArranged",
)
class ArrangeVisit(forms.ArrangeVisit):
    """Arrange the follow-up visit, its depth by gravity and its time by content."""


@visits.step(
    ("S004-p6-3.2", "S004-p6-6.6", "S004-p9-2"),
    RESULT_REPORTED >> FOLLOWED_UP,
    by=VISITORS,
    never_by=(ACCUSED, HANDLER),
    records="FollowUpSatisfied",
)
class RecordSatisfiedVisit(forms.RecordSatisfiedVisit):
    """Visit or call: satisfied, further suggestions, thanks."""

    solved_during_visit: Text | None = Field(None, title="当场解决情况")


@visits.step(
    "S004-p9-3",
    RESULT_REPORTED >> REWORK,
    by=VISITORS,
    never_by=(ACCUSED, HANDLER),
    records="FollowUpDissatisfied",
    only_if=(rework_due_before_the_visit,),
)
class RecordDissatisfiedVisit(forms.RecordDissatisfiedVisit):
    """Explain the reason, fix the next visit, and have the department put it right in time."""

    explanation: Private = Field(title="向客户说明的原因")
    next_visit_at: Future = Field(title="下次回访时间")
    due_at: Future = Field(title="整改限期")


@visits.step(
    "S004-p9-3",
    REWORK >> IN_PROGRESS,
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    never_by=(ACCUSED,),
    records="ReworkStarted",
)
class StartRework(forms.StartRework):
    """Start putting right what the customer is still dissatisfied with."""


@visits.step(
    "S004-p9-4a",
    stay(FOLLOWED_UP, REWORK),
    by=DEPT_MANAGER,
    never_by=(
        takers("someone who visited", "record-satisfied-visit", "record-dissatisfied-visit"),
        ACCUSED,
    ),
    records="VisitReviewed",
    voided_by=(RESULT, *VISITS),
    signature="visit",
)
class ReviewVisit(Command, zh="审阅回访"):
    """Review the visit record as department manager."""

    remarks: Text | None = Field(None, title="审阅意见")


@visits.step(
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


@visits.step("S004-p6-4.7", CLOSED >> ARCHIVED, by=RECORDS_ASSISTANT, records="ComplaintArchived")
class Archive(forms.Archive):
    """Keep the records centrally, as part-time records assistant."""


visits.deadline(
    "work",
    "S004-p6-4.2",
    zh="责任部门处理限期",
    en="the department's deadline",
    starts=(HoldReview, Dispatch, RecordDissatisfiedVisit),
    ends=(ReportResult,),
    figure=By("due_at"),
)

visits.deadline(
    "visit",
    "S004-p9-2",
    zh="计划回访时间",
    en="the visit arranged",
    starts=(ArrangeVisit,),
    ends=(RecordSatisfiedVisit, RecordDissatisfiedVisit),
    figure=By("planned_at"),
)

visits.deadline(
    "next_visit",
    "S004-p9-3",
    zh="下次回访时间",
    en="the next visit promised",
    starts=(RecordDissatisfiedVisit,),
    ends=(RecordSatisfiedVisit,),
    figure=By("next_visit_at"),
)
