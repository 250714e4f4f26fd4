"""Days, months, quarters and years as the office's clock cuts them.

A period is half-open: what happens at the instant at which it ends belongs to the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ...workflow.annotations import YEARS
from ...workflow.deadlines import plus_months
from ...workflow.wall_clock import instant_of

WRITTEN = {"day": "2026-03-02", "month": "2026-03", "quarter": "2026-Q1", "year": "2026"}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
_PATTERNS = {
    "day": re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII),
    "month": re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)", re.ASCII),
    "quarter": re.compile(r"(?P<year>\d{4})-Q(?P<quarter>[1-4])", re.ASCII),
    "year": re.compile(r"(?P<year>\d{4})", re.ASCII),
}


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` up to `until`, which no longer belongs, on a zone's clock."""

    cycle: str
    name: str
    first: date
    until: date
    zone: ZoneInfo

    @property
    def start(self) -> datetime:
        """The instant at which it begins, UTC."""
        return instant_of(self.first, 0, self.zone)

    @property
    def end(self) -> datetime:
        """The first instant that no longer belongs to it, UTC."""
        return instant_of(self.until, 0, self.zone)

    def has(self, at: datetime | None) -> bool:
        """Say whether an instant belongs to it."""
        return at is not None and self.start <= at < self.end

    def months(self) -> Iterator[Period]:
        """Give its months."""
        first = self.first.replace(day=1)
        while first < self.until:
            yield _months(first, "month", self.zone)
            first = plus_months(first, 1)

    def days(self) -> Iterator[Period]:
        """Give its days."""
        for after in range((self.until - self.first).days):
            yield day(self.first + timedelta(days=after), self.zone)


def period(cycle: str, text: str, zone: ZoneInfo) -> Period:
    """Read a period such as 2026-03 or 2026-Q1; ValueError says how it is written."""
    found = _PATTERNS[cycle].fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no {cycle}: it is written {WRITTEN[cycle]}")
    part = {name: int(value) for name, value in found.groupdict().items()}
    if part["year"] not in YEARS:
        raise ValueError(f"{text!r} is not of our time")
    month = part.get("month", part.get("quarter", 1) * 3 - 2)
    try:
        first = date(part["year"], month, part.get("day", 1))
        return day(first, zone) if cycle == "day" else _months(first, cycle, zone)
    except ValueError:
        raise ValueError(f"{text!r} is no {cycle} of any calendar") from None


def day(of: date, zone: ZoneInfo) -> Period:
    """Give one day."""
    return Period("day", of.isoformat(), of, of + timedelta(days=1), zone)


def month_of(at: datetime, zone: ZoneInfo) -> Period:
    """Give the month that an instant belongs to."""
    return _months(at.astimezone(zone).date().replace(day=1), "month", zone)


def _months(first: date, cycle: str, zone: ZoneInfo) -> Period:
    names = {
        "month": f"{first.year:04}-{first.month:02}",
        "quarter": f"{first.year:04}-Q{(first.month + 2) // 3}",
        "year": f"{first.year:04}",
    }
    return Period(cycle, names[cycle], first, plus_months(first, MONTHS[cycle]), zone)
