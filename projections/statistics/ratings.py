"""What customers said when they were asked, against the target of 95 % (S000-p3)."""

from __future__ import annotations

from collections.abc import Sequence

from ...domain.choices import Satisfaction
from ...domain.complaint.facts import SATISFIED
from ...workflow.language import Label
from ..registers.case_row import Entry
from .figures import Rate
from .history import History
from .periods import Period
from .tables import Row


def last_rating(case: History, period: Period, *events: str) -> bool | None:
    """Say whether the customer was satisfied when last asked in a period; None if not asked.

    A step says it by its name, or in its blank `satisfaction`.
    """
    asked = case.entries(*events, within=period)
    return is_satisfied(asked[-1]) if asked else None


def is_satisfied(entry: Entry) -> bool:
    """Say whether a customer was satisfied, as the step's name or its blank tells."""
    if said := entry["form"].get("satisfaction"):
        return said == Satisfaction.SATISFIED
    return entry["event"] == SATISFIED


def satisfied(ratings: Sequence[bool | None]) -> Rate:
    """Give the satisfied among those who were asked."""
    rated = [one for one in ratings if one is not None]
    return Rate(sum(rated), len(rated))


RATED = {
    "satisfied": Label("满意", "satisfied"),
    "dissatisfied": Label("不满意", "dissatisfied"),
    "rated": Label("已评", "rated"),
    "unrated": Label("未评", "not rated"),
    "rate": Label("满意率", "satisfaction"),
    "meets": Label("达标（95%）", "meets 95 %"),
}


def rated(rate: Rate, unrated: int) -> Row:
    """Write down a rate of satisfaction against the target, and who was not asked."""
    return {
        "satisfied": rate.part,
        "dissatisfied": rate.whole - rate.part,
        "rated": rate.whole,
        "unrated": unrated,
        "rate": rate,
        "meets": rate.meets(),
    }
