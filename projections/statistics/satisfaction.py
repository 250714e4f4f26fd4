"""Satisfaction by service item against 95 %, on demand (S000-p3)."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.complaint.facts import VISITS
from ...workflow.language import Label, message
from .counting import due_in
from .history import Basis
from .periods import Period
from .ratings import RATED, is_satisfied, last_rating, rated, satisfied
from .samples import SERVICES, rating, visits
from .tables import Called, Chart, Row, Table


def by_item(basis: Basis, period: Period) -> list[Table]:
    """Rate every service that the cases know of."""
    return [
        Table(
            "items",
            Label("服务项目满意率", "satisfaction by service item"),
            {
                "item": Label("服务项目", "service item"),
                "clause": Label("条款", "clause"),
                **RATED,
            },
            list(_items(basis, period)),
            (
                message(
                    "Satisfied divided by rated in the period, exactly; the target is met from "
                    "95 %, which counts. Complaints and requests are rated by the last answer "
                    "to each, visits one by one, services by the director's sample. Not rated: "
                    "complaints closed and work finished that nobody asked about, visits due that "
                    "did not take place, services that a user did not use."
                ),
            ),
            (Chart("rates", "item", ("rate",)),),
        )
    ]


def _items(basis: Basis, period: Period) -> Iterator[Row]:
    yield {
        "item": Called("complaints", Label("处理客户投诉", "handling complaints")),
        "clause": "S000-p3-13",
        **_asked(basis, period, "complaint", "ComplaintClosed", *VISITS),
    }
    yield {
        "item": Called("requests", Label("受理客户报修", "repairs and requests")),
        "clause": "S000-p3-11",
        **_asked(basis, period, "request", "WorkFinished", "FollowUpRecorded"),
    }
    yield {
        "item": Called("visits", Label("定期回访", "visits")),
        "clause": "S000-p3-16",
        **_visits(basis, period),
    }
    found = visits(basis.of("sample"), period)
    for service, label in SERVICES.items():
        item = Called(service, label)
        yield {"item": item, "clause": "S004-p7-visit-3", **rating(found, service)}


def _asked(basis: Basis, period: Period, kind: str, done: str, *events: str) -> Row:
    cases = basis.of(kind)
    rate = satisfied([last_rating(one, period, *events) for one in cases])
    finished = [one for one in cases if one.entries(done, within=period)]
    return rated(rate, sum(not one.entries(*events) for one in finished))


def _visits(basis: Basis, period: Period) -> Row:
    cases = basis.of("visit")
    made = [one for case in cases for one in case.entries("VisitConducted", within=period)]
    due = [case for case in cases if due_in(period, case.timers("visit"))]
    missing = sum(not case.entries("VisitConducted") for case in due)
    return rated(satisfied([is_satisfied(one) for one in made]), missing)
