"""Taking a piece in, judging the damage, repairing it in house (S000-ch10-1, 3 and 4a)."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from ...workflow.forms import Command, Name, Phone, Text
from ...workflow.sheet import Sheet
from ...workflow.states import NEW
from ..roles import CLERK, RECEPTIONIST, WORKSHOP
from . import rules as asked
from .choices import Damage, Material
from .states import ASSESSED, IN_HOUSE, PRESENTED, RECEIVED, REFUSED, REPAIRED

counter = Sheet()


@counter.step(
    "S000-ch10-3",
    NEW >> PRESENTED,
    by=RECEPTIONIST | CLERK,
    records="PiecePresented",
    inferred=True,
)
class PresentPiece(Command, zh="送修"):
    """Look at what the customer brings, before anything is accepted."""

    name: Name = Field(title="客户姓名")
    phone: Phone = Field(title="联系电话")
    material: Material = Field(title="材质")


@counter.step(
    "S000-ch10-3",
    PRESENTED >> REFUSED,
    by=RECEPTIONIST | CLERK,
    records="RepairRefused",
    only_if=(asked.is_thai_silver.by("S000-ch10-3"), asked.customer_told),
)
class RefusePiece(Command, zh="拒收泰银"):
    """Tell the customer that Thai silver is not accepted."""

    customer_told: bool = Field(title="已告知客户泰银不收")


@counter.step(
    ("S000-ch10-4a", "S000-ch10-3"),
    PRESENTED >> RECEIVED,
    by=RECEPTIONIST | CLERK,
    records="PieceReceived",
    only_if=(asked.not_of_thai_silver.by("S000-ch10-3"),),
)
class ReceivePiece(Command, zh="收件开收条"):
    """Give the customer a receipt with the date, the product code and the part to repair."""

    receipt_no: Text = Field(title="收条编号")
    received_on: date = Field(title="收条日期")
    product_code: Text = Field(title="商品编码")
    part_to_repair: Text = Field(title="需维修部位")


@counter.step(
    ("S000-ch10-1", "S000-ch10-2"),
    RECEIVED >> ASSESSED,
    by=RECEPTIONIST | CLERK | WORKSHOP,
    records="PieceAssessed",
    asks={"remark": asked.is_other_damage},
)
class AssessPiece(Command, zh="判定损坏"):
    """Judge what is damaged and whether the own workshop can repair it."""

    damage: Damage = Field(title="损坏情况")
    in_house_possible: bool = Field(title="能否自修")
    remark: Text | None = Field(None, title="说明")


@counter.step(
    "S000-ch10-1",
    ASSESSED >> IN_HOUSE,
    by=WORKSHOP,
    records="InHouseRepairStarted",
    only_if=(
        asked.workshop_can.by("S000-ch10-2"),
        asked.not_too_damaged.by("S000-ch10-2"),
    ),
)
class RepairInHouse(Command, zh="着手自修"):
    """Repair it in house wherever possible."""


@counter.step("S000-ch10-1", IN_HOUSE >> REPAIRED, by=WORKSHOP, records="InHouseRepaired")
class FinishInHouse(Command, zh="自修完成"):
    """Record what the workshop has done."""

    result: Text = Field(title="维修结果")


@counter.step("S000-ch10-2", IN_HOUSE >> ASSESSED, by=WORKSHOP, records="InHouseFailed")
class FailInHouse(Command, zh="自修未成"):
    """Give back what the workshop cannot repair, with the reason."""

    reason: Text = Field(title="修不好的原因")
