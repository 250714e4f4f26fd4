"""The voucher of what was sent to a customer: a repaired piece, or what replaces goods."""

from __future__ import annotations

from ...workflow.language import Label
from .paper import Paper, field, fields, place, signatures
from .record import Record
from .sources import found, nothing, ticked, when, who, written

SHIPPED = ("PieceShipped", "ReplacementShipped")
OPENED = ("PiecePresented", "ReturnRequested")


def _quantity(record: Record) -> object | None:
    """Count what is sent: one piece of a repair, as many as came back of a return."""
    if not record.named(*SHIPPED):
        return None
    items = record.case.value("items", "ReturnRequested")
    if not isinstance(items, list):
        return "1"
    return str(sum(int(str(one["quantity"])) for one in items if isinstance(one, dict)))


DISPATCH_VOUCHER = Paper(
    "dispatch-voucher",
    Label("货物发送凭证", "dispatch voucher"),
    ("S000-ch6-5",),
    of=("repair/jewellery", "return/jewellery"),
    number=written("waybill_no", *SHIPPED),
    parts=(
        fields(
            field("发送时间", "sent at", when(*SHIPPED)),
            field("货单号", "waybill no.", written("waybill_no", *SHIPPED)),
            field("客户姓名", "customer", written("name", *OPENED)),
            field("联系电话", "telephone", written("phone", *OPENED)),
            field("收货地址", "address", written("address", "CustomerCalled"), wide=True),
            field("数量", "quantity", found(_quantity)),
            field("承运", "carrier", written("carrier", *SHIPPED)),
            field("发运方式", "mode", nothing()),
            field("运费", "fee", nothing()),
            field("已通知客户", "customer told", ticked("customer_told", *SHIPPED)),
            field("经办人", "sent by", who(*SHIPPED)),
        ),
        signatures(
            place("ship-piece", "凭证保管人", "keeper of the voucher", or_by=["ship-replacement"])
        ),
    ),
)
