"""What the clauses ask about a request, read off its own events, and what both pages demand.

A result, its signature and a follow-up count for the last finished work only.
"""

from __future__ import annotations

from ...workflow.case import Case
from ...workflow.events import Event
from ...workflow.rules import condition, people
from ..choices import Satisfaction
from ..readings import workers_on_request
from .forms import ReopenRequest

FINISHED = "WorkFinished"


def department(case: Case) -> str:
    """Give the department that the request was last sent to."""
    return case.latest("department", "RequestDispatched")


def last_follow_up(case: Case) -> Event | None:
    """Give the last follow-up on the last finished work."""
    later = case.since(FINISHED) if case.has(FINISHED) else ()
    return next((event for event in reversed(later) if event.name == "FollowUpRecorded"), None)


@people("someone who did the work")
def WORKERS(case: Case) -> frozenset[str]:
    """Find who finished the work, in any round, or started the rework."""
    return workers_on_request(case)


@condition("the customer was followed up after the work")
def followed_up(case: Case) -> bool:
    """Hold after a follow-up on the last finished work."""
    return last_follow_up(case) is not None


@condition("the customer was satisfied at the last follow-up")
def satisfied(case: Case) -> bool:
    """Hold where the last follow-up found the customer satisfied."""
    return _said(case) == Satisfaction.SATISFIED


@condition("the customer was dissatisfied at the last follow-up")
def dissatisfied(case: Case) -> bool:
    """Hold where the last follow-up found the customer dissatisfied."""
    return _said(case) == Satisfaction.DISSATISFIED


def _said(case: Case) -> object:
    found = last_follow_up(case)
    return found.form.get("satisfaction") if found else None


@condition("the rework is due before the next visit")
def rework_due_before_the_visit(case: Case, form: ReopenRequest) -> bool:
    """Hold where the department's limit is not after the next visit [inferred]."""
    if form.due_at is None or form.next_visit_at is None:
        return True
    return form.due_at <= form.next_visit_at
