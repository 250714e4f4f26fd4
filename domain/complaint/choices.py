"""The codes that are written in the blanks of a complaint."""

from __future__ import annotations

from ...workflow.forms import Choice


class Validity(Choice):
    """Whether a complaint holds."""

    VALID = "valid", "有效"
    INVALID = "invalid", "无效"
    MALICIOUS = "malicious", "恶意"


class Kind(Choice):
    """What kind of matter was brought."""

    COMPLAINT = "complaint", "投诉"
    CRITICISM = "criticism", "批评"
    SUGGESTION = "suggestion", "建议"
    OPINION = "opinion", "意见"
    DISPUTE = "dispute", "纠纷"
    DISCIPLINE = "discipline", "个人违纪投诉", "breach of discipline"
    PUBLIC_INCIDENT = "public_incident", "突发公众事件", "sudden public incident"


class Channel(Choice):
    """How a complaint came in."""

    PHONE = "phone", "电话", "telephone"
    VISIT = "visit", "来访"
    LETTER = "letter", "来信"
    FAX = "fax", "传真"
    WEB = "web", "网络"
    OTHER = "other", "其他"


class ReportMode(Choice):
    """How a department was told."""

    PHONE = "phone", "电话", "telephone"
    ORAL = "oral", "口头"
    WRITTEN = "written", "书面"


class TakeoverGround(Choice):
    """Why head office takes a matter over from the management office."""

    DISSATISFIED = (
        "dissatisfied",
        "客户称管理处处理不当",
        "the customer says the office handled it badly",
    )
    TRACKING_LAPSED = (
        "tracking_lapsed",
        "到期无结果",
        "the tracking time passed without a result",
    )
