"""Answering and following up until the customer is satisfied (S004-p7-visit-2b, first-1, 3)."""

from __future__ import annotations

from ....workflow.case import Case
from ....workflow.parts import By
from ....workflow.people import FIRST_CONTACT
from ....workflow.rules import always, condition, rule
from ....workflow.sheet import Sheet
from ....workflow.states import stay
from ...lapses import breach_by
from ...roles import CS_STAFF, DEPT_HEAD, DEPT_STAFF
from .. import forms
from ..facts import ACCUSED, handled_directly, on_the_spot, receiver_is_replaced
from ..rules import (
    on_spot_recorded,
    opinion_recorded,
    reply_given,
    rework_due_before_the_visit,
    visit_recorded,
    visit_satisfied,
)
from ..states import ARCHIVED, CLOSED, FOLLOWED_UP, IN_PROGRESS, REPLIED, RESULT_REPORTED, REWORK
from .handling import Dispatch, Register, ReportResult, ResolveOnSpot

answering = Sheet()
DEPARTMENT = (DEPT_STAFF | DEPT_HEAD).of_the_department


@condition("nobody else may handle it")
def handled_for_the_receiver(case: Case) -> bool:
    """Hold where the receiver is complained of and no department was asked [inferred]."""
    return handled_directly.holds(case) and receiver_is_replaced.holds(case)


@rule("S004-p7-visit-2b", says="the department reports its result before the customer is answered")
def result_before_the_answer(case: Case) -> bool:
    """Hold where the receiver handles it, or the department has reported."""
    return handled_directly.holds(case) or case.state != IN_PROGRESS.code


@answering.step(
    "S004-p7-visit-2b",
    (RESULT_REPORTED, IN_PROGRESS) >> REPLIED,
    by=FIRST_CONTACT | CS_STAFF,
    records="CustomerReplied",
    only_if=(result_before_the_answer,),
)
class Reply(forms.Reply):
    """Give the customer a clear answer."""


@answering.step(
    "S004-p7-first-3",
    stay(REPLIED),
    by=FIRST_CONTACT | CS_STAFF.where(receiver_is_replaced),
    records="FollowUpArranged",
)
class ArrangeVisit(forms.ArrangeVisit):
    """Arrange to follow up with the customer oneself."""


@answering.step(
    "S004-p7-first-3",
    REPLIED >> FOLLOWED_UP,
    by=FIRST_CONTACT | CS_STAFF.where(receiver_is_replaced),
    never_by=(ACCUSED,),
    records="FollowUpSatisfied",
)
class RecordSatisfiedVisit(forms.RecordSatisfiedVisit):
    """Follow up and record that the customer is satisfied."""


@answering.step(
    "S004-p7-first-1",
    REPLIED >> REWORK,
    by=FIRST_CONTACT | CS_STAFF.where(receiver_is_replaced),
    never_by=(ACCUSED,),
    records="FollowUpDissatisfied",
    only_if=(rework_due_before_the_visit,),
)
class RecordDissatisfiedVisit(forms.RecordDissatisfiedVisit):
    """Record the dissatisfaction; the matter goes on until the customer is satisfied."""


@answering.step(
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


@answering.step(
    "S004-p7-first-1",
    (REPLIED, FOLLOWED_UP) >> CLOSED,
    by=FIRST_CONTACT | CS_STAFF,
    records="ComplaintClosed",
    guard={
        on_the_spot: (on_spot_recorded.by("S004-p7-visit-2b"),),
        always: (
            reply_given.by("S004-p7-visit-2b"),
            visit_recorded.by("S004-p7-first-3"),
            opinion_recorded.by("S004-p7-first-3"),
            visit_satisfied.by("S004-p7-first-1"),
        ),
    },
)
class Close(forms.Close):
    """Close what has been answered and followed up to the customer's satisfaction."""


@answering.step("S004-p7-visit-2c", CLOSED >> ARCHIVED, by=CS_STAFF, records="ComplaintArchived")
class Archive(forms.Archive):
    """File the problem and its solution."""


answering.deadline(
    "answer",
    "S004-p7-visit-2b",
    zh="三天内明确答复",
    en="a clear answer within three days",
    starts=(Register,),
    ends=(ResolveOnSpot, Reply),
    figure="P3D",
    on_lapse=(breach_by("S004-p7-first-5.3"),),
)

answering.deadline(
    "work",
    "S004-p7-first-2",
    zh="责任部门处理限期",
    en="the department's deadline",
    starts=(Dispatch, RecordDissatisfiedVisit),
    ends=(ReportResult,),
    figure=By("due_at"),
)

answering.deadline(
    "visit",
    "S004-p7-first-3",
    zh="计划回访时间",
    en="the visit arranged",
    starts=(ArrangeVisit,),
    ends=(RecordSatisfiedVisit, RecordDissatisfiedVisit),
    figure=By("planned_at"),
)

answering.deadline(
    "next_visit",
    "S004-p7-first-1",
    zh="下次回访时间",
    en="the next visit promised",
    starts=(RecordDissatisfiedVisit,),
    ends=(RecordSatisfiedVisit,),
    figure=By("next_visit_at"),
)
