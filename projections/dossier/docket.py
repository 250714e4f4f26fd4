"""What every part of a dossier is read from: a case up to an instant, and its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ...domain.clauses import CLAUSES
from ...workflow.cases import Cases
from ...workflow.errors import refusal
from ...workflow.events import Recorded
from ...workflow.language import Label
from ...workflow.procedure import Procedure
from ..printed.record import Record
from ..trail_words import Names


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause with what it asks for in a few words, where the catalogue has it."""

    id: str
    gist: Label | None


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who acts: a person in a role, for a department where one was told."""

    person: str
    role: str
    called: Label
    department: str


@dataclass(frozen=True, slots=True)
class Docket:
    """The events of a case that are told, read as of an instant and a position of the log."""

    history: tuple[Recorded, ...]
    record: Record
    names: Names
    as_of: datetime
    position: int

    @property
    def case(self) -> str:
        """The case's number."""
        return self.history[0].case

    @property
    def page(self) -> Procedure:
        """The edition that the case is pinned to."""
        return self.record.page

    @property
    def has_ended(self) -> bool:
        """Whether the case is in a state that ends it."""
        return self.page.states[self.history[-1].event.target].terminal

    def who(self, person: str, role: str, department: str) -> Who:
        """Name somebody with the role as the page calls it."""
        return Who(person, role, self.names.role(role), department)


def docket(cases: Cases, case: str, *, at: datetime | None, version: int | None) -> Docket:
    """Read a case as it is, as it was at an instant, or after its first `version` events.

    Time is not fetched: as it is, is as of the newest entry in the log. NotFound says what is
    not there.
    """
    history = cases.history(case)
    newest = len(history)
    position = cases.store.position()
    if version is not None and not 0 < version <= newest:
        says = "{case} has no version {version}; the newest is {newest}"
        raise refusal("NotFound", says, case=case, version=version, newest=newest)
    if at is not None:
        history = tuple(one for one in history if one.event.recorded_at <= at)
    if not history:
        raise refusal("NotFound", "{case} was not yet open then", case=case)
    history = history[:version]
    as_of = at
    if version is not None:
        position, as_of = history[-1].position, history[-1].event.recorded_at
    last = history[-1].event
    page = cases.rulebook.pinned(last.procedure, last.edition)
    return Docket(
        history,
        Record.of(page, history),
        Names(page),
        as_of or _newest(cases, position, last.recorded_at),
        position,
    )


def _newest(cases: Cases, position: int, otherwise: datetime) -> datetime:
    """Give when the newest entry of the log was recorded."""
    newest = cases.store.read(position - 1, 1)
    return max(newest[-1].event.recorded_at, otherwise) if newest else otherwise


def cited(clauses: Sequence[str]) -> tuple[Cited, ...]:
    """Give clauses with their gist."""
    return tuple(Cited(one, CLAUSES[one].gist if one in CLAUSES else None) for one in clauses)
