"""The complaints of a month 每月投诉情况分析 (S004-p6-7.3, S001-ch4-9).

No blank is called a cause: complaints are counted by their matter as it was written down, and
by the category under which they were filed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from ...domain.choices import Severity
from ...domain.complaint.choices import Channel, Kind
from ...domain.complaint.facts import GRAVITY, VISITS
from ...workflow.language import Label, message
from ..clocks import due_at, is_late
from ..columns import labels_of
from .blanks import RESPONDED, TOLD
from .counting import (
    CLOSED,
    COUNT,
    OPEN_AT_END,
    OPENED,
    Standing,
    breakdown,
    by_word,
    called,
    deadlines,
    due_in,
    standing,
)
from .history import Basis, History, moment
from .periods import Period
from .ratings import RATED, last_rating, rated, satisfied
from .tables import Called, Row, Table
from .times import TIMES, took

REGISTERED = "ComplaintRegistered"


def analysis(basis: Basis, period: Period) -> list[Table]:
    """Count a month's complaints (S004-p6-7.3, S001-ch4-9)."""
    cases = basis.of("complaint")
    stood = [one for one in standings(basis, period, cases) if one.counts]
    return [
        _summary(basis, period, stood),
        *_breakdowns(basis, stood),
        deadlines(basis, period, cases),
        _times(basis, period, cases),
        _satisfaction(basis, period, cases),
        _non_cooperation(period, cases),
    ]


def standings(basis: Basis, period: Period, cases: Sequence[History]) -> list[Standing]:
    """Say how each complaint stands in a period."""
    return [standing(one, basis, period, "ComplaintClosed") for one in cases]


# ---------------------------------------------------------------- how many


def _summary(basis: Basis, period: Period, stood: Sequence[Standing]) -> Table:
    return Table(
        "summary",
        Label("总计", "totals"),
        {"figure": Label("项目", "figure"), "count": COUNT},
        [{"figure": figure, "count": count} for figure, count in _figures(basis, period, stood)],
        (
            message(
                "Counted by when it happened, on the office's clock. A complaint is open at the "
                "end if it was registered before the period's end and not closed before it; it is "
                "overdue if a deadline was then over and not met (S004-p6-7.3, S001-ch4-9)."
            ),
            message(
                "Repeated: registered with the number of an earlier complaint. "
                "Second instance: handled by the management office before (S003-3.5)."
            ),
        ),
    )


def _figures(
    basis: Basis, period: Period, stood: Sequence[Standing]
) -> Iterator[tuple[Called, int]]:
    cases = [one.case for one in stood]
    opened = [one.case for one in stood if one.opened]
    still_open = [one.case for one in stood if one.open_at_end]
    due = [timer for case in cases for timer in due_in(period, case.timers())]
    yield Called("opened", OPENED), len(opened)
    yield Called("closed", CLOSED), sum(one.closed for one in stood)
    yield Called("open_at_end", OPEN_AT_END), len(still_open)
    yield (
        Called("overdue_at_end", Label("期末未结且逾期", "open and overdue at the end")),
        sum(_is_overdue(one, basis, period) for one in still_open),
    )
    for code, label, events in (
        ("answered", Label("首次答复客户", "answered for the first time"), TOLD),
        ("escalated", Label("上报", "reported up"), ("ComplaintEscalated",)),
    ):
        yield Called(code, label), sum(period.has(one.first(*events)) for one in cases)
    yield (
        Called("repeated", Label("重复投诉", "repeated")),
        sum(bool(one.word("earlier_case", REGISTERED)) for one in opened),
    )
    yield (
        Called("second_instance", Label("二次受理", "second instance")),
        sum(period.has(_second_instance_at(one)) for one in cases),
    )
    yield (
        Called("deadlines_missed", Label("逾期时限", "deadlines missed")),
        sum(is_late(one, basis.as_of) for one in due),
    )


def _is_overdue(case: History, basis: Basis, period: Period) -> bool:
    """Say whether a deadline was over at the end, and what it asks for had not come by then."""
    end = min(basis.as_of, period.end)
    return any(
        due_at(one) < end and not (one["ended_at"] and moment(one["ended_at"]) < end)
        for one in case.timers()
    )


