"""Repairs of the jewellery house (S000-ch10): a receipt first, then own workshop or courier."""

from __future__ import annotations

from ...workflow.corrections import corrections
from ...workflow.procedure import Procedure
from ..roles import CS_MANAGER, ROLES
from .counter import counter
from .delivery import delivery
from .outside import outside

repair = Procedure(
    "repair/jewellery",
    edition="1",
    zh="天竺工坊产品维修",
    en="Repairs of the jewellery house",
    document="S000-ch10",
    record="收条 + 交接单",
    prefix="R",
    roles=ROLES,
    sheets=(counter, outside, delivery),
)

corrections(repair, "S000-ch10-4a", by=CS_MANAGER)
