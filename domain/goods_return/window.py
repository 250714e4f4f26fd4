"""How long after receipt a return is asked for in time (S000-ch11-1.2, -1.3).

The document says "at once" and gives no figure, so there is none until an office sets one
[inferred]. A later request is marked late in the register and never refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import JsonValue

from ...workflow.calendars import DAY
from ...workflow.case import Case
from ...workflow.deadlines import Figure, plus_months
from ...workflow.forms import Command
from ...workflow.request import Ask

RETURN_WINDOW = "return_window_days"


def the_window(case: Case, form: Command, ask: Ask) -> Mapping[str, JsonValue]:
    """Write down the window that the office has set, and on which of its days it is asked."""
    window = ask.limits.get(RETURN_WINDOW)
    if window is None or getattr(form, "received_on", None) is None:
        return {}
    day = ask.occurred.astimezone(ask.zone).date()
    return {RETURN_WINDOW: str(window), "requested_on": day.isoformat()}


def asked_late(received_on: date, requested_on: date, window: str) -> bool:
    """Tell whether a request came after the window's last day; that of receipt does not count."""
    figure = Figure.parse(window)
    return requested_on > plus_months(received_on, figure.months) + figure.days * DAY
