"""How a person is told apart: his name and number, spelt one way however they were written."""

from __future__ import annotations

from unicodedata import normalize

from .contract import Identity


def spelt(identity: Identity) -> bytes:
    """Spell an identity in one way; empty where it does not tell one person from another.

    A name that many have, or a number that a family shares, alone makes nobody's cases his.
    """
    name = " ".join(normalize("NFKC", identity.name).casefold().split())
    phone = normalize("NFKC", identity.phone).casefold()
    digits = "".join(sign for sign in phone if sign.isalnum() or sign == "+")
    return f"{name}\n{digits}".encode() if name and digits else b""
