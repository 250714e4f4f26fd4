"""What follows from a next visit that was fixed: it is planned, once (S004-p9-3)."""

from __future__ import annotations

from collections.abc import Iterator

from ...workflow.actor import THE_POLICY
from ...workflow.case import Case
from ...workflow.events import Recorded
from ...workflow.policy import Policy
from ...workflow.request import Request
from .choices import VisitTrigger

AS_BEFORE = ("name", "phone", "contact_mode", "visitor")


def _planned_again(case: Case, cause: Recorded) -> Iterator[Request]:
    """Plan the visit that was promised, by the same visitor in the same way."""
    yield Request(
        step="plan-visit",
        actor=THE_POLICY,
        at=cause.event.recorded_at,
        procedure=case.procedure,
        form={
            **{blank: case.latest(blank, "VisitPlanned") for blank in AS_BEFORE},
            "trigger": str(VisitTrigger.NEXT_VISIT),
            "about": case.id,
            "planned_at": cause.event.form["next_visit_at"],
        },
    )


NEXT_VISIT = Policy("next-visit", frozenset({"NextVisitFixed"}), _planned_again)
