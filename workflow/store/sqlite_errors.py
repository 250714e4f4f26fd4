"""What SQLite complains about, said in one line to the person who runs the office."""

from __future__ import annotations

import sqlite3

from eventsourcing.persistence import OperationalError

from ..errors import StoreUnavailable

_SAID = {
    "SQLITE_BUSY": "another process keeps the store locked",
    "SQLITE_LOCKED": "another connection keeps the store locked",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_READONLY": "the store may not be written",
    "SQLITE_PERM": "the store may not be opened",
    "SQLITE_AUTH": "this opening may only read",
    "SQLITE_CANTOPEN": "the file cannot be opened: its folder is missing or it is not allowed",
    "SQLITE_NOTADB": "the file is no SQLite database",
    "SQLITE_CORRUPT": "the file is damaged",
    "SQLITE_IOERR": "the disk could not be read or written; it may be full",
}


class FileUnavailable(StoreUnavailable, OperationalError):
    """A file cannot be used, in a form that the library's own classes understand as well."""


def unavailable(path: str, error: sqlite3.Error) -> StoreUnavailable:
    """Say why a store cannot be used."""
    return FileUnavailable(f"{path}: {said(error)}")


def said(error: sqlite3.Error) -> str:
    """Say what went wrong, with SQLite's own words where they are needed."""
    name = getattr(error, "sqlite_errorname", "") or ""
    plain = next((text for code, text in _SAID.items() if name.startswith(code)), "")
    own = " ".join(str(error).split())
    return f"{plain} ({own})" if plain else own


def is_busy(unavailable: StoreUnavailable) -> bool:
    """Say whether only somebody else's lock stood in the way."""
    return getattr(unavailable.__cause__, "sqlite_errorname", "").startswith("SQLITE_BUSY")
