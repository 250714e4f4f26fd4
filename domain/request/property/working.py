"""From the call to the finished work (S004-p6-6.2, S000-p3-11, S001-t1, S001-t2, S004-p3-5.2)."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, JsonValue

from ....workflow.actor import Actor
from ....workflow.case import Case
from ....workflow.forms import Command, PersonRef, Text
from ....workflow.people import ANY_EMPLOYEE, FIRST_CONTACT
from ....workflow.request import Ask
from ....workflow.rules import condition, rule
from ....workflow.sheet import Sheet
from ....workflow.states import NEW, stay
from ...lapses import noted
from ...roles import ASSET_ADMIN, CS_STAFF, DEPT_STAFF, RECEPTIONIST, TECHNICIAN
from .. import forms
from ..choices import FaultReportMode
from ..states import ACCEPTED, DISPATCHED, DONE, IN_PROGRESS, LOGGED, REOPENED

working = Sheet()
DEPARTMENT = (TECHNICIAN | DEPT_STAFF).of_the_department

working.listing("constructors", "S001-t2-12")


@working.step(
    ("S004-p6-6.2", "S000-p3-11"), NEW >> LOGGED, by=ANY_EMPLOYEE, records="RequestLogged"
)
class LogRequest(forms.LogRequest):
    """Take down who asks for what, with unit and telephone number."""

    internal: bool | None = Field(None, title="内部设备故障")


# ---------------------------------------------------------------- the house's own equipment


@condition("it is a fault of the house's own equipment")
def is_internal(case: Case) -> bool:
    """Hold where the request was logged as an internal fault."""
    return case.value("internal", "RequestLogged") is True


@condition("a fault of the house's own equipment is logged")
def logs_internal(case: Case, form: LogRequest) -> bool:
    """Hold where this very form is about one."""
    return form.internal is True


@condition("a fault of the house's own equipment is reported before a department is told")
def fault_reported(case: Case) -> bool:
    """Hold for a customer's request, and where the fault has been reported [inferred]."""
    return not is_internal.holds(case) or case.has("FaultReported")


@rule("S004-p3-5.2", says="it is reported to the fixed-asset administrator")
def reported_to_the_administrator(case: Case, form: ReportFault) -> bool:
    """Hold where the person is named in that role."""
    return Actor.parse(form.reported_to).role == ASSET_ADMIN.code


@working.step(
    "S004-p3-5.2",
    stay(LOGGED),
    by=ANY_EMPLOYEE,
    records="FaultReported",
    only_if=(is_internal.by("S004-p3-5.2"), reported_to_the_administrator),
)
class ReportFault(Command, zh="报告设备故障"):
    """Report the fault to the fixed-asset administrator, by ticket or telephone."""

    reported_to: PersonRef = Field(title="固定资产管理员")
    fault_report_mode: FaultReportMode = Field(title="报告方式")


# ---------------------------------------------------------------- sending it to a department


@condition("it is a defect within the warranty")
def under_warranty(case: Case, form: DispatchRequest) -> bool:
    """Hold where this very form says so."""
    return form.warranty is True


@rule("S001-t2-12", says="the constructor is on the office's list")
def constructor_listed(case: Case, form: DispatchRequest, ask: Ask) -> bool:
    """Hold outside the warranty, where the list has the name, and where there is no list."""
    return form.warranty is not True or not _listed(ask) or _is_listed(form, ask)


def _listed(ask: Ask) -> frozenset[str]:
    return frozenset(name.strip() for name in ask.lists.get("constructors", ()))


def _is_listed(form: DispatchRequest, ask: Ask) -> bool:
    return (form.constructor or "").strip() in _listed(ask)


def whether_unlisted(case: Case, form: Command, ask: Ask) -> Mapping[str, JsonValue]:
    """Mark a constructor that is on no list."""
    if not isinstance(form, DispatchRequest):
        raise TypeError(form)
    return {"unlisted": True} if form.constructor and not _is_listed(form, ask) else {}


@working.step(
    ("S000-p3-11", "S001-t2-12", "S001-t2-15"),
    LOGGED >> DISPATCHED,
    by=FIRST_CONTACT | RECEPTIONIST | CS_STAFF,
    records="RequestDispatched",
    asks={"constructor": under_warranty},
    only_if=(fault_reported.by("S004-p3-5.2"), constructor_listed),
    adds=whether_unlisted,
)
class DispatchRequest(forms.DispatchRequest):
    """Send it to the right department; a warranty defect goes to the constructor that built it."""

    warranty: bool = Field(title="保修期内")
    constructor: Text | None = Field(None, title="施工单位")


# ---------------------------------------------------------------- the work


@working.step("S000-p3-11", DISPATCHED >> ACCEPTED, by=DEPARTMENT, records="RequestAccepted")
class AcceptRequest(forms.AcceptRequest):
    """Take the request over in the department."""


@rule("S001-t1-11", says="warning signs are set up where customers pass")
def warning_signs_set(case: Case, form: StartWork) -> bool:
    """Hold where the signs stand."""
    return form.warning_signs


@rule("S001-t1-12", says="protective gear is worn")
def gear_worn(case: Case, form: StartWork) -> bool:
    """Hold where the gear is on."""
    return form.protective_gear


@working.step(
    ("S001-t1-11", "S001-t1-12"),
    (ACCEPTED, REOPENED) >> IN_PROGRESS,
    by=DEPARTMENT,
    records="WorkStarted",
    only_if=(warning_signs_set, gear_worn),
)
class StartWork(forms.StartWork):
    """Start the work, with warning signs and protective gear."""

    warning_signs: bool = Field(title="已设警示标志")
    protective_gear: bool = Field(title="已佩戴劳动防护用品")


@working.step("S000-p3-11", IN_PROGRESS >> DONE, by=DEPARTMENT, records="WorkFinished")
class FinishWork(forms.FinishWork):
    """Finish the work and write down what was done."""


working.deadline(
    "fault_report",
    "S004-p3-5.2",
    zh="设备故障当日报告",
    en="reporting a fault on the same day",
    starts=(LogRequest,),
    only_when=logs_internal,
    ends=(ReportFault,),
    figure="P0D",
    on_lapse=(noted("FaultReportLate", "未当日报告", "not reported the same day", "S004-p3-5.2"),),
)

working.deadline(
    "dispatch",
    "S000-p3-11",
    zh="及时派工",
    en="sending it to a department promptly",
    starts=(LogRequest,),
    ends=(DispatchRequest,),
    figure="P1D",
    configured=True,
)
