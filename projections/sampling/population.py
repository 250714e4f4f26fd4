"""The cases that a sample is drawn from, and what they are told apart by.

*procedure*; *month*, in which the case was opened on the office's clock; *department*, which it
is with, empty if with none; *risk*: `deviating` where the deviation audit finds something major
or critical, else `serious` for a serious complaint, else `ordinary` [inferred]. Audits are not
audited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from ...domain.readings import kind_of
from ...workflow.language import Label
from ..deviations.audit import Audited
from ..deviations.deviation import Deviation
from ..deviations.history import History
from ..deviations.severity import at_least

RISKS: Final[Mapping[str, Label]] = {
    "deviating": Label("有较重偏差", "deviating"),
    "serious": Label("严重投诉", "serious"),
    "ordinary": Label("一般", "ordinary"),
}
AUDITS: Final = "audit"


@dataclass(frozen=True, slots=True)
class Member:
    """A case that may be drawn, with what went otherwise in it."""

    history: History
    month: str
    risk: str
    deviations: tuple[Deviation, ...] = field(default=())

    @property
    def number(self) -> str:
        """The number of the case."""
        return self.history.number

    @property
    def opened_at(self) -> datetime:
        """When it was opened."""
        return self.history.recorded[0].event.recorded_at


DIMENSIONS: Final[Mapping[str, Callable[[Member], str]]] = {
    "risk": lambda one: one.risk,
    "procedure": lambda one: one.history.case.procedure,
    "month": lambda one: one.month,
    "department": lambda one: one.history.department,
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Which cases: of one procedure or of all, opened in a period whose end is not included."""

    procedure: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def covers(self, one: Member) -> bool:
        """Say whether a case belongs to it."""
        if self.procedure and one.history.case.procedure != self.procedure:
            return False
        opened = one.opened_at
        return not ((self.since and opened < self.since) or (self.until and opened >= self.until))


def population(audited: Audited, scope: Scope, zone: ZoneInfo) -> tuple[Member, ...]:
    """Give the cases that may be drawn, in the order of their numbers."""
    return tuple(one for one in _members(audited, zone) if scope.covers(one))


def _members(audited: Audited, zone: ZoneInfo) -> Iterator[Member]:
    found: dict[str, list[Deviation]] = {}
    for deviation in audited.deviations:
        found.setdefault(deviation.case, []).append(deviation)
    for number, history in audited.log.cases.items():
        if kind_of(history.case) != AUDITS:
            month = f"{history.recorded[0].event.recorded_at.astimezone(zone):%Y-%m}"
            deviations = tuple(found.get(number, ()))
            yield Member(history, month, _risk(history, deviations), deviations)


def _risk(history: History, deviations: tuple[Deviation, ...]) -> str:
    if any(at_least(one.severity, "major") for one in deviations):
        return "deviating"
    return "serious" if history.is_serious else "ordinary"
