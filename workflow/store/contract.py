"""What every store can do: the one door to the log, whatever keeps it.

One `append` is one transaction. It holds the events, the consecutive case number, the
answer kept under the idempotency key, the agenda of running deadlines and the ledger's
leaves, or none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from ..errors import HistoryBroken
from ..events import Event, Recorded

if TYPE_CHECKING:
    from ..privacy.contract import Keyring
    from ..privacy.reading import Reading
    from .rows import Evidence
    from .view import View


T = TypeVar("T")


class VersionTaken(Exception):
    """Somebody else has recorded this version of the case first."""


class KeyTaken(Exception):
    """Somebody else has used this idempotency key first."""


class Unreadable(HistoryBroken):
    """The event at this place cannot be read; a reader may go on behind `position`."""

    def __init__(self, position: int, case: str, version: int, why: str) -> None:
        self.position = position
        self.case = case
        self.version = version
        super().__init__(f"{case} version {version} (position {position}): {why}")


@dataclass(frozen=True, slots=True)
class Kept:
    """The first answer given under an idempotency key.

    `digest` identifies the command (hex); `answer` is the JSON text to give again.
    """

    key: str
    digest: str
    answer: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What to keep under an idempotency key when an append succeeds.

    `answer` writes the JSON text once the case number is known.
    """

    key: str
    digest: str
    answer: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Append:
    """Events to record together on one case.

    Either `case` with the `version` found there, or `series` ("C-2026") to open a case under
    the next number of the series ("C-2026-000001"), with version 0. Anything else is a
    ValueError.
    """

    events: tuple[Event, ...]
    case: str = ""
    series: str = ""
    version: int = 0
    receipt: Receipt | None = None

    def __post_init__(self) -> None:
        if not self.events:
            raise ValueError("an append holds at least one event")
        if bool(self.case) == bool(self.series) or bool(self.case) != bool(self.version):
            raise ValueError("an append names a case and its version, or a series")


@dataclass(frozen=True, slots=True)
class Attempt:
    """A refused command: who asked for what, when, and why it was refused.

    `case` is empty when a case could not be opened. `asked` is the fingerprint (hex) of the form:
    what was written on it is not kept. `says` is the refusal as `Refused.packed` writes it.
    `after` is the log position at which it was refused; both it and `id` are set by the store.
    """

    case: str
    procedure: str
    step: str
    person: str
    role: str
    department: str
    at: datetime
    kind: str
    clauses: tuple[str, ...]
    says: str
    asked: str = ""
    key: str = ""
    id: int = 0
    after: int = 0


class DueItem(NamedTuple):
    """A running deadline on the agenda that has not been recorded as lapsed."""

    due_at: datetime
    case: str
    deadline: str


class Opening(Protocol):
    """Puts words into the place of sealed ones, for one reading; what is plain stays."""

    def words(self, value: T) -> T:
        """Open every sealed word in a value as JSON knows them, also within a longer text."""
        ...

    def recorded(self, one: Recorded) -> Recorded:
        """Open an event at its place; Unreadable where it holds what was sealed elsewhere."""
        ...

    def attempt(self, one: Attempt) -> Attempt:
        """Open who was refused, and what he was told."""
        ...

    def answer(self, one: Kept) -> Kept:
        """Open the answer that was given under a key."""
        ...


class Store(Protocol):
    """The log of an office, with everything that is written in its transactions.

    With a keyring what is personal is stored sealed. `events` gives a case opened, since deciding
    needs its words; `read` and `attempts` give what is kept, so that nothing that is made of the
    log and kept holds a word of a person. Whoever shows it opens it then (`opening`).
    """

    @property
    def url(self) -> str:
        """Where the store is, as it may be shown to people (no secrets)."""
        ...

    def append(self, batch: Append) -> tuple[Recorded, ...]:
        """Record events in one transaction; raise VersionTaken or KeyTaken instead.

        A used key is told before a taken version. A version that the case has not reached
        is HistoryBroken.
        """
        ...

    def refuse(self, attempt: Attempt, kept: Kept | None = None) -> None:
        """Keep a refused command beside the log, and its answer when it had a key."""
        ...

    def kept(self, key: str) -> Kept | None:
        """Find the first answer given under an idempotency key."""
        ...

    def events(self, case: str) -> tuple[Recorded, ...]:
        """All events of a case in their order, opened; none if there is no such case.

        One that cannot be read, or that holds what was sealed elsewhere, is Unreadable.
        """
        ...

    def read(self, after: int = 0, limit: int = 1000) -> Sequence[Recorded]:
        """The next events of the whole log behind a position, in order, as they are kept.

        A page ends before an event that cannot be read; where it would begin with one it is
        Unreadable. So only an empty page is the end of the log.
        """
        ...

    def attempts(self, after: int = 0, limit: int = 1000) -> Sequence[Attempt]:
        """The next refused commands whose id is behind `after`, in order, as they are kept."""
        ...

    def position(self) -> int:
        """The position of the newest event; 0 in an empty log."""
        ...

    def due(self, now: datetime) -> Sequence[DueItem]:
        """What is due at `now` (due_at <= now) and not yet recorded as lapsed, oldest first."""
        ...

    def agenda(self) -> Sequence[DueItem]:
        """Every running deadline not yet recorded as lapsed, oldest first."""
        ...

    def cases(self, starting: str = "") -> Sequence[str]:
        """The case numbers that start with these letters, in order."""
        ...

    def view(self, name: str) -> View:
        """Open a kept table by name, empty if it does not exist yet."""
        ...

    def swap_view(self, built: str, name: str) -> None:
        """Put the view `built` in the place of `name` in one transaction.

        What was never built leaves nothing in that place.
        """
        ...

    def drop_view(self, name: str) -> None:
        """Forget a view."""
        ...

    def views(self) -> Sequence[tuple[str, int, int]]:
        """Name, position and number of rows of every kept view."""
        ...

    def evidence(self, after: int = -1) -> AbstractContextManager[Evidence]:
        """The ledger's leaves behind an index and what they stand for, as at one instant."""
        ...

    def opening(self) -> Opening:
        """Give what opens sealed words for one reading; it should not be kept longer."""
        ...

    @property
    def keyring(self) -> Keyring | None:
        """The keys by which what is personal is sealed; None where nothing is."""
        ...

    def read_by(self, reading: Reading) -> Store:
        """Give the same store, opening what is sealed for a reading alone, and noted in it."""
        ...

    def digest(self, text: bytes) -> str:
        """Give the fingerprint (hex) of a command, by which it is known again."""
        ...

    def check(self) -> Iterator[str]:
        """Find damage: what is not contiguous, not readable, or not what the log says."""
        ...

    def close(self) -> None:
        """Let go of connections; the store may not be used afterwards."""
        ...
