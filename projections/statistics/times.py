"""How long it took: from the opening of a case to what was waited for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from ...workflow.language import Label
from .counting import COUNT
from .figures import Spread
from .history import Basis, History
from .periods import Period
from .tables import Called, Row

TIMES = {
    "measure": Label("计时", "measure"),
    "count": COUNT,
    "waiting": Label("期末仍在等待", "still waiting at the end"),
    "median": Label("中位数", "median"),
    "ninth_tenth": Label("九成不超过", "nine in ten within"),
    "longest": Label("最长", "longest"),
    "working_median": Label("工作时间中位数", "median, working time"),
    "working_ninth_tenth": Label("工作时间九成不超过", "nine in ten within, working time"),
    "working_longest": Label("工作时间最长", "longest, working time"),
}


def took(
    basis: Basis, period: Period, cases: Iterable[History], measure: Called, *events: str
) -> Row:
    """Measure from the opening to the first of these, where it happened in the period."""
    spans, waiting = [], 0
    for case in cases:
        came = case.first(*events)
        if came and period.has(came):
            spans.append((case.opened_at, max(came, case.opened_at)))
        elif case.opened_at < period.end and (came is None or came >= period.end):
            waiting += 1
    real = Spread.of(end - start for start, end in spans)
    working = Spread.of(basis.calendar.working_time(start, end) for start, end in spans)
    return {
        "measure": measure,
        "count": real.count,
        "waiting": waiting,
        **_spread("", real),
        **_spread("working_", working),
    }


def _spread(prefix: str, spread: Spread) -> Mapping[str, timedelta | None]:
    return {
        f"{prefix}median": spread.median,
        f"{prefix}ninth_tenth": spread.ninth_tenth,
        f"{prefix}longest": spread.longest,
    }
