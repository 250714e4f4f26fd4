"""The repair outside: the customer told, handover sheet, six months (S000-ch10-2, 4b and 4c)."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from ...workflow.forms import Command, Name, Private, Text
from ...workflow.parts import Needs
from ...workflow.rules import always, takers
from ...workflow.sheet import Sheet
from ...workflow.states import stay
from ..choices import ContactMode
from ..lapses import noted
from ..photo import Photo
from ..roles import CLERK, CS_STAFF, CUSTOMER, RECEPTIONIST, REPAIR_COURIER
from . import rules as asked
from .choices import Outcome, SheetSigner
from .states import (
    ASSESSED,
    BROUGHT_BACK,
    CUSTOMER_INFORMED,
    HANDED_OVER,
    RETURNED_UNREPAIRED,
    SLIPPED,
)

outside = Sheet()


@outside.step(
    "S000-ch10-2",
    ASSESSED >> CUSTOMER_INFORMED,
    by=RECEPTIONIST | CLERK,
    records="TermsInformed",
    only_if=(asked.tried_in_house, asked.both_points_told),
)
class InformCustomer(Command, zh="告知客户"):
    """Tell the customer that it takes one to six months and may not be as it was."""

    told_duration: bool = Field(title="已告知需1至6个月")
    told_may_differ: bool = Field(title="已告知不一定修复如原")
    contact_mode: ContactMode = Field(title="告知方式")
    consent: bool = Field(title="客户同意外修")


@outside.step(
    "S000-ch10-2",
    CUSTOMER_INFORMED >> RETURNED_UNREPAIRED,
    by=CUSTOMER,
    records="RepairDeclined",
    inferred=True,
)
class DeclineRepair(Command, zh="客户不修"):
    """Take the piece back unrepaired, as the customer."""

    receipt_returned: bool = Field(title="收条已收回")


@outside.step(
    "S000-ch10-4b",
    CUSTOMER_INFORMED >> SLIPPED,
    by=RECEPTIONIST | CLERK,
    records="EnteredOnHandoverSheet",
    only_if=(asked.consent_given,),
    guard={
        always: (
            asked.receipt_given.by("S000-ch10-4a", "S000-ch10-4b"),
            asked.terms_told.by("S000-ch10-2"),
        )
    },
)
class EnterHandoverSheet(Command, zh="登交接单"):
    """Enter it on the handover sheet with the repair courier, with the customer's name and a photo.

    The sheet has three copies; the third is to travel with the piece.
    """

    sheet_no: Text = Field(title="交接单编号")
    customer_name: Name = Field(title="客户姓名(交接单上)")
    photo: Photo = Field(title="照相")


@outside.step(
    "S000-ch10-4b",
    stay(SLIPPED),
    by=RECEPTIONIST | CLERK | REPAIR_COURIER,
    records="HandoverSheetSigned",
    capacities={"giver": RECEPTIONIST | CLERK, "receiver": REPAIR_COURIER},
    apart=("S000-ch10-4c",),
    signature="sheet",
    inferred=True,
)
class SignHandoverSheet(Command, zh="签交接单"):
    """Sign the handover sheet as giver or as repair courier; they are two people."""

    capacity: SheetSigner = Field(title="签字身份")


@outside.step(
    "S000-ch10-4c",
    SLIPPED >> HANDED_OVER,
    by=RECEPTIONIST | CLERK,
    records="HandedToMaster",
    only_if=(asked.copy_3_goes_along,),
    guard={always: (asked.on_the_sheet.by("S000-ch10-4b"),)},
    needs=(Needs("sign-handover-sheet", ("giver", "receiver")),),
)
class HandOver(Command, zh="交带修人"):
    """Give the piece together with copy 3 to the repair courier."""

    copy_3_with_piece: bool = Field(title="第三联随货")


@outside.step(
    "S002-d10-2",
    stay(HANDED_OVER),
    by=RECEPTIONIST | CLERK | CS_STAFF,
    records="CustomerContacted",
    inferred=True,
)
class ContactCustomer(Command, zh="联系客户"):
    """Contact the customer before the promised time is over."""

    contact_mode: ContactMode = Field(title="联系方式")
    told: Private = Field(title="告知内容")
    expected_on: date | None = Field(None, title="预计带回日期")


@outside.step(
    ("S000-ch10-5", "S000-ch10-2"),
    HANDED_OVER >> BROUGHT_BACK,
    by=REPAIR_COURIER,
    never_by=(takers("someone who handed the piece over", "hand-over").by("S000-ch10-4c"),),
    records="PieceBroughtBack",
    only_if=(asked.on_its_own_sheet, asked.as_on_the_photo),
    asks={"remark": asked.not_simply_repaired},
)
class BringBack(Command, zh="带回"):
    """Bring the piece back, held against its sheet and its photo."""

    sheet_no: Text = Field(title="交接单编号")
    photo_matched: bool = Field(title="与照片相符")
    outcome: Outcome = Field(title="维修结果")
    remark: Text | None = Field(None, title="说明")


outside.deadline(
    "repair_term",
    "S000-ch10-2",
    zh="外修期限",
    en="the term of the repair outside",
    starts=(HandOver,),
    ends=(BringBack,),
    figure="P6M",
    on_lapse=(noted("RepairTermLapsed", "外修逾期", "repair outside overdue", "S000-ch10-2"),),
)
# The clause gives no figure [inferred]: half a month before the term is over.
outside.deadline(
    "term_contact",
    "S002-d10-2",
    zh="逾期前联系客户",
    en="contacting the customer before the term is over",
    starts=(HandOver,),
    ends=(ContactCustomer, BringBack),
    figure="P5M15D",
    configured=True,
    on_lapse=(noted("CustomerContactDue", "须先联系客户", "customer contact due", "S002-d10-2"),),
)
