"""A keyring that lives and dies with its process: for stores in memory, plays and tests."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_bytes, token_hex
from threading import RLock

from ..language import Message
from .aes import LENGTH
from .contract import Access, Identity, KeyLost, State, Subject
from .identities import spelt
from .standings import ensure_possible

PSEUDONYM = 10
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Person:
    """What the keyring holds of somebody; an erased one has no key and no identity."""

    id: str
    key: bytes
    identity: bytes = b""
    state: State = State.LIVE
    since: datetime = LONG_AGO
    cases: list[str] = field(default_factory=list)


class MemoryKeyring:
    """A Keyring in memory, for any number of threads of one process."""

    def __init__(self) -> None:
        self._persons: dict[str, _Person] = {}
        self._by_case: dict[str, str] = {}
        self._accesses: list[Access] = []
        self._secret = token_bytes(LENGTH)
        self._lock = RLock()

    def subject_of(self, case: str, identity: Identity | None = None) -> str:
        """Give the pseudonym of the person whom a case is about, or draw one."""
        with self._lock:
            known = self.find(identity) if identity else self._by_case.get(case)
            person = self._persons[known] if known else self._drawn(identity or Identity())
            if self._by_case.get(case) != person.id:
                self._take_away(case)
                self._by_case[case] = person.id
                person.cases.append(case)
            return person.id

    def _drawn(self, identity: Identity) -> _Person:
        person = _Person(token_hex(PSEUDONYM), token_bytes(LENGTH), spelt(identity))
        self._persons[person.id] = person
        return person

    def _take_away(self, case: str) -> None:
        if other := self._by_case.pop(case, None):
            self._persons[other].cases.remove(case)

    def key(self, subject: str) -> bytes | None:
        """Give a person's key; None once it is erased; KeyLost for a stranger."""
        found = self._person(subject)
        return None if found.state in (State.ERASING, State.ERASED) else found.key

    def digest(self, text: bytes) -> str:
        """Give a fingerprint (hex) that nobody can guess at who has not this keyring."""
        return hmac.new(self._secret, text, sha256).hexdigest()

    def subject(self, subject: str) -> Subject:
        """Tell how things stand with a person; KeyLost for a stranger."""
        with self._lock:
            found = self._person(subject)
            return Subject(found.id, found.state, found.since, tuple(found.cases))

    def subjects(self) -> Sequence[Subject]:
        """Tell of everybody, in the order in which they became known."""
        with self._lock:
            return [self.subject(one) for one in self._persons]

    def find(self, identity: Identity) -> str | None:
        """Give the pseudonym of whoever has this identity, if he is known and not erased."""
        words = spelt(identity)
        with self._lock:
            persons = self._persons.values() if words else ()
            return next((one.id for one in persons if one.identity == words), None)

    def change(self, subject: str, state: State, *, at: datetime) -> None:
        """Change how things stand with a person; ERASED destroys his key and what names him."""
        with self._lock:
            found = self._person(subject)
            ensure_possible(subject, found.state, state)
            if found.state is not state:
                found.state, found.since = state, at
            if state is State.ERASED:
                found.key = found.identity = b""

    def log(self, access: Access) -> None:
        """Write down an access behind the last one."""
        with self._lock:
            self._accesses.append(replace(access, id=len(self._accesses) + 1))

    def ensure_writable(self) -> None:
        """Let everything be written down."""

    def accesses(self, after: int = 0) -> Sequence[Access]:
        """Give the accesses behind an id, in order."""
        with self._lock:
            return self._accesses[after:]

    def head(self) -> str:
        """Give the end of the log of accesses, for somebody else to keep and to ask for later."""
        return str(len(self._accesses))

    def damage(self, seen: Iterable[str] = ()) -> Iterator[Message]:
        """Find what was done to the log of accesses, given what others have seen of its end."""
        return iter(())

    def close(self) -> None:
        """Let go of nothing: it holds no files."""

    def _person(self, subject: str) -> _Person:
        with self._lock:
            if found := self._persons.get(subject):
                return found
        raise KeyLost(f"the keyring knows no person {subject}: was it made for this store?")
