"""Signed notes as C2SP writes them: a text that people can read, and signatures below it.

    https://c2sp.org/signed-note

A key is written with its name and an id that is a hash of both, so that a note says by which
of several keys it is signed.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from hashlib import sha256

from ..errors import LedgerBroken, Misconfigured
from . import ed25519

ED25519 = b"\x01"
DASH = "\u2014"
PRIVATE = "PRIVATE+KEY+"
_NAME = re.compile(r"[^\s+]+")
_SIGNATURE = re.compile(rf"{DASH} ([^\s+]+) ([A-Za-z0-9+/]+=*)")


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with the name under which it signs."""

    name: str
    public: bytes

    @classmethod
    def parse(cls, text: str) -> VerifierKey:
        """Read NAME+ID+KEY; Misconfigured where it is no such key."""
        name, _, rest = text.strip().partition("+")
        given, _, encoded = rest.partition("+")
        found = cls(name, _key_in(encoded, f"{text.strip()!r} is no verifier key"))
        if not _NAME.fullmatch(name) or found.id.hex() != given:
            raise Misconfigured(f"{text.strip()!r} is no verifier key: its id does not fit")
        return found

    @property
    def id(self) -> bytes:
        """The four bytes that tell this key from others of its name."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(ED25519 + self.public).decode()}"


@dataclass(frozen=True, slots=True)
class SignerKey:
    """A private key with the name under which it signs; its seed is never shown."""

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise Misconfigured(f"{self.name!r} is no name of a key: it has blanks or a +")

    @classmethod
    def parse(cls, text: str) -> SignerKey:
        """Read PRIVATE+KEY+NAME+ID+SEED; Misconfigured where it is no such key."""
        if not text.startswith(PRIVATE):
            raise Misconfigured("this is no private key of huiyin's")
        name, _, rest = text.strip().removeprefix(PRIVATE).partition("+")
        given, _, encoded = rest.partition("+")
        found = cls(name, _key_in(encoded, "this private key cannot be read"))
        if found.verifier.id.hex() != given:
            raise Misconfigured("this private key is damaged: its id does not fit")
        return found

    @property
    def verifier(self) -> VerifierKey:
        """The public key that belongs to this one."""
        return VerifierKey(self.name, ed25519.public_of(self.seed))

    def private(self) -> str:
        """Write the key for its own file, which nobody else may read."""
        encoded = b64encode(ED25519 + self.seed).decode()
        return f"{PRIVATE}{self.name}+{self.verifier.id.hex()}+{encoded}"

    def sign(self, text: str) -> str:
        """Write the note of a text, signed."""
        signature = self.verifier.id + ed25519.sign(self.seed, text.encode())
        return f"{text}\n{DASH} {self.name} {b64encode(signature).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text and the signatures below it, each with its key's name and id."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]

    @classmethod
    def parse(cls, note: str) -> Note:
        """Read a note; LedgerBroken where it is none."""
        text, between, below = note.rpartition("\n\n")
        lines = below.split("\n")
        found = [_SIGNATURE.fullmatch(line) for line in lines[:-1]]
        if not between or lines[-1] or not found or not all(found):
            raise LedgerBroken("this is no signed note")
        signed = (_signature(one[1], one[2]) for one in found if one)
        return cls(f"{text}\n", tuple(signed))

    def is_signed_by(self, key: VerifierKey) -> bool:
        """Say whether this key has signed the text, and nothing else was put under its name."""
        mine = [raw for name, id_, raw in self.signatures if (name, id_) == (key.name, key.id)]
        text = self.text.encode()
        return bool(mine) and all(ed25519.is_signed(key.public, raw, text) for raw in mine)


def _signature(name: str, encoded: str) -> tuple[str, bytes, bytes]:
    try:
        whole = b64decode(encoded, validate=True)
    except ValueError:
        raise LedgerBroken("a signature of this note cannot be read") from None
    return name, whole[:4], whole[4:]


def _key_in(encoded: str, otherwise: str) -> bytes:
    """Read the 32 bytes of a key behind the byte that says what kind it is."""
    try:
        whole = b64decode(encoded, validate=True)
    except ValueError:
        raise Misconfigured(otherwise) from None
    if whole[:1] != ED25519 or len(whole) != 1 + ed25519.LENGTH:
        raise Misconfigured(otherwise)
    return whole[1:]
