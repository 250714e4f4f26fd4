"""A deadline explained: the sum of its days and hours, each with the cause for which it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from .calendars import DAY, NOTHING, BusinessCalendar, aware
from .days import Cause
from .deadlines import Figure, days_over, plus_months
from .language import Label, Message, message


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
        months = (plus_months(first, self.figure.months) - first).days
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
            lines.append(message("predicted, not announced: public days of {years}", years=years))
        return tuple(lines)


def explain(
    start: datetime, due_at: datetime, figure: Figure, calendar: BusinessCalendar
) -> Explanation:
    """Show how a figure adds up from its start to the instant that was recorded for it."""
    start, due_at = aware(start), aware(due_at)
    counted_on = figure.counted_on(calendar)
    turn = min(days_over(figure, start, calendar), due_at) if figure.minutes else due_at
    stretches = (
        *_stretches_of_days(start, turn, figure, counted_on),
        *_stretches_of_hours(turn, due_at, figure, counted_on),
    )
    return Explanation(figure, start, due_at, counted_on, stretches)


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


def _days(days: int) -> Message:
    if days > 1:
        return message("{days} days", days=days)
    return message("{days} day", days=days) if days else message("does not count")


def _amount(days: int, hours: timedelta) -> Message:
    """Say how much counts, exactly."""
    if not hours:
        return _days(days)
    minutes, rest = divmod(hours, timedelta(minutes=1))
    seconds = f":{rest.total_seconds():09.6f}".rstrip("0").rstrip(".") if rest else ""
    clock = f"{minutes // 60}:{minutes % 60:02}{seconds}"
    if not days:
        return message("{hours} hours", hours=clock)
    return message("{days} and {hours} hours", days=_days(days), hours=clock)
