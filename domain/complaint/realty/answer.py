"""Answer, visit, form, end (S003-2.3, 3.3b, 3.3d, 3.4.3, 3.5.1, 3.5.3)."""

from __future__ import annotations

from pydantic import Field

from ....workflow.forms import Text
from ....workflow.parts import By
from ....workflow.rules import always
from ....workflow.sheet import Sheet
from ....workflow.states import stay
from ...roles import CS_STAFF, DEPT_HEAD, DEPT_STAFF
from .. import forms
from ..facts import ACCUSED, in_second_instance, on_office_route, was_explained
from ..rules import (
    explanation_recorded,
    form_completed,
    reply_given,
    result_recorded,
    visit_recorded,
)
from ..states import ARCHIVED, CLOSED, EXPLAINED, FOLLOWED_UP, IN_PROGRESS, REPLIED, RESULT_REPORTED
from . import rules as asked
from .work import DeferReply, InvolveThirdParty, ReportResult

answer = Sheet()


@answer.step(
    "S003-3.5.3",
    (RESULT_REPORTED, IN_PROGRESS) >> REPLIED,
    by=CS_STAFF | DEPT_STAFF | DEPT_HEAD,
    records="CustomerReplied",
    only_if=(asked.office_answers_on_its_route, asked.result_before_the_reply),
)
class Reply(forms.Reply):
    """Contact the complainant with process and result."""


@answer.step(
    ("S003-3.4.3", "S003-3.5.1"),
    stay(REPLIED, RESULT_REPORTED),
    by=CS_STAFF,
    records="FollowUpArranged",
    only_if=(asked.answered_before_the_visit, asked.result_before_the_visit),
)
class ArrangeVisit(forms.ArrangeVisit):
    """Arrange to follow up by phone or visit."""


@answer.step(
    ("S003-3.4.3", "S003-3.5.1"),
    (REPLIED, RESULT_REPORTED) >> FOLLOWED_UP,
    by=CS_STAFF,
    never_by=(ACCUSED,),
    records="FollowUpSatisfied",
    only_if=(asked.answered_before_the_visit, asked.result_before_the_visit),
)
class RecordSatisfiedVisit(forms.RecordSatisfiedVisit):
    """Follow up and record that the customer is satisfied."""


@answer.step(
    ("S003-3.4.3", "S003-3.5.1"),
    (REPLIED, RESULT_REPORTED) >> FOLLOWED_UP,
    by=CS_STAFF,
    never_by=(ACCUSED,),
    records="FollowUpRecordedUnsatisfied",
    only_if=(asked.answered_before_the_visit, asked.result_before_the_visit),
)
class NoteDissatisfiedVisit(forms.NoteDissatisfiedVisit):
    """Follow up and record that the customer is not satisfied."""


@answer.step("S003-3.3b", stay(REPLIED, FOLLOWED_UP), by=CS_STAFF, records="HandlingFormCompleted")
class CompleteForm(forms.CompleteForm, zh="填写跟进表"):
    """Complete the follow-up form with process and result."""


@answer.step(
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


@answer.step("S003-3.3d", CLOSED >> ARCHIVED, by=CS_STAFF, records="ComplaintArchived")
class Archive(forms.Archive):
    """File and classify the record."""

    category: Text = Field(title="分类")


answer.deadline(
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

answer.deadline(
    "visit",
    "S003-3.4.3",
    zh="计划回访时间",
    en="the visit arranged",
    starts=(ArrangeVisit,),
    ends=(RecordSatisfiedVisit, NoteDissatisfiedVisit),
    figure=By("planned_at"),
)

answer.deadline(
    "next_reply",
    "S003-3.7",
    zh="下次答复时间",
    en="the next reply promised",
    starts=(InvolveThirdParty, DeferReply),
    ends=(Reply,),
    figure=By("next_reply_at"),
)
