"""What every keyring can do: the keys of persons, kept apart from the log.

A person is known here by a random pseudonym and never by a name. What the log holds about him is
sealed with his key; when the key is gone, so is what was written, and no stored byte has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from ..errors import HuiyinError
from ..language import Message


class KeyLost(HuiyinError):
    """The keyring has never heard of this person, or not of a key that was used for him."""


class KeyGone(KeyLost):
    """The keyring knows this person and has no key of his, though nobody has erased him."""


class State(StrEnum):
    """How things stand with a person's key: usable, kept from erasure, going, gone."""

    LIVE = "live"
    HELD = "held"
    ERASING = "erasing"
    ERASED = "erased"


class Identity(NamedTuple):
    """What tells one person from another: a name and a telephone number, as they were written."""

    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A person whose data the log holds, as the keyring knows him."""

    id: str
    state: State
    since: datetime
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Access:
    """That somebody has read, or changed the standing of, what is known of persons.

    `who` is PERSON:ROLE, or the account of the machine where nobody said who he is; `what` is the
    command; `cases` are those whose personal words were shown.
    """

    at: datetime
    who: str
    what: str
    cases: tuple[str, ...]
    why: str = ""
    id: int = 0


class Keyring(Protocol):
    """The keys of persons; what it says it has kept is on the disk before it returns."""

    def subject_of(self, case: str, identity: Identity | None = None) -> str:
        """Give the pseudonym of the person whom a case is about, or draw one.

        With an identity, which the opening of a case gives, the case is his who has it, whatever
        was said before: a number that was drawn and not kept may go to somebody else.
        """
        ...

    def key(self, subject: str) -> bytes | None:
        """Give a person's key (32 bytes); None once it is erased; KeyLost for a stranger."""
        ...

    def digest(self, text: bytes) -> str:
        """Give a fingerprint (hex) that nobody can guess at who has not this keyring."""
        ...

    def subject(self, subject: str) -> Subject:
        """Tell how things stand with a person; KeyLost for a stranger."""
        ...

    def subjects(self) -> Sequence[Subject]:
        """Tell of everybody, in the order in which they became known."""
        ...

    def find(self, identity: Identity) -> str | None:
        """Give the pseudonym of whoever has this identity, if he is known and not erased."""
        ...

    def change(self, subject: str, state: State, *, at: datetime) -> None:
        """Change how things stand with a person; ERASED destroys his key and what names him."""
        ...

    def log(self, access: Access) -> None:
        """Write down an access; the next one is chained to it."""
        ...

    def ensure_writable(self) -> None:
        """Raise StoreUnavailable or Misconfigured where no access could be written down."""
        ...

    def accesses(self, after: int = 0) -> Sequence[Access]:
        """Give the accesses behind an id, in order."""
        ...

    def head(self) -> str:
        """Give the end of the log of accesses, for somebody else to keep and to ask for later."""
        ...

    def damage(self, seen: Iterable[str] = ()) -> Iterator[Message]:
        """Find what was done to the log of accesses, given what others have seen of its end."""
        ...

    def close(self) -> None:
        """Let go of files."""
        ...
