"""Every backend in turn: a test that asks for `store` runs once on each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import servers
from huiyin.workflow.store import Store
from store.samples import BACKENDS, opened_at


@pytest.fixture(params=BACKENDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = opened_at(BACKENDS[request.param](tmp_path))
    yield opened
    opened.close()


@pytest.fixture(params=[name for name in BACKENDS if name != "memory"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of a fresh store that any number of processes can open."""
    return BACKENDS[request.param](tmp_path)


@pytest.fixture
def office() -> str:
    """Give the address of a fresh store on a server."""
    return servers.office()


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "cases.db")
