"""Working time of an office: which days and hours count, and when so many of them are over.

A calendar is a value: zone, hours of the week, the office's own closing and working days, and
the public holidays and make-up working days (调休) of its country. Instants come in aware and
go out in UTC, because Python subtracts wall times inside one zone and loses the hour of a DST
change. Every interval is half-open and a window may end at 24:00, so midnight loses nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from .days import DAY_MINUTES, Cause, DayFacts, Hours, public_days, week
from .errors import Misconfigured
from .wall_clock import instant_of

DAY = timedelta(days=1)
NOTHING = timedelta()
SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Interval:
    """From an instant up to another that no longer belongs to it, both UTC."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """The time that really passes."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """The working time of one office.

    `windows` holds the hours of Monday to Sunday. `closed` are the office's own closing days,
    `open` its own extra working days; they overrule the country's. `country` is an ISO code
    that the package `holidays` knows, or empty for an office that keeps no public holidays.
    A day that is worked although its weekday has no hours gets those of the first that has.
    """

    name: str
    windows: tuple[Hours, ...]
    zone: ZoneInfo = SHANGHAI
    closed: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()
    country: str = "CN"
    _year_digests: dict[int, bytes] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        if len(self.windows) != 7 or not any(self.windows):
            raise Misconfigured(f"calendar {self.name}: needs hours for some of seven weekdays")
        for hours in self.windows:
            if any(one.end > following.start for one, following in pairwise(hours)):
                raise Misconfigured(f"calendar {self.name}: windows overlap or are out of order")
        if both := self.closed & self.open:
            raise Misconfigured(f"calendar {self.name}: closed and open on {min(both)}")

    # ------------------------------------------------------------------ days

    def about(self, day: date) -> DayFacts:
        """Say whether a day is worked and why."""
        usual = self.windows[day.weekday()]
        if day in self.closed:
            return DayFacts(Cause.OWN_CLOSED)
        if day in self.open:
            return DayFacts(Cause.OWN_OPEN, usual or self._first_hours)
        if not self.country:
            return DayFacts(Cause.WORKING_DAY, usual) if usual else DayFacts(Cause.WEEKEND)
        public = public_days(self.country, day.year)
        if name := public.holidays.get(day):
            return DayFacts(Cause.PUBLIC_HOLIDAY, name=name)
        if day in public.make_up:
            return DayFacts(Cause.MAKE_UP, usual or self._first_hours)
        return DayFacts(Cause.WORKING_DAY, usual) if usual else DayFacts(Cause.WEEKEND)

    @property
    def _first_hours(self) -> Hours:
        return next(hours for hours in self.windows if hours)

    def is_working_day(self, day: date) -> bool:
        """Tell whether the office works on this day."""
        return self.about(day).is_worked

    def day_of(self, at: datetime) -> date:
        """Give the date that the zone's calendar shows at an instant."""
        return aware(at).astimezone(self.zone).date()

    def ends(self, day: date) -> datetime:
        """Give the instant of 24:00 of a day."""
        return instant_of(day, DAY_MINUTES, self.zone)

    def add_days(self, start: datetime, count: int) -> datetime:
        """Give 24:00 of the count-th working day; the day of the start does not count."""
        if count <= 0:
            raise ValueError(f"{count} working days: at least one is needed")
        day = self.day_of(start)
        while count:
            day += DAY
            count -= self.is_working_day(day)
        return self.ends(day)

    # ----------------------------------------------------------------- hours

    def hours_of(self, day: date) -> tuple[Interval, ...]:
        """Give a day's working intervals; a window inside a DST gap is none."""
        spans = (
            Interval(
                instant_of(day, window.start, self.zone), instant_of(day, window.end, self.zone)
            )
            for window in self.about(day).hours
        )
        return tuple(span for span in spans if span.start < span.end)

    def intervals(self, start: datetime, end: datetime) -> tuple[Interval, ...]:
        """Give the working intervals between two instants, disjoint and in order."""
        cut = (
            Interval(max(span.start, aware(start)), min(span.end, aware(end)))
            for day in self.days(start, end)
            for span in self.hours_of(day)
        )
        return tuple(span for span in cut if span.start < span.end)

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """Sum the working time between two instants."""
        return sum((span.length for span in self.intervals(start, end)), NOTHING)

    def after(self, start: datetime, time: timedelta) -> datetime:
        """Give the instant at which so much working time has passed.

        Time that runs out with a window ends there, not when the next one opens.
        """
        if time <= NOTHING:
            raise ValueError(f"working time {time}: more than nothing is needed")
        for span in self._hours_from(aware(start)):
            if time <= span.length:
                return span.start + time
            time -= span.length
        raise AssertionError("the days do not end")

    def _hours_from(self, start: datetime) -> Iterator[Interval]:
        day = self.day_of(start)
        while True:
            for span in self.hours_of(day):
                if span.end > start:
                    yield Interval(max(span.start, start), span.end)
            day += DAY

    # -------------------------------------------------------------- evidence

    def days(self, start: datetime, end: datetime) -> tuple[date, ...]:
        """Give the dates from one instant up to another, which no longer belongs."""
        first = self.day_of(start)
        last = self.day_of(aware(end) - timedelta.resolution)
        return tuple(first + n * DAY for n in range((last - first).days + 1))

    def is_confirmed(self, year: int) -> bool:
        """Tell whether the year's public days have been announced, not predicted.

        The notice for the following year may still move the last days of December.
        """
        return not self.country or public_days(self.country, year).is_confirmed

    def unconfirmed(self, start: datetime, end: datetime) -> tuple[int, ...]:
        """Give the years between two instants whose public days are a prediction."""
        years = dict.fromkeys(day.year for day in self.days(start, end))
        return tuple(year for year in years if not self.is_confirmed(year))

    @property
    def identity(self) -> str:
        """The name, with the version of the package that the public days come from."""
        if not self.country:
            return self.name
        return f"{self.name}/holidays-{_holidays_version()}"

    def digest(self, start: datetime, end: datetime) -> str:
        """Hash the zone and each day's hours in all years from start to end: SHA-256, hex.

        Two calendars with one digest count these years alike, whatever they are called.
        """
        first = self.day_of(start).year
        last = self.day_of(aware(end) - timedelta.resolution).year
        total = hashlib.sha256(f"huiyin calendar 1\n{self.zone}\n".encode())
        for year in range(first, last + 1):
            total.update(self._year_digest(year))
        return total.hexdigest()

    def _year_digest(self, year: int) -> bytes:
        if found := self._year_digests.get(year):
            return found
        first = date(year, 1, 1)
        days = (first + n * DAY for n in range((date(year + 1, 1, 1) - first).days))
        lines = (f"{day} {' '.join(map(str, self.about(day).hours))}\n" for day in days)
        found = hashlib.sha256("".join(lines).encode()).digest()
        self._year_digests[year] = found
        return found


@cache
def round_the_clock(zone: ZoneInfo) -> BusinessCalendar:
    """Give the calendar of plain time in a zone: every day, 00:00 to 24:00."""
    always = week("00:00-24:00", days=range(7))
    return BusinessCalendar(f"round-the-clock/{zone}", always, zone=zone, country="")


ROUND_THE_CLOCK = round_the_clock(SHANGHAI)


def aware(at: datetime) -> datetime:
    """Give an instant in UTC; raise ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no zone: an instant is needed")
    return at.astimezone(UTC)


@cache
def _holidays_version() -> str:
    from importlib.metadata import version  # slow to load, and only needed to record

    return version("holidays")
