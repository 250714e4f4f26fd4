"""The codes that are written in the blanks of a sample."""

from __future__ import annotations

from ...workflow.forms import Choice


class SampleAnswer(Choice):
    """What a user says of a service."""

    SATISFIED = "satisfied", "满意"
    DISSATISFIED = "dissatisfied", "不满意"
    NOT_USED = "not_used", "未涉及"


class AuditDepartment(Choice):
    """Who audits the follow-ups."""

    QUALITY = "quality", "品质管理部", "quality department"
    PRODUCTION = "production", "生产运行部", "production department"
