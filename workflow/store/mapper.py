"""The eventsourcing library's mapper, reading through the closed registry.

The library's own mapper imports whatever a stored topic names; this one looks it up.
"""

from __future__ import annotations

from typing import NamedTuple

from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, StoredEvent

from ..events import Event
from .contract import Append
from .registry import Registry
from .sealing import PLAIN, Sealing


class CaseEvent(NamedTuple):
    """An event of a case in the words of the library, for its followers."""

    originator_id: str
    originator_version: int
    event: Event


class RegistryMapper(Mapper[str]):
    """Turn events of cases into stored bytes, sealed, and back as they are kept."""

    def __init__(self, registry: Registry, sealing: Sealing = PLAIN) -> None:
        self._registry = registry
        self._sealing = sealing

    def store(self, case: str, version: int, event: Event) -> StoredEvent:
        """Write an event of a case for a recorder."""
        topic, state = self._registry.write(self._sealing.event(case, version, event))
        return StoredEvent(case, version, topic, state)

    def store_all(self, case: str, batch: Append) -> list[StoredEvent]:
        """Write the events of an append for a recorder, once its case has a number."""
        return [
            self.store(case, version, event)
            for version, event in enumerate(batch.events, batch.version + 1)
        ]

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        """Write a CaseEvent for a recorder."""
        if not isinstance(domain_event, CaseEvent):
            raise TypeError(f"{type(domain_event).__name__} is no event of a case")
        return self.store(*domain_event)

    def to_domain_event(self, stored_event: StoredEvent) -> CaseEvent:
        """Read a stored event as a CaseEvent, or raise HistoryBroken."""
        return CaseEvent(
            str(stored_event.originator_id),
            stored_event.originator_version,
            self._registry.read(stored_event.topic, stored_event.state),
        )
