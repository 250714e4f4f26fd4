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
    from .postgres.address import Address
    from .postgres.store import PostgresStore

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
    "is_on_server",
    "may_write",
    "name_of",
    "open_store",
    "path_of",
    "place_of",
    "shown",
]

POSSIBLE = "a store is a path, sqlite:///PATH, postgresql://…/DATABASE?schema=NAME or memory:"

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
    """Open a store by its address: a path, `sqlite:///PATH`, `postgresql://…` or `memory:`.

    `sqlite:///PATH` is relative and `sqlite:////PATH` absolute. On PostgreSQL an office is the
    schema that `?schema=NAME` names. With `create=False` the store
    must be there already, with `read_only` it is never changed. `wait` is for how many
    seconds a writer waits for others. With a `keyring`, which is closed with the store, what is
    personal is sealed. Raises Misconfigured for another address and StoreUnavailable if there is
    no usable store.
    """
    sealing = SealingBy(registry, keyring) if keyring else PLAIN
    if url == "memory:":
        from .memory import MemoryStore  # each backend loads its libraries when it is asked for

        return MemoryStore(registry, sealing=sealing)
    if is_on_server(url):
        return _on_server()(
            url, registry, sealing=sealing, create=create, read_only=read_only, wait=wait
        )
    from .sqlite import SQLiteStore

    path = path_of(url)
    return SQLiteStore(
        path, registry, sealing=sealing, create=create, read_only=read_only, wait=wait
    )


def may_write(url: str) -> bool:
    """Say whether a store may be written here, where it is a file that is there."""
    path = None if url == "memory:" or is_on_server(url) else Path(path_of(url))
    if path is None or not path.exists():
        return True
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def is_on_server(url: str) -> bool:
    """Say whether the address is one of a PostgreSQL database."""
    return url.startswith(("postgresql:", "postgres:"))


def shown(url: str) -> str:
    """Give the address as it may be shown to people, without a password that it holds."""
    if not is_on_server(url):
        return url
    try:
        return _office(url).shown
    except Misconfigured:
        return f"{url.partition(':')[0]}://…"


def name_of(url: str) -> str:
    """Give a short name of the store: of its file, or of the office's schema."""
    return _office(url).schema if is_on_server(url) else Path(path_of(url)).stem


def place_of(url: str) -> tuple[str, ...]:
    """Give where an office on a server is: host, port, database and schema, whoever connects."""
    return _office(url).place


def _office(url: str) -> Address:
    _on_server()
    from .postgres.address import address_of

    return address_of(url)


def _on_server() -> type[PostgresStore]:
    try:
        from .postgres.store import PostgresStore
    except ModuleNotFoundError as missing:
        if missing.name != "psycopg":
            raise
        raise Misconfigured(
            "a store on PostgreSQL needs psycopg: install huiyin with its extra, huiyin[postgres]"
        ) from None
    return PostgresStore


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
