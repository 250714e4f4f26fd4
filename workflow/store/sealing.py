"""What is personal is sealed on its way into the store, whatever keeps it.

Which texts are personal, the registry knows by the kind of event. The key is on the disk before
the event is. A text that looks like a sealed word is sealed too: so whatever looks like one in
the log was made here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from pydantic import JsonValue

from ..events import Event
from ..privacy.marks import Marks, changed, identity_in
from ..privacy.tokens import ERASED, MARK, Place, Token
from .contract import Attempt, Kept, Opening, Store, Unreadable
from .opening import BESIDE, OpeningBy, OpeningNothing
from .registry import Registry

if TYPE_CHECKING:
    from ..privacy.contract import Keyring
    from ..privacy.reading import Reading

HARMLESS = MARK.replace("⟦", "[")
DIGITS = 16
NEWEST = 1000


class Refusal(NamedTuple):
    """A refused command as it is to be kept, with its answer if it had a key."""

    attempt: Attempt
    kept: Kept | None


class Sealing:
    """Seals nothing: a store without a keyring keeps what is written as it is written."""

    keyring: Keyring | None = None

    def event(self, case: str, version: int, event: Event) -> Event:
        """Give an event as it is to be stored at its place."""
        return event

    def refusal(self, attempt: Attempt, kept: Kept | None, *, known: bool) -> Refusal:
        """Give a refused command as it is to be kept; `known` says that there is its case."""
        return Refusal(attempt, kept)

    def digest(self, text: bytes) -> str:
        """Give the fingerprint of a command."""
        return sha256(text).hexdigest()

    def opening(self) -> Opening:
        """Give what opens sealed words for one reading."""
        return OpeningNothing()

    def read_by(self, reading: Reading) -> Sealing:
        """Give the same, but opening for a reading alone."""
        return self

    def close(self) -> None:
        """Let go of the keyring, where there is one."""


PLAIN = Sealing()


class SealingBy(Sealing):
    """Seals with the keys of a keyring."""

    def __init__(
        self, registry: Registry, keyring: Keyring, reading: Reading | None = None
    ) -> None:
        self.keyring: Keyring = keyring
        self._registry = registry
        self._reading = reading

    def event(self, case: str, version: int, event: Event) -> Event:
        """Seal the personal texts of an event with the key of the person whom it is about."""
        envelope = _Envelope(self._registry, self.keyring, case, version, event)
        new: dict[str, object] = {
            name: envelope.sealed(f"@{name}", text, self._is_personal(name, event))
            for name in BESIDE
            if (text := getattr(event, name))
        }
        form = changed(event.form, envelope.marks, envelope.sealed)
        return event.model_copy(update={**new, "form": form})

    def refusal(self, attempt: Attempt, kept: Kept | None, *, known: bool) -> Refusal:
        """Seal who was refused where he is not of the house; no name is kept without a case."""
        attempt, kept = _harmless(attempt, kept)
        if not self._registry.is_outside(attempt.role):
            return Refusal(attempt, kept)
        person = attempt.person
        sealed = self._refused(attempt.case, person) if known else self._fingerprint(person)
        says = _renamed(attempt.says, person, sealed)
        answer = kept and replace(kept, answer=_renamed(kept.answer, person, sealed))
        return Refusal(replace(attempt, person=sealed, says=says), answer)

    def digest(self, text: bytes) -> str:
        """Give a fingerprint that nobody can guess at who has not the keyring."""
        return self.keyring.digest(text)

    def opening(self) -> Opening:
        """Give what opens sealed words for one reading."""
        return OpeningBy(self.keyring, self._reading)

    def read_by(self, reading: Reading) -> Sealing:
        """Give the same, but opening for a reading alone."""
        return SealingBy(self._registry, self.keyring, reading)

    def close(self) -> None:
        """Let go of the keyring."""
        self.keyring.close()

    def _is_personal(self, name: str, event: Event) -> bool:
        return name == "person" and self._registry.is_outside(event.role)

    def _refused(self, case: str, person: str) -> str:
        subject = self.keyring.subject_of(case)
        key = self.keyring.key(subject)
        place = Place(case, 0, "@person")
        return str(Token.made(key, subject, place, person)) if key else ERASED

    def _fingerprint(self, person: str) -> str:
        return f"~{self.keyring.digest(person.encode())[:DIGITS]}"


class _Envelope:
    """What is about to be sealed of one event, and with whose key, found when it is needed."""

    def __init__(
        self, registry: Registry, keyring: Keyring, case: str, version: int, event: Event
    ) -> None:
        self.marks: Marks = registry.marks(event)
        self._whose = registry.whose(event)
        self._keyring = keyring
        self._case = case
        self._version = version
        self._form: Mapping[str, JsonValue] = event.form

    def sealed(self, field: str, text: str, is_personal: bool) -> str:  # noqa: FBT001 - a Change
        """Seal a text that is personal, or that looks as if it were sealed."""
        if not is_personal and MARK not in text:
            return text
        subject, key = self._with
        place = Place(self._case, self._version, field)
        return str(Token.made(key, subject, place, text)) if key else ERASED

    @cached_property
    def _with(self) -> tuple[str, bytes | None]:
        subject = self._subject()
        return subject, self._keyring.key(subject)

    def _subject(self) -> str:
        if other := self._form.get(self._whose):
            return self._keyring.subject_of(str(other))
        if self._version > 1:
            return self._keyring.subject_of(self._case)
        return self._keyring.subject_of(self._case, identity_in(self._form, self.marks))


def holds_sealed(store: Store) -> bool:
    """Say whether among what was written last into a store something is sealed."""
    try:
        newest = store.read(max(0, store.position() - NEWEST), NEWEST)
    except Unreadable:  # what cannot be read does not tell
        return False
    return any(MARK in one.event.model_dump_json() for one in newest)


def _harmless(attempt: Attempt, kept: Kept | None) -> Refusal:
    """Keep what somebody has typed from being taken for a sealed word."""

    def written(text: str) -> str:
        return text.replace(MARK, HARMLESS)

    told = replace(
        attempt,
        procedure=written(attempt.procedure),
        step=written(attempt.step),
        person=written(attempt.person),
        department=written(attempt.department),
        says=written(attempt.says),
    )
    return Refusal(told, kept and replace(kept, answer=written(kept.answer)))


def _renamed(packed: str, person: str, sealed: str) -> str:
    """Put another name for a person into a refusal, which is kept as JSON."""

    def told(value: object) -> object:
        if isinstance(value, str):
            is_his = value == person or value.startswith(f"{person}:")
            return sealed + value.removeprefix(person) if is_his else value
        if isinstance(value, dict):
            return {name: told(one) for name, one in value.items()}
        return [told(one) for one in value] if isinstance(value, list) else value

    try:
        refusal = json.loads(packed)
    except ValueError:  # a host's own words
        return packed.replace(person, sealed)
    return json.dumps(told(refusal), ensure_ascii=False)
