"""Following up, the numbered form, the end (S001-ch4-7, ch4-8, ch2-1b)."""

from __future__ import annotations

from pydantic import Field

from ....workflow.forms import Command, Text
from ....workflow.parts import By
from ....workflow.rules import always
from ....workflow.sheet import Sheet
from ....workflow.states import stay
from ...roles import CS_STAFF, DEPT_HEAD, DEPT_STAFF
from .. import forms
from ..facts import ACCUSED
from ..rules import (
    form_numbered,
    result_recorded,
    rework_due_before_the_visit,
    vip_satisfied,
    visit_recorded,
)
from ..states import ARCHIVED, CLOSED, FOLLOWED_UP, IN_PROGRESS, RESULT_REPORTED, REWORK
from .handling import Dispatch, ReportResult
from .rules import ordinary_customer, vip_left_dissatisfied

following = Sheet()


@following.step("S001-ch4-7", stay(RESULT_REPORTED), by=CS_STAFF, records="FollowUpArranged")
class ArrangeVisit(forms.ArrangeVisit):
    """Arrange the follow-up and set its time."""


@following.step(
    "S001-ch4-7",
    RESULT_REPORTED >> FOLLOWED_UP,
    by=CS_STAFF,
    never_by=(ACCUSED,),
    records="FollowUpSatisfied",
)
class RecordSatisfiedVisit(forms.RecordSatisfiedVisit):
    """Follow up and record that the customer is satisfied."""


@following.step(
    "S001-ch4-7",
    RESULT_REPORTED >> FOLLOWED_UP,
    by=CS_STAFF,
    never_by=(ACCUSED,),
    records="FollowUpRecordedUnsatisfied",
    only_if=(ordinary_customer,),
)
class NoteDissatisfiedVisit(forms.NoteDissatisfiedVisit):
    """Follow up and record that an ordinary customer is not satisfied."""


@following.step(
    "S001-ch2-1b",
    RESULT_REPORTED >> REWORK,
    by=CS_STAFF,
    never_by=(ACCUSED,),
    records="FollowUpDissatisfied",
    only_if=(rework_due_before_the_visit,),
)
class RecordDissatisfiedVisit(forms.RecordDissatisfiedVisit):
    """Record the dissatisfaction and send the case back to be put right."""


@following.step(
    "S001-ch2-1b",
    REWORK >> IN_PROGRESS,
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    never_by=(ACCUSED,),
    records="ReworkStarted",
)
class StartRework(forms.StartRework):
    """Start putting right what the customer is still dissatisfied with."""


@following.step(
    "S001-ch2-1b",
    FOLLOWED_UP >> REWORK,
    by=CS_STAFF,
    records="ResumedForVip",
    only_if=(vip_left_dissatisfied,),
    inferred=True,
)
class ResumeForVip(Command, zh="为贵宾继续处理"):
    """Send back what was merely noted before the customer was marked as VIP."""


@following.step("S001-ch4-8", stay(FOLLOWED_UP), by=CS_STAFF, records="HandlingFormCompleted")
class CompleteForm(forms.CompleteForm, zh="填写客户服务处理表"):
    """Fill in and number the handling form, after the follow-up."""

    form_no: Text = Field(title="编号")


@following.step(
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


@following.step("S001-ch4-8", CLOSED >> ARCHIVED, by=CS_STAFF, records="ComplaintArchived")
class Archive(forms.Archive):
    """File the numbered form."""


following.deadline(
    "work",
    "S001-ch4-4",
    zh="责任部门处理限期",
    en="the department's deadline",
    starts=(Dispatch, RecordDissatisfiedVisit),
    ends=(ReportResult,),
    figure=By("due_at"),
)

following.deadline(
    "visit",
    "S001-ch4-7",
    zh="计划回访时间",
    en="the visit arranged",
    starts=(ArrangeVisit,),
    ends=(RecordSatisfiedVisit, NoteDissatisfiedVisit, RecordDissatisfiedVisit),
    figure=By("planned_at"),
)

following.deadline(
    "next_visit",
    "S001-ch2-1b",
    zh="下次回访时间",
    en="the next visit promised",
    starts=(RecordDissatisfiedVisit,),
    ends=(RecordSatisfiedVisit, NoteDissatisfiedVisit),
    figure=By("next_visit_at"),
)
