"""What a figure means, when it is over, and that its explanation adds up to it."""

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
    ROUND_THE_CLOCK,
    SHANGHAI,
    BusinessCalendar,
)
from huiyin.workflow.days import Cause, week
from huiyin.workflow.deadlines import Figure, due
from huiyin.workflow.errors import Misconfigured
from huiyin.workflow.explanation import explain

SPRING_FESTIVAL = "Chinese New Year (Spring Festival)"
BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = BusinessCalendar("CN-office", week("09:00-12:00", "13:30-18:00"))
BERLIN_OFFICE = BusinessCalendar("DE", week("08:00-16:30"), zone=BERLIN, country="DE")
CALENDARS = (
    OFFICE,
    BERLIN_OFFICE,
    BusinessCalendar("nights", week("00:00-02:30", "22:00-24:00"), zone=BERLIN, country=""),
)

calendars = st.sampled_from(CALENDARS)
instants = st.timedeltas(timedelta(0), timedelta(days=1095)).map(
    datetime(2025, 1, 1, tzinfo=UTC).__add__
)
plain_figures = st.builds(
    Figure, months=st.integers(0, 14), days=st.integers(0, 40), minutes=st.integers(1, 4000)
)
working_figures = st.builds(
    Figure, days=st.integers(0, 20), minutes=st.integers(1, 4000), working=st.just(value=True)
)
day_figures = st.builds(Figure, months=st.integers(0, 14), days=st.integers(1, 40)) | st.builds(
    Figure, days=st.integers(1, 40), working=st.just(value=True)
)
figures = plain_figures | working_figures | day_figures


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


# ------------------------------------------------------------ how it is read


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("P0D", Figure(written="P0D")),
        ("P3D", Figure(days=3)),
        ("P1W", Figure(days=7)),
        ("P6M", Figure(months=6)),
        ("P1Y", Figure(months=12)),
        ("P1Y2M3D", Figure(months=14, days=3)),
        ("PT30M", Figure(minutes=30)),
        ("PT48H", Figure(minutes=2880)),
        ("P1DT2H", Figure(days=1, minutes=120)),
        ("P3D working", Figure(days=3, working=True)),
        ("PT8H working", Figure(minutes=480, working=True)),
    ],
)
def test_a_figure_is_read_and_written_alike(text: str, figure: Figure) -> None:
    assert Figure.parse(text) == figure
    assert str(Figure.parse(text)) == text


@given(figures)
def test_a_figure_that_was_never_written_reads_as_itself(figure: Figure) -> None:
    assert Figure.parse(str(figure)) == figure


@pytest.mark.parametrize(
    "text",
    [
        *("", "P", "PT", "P1DT", "P0W", "P0D working", "PT0M", "P-3D", "-P3D"),
        *("P1.5D", "PT0.5H", "P1,5D"),
        *(
            "p3d",
            " P3D",
            "P3D ",
            "P3D\n",
            "P3Dworking",
            "P3D  working",
            "P3D Working",
            "working",
        ),
        *("P1D2H", "PT3D", "P3D1M", "PT30S", "3 days", "P٣D", "P101Y", "P" + "9" * 30 + "D"),
        *("P1M working", "P1W working", "P1Y working"),
    ],
)
def test_nonsense_is_refused_in_one_line_that_says_what_is_possible(text: str) -> None:
    with pytest.raises(Misconfigured) as refused:
        Figure.parse(text)

    says = str(refused.value)
    assert says.startswith(f"figure {text!r}: possible are")
    assert "\n" not in says


def test_a_figure_less_than_nothing_cannot_be_built() -> None:
    with pytest.raises(Misconfigured):
        Figure(days=3, minutes=-1)


# ---------------------------------------------------------- when it is over


@pytest.mark.parametrize(
    ("text", "start", "over"),
    [
        ("P0D", "2026-03-02 00:00", "2026-03-03 00:00"),
        ("P0D", "2026-03-02 23:59", "2026-03-03 00:00"),
        ("P1D", "2026-03-02 00:00", "2026-03-04 00:00"),
        ("P1D", "2026-03-02 23:59", "2026-03-04 00:00"),
        ("P3D", "2026-03-02 10:00", "2026-03-06 00:00"),
        ("P1W", "2026-03-02 10:00", "2026-03-10 00:00"),
        ("PT30M", "2026-03-02 23:45", "2026-03-03 00:15"),
        ("PT48H", "2026-03-06 10:00", "2026-03-08 10:00"),
        ("P1DT2H", "2026-03-02 10:00", "2026-03-04 02:00"),
        ("P6M", "2026-08-31 10:00", "2027-03-01 00:00"),
        ("P6M", "2027-08-31 10:00", "2028-03-01 00:00"),
        ("P1M", "2026-03-15 10:00", "2026-04-16 00:00"),
        ("P1Y", "2028-02-29 10:00", "2029-03-01 00:00"),
        ("P1M1D", "2026-01-31 10:00", "2026-03-02 00:00"),
        ("P2D working", "2026-02-13 10:00", "2026-02-25 00:00"),
        ("P7D working", "2026-09-28 10:00", "2026-10-14 00:00"),
        ("PT8H working", "2026-03-06 10:00", "2026-03-09 10:30"),
        ("P1DT2H working", "2026-03-06 10:00", "2026-03-10 11:00"),
    ],
)
def test_a_figure_ends(text: str, start: str, over: str) -> None:
    """settled.md 3; common.yaml, day_count."""
    assert due(Figure.parse(text), at(start), OFFICE) == at(over)


