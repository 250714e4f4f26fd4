"""6-reports.md: rates are compared exactly, and times are told without a float."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from huiyin.projections.statistics.figures import Rate, Spread, at_most, iso, lasting
from huiyin.workflow.language import language

TIMES = some.lists(some.timedeltas(timedelta(0), timedelta(days=90)), min_size=1)


@pytest.mark.parametrize(
    ("part", "whole", "meets"),
    [
        (19, 20, True),
        (95, 100, True),
        (94, 100, False),
        (9499, 10000, False),
        (9500, 10000, True),
        (95 * 10**20, 10**22, True),
        (95 * 10**20 - 1, 10**22, False),
        (0, 3, False),
    ],
)
def test_ninety_five_percent_itself_meets_the_target(part: int, whole: int, meets: bool) -> None:
    """S000-p3: 95 % and above."""
    assert Rate(part, whole).meets() is meets


@pytest.mark.parametrize(
    ("part", "whole", "says"),
    [
        (19, 20, "95.00 %"),
        (94999, 100000, "94.99 %"),
        (1, 3, "33.33 %"),
        (2, 3, "66.66 %"),
        (1, 1, "100.00 %"),
        (0, 7, "0.00 %"),
        (0, 0, "—"),
    ],
)
def test_a_rate_never_looks_better_than_it_is(part: int, whole: int, says: str) -> None:
    """What misses 95 % by a hair is not written as 95 %."""
    assert Rate(part, whole).percent == says


def test_of_nothing_there_is_no_rate() -> None:
    """6-reports.md: unrated excluded."""
    nothing = Rate(0, 0)

    assert (nothing.exact, nothing.share, nothing.meets()) == (None, None, None)


@given(some.integers(0, 10**9), some.integers(1, 10**9))
def test_a_rate_is_cut_off_and_exact(part: int, whole: int) -> None:
    """The share that is shown lies at most a ten-thousandth below the rate."""
    rate = Rate(part, whole)

    assert isinstance(rate.share, Decimal)
    assert 0 <= Fraction(part, whole) - Fraction(rate.share) < Fraction(1, 10000)


def hours(*numbers: int) -> list[timedelta]:
    return [timedelta(hours=one) for one in numbers]


@pytest.mark.parametrize(
    ("times", "median", "ninth_tenth", "longest"),
    [
        (hours(5), 5, 5, 5),
        (hours(3, 1), 2, 3, 3),
        (hours(9, 1, 2), 2, 9, 9),
        (hours(*range(10, 0, -1)), 5.5, 9, 10),
        (hours(*range(1, 12)), 6, 10, 11),
        (hours(*range(1, 21)), 10.5, 18, 20),
    ],
)
def test_times_are_spread_as_their_definition_says(
    times: list[timedelta], median: float, ninth_tenth: int, longest: int
) -> None:
    """The middle, what nine in ten stay within, the longest."""
    spread = Spread.of(times)

    found = (spread.median, spread.ninth_tenth, spread.longest)
    assert found == tuple(timedelta(hours=one) for one in (median, ninth_tenth, longest))
    assert spread.count == len(times)


def test_no_times_have_no_middle() -> None:
    """An empty month is no error."""
    assert Spread.of([]) == Spread(0, None, None, None)


@given(TIMES)
def test_nine_in_ten_stay_within_and_no_shorter_time_will_do(times: list[timedelta]) -> None:
    """The definition under the table."""
    known = sorted(times)

    found = at_most(known, Fraction(9, 10))

    assert 10 * sum(one <= found for one in known) >= 9 * len(known)
    assert 10 * sum(one < found for one in known) < 9 * len(known)


@pytest.mark.parametrize(
    ("time", "written", "says"),
    [
        (timedelta(0), "PT0H0M", "0 小时 00 分"),
        (timedelta(hours=26, minutes=5), "PT26H5M", "26 小时 05 分"),
        (timedelta(days=2, seconds=59), "PT48H0M59S", "48 小时 00 分"),
        (timedelta(minutes=1, microseconds=500), "PT0H1M0.000500S", "0 小时 01 分"),
    ],
)
def test_a_time_is_written_whole_and_said_to_the_minute(
    time: timedelta, written: str, says: str
) -> None:
    """JSON loses nothing; people read minutes."""
    assert iso(time) == written
    assert language("zh").say(lasting(time)) == says
