"""What is written in the blanks of a consignment: kinds of customer, lines of goods and labels."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pydantic import Field

from ...workflow.forms import Choice, Text, Words


class ConsignorKind(Choice):
    """What kind of customer brings the goods."""

    WHOLESALE = "wholesale", "批发客户(pf)", "wholesale (pf)"
    FRANCHISE = "franchise", "加盟客户(jm)", "franchise (jm)"


PREFIXES: Mapping[str, str] = {ConsignorKind.WHOLESALE: "pf", ConsignorKind.FRANCHISE: "jm"}


class Goods(Words):
    """Pieces of one sort on the consignment list."""

    item: Text = Field(title="货品")
    quantity: int = Field(title="件数")
    price: Decimal | None = Field(None, title="价格")


class ItemLabel(Words):
    """The number on one piece."""

    item: Text = Field(title="货品")
    number: Text = Field(title="编号")
