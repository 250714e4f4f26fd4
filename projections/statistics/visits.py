"""The month's visits 回访客户月统计表, which the department manager signs (S004-p9-4b).

A talk with a customer is written down as a visit of its own, in the complaint, or in the
request. Where a visit refers to its complaint or request and both were written on the same day,
it is the same talk and counts once [inferred].
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from ...domain.complaint.facts import VISITS
from ...workflow.language import Label, message
from ..registers.case_row import Entry
from .counting import called
from .history import Basis, History, dated
from .periods import Period, day
from .ratings import RATED, is_satisfied, satisfied
from .tables import Called, Chart, Row, Table

TALKS = {
    "visit": (("VisitConducted",), Label("回访", "visits")),
    "complaint": (VISITS, Label("投诉中的回访", "visits in complaints")),
    "request": (("FollowUpRecorded",), Label("报修求助回访", "calls after requests")),
}


class Talk(NamedTuple):
    """A talk with a customer: what it was about, and what came of it."""

    kind: str
    case: str
    about: str
    at: datetime
    department: str
    satisfied: bool
    solved: bool
    next_open: bool


def month(basis: Basis, period: Period) -> list[Table]:
    """Count a month's visits, by where they are written and by department."""
    found = talks(basis, period)
    everything = Called("all", Label("合计", "all together"))
    by_kind = [
        {"source": Called(kind, label), **_counted([one for one in found if one.kind == kind])}
        for kind, (_, label) in TALKS.items()
    ]
    return [
        Table(
            "summary",
            Label("回访统计", "visits"),
            {"source": Label("记录于", "written in"), **_COLUMNS},
            [*by_kind, {"source": everything, **_counted(found)}],
            (
                message(
                    "A visit counts in the period in which it took place. A visit that refers to "
                    "a complaint or request in which a talk of the same day is written is that "
                    "talk, and counts once. The next visit is open if it was fixed in this period "
                    "and has not taken place by its end (S004-p9-4b)."
                ),
            ),
        ),
        _by(Label("责任部门", "department"), found, lambda one: called(one.department)),
    ]


def _by(label: Label, found: Sequence[Talk], word: Callable[[Talk], Called]) -> Table:
    groups: dict[Called, list[Talk]] = {}
    for one in found:
        groups.setdefault(word(one), []).append(one)
    order = sorted(groups, key=lambda said: (-len(groups[said]), said.code))
    return Table(
        "by_department",
        Label(f"按{label.zh}", f"by {label.en}"),
        {"value": label, **_COLUMNS},
        [{"value": said, **_counted(groups[said])} for said in order],
        (message("The department that was told of the next visit, else the one at work."),),
        (Chart("bars", "value", ("visits",)),),
    )


_COLUMNS = {
    "visits": Label("回访次数", "visits"),
    "satisfied": RATED["satisfied"],
    "dissatisfied": RATED["dissatisfied"],
    "solved": Label("当场解决", "solved at once"),
    "next_open": Label("下次回访未完", "next visit open"),
    "rate": RATED["rate"],
    "meets": RATED["meets"],
}


def _counted(found: Sequence[Talk]) -> Row:
    rate = satisfied([one.satisfied for one in found])
    return {
        "visits": len(found),
        "satisfied": rate.part,
        "dissatisfied": rate.whole - rate.part,
        "solved": sum(one.solved for one in found),
        "next_open": sum(one.next_open for one in found),
        "rate": rate,
        "meets": rate.meets(),
    }


# ---------------------------------------------------------------- the talks


def talks(basis: Basis, period: Period) -> list[Talk]:
    """Give the talks of a period, each once."""
    cases = {one.number: one for one in basis.cases}
    found = [talk for case in basis.of(*TALKS) for talk in _talks(basis, period, cases, case)]
    own = {(one.about, _day(period, one)) for one in found if one.kind == "visit"}
    return [one for one in found if one.kind == "visit" or (one.case, _day(period, one)) not in own]


def _day(period: Period, talk: Talk) -> str:
    return day(talk.at.astimezone(period.zone).date(), period.zone).name


def _talks(
    basis: Basis, period: Period, cases: dict[str, History], case: History
) -> Iterator[Talk]:
    events, _ = TALKS[case.kind]
    for entry in case.entries(*events, within=period):
        yield Talk(
            kind=case.kind,
            case=case.number,
            about=case.word("about", "VisitPlanned"),
            at=dated(entry),
            department=_department(cases, case),
            satisfied=is_satisfied(entry),
            solved=_was_solved(case, entry),
            next_open=_next_is_open(basis, period, case, entry),
        )


def _department(cases: dict[str, History], case: History) -> str:
    """Find the department at work, also in the case that a visit refers to."""
    seen: set[str] = set()
    while case.number not in seen:
        seen.add(case.number)
        if found := case.word("department", "NextVisitFixed", "Dispatched", "RequestDispatched"):
            return found
        case = cases.get(case.word("about", "VisitPlanned"), case)
    return ""


def _was_solved(case: History, entry: Entry) -> bool:
    if case.kind == "visit":
        return bool(case.entries("SolvedAtOnce"))
    return bool(entry["form"].get("solved_during_visit"))


def _next_is_open(basis: Basis, period: Period, case: History, entry: Entry) -> bool:
    """Say whether another visit was due after this one and had not come by the period's end."""
    end = min(basis.as_of, period.end)
    if case.kind == "visit":
        following = (c for c in basis.of("visit") if c.word("about", "VisitPlanned") == case.number)
        came = [one.first("VisitConducted") for one in following]
        return bool(case.entries("NextVisitFixed")) and not any(at and at < end for at in came)
    events, _ = TALKS[case.kind]
    later = [one for one in case.entries(*events) if one["version"] > entry["version"]]
    sent_back = entry["event"] == "FollowUpDissatisfied" or _was_reopened(case, entry)
    return sent_back and not any(dated(one) < end for one in later)


def _was_reopened(case: History, entry: Entry) -> bool:
    reopened = case.entries("RequestReopened")
    return not is_satisfied(entry) and any(one["version"] > entry["version"] for one in reopened)
