"""The codes that are written in the blanks of a shift."""

from __future__ import annotations

from ...workflow.forms import Choice


class Rank(Choice):
    """The rank of whoever is in charge on a special day; lowest first."""

    STAFF = "staff", "员工"
    JUNIOR = "junior", "初级"
    MIDDLE = "middle", "中级"
    SENIOR = "senior", "高级"


MIDDLE_OR_HIGHER = tuple(Rank)[tuple(Rank).index(Rank.MIDDLE) :]


class ItemCondition(Choice):
    """In what condition an item was found."""

    OK = "ok", "完好"
    DAMAGED = "damaged", "损坏"
    MISSING = "missing", "缺失"


class RefusalGround(Choice):
    """The four grounds on which a shift is not taken over 四不接."""

    UNCLEAR_RECORD = "unclear_record", "记录不清不接"
    UNCLEAN = "unclean", "卫生不净不接"
    ITEMS_MISSING = "items_missing", "公物缺失不接"
    MAJOR_REPAIR_UNFINISHED = "major_repair_unfinished", "重大维修未完不接"


class ShiftSigner(Choice):
    """In which capacity somebody signs."""

    OUTGOING = "outgoing", "交班人"
    INCOMING = "incoming", "接班人"
