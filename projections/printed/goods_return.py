"""Paper of a return: the slip that handler, customer and department manager sign."""

from __future__ import annotations

from ...workflow.language import Label
from .paper import NUMBERS, Paper, column, field, fields, lines, place, signatures
from .record import Record
from .rows import listed
from .sources import every, found, part, ticked, when, written

REQUESTED, MARKED, PRINTED = "ReturnRequested", "UnwantedMarked", "ReturnSlipPrinted"
SIGNED, SETTLED = "ReturnSlipSigned", "ReturnSettled"


def _quantity(record: Record) -> object | None:
    items = record.case.value("items", REQUESTED)
    lines = items if isinstance(items, list) else []
    return str(sum(int(str(one["quantity"])) for one in lines if isinstance(one, dict)))


RETURN_SLIP = Paper(
    "return-slip",
    Label("退货单", "return slip"),
    ("S000-ch4-6b", "S000-ch5-1B2"),
    of=("return/jewellery",),
    number=written("slip_no", PRINTED),
    parts=(
        fields(
            field("客户姓名", "customer", written("name", REQUESTED)),
            field("联系电话", "telephone", written("phone", REQUESTED)),
            field("销售单号", "sale no.", written("sale_no", REQUESTED)),
            field("打单时间", "printed at", when(PRINTED)),
            field("提货方式", "channel of the sale", ticked("channel", REQUESTED), wide=True),
            field("退货原因", "reason", ticked("reason", REQUESTED), wide=True),
            field("收货日期", "received on", written("received_on", REQUESTED)),
            field("打叉的货品", "crossed out", written("lines", MARKED)),
            field("情况说明", "what is the matter", written("content", REQUESTED), tall=True),
        ),
        lines(
            listed("items", REQUESTED),
            NUMBERS,
            column("编号", "item code", part("code")),
            column("数量", "quantity", part("quantity"), style="count"),
            title=Label("退货货品", "goods returned"),
            sums={"quantity": found(_quantity)},
        ),
        fields(
            field(
                "已与客户核对", "checked with customer", ticked("checked_with_customer", SETTLED)
            ),
            field("退款金额", "sum refunded", written("amount", SETTLED, money=True)),
            field(
                "外地客户确认件", "confirmation from afar", every("confirmation", SIGNED), wide=True
            ),
            title=Label("退货结算", "settlement"),
        ),
        signatures(place("sign-return-slip"), place("settle-return", "收银员", "cashier")),
    ),
)
