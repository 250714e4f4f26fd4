"""Taking in, settling on the spot, checking the facts (S004-p6-4.1, 4.2, 4.6, 6.1 to 6.5)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ....workflow.forms import PersonRef, Private, Text, among
from ....workflow.parts import Needs
from ....workflow.people import FIRST_CONTACT
from ....workflow.sheet import Sheet
from ....workflow.states import NEW, stay
from ...roles import COMPLAINANT, CS_MANAGER, CS_STAFF, RECEPTIONIST
from .. import forms
from ..choices import Kind
from ..facts import ACCUSED, is_discipline, is_invalid, is_malicious
from ..rules import (
    earlier_complaint_closed,
    general_when_settled_at_once,
    lowered_by_the_manager,
    malice_found_by_the_manager,
)
from ..states import ESCALATED, EXPLAINED, MEASURES_SET, REGISTERED, REPLIED, VERIFIED
from . import rules as asked

intake = Sheet()


@intake.step(
    ("S004-p6-4.1", "S004-p6-6.1", "S004-p6-6.2"),
    NEW >> REGISTERED,
    by=RECEPTIONIST | CS_STAFF,
    records="ComplaintRegistered",
    only_if=(asked.apology_first, earlier_complaint_closed),
)
class Register(forms.Register):
    """Apologise first, then take the complaint down in full."""

    unit_no: Private = Field(title="单元号码")
    kind: Annotated[Kind, among(Kind.COMPLAINT, Kind.OPINION, Kind.SUGGESTION, Kind.DISCIPLINE)] = (
        Field(Kind.COMPLAINT, title="类别")
    )
    apology_made: bool = Field(title="已致歉")


@intake.step(
    "S004-p6-6.5",
    stay(REGISTERED, ESCALATED, MEASURES_SET),
    by=RECEPTIONIST | CS_STAFF,
    never_by=(ACCUSED,),
    records="DisciplineStatementTaken",
    only_if=(asked.about_discipline,),
)
class TakeDisciplineStatement(forms.TakeDisciplineStatement):
    """Take down the course of events, the witness and the evidence.

    Also after the case was reported up, which does not wait [inferred].
    """


@intake.step(
    "S004-p6-6.5",
    stay(REGISTERED, ESCALATED, MEASURES_SET),
    by=COMPLAINANT,
    records="DisciplineStatementSigned",
    only_if=(asked.statement_taken, asked.statement_not_signed_yet),
    voided_by=("DisciplineStatementTaken",),
    signature="statement",
)
class SignDisciplineStatement(forms.SignDisciplineStatement):
    """Sign the statement as the complainant, leaving a telephone number.

    Also after the case was reported up, which does not wait [inferred].
    """


@intake.step(
    "S004-p6-6.4",
    REGISTERED >> REPLIED,
    by=FIRST_CONTACT | RECEPTIONIST,
    never_by=(ACCUSED,),
    records="ResolvedOnSpot",
    only_if=(general_when_settled_at_once, asked.not_about_discipline),
)
class ResolveOnSpot(forms.ResolveOnSpot):
    """Explain or solve it on the spot."""


@intake.step(
    ("S004-p6-4.2", "S004-p6-6.5"),
    REGISTERED >> VERIFIED | stay(ESCALATED, MEASURES_SET),
    by=CS_STAFF | CS_MANAGER,
    never_by=(ACCUSED,),
    records="ComplaintVerified",
    asks={
        "department": asked.found_valid,
        "object": asked.object_unknown,
        "accused": asked.accused_unknown,
        "proposal": is_discipline,
    },
    only_if=(
        lowered_by_the_manager,
        malice_found_by_the_manager,
        asked.accused_does_not_verify,
    ),
    needs=(Needs("sign-discipline-statement", when=is_discipline),),
)
class Verify(forms.Verify):
    """Check the facts; settle validity, severity and the department."""

    object: Text | None = Field(None, title="投诉对象")
    accused: PersonRef | None = Field(None, title="被投诉人")
    proposal: Text | None = Field(None, title="处理建议")


@intake.step(
    "S004-p6-6.4",
    (VERIFIED, ESCALATED, MEASURES_SET) >> EXPLAINED,
    by=CS_STAFF,
    records="InvalidExplained",
    only_if=(is_invalid.by("S004-p6-6.4"),),
    inferred=True,
)
class ExplainInvalid(forms.Explain, zh="解释无效投诉"):
    """Explain to the complainant why the complaint does not hold."""


@intake.step(
    "S004-p6-4.6",
    (VERIFIED, ESCALATED, MEASURES_SET) >> EXPLAINED,
    by=CS_STAFF,
    records="MaliciousExplained",
    only_if=(is_malicious.by("S004-p6-4.6"),),
)
class ExplainMalicious(forms.Explain, zh="解释恶意投诉"):
    """Stand by the principle and explain it patiently."""
