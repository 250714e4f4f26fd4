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
}
LOST = "the connection to the server was lost"
UNKNOWN = "whether anything was recorded is not known: asking again under the same key tells"


class ServerUnavailable(StoreUnavailable, OperationalError):
    """A server cannot be used, in a form that the library's own classes understand as well."""


def unreachable(shown: str, error: psycopg.Error) -> StoreUnavailable:
    """Say why there is no connection, in the words of the server or of what lies between."""
    return ServerUnavailable(f"{shown}: no connection ({_own_words(error)})")


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
    return f"{plain} ({_own_words(error)})" if plain else _own_words(error)


def _is_lost(error: psycopg.Error) -> bool:
    """Say whether a session has ended that was there, by the server's will or without it."""
    state = error.sqlstate or ""
    return state.startswith("57P0") or (not state and isinstance(error, psycopg.OperationalError))


def _own_words(error: psycopg.Error) -> str:
    own = error.diag.message_primary or str(error) or type(error).__name__
    return " ".join(own.split())
