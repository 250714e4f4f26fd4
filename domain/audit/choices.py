"""The codes that are written in the blanks of an audit."""

from __future__ import annotations

from ...workflow.forms import Choice


class Gravity(Choice):
    """How grave a finding is; lowest first. The deviation audit grades by the same scale."""

    NOTE = "note", "提示"
    MINOR = "minor", "轻微"
    MAJOR = "major", "较重"
    CRITICAL = "critical", "严重"
