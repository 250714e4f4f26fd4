"""What is sealed in the log, opened for one reading.

Keys are looked up once in a reading and forgotten with it, so that none outlives an erasure.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, cast

from ..errors import HistoryBroken
from ..events import Event, Recorded
from ..privacy.contract import KeyGone
from ..privacy.marks import NOTHING, changed
from ..privacy.reading import NOT_SHOWN
from ..privacy.tokens import ERASED, MARK, TOKEN, UNREADABLE, NotOurs, Place, Token
from .contract import Attempt, Kept, Unreadable

if TYPE_CHECKING:
    from ..privacy.contract import Keyring
    from ..privacy.reading import Reading

T = TypeVar("T")
BESIDE = ("person", "department", "reason", "key")  # texts of an event that are on no form


class OpeningNothing:
    """Leaves all as it is kept: for whoever has no keyring."""

    def words(self, value: T) -> T:
        """Open every token in a value as JSON knows them, wherever it has been carried."""
        return value

    def recorded(self, one: Recorded) -> Recorded:
        """Open an event at its place in the log; Unreadable where a token is of another place."""
        return one

    def attempt(self, one: Attempt) -> Attempt:
        """Open who was refused, and what he was told."""
        return one

    def answer(self, one: Kept) -> Kept:
        """Open the answer that was given."""
        return one


class OpeningBy:
    """Puts words into the place of their tokens; what is plain stays as it is.

    For a `reading` it opens only what may be read, and notes of which cases it did.
    """

    def __init__(self, keyring: Keyring, reading: Reading | None = None) -> None:
        self._keys = _Keys(keyring)
        self._keyring = keyring
        self._reading = reading

    def words(self, value: T) -> T:
        """Open every token in a value; what cannot be opened reads as unreadable."""
        return cast("T", self._opened(value))

    def recorded(self, one: Recorded) -> Recorded:
        """Open an event at its place in the log; Unreadable where a token is of another place."""
        try:
            return one._replace(event=self._event(one.case, one.version, one.event))
        except HistoryBroken as broken:
            raise Unreadable(one.position, one.case, one.version, str(broken)) from None

    def attempt(self, one: Attempt) -> Attempt:
        """Open who was refused, and what he was told."""
        if MARK not in one.person:
            return one
        person, department = self.words(one.person), self.words(one.department)
        return replace(one, person=person, department=department, says=self._said(one.says))

    def answer(self, one: Kept) -> Kept:
        """Open the answer that was given."""
        return replace(one, answer=self._said(one.answer)) if MARK in one.answer else one

    def _said(self, packed: str) -> str:
        """Open what is kept as JSON, so that a word with a quotation mark does not break it."""
        try:
            refusal = json.loads(packed)
        except ValueError:  # a host's own words
            return self.words(packed)
        return json.dumps(self._opened(refusal), ensure_ascii=False)

    def _event(self, case: str, version: int, event: Event) -> Event:
        def opened(field: str, text: str, _: object = None) -> str:
            return self._at(Place(case, version, field), text) if MARK in text else text

        new: dict[str, object] = {
            name: opened(f"@{name}", text)
            for name in BESIDE
            if MARK in (text := getattr(event, name))
        }
        form = changed(event.form, NOTHING, opened)
        if form != event.form:
            new["form"] = form
        return event.model_copy(update=new) if new else event

    def _at(self, place: Place, text: str) -> str:
        token = Token.read(text)
        if token is None:
            return text  # as it was typed before anything was sealed
        if token.place != place:
            raise HistoryBroken(f"{place.field} holds what was sealed at {token.place}")
        try:
            return self._word(token)
        except NotOurs:
            says = f"{place.field} does not open with the key of {token.subject}"
            raise HistoryBroken(says) from None

    def _opened(self, value: object) -> object:
        if isinstance(value, str):
            return TOKEN.sub(self._found, value) if MARK in value else value
        if isinstance(value, dict):
            return {name: self._opened(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self._opened(one) for one in value]
        return value

    def _found(self, found: re.Match[str]) -> str:
        try:
            return self._word(Token.of(found))
        except NotOurs:
            return UNREADABLE

    def _word(self, token: Token) -> str:
        if self._reading and not self._reading.may_open(self._keyring):
            return NOT_SHOWN
        try:
            key = self._keys[token.subject]
        except KeyGone:
            return UNREADABLE  # his alone: everybody else's words are there; `verify` tells why
        if key is None:
            return ERASED
        word = token.opened(key)
        if self._reading:
            self._reading.note(token.place.case)
        return word


class _Keys(dict[str, "bytes | None"]):
    """The keys that a reading has needed so far."""

    def __init__(self, keyring: Keyring) -> None:
        super().__init__()
        self._keyring = keyring

    def __missing__(self, subject: str) -> bytes | None:
        key = self[subject] = self._keyring.key(subject)
        return key
