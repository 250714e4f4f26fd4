"""Result, signature, visit and the end (S004-p6-4.5, S004-p6-6.6, S004-p9-2, S004-p9-3)."""

from __future__ import annotations

from pydantic import Field

from ....workflow.case import Case
from ....workflow.forms import Command, Future, Instant, Private, Text
from ....workflow.parts import By, Needs
from ....workflow.people import FIRST_CONTACT
from ....workflow.rules import always, rule, takers
from ....workflow.sheet import Sheet
from ....workflow.states import stay
from ...lapses import noted
from ...roles import CS_ASSISTANT, CS_SECTION, CS_STAFF, DEPT_HEAD, RECEPTIONIST
from .. import forms
from ..facts import (
    FINISHED,
    WORKERS,
    dissatisfied,
    followed_up,
    rework_due_before_the_visit,
    satisfied,
)
from ..states import CLOSED, DONE, REOPENED, VISITED
from .working import DispatchRequest, FinishWork

ending = Sheet()
ENTERED = "ResultEntered"


@ending.step(
    "S004-p6-4.5", stay(DONE, VISITED), by=CS_STAFF | RECEPTIONIST, records="ResultEntered"
)
class EnterResult(Command, zh="登录处理结果"):
    """Enter the result in the record of repairs, complaints and help."""

    result: Text = Field(title="处理结果")
    completed_at: Instant = Field(title="完成时间")


@rule("S004-p6-4.5", says="the result is entered before it is signed")
def result_entered(case: Case) -> bool:
    """Hold where a result was entered for the last finished work."""
    return any(event.name == ENTERED for event in case.since(FINISHED))


@rule("S004-p6-4.5", says="the result as entered has not been signed yet")
def result_not_signed_yet(case: Case) -> bool:
    """Hold until the last entry is signed [inferred]."""
    return not any(event.name == "ResultSigned" for event in case.since(FINISHED, ENTERED))


@ending.step(
    "S004-p6-4.5",
    stay(DONE, VISITED),
    by=DEPT_HEAD.of_the_department,
    never_by=(takers("someone who entered the result", "enter-result"), WORKERS),
    records="ResultSigned",
    only_if=(result_entered, result_not_signed_yet),
    voided_by=(FINISHED, ENTERED),
    signature="result",
)
class SignResult(Command, zh="签字认可结果"):
    """Sign the result as head of the department that solved it."""


@ending.step(
    ("S004-p9-2", "S004-p6-6.6"),
    DONE >> VISITED,
    by=RECEPTIONIST | CS_STAFF | CS_ASSISTANT | CS_SECTION,
    never_by=(WORKERS.by("S004-p7-first-3"),),
    records="FollowUpRecorded",
)
class FollowUp(forms.FollowUp):
    """Visit or call when it is done: satisfied, and what the customer thinks."""


@ending.step(
    "S004-p9-3",
    VISITED >> REOPENED,
    by=FIRST_CONTACT | RECEPTIONIST | CS_STAFF | CS_ASSISTANT,
    records="RequestReopened",
    only_if=(dissatisfied.by("S004-p9-3"), rework_due_before_the_visit.by("S004-p9-3")),
)
class ReopenRequest(forms.ReopenRequest):
    """Explain the reason, fix the next visit, and have the department put it right in time."""

    explanation: Private = Field(title="向客户说明的原因")
    next_visit_at: Future = Field(title="下次回访时间")
    due_at: Future = Field(title="整改限期")


@ending.step(
    ("S004-p6-4.5", "S004-p6-6.6"),
    (DONE, VISITED) >> CLOSED,
    by=FIRST_CONTACT | RECEPTIONIST | CS_STAFF,
    records="RequestClosed",
    guard={always: (followed_up.by("S004-p6-6.6"), satisfied.by("S004-p9-3"))},
    needs=(Needs("sign-result"),),
)
class CloseRequest(forms.CloseRequest):
    """Close the request once the customer is satisfied and the department has signed."""


ending.deadline(
    "work",
    "S004-p9-3",
    zh="维修限期",
    en="the department's deadline",
    starts=(DispatchRequest, ReopenRequest),
    ends=(FinishWork,),
    figure=By("due_at"),
)

ending.deadline(
    "next_visit",
    "S004-p9-3",
    zh="下次回访时间",
    en="the next visit promised",
    starts=(ReopenRequest,),
    ends=(FollowUp,),
    figure=By("next_visit_at"),
    on_lapse=(noted("FollowUpMissed", "未按时回访", "follow-up missed", "S004-p9-3"),),
)
