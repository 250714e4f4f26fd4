"""When a shift is handed over, the one that follows begins (S004-p7-handover-5)."""

from __future__ import annotations

from collections.abc import Iterator

from ...workflow.actor import THE_POLICY
from ...workflow.case import Case
from ...workflow.events import Recorded
from ...workflow.policy import Policy
from ...workflow.request import Request


def begin_the_next(case: Case, cause: Recorded) -> Iterator[Request]:
    """Start each shift that was rostered to follow when this one was taken over.

    One that is rostered only later is started by its own duty person.
    """
    numbers = cause.event.form.get("followed_by")
    for number in numbers if isinstance(numbers, list) else ():
        at = cause.event.recorded_at
        yield Request("start-shift", THE_POLICY, at, case=str(number))


NEXT_SHIFT = Policy("next-shift", frozenset({"ShiftHandedOver"}), begin_the_next)