def _second_instance_at(case: History) -> datetime | None:
    if case.word("office_handled", REGISTERED) == "True":
        return case.opened_at
    return case.first("SecondInstanceOpened")


def _breakdowns(basis: Basis, stood: Sequence[Standing]) -> list[Table]:
    def procedure(case: History) -> Called:
        return Called(case.procedure, basis.procedure(case.procedure))

    kind = by_word("kind", REGISTERED, labels=labels_of(Kind))
    severity = by_word("severity", *GRAVITY, labels=labels_of(Severity))
    channel = by_word("channel", REGISTERED, labels=labels_of(Channel))
    by_matter = breakdown(
        "by_matter",
        Label("事项（原因）", "matter (cause)"),
        stood,
        by_word("matter", REGISTERED),
    )
    note = message(
        "The forms have no blank for a cause: counted by the matter as it was written down, the "
        "twenty most frequent by name; and by the category under which a complaint was filed."
    )
    return [
        breakdown("by_procedure", Label("程序", "procedure"), stood, procedure),
        breakdown("by_kind", Label("类别", "kind"), stood, kind),
        breakdown("by_severity", Label("程度", "severity"), stood, severity),
        breakdown(
            "by_department",
            Label("责任部门", "department"),
            stood,
            by_word("department", "Dispatched"),
        ),
        breakdown("by_channel", Label("来源", "channel"), stood, channel),
        replace(by_matter, notes=(note,)),
        breakdown(
            "by_category",
            Label("归档分类", "category"),
            stood,
            by_word("category", "ComplaintArchived"),
        ),
    ]


# ---------------------------------------------------------------- how long, how well


def _times(basis: Basis, period: Period, cases: Sequence[History]) -> Table:
    response = Called("response", Label("登记至首次处理", "registered to first step"))
    answer = Called("answer", Label("登记至答复客户", "registered to answered"))
    return Table(
        "times",
        Label("响应与答复时间", "response and answer times"),
        TIMES,
        [
            took(basis, period, cases, response, *RESPONDED),
            took(basis, period, cases, answer, *TOLD),
        ],
        (
            message(
                "From registration to the first step of a department or handler, and to the first "
                "word to the customer; where no reply is asked for, the visit is the reply. "
                "Counted in the period in which it came. Between two middle times the median is "
                "the middle of both; nine in ten is the shortest time that nine tenths stay within."
            ),
            message("Working time by the calendar {name}.", name=basis.calendar.identity),
        ),
    )


def _satisfaction(basis: Basis, period: Period, cases: Sequence[History]) -> Table:
    names = sorted({one.procedure for one in cases})
    groups = [(Called(name, basis.procedure(name)), [name]) for name in names]
    everything = (Called("all", Label("合计", "all together")), names)
    return Table(
        "satisfaction",
        Label("回访满意率", "satisfaction at visits"),
        {"procedure": Label("程序", "procedure"), **RATED},
        [
            {"procedure": said, **_rating(period, [c for c in cases if c.procedure in among])}
            for said, among in (*groups, everything)
        ],
        (
            message(
                "Satisfied divided by rated, exactly; the target is met from 95 %, which counts. A "
                "complaint is rated by its last visit in the period; not rated are those closed "
                "in the period that nobody ever visited (S000-p3-13)."
            ),
        ),
    )


def _rating(period: Period, cases: Sequence[History]) -> Row:
    rate = satisfied([last_rating(one, period, *VISITS) for one in cases])
    closed = [one for one in cases if period.has(one.first("ComplaintClosed"))]
    return rated(rate, sum(not one.entries(*VISITS) for one in closed))


def _non_cooperation(period: Period, cases: Sequence[History]) -> Table:
    reports = Counter(
        called(str(one["form"].get("against") or ""))
        for case in cases
        for one in case.entries("NonCooperationReported", within=period)
    )
    rows = sorted(reports.items(), key=lambda item: (-item[1], item[0].code))
    return Table(
        "non_cooperation",
        Label("不配合反映", "reports of non-cooperation"),
        {"against": Label("对象", "against"), "count": COUNT},
        [{"against": said, "count": count} for said, count in rows],
        (message("Reported by the first-contact person (S004-p7-first-4)."),),
    )
