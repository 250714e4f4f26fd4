"""Repairs and help in the service centre (S004-p7): every finished repair is telephoned after.

Whoever takes the request is its first-contact person and sees it through until the user is
satisfied (first-1); each finished one is followed up by telephone (visit-1a); a major repair
that is open keeps a shift from being handed over (handover-6).
"""

from __future__ import annotations

from pydantic import Field

from ...workflow.case import Case
from ...workflow.corrections import corrections
from ...workflow.forms import Command, Text
from ...workflow.parts import By
from ...workflow.people import ANY_EMPLOYEE, FIRST_CONTACT
from ...workflow.procedure import Procedure
from ...workflow.rules import always, rule
from ...workflow.states import NEW, WHILE_OPEN, stay
from ..choices import ContactMode
from ..lapses import breach_by, noted
from ..roles import (
    CS_ASSISTANT,
    CS_MANAGER,
    CS_STAFF,
    DEPT_STAFF,
    DIRECTOR,
    RECEPTIONIST,
    ROLES,
    TECHNICIAN,
)
from . import forms
from .facts import (
    WORKERS,
    department,
    dissatisfied,
    followed_up,
    rework_due_before_the_visit,
    satisfied,
)
from .states import ACCEPTED, CLOSED, DISPATCHED, DONE, IN_PROGRESS, LOGGED, REOPENED, VISITED

centre_requests = Procedure(
    "request/service_centre",
    edition="1",
    zh="客户服务中心报修求助",
    en="Repairs and help in the customer-service centre",
    document="S004-p7",
    record="报修记录",
    prefix="Q",
    roles=ROLES,
    department=department,
)
DEPARTMENT = (TECHNICIAN | DEPT_STAFF).of_the_department
FRONT = FIRST_CONTACT | RECEPTIONIST | CS_STAFF


@centre_requests.step(
    ("S004-p7-first-1", "S004-p7-visit-1a"),
    NEW >> LOGGED,
    by=ANY_EMPLOYEE,
    records="RequestLogged",
)
class LogRequest(forms.LogRequest):
    """Put the request on record and become its first-contact person."""


@centre_requests.step(
    "S004-p7-first-2", LOGGED >> DISPATCHED, by=FRONT, records="RequestDispatched"
)
class DispatchRequest(forms.DispatchRequest):
    """Pass on to the right department what is not one's own field."""


@centre_requests.step(
    "S004-p7-first-2", DISPATCHED >> ACCEPTED, by=DEPARTMENT, records="RequestAccepted"
)
class AcceptRequest(forms.AcceptRequest):
    """Take the request over in the department."""


@centre_requests.step(
    "S004-p7-first-2",
    (ACCEPTED, REOPENED) >> IN_PROGRESS,
    by=DEPARTMENT,
    records="WorkStarted",
)
class StartWork(forms.StartWork):
    """Start the work in the department."""


@centre_requests.step("S004-p7-first-1", IN_PROGRESS >> DONE, by=DEPARTMENT, records="WorkFinished")
class FinishWork(forms.FinishWork):
    """Finish the work and write down what was done."""


@rule("S004-p7-visit-1a", says="the follow-up is made by telephone")
def by_telephone(case: Case, form: forms.FollowUp) -> bool:
    """Hold where the user was called."""
    return form.contact_mode == ContactMode.PHONE


@centre_requests.step(
    ("S004-p7-visit-1a", "S004-p7-first-3"),
    DONE >> VISITED,
    by=FRONT | CS_ASSISTANT,
    never_by=(WORKERS.by("S004-p7-first-3"),),
    records="FollowUpRecorded",
    only_if=(by_telephone,),
)
class FollowUp(forms.FollowUp):
    """Telephone the user and record truthfully what he says."""


@centre_requests.step(
    "S004-p7-first-1",
    VISITED >> REOPENED,
    by=FRONT | CS_ASSISTANT,
    records="RequestReopened",
    only_if=(
        dissatisfied.by("S004-p9-3", "S004-p7-first-1"),
        rework_due_before_the_visit.by("S004-p7-first-1"),
    ),
)
class ReopenRequest(forms.ReopenRequest):
    """Have it done again; the matter goes on until the user is satisfied."""


@centre_requests.step(
    ("S004-p7-visit-1a", "S004-p7-first-1"),
    (DONE, VISITED) >> CLOSED,
    by=FRONT,
    records="RequestClosed",
    guard={always: (followed_up.by("S004-p7-visit-1a"), satisfied.by("S004-p7-first-1"))},
)
class CloseRequest(forms.CloseRequest):
    """Close what has been telephoned after to the user's satisfaction."""


@centre_requests.step(
    "S004-p7-handover-6",
    stay(LOGGED, DISPATCHED, ACCEPTED, IN_PROGRESS, REOPENED),
    by=DIRECTOR | CS_MANAGER,
    records="MarkedMajorRepair",
)
class MarkMajor(Command, zh="定为重大维修"):
    """Mark a repair as major; until it is finished no shift is taken over."""

    reason: Text = Field(title="重大维修的理由")


@centre_requests.step(
    "S004-p7-first-4", WHILE_OPEN, by=FIRST_CONTACT, records="NonCooperationReported"
)
class ReportNonCooperation(Command, zh="反映不配合"):
    """Report an uncooperative department or person to the manager in charge."""

    against: Text = Field(title="不配合的部门或个人")
    matter: Text = Field(title="事由")


MISSED = (
    noted("FollowUpMissed", "未按时回访", "follow-up missed", "S004-p7-visit-1a"),
    breach_by("S004-p7-first-5.3"),
)

centre_requests.deadline(
    "dispatch",
    "S004-p7-first-2",
    zh="及时派工",
    en="sending it to a department promptly",
    starts=(LogRequest,),
    ends=(DispatchRequest,),
    figure="P1D",
    configured=True,
)

centre_requests.deadline(
    "work",
    "S004-p7-first-5.3",
    zh="维修限期",
    en="the department's deadline",
    starts=(DispatchRequest, ReopenRequest),
    ends=(FinishWork,),
    figure=By("due_at"),
)

centre_requests.deadline(
    "follow_up",
    "S004-p7-visit-1a",
    zh="每日电话回访",
    en="telephoning by the end of the next day",
    starts=(FinishWork,),
    ends=(FollowUp,),
    figure="P1D",
    on_lapse=MISSED,
)

centre_requests.deadline(
    "next_visit",
    "S004-p7-first-1",
    zh="下次回访时间",
    en="the next visit promised",
    starts=(ReopenRequest,),
    ends=(FollowUp,),
    figure=By("next_visit_at"),
    on_lapse=MISSED,
)

corrections(centre_requests, "S004-p7-visit-1a", by=CS_MANAGER, never_by=(WORKERS,))
