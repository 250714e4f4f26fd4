"""Consignment in the jewellery house (S000-ch12): counted, numbered, agreed, sold, reported."""

from __future__ import annotations

from ...workflow.corrections import corrections
from ...workflow.procedure import Procedure
from ..roles import CS_MANAGER, ROLES
from .intake import intake
from .selling import selling

consignment = Procedure(
    "consignment/jewellery",
    edition="1",
    zh="天竺工坊委托代销",
    en="Consignment in the jewellery house",
    document="S000-ch12",
    record="委托代销清单 + 代销合同",
    prefix="G",
    roles=ROLES,
    sheets=(intake, selling),
)

corrections(consignment, "S000-ch12-1", by=CS_MANAGER)
