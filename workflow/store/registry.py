"""Which events this version can read, and how older shapes of them become the present one.

The registry is closed: a topic such as `CaseClosed@2` is looked up and never imported,
so that whoever can write to the database does not choose what gets run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import starmap
from types import MappingProxyType

from pydantic import JsonValue, ValidationError
from pydantic_core import PydanticSerializationError, from_json

from ..errors import HistoryBroken, Misconfigured
from ..events import CORRECTED, LAPSED, MIGRATED, SUBJECT_ERASED, Event, Recorded
from ..privacy.marks import NOTHING, Marks
from .contract import Unreadable

Payload = dict[str, JsonValue]
Upcaster = Callable[[Payload], Payload]
Row = tuple[int, str, int, str, bytes]

_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_to_json = Event.__pydantic_serializer__.to_json
_from_json = Event.__pydantic_validator__.validate_json
_from_payload = Event.__pydantic_validator__.validate_python


@dataclass(frozen=True, slots=True)
class Kind:
    """A name of event with its present schema number, and how older numbers are read.

    `upcasters[n]` turns the payload of schema n into that of n + 1. It may change the payload
    in place and returns it; the schema number is set for it. `personal` are the texts of its form
    that are sealed, `whose` the blank that names the case of the person if it is another one.
    """

    name: str
    schema_number: int = 1
    upcasters: Mapping[int, Upcaster] = field(default_factory=lambda: MappingProxyType({}))
    personal: Marks = field(default_factory=lambda: NOTHING)
    whose: str = ""

    def faults(self) -> tuple[str, ...]:
        """Say what is wrong with the name or the chain of upcasters."""
        wanted = set(range(1, self.schema_number))
        found = set(self.upcasters)
        return (
            *(() if _NAME.fullmatch(self.name) else (f"{self.name!r} is no name of an event",)),
            *(() if self.schema_number > 0 else (f"{self.name}: schemas count from 1",)),
            *(f"{self.name}: no upcaster from schema {n}" for n in sorted(wanted - found)),
            *(f"{self.name}: no schema {n} to upcast from" for n in sorted(found - wanted)),
        )


ENGINE_KINDS = (Kind(LAPSED), Kind(CORRECTED), Kind(MIGRATED), Kind(SUBJECT_ERASED))


class Registry:
    """The closed list of events that can be written and read."""

    def __init__(
        self, kinds: Iterable[Kind] = (), outside: Iterable[str] = (), house: Iterable[str] = ()
    ) -> None:
        """Take the kinds of all procedures; the engine's own are always known.

        The same kind may come twice. Misconfigured names every gap in a chain, and two kinds
        that share a name and differ. `outside` are the roles of those who are not of the house,
        `house` of those who are; where it is not told, everybody else is.
        """
        self._outside = frozenset(outside)
        self._house = frozenset(house)
        self._kinds: dict[str, Kind] = {}
        faults = [fault for kind in (*ENGINE_KINDS, *kinds) for fault in self._add(kind)]
        if faults:
            raise Misconfigured("; ".join(faults))
        self._current = {
            f"{kind.name}@{kind.schema_number}": (kind.name, kind.schema_number)
            for kind in self._kinds.values()
        }

    @classmethod
    def of(cls, *names: str) -> Registry:
        """Register names that are still in their first shape."""
        return cls(Kind(name) for name in names)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Every registered kind, in the order of their names."""
        return tuple(self._kinds[name] for name in sorted(self._kinds))

    def is_outside(self, role: str) -> bool:
        """Say whether those in a role are customers, who they are being personal."""
        return role in self._outside

    def is_of_the_house(self, role: str) -> bool:
        """Say whether somebody is of the house; whose role nobody knows may be anybody."""
        return role in self._house or not (self._house or self.is_outside(role))

    def marks(self, event: Event) -> Marks:
        """Give what is personal on the form of an event; a correction has the words of another."""
        if event.name != CORRECTED:
            return self._kinds[event.name].personal if event.name in self._kinds else NOTHING
        entry = self._kinds.get(str(event.form.get("event")))
        return {"was": entry.personal, "now": entry.personal} if entry else NOTHING

    def whose(self, event: Event) -> str:
        """Name the blank with the case of the person; empty where it is the event's own."""
        return self._kinds[event.name].whose if event.name in self._kinds else ""

    def _add(self, kind: Kind) -> tuple[str, ...]:
        known = self._kinds.setdefault(kind.name, kind)
        return kind.faults() if known == kind else (f"{kind.name} is registered in two ways",)

    def write(self, event: Event) -> tuple[str, bytes]:
        """Give the topic and the bytes under which an event is stored.

        An event that could not be read again is Misconfigured.
        """
        topic = event.topic
        if topic not in self._current:
            raise Misconfigured(f"{topic} is no registered event in its present schema")
        try:
            state = _to_json(event, exclude_defaults=True)
        except PydanticSerializationError as unwritable:
            raise Misconfigured(f"{topic} cannot be written: {unwritable}") from None
        # JSON knows no infinity and no NaN: they would be stored as null without a word.
        if b"null" in state and _from_json(state) != event:
            raise Misconfigured(f"{topic} cannot be written: a number is not finite")
        return topic, state

    def read(self, topic: str, state: bytes) -> Event:
        """Read stored bytes as the present shape of their event, or raise HistoryBroken."""
        expected = self._current.get(topic)
        if expected is None:
            return self._read_older(topic, state)
        try:
            event: Event = _from_json(state)
        except ValidationError as invalid:
            raise HistoryBroken(_first_fault(topic, invalid)) from None
        if (event.name, event.schema_number) != expected:
            raise HistoryBroken(f"stored as {topic}, but it says {event.topic}")
        return event

    def recorded(
        self, position: int, case: str, version: int, topic: str, state: bytes
    ) -> Recorded:
        """Read a stored row, or raise Unreadable."""
        try:
            return Recorded(position, case, version, self.read(topic, state))
        except HistoryBroken as broken:
            raise Unreadable(position, case, version, str(broken)) from None

    def history(self, case: str, rows: Iterable[Row]) -> tuple[Recorded, ...]:
        """Read all rows of a case; Unreadable or HistoryBroken if one is damaged or missing."""
        events = tuple(starmap(self.recorded, rows))
        for expected, found in enumerate(events, 1):
            if found.version != expected:
                raise HistoryBroken(f"{case}: version {expected} is missing from the log")
        return events

    def page(self, rows: Iterable[Row]) -> list[Recorded]:
        """Read rows up to the first that is damaged, which is Unreadable if it comes first."""
        events: list[Recorded] = []
        for row in rows:
            try:
                events.append(self.recorded(*row))
            except Unreadable:
                if events:
                    break
                raise
        return events

    def _read_older(self, topic: str, state: bytes) -> Event:
        kind, number = self._older_kind(topic)
        try:
            payload = from_json(state)
            if (payload["name"], payload.get("schema_number", 1)) != (kind.name, number):
                raise HistoryBroken(f"stored as {topic}, but it says another name or schema")
            return _upcast(kind, number, payload)
        except ValidationError as invalid:
            raise HistoryBroken(_first_fault(topic, invalid)) from None
        except (ValueError, TypeError, LookupError, AttributeError) as broken:
            raise HistoryBroken(f"{topic} cannot be upcast: {broken!r}") from broken

    def _older_kind(self, topic: str) -> tuple[Kind, int]:
        name, _, digits = topic.partition("@")
        kind = self._kinds.get(name)
        number = int(digits) if digits.isascii() and digits.isdigit() else 0
        if kind is None or not 0 < number < kind.schema_number:
            raise HistoryBroken(
                f"no event {topic} is known here: a newer version of huiyin wrote it, "
                "or it is foreign"
            )
        return kind, number


def _upcast(kind: Kind, number: int, payload: Payload) -> Event:
    for older in range(number, kind.schema_number):
        payload = kind.upcasters[older](payload)
        payload["schema_number"] = older + 1
    event: Event = _from_payload(payload)
    return event


def _first_fault(topic: str, invalid: ValidationError) -> str:
    fault = invalid.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in fault["loc"])
    return f"{topic} cannot be read: {where + ': ' if where else ''}{fault['msg']}"
