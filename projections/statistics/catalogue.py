"""Every report by its name: how often it is given, to whom, by which clause, and who signs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ...workflow.calendars import BusinessCalendar
from ...workflow.language import Label, Message, message
from ...workflow.rulebook import Rulebook
from ...workflow.store import Store
from . import (
    complaints,
    consignments,
    duty,
    follow_ups,
    promises,
    samples,
    satisfaction,
    trend,
    visits,
)
from .history import Basis, basis
from .periods import Period, month_of
from .tables import Heading, Report, Table

Count = Callable[[Basis, Period], Sequence[Table]]
SUPERIOR = Label("上级", "the superior")
DIRECTOR = Label("主任", "the director")
CENTRE = Label("客户服务中心", "customer service")
COMPANY = Label("上级及公司", "the superior and the company")


@dataclass(frozen=True, slots=True)
class Entry:
    """A report as it can be asked for: its heading, how it is counted, for which periods.

    The first of `cycles` is its own; where `needs_period` is not set the month that runs will do.
    """

    heading: Heading
    count: Count
    cycles: tuple[str, ...]
    needs_period: bool = True


_MONTH, _QUARTER, _YEAR = ("month",), ("quarter",), ("year",)
_ANY = ("month", "quarter", "year", "day")
_ALL = (
    Entry(
        Heading(
            "monthly-complaints",
            Label("每月投诉情况分析", "complaints of the month"),
            "month",
            ("S004-p6-7.3", "S001-ch4-9", "S001-ch3.4-2"),
            SUPERIOR,
        ),
        complaints.analysis,
        _MONTH,
    ),
    Entry(
        Heading(
            "quarterly-complaints",
            Label("季度投诉总结", "complaints of the quarter"),
            "quarter",
            ("S001-ch4-10", "S001-ch4-11"),
            COMPANY,
            proposes=True,
        ),
        trend.trend,
        _QUARTER,
    ),
    Entry(
        Heading(
            "annual-complaints",
            Label("年度投诉总结", "complaints of the year"),
            "year",
            ("S001-ch4-10", "S001-ch4-11"),
            COMPANY,
            proposes=True,
        ),
        trend.trend,
        _YEAR,
    ),
    Entry(
        Heading(
            "daily-follow-ups",
            Label("每日报修回访", "follow-ups of the day"),
            "day",
            ("S004-p7-visit-1a",),
            CENTRE,
        ),
        follow_ups.day,
        ("day",),
    ),
    Entry(
        Heading(
            "monthly-repairs",
            Label("报修回访月报", "follow-ups of repairs in the month"),
            "month",
            ("S004-p7-visit-1b", "S004-p7-visit-1a"),
            DIRECTOR,
        ),
        follow_ups.month,
        _MONTH,
    ),
    Entry(
        Heading(
            "monthly-visits",
            Label("回访客户月统计表", "visits of the month"),
            "month",
            ("S004-p9-4b",),
            Label("中心领导", "the centre's leaders"),
            signer=Label("部门经理签字", "department manager"),
        ),
        visits.month,
        _MONTH,
    ),
    Entry(
        Heading(
            "consignment-sales",
            Label("代销销售汇报", "sales of consigned goods"),
            "period",
            ("S000-ch12-3",),
            Label("委托人", "the consignor"),
        ),
        consignments.sales,
        _ANY,
    ),
    Entry(
        Heading(
            "satisfaction",
            Label("服务项目满意率", "satisfaction by service item"),
            "demand",
            ("S000-p3-11", "S000-p3-13", "S000-p3-16"),
            CENTRE,
        ),
        satisfaction.by_item,
        _ANY,
    ),
    Entry(
        Heading(
            "quarterly-sample",
            Label("季度抽查回访报告", "sample of the quarter"),
            "quarter",
            ("S004-p7-visit-3", "S004-p7-visit-4", "S004-p7-visit-5"),
            Label("归档", "the file"),
        ),
        samples.sample,
        _QUARTER,
    ),
    Entry(
        Heading(
            "quarterly-audit",
            Label("季度回访工作检查考核", "audit of the quarter's follow-ups"),
            "quarter",
            ("S004-p7-visit-6",),
            Label("品质管理部、生产运行部", "the quality and the production department"),
        ),
        samples.audit,
        _QUARTER,
    ),
    Entry(
        Heading(
            "promises-and-overdue",
            Label("承诺与逾期", "promises and what is overdue"),
            "continuous",
            ("S003-3.5.4", "S004-p7-first-5.3"),
            Label("客服经理", "the customer-service manager"),
        ),
        promises.promises,
        _ANY,
        needs_period=False,
    ),
    Entry(
        Heading(
            "monthly-duty",
            Label("值班与交接班月汇总", "shifts of the month"),
            "month",
            ("S001-ch3.2-10a", "S004-p7-duty-1", "S004-p7-handover-6"),
            DIRECTOR,
        ),
        duty.month,
        _MONTH,
    ),
)
REPORTS: Mapping[str, Entry] = {one.heading.name: one for one in _ALL}


def report(
    name: str,
    store: Store,
    rulebook: Rulebook,
    calendar: BusinessCalendar,
    *,
    period: Period | None,
    now: datetime,
    at: datetime | None = None,
    position: int | None = None,
) -> Report:
    """Make a report, as it is or as of an instant or a log position."""
    entry = REPORTS[name]
    read = basis(store, rulebook, calendar, now=now, at=at, position=position)
    cut = period or month_of(read.as_of, read.zone)
    tables = entry.count(read, cut)
    notes = tuple(_notes(read, cut))
    return Report(entry.heading, cut, read.position, read.as_of, tables, notes)


def _notes(read: Basis, period: Period) -> list[Message]:
    notes = []
    if read.as_of < period.end:
        notes.append(message("The period is not over yet: counted up to {at}.", at=read.as_of))
    if read.parked:
        says = "Not counted, for their record cannot be read to its end: {cases}."
        notes.append(message(says, cases=list(read.parked)))
    if years := read.calendar.unconfirmed(period.start, period.end):
        says = "The public days of {years} are a prediction until they are announced."
        notes.append(message(says, years=list(map(str, years))))
    return notes
