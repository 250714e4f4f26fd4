"""After receipt: video inspection, franchise ratio, exchange, return or neither (S000-ch11)."""

from __future__ import annotations

from pydantic import Field

from ...workflow.forms import Command, Future, Text
from ...workflow.parts import By
from ...workflow.sheet import Sheet
from ...workflow.states import stay
from ..roles import CS_STAFF, ORDER_CLERK
from . import granting as granted
from . import rules as asked
from .choices import RefusalGround
from .money import Amount
from .states import (
    EXCHANGE_GRANTED,
    EXCHANGED_SHIPPED,
    INSPECTED,
    INSPECTION_BOOKED,
    REFUSED,
    REQUESTED,
    RETURN_GRANTED,
)

after_receipt = Sheet()


@after_receipt.step(
    ("S000-ch11-1.1", "S000-ch11-1.3", "S000-ch11-2"),
    (REQUESTED, INSPECTED) >> REFUSED,
    by=CS_STAFF,
    records="ReturnRefused",
    only_if=(
        asked.not_on_the_spot,
        asked.picked_up_indeed,
        asked.found_not_at_fault,
        asked.franchise_indeed,
        asked.customer_told.by("S000-m-3.1.7b"),
    ),
)
class RefuseReturn(Command, zh="不予退换"):
    """Refuse on a ground that the case bears out, and tell the customer."""

    ground: RefusalGround = Field(title="不予退换的依据")
    customer_told: bool = Field(title="已告知客户")


@after_receipt.step(
    ("S000-ch11-1.3", "S000-ch8-3"),
    REQUESTED >> INSPECTION_BOOKED | stay(INSPECTION_BOOKED),
    by=CS_STAFF | ORDER_CLERK,
    records="VideoInspectionBooked",
    only_if=(granted.not_picked_up, granted.not_by_franchise, granted.about_quality),
)
class BookVideoInspection(Command, zh="约视频验看"):
    """Agree when the quality is looked at by video; agree again where the video failed."""

    video_at: Future = Field(title="视频时间")


@after_receipt.step(
    "S000-ch11-1.3",
    INSPECTION_BOOKED >> INSPECTED,
    by=CS_STAFF | ORDER_CLERK,
    records="InspectionRecorded",
)
class RecordInspection(Command, zh="记录验看"):
    """Record what the video shows: whether the product itself is at fault."""

    findings: Text = Field(title="验看情况")
    product_at_fault: bool = Field(title="产品本身问题")


@after_receipt.step(
    "S000-ch11-2",
    stay(REQUESTED),
    by=CS_STAFF,
    records="FranchiseRatioApplied",
    only_if=(granted.by_franchise, granted.sums_make_sense, granted.within_the_ratio),
)
class ApplyContractRatio(Command, zh="按合同比例核算"):
    """Hold a franchisee strictly to the ratio of the contract."""

    contract_no: Text = Field(title="加盟合同号")
    ratio: Amount = Field(title="退换货比例")
    base: Amount = Field(title="计算基数")
    used: Amount = Field(title="已用额")
    amount: Amount = Field(title="本次额")


@after_receipt.step(
    ("S000-ch11-1.2", "S000-ch11-1.3", "S000-ch11-2"),
    (REQUESTED, INSPECTED) >> EXCHANGE_GRANTED,
    by=CS_STAFF,
    records="ExchangeGranted",
    only_if=(
        granted.not_picked_up,
        granted.discrepancy_or_inspected,
        granted.ratio_applied,
        granted.product_at_fault,
        granted.stock_to_exchange,
    ),
)
class GrantExchange(Command, zh="同意换货"):
    """Grant an exchange: for a discrepancy, or a fault of the product itself."""

    stock_available: bool = Field(title="有货")


@after_receipt.step(
    ("S000-ch11-1.3", "S000-ch11-2"),
    (REQUESTED, INSPECTED) >> RETURN_GRANTED,
    by=CS_STAFF,
    records="ReturnGranted",
    only_if=(
        granted.not_picked_up,
        granted.exchange_only,
        granted.ratio_applied,
        granted.inspected_before_return,
        granted.product_at_fault,
        granted.out_of_stock,
    ),
)
class GrantReturn(Command, zh="同意退货"):
    """Grant a return where the product is at fault and there is no stock to exchange it for."""

    stock_available: bool = Field(title="有货")


@after_receipt.step(
    ("S000-ch11-1.2", "S000-ch11-1.3", "S000-ch6-4", "S000-ch6-5"),
    EXCHANGE_GRANTED >> EXCHANGED_SHIPPED,
    by=ORDER_CLERK,
    records="ReplacementShipped",
    only_if=(asked.customer_told.by("S000-ch6-4"),),
)
class ShipReplacement(Command, zh="寄出换货"):
    """Ship the replacement, tell the customer by telephone, and keep the voucher."""

    carrier: Text = Field(title="承运方")
    waybill_no: Text = Field(title="货单号")
    customer_told: bool = Field(title="已电话告知客户")


after_receipt.deadline(
    "video",
    "S000-ch11-1.3",
    zh="视频验看",
    en="the video inspection",
    starts=(BookVideoInspection,),
    ends=(RecordInspection, BookVideoInspection),
    figure=By("video_at"),
)
