"""The codes that the blanks of several kinds of case hold."""

from __future__ import annotations

from ..workflow.forms import Choice


class ContactMode(Choice):
    """How the customer was met."""

    PHONE = "phone", "电话", "telephone"
    VISIT = "visit", "走访"
    LETTER = "letter", "书信"
    MESSAGE = "message", "短信微信", "text message"
    IN_PERSON = "in_person", "当面"


class Severity(Choice):
    """How grave a matter is; lowest first."""

    GENERAL = "general", "一般"
    IMPORTANT = "important", "重要"
    SERIOUS = "serious", "严重"


RISING = tuple(Severity)


class Satisfaction(Choice):
    """What the customer says when asked."""

    SATISFIED = "satisfied", "满意"
    DISSATISFIED = "dissatisfied", "不满意"
