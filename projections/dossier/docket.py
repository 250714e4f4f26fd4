"""What every part of a dossier is read from: a case up to an instant, and its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ...domain.clauses import CLAUSES
from ...workflow.cases import Cases
from ...workflow.errors import refusal
from ...workflow.events import Event, Recorded
from ...workflow.language import Label
from ...workflow.procedure import Procedure
from ...workflow.store import Attempt, Store
from ..audit_trail import PAGE
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
    """What is told of a case: its events and refused attempts, as of an instant and a position."""

    history: tuple[Recorded, ...]
    attempts: tuple[Attempt, ...]
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

    def title(self, event: Event) -> Label:
        """Name an entry after its step, or as the page notes it."""
        return self.step(event.step) if event.step else self.names.event(event.name)

    def step(self, name: str) -> Label:
        """Name a step as it is read; in English the word that is typed, without its hyphens."""
        return read(self.names.step(name))

    def who(self, person: str, role: str, department: str) -> Who:
        """Name somebody with the role as the page calls it."""
        return Who(person, role, self.names.role(role), department)


def docket(cases: Cases, case: str, *, at: datetime | None, version: int | None) -> Docket:
    """Read a case as it is, as it was at an instant, or after its first `version` events.

    Time is not fetched: as it is, is as of the newest entry in the log. NotFound says what is
    not there.
    """
    every = cases.history(case)
    history = _asked_for(every, case, at, version)
    attempts = [*_attempts(cases.store)]
    last, position = history[-1], cases.store.position()
    as_of = at or _newest(cases, position, attempts, last.event.recorded_at)
    if at is not None:
        position = last.position
    if version is not None:
        position, as_of = last.position, last.event.recorded_at
        behind = every[version].position if version < len(every) else position + 1
        attempts = [one for one in attempts if one.after < behind and one.at <= as_of]
    page = cases.rulebook.pinned(last.event.procedure, last.event.edition)
    opened = cases.store.opening().attempt
    told = tuple(opened(one) for one in attempts if one.case == case and one.at <= as_of)
    return Docket(history, told, Record.of(page, history), Names(page), as_of, position)


def _asked_for(
    history: tuple[Recorded, ...], case: str, at: datetime | None, version: int | None
) -> tuple[Recorded, ...]:
    newest = len(history)
    if version is not None and not 0 < version <= newest:
        says = "{case} has no version {version}; the newest is {newest}"
        raise refusal("NotFound", says, case=case, version=version, newest=newest)
    if at is not None:
        history = tuple(one for one in history if one.event.recorded_at <= at)
    if not history:
        raise refusal("NotFound", "{case} was not yet open then", case=case)
    return history[:version]


def _attempts(store: Store) -> Iterator[Attempt]:
    number = 0
    while page := store.attempts(number, PAGE):
        yield from page
        number = page[-1].id


def _newest(
    cases: Cases, position: int, attempts: Sequence[Attempt], otherwise: datetime
) -> datetime:
    """Give when the newest entry of the log was recorded, an event or a refusal."""
    events = (one.event.recorded_at for one in cases.store.read(position - 1, 1))
    return max((otherwise, *events, *(one.at for one in attempts)))


def read(label: Label) -> Label:
    """Give a name as it is read, without the hyphens of a word that is typed."""
    return Label.of(label.zh, label.en)


def cited(clauses: Sequence[str]) -> tuple[Cited, ...]:
    """Give clauses with their gist."""
    return tuple(Cited(one, CLAUSES[one].gist if one in CLAUSES else None) for one in clauses)
