"""Goods taken in, counted, listed, numbered, agreed with the customer (S000-ch12-1 and 2)."""

from __future__ import annotations

from pydantic import Field

from ...workflow.forms import Command, Name, Phone, Private, Text
from ...workflow.parts import Look
from ...workflow.rules import takers
from ...workflow.sheet import Sheet
from ...workflow.states import NEW
from ..choices import ContactMode
from ..photo import Photo
from ..roles import CLERK, CUSTOMER, RECEPTIONIST
from . import rules as asked
from .facts import is_labelled
from .forms import ConsignorKind, Goods, ItemLabel
from .states import AGREED, COUNTED, DECLINED, LABELLED, LISTED, OFFERED, REPORTED

intake = Sheet()


@intake.step(
    "S000-ch12-1",
    NEW >> OFFERED,
    by=CLERK | RECEPTIONIST,
    records="ConsignmentOffered",
    only_if=(asked.something_brought,),
    inferred=True,
)
class OfferGoods(Command, zh="提出代销"):
    """Take down who brings how many pieces to be sold for him."""

    name: Name = Field(title="客户姓名")
    phone: Phone = Field(title="联系电话")
    consignor_kind: ConsignorKind = Field(title="客户类别")
    surname: Text = Field(title="编号用姓")
    present: bool = Field(title="客户在场")
    quantity_brought: int = Field(title="送来件数")


@intake.step(
    "S000-ch12-1",
    OFFERED >> COUNTED,
    by=CLERK,
    records="ConsignedGoodsCounted",
    only_if=(asked.nothing_counted_away, asked.counted_as_brought),
)
class CountGoods(Command, zh="核对货品"):
    """Count the consigned goods carefully."""

    items: list[Goods] = Field(title="货品明细")


@intake.step("S000-ch12-1", COUNTED >> LISTED, by=CLERK, records="ConsignmentListPrinted")
class PrintList(Command, zh="打清单"):
    """Print the consignment list."""

    list_no: Text = Field(title="委托代销清单编号")


@intake.step(
    "S000-ch12-1",
    LISTED >> LABELLED,
    by=CLERK,
    records="ItemsLabelled",
    only_if=(
        asked.one_number_a_piece,
        asked.numbers_of_the_pattern,
        asked.numbers_once,
        asked.numbers_not_in_use,
    ),
    looks=(Look("labelled", "consignment/jewellery", is_labelled),),
)
class LabelItems(Command, zh="贴编号"):
    """Label every piece with a number of its own."""

    labels: list[ItemLabel] = Field(title="编号标签")


@intake.step(
    "S000-ch12-2",
    LABELLED >> REPORTED,
    by=CLERK,
    records="AbsentCustomerInformed",
    only_if=(asked.customer_absent, asked.quantity_as_counted),
)
class ReportToAbsentCustomer(Command, zh="报不在场客户"):
    """Report the quantity and the contract to the absent customer for signature."""

    contact_mode: ContactMode = Field(title="报告方式")
    quantity: int = Field(title="报告件数")
    contract: Photo = Field(title="代销合同")


# That the customer who is present signs too is inferred.
@intake.step(
    ("S000-ch12-2", "S000-ch12-1"),
    (LABELLED, REPORTED) >> AGREED,
    by=CUSTOMER,
    never_by=(takers("someone who counted the goods", "count-goods").by("S000-ch12-2"),),
    records="ConsignmentSigned",
    only_if=(asked.told_or_present, asked.quantity_as_counted),
    signature="agreement",
)
class SignAgreement(Command, zh="客户签认"):
    """Sign for the quantity and the contract, as the customer."""

    quantity: int = Field(title="签认件数")
    contract: Photo = Field(title="已签代销合同")


@intake.step(
    "S000-ch12-2",
    (OFFERED, COUNTED, LISTED, LABELLED, REPORTED) >> DECLINED,
    by=CUSTOMER,
    records="ConsignmentDeclined",
    inferred=True,
)
class DeclineAgreement(Command, zh="客户不同意"):
    """Decline, as the customer, before anything is signed."""

    reason: Private = Field(title="原因")
