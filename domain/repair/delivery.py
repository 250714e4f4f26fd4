"""Back to the customer: sorted, called, shipped or collected (S000-ch10-5)."""

from __future__ import annotations

from pydantic import Field

from ...workflow.forms import Command, Private, Text
from ...workflow.sheet import Sheet
from ..roles import CLERK, CUSTOMER, RECEPTIONIST
from . import rules as asked
from .choices import Delivery
from .states import BROUGHT_BACK, CLOSED, CUSTOMER_CALLED, REPAIRED, SHIPPED, SORTED

delivery = Sheet()


@delivery.step(
    "S000-ch10-5", BROUGHT_BACK >> SORTED, by=RECEPTIONIST | CLERK, records="PieceSorted"
)
class SortPiece(Command, zh="分类"):
    """Sort each piece that was brought back."""

    bin: Text = Field(title="分类")


@delivery.step(
    "S000-ch10-5",
    (SORTED, REPAIRED) >> CUSTOMER_CALLED,
    by=RECEPTIONIST | CLERK,
    records="CustomerCalled",
    asks={"address": asked.to_be_shipped},
)
class CallCustomer(Command, zh="电话通知客户"):
    """Telephone the customer once the piece is sorted, or repaired in house."""

    told: Private = Field(title="通话内容")
    delivery: Delivery = Field(title="发货或自取")
    address: Private | None = Field(None, title="收货地址")


@delivery.step(
    ("S000-ch10-5", "S000-ch6-5"),
    CUSTOMER_CALLED >> SHIPPED,
    by=RECEPTIONIST | CLERK,
    records="PieceShipped",
    only_if=(asked.shipping_chosen,),
)
class ShipPiece(Command, zh="发货"):
    """Ship the piece and keep the dispatch voucher."""

    carrier: Text = Field(title="承运方")
    waybill_no: Text = Field(title="货单号")


@delivery.step(
    "S000-ch10-5",
    CUSTOMER_CALLED >> CLOSED,
    by=CUSTOMER,
    records="PieceCollected",
    only_if=(asked.collecting_chosen,),
    inferred=True,
)
class CollectPiece(Command, zh="客户取件"):
    """Collect the piece, as the customer."""

    receipt_returned: bool = Field(title="收条已收回")


@delivery.step(
    "S000-ch10-5", SHIPPED >> CLOSED, by=CUSTOMER, records="ReceiptConfirmed", inferred=True
)
class ConfirmReceipt(Command, zh="确认收货"):
    """Confirm that the piece has arrived, as the customer."""

    receipt_returned: bool | None = Field(None, title="收条已收回")
