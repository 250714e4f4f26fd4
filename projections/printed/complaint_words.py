"""What the papers of several complaints have in common: events, and words to tick."""

from __future__ import annotations

from ...domain.complaint.facts import SATISFIED, VISITS
from ...workflow.language import Label
from .record import Record
from .sources import Source, found, which

REGISTERED, VERIFIED, ESCALATED = "ComplaintRegistered", "ComplaintVerified", "ComplaintEscalated"
DISPATCHED, REPORTED, ON_SPOT = "Dispatched", "ResultReported", "ResolvedOnSpot"
EXPLAINED = ("InvalidExplained", "MaliciousExplained")
REPLIED, COMPLETED, ARCHIVED = "CustomerReplied", "HandlingFormCompleted", "ComplaintArchived"


def satisfaction() -> Source:
    """Tick whether the customer was satisfied at the visit."""
    return which(
        (Label("满意", "satisfied"), (SATISFIED,)),
        (Label("不满意", "dissatisfied"), tuple(one for one in VISITS if one != SATISFIED)),
    )


def case_number() -> Source:
    """Give the number of the complaint."""
    return found(_number)


def _number(record: Record) -> str:
    return record.case.id
