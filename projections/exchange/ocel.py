"""The log as objects and events (OCEL 2.0): what both of its formats have in common.

Cases are objects by their kind; departments, people of the house, pieces and customers are what
cases share or are about. Every value is a text, as the standard's own schema asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .entries import Entry, Trace
from .log import EventLog
from .words import exact, stamp

TEXT, TIME = "string", "time"
OF_EVENTS: Mapping[str, str] = {
    "nature": TEXT,
    "event": TEXT,
    "recorded_at": TIME,
    "occurred_at": TIME,
    "person": TEXT,
    "role": TEXT,
    "department": TEXT,
    "from": TEXT,
    "to": TEXT,
    "clauses": TEXT,
    "edition": TEXT,
    "version": TEXT,
    "position": TEXT,
}
OF_CASES: Mapping[str, str] = {"procedure": TEXT, "edition": TEXT, "state": TEXT, "is_over": TEXT}
OF_CUSTOMERS: Mapping[str, str] = {"name": TEXT, "phone": TEXT}
CASE = "case"


@dataclass(frozen=True, slots=True)
class Object:
    """Something that events are about; `related` are other objects, each once, with as what."""

    id: str
    kind: str
    values: Mapping[str, str] = field(default_factory=dict)
    related: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with the objects that it is about, each once, with as what."""

    id: str
    activity: str
    time: str
    values: Mapping[str, str]
    related: Mapping[str, str]


class Objects:
    """The events of a log one after another, and the objects that they turn out to be about."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self.found: dict[str, Object] = {}

    def happenings(self) -> Iterator[Happening]:
        """Give every event; when all are given, `found` holds every object."""
        for trace in self._log.traces():
            self._note(trace)
            for entry in trace.entries:
                yield self._happening(trace, entry)

    def attributes(self, kind: str) -> Mapping[str, str]:
        """Give the attributes of a kind of object with their types."""
        if kind == "customer":
            return OF_CUSTOMERS if self._log.wanted.personal else {}
        return {} if kind in ("department", "person", "piece") else OF_CASES

    def _note(self, trace: Trace) -> None:
        """Remember a case, whose it is, its pieces and the cases that it refers to."""
        related = dict.fromkeys(trace.pieces, "piece")
        if customer := trace.customer:
            related[customer.id] = "customer"
            words = {"name": customer.name, "phone": customer.phone}
            values = words if self._log.wanted.personal else {}
            self.found[customer.id] = Object(customer.id, "customer", values)
        for piece in trace.pieces:
            self.found[piece] = Object(piece, "piece")
        for qualifier, number in trace.references:
            related.setdefault(number, qualifier)
        values = {
            "procedure": trace.procedure,
            "edition": trace.edition,
            "state": trace.state,
            "is_over": str(trace.is_over).lower(),
        }
        self.found[trace.case] = Object(trace.case, trace.kind, values, related)

    def _happening(self, trace: Trace, entry: Entry) -> Happening:
        related = {trace.case: CASE}
        for thing in entry.things:
            related.setdefault(thing.id, thing.qualifier)
            self.found.setdefault(thing.id, Object(thing.id, thing.kind))
        values = {
            "nature": entry.nature,
            "event": entry.event,
            "recorded_at": exact(entry.recorded_at),
            "occurred_at": exact(entry.occurred_at),
            "person": entry.person,
            "role": entry.role,
            "department": entry.department,
            "from": entry.source,
            "to": entry.target,
            "clauses": " ".join(entry.clauses),
            "edition": entry.edition,
            "version": str(entry.version),
            "position": str(entry.position),
        }
        return Happening(entry.id, entry.activity, stamp(entry.time), values, related)
