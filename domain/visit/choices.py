"""The codes that are written in the blanks of a visit."""

from __future__ import annotations

from ...workflow.forms import Choice


class VisitTrigger(Choice):
    """Why a customer is visited."""

    COMPLAINT = "complaint", "投诉"
    REQUEST = "request", "报修求助"
    PERIODIC = "periodic", "定期"
    NEXT_VISIT = "next_visit", "下次回访", "the next visit"
