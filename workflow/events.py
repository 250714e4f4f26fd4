"""What is stored: one shape of event for everything that happens to a case.

An `Event` is a fact without a place; `Recorded` is its place in the log. The case, the
version and the position stand in columns of the store and are never part of the payload.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, JsonValue

from .errors import HistoryBroken

LAPSED = "DeadlineLapsed"
CORRECTED = "EntryCorrected"
MIGRATED = "CaseMigrated"
SUBJECT_ERASED = "SubjectErased"
MATTER = "#"


FIRST = datetime(1, 1, 2, tzinfo=UTC)
LAST = datetime(9999, 12, 31, tzinfo=UTC)


def _utc(at: datetime) -> datetime:
    """Give an instant in the standard library's UTC; ValueError where some zone has no day for it.

    Instants with the zones of pydantic-core that are alive when the interpreter leaves can
    crash it (pydantic issue 12867).
    """
    if not FIRST <= at <= LAST:
        raise ValueError("no clock shows this instant in every zone")
    return at.astimezone(UTC)


Instant = Annotated[AwareDatetime, AfterValidator(_utc)]


class Clock(BaseModel):
    """A deadline that an event started: until when, by which clause, figure and calendar.

    `deadline` names it, with the matter behind a # where each matter has a clock of its own.
    `figure` is an ISO 8601 duration or `by FIELD`; `calendar` names the calendar whose days
    were counted and `calendar_hash` its content (SHA-256, hex), both empty for an instant
    that the actor named.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    deadline: str
    due_at: Instant
    clause: str
    figure: str
    calendar: str = ""
    calendar_hash: str = ""


def deadline_of(clock: str) -> str:
    """Give the deadline of a clock, whose name may say which matter it is for."""
    return clock.partition(MATTER)[0]


def matter_of(clock: str) -> str:
    """Give the matter that a clock is for; empty where its deadline has one clock alone."""
    return clock.partition(MATTER)[2]


class Event(BaseModel):
    """Something that happened to a case, by whom, when, and by which clause.

    `source` is empty for the event that opens a case. `recorded_at` is when it was written
    down, `occurred_at` when it is said to have happened; both are UTC. `form` holds the
    blanks as they were filled in. `starts`, `ends` and `lapses` say what the event does to
    the deadlines of its case. `signature` is the meaning of a sign-off, if it is one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    schema_number: int = 1
    procedure: str
    edition: str
    step: str = ""
    clauses: tuple[str, ...]
    source: str
    target: str
    person: str
    role: str
    department: str = ""
    recorded_at: Instant
    occurred_at: Instant
    reason: str = ""
    form: dict[str, JsonValue] = {}
    signature: str = ""
    starts: tuple[Clock, ...] = ()
    ends: tuple[str, ...] = ()
    lapses: str = ""
    key: str = ""
    correlation: str = ""
    causation: str = ""
    engine: str = ""

    @property
    def topic(self) -> str:
        """The registered name of this shape, such as `RequestClosed@1`."""
        return f"{self.name}@{self.schema_number}"


class Correction(NamedTuple):
    """What a counter-entry says: of which version it corrects which words, approved by whom."""

    version: int
    entry: str
    was: Mapping[str, JsonValue]
    now: Mapping[str, JsonValue]
    approved_by: str

    @classmethod
    def of(cls, event: Event) -> Correction:
        """Read an EntryCorrected; HistoryBroken where it does not say all of this."""
        match event.form:
            case {"version": int(v), "event": str(e), "was": dict(w), "now": dict(n)}:
                return cls(v, e, w, n, str(event.form.get("approved_by", "")))
        raise HistoryBroken(f"a correction does not say what it corrects: {event.form}")


class Recorded(NamedTuple):
    """An event at its place: position in the log, case number, version in the case.

    `position` rises in the order of recording, from 1; versions of a case run from 1
    without gaps.
    """

    position: int
    case: str
    version: int
    event: Event


def instant(at: datetime) -> str:
    """Write an instant the way it is stored and compared: ISO 8601, UTC, `Z`."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
