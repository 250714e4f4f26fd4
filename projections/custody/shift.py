"""A shift with its page, and its acts by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from ...workflow.procedure import Procedure
from ..columns import at
from .acts import Act, CustodyRow
from .passing import occurred, person, text


class Signature(TypedDict):
    """Who signed what as whom; void where what was signed was written anew since."""

    version: int
    step: str
    meaning: str
    person: str
    role: str
    at: str
    void: bool


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift with its page; `no` is its number."""

    no: str
    row: CustodyRow
    page: Procedure

    @property
    def starts_at(self) -> datetime:
        """When it begins by its roster, as that reads today."""
        return at(text(self.rostered, "starts_at")) or occurred(self.rostered)

    @property
    def ends_at(self) -> datetime:
        """When it ends by its roster, as that reads today."""
        return at(text(self.rostered, "ends_at")) or occurred(self.rostered)

    @property
    def rostered(self) -> Act:
        """The entry that put it on the roster."""
        return self.row["acts"][0]

    @property
    def outgoing(self) -> str:
        """Who is on the roster."""
        return person(self.rostered, "duty_person")

    @property
    def incoming(self) -> str:
        """Who has come to take over; empty while nobody has."""
        arrival = self.last("IncomingArrived")
        return arrival["person"] if arrival else ""

    @property
    def follows(self) -> str:
        """The shift that it follows by its roster; empty if none."""
        return text(self.rostered, "follows")

    def all(self, *events: str) -> list[Act]:
        """Give the acts of these names, in order."""
        return [act for act in self.row["acts"] if act["event"] in events]

    def last(self, event: str) -> Act | None:
        """Give the newest act of a name."""
        return next((act for act in reversed(self.row["acts"]) if act["event"] == event), None)

    def happened(self, event: str) -> datetime | None:
        """Give when an act of a name is said to have happened last."""
        act = self.last(event)
        return occurred(act) if act else None


# ---------------------------------------------------------------- signatures


def signatures(shift: Shift) -> list[Signature]:
    """Give every signature, void where what it was given for was written anew since."""
    found: list[Signature] = []
    for act in shift.row["acts"]:
        for one in found:
            one["void"] |= act["event"] in shift.page.steps[one["step"]].voided_by
        if act["signature"]:
            found.append(_signature(act))
    return found


def _signature(act: Act) -> Signature:
    return Signature(
        version=act["version"],
        step=act["step"],
        meaning=act["signature"],
        person=act["person"],
        role=act["role"],
        at=act["occurred_at"],
        void=False,
    )
