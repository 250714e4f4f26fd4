"""What is told of a case to other programs: its entries, and the things that they are about.

What is written on the forms stays here; only departments, pieces, case numbers, and the customer
by a number of his own, go out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from ...workflow.events import CORRECTED, LAPSED, MIGRATED, SUBJECT_ERASED, Event

Nature = Literal["step", "lapse", "correction", "migration", "erasure", "note"]
NATURES: dict[str, Nature] = {
    LAPSED: "lapse",
    CORRECTED: "correction",
    MIGRATED: "migration",
    SUBJECT_ERASED: "erasure",
}


def nature_of(event: Event) -> Nature:
    """Tell a step from what the engine records beside steps."""
    return NATURES.get(event.name, "step" if event.step else "note")


class Thing(NamedTuple):
    """Something outside the case that an entry is about, and as what."""

    kind: str
    id: str
    qualifier: str


@dataclass(frozen=True, slots=True)
class Customer:
    """Whose case it is: known by his pseudonym, or by the first case of one name and number."""

    id: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An event for other programs: `time` is its own alone, `recorded_at` when it was written.

    `activity` is the step; what is no step has the name of its event instead, and its nature.
    """

    id: str
    activity: str
    nature: Nature
    time: datetime
    recorded_at: datetime
    occurred_at: datetime
    person: str
    role: str
    department: str
    source: str
    target: str
    event: str
    clauses: tuple[str, ...]
    edition: str
    version: int
    position: int
    things: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A case for other programs, with its entries in order.

    `references` are other cases that its forms name, each with the blank that names it.
    """

    case: str
    procedure: str
    edition: str
    state: str
    is_over: bool
    customer: Customer | None
    pieces: tuple[str, ...]
    references: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]

    @property
    def kind(self) -> str:
        """The kind of case, such as `complaint`."""
        return self.procedure.partition("/")[0]
