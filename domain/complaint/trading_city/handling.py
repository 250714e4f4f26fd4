"""From reception to the department's result (S001-ch4-1 to ch4-6, ch2, ch3.1)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ....workflow.forms import Command, Text, among
from ....workflow.people import FIRST_CONTACT
from ....workflow.sheet import Sheet
from ....workflow.states import NEW, WHILE_OPEN
from ...roles import CS_MANAGER, CS_STAFF, DEPT_HEAD, DEPT_STAFF, RECEPTIONIST
from .. import forms
from ..choices import Kind
from ..facts import ACCUSED
from ..rules import (
    earlier_complaint_closed,
    lowered_by_the_manager,
    raised_by_reporting,
    told_to_one,
)
from ..states import (
    ACCEPTED,
    DISPATCHED,
    ESCALATED,
    IN_PROGRESS,
    REGISTERED,
    RESULT_REPORTED,
    RULED,
)
from .rules import (
    accused_not_named,
    both_parties_heard,
    is_registered_as_dispute,
    major_reported_first,
    major_when_reported,
    only_a_dispute,
)

handling = Sheet()
DESK = RECEPTIONIST | CS_STAFF | CS_MANAGER


@handling.step(
    ("S001-ch4-1", "S001-ch4-2"),
    NEW >> REGISTERED,
    by=DESK,
    records="ComplaintRegistered",
    asks={"merchant": is_registered_as_dispute},
    only_if=(earlier_complaint_closed,),
)
class Register(forms.Register, zh="登记"):
    """Accept the complaint by whatever channel and fill in the information form."""

    kind: Annotated[
        Kind,
        among(Kind.COMPLAINT, Kind.OPINION, Kind.SUGGESTION, Kind.DISPUTE, Kind.PUBLIC_INCIDENT),
    ] = Field(Kind.COMPLAINT, title="类别")
    merchant: Text | None = Field(None, title="商户")


@handling.step("S001-ch2-1b", WHILE_OPEN, by=DESK, records="MarkedVip")
class MarkVip(forms.MarkVip):
    """Mark a VIP, who is served with top urgency until satisfied."""


@handling.step(
    "S001-ch4-3",
    REGISTERED >> ESCALATED,
    by=FIRST_CONTACT | RECEPTIONIST | CS_STAFF,
    records="ComplaintEscalated",
    only_if=(
        lowered_by_the_manager,
        raised_by_reporting,
        major_when_reported,
        told_to_one("the superior or the head is told", "superior", "cs_manager"),
    ),
)
class Escalate(forms.Escalate):
    """Report a major complaint or a public incident to the superior."""


@handling.step(
    ("S001-ch2-4", "S001-ch3.1-3b", "S001-ch3.1-6"),
    (REGISTERED, ESCALATED) >> RULED,
    by=CS_MANAGER,
    records="DisputeRuled",
    only_if=(only_a_dispute, both_parties_heard),
)
class RuleDispute(Command, zh="裁决纠纷"):
    """Hear customer and merchant and rule their dispute, as head of the department."""

    ruling: Text = Field(title="裁决")
    both_parties_heard: bool = Field(title="已听取双方意见")


@handling.step(
    "S001-ch4-4",
    (REGISTERED, ESCALATED, RULED) >> DISPATCHED,
    by=DESK,
    records="Dispatched",
    only_if=(major_reported_first,),
)
class Dispatch(forms.Dispatch):
    """Notify the responsible department."""


@handling.step(
    "S001-ch4-4",
    DISPATCHED >> ACCEPTED,
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    records="DepartmentRecorded",
)
class RecordByDepartment(Command, zh="部门登记"):
    """Enter the complaint in the department's own register."""

    register_no: Text = Field(title="部门登记号")


@handling.step(
    "S001-ch4-5",
    ACCEPTED >> IN_PROGRESS,
    by=DEPT_HEAD.of_the_department,
    records="HandlerAssigned",
    only_if=(accused_not_named,),
)
class AssignHandler(forms.AssignHandler):
    """Assign somebody of the department to handle it."""


@handling.step(
    "S001-ch4-6",
    IN_PROGRESS >> RESULT_REPORTED,
    by=(DEPT_STAFF | DEPT_HEAD).of_the_department,
    never_by=(ACCUSED,),
    records="ResultReported",
)
class ReportResult(forms.ReportResult):
    """Feed the result back to customer service."""
