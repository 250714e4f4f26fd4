"""Which blanks of which steps are counted by; nothing else of a form is kept for statistics.

A step that is listed without blanks counts by itself: that it happened, when, and by whom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...domain.complaint.facts import VISITS

# What happens to a complaint, by what it means for the customer (S004-p6-7.3, S001-ch4-9).
TOLD = (
    *("ResolvedOnSpot", "CustomerReplied", "InvalidExplained", "MaliciousExplained"),
    *("OfficeContactedCustomer", *VISITS),
)
RESPONDED = (
    *("HandledByReceiver", "DepartmentRecorded", "HandlerAssigned", "WorkStarted"),
    *("PlanSubmitted", "ResultReported", *TOLD),
)
SAMPLED = ("repair_service", "front_desk", "cleaning", "greening", "security")

_COMPLAINTS = {
    **dict.fromkeys(RESPONDED, ()),
    **dict.fromkeys(VISITS, ("opinion",)),
    "FollowUpSatisfied": ("opinion", "solved_during_visit"),
    "ComplaintRegistered": (
        *("kind", "channel", "severity", "matter", "earlier_case", "office_handled"),
    ),
    "ComplaintVerified": ("severity", "validity"),
    "ComplaintEscalated": ("severity",),
    "SecondInstanceOpened": (),
    "Dispatched": ("department",),
    "ComplaintClosed": (),
    "ComplaintArchived": ("category",),
    "NonCooperationReported": ("against",),
}
_REQUESTS = {
    "RequestLogged": ("request_kind",),
    "RequestDispatched": ("department",),
    "WorkFinished": (),
    "FollowUpRecorded": ("satisfaction", "opinion"),
    "RequestReopened": (),
    "RequestClosed": (),
}
_VISITS = {
    "VisitPlanned": ("trigger", "about", "planned_at"),
    "VisitConducted": ("satisfaction",),
    "SolvedAtOnce": (),
    "NextVisitFixed": ("next_visit_at", "department"),
    "VisitRecorded": (),
    "VisitReviewed": (),
}
_CONSIGNMENTS = {
    "ConsignmentOffered": ("name", "consignor_kind", "quantity_brought"),
    "ConsignmentOnSale": (),
    "ConsignedItemSold": ("number", "price"),
    "SalesReported": ("amount",),
    "ConsignmentSettled": ("returned", "amount"),
}
_SAMPLES = {
    "SampleDue": ("quarter",),
    "SampleDrawn": ("size", "population", "sample"),
    "SampleVisitRecorded": ("about", "opinion", *SAMPLED),
    "FindingRecorded": ("about", "finding"),
    "FindingHandled": ("row", "result"),
    "SampleCompleted": ("opinions_summary",),
    "SampleFiled": ("archive_no",),
    "FollowUpsAudited": ("audit_department", "finding"),
}
_SHIFTS = {
    "ShiftRostered": ("duty_person", "starts_at", "ends_at", "special_day"),
    "ShiftStarted": (),
    "DutyLogged": ("major",),
    "MajorReported": ("row",),
    "DutyInspected": (),
    "AbsenceRequested": (),
    "AbsenceApproved": (),
    "AbsenceDenied": (),
    "PostLeft": (),
    "PostDeserted": ("left_at",),
    "IncomingArrived": (),
    "DiscrepancyRecorded": (),
    "MajorRepairOverruled": (),
    "HandoverRefused": ("grounds",),
    "ShiftHandedOver": (),
}

COUNTED: Mapping[str, Sequence[str]] = {
    **_COMPLAINTS,
    **_REQUESTS,
    **_VISITS,
    **_CONSIGNMENTS,
    **_SAMPLES,
    **_SHIFTS,
}
