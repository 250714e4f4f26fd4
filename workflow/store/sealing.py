"""What is personal is sealed on its way into the store, whatever keeps it.

Which texts are personal, the registry knows by the kind of event. The key is on the disk before
the event is. A text that looks like a sealed word is sealed too: so whatever looks like one in
the log was made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from pydantic import JsonValue

from ..actor import THE_POLICY
from ..events import Event
from ..privacy.contract import Identity
from ..privacy.marks import Marks, changed, identity_in
from ..privacy.tokens import ERASED, MARK, Place, Token
from ..typed import is_code, renamed
from .contract import Attempt, Kept, Opening, Store, Unreadable
from .opening import BESIDE, OpeningBy, OpeningNothing
from .registry import Registry
from .stored import number_of

if TYPE_CHECKING:
    from ..privacy.contract import Keyring
    from ..privacy.reading import Reading

HARMLESS = MARK.replace("⟦", "[")
DIGITS = 16
NEWEST = 1000
WHO = ("person", "department")


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

    def is_of_others(self, events: Iterable[Event]) -> bool:
        """Say whether events are sealed for somebody whose case is another one.

        He may be erased meanwhile, and nothing on this case would say so.
        """
        return False

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

    def is_of_others(self, events: Iterable[Event]) -> bool:
        """Say whether events are sealed for somebody whose case is another one."""
        return any(one.form.get(self._registry.whose(one)) for one in events)

    def refusal(self, attempt: Attempt, kept: Kept | None, *, known: bool) -> Refusal:
        """Seal who was refused where he is not of the house; no name is kept without a case.

        What was typed where a code belongs, and is none, is kept as a keyed fingerprint.
        """
        attempt, kept = _harmless(attempt, kept)
        new = {**self._mistyped(attempt, known=known), **self._outside(attempt, known=known)}
        instead = {getattr(attempt, name): sealed for name, sealed in new.items()}
        told = replace(
            attempt,
            case=new.get("case", attempt.case),
            procedure=new.get("procedure", attempt.procedure),
            step=new.get("step", attempt.step),
            person=new.get("person", attempt.person),
            role=new.get("role", attempt.role),
            department=new.get("department", attempt.department),
            says=renamed(attempt.says, instead),
        )
        return Refusal(told, kept and replace(kept, answer=renamed(kept.answer, instead)))

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
        return name in WHO and self._registry.is_outside(event.role)

    def _outside(self, attempt: Attempt, *, known: bool) -> dict[str, str]:
        if self._registry.is_of_the_house(attempt.role):
            return {}
        return {
            name: self._refused(Place(attempt.case, 0, f"@{name}"), text)
            if known
            else self._fingerprint(text)
            for name in WHO
            if (text := getattr(attempt, name))
        }

    def _mistyped(self, attempt: Attempt, *, known: bool) -> dict[str, str]:
        typed = {name: getattr(attempt, name) for name in ("procedure", "step", "role")}
        wrong = {name: text for name, text in typed.items() if text and not is_code(text)}
        if attempt.case and not known and number_of(attempt.case) is None:
            wrong["case"] = attempt.case
        return {name: self._fingerprint(text) for name, text in wrong.items()}

    def _refused(self, place: Place, text: str) -> str:
        subject = self.keyring.subject_of(place.case)
        key = self.keyring.key(subject)
        return str(Token.made(key, subject, place, text)) if key else ERASED

    def _fingerprint(self, text: str) -> str:
        return f"~{self.keyring.digest(text.encode())[:DIGITS]}"


class _Envelope:
    """What is about to be sealed of one event, and with whose key, found when it is needed."""

    def __init__(
        self, registry: Registry, keyring: Keyring, case: str, version: int, event: Event
    ) -> None:
        self.marks: Marks = registry.marks(event)
        self._whose = registry.whose(event)
        self._cause = event.causation.partition("#")[0] if event.role == THE_POLICY.role else ""
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
        key = self._keyring.key(subject)
        return subject, None if self._is_late() else key

    def _is_late(self) -> bool:
        """Say whether a policy copies words of somebody who was erased since it read them."""
        if not self._cause:
            return False
        return self._keyring.key(self._keyring.subject_of(self._cause)) is None

    def _subject(self) -> str:
        if other := self._form.get(self._whose):
            return self._keyring.subject_of(str(other))
        if self._version > 1:
            return self._keyring.subject_of(self._case)
        found = Identity() if self._is_late() else identity_in(self._form, self.marks)
        return self._keyring.subject_of(self._case, found)


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
