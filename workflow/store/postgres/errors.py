"""What PostgreSQL complains about, said in one line to the person who runs the office."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import psycopg
from eventsourcing.persistence import OperationalError

from ...errors import Misconfigured, StoreUnavailable

_SAID = {
    "55P03": "others kept it locked for longer than it was waited",
    "40P01": "others kept it locked crosswise",
    "42501": "this role may not do that",
    "25006": "the server may not be written",
    "53100": "the disk is full",
    "53200": "the server is out of memory",
    "53300": "the server has no connection left",
    "57P03": "the server is starting or stopping",
    "3D000": "there is no such database",
    "28": "the server does not let this role in",
}
LOST = "the connection to the server was lost"
UNKNOWN = "whether anything was recorded is not known: asking again under the same key tells"


class ServerUnavailable(StoreUnavailable, OperationalError):
    """A server cannot be used, in a form that the library's own classes understand as well."""


@contextmanager
def told(shown: str, *, writing: bool = False) -> Generator[None]:
    """Say in plain words what PostgreSQL complains about while the block runs."""
    try:
        yield
    except psycopg.DataError as error:
        raise Misconfigured(f"{shown}: this cannot be kept: {_own_words(error)}") from error
    except psycopg.Error as error:
        doubt = f"; {UNKNOWN}" if writing and _is_lost(error) else ""
        raise ServerUnavailable(f"{shown}: {said(error)}{doubt}") from error


def said(error: psycopg.Error) -> str:
    """Say what went wrong, with PostgreSQL's own words where they are needed."""
    if _is_lost(error):
        return LOST
    state = error.sqlstate or ""
    plain = next((text for code, text in _SAID.items() if state.startswith(code)), "")
    if not plain and isinstance(error, psycopg.OperationalError) and not state:
        plain = "the server cannot be reached"
    return f"{plain} ({_own_words(error)})" if plain else _own_words(error)


def _is_lost(error: psycopg.Error) -> bool:
    """Say whether a session has ended that was there, by the server's will or without it."""
    ended = (error.sqlstate or "").startswith("57P0") and error.sqlstate != "57P03"
    broken = error.pgconn is not None and error.sqlstate is None
    return ended or (broken and not isinstance(error, psycopg.errors.ConnectionTimeout))


def _own_words(error: psycopg.Error) -> str:
    own = error.diag.message_primary or str(error) or type(error).__name__
    return " ".join(own.split())
