"""How an event of a case is told to other programs: who, as what, about which things."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ...workflow.events import Event, Recorded
from ...workflow.people import CLOCK, POLICY
from ...workflow.rulebook import Rulebook
from .entries import Customer, Entry, Thing, nature_of
from .pieces import Pieces

NOBODY = (CLOCK.code, POLICY.code)


@dataclass(frozen=True)
class Telling:
    """What is needed to tell the events of one case."""

    rulebook: Rulebook
    customer: Customer | None
    pieces: Pieces
    time: Callable[[int], datetime]
    personal: bool

    def entry(self, place: Recorded, event: Event) -> Entry:
        """Tell an event, as it reads today, at its place in the log."""
        nature = nature_of(event)
        return Entry(
            id=f"{place.case}#{place.version}",
            activity=event.step if nature == "step" else event.name,
            nature=nature,
            time=self.time(place.position),
            recorded_at=event.recorded_at,
            occurred_at=event.occurred_at,
            person=self._person(event),
            role=event.role,
            department=event.department,
            source=event.source,
            target=event.target,
            event=event.name,
            clauses=event.clauses,
            edition=event.edition,
            version=place.version,
            position=place.position,
            things=tuple(self._things(place, event)),
        )

    def _person(self, event: Event) -> str:
        """Give who acted; somebody outside by the customer's number, or by the role alone."""
        if self.personal or not self._is_outside(event):
            return event.person
        return self.customer.id if self.customer else event.role

    def _things(self, place: Recorded, event: Event) -> Iterator[Thing]:
        """Give what an entry is about, each thing once."""
        if self.customer:
            yield Thing("customer", self.customer.id, "customer")
        if event.role not in NOBODY and not self._is_outside(event):
            yield Thing("person", f"person/{event.person}", event.role)
        departments: dict[str, str] = {}
        for qualifier, name in self._departments(event):
            departments.setdefault(f"department/{name}", qualifier)
        for department, qualifier in departments.items():
            yield Thing("department", department, qualifier)
        for piece in self.pieces.moved.get(place.version, ()):
            yield Thing("piece", piece, "piece")

    def _departments(self, event: Event) -> Iterator[tuple[str, str]]:
        """Give the department that somebody acts for, and those that the form names."""
        if event.department:
            yield "for", event.department
        step = self.rulebook.pinned(event.procedure, event.edition).steps.get(event.step)
        for name, blank in step.blanks.items() if step else ():
            said = event.form.get(name)
            if blank.shape == "department" and isinstance(said, str) and said.strip():
                yield name, said.strip()

    def _is_outside(self, event: Event) -> bool:
        role = self.rulebook.pinned(event.procedure, event.edition).roles.get(event.role)
        return role is not None and role.outside
