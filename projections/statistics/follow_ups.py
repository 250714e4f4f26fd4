"""The calls after repairs: each day's list 每日回访 and the month's report 报修回访月报.

Every repair that is done is followed up, so that both numbers are equal (S004-p7-visit-1a, 1b).
What is done again after a customer was dissatisfied is followed up again, and counts again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ...domain.request.choices import RequestKind
from ...workflow.language import Label, Until, message
from ..clocks import Timer, due_at, is_late
from ..columns import labels_of
from ..registers.case_row import Entry
from .counting import called
from .figures import Rate
from .history import Basis, History, dated
from .periods import Period
from .ratings import RATED, is_satisfied, rated, satisfied
from .tables import Called, Chart, Row, Table

DONE, FOLLOWED = Label("已完成", "done"), Label("已回访", "followed up")
LATE = Label("逾期", "late or missed")
DEFINED = message(
    "Each time that work was finished counts in the period in which it was finished, and is "
    "followed up by the first call after it; the service centre calls by the end of the next "
    "day (S004-p7-visit-1a)."
)


@dataclass(frozen=True, slots=True)
class Round:
    """Work that was finished, and the call that followed it."""

    case: History
    finished: Entry
    call: Entry | None
    timer: Timer | None

    def is_late(self, now: datetime) -> bool:
        """Say whether the call came too late, or has not come in time."""
        return self.timer is not None and is_late(self.timer, now)


def rounds(basis: Basis, period: Period) -> list[Round]:
    """Give the work that was finished in a period, in the order of time."""
    found = (one for case in basis.of("request") for one in _rounds(case))
    return sorted(
        (one for one in found if period.has(dated(one.finished))),
        key=lambda one: (dated(one.finished), one.case.number),
    )


def _rounds(case: History) -> Iterator[Round]:
    timers = {one["version"]: one for one in case.timers("follow_up")}
    last: Entry | None = None
    for entry in case.entries("WorkFinished", "FollowUpRecorded"):
        if entry["event"] == "FollowUpRecorded":
            if last:
                yield Round(case, last, entry, timers.get(last["version"]))
            last = None
            continue
        if last:
            yield Round(case, last, None, timers.get(last["version"]))
        last = entry
    if last:
        yield Round(case, last, None, timers.get(last["version"]))


def month(basis: Basis, period: Period) -> list[Table]:
    """Count a month's repairs, and what the customers said (S004-p7-visit-1b)."""
    found = rounds(basis, period)
    return [coverage(basis, found), _by_day(basis, period, found), _calls(found)]


def day(basis: Basis, period: Period) -> list[Table]:
    """List what was finished on a day, called or not (S004-p7-visit-1a)."""
    found = rounds(basis, period)
    return [_list(basis, found), coverage(basis, found)]


# ---------------------------------------------------------------- how many


def coverage(basis: Basis, found: Sequence[Round]) -> Table:
    """Count what was done and what was followed up, by procedure and kind."""
    groups: dict[tuple[str, str], list[Round]] = {}
    for one in found:
        kind = one.case.word("request_kind", "RequestLogged")
        groups.setdefault((one.case.procedure, kind), []).append(one)
    kinds = labels_of(RequestKind)
    rows = [
        {
            "procedure": Called(name, basis.procedure(name)),
            "kind": called(kind, kinds),
            **_covered(basis, groups[name, kind]),
        }
        for name, kind in sorted(groups)
    ]
    everything = {"procedure": Called("all", Label("合计", "all together")), "kind": None}
    return Table(
        "coverage",
        Label("回访率", "coverage of follow-ups"),
        {
            "procedure": Label("程序", "procedure"),
            "kind": Label("类别", "kind"),
            "done": DONE,
            "followed": FOLLOWED,
            "late": LATE,
            "coverage": Label("回访率", "followed ÷ done"),
            "equal": Label("相等", "equal"),
            **{name: RATED[name] for name in ("satisfied", "dissatisfied", "rate", "meets")},
        },
        [*rows, {**everything, **_covered(basis, found)}],
        (DEFINED,),
    )


def _covered(basis: Basis, found: Sequence[Round]) -> Row:
    calls = [one.call for one in found if one.call]
    rate = satisfied([is_satisfied(one) for one in calls])
    return {
        "done": len(found),
        "followed": len(calls),
        "late": sum(one.is_late(basis.as_of) for one in found),
        "coverage": Rate(len(calls), len(found)),
        "equal": len(calls) == len(found),
        **rated(rate, len(found) - len(calls)),
    }


def _by_day(basis: Basis, period: Period, found: Sequence[Round]) -> Table:
    rows: list[Row] = []
    for one_day in period.days():
        done = [one for one in found if one_day.has(dated(one.finished))]
        if done:
            rows.append(
                {
                    "day": one_day.name,
                    "done": len(done),
                    "followed": sum(one.call is not None for one in done),
                    "late": sum(one.is_late(basis.as_of) for one in done),
                }
            )
    return Table(
        "by_day",
        Label("逐日", "by day"),
        {"day": Label("日期", "day"), "done": DONE, "followed": FOLLOWED, "late": LATE},
        rows,
        charts=(Chart("bars", "day", ("done",)),),
    )


# ---------------------------------------------------------------- one by one


def _list(basis: Basis, found: Sequence[Round]) -> Table:
    return Table(
        "list",
        Label("每日回访", "follow-ups of the day"),
        {
            "case": Label("编号", "no."),
            "department": Label("责任部门", "department"),
            "finished_at": Label("完成时间", "finished"),
            "due_at": Label("回访限期", "call due"),
            "called_at": Label("回访时间", "called"),
            "by": Label("回访人", "by"),
            "satisfied": RATED["satisfied"],
            "opinion": Label("客户意见", "opinion"),
            "late": LATE,
        },
        [{**_call(one), "late": one.is_late(basis.as_of)} for one in found],
        (DEFINED,),
    )


def _calls(found: Sequence[Round]) -> Table:
    return Table(
        "opinions",
        Label("客户意见", "opinions"),
        {
            "case": Label("编号", "no."),
            "called_at": Label("回访时间", "called"),
            "satisfied": RATED["satisfied"],
            "opinion": Label("客户意见", "opinion"),
        },
        [_call(one) for one in found if one.call],
    )


def _call(one: Round) -> Row:
    call = one.call
    return {
        "case": one.case.number,
        "department": one.case.word("department", "RequestDispatched"),
        "finished_at": dated(one.finished),
        "due_at": Until(due_at(one.timer)) if one.timer else None,
        "called_at": dated(call) if call else None,
        "by": call["by"] if call else None,
        "satisfied": is_satisfied(call) if call else None,
        "opinion": str(call["form"].get("opinion") or "") if call else None,
    }
