"""6-reports.md: a month or quarter is cut by event time in the organisation's time zone."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from huiyin.projections.statistics.periods import Period, month_of, period
from huiyin.workflow.calendars import SHANGHAI

INSTANT = timedelta(microseconds=1)


def told(cycle: str, text: str, zone: str = "Asia/Shanghai") -> Period:
    return period(cycle, text, ZoneInfo(zone))


@pytest.mark.parametrize(
    ("cycle", "text", "start", "end"),
    [
        ("day", "2026-03-02", "2026-03-01T16:00", "2026-03-02T16:00"),
        ("month", "2026-03", "2026-02-28T16:00", "2026-03-31T16:00"),
        ("month", "2026-12", "2026-11-30T16:00", "2026-12-31T16:00"),
        ("quarter", "2026-Q1", "2025-12-31T16:00", "2026-03-31T16:00"),
        ("quarter", "2026-Q4", "2026-09-30T16:00", "2026-12-31T16:00"),
        ("year", "2026", "2025-12-31T16:00", "2026-12-31T16:00"),
    ],
)
def test_a_period_is_cut_on_the_offices_clock(cycle: str, text: str, start: str, end: str) -> None:
    """Midnight in Shanghai is 16:00 UTC."""
    found = told(cycle, text)

    assert found.name == text
    assert (found.start, found.end) == tuple(
        datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (start, end)
    )


def test_a_period_ends_before_its_last_instant() -> None:
    """The instant at which March ends belongs to April."""
    march = told("month", "2026-03")

    assert [march.has(march.start - INSTANT), march.has(march.start)] == [False, True]
    assert [march.has(march.end - INSTANT), march.has(march.end)] == [True, False]
    assert not march.has(None)


def test_a_month_with_another_summer_time_is_an_hour_shorter() -> None:
    """New York puts its clocks forward in March."""
    march = told("month", "2026-03", "America/New_York")

    assert march.end - march.start == timedelta(days=31) - timedelta(hours=1)
    assert (
        sum((one.end - one.start for one in march.days()), timedelta()) == march.end - march.start
    )


def test_a_day_without_a_midnight_begins_when_its_clocks_do() -> None:
    """In Santiago the clocks go from 24:00 to 1:00."""
    day = told("day", "2022-09-11", "America/Santiago")

    assert day.start == datetime(2022, 9, 11, 4, tzinfo=UTC)
    assert day.end - day.start == timedelta(hours=23)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Africa/Cairo"])
def test_months_follow_one_another_without_a_gap(zone: str) -> None:
    """Nothing falls between two months, and nothing into both."""
    year = told("year", "2026", zone)

    months = list(year.months())
    assert [one.name for one in months] == [f"2026-{n:02}" for n in range(1, 13)]
    assert (months[0].start, months[-1].end) == (year.start, year.end)
    assert all(one.end == after.start for one, after in pairwise(months))


def test_the_month_of_an_instant_is_that_of_the_clock_on_the_wall() -> None:
    """An hour before midnight UTC it is April in Shanghai."""
    instant = datetime(2026, 3, 31, 23, tzinfo=UTC)

    assert [month_of(instant, zone).name for zone in (SHANGHAI, ZoneInfo("UTC"))] == [
        "2026-04",
        "2026-03",
    ]


@pytest.mark.parametrize(
    ("cycle", "text"),
    [
        *(("month", one) for one in ("2026-13", "2026-00", "2026", "2026-3", "２０２６-03", "")),
        *(("quarter", one) for one in ("2026-Q5", "2026-Q0", "2026-q1", "2026-03")),
        *(("year", one) for one in ("26", "0001", "9999", "year")),
        *(("day", one) for one in ("2026-02-30", "2026-03", "02.03.2026")),
    ],
)
def test_what_is_no_period_is_told(cycle: str, text: str) -> None:
    """cli.md: bad input is a clear line."""
    with pytest.raises(ValueError, match=r".+"):
        told(cycle, text)
