"""The management office deals with the customer (S003-3.4), or has not done it well (3.5)."""

from __future__ import annotations

from pydantic import Field

from ....workflow.forms import Command, Instant, PersonRef, Private
from ....workflow.parts import By
from ....workflow.sheet import Sheet
from ....workflow.states import stay
from ...roles import CS_STAFF, MGMT_OFFICE
from .. import forms
from ..states import REGISTERED, RESULT_REPORTED, WITH_OFFICE
from . import rules as asked

office = Sheet()


@office.step(
    ("S003-3.4.1", "S003-3.4.2"),
    REGISTERED >> WITH_OFFICE,
    by=CS_STAFF,
    records="RedirectedToOffice",
    only_if=(asked.not_handled_by_the_office, asked.customer_consents, asked.not_serious),
)
class RedirectToOffice(forms.RedirectToOffice):
    """Direct the customer to the management office, with the customer's consent."""


@office.step(
    "S003-3.4.2",
    REGISTERED >> WITH_OFFICE,
    by=CS_STAFF,
    records="OfficeInformed",
    only_if=(asked.not_handled_by_the_office, asked.not_serious),
)
class InformOffice(forms.InformOffice):
    """Inform the management office, which contacts the customer itself."""


@office.step(
    "S003-3.4.2",
    stay(WITH_OFFICE),
    by=MGMT_OFFICE | CS_STAFF,
    records="OfficeContactedCustomer",
    only_if=(asked.contact_has_happened,),
)
class RecordOfficeContact(Command, zh="记录管理处联系"):
    """Record when, by whom and about what the office contacted the customer."""

    contacted_at: Instant = Field(title="联系时间")
    contacted_by: PersonRef = Field(title="联系人")
    content: Private = Field(title="联系内容")


@office.step(
    "S003-3.4.2",
    WITH_OFFICE >> RESULT_REPORTED,
    by=CS_STAFF,
    records="ResultReported",
    only_if=(asked.office_contacted_the_customer,),
)
class CheckOfficeResult(forms.ReportResult, zh="追踪管理处结果"):
    """Check the result with the office within the set time."""


@office.step(
    "S003-3.5",
    WITH_OFFICE >> REGISTERED,
    by=CS_STAFF,
    records="SecondInstanceOpened",
    only_if=(asked.tracking_time_passed,),
)
class TakeOverFromOffice(forms.TakeOverFromOffice):
    """Take over as second instance what the office has not handled well or in time."""


office.deadline(
    "office_result",
    "S003-3.4.2",
    zh="管理处结果追踪时间",
    en="tracking the office's result",
    starts=(RedirectToOffice, InformOffice),
    ends=(CheckOfficeResult, TakeOverFromOffice),
    figure=By("tracking_at"),
)
