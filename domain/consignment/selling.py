"""Goods on sale: sold, reported to the customer, settled (S000-ch12-2 and 3)."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from ...workflow.forms import Command, Text
from ...workflow.rules import always, takers
from ...workflow.sheet import Sheet
from ...workflow.states import stay
from ..choices import ContactMode
from ..lapses import noted
from ..roles import CLERK, CUSTOMER
from . import rules as asked
from .facts import is_signed
from .states import AGREED, CLOSED, ON_SALE, SETTLING

selling = Sheet()


@selling.step(
    "S000-ch12-2",
    AGREED >> ON_SALE,
    by=CLERK,
    records="ConsignmentOnSale",
    guard={always: (is_signed.by("S000-ch12-2"),)},
)
class PutOnSale(Command, zh="上柜代销"):
    """Put the goods on sale once the customer has signed."""


@selling.step(
    "S000-ch12-3",
    stay(ON_SALE),
    by=CLERK,
    records="ConsignedItemSold",
    only_if=(asked.still_for_sale,),
)
class RecordSale(Command, zh="登记销售"):
    """Record which piece was sold and for how much."""

    number: Text = Field(title="货品编号")
    price: Decimal = Field(title="售价")


@selling.step(
    "S000-ch12-3",
    stay(ON_SALE),
    by=CLERK,
    records="SalesReported",
    only_if=(asked.sold_as_recorded, asked.unsold_as_left),
)
class ReportSales(Command, zh="汇报销售"):
    """Report the sales to the customer regularly."""

    contact_mode: ContactMode = Field(title="汇报方式")
    sold: list[Text] | None = Field(None, title="本期已售编号")
    unsold: list[Text] | None = Field(None, title="未售编号")
    amount: Decimal = Field(title="金额")


@selling.step(
    "S000-ch12-3",
    ON_SALE >> SETTLING,
    by=CLERK,
    records="ConsignmentSettled",
    only_if=(asked.returned_from_the_unsold, asked.in_is_sold_and_returned),
    inferred=True,
)
class SettleConsignment(Command, zh="结算"):
    """Settle what was sold and give back what was not."""

    returned: list[Text] | None = Field(None, title="退还编号")
    amount: Decimal = Field(title="结算金额")


@selling.step(
    "S000-ch12-3",
    SETTLING >> CLOSED,
    by=CUSTOMER,
    never_by=(takers("someone who settled", "settle-consignment").by("S000-ch12-3"),),
    records="SettlementSigned",
    signature="settlement",
    inferred=True,
)
class SignSettlement(Command, zh="客户签结算"):
    """Sign the settlement, as the customer."""


# The clause says regularly and gives no figure: a month, started anew by every report.
selling.deadline(
    "sales_report",
    "S000-ch12-3",
    zh="定期汇报",
    en="reporting the sales",
    starts=(PutOnSale, ReportSales),
    ends=(ReportSales, SettleConsignment),
    figure="P1M",
    configured=True,
    on_lapse=(noted("SalesReportLapsed", "未按期汇报", "sales report overdue", "S000-ch12-3"),),
)
