"""The working time of an office: its days, its hours, and the laws that counting obeys."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.workflow.calendars import (
    DAY,
    ROUND_THE_CLOCK,
    SHANGHAI,
    BusinessCalendar,
    round_the_clock,
)
from huiyin.workflow.days import Cause, Window, public_days, week
from huiyin.workflow.errors import Misconfigured

BERLIN = ZoneInfo("Europe/Berlin")
HAVANA = ZoneInfo("America/Havana")
OFFICE = BusinessCalendar("CN-office", week("09:00-12:00", "13:30-18:00"))
NIGHT_DESK = BusinessCalendar(
    "night desk", week("00:00-02:30", "22:00-24:00", days=range(7)), zone=BERLIN, country=""
)
HALL = BusinessCalendar(
    "hall",
    week("10:00-22:00", days=(1, 2, 3, 4, 5, 6)),
    closed=frozenset({date(2026, 3, 3)}),
    open=frozenset({date(2026, 3, 9), date(2026, 10, 1)}),
)
DE_OFFICE = BusinessCalendar("DE", week("08:00-16:30"), zone=BERLIN, country="DE")
CALENDARS = (OFFICE, NIGHT_DESK, HALL, DE_OFFICE, ROUND_THE_CLOCK, round_the_clock(BERLIN))

calendars = st.sampled_from(CALENDARS)
EPOCH = datetime(2025, 1, 1, tzinfo=UTC)
CLOCKS_CHANGE = (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC))
instants = st.one_of(
    st.timedeltas(timedelta(0), timedelta(days=1095)).map(EPOCH.__add__),
    st.builds(
        datetime.__add__,
        st.sampled_from(CLOCKS_CHANGE),
        st.timedeltas(timedelta(hours=-30), timedelta(hours=30)),
    ),
)
times = st.timedeltas(timedelta(microseconds=1), timedelta(hours=60))


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


# -------------------------------------------------------------------- days


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        ("2026-02-13", 1, date(2026, 2, 14)),
        ("2026-02-13", 2, date(2026, 2, 24)),
        ("2026-09-28", 7, date(2026, 10, 13)),
        ("2026-02-14 23:59", 1, date(2026, 2, 24)),
        ("2026-03-06 00:00", 1, date(2026, 3, 9)),
    ],
)
def test_working_days_follow_the_notices_of_the_state_council(
    start: str, count: int, last: date
) -> None:
    over = OFFICE.add_days(at(start), count)

    assert over == at(str(last + DAY))


@pytest.mark.parametrize("year", range(2004, 2027))
def test_two_packages_agree_on_every_chinese_working_day(year: int) -> None:
    """The notice for 2006 made Saturday 2005-12-31 a working day; chinesecalendar lacks it."""
    other = pytest.importorskip("chinese_calendar")
    first = date(year, 1, 1)
    days = [first + n * DAY for n in range((date(year + 1, 1, 1) - first).days)]

    differ = [day for day in days if OFFICE.is_working_day(day) != other.is_workday(day)]

    assert differ == ([date(2005, 12, 31)] if year == 2005 else [])


@pytest.mark.parametrize(
    ("calendar", "day", "cause"),
    [
        (OFFICE, date(2026, 3, 2), Cause.WORKING_DAY),
        (OFFICE, date(2026, 2, 14), Cause.MAKE_UP),
        (OFFICE, date(2026, 2, 15), Cause.WEEKEND),
        (OFFICE, date(2026, 2, 16), Cause.PUBLIC_HOLIDAY),
        (OFFICE, date(2026, 3, 8), Cause.WEEKEND),
        (HALL, date(2026, 3, 2), Cause.WEEKEND),
        (HALL, date(2026, 3, 3), Cause.OWN_CLOSED),
        (HALL, date(2026, 3, 8), Cause.WORKING_DAY),
        (HALL, date(2026, 3, 9), Cause.OWN_OPEN),
        (HALL, date(2026, 10, 1), Cause.OWN_OPEN),
        (NIGHT_DESK, date(2026, 12, 25), Cause.WORKING_DAY),
        (DE_OFFICE, date(2026, 12, 25), Cause.PUBLIC_HOLIDAY),
    ],
)
def test_every_day_has_a_cause(calendar: BusinessCalendar, day: date, cause: Cause) -> None:
    facts = calendar.about(day)

    assert facts.cause is cause
    assert facts.is_worked == calendar.is_working_day(day) == bool(facts.hours)


def test_a_public_holiday_has_its_name_in_both_languages() -> None:
    name = OFFICE.about(date(2026, 2, 17)).name

    assert name is not None
    assert (name.zh, name.en) == ("春节", "Chinese New Year (Spring Festival)")


def test_a_day_worked_against_its_weekday_has_the_usual_hours() -> None:
    usual = (Window.parse("09:00-12:00"), Window.parse("13:30-18:00"))

    assert OFFICE.about(date(2026, 2, 14)).hours == usual


def test_a_year_without_a_notice_is_not_confirmed() -> None:
    last = max(year for year in range(2000, 2100) if OFFICE.is_confirmed(year))

    assert last >= 2026
    assert not OFFICE.is_confirmed(last + 1)
    assert OFFICE.unconfirmed(at(f"{last}-12-30"), at(f"{last + 1}-01-01")) == ()
    assert OFFICE.unconfirmed(at(f"{last}-12-30"), at(f"{last + 2}-01-02")) == (
        last + 1,
        last + 2,
    )


def test_days_that_no_notice_moves_are_always_confirmed() -> None:
    assert DE_OFFICE.is_confirmed(2031)
    assert ROUND_THE_CLOCK.is_confirmed(2031)


# ------------------------------------------------------------------- hours


@pytest.mark.parametrize(
    ("start", "hours", "over"),
    [
        ("2026-03-02 09:00", 1, "2026-03-02 10:00"),
        ("2026-03-02 11:00", 1, "2026-03-02 12:00"),
        ("2026-03-02 11:30", 1, "2026-03-02 14:00"),
        ("2026-03-02 17:00", 1, "2026-03-02 18:00"),
        ("2026-03-02 17:00", 2, "2026-03-03 10:00"),
        ("2026-03-02 19:00", 1, "2026-03-03 10:00"),
        ("2026-03-07 12:00", 1, "2026-03-09 10:00"),
        ("2026-02-13 17:00", 8.5, "2026-02-14 18:00"),
        ("2026-02-14 17:00", 2, "2026-02-24 10:00"),
    ],
)
def test_hours_run_only_while_the_office_works(start: str, hours: float, over: str) -> None:
    assert OFFICE.after(at(start), timedelta(hours=hours)) == at(over)


def test_a_window_to_midnight_loses_no_minute() -> None:
    """lessons.md 3: zammad lost a minute each night."""
    start = at("2026-03-02")

    assert ROUND_THE_CLOCK.after(start, timedelta(days=400)) == start + timedelta(days=400)
    assert ROUND_THE_CLOCK.working_time(start, start + 5 * DAY) == 5 * DAY


def test_an_hour_that_the_clocks_skip_is_not_worked() -> None:
    """In Berlin 02:00 to 03:00 of 2026-03-29 does not exist."""
    desk = BusinessCalendar(
        "spring", week("01:00-02:30", "02:30-04:00", days=range(7)), zone=BERLIN, country=""
    )

    spans = desk.hours_of(date(2026, 3, 29))

    assert [span.length for span in spans] == [timedelta(hours=1), timedelta(hours=1)]
    assert spans[0].end == spans[1].start == at("2026-03-29 01:00", ZoneInfo("UTC"))


def test_a_window_inside_the_skipped_hour_is_none() -> None:
    desk = BusinessCalendar("gap", week("02:15-02:45", days=[6]), zone=BERLIN, country="")

    assert desk.hours_of(date(2026, 3, 29)) == ()
    assert desk.after(at("2026-03-29 00:00", BERLIN), timedelta(minutes=30)) == at(
        "2026-04-05 02:45", BERLIN
    )


def test_an_hour_that_the_clocks_repeat_is_worked_twice() -> None:
    """In Berlin 02:00 to 03:00 of 2026-10-25 comes twice."""
    desk = BusinessCalendar("autumn", week("01:00-04:00", days=[6]), zone=BERLIN, country="")

    assert desk.hours_of(date(2026, 10, 25))[0].length == timedelta(hours=4)


def test_a_day_that_starts_twice_starts_once() -> None:
    """In Havana the clocks go back from 01:00 to 00:00 on 2026-11-01."""
    always = round_the_clock(HAVANA)

    lengths = [always.hours_of(day)[0].length for day in (date(2026, 10, 31), date(2026, 11, 1))]

    assert lengths == [timedelta(hours=24), timedelta(hours=25)]


def test_a_midnight_that_the_clocks_skip_is_the_moment_they_skip_it() -> None:
    """In Havana the clocks go from 00:00 to 01:00 on 2026-03-08."""
    always = round_the_clock(HAVANA)

    lengths = [always.hours_of(day)[0].length for day in (date(2026, 3, 7), date(2026, 3, 8))]

    assert lengths == [timedelta(hours=24), timedelta(hours=23)]


# -------------------------------------------------------------------- laws


@given(calendars, instants, instants, times)
def test_who_starts_later_is_not_due_earlier(
    calendar: BusinessCalendar, one: datetime, other: datetime, time: timedelta
) -> None:
    first, second = sorted((one, other))

    assert calendar.after(first, time) <= calendar.after(second, time)


@given(calendars, instants, times, times)
def test_more_time_is_due_later(
    calendar: BusinessCalendar, start: datetime, time: timedelta, more: timedelta
) -> None:
    assert start < calendar.after(start, time) < calendar.after(start, time + more)


@given(calendars, instants, times, times)
def test_time_may_be_spent_in_parts(
    calendar: BusinessCalendar, start: datetime, time: timedelta, more: timedelta
) -> None:
    at_once = calendar.after(start, time + more)

    assert calendar.after(calendar.after(start, time), more) == at_once


@given(calendars, instants, times)
def test_what_was_given_is_what_was_worked(
    calendar: BusinessCalendar, start: datetime, time: timedelta
) -> None:
    assert calendar.working_time(start, calendar.after(start, time)) == time


@given(calendars, instants, times)
def test_time_runs_out_while_the_office_works(
    calendar: BusinessCalendar, start: datetime, time: timedelta
) -> None:
    over = calendar.after(start, time)

    before = over - timedelta.resolution
    assert calendar.working_time(before, over) == timedelta.resolution


@given(calendars, instants, st.timedeltas(timedelta(0), timedelta(days=40)))
def test_intervals_are_disjoint_ordered_and_inside(
    calendar: BusinessCalendar, start: datetime, span: timedelta
) -> None:
    end = start + span

    intervals = calendar.intervals(start, end)

    assert all(start <= one.start < one.end <= end for one in intervals)
    assert all(one.end <= following.start for one, following in pairwise(intervals))
    assert sum((one.length for one in intervals), timedelta()) <= span


@given(calendars, instants, times, times)
def test_working_time_adds_up_wherever_it_is_cut(
    calendar: BusinessCalendar, start: datetime, time: timedelta, more: timedelta
) -> None:
    cut, end = start + time, start + time + more

    parts = calendar.working_time(start, cut) + calendar.working_time(cut, end)

    assert parts == calendar.working_time(start, end)


@given(calendars, instants, st.integers(1, 30))
def test_days_end_with_a_working_day(
    calendar: BusinessCalendar, start: datetime, count: int
) -> None:
    over = calendar.add_days(start, count)

    last = calendar.day_of(over - timedelta.resolution)
    assert over == calendar.ends(last)
    between = calendar.days(calendar.ends(calendar.day_of(start)), over)
    assert calendar.is_working_day(last)
    assert sum(map(calendar.is_working_day, between)) == count


@given(instants, st.timedeltas(timedelta(0), timedelta(days=99)))
def test_round_the_clock_every_moment_counts(start: datetime, span: timedelta) -> None:
    assert round_the_clock(BERLIN).working_time(start, start + span) == span


# ---------------------------------------------------------------- evidence


def test_the_identity_names_the_package_and_its_version() -> None:
    assert OFFICE.identity.startswith("CN-office/holidays-0.")
    assert ROUND_THE_CLOCK.identity == "round-the-clock/Asia/Shanghai"


def test_the_digest_is_of_the_content() -> None:
    start, end = at("2026-03-02"), at("2026-03-05")
    windows = week("09:00-12:00", "13:30-18:00")
    digest = OFFICE.digest(start, end)

    assert len(digest) == 64
    assert digest == BusinessCalendar("another name", windows).digest(start, end)
    others = (
        BusinessCalendar("CN-office", week("09:00-12:00", "13:30-17:59")),
        BusinessCalendar("CN-office", windows, zone=ZoneInfo("Asia/Taipei")),
        BusinessCalendar("CN-office", windows, closed=frozenset({date(2026, 12, 31)})),
        BusinessCalendar("CN-office", windows, open=frozenset({date(2026, 3, 7)})),
        BusinessCalendar("CN-office", windows, country=""),
    )
    assert len({digest, *(other.digest(start, end) for other in others)}) == 6


def test_the_digest_covers_the_years_from_start_to_end() -> None:
    in_2027 = BusinessCalendar("CN-office", OFFICE.windows, closed=frozenset({date(2027, 6, 1)}))
    start, midnight = at("2026-12-30"), at("2027-01-01")

    assert in_2027.digest(start, midnight) == OFFICE.digest(start, midnight)
    assert in_2027.digest(start, midnight + DAY) != OFFICE.digest(start, midnight + DAY)


def test_the_digest_is_the_same_in_another_process() -> None:
    code = (
        "from datetime import datetime, timezone\n"
        "from huiyin.workflow.calendars import BusinessCalendar\n"
        "from huiyin.workflow.days import week\n"
        "office = BusinessCalendar('CN-office', week('09:00-12:00', '13:30-18:00'))\n"
        "first, last = (datetime(year, 3, 2, tzinfo=timezone.utc) for year in (2026, 2027))\n"
        "print(office.digest(first, last))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    here = OFFICE.digest(datetime(2026, 3, 2, tzinfo=UTC), datetime(2027, 3, 2, tzinfo=UTC))
    assert run.stdout.strip() == here


def test_a_calendar_is_a_value() -> None:
    OFFICE.digest(at("2026-03-02"), at("2026-03-05"))
    same = BusinessCalendar("CN-office", week("09:00-12:00", "13:30-18:00"))

    assert same == OFFICE
    assert hash(same) == hash(OFFICE)


# ---------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    "text", ["", "9:00-12:00", "09:00-24:01", "12:00-09:00", "09:00-09:00", "09:60-10:00"]
)
def test_hours_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(Misconfigured, match="window"):
        Window.parse(text)


def test_a_window_is_written_as_it_is_read() -> None:
    assert str(Window.parse("13:30-24:00")) == "13:30-24:00"


@pytest.mark.parametrize(
    ("windows", "closed", "says"),
    [
        (week(), frozenset(), "needs hours"),
        (week("09:00-12:00")[:6], frozenset(), "needs hours"),
        (week("09:00-12:00", "11:00-13:00"), frozenset(), "overlap"),
        (week("13:00-18:00", "09:00-12:00"), frozenset(), "out of order"),
        (week("09:00-12:00"), frozenset({date(2026, 3, 7)}), "closed and open on 2026-03-07"),
    ],
)
def test_calendars_that_make_no_sense_are_refused(
    windows: tuple[tuple[Window, ...], ...], closed: frozenset[date], says: str
) -> None:
    with pytest.raises(Misconfigured, match=says):
        BusinessCalendar("odd", windows, closed=closed, open=frozenset({date(2026, 3, 7)}))


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(Misconfigured, match="'XX'"):
        public_days("XX", 2026)


def test_nothing_is_counted_backwards() -> None:
    start = at("2026-03-02")

    with pytest.raises(ValueError, match="more than nothing"):
        OFFICE.after(start, timedelta(0))
    with pytest.raises(ValueError, match="at least one"):
        OFFICE.add_days(start, 0)
    with pytest.raises(ValueError, match="no zone"):
        OFFICE.add_days(start.replace(tzinfo=None), 1)
