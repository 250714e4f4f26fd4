"""Persons in the record: what is written about them is sealed with a key of their own."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import Misconfigured
from .contract import Access, Identity, KeyLost, Keyring, State, Subject
from .reading import NOT_SHOWN, Reading

__all__ = [
    "NOT_SHOWN",
    "Access",
    "Identity",
    "KeyLost",
    "Keyring",
    "Reading",
    "State",
    "Subject",
    "open_keyring",
]


def open_keyring(
    address: str, master: str = "", *, is_missed: Callable[[], bool] = lambda: False
) -> Keyring:
    """Open a keyring by its address: the path of a file, or `memory:`.

    A file is opened when something in it is first needed, and made when something is first to be
    kept in it, unless `is_missed` says that there should have been one; its master key lies at
    `master`, or beside it. Raises Misconfigured for another address.
    """
    if address == "memory:":
        from .memory import MemoryKeyring

        return MemoryKeyring()
    if not address or "\0" in address or "://" in address:
        scheme = address.partition("://")[0]  # the rest of it may hold a password
        raise Misconfigured(f"no keyring can be opened at {scheme!r}: it is a path, or memory:")
    from .late import LateKeyring

    return LateKeyring(address, master, is_missed)
