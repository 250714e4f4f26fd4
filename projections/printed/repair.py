"""Paper of a repair: the customer's receipt, and the sheet that goes with the repair courier."""

from __future__ import annotations

from ...workflow.language import Label
from .paper import Paper, by_hand, field, fields, place, signatures
from .sources import ticked, when, who, written

PRESENTED, RECEIVED, ASSESSED = "PiecePresented", "PieceReceived", "PieceAssessed"
TOLD, ENTERED, HANDED_OVER = "TermsInformed", "EnteredOnHandoverSheet", "HandedToMaster"
BROUGHT_BACK = "PieceBroughtBack"

RECEIPT = Paper(
    "receipt",
    Label("收条", "receipt"),
    ("S000-ch10-4a",),
    of=("repair/jewellery",),
    number=written("receipt_no", RECEIVED),
    copies=(Label("原件　交顾客", "original, for the customer"),),
    parts=(
        fields(
            field("日期", "date", written("received_on", RECEIVED)),
            field("商品编码", "product code", written("product_code", RECEIVED)),
            field("客户姓名", "customer", written("name", PRESENTED)),
            field("联系电话", "telephone", written("phone", PRESENTED)),
            field("材质", "material", ticked("material", PRESENTED), wide=True),
            field("需维修部位", "part to repair", written("part_to_repair", RECEIVED), tall=True),
            field("收件人", "received by", who(RECEIVED)),
            field("收件时间", "received at", when(RECEIVED)),
        ),
        signatures(place("receive-piece", "经手人", "clerk"), by_hand("客户签名", "customer")),
    ),
)

HANDOVER_SHEET = Paper(
    "handover-sheet",
    Label("交接单", "handover sheet with the repair courier"),
    ("S000-ch10-4b", "S000-ch10-4c", "S000-ch10-5"),
    of=("repair/jewellery",),
    number=written("sheet_no", ENTERED),
    copies=(
        Label("第一联　存根", "copy 1, stub"),
        Label("第二联　客户", "copy 2, customer"),
        Label("第三联　随货", "copy 3, with the piece"),
    ),
    parts=(
        fields(
            field("收条编号", "receipt no.", written("receipt_no", RECEIVED)),
            field("收条日期", "its date", written("received_on", RECEIVED)),
            field("商品编码", "code", written("product_code", RECEIVED)),
            field("材质", "material", written("material", PRESENTED)),
            field("需维修部位", "part to repair", written("part_to_repair", RECEIVED), wide=True),
            field("损坏情况", "damage", ticked("damage", ASSESSED), wide=True),
            field("损坏说明", "remark", written("remark", ASSESSED), wide=True),
            field("已告知1至6个月", "told 1–6 months", ticked("told_duration", TOLD)),
            field("已告知未必如原", "may differ", ticked("told_may_differ", TOLD)),
            field("告知方式", "told by", written("contact_mode", TOLD)),
            field("客户同意外修", "customer agrees", ticked("consent", TOLD)),
            field("照相", "photo", written("photo", ENTERED), wide=True),
            field("客户姓名", "customer", written("customer_name", ENTERED)),
            field("登单时间", "entered at", when(ENTERED)),
            title=Label("收条与货品", "receipt and piece"),
        ),
        fields(
            field("交出时间", "given out", when(HANDED_OVER)),
            field("第三联随货", "copy 3 with it", ticked("copy_3_with_piece", HANDED_OVER)),
            field("带回时间", "back at", when(BROUGHT_BACK)),
            field("与照片相符", "as on photo", ticked("photo_matched", BROUGHT_BACK)),
            field("维修结果", "outcome", ticked("outcome", BROUGHT_BACK), wide=True),
            field("说明", "remark", written("remark", BROUGHT_BACK), wide=True),
            title=Label("带出与带回", "out and back"),
        ),
        signatures(place("sign-handover-sheet"), place("bring-back", "带回人", "brought back by")),
    ),
)
