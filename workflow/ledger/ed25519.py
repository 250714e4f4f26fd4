"""Ed25519 signatures: the one place that needs the library `cryptography`."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..errors import Misconfigured

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

LENGTH = 32
NEEDED = "signing and verifying need an extra of huiyin: pip install 'huiyin[audit]'"


def sign(seed: bytes, text: bytes) -> bytes:
    """Sign a text with the private key that grows from a seed."""
    return _private(seed).sign(text)


def public_of(seed: bytes) -> bytes:
    """Give the public key that belongs to a seed."""
    return _private(seed).public_key().public_bytes_raw()


def is_signed(public: bytes, signature: bytes, text: bytes) -> bool:
    """Say whether the owner of a public key has signed this text."""
    with _needed():
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except InvalidSignature:
        return False
    return True


def _private(seed: bytes) -> Ed25519PrivateKey:
    with _needed():
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed)


@contextmanager
def _needed() -> Generator[None]:
    try:
        yield
    except ImportError:
        raise Misconfigured(NEEDED) from None