@pytest.mark.parametrize(
    ("text", "start", "over"),
    [
        ("P1D", "2026-03-28 12:00", "2026-03-30 00:00"),
        ("PT24H", "2026-03-28 12:00", "2026-03-29 13:00"),
        ("PT24H", "2026-10-24 12:00", "2026-10-25 11:00"),
        ("P1M", "2026-03-10 12:00", "2026-04-11 00:00"),
        ("PT8H30M working", "2026-03-27 12:00", "2026-03-30 12:00"),
    ],
)
def test_days_follow_the_clocks_of_the_zone_but_hours_pass(
    text: str, start: str, over: str
) -> None:
    """The clocks of Berlin change on 2026-03-29 and 2026-10-25."""
    figure = Figure.parse(text)

    assert due(figure, at(start, BERLIN), BERLIN_OFFICE) == at(over, BERLIN)


def test_the_day_is_the_office_s_not_that_of_the_instant_s_zone() -> None:
    start = at("2026-03-02 20:00", ZoneInfo("UTC"))

    assert due(Figure(days=1), start, OFFICE) == at("2026-03-05 00:00")


def test_a_due_instant_is_utc() -> None:
    for text in ("P3D", "PT30M", "P3D working", "PT8H working"):
        assert due(Figure.parse(text), at("2026-03-02 10:00"), OFFICE).tzinfo is UTC


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no zone"):
        due(Figure(days=1), at("2026-03-02").replace(tzinfo=None), OFFICE)


def test_plain_time_is_counted_without_the_office_s_calendar() -> None:
    assert Figure(days=1).counted_on(OFFICE) is ROUND_THE_CLOCK
    assert Figure(days=1).counted_on(BERLIN_OFFICE).zone is BERLIN
    assert Figure(days=1, working=True).counted_on(OFFICE) is OFFICE


