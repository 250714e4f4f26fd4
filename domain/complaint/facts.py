"""What the clauses ask about a complaint, read off its own events.

A signature, an inspection and a visit count for the last result only: a newer result, or a
dissatisfied visit that sends the work back, voids them.
"""

from __future__ import annotations

from ...workflow.case import Case
from ...workflow.events import Event
from ...workflow.rules import condition, people
from ..choices import Severity
from ..readings import accused_in, workers_on_complaint
from .choices import Kind, Validity

GRAVITY = ("ComplaintRegistered", "ComplaintVerified", "ComplaintEscalated")
RESULT = "ResultReported"
SENT_BACK = "FollowUpDissatisfied"
SATISFIED = "FollowUpSatisfied"
VISITS = (SATISFIED, "FollowUpRecordedUnsatisfied", SENT_BACK)


def severity(case: Case) -> str:
    """Give the severity last settled by registering, verifying or reporting up."""
    return case.latest("severity", *GRAVITY)


def kind(case: Case) -> str:
    """Give the kind of matter."""
    return case.latest("kind", "ComplaintRegistered")


def validity(case: Case) -> str:
    """Give the validity of the last verification; empty before one."""
    return case.latest("validity", "ComplaintVerified")


def department(case: Case) -> str:
    """Give the department that the case was last dispatched to."""
    return case.latest("department", "Dispatched")


def since_result(case: Case) -> tuple[Event, ...]:
    """Give the events that count for the last result."""
    return case.since(RESULT, SENT_BACK)


def last_visit(case: Case) -> Event | None:
    """Give the last visit that counts for the last result."""
    return next((event for event in reversed(since_result(case)) if event.name in VISITS), None)


@people("the person complained of", "S000-m-3.1.7c")
def ACCUSED(case: Case) -> frozenset[str]:
    """Find everyone who has been named as complained of."""
    return accused_in(case)


@people("someone who did the work")
def HANDLER(case: Case) -> frozenset[str]:
    """Find who handled it: named by the department, or who started work or rework."""
    return workers_on_complaint(case)


@condition("the receiver is complained of")
def receiver_is_accused(case: Case) -> bool:
    """Hold where the first-contact person may not handle the case himself."""
    return case.first_contact in ACCUSED.find(case)


@condition("somebody stands in for the receiver")
def receiver_is_replaced(case: Case) -> bool:
    """Hold once customer service has stepped in for a receiver who is complained of [inferred]."""
    return case.has("ReceiverReplaced")


@condition("the severity is serious")
def is_serious(case: Case) -> bool:
    """Hold for a serious complaint."""
    return severity(case) == Severity.SERIOUS


@condition("the severity is important")
def is_important(case: Case) -> bool:
    """Hold for an important complaint."""
    return severity(case) == Severity.IMPORTANT


@condition("it is about a breach of discipline")
def is_discipline(case: Case) -> bool:
    """Hold for a complaint about a person's breach of discipline."""
    return kind(case) == Kind.DISCIPLINE


@condition("it is a dispute")
def is_dispute(case: Case) -> bool:
    """Hold for a dispute."""
    return kind(case) == Kind.DISPUTE


@condition("the matter is in its second instance")
def in_second_instance(case: Case) -> bool:
    """Hold where the office handled it before, or it was taken over from the office (S003-3.5)."""
    handled_before = case.value("office_handled", "ComplaintRegistered") is True
    return handled_before or case.has("SecondInstanceOpened")


@condition("the management office deals with the customer")
def on_office_route(case: Case) -> bool:
    """Hold where the case went to the office and was not taken over (S003-3.4)."""
    return case.has("RedirectedToOffice", "OfficeInformed") and not case.has("SecondInstanceOpened")


@condition("whoever received it handles it himself")
def handled_directly(case: Case) -> bool:
    """Hold where no department was ever asked to work on it."""
    return not case.has("Dispatched")


@condition("the complaint was found valid")
def is_valid(case: Case) -> bool:
    """Hold after a verification that found it valid."""
    return validity(case) == Validity.VALID


@condition("the complaint was found invalid")
def is_invalid(case: Case) -> bool:
    """Hold after a verification that found it invalid."""
    return validity(case) == Validity.INVALID


@condition("the complaint was found malicious")
def is_malicious(case: Case) -> bool:
    """Hold after a verification that found it malicious."""
    return validity(case) == Validity.MALICIOUS


@condition("the complaint has been verified")
def is_verified(case: Case) -> bool:
    """Hold after any verification."""
    return bool(validity(case))


@condition("the customer is a VIP")
def is_vip(case: Case) -> bool:
    """Hold once the case was marked with top urgency."""
    return case.has("MarkedVip")


@condition("it was explained to the complainant")
def was_explained(case: Case) -> bool:
    """Hold where an invalid or malicious complaint was explained, or is to be."""
    return validity(case) in (Validity.INVALID, Validity.MALICIOUS)


@condition("it was resolved on the spot")
def on_the_spot(case: Case) -> bool:
    """Hold where it was resolved at once and no visit has shown otherwise."""
    return case.has("ResolvedOnSpot") and not case.has(SENT_BACK)
