"""The roster of a desk: shifts that do not join, and posts that nobody is on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ...domain.shift.states import ROSTERED
from ...workflow.events import instant
from .passing import Break, corrected, occurred, odd
from .shift import Shift

AROUND_THE_CLOCK = "S004-p7-duty-1"
TAKE_OVER = "S004-p7-handover-5"
# The words of a shift that say whose post it is and when; correcting another changes no custody.
TELLING = frozenset({"duty_person", "starts_at", "ends_at", "follows", "substitute", "left_at"})


@dataclass(frozen=True, slots=True)
class Roster:
    """Every shift by its number, which of them are followed, and where nobody is rostered."""

    shifts: Mapping[str, Shift]
    followed: frozenset[str]
    gaps: Mapping[str, Break]

    @classmethod
    def of(cls, shifts: Mapping[str, Shift]) -> Roster:
        """Lay the shifts of every desk side by side."""
        followed = frozenset(shift.follows for shift in shifts.values())
        return cls(shifts, followed, dict(_gaps(shifts)))

    def breaks(self, shift: Shift, now: datetime) -> Iterator[Break]:
        """Give what is odd about a shift as a whole, judged at the time of reading."""
        before = self.shifts.get(shift.follows)
        for act in shift.row["acts"]:
            if TELLING & act["struck"].keys():
                yield corrected(act, TELLING)
        if before and before.ends_at != shift.starts_at:
            yield _apart(shift, before)
        if _should_have_begun(shift, before, now):
            since = instant(shift.starts_at)
            names = {"since": since, "person": shift.outgoing}
            yield odd("uncovered", "not_started", AROUND_THE_CLOCK, **names)
        taken = shift.last("ShiftHandedOver")
        if taken and shift.no not in self.followed:
            names = {"since": instant(occurred(taken)), "person": taken["person"]}
            yield odd("unrecorded", "not_followed", TAKE_OVER, **names)
        if gap := self.gaps.get(shift.no):
            yield gap


def _apart(shift: Shift, before: Shift) -> Break:
    """Say that the shift before ends at another instant than this one begins."""
    at = {"ends_at": instant(before.ends_at), "starts_at": instant(shift.starts_at)}
    return odd("contradiction", "apart", AROUND_THE_CLOCK, before=before.no, **at)


def _should_have_begun(shift: Shift, before: Shift | None, now: datetime) -> bool:
    """Say whether nobody has begun a shift that is due, nor is still on the one before it."""
    is_manned = before is not None and before.row["is_open"]
    return shift.row["state"] == ROSTERED.code and now > shift.starts_at and not is_manned


def _gaps(shifts: Mapping[str, Shift]) -> Iterator[tuple[str, Break]]:
    """Find where nobody is rostered between two shifts of a desk on duty day and night."""
    covered: dict[str, datetime] = {}
    for shift in sorted(shifts.values(), key=lambda one: (one.starts_at, one.no)):
        desk = shift.row["procedure"]
        until = covered.get(desk, shift.starts_at)
        if until < shift.starts_at and _is_around_the_clock(shift):
            at = {"since": instant(until), "until": instant(shift.starts_at)}
            yield shift.no, odd("uncovered", "gap", AROUND_THE_CLOCK, **at)
        covered[desk] = max(until, shift.ends_at)


def _is_around_the_clock(shift: Shift) -> bool:
    return any(AROUND_THE_CLOCK in step.clauses for step in shift.page.steps.values())
