"""Review, department and result, agreed by signature (S004-p6-2.2, 4.2 to 4.5)."""

from __future__ import annotations

from pydantic import Field

from ....workflow.forms import Command, Future, PersonRef, Text
from ....workflow.people import FIRST_CONTACT
from ....workflow.sheet import Sheet
from ....workflow.states import stay
from ...roles import CS_MANAGER, CS_STAFF, DEPT_HEAD, DEPT_STAFF, RECEPTIONIST
from .. import forms
from ..facts import ACCUSED, HANDLER, RESULT, SENT_BACK, is_valid, is_verified
from ..rules import lowered_by_the_manager, raised_by_reporting, serious_reported_first
from ..states import (
    DISPATCHED,
    ESCALATED,
    FOLLOWED_UP,
    IN_PROGRESS,
    MEASURES_SET,
    REGISTERED,
    RESULT_REPORTED,
    VERIFIED,
)
from . import rules as asked

work = Sheet()


@work.step(
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
    ),
)
class Escalate(forms.Escalate):
    """Report a serious case to the customer-service manager, a special one higher up."""

    special: bool | None = Field(None, title="特殊情况")


@work.step(
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


@work.step(
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


@work.step(
    "S004-p6-2.2",
    DISPATCHED >> IN_PROGRESS,
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    never_by=(ACCUSED,),
    records="WorkStarted",
)
class StartWork(forms.StartWork):
    """Start the work as customer service has arranged."""


@work.step(
    "S004-p6-4.4",
    IN_PROGRESS >> RESULT_REPORTED,
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    never_by=(ACCUSED,),
    records="ResultReported",
)
class ReportResult(forms.ReportResult):
    """Report the result quickly to customer service."""


@work.step(
    "S004-p6-4.5",
    stay(RESULT_REPORTED, FOLLOWED_UP),
    by=DEPT_HEAD.of_the_department,
    never_by=(HANDLER, ACCUSED),
    records="ResultSigned",
    only_if=(asked.result_not_signed_yet,),
    voided_by=(RESULT, SENT_BACK),
    signature="result",
)
class SignResult(Command, zh="签字认可结果"):
    """Sign the result as head of the department that solved it."""


@work.step(
    "S004-p6-2.2",
    stay(RESULT_REPORTED, FOLLOWED_UP),
    by=CS_MANAGER,
    never_by=(HANDLER, ACCUSED),
    records="EffectInspected",
)
class InspectEffect(Command, zh="检查效果"):
    """Inspect the effect of the work and record the verdict."""

    verdict: Text = Field(title="效果检查结论")
