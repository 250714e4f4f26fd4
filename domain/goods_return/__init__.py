"""Returns and exchanges of the jewellery house (S000-ch11, with ch4-2, ch4-6b, ch5-1B2)."""

from __future__ import annotations

from ...workflow.corrections import corrections
from ...workflow.procedure import Procedure
from ..roles import CS_MANAGER, ROLES
from .after_receipt import after_receipt
from .counter import counter

goods_return = Procedure(
    "return/jewellery",
    edition="1",
    zh="天竺工坊退换货",
    en="Returns and exchanges of the jewellery house",
    document="S000-ch11, S000-ch4, S000-ch5",
    record="退货单",
    prefix="X",
    roles=ROLES,
    sheets=(counter, after_receipt),
)

corrections(goods_return, "S000-ch4-6b", by=CS_MANAGER)
