"""The complaints of a quarter and of a year, month by month (S001-ch4-10, S001-ch4-11)."""

from __future__ import annotations

from collections.abc import Sequence

from ...domain.complaint.facts import VISITS
from ...workflow.language import Label, message
from .complaints import analysis, standings
from .counting import CLOSED, OPEN_AT_END, OPENED
from .history import Basis, History
from .periods import Period
from .ratings import RATED, last_rating, satisfied
from .tables import Chart, Row, Table


def trend(basis: Basis, period: Period) -> list[Table]:
    """Count a quarter's or a year's complaints, and by month (S001-ch4-10)."""
    summary, *rest = analysis(basis, period)
    return [summary, _by_month(basis, period), *rest]


def _by_month(basis: Basis, period: Period) -> Table:
    cases = basis.of("complaint")
    return Table(
        "by_month",
        Label("逐月趋势", "trend by month"),
        {
            "month": Label("月份", "month"),
            "opened": OPENED,
            "closed": CLOSED,
            "open_at_end": OPEN_AT_END,
            "missed": Label("有逾期", "with a missed deadline"),
            "rate": RATED["rate"],
            "meets": RATED["meets"],
        },
        [_month(basis, month, cases) for month in period.months()],
        (message("Each month is counted like a report of its own (S001-ch4-10)."),),
        (
            Chart("groups", "month", ("opened", "closed", "open_at_end")),
            Chart("rate", "month", ("rate",)),
        ),
    )


def _month(basis: Basis, month: Period, cases: Sequence[History]) -> Row:
    stood = standings(basis, month, cases)
    rate = satisfied([last_rating(one, month, *VISITS) for one in cases])
    has_come = month.start <= basis.as_of
    return {
        "month": month.name,
        "opened": sum(one.opened for one in stood),
        "closed": sum(one.closed for one in stood),
        "open_at_end": sum(one.open_at_end for one in stood) if has_come else 0,
        "missed": sum(one.missed for one in stood),
        "rate": rate,
        "meets": rate.meets(),
    }
