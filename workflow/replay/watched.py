"""What a rule looks at of an office's terms, which it may have changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import TypeVar

from ..request import Ask

V = TypeVar("V")


class Watched(Mapping[str, V]):
    """Terms that remember whether anybody has looked at them."""

    def __init__(self, terms: Mapping[str, V]) -> None:
        self._terms = terms
        self.was_read = False

    def __getitem__(self, name: str) -> V:
        self.was_read = True
        return self._terms[name]

    def __iter__(self) -> Iterator[str]:
        self.was_read = True
        return iter(self._terms)

    def __len__(self) -> int:
        self.was_read = True
        return len(self._terms)


class WatchedZone(tzinfo):
    """A zone that remembers whether anybody has told the time by it."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self.was_read = False

    def utcoffset(self, at: datetime | None) -> timedelta | None:
        """Give the zone's distance from UTC."""
        self.was_read = True
        return self._zone.utcoffset(_told(at, self._zone))

    def dst(self, at: datetime | None) -> timedelta | None:
        """Give what of it is summer time."""
        return self._zone.dst(_told(at, self._zone))

    def tzname(self, at: datetime | None) -> str | None:
        """Give the zone's name."""
        return self._zone.tzname(_told(at, self._zone))

    def fromutc(self, at: datetime) -> datetime:
        """Tell a time of UTC by the zone's clocks."""
        self.was_read = True
        return self._zone.fromutc(at.replace(tzinfo=self._zone)).replace(tzinfo=self)


def _told(at: datetime | None, zone: tzinfo) -> datetime | None:
    return at and at.replace(tzinfo=zone)


class Watch:
    """An `Ask` whose lists, figures and zone are watched."""

    def __init__(self, ask: Ask) -> None:
        self._lists = Watched(ask.lists)
        self._limits = Watched(ask.limits)
        self._zone = WatchedZone(ask.zone)
        self.ask = replace(ask, lists=self._lists, limits=self._limits, zone=self._zone)

    @property
    def saw_terms(self) -> bool:
        """Whether what an office lists or sets itself, or its zone, has been looked at."""
        return self._lists.was_read or self._limits.was_read or self._zone.was_read
