"""The row of a complaint: what its events say, and nothing that depends on when it is read."""

from __future__ import annotations

from typing import TypedDict

from ..domain.complaint.facts import SATISFIED, VISITS
from ..workflow.events import Event, Recorded
from ..workflow.events import instant as stamp
from .clocks import Timer, run
from .projection import Projection
from .written import Correction, Late, Written, correction, late, mend, put, words, write


class Signature(TypedDict):
    """Who signed what when; a signature counts no more once a newer result has come."""

    version: int
    step: str
    meaning: str
    person: str
    role: str
    department: str
    at: str
    void: bool


class Visit(TypedDict):
    """A visit to the customer; what the customer said stands among what is written."""

    version: int
    at: str
    by: str
    satisfied: bool


class NonCooperation(TypedDict):
    """A report that somebody does not cooperate (S004-p7-first-4)."""

    version: int
    by: str
    against: str
    matter: str
    at: str


class ComplaintRow(TypedDict):
    """The facts of a complaint; instants are in UTC.

    `written` holds what stands in the blanks, `marks` when something last happened.
    """

    procedure: str
    edition: str
    state: str
    version: int
    recorded_at: str
    first_contact: str
    written: Written
    marks: dict[str, str]
    timers: list[Timer]
    signatures: list[Signature]
    visits: list[Visit]
    reports: list[NonCooperation]
    corrections: list[Correction]
    late: list[Late]


REGISTERED = (
    *("name", "phone", "unit_no", "address", "matter", "content", "channel", "kind"),
    *("object", "accused", "severity", "earlier_case", "merchant"),
)
OPINION = ("opinion", "suggestions", "contact_mode")

# Which blanks of which events fill columns of the same names.
BLANKS = {
    "ComplaintRegistered": REGISTERED,
    "ComplaintVerified": ("severity", "validity", "findings", "object", "accused"),
    "ComplaintEscalated": ("severity", "recipients"),
    "Dispatched": ("department",),
    "HandlerAssigned": ("handler",),
    "ResultReported": ("result",),
    "ResolvedOnSpot": ("result",),
    "CustomerReplied": ("result",),
    "InvalidExplained": ("explanation",),
    "MaliciousExplained": ("explanation",),
    "FollowUpArranged": ("planned_at",),
    "FollowUpSatisfied": OPINION,
    "FollowUpRecordedUnsatisfied": OPINION,
    "FollowUpDissatisfied": OPINION,
    "HandlingFormCompleted": ("form_no",),
    "ComplaintArchived": ("archive_no", "category"),
}

# Which events are columns of their own, by when they last happened.
MARKS = {
    "ComplaintRegistered": "opened_at",
    "MarkedVip": "vip_at",
    "TransferredToAdminHR": "admin_hr_at",
    "ResultReported": "result_at",
    "ResolvedOnSpot": "replied_at",
    "CustomerReplied": "replied_at",
    "InvalidExplained": "replied_at",
    "MaliciousExplained": "replied_at",
    "EffectInspected": "inspected_at",
    "VisitReviewed": "reviewed_at",
    "ComplaintClosed": "closed_at",
    "ComplaintArchived": "archived_at",
}


def complaint(row: ComplaintRow | None, recorded: Recorded) -> ComplaintRow:
    """Give the row of a complaint after one more event."""
    event = recorded.event
    row = row or _opened(recorded)
    row["state"], row["edition"], row["version"] = event.target, event.edition, recorded.version
    run(row["timers"], recorded)
    if event.occurred_at != event.recorded_at:
        row["late"].append(late(recorded))
    _void(row, event)
    if event.signature:
        row["signatures"].append(_signature(recorded))
    if mark := MARKS.get(event.name):
        row["marks"][mark] = stamp(event.occurred_at)
    write(row["written"], recorded, *BLANKS.get(event.name, ()))
    _add(row, recorded)
    return row


COMPLAINTS = Projection.by_case("complaint_register", 1, complaint, "complaint")


def _add(row: ComplaintRow, recorded: Recorded) -> None:
    event = recorded.event
    match event.name:
        case "WorkStarted" | "ReworkStarted" | "HandledByReceiver":
            put(row["written"], recorded.version, "handler", event.person)
        case "FollowUpSatisfied" | "FollowUpDissatisfied" | "FollowUpRecordedUnsatisfied":
            row["visits"].append(_visit(recorded))
        case "NonCooperationReported":
            row["reports"].append(_report(recorded))
        case "EntryCorrected":
            mend(row["written"], event)
            row["corrections"].append(correction(recorded))
            _mend_reports(row, event)


def _mend_reports(row: ComplaintRow, event: Event) -> None:
    now = words(event, "now")
    for report in row["reports"]:
        if report["version"] == event.form["version"]:
            report["against"] = str(now.get("against", report["against"]))
            report["matter"] = str(now.get("matter", report["matter"]))


def _void(row: ComplaintRow, event: Event) -> None:
    """Take back what counts for an earlier result or an earlier visit only."""
    match event.name:
        case "ResultReported" | "FollowUpDissatisfied":
            row["marks"].pop("inspected_at", None)
            row["marks"].pop("reviewed_at", None)
            for signature in row["signatures"]:
                signature["void"] |= signature["meaning"] == "result"
        case "DisciplineStatementTaken":
            for signature in row["signatures"]:
                signature["void"] |= signature["meaning"] == "statement"
    if event.name in VISITS:
        row["marks"].pop("reviewed_at", None)


def _opened(recorded: Recorded) -> ComplaintRow:
    event, row = recorded.event, empty()
    row["procedure"] = event.procedure
    row["recorded_at"] = stamp(event.recorded_at)
    row["first_contact"] = event.person
    return row


def empty() -> ComplaintRow:
    """Give a row of which nothing is known."""
    return ComplaintRow(
        procedure="",
        edition="",
        state="",
        version=0,
        recorded_at="",
        first_contact="",
        written={},
        marks={},
        timers=[],
        signatures=[],
        visits=[],
        reports=[],
        corrections=[],
        late=[],
    )


def _signature(recorded: Recorded) -> Signature:
    event = recorded.event
    return Signature(
        version=recorded.version,
        step=event.step,
        meaning=event.signature,
        person=event.person,
        role=event.role,
        department=event.department,
        at=stamp(event.occurred_at),
        void=False,
    )


def _visit(recorded: Recorded) -> Visit:
    event = recorded.event
    return Visit(
        version=recorded.version,
        at=stamp(event.occurred_at),
        by=event.person,
        satisfied=event.name == SATISFIED,
    )


def _report(recorded: Recorded) -> NonCooperation:
    event = recorded.event
    return NonCooperation(
        version=recorded.version,
        by=event.person,
        against=str(event.form.get("against") or ""),
        matter=str(event.form.get("matter") or ""),
        at=stamp(event.occurred_at),
    )
