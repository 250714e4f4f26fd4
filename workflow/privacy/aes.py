"""AES-256-GCM: the one place where something is sealed with a key or opened with it."""

from __future__ import annotations

from secrets import token_bytes
from typing import TYPE_CHECKING

from ..errors import HuiyinError, Misconfigured

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LENGTH = 32
NONCE = 12
NEEDED = "sealing what is personal needs an extra of huiyin: pip install 'huiyin[audit]'"


class NotOurs(HuiyinError):
    """What is to be opened was sealed with another key, about something else, or was altered."""


def seal(key: bytes, text: bytes, about: bytes) -> bytes:
    """Seal a text so that only this key opens it, and only as what it is said to be about."""
    nonce = token_bytes(NONCE)
    return nonce + _cipher(key).encrypt(nonce, text, about)


def unseal(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """Open what `seal` gave, or raise NotOurs."""
    cipher = _cipher(key)
    from cryptography.exceptions import InvalidTag

    try:
        return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], about)
    except (InvalidTag, ValueError):
        raise NotOurs("this key does not open it") from None


def _cipher(key: bytes) -> AESGCM:
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    except ImportError:
        raise Misconfigured(NEEDED) from None
    return AESGCM(key)
