"""Figures of time limits: what "three days" means, when it is over, and how it adds up.

A figure in days, weeks or months does not count the day it starts on and ends with the last
day at 24:00 in the office's zone; hours and minutes run to the instant. `P1D` is therefore a
day of the calendar and not 24 hours, and `P1D working` a working day and not 24 working hours.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from .calendars import DAY, NOTHING, BusinessCalendar, Cause, aware, round_the_clock
from .errors import Misconfigured
from .language import Label, Message, message

POSSIBLE = (
    "possible are whole years, months, weeks, days, hours and minutes, more than none and at "
    'most 100 years, such as P6M, P1W, P3D, PT30M or P1DT2H, and "P3D working" or '
    '"PT8H working" for days, hours and minutes'
)
LONGEST = 100 * 366
_NOTHING_OR_DAYS = ("does not count", "{days} day", "{days} days")
_FIGURE = re.compile(
    r"P(?=[\dT])(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?)?(?P<working> working)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A length of time as an office means it; months first, then days, then minutes.

    `working` counts days and minutes on the office's calendar. Two figures are equal when
    they mean the same, however they were written.
    """

    months: int = 0
    days: int = 0
    minutes: int = 0
    working: bool = False
    written: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        parts = (self.months, self.days, self.minutes)
        is_long = self.months * 31 + self.days + self.minutes // 1440 > LONGEST
        if min(parts) < 0 or not any(parts) or is_long:
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
    over = _days_over(figure, aware(start), calendar)
    if not figure.minutes:
        return over
    return calendar.after(over, figure.time) if figure.working else over + figure.time


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of one day, from instant to instant: what it adds to the sum, and why."""

    day: date
    start: datetime
    end: datetime
    cause: Cause
    name: Label | None = None
    days: int = 0
    time: timedelta = NOTHING

    @property
    def counts(self) -> bool:
        """Tell whether it adds anything."""
        return bool(self.days or self.time)

    @property
    def kind(self) -> object:
        """What neighbours share that may be told in one line; running hours stand alone."""
        return self.start if self.time else (self.cause, self.name, self.days)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A deadline as the sum of its stretches, which follow each other without a gap.

    `counted_on` is the calendar that the figure counts on.
    """

    figure: Figure
    start: datetime
    due_at: datetime
    counted_on: BusinessCalendar
    stretches: tuple[Stretch, ...]

    @property
    def days(self) -> int:
        """The days that count."""
        return sum(stretch.days for stretch in self.stretches)

    @property
    def time(self) -> timedelta:
        """The hours and minutes that count."""
        return sum((stretch.time for stretch in self.stretches), NOTHING)

    @property
    def adds_up(self) -> bool:
        """Tell whether the sum is the figure; if not, the calendar has changed since."""
        first = self.counted_on.day_of(self.start)
        months = (_plus_months(first, self.figure.months) - first).days
        return (self.days, self.time) == (months + self.figure.days, self.figure.time)

    @property
    def unconfirmed(self) -> tuple[int, ...]:
        """The years on the way whose public days are a prediction."""
        return self.counted_on.unconfirmed(self.start, self.due_at)

    def says(self) -> tuple[Message, ...]:
        """Tell the sum line by line, neighbours that count alike for one cause together."""
        zone, figure = self.counted_on.zone, str(self.figure)
        start = " ".join(_clock(self.start, zone))
        due_at = " ".join(_clock(self.due_at, zone, is_end=True))
        lines = [message("{figure} from {start}", figure=figure, start=start)]
        lines += [_line(run, zone) for run in _runs(self.stretches)]
        lines.append(message("due {due}: {sum}", due=due_at, sum=_amount(self.days, self.time)))
        if not self.adds_up:
            lines.append(message("not {figure}: the calendar has changed since", figure=figure))
        if self.unconfirmed:
            years = [str(year) for year in self.unconfirmed]
            lines.append(
                message("predicted, not announced: public days of {years}", years=years)
            )
        return tuple(lines)


def explain(
    start: datetime, due_at: datetime, figure: Figure, calendar: BusinessCalendar
) -> Explanation:
    """Show how a figure adds up from its start to the instant that was recorded for it."""
    start, due_at = aware(start), aware(due_at)
    counted_on = figure.counted_on(calendar)
    turn = min(_days_over(figure, start, calendar), due_at) if figure.minutes else due_at
    stretches = (
        *_stretches_of_days(start, turn, figure, counted_on),
        *_stretches_of_hours(turn, due_at, figure, counted_on),
    )
    return Explanation(figure, start, due_at, counted_on, stretches)


