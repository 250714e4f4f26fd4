"""Figures of time limits: what "three days" means, and when it is over.

A figure in days, weeks or months does not count the day it starts on and ends with the last
day at 24:00 in the office's zone; hours and minutes run to the instant. `P1D` is therefore a
day of the calendar and not 24 hours, and `P1D working` a working day and not 24 working hours.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from .calendars import DAY, BusinessCalendar, aware, round_the_clock
from .errors import Misconfigured

POSSIBLE = (
    "possible are whole years, months, weeks, days, hours and minutes, more than none and at "
    'most 100 years, such as P6M, P1W, P3D, PT30M or P1DT2H, and "P3D working" or '
    '"PT8H working" for days, hours and minutes'
)
LONGEST = 100 * 366
SAME_DAY = "P0D"
_FIGURE = re.compile(
    r"P(?=[\dT])(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?)?(?P<working> working)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A length of time as an office means it; months first, then days, then minutes.

    `working` counts days and minutes on the office's calendar. `P0D` ends with the day that it
    starts on. Two figures are equal when they mean the same, however they were written.
    """

    months: int = 0
    days: int = 0
    minutes: int = 0
    working: bool = False
    written: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        parts = (self.months, self.days, self.minutes)
        is_long = self.months * 31 + self.days + self.minutes // 1440 > LONGEST
        is_none = not any(parts) and self.written != SAME_DAY
        if min(parts) < 0 or is_none or is_long:
            raise _nonsense(str(self))
        if self.working and self.months:
            raise _nonsense(str(self))

    @classmethod
    def parse(cls, text: str) -> Figure:
        """Read an ISO 8601 duration, with " working" behind it for working time.

        Raise Misconfigured for anything that is no figure of an office.
        """
        found = _FIGURE.fullmatch(text)
        if not found or len(text) > 40:
            raise _nonsense(text)
        part = {
            name: int(value or 0)
            for name, value in found.groupdict("").items()
            if name != "working"
        }
        working = bool(found["working"])
        if working and part["weeks"]:
            raise _nonsense(text)
        return cls(
            months=part["years"] * 12 + part["months"],
            days=part["weeks"] * 7 + part["days"],
            minutes=part["hours"] * 60 + part["minutes"],
            working=working,
            written=text,
        )

    @property
    def time(self) -> timedelta:
        """The hours and minutes."""
        return timedelta(minutes=self.minutes)

    def counted_on(self, calendar: BusinessCalendar) -> BusinessCalendar:
        """Give the office's calendar for working time, plain time in its zone otherwise."""
        return calendar if self.working else round_the_clock(calendar.zone)

    def __str__(self) -> str:
        if self.written:
            return self.written
        months = f"{self.months}M" if self.months else ""
        days = f"{self.days}D" if self.days else ""
        time = f"T{self.minutes}M" if self.minutes else ""
        return f"P{months}{days}{time}{' working' if self.working else ''}"


def due(figure: Figure, start: datetime, calendar: BusinessCalendar) -> datetime:
    """Give the instant in UTC at which a figure is over that starts at an aware instant.

    Days run out first, at 24:00; hours and minutes follow from there: P1DT2H ends at two
    o'clock after the next day, `P1DT2H working` after two hours of the working day after it.
    """
    over = days_over(figure, aware(start), calendar)
    if not figure.minutes:
        return over
    return calendar.after(over, figure.time) if figure.working else over + figure.time


def days_over(figure: Figure, start: datetime, calendar: BusinessCalendar) -> datetime:
    """Give the end of a figure's days, from which its hours run."""
    if figure.minutes and not figure.months and not figure.days:
        return start
    if figure.working:
        return calendar.add_days(start, figure.days)
    day = calendar.day_of(start)
    return calendar.ends(plus_months(day, figure.months) + figure.days * DAY)


def plus_months(day: date, months: int) -> date:
    """Go months ahead, to the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _nonsense(text: str) -> Misconfigured:
    return Misconfigured(f"figure {text!r}: {POSSIBLE}")
