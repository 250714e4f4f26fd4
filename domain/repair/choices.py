"""The codes that are written in the blanks of a repair."""

from __future__ import annotations

from ...workflow.forms import Choice


class Material(Choice):
    """What a piece is made of."""

    SILVER = "silver", "银饰品"
    THAI_SILVER = "thai_silver", "泰银", "Thai silver"
    GOLD = "gold", "金饰品"
    OTHER = "other", "其他"


class Damage(Choice):
    """What is wrong with a piece."""

    LOOSE_STONE = "loose_stone", "宝石脱落"
    SEVERE = "severe", "严重损坏", "severe damage"
    STONE_BROKEN = "stone_broken", "宝石破碎"
    SILVER_BROKEN = "silver_broken", "银器断裂"
    OTHER = "other", "其他"


NOT_FOR_THE_HOUSE = (Damage.SEVERE, Damage.STONE_BROKEN, Damage.SILVER_BROKEN)


class Outcome(Choice):
    """How a piece came back from outside [inferred]."""

    REPAIRED = "repaired", "已修好"
    REPAIRED_DIFFERS = (
        "repaired_differs",
        "修好但与原来有差异",
        "repaired, but not as it was",
    )
    NOT_REPAIRABLE = "not_repairable", "不能修复"


class Delivery(Choice):
    """How a piece gets back to its customer [inferred]."""

    SHIP = "ship", "发货"
    COLLECT = "collect", "自取"


class SheetSigner(Choice):
    """As whom somebody signs the handover sheet."""

    GIVER = "giver", "交件人"
    RECEIVER = "receiver", "带修人"
