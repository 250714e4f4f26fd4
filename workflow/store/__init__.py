"""The log of an office: where it is kept, and how it is opened."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Misconfigured
from .contract import (
    Append,
    Attempt,
    DueItem,
    Kept,
    KeyTaken,
    Opening,
    Receipt,
    Store,
    Unreadable,
    VersionTaken,
)
from .registry import Kind, Payload, Registry, Upcaster
from .sealing import PLAIN, SealingBy, holds_sealed
from .view import Row, View

if TYPE_CHECKING:
    from ..privacy.contract import Keyring

__all__ = [
    "Append",
    "Attempt",
    "DueItem",
    "Kept",
    "KeyTaken",
    "Kind",
    "Opening",
    "Payload",
    "Receipt",
    "Registry",
    "Row",
    "Store",
    "Unreadable",
    "Upcaster",
    "VersionTaken",
    "View",
    "holds_sealed",
    "may_write",
    "open_store",
    "path_of",
]

POSSIBLE = "a store is a path, sqlite:///PATH or memory:"

# One letter before the colon is a drive, not a scheme.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")


def open_store(
    url: str,
    *,
    registry: Registry,
    create: bool = True,
    read_only: bool = False,
    wait: float = 10.0,
    keyring: Keyring | None = None,
) -> Store:
    """Open a store by its address: a path, `sqlite:///PATH` or `memory:`.

    `sqlite:///PATH` is relative and `sqlite:////PATH` absolute. With `create=False` the store
    must be there already, with `read_only` it is never changed. `wait` is for how many
    seconds a writer waits for others. With a `keyring`, which is closed with the store, what is
    personal is sealed. Raises Misconfigured for another address and StoreUnavailable if there is
    no usable store.
    """
    sealing = SealingBy(registry, keyring) if keyring else PLAIN
    if url == "memory:":
        from .memory import MemoryStore  # each backend loads its libraries when it is asked for

        return MemoryStore(registry, sealing=sealing)
    from .sqlite import SQLiteStore

    path = path_of(url)
    return SQLiteStore(
        path, registry, sealing=sealing, create=create, read_only=read_only, wait=wait
    )


def may_write(url: str) -> bool:
    """Say whether a store may be written here, where it is a file that is there."""
    path = Path(url if url == "memory:" else path_of(url))
    if url == "memory:" or not path.exists():
        return True
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def path_of(url: str) -> str:
    """Give the path of a store that is a file; raise Misconfigured for another address."""
    scheme = _SCHEME.match(url)
    path = url.removeprefix("sqlite:///") if scheme else url
    if scheme and path == url:
        # The rest of the address is not repeated, for it may hold a password.
        raise Misconfigured(f"no store can be opened at {scheme[1]}:, {POSSIBLE}")
    if not path or "\0" in path or path.startswith(":"):
        raise Misconfigured(f"{path!r} is no path, {POSSIBLE}")
    return path
