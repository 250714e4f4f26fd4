"""AES-256-GCM: the one place where something is sealed with a key or opened with it."""

from __future__ import annotations

from functools import cache
from secrets import token_bytes
from typing import TYPE_CHECKING

from ..errors import HuiyinError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LENGTH = 32
NONCE = 12


class NotOurs(HuiyinError):
    """What is to be opened was sealed with another key, about something else, or was altered."""


def seal(key: bytes, text: bytes, about: bytes) -> bytes:
    """Seal a text so that only this key opens it, and only as what it is said to be about."""
    cipher, _ = _library()
    nonce = token_bytes(NONCE)
    return nonce + cipher(key).encrypt(nonce, text, about)


def unseal(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """Open what `seal` gave, or raise NotOurs."""
    cipher, wrong = _library()
    try:
        return cipher(key).decrypt(sealed[:NONCE], sealed[NONCE:], about)
    except (wrong, ValueError):
        raise NotOurs("this key does not open it") from None


@cache
def _library() -> tuple[type[AESGCM], type[Exception]]:
    """Load the library when the first word is sealed: most commands meet none."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM, InvalidTag
