"""A sealed word: what stands in the log in the place of what is written about a person.

    ⟦sealed|SUBJECT|CASE|VERSION|FIELD|NONCE AND CIPHERTEXT⟧

It says whose it is and where it was written, so that it can be opened wherever a projection has
carried it, also within a longer text; and it is sealed as just that, so that a token which says
anything else does not open. Whoever has the key may ask where it stands; nobody else reads it.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple

from .aes import NotOurs, seal, unseal

__all__ = [
    "ERASED",
    "MARK",
    "TOKEN",
    "UNREADABLE",
    "NotOurs",
    "Place",
    "Token",
    "alike",
    "subject_in",
]

MARK = "⟦sealed|"
ERASED = "〔已删除 erased〕"
UNREADABLE = "〔无法读取 unreadable〕"
TOKEN = re.compile(r"⟦sealed\|([^|⟧]*)\|([^|⟧]*)\|([0-9]{1,18})\|([^|⟧]*)\|([A-Za-z0-9_-]*)⟧")


class Place(NamedTuple):
    """Where a word is written: the case, the version of its entry, and the field."""

    case: str
    version: int
    field: str


class Token(NamedTuple):
    """A sealed word, its subject and its place."""

    subject: str
    place: Place
    sealed: str

    def __str__(self) -> str:
        return f"{MARK}{self.says}|{self.sealed}⟧"

    @property
    def says(self) -> str:
        """What it says of itself, as which it was sealed."""
        case, version, field = self.place
        return f"{self.subject}|{case}|{version}|{field}"

    @classmethod
    def made(cls, key: bytes, subject: str, place: Place, word: str) -> Token:
        """Seal a word with the key of its subject, at its place."""
        said = cls(subject, place, "").says.encode()
        return cls(subject, place, _text(seal(key, word.encode(), said)))

    @classmethod
    def of(cls, found: re.Match[str]) -> Token:
        """Take what the pattern has found in a text."""
        subject, case, version, field, sealed = found.groups()
        return cls(subject, Place(case, int(version), field), sealed)

    @classmethod
    def read(cls, text: str) -> Token | None:
        """Read a text that is a token and nothing else; None for another."""
        found = TOKEN.fullmatch(text) if text.startswith(MARK) else None
        return cls.of(found) if found else None

    def opened(self, key: bytes) -> str:
        """Open the word, or raise NotOurs where it was not sealed so."""
        return unseal(key, _bytes(self.sealed), self.says.encode()).decode()


def subject_in(text: str) -> str:
    """Give the subject of a token; empty for a plain text."""
    token = Token.read(text)
    return token.subject if token else ""


def _text(sealed: bytes) -> str:
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    """Read base64url; what is none gives bytes that no key opens."""
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""


def alike(value: object) -> object:
    """Give a value in which all that is sealed, or was, is alike: without a key it is no other."""
    if isinstance(value, str):
        return TOKEN.sub(ERASED, value) if MARK in value else value
    if isinstance(value, dict):
        return {name: alike(one) for name, one in value.items()}
    return [alike(one) for one in value] if isinstance(value, list) else value
