"""What a day is to an office: its hours, its holiday, and why it counts or does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache

from .errors import Misconfigured
from .language import Label

DAY_MINUTES = 24 * 60
_WINDOW = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)", re.ASCII)


class Cause(Enum):
    """Why a day or a stretch of time counts or does not."""

    WORKING_DAY = Label("工作日", "working day")
    MAKE_UP = Label("调休上班", "make-up working day")
    OWN_OPEN = Label("本单位加开日", "own working day")
    WEEKEND = Label("周休", "weekend")
    PUBLIC_HOLIDAY = Label("法定节假日", "public holiday")
    OWN_CLOSED = Label("本单位休息日", "own closing day")
    OUTSIDE_HOURS = Label("工作时间以外", "outside hours")
    START_DAY = Label("起算当日不计", "the day it starts on")
    CALENDAR_DAY = Label("自然日", "calendar day")
    ROUND_THE_CLOCK = Label("连续计时", "round the clock")


WORKING = frozenset({Cause.WORKING_DAY, Cause.MAKE_UP, Cause.OWN_OPEN})


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Hours of a day in minutes from midnight, half-open; 1440 is 24:00."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= DAY_MINUTES:
            raise Misconfigured(f"window {self}: starts before it ends, from 00:00 to 24:00")

    @classmethod
    def parse(cls, text: str) -> Window:
        """Read `09:00-12:00`; raise Misconfigured for anything else."""
        found = _WINDOW.fullmatch(text)
        if not found:
            raise Misconfigured(f"window {text!r}: write 09:00-12:00, up to 24:00")
        start_hour, start, end_hour, end = map(int, found.groups())
        return cls(start_hour * 60 + start, end_hour * 60 + end)

    def __str__(self) -> str:
        ends = (self.start, self.end)
        return "-".join(f"{minutes // 60:02}:{minutes % 60:02}" for minutes in ends)


Hours = tuple[Window, ...]


def week(*windows: str, days: Iterable[int] = range(5)) -> tuple[Hours, ...]:
    """Give the same hours to each of the days (Monday is 0) and none to the others."""
    hours = tuple(Window.parse(text) for text in windows)
    works = frozenset(days)
    return tuple(hours if day in works else () for day in range(7))


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What a day is: why it is worked or not, its holiday's name, its hours."""

    cause: Cause
    hours: Hours = ()
    name: Label | None = None

    @property
    def is_worked(self) -> bool:
        """Tell whether it is a working day."""
        return self.cause in WORKING


@dataclass(frozen=True, slots=True)
class PublicDays:
    """A country's days of one year; `is_confirmed` when its government has announced them."""

    holidays: Mapping[date, Label]
    make_up: frozenset[date]
    is_confirmed: bool


@cache
def public_days(country: str, year: int) -> PublicDays:
    """Read a country's holidays and make-up working days of one year.

    Raise Misconfigured for a country that the package `holidays` does not know.
    """
    # Imported here because it costs 100 ms that calendar days need not pay.
    import holidays

    try:
        chinese = holidays.country_holidays(country, years=year, language="zh_CN")
        english = holidays.country_holidays(country, years=year, language="en_US")
    except NotImplementedError:
        raise Misconfigured(f"no public holidays are known for country {country!r}") from None
    # Only a country that swaps days by yearly notice has years that can be predicted wrongly.
    swaps = getattr(chinese, "has_substituted_holidays", False)
    notices = getattr(chinese, "special_public_holidays", {}) if swaps else {year: ()}
    return PublicDays(
        {day: Label(name, english.get(day, name)) for day, name in chinese.items()},
        frozenset(chinese.weekend_workdays),
        min(notices) <= year <= max(notices),
    )