def test_plain_time_does_not_load_the_public_holidays() -> None:
    code = (
        "import sys\n"
        "from datetime import datetime, timezone\n"
        "from huiyin.workflow.calendars import BusinessCalendar\n"
        "from huiyin.workflow.days import week\n"
        "from huiyin.workflow.deadlines import Figure, due\n"
        "from huiyin.workflow.explanation import explain\n"
        "office = BusinessCalendar('CN-office', week('09:00-18:00'))\n"
        "start = datetime(2026, 3, 2, tzinfo=timezone.utc)\n"
        "over = due(Figure(1, 2, 3), start, office)\n"
        "explain(start, over, Figure(1, 2, 3), office).says()\n"
        "raise SystemExit('holidays' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(calendars, figures, instants, instants)
def test_who_starts_later_is_not_due_earlier(
    calendar: BusinessCalendar, figure: Figure, one: datetime, other: datetime
) -> None:
    first, second = sorted((one, other))

    assert due(figure, first, calendar) <= due(figure, second, calendar)


@given(calendars, figures, instants)
def test_a_day_more_is_due_later(
    calendar: BusinessCalendar, figure: Figure, start: datetime
) -> None:
    longer = Figure(figure.months, figure.days + 1, figure.minutes, figure.working)

    assert start < due(figure, start, calendar) < due(longer, start, calendar)


@given(calendars, day_figures, instants)
def test_days_end_at_midnight_of_the_zone(
    calendar: BusinessCalendar, figure: Figure, start: datetime
) -> None:
    over = due(figure, start, calendar).astimezone(calendar.zone)

    assert (over.hour, over.minute, over.second, over.microsecond) == (0, 0, 0, 0)


# ------------------------------------------------------------ how it adds up


@given(calendars, figures, instants)
def test_an_explanation_adds_up_to_its_figure_without_a_gap(
    calendar: BusinessCalendar, figure: Figure, start: datetime
) -> None:
    over = due(figure, start, calendar)

    told = explain(start, over, figure, calendar)

    assert told.adds_up
    assert told.time == figure.time
    assert not figure.working or told.days == figure.days
    assert (told.stretches[0].start, told.stretches[-1].end) == (start, over)
    assert all(one.start < one.end for one in told.stretches)
    assert all(one.end == following.start for one, following in pairwise(told.stretches))
    assert all(one.day == calendar.day_of(one.start) for one in told.stretches)


@given(calendars, figures, instants)
def test_what_runs_in_an_explanation_is_working_time(
    calendar: BusinessCalendar, figure: Figure, start: datetime
) -> None:
    told = explain(start, due(figure, start, calendar), figure, calendar)

    for one in told.stretches:
        if one.time:
            assert told.counted_on.working_time(one.start, one.end) == one.time
        if one.days and figure.working:
            assert calendar.is_working_day(one.day)


def test_working_days_are_told_one_cause_a_line() -> None:
    office = BusinessCalendar("CN", OFFICE.windows, closed=frozenset({date(2026, 2, 24)}))
    start, figure = at("2026-02-13 10:00"), Figure.parse("P2D working")

    told = explain(start, due(figure, start, office), figure, office)

    assert [str(line) for line in told.says()] == [
        "P2D working from 2026-02-13 10:00",
        "2026-02-13 10:00-24:00: does not count (the day it starts on)",
        "2026-02-14: 1 day (make-up working day)",
        "2026-02-15: does not count (weekend)",
        "2026-02-16: does not count (public holiday: Chinese New Year's Eve)",
        f"2026-02-17 to 2026-02-19: does not count (public holiday: {SPRING_FESTIVAL})",
        "2026-02-20: does not count (public holiday: Day off (substituted from 02/14/2026))",
        "2026-02-21 to 2026-02-22: does not count (weekend)",
        "2026-02-23: does not count (public holiday: Day off (substituted from 02/28/2026))",
        "2026-02-24: does not count (own closing day)",
        "2026-02-25: 1 day (working day)",
        "due 2026-02-25 24:00: 2 days",
    ]


def test_working_hours_are_told_window_by_window() -> None:
    start, figure = at("2026-03-06 10:00:30"), Figure.parse("PT8H working")

    told = explain(start, due(figure, start, OFFICE), figure, OFFICE)

    assert [str(line) for line in told.says()] == [
        "PT8H working from 2026-03-06 10:00:30",
        "2026-03-06 10:00:30-12:00: 1:59:30 hours (working day)",
        "2026-03-06 12:00-13:30: does not count (outside hours)",
        "2026-03-06 13:30-18:00: 4:30 hours (working day)",
        "2026-03-06 18:00-24:00: does not count (outside hours)",
        "2026-03-07 to 2026-03-08: does not count (weekend)",
        "2026-03-09 00:00-09:00: does not count (outside hours)",
        "2026-03-09 09:00-10:30:30: 1:30:30 hours (working day)",
        "due 2026-03-09 10:30:30: 8:00 hours",
    ]


def test_months_and_hours_of_plain_time_are_told_in_two_parts() -> None:
    start, figure = at("2026-08-31 10:00"), Figure.parse("P6MT2H")

    told = explain(start, due(figure, start, OFFICE), figure, OFFICE)

    assert [str(line) for line in told.says()] == [
        "P6MT2H from 2026-08-31 10:00",
        "2026-08-31 10:00-24:00: does not count (the day it starts on)",
        "2026-09-01 to 2027-02-28: 181 days (calendar day)",
        "2027-03-01 00:00-02:00: 2:00 hours (round the clock)",
        "due 2027-03-01 02:00: 181 days and 2:00 hours",
    ]


def test_an_explanation_has_the_holiday_s_name_in_chinese() -> None:
    start, figure = at("2026-02-13 10:00"), Figure.parse("P2D working")

    told = explain(start, due(figure, start, OFFICE), figure, OFFICE)

    named = [one.name.zh for one in told.stretches if one.name]
    assert named[:2] == ["农历除夕", "春节"]
    assert {one.cause for one in told.stretches if not one.counts} == {
        Cause.START_DAY,
        Cause.WEEKEND,
        Cause.PUBLIC_HOLIDAY,
    }


def test_a_deadline_of_an_older_calendar_is_said_not_to_add_up() -> None:
    """Feature 6: a figure recorded before the notice came is seen to have moved."""
    before = BusinessCalendar("CN", OFFICE.windows)
    after = BusinessCalendar("CN", OFFICE.windows, closed=frozenset({date(2026, 3, 4)}))
    start, figure = at("2026-03-02 10:00"), Figure.parse("P3D working")

    told = explain(start, due(figure, start, before), figure, after)

    assert (told.days, told.adds_up) == (2, False)
    assert str(told.says()[-1]) == "not P3D working: the calendar has changed since"


def test_an_explanation_says_which_years_are_predicted() -> None:
    last = max(year for year in range(2000, 2100) if OFFICE.is_confirmed(year))
    start, figure = at(f"{last}-12-30 10:00"), Figure.parse("P5D working")

    told = explain(start, due(figure, start, OFFICE), figure, OFFICE)

    assert told.unconfirmed == (last + 1,)
    assert str(told.says()[-1]) == f"predicted, not announced: public days of {last + 1}"


@given(calendars, figures, instants, instants)
def test_any_recorded_instant_can_be_explained(
    calendar: BusinessCalendar, figure: Figure, start: datetime, recorded: datetime
) -> None:
    told = explain(start, recorded, figure, calendar)

    if told.adds_up:
        assert recorded >= due(figure, start, calendar)
    assert all(str(line) for line in told.says())