def _days_over(figure: Figure, start: datetime, calendar: BusinessCalendar) -> datetime:
    """Give the end of a figure's days, from which its hours run."""
    if not figure.months and not figure.days:
        return start
    if figure.working:
        return calendar.add_days(start, figure.days)
    day = calendar.day_of(start)
    return calendar.ends(_plus_months(day, figure.months) + figure.days * DAY)


def _stretches_of_days(
    start: datetime, end: datetime, figure: Figure, calendar: BusinessCalendar
) -> Iterator[Stretch]:
    at = start
    for day in calendar.days(start, end) if start < end else ():
        about = calendar.about(day)
        night = min(calendar.ends(day), end)
        if at == start:
            yield Stretch(day, at, night, Cause.START_DAY)
        else:
            cause = about.cause if figure.working else Cause.CALENDAR_DAY
            is_whole = night == calendar.ends(day)
            counts = is_whole and (about.is_worked or not figure.working)
            yield Stretch(day, at, night, cause, about.name, days=int(counts))
        at = night


def _stretches_of_hours(
    start: datetime, end: datetime, figure: Figure, calendar: BusinessCalendar
) -> Iterator[Stretch]:
    at = start
    for day in calendar.days(start, end) if start < end else ():
        about = calendar.about(day)
        runs = about.cause if figure.working else Cause.ROUND_THE_CLOCK
        rests = Cause.OUTSIDE_HOURS if about.hours else about.cause
        night = min(calendar.ends(day), end)
        for span in calendar.intervals(at, night):
            if at < span.start:
                yield Stretch(day, at, span.start, rests, about.name)
            yield Stretch(day, span.start, span.end, runs, time=span.length)
            at = span.end
        if at < night:
            yield Stretch(day, at, night, rests, about.name)
        at = night


def _runs(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """Put neighbours together that can be told in one line."""
    for _, run in groupby(stretches, key=lambda one: one.kind):
        yield list(run)


def _line(run: list[Stretch], zone: ZoneInfo) -> Message:
    first, last = run[0], run[-1]
    amount = _amount(sum(one.days for one in run), first.time)
    why: object = first.cause.value
    if first.name:
        why = message("{cause}: {name}", cause=why, name=first.name)
    when = _when(first.start, last.end, zone)
    return message("{when}: {amount} ({why})", when=when, amount=amount, why=why)


def _when(start: datetime, end: datetime, zone: ZoneInfo) -> str | Message:
    """Say from when to when on the zone's clocks, a whole day without its hours."""
    (first, opens), (last, closes) = _clock(start, zone), _clock(end, zone, is_end=True)
    is_whole = (opens, closes) == ("00:00", "24:00")
    if first == last:
        return first if is_whole else f"{first} {opens}-{closes}"
    if is_whole:
        return message("{first} to {last}", first=first, last=last)
    return message("{first} to {last}", first=f"{first} {opens}", last=f"{last} {closes}")


def _clock(at: datetime, zone: ZoneInfo, *, is_end: bool = False) -> tuple[str, str]:
    """Give the date and the time of day; midnight as an end is 24:00 of the day before."""
    local = at.astimezone(zone)
    if is_end and local.time() == time():
        return str(local.date() - DAY), "24:00"
    exact = local.second or local.microsecond
    return str(local.date()), local.time().isoformat("auto" if exact else "minutes")


def _amount(days: int, hours: timedelta) -> Message:
    """Say how much counts, exactly."""
    if not hours:
        return message(_NOTHING_OR_DAYS[min(days, 2)], days=days)
    minutes, rest = divmod(hours, timedelta(minutes=1))
    seconds = f":{rest.total_seconds():09.6f}".rstrip("0").rstrip(".") if rest else ""
    clock = f"{minutes // 60}:{minutes % 60:02}{seconds}"
    if not days:
        return message("{hours} hours", hours=clock)
    return message("{days} and {hours} hours", days=_amount(days, NOTHING), hours=clock)


def _plus_months(day: date, months: int) -> date:
    """Go months ahead, to the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _nonsense(text: str) -> Misconfigured:
    return Misconfigured(f"figure {text!r}: {POSSIBLE}")
