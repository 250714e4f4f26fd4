"""What must be known of the whole log before its first case is written.

Other programs know no order but time. So the entries of a log, in the order of recording, get
instants of their own: the recorded one, or a millisecond behind the one before it. That is done
for the whole log, whatever part of it is asked for, so that two exports agree.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ...workflow.events import CORRECTED, Correction, Event, Recorded
from ...workflow.privacy.tokens import subject_in
from ...workflow.rulebook import Rulebook
from ...workflow.store import Store
from .entries import Customer

BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Until:
    """How far a log is read: up to a position, and what was recorded up to an instant."""

    position: int
    at: datetime | None = None

    def counts(self, recorded: Recorded) -> bool:
        """Tell whether an event belongs to it."""
        is_early = self.at is None or recorded.event.recorded_at <= self.at
        return is_early and recorded.position <= self.position


@dataclass(slots=True)
class Standing:
    """Where a case stands, and what its opening says of the customer, as it is kept today."""

    procedure: str
    edition: str
    state: str
    name: str = ""
    phone: str = ""

    def read(self, words: Mapping[str, object]) -> None:
        """Take over the words that tell who the customer is."""
        self.name = str(words.get("name", self.name) or "").strip()
        self.phone = str(words.get("phone", self.phone) or "").strip()


class Survey:
    """The cases of a log in the order of their opening, and the instant of every entry."""

    def __init__(self, store: Store, until: Until) -> None:
        """Read the log once up to its end."""
        self.cases: dict[str, Standing] = {}
        self._opening = store.opening()
        self._positions = array("q")
        recorded_at = array("q")
        for recorded in _events(store, until):
            self._positions.append(recorded.position)
            recorded_at.append((recorded.event.recorded_at - BEGIN) // MICROSECOND)
            self._note(recorded.case, recorded.version, recorded.event)
        self._times = _apart(recorded_at)
        self._first = _first_cases(self.cases)

    def time(self, position: int) -> datetime:
        """Give the instant of an entry, which no other entry has."""
        index = bisect_left(self._positions, position)
        return BEGIN + timedelta(milliseconds=self._times[index])

    def customer(self, case: str) -> Customer | None:
        """Give the customer of a case; None where nobody is named.

        Whose words are sealed is known by his pseudonym, also when he has been erased.
        """
        found = self.cases[case]
        if not found.name:
            return None
        known_as = subject_in(found.name) or self._first.get((found.name, found.phone), case)
        name, phone = self._opening.words(found.name), self._opening.words(found.phone)
        return Customer(f"customer/{known_as}", name, phone)

    def is_over(self, case: str, rulebook: Rulebook) -> bool:
        """Tell whether a case has come to an end."""
        found = self.cases[case]
        page = rulebook.pinned(found.procedure, found.edition)
        return page.states[found.state].terminal

    def _note(self, case: str, version: int, event: Event) -> None:
        if version == 1:
            self.cases[case] = Standing(event.procedure, event.edition, event.target)
            self.cases[case].read(event.form)
        standing = self.cases[case]
        standing.edition, standing.state = event.edition, event.target
        if event.name == CORRECTED and (correction := Correction.of(event)).version == 1:
            standing.read(correction.now)


def _events(store: Store, until: Until) -> Iterator[Recorded]:
    position = 0
    while page := store.read(position):
        yield from filter(until.counts, page)
        position = page[-1].position
        if position >= until.position:
            return


def _apart(recorded_at: array[int]) -> array[int]:
    """Turn microseconds into milliseconds, each later than the one before it in time."""
    times, last = array("q", recorded_at), -1
    for index in sorted(range(len(times)), key=recorded_at.__getitem__):
        last = times[index] = max(recorded_at[index] // 1000, last + 1)
    return times


def _first_cases(cases: Mapping[str, Standing]) -> Mapping[tuple[str, str], str]:
    """Find the first case of every customer who gave a telephone number, too."""
    first: dict[tuple[str, str], str] = {}
    for case, found in cases.items():
        if found.name and found.phone:
            first.setdefault((found.name, found.phone), case)
    return first
