"""The codes that are written in the blanks of a return."""

from __future__ import annotations

from ...workflow.forms import Choice


class ReturnReason(Choice):
    """Why goods come back."""

    ON_SPOT_UNWANTED = "on_spot_unwanted", "现场退货", "unwanted on the spot"
    FAULTY_AT_SETTLEMENT = "faulty_at_settlement", "结算时发现问题"
    DISCREPANCY = "discrepancy", "与所选有差异", "not what was chosen"
    QUALITY = "quality", "质量问题"


class SaleChannel(Choice):
    """How the goods were sold."""

    SELF_PICKUP = "self_pickup", "自己提货", "picked up in person"
    VIDEO = "video", "视频选货", "chosen by video"
    OUT_OF_TOWN = "out_of_town", "外地"
    FRANCHISE = "franchise", "加盟"


class ReturnSigner(Choice):
    """In which capacity the return slip is signed."""

    HANDLER = "handler", "经手人"
    CUSTOMER = "customer", "客户"
    DEPT_MANAGER = "dept_manager", "部门经理"


class RefusalGround(Choice):
    """Why goods are neither taken back nor exchanged."""

    SELF_PICKUP = "self_pickup", "自提不退换", "picked up in person"
    NOT_AT_FAULT = "not_at_fault", "非产品本身问题"
    OVER_RATIO = "over_ratio", "超过退换货比例"
    NO_CONTRACT = "no_contract", "无加盟合同"
