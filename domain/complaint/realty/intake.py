"""Taking in and analysing (S003-2.1, 3.2, 3.3a, 3.5.1, 3.5.2)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ....workflow.forms import Private, Text, among
from ....workflow.sheet import Sheet
from ....workflow.states import NEW, stay
from ...roles import CS_MANAGER, CS_STAFF, RECEPTIONIST
from .. import forms
from ..choices import Validity
from ..facts import ACCUSED, in_second_instance, is_invalid
from ..rules import earlier_complaint_closed, lowered_by_the_manager
from ..states import ESCALATED, EXPLAINED, REGISTERED, VERIFIED
from . import rules as asked

intake = Sheet()


@intake.step(
    ("S003-2.1", "S003-3.2"),
    NEW >> REGISTERED,
    by=CS_STAFF | RECEPTIONIST,
    records="ComplaintRegistered",
    only_if=(earlier_complaint_closed,),
)
class Register(forms.Register):
    """Ask patiently and register in detail, leaving no blank."""

    unit_no: Private = Field(title="单元号码")
    office_handled: bool = Field(title="管理处已处理过")


@intake.step(
    ("S003-3.3a", "S003-3.5.1"),
    REGISTERED >> VERIFIED | stay(ESCALATED),
    by=CS_STAFF | CS_MANAGER,
    never_by=(ACCUSED,),
    records="ComplaintVerified",
    asks={
        "department": asked.found_valid,
        "office_cause": in_second_instance,
        "office_status": in_second_instance,
    },
    only_if=(lowered_by_the_manager,),
)
class Verify(forms.Verify):
    """Analyse whether it is reasonable; settle validity, severity and the department."""

    validity: Annotated[Validity, among(Validity.VALID, Validity.INVALID)] = Field(title="有效性")
    office_cause: Text | None = Field(None, title="管理处说明原因")
    office_status: Text | None = Field(None, title="管理处处理状况")


@intake.step(
    "S003-3.5.2",
    (VERIFIED, ESCALATED) >> EXPLAINED,
    by=CS_STAFF,
    records="InvalidExplained",
    only_if=(is_invalid.by("S003-3.5.2"),),
)
class ExplainInvalid(forms.Explain, zh="解释无效投诉"):
    """Contact the complainant of an invalid matter and explain, lowering expectations."""


intake.deadline(
    "explanation",
    "S003-3.5.2",
    zh="无效投诉解释时限",
    en="explaining an invalid complaint",
    starts=(Verify,),
    only_when=asked.found_invalid,
    ends=(ExplainInvalid,),
    ends_when={Verify: asked.found_valid},
    figure="P3D",
    configured=True,
)
