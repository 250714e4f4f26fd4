"""The codes that are written in the blanks of a request."""

from __future__ import annotations

from ...workflow.forms import Choice


class RequestKind(Choice):
    """What is asked for."""

    REPAIR = "repair", "报修"
    HELP = "help", "求助"


class FaultReportMode(Choice):
    """How a fault of the house's own equipment was reported."""

    TICKET = "ticket", "报修单", "repair ticket"
    PHONE = "phone", "电话", "telephone"
