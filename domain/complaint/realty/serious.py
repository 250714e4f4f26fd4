"""Serious matters are reported and inspected before anything else (S003-3.6)."""

from __future__ import annotations

from pydantic import Field

from ....workflow.forms import Command, Private, Text
from ....workflow.people import FIRST_CONTACT
from ....workflow.sheet import Sheet
from ....workflow.states import stay
from ...roles import CS_STAFF
from .. import forms
from ..rules import (
    becomes_serious,
    lowered_by_the_manager,
    no_longer_serious,
    serious_when_reported,
    told_to_all,
)
from ..states import ESCALATED, REGISTERED, VERIFIED
from . import rules as asked
from .intake import Register, Verify

serious = Sheet()


@serious.step(
    "S003-3.6",
    (REGISTERED, VERIFIED) >> ESCALATED,
    by=FIRST_CONTACT | CS_STAFF,
    records="ComplaintEscalated",
    only_if=(
        lowered_by_the_manager,
        serious_when_reported,
        told_to_all(
            "the property director, the general manager's office and the department heads are told",
            "property_director",
            "gm_office",
            "dept_head",
        ),
    ),
)
class Escalate(forms.Escalate):
    """Report a serious matter at once to all who must know."""


@serious.step(
    "S003-3.6",
    stay(ESCALATED),
    by=CS_STAFF,
    records="SiteInspected",
    only_if=(asked.customer_at_the_site,),
)
class InspectSite(Command, zh="现场查看"):
    """Go to the site with the customer and record the actual situation."""

    customer_present: bool = Field(title="客户在场")
    attendees: list[Private] = Field(title="参加人")
    findings: Text = Field(title="现场实际情况")


serious.deadline(
    "escalation",
    "S003-3.6",
    zh="严重投诉上报时限",
    en="reporting a serious complaint",
    starts=(Register, Verify),
    only_when=becomes_serious,
    ends=(Escalate,),
    ends_when={Verify: no_longer_serious},
    figure="PT30M",
    configured=True,
)
