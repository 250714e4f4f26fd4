"""Rates, times and their spread, counted exactly: whole numbers and fractions, never floats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from ...workflow.language import Message, message

TARGET = Fraction(95, 100)
NINETY = Fraction(90, 100)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Rate:
    """A part of a whole; of nothing there is no rate."""

    part: int
    whole: int

    @property
    def exact(self) -> Fraction | None:
        """The rate itself; None where there is nothing to rate."""
        return Fraction(self.part, self.whole) if self.whole else None

    @property
    def share(self) -> Decimal | None:
        """The rate with four places, cut off: what misses a target never looks as if it met it."""
        return Decimal(self.part * 10000 // self.whole).scaleb(-4) if self.whole else None

    @property
    def percent(self) -> str:
        """The rate in percent with two places, cut off; a dash where there is none."""
        return "—" if self.share is None else f"{self.share * 100:.2f} %"

    def meets(self, target: Fraction = TARGET) -> bool | None:
        """Say whether a target is met, which itself is enough; None where nothing is rated."""
        return None if self.exact is None else self.exact >= target


@dataclass(frozen=True, slots=True)
class Spread:
    """How long it took: the middle, what nine in ten stayed within, the longest."""

    count: int
    median: timedelta | None
    ninth_tenth: timedelta | None
    longest: timedelta | None

    @classmethod
    def of(cls, times: Iterable[timedelta]) -> Spread:
        """Order times and look at them."""
        known = sorted(times)
        if not known:
            return cls(0, None, None, None)
        return cls(len(known), median(known), at_most(known, NINETY), known[-1])


def median(known: Sequence[timedelta]) -> timedelta:
    """Give the middle of ordered times; between two, the middle of both."""
    middle = len(known) // 2
    if len(known) % 2:
        return known[middle]
    return (known[middle - 1] + known[middle]) / 2


def at_most(known: Sequence[timedelta], share: Fraction) -> timedelta:
    """Give the shortest of ordered times that at least this share of them stays within."""
    return known[-(-share.numerator * len(known) // share.denominator) - 1]


def lasting(time: timedelta) -> Message:
    """Say how long something took, to the minute that has passed."""
    hours, minutes = divmod(time // MINUTE, 60)
    return message("{hours} h {minutes} min", hours=hours, minutes=f"{minutes:02}")


def iso(time: timedelta) -> str:
    """Write a duration as ISO 8601 has it, in hours and less."""
    minutes, rest = divmod(time, MINUTE)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{rest.seconds}{f'.{rest.microseconds:06}' if rest.microseconds else ''}"
    return f"PT{hours}H{minutes}M" + (f"{seconds}S" if rest else "")
