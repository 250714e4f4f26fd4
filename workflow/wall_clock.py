"""When the clocks on the wall show a time of day, also on the day on which they are changed.

A time of day that a change of the clocks leaves out is reached in passing: at the change.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from .days import DAY_MINUTES


def instant_of(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Give the instant when a zone's clocks reach so many minutes of a day, first or in passing.

    1440 minutes are 24:00, the beginning of the next day.
    """
    days, minutes = divmod(minutes, DAY_MINUTES)
    day += timedelta(days=days)
    local = datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=zone)
    at = local.astimezone(UTC)
    later = local.replace(fold=1).astimezone(UTC)
    return at if at <= later else _transition(zone, later, at)


def _transition(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Find the instant of a change of offset between two instants, to the second."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
