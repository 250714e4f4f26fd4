"""The request, what is settled on the spot, the slip and its signatures (ch4, ch5-1B2)."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from ...workflow.forms import Command, Name, Phone, Private, Text, Words
from ...workflow.parts import Needs
from ...workflow.sheet import Sheet
from ...workflow.states import NEW, stay
from ..photo import Photo
from ..roles import CASHIER, CS_STAFF, CUSTOMER, DEPT_MANAGER, ORDER_CLERK, RECEPTIONIST
from . import rules as asked
from .choices import ReturnReason, ReturnSigner, SaleChannel
from .money import Amount
from .states import EXCHANGED, MARKED, REQUESTED, RETURN_GRANTED, SETTLED, SLIP_PRINTED
from .window import RETURN_WINDOW, the_window

counter = Sheet()
counter.figure(RETURN_WINDOW, "S000-ch11-1.2")
ALL_THREE = ("handler", "customer", "dept_manager")


class Goods(Words):
    """Goods of one code that come back."""

    code: Text = Field(title="编号")
    quantity: int = Field(title="数量")


@counter.step(
    ("S000-ch11-1.2", "S000-ch11-1.3", "S000-ch4-6b"),
    NEW >> REQUESTED,
    by=ORDER_CLERK | CS_STAFF | RECEPTIONIST,
    records="ReturnRequested",
    asks={
        "phone": asked.sold_from_afar,
        "received_on": asked.received_by_the_customer,
        "content": asked.received_by_the_customer,
    },
    only_if=(asked.at_least_one,),
    adds=the_window,
)
class RequestReturn(Command, zh="提出退换货"):
    """Take down what a customer wants to return or exchange, and why."""

    name: Name = Field(title="客户姓名")
    phone: Phone | None = Field(None, title="联系电话")
    sale_no: Text = Field(title="销售单号")
    channel: SaleChannel = Field(title="提货方式")
    reason: ReturnReason = Field(title="原因")
    items: list[Goods] = Field(title="货品")
    received_on: date | None = Field(None, title="收货日期")
    content: Private | None = Field(None, title="情况说明")


@counter.step(
    "S000-ch5-1B2",
    REQUESTED >> MARKED,
    by=ORDER_CLERK,
    records="UnwantedMarked",
    only_if=(asked.unwanted_on_the_spot,),
)
class MarkUnwanted(Command, zh="打叉"):
    """Cross out on the sales slip what the customer does not want."""

    lines: list[Text] = Field(title="销售单上打叉的货品")


@counter.step(
    ("S000-ch4-6b", "S000-ch5-1B2"),
    (MARKED, RETURN_GRANTED) >> SLIP_PRINTED,
    by=ORDER_CLERK,
    records="ReturnSlipPrinted",
)
class PrintReturnSlip(Command, zh="打退货单"):
    """Print the return slip at once."""

    slip_no: Text = Field(title="退货单号")


@counter.step(
    "S000-ch5-1B2",
    stay(SLIP_PRINTED),
    by=ORDER_CLERK | CS_STAFF | CUSTOMER | DEPT_MANAGER,
    records="ReturnSlipSigned",
    asks={"confirmation": asked.signs_from_afar},
    capacities={
        "handler": ORDER_CLERK | CS_STAFF,
        "customer": CUSTOMER,
        "dept_manager": DEPT_MANAGER,
    },
    voided_by=("ReturnSlipPrinted",),
)
class SignReturnSlip(Command, zh="签退货单"):
    """Sign the return slip as handler, customer or department manager: three people."""

    capacity: ReturnSigner = Field(title="签字身份")
    confirmation: Photo | None = Field(None, title="外地客户确认件")


@counter.step(
    ("S000-ch4-6b", "S000-ch5-1B2"),
    SLIP_PRINTED >> SETTLED,
    by=CASHIER,
    records="ReturnSettled",
    only_if=(asked.checked_with_the_customer,),
    needs=(Needs("sign-return-slip", ALL_THREE),),
)
class SettleReturn(Command, zh="退货结算"):
    """Settle once the slip is signed by all three and checked with the customer."""

    checked_with_customer: bool = Field(title="已与客户核对退货单")
    amount: Amount = Field(title="退款金额")


class Swap(Words):
    """A faulty piece with what replaces it."""

    faulty: Text = Field(title="问题货品")
    replacement: Text = Field(title="调换货品")


@counter.step(
    "S000-ch4-2",
    REQUESTED >> EXCHANGED,
    by=ORDER_CLERK,
    records="FaultySwapped",
    only_if=(asked.faulty_at_settlement,),
)
class SwapFaulty(Command, zh="当场调换"):
    """Swap what is found faulty at settlement; nothing faulty leaves the store."""

    replacements: list[Swap] = Field(title="调换明细")


counter.deadline(
    "slip",
    "S000-ch4-6b",
    zh="立即打退货单",
    en="printing the return slip at once",
    starts=(MarkUnwanted,),
    ends=(PrintReturnSlip,),
    figure="PT30M",
    configured=True,
)
