"""A keyring in memory and a store that seals with it, of each backend in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from huiyin.workflow.privacy.memory import MemoryKeyring
from huiyin.workflow.store import Store
from privacy.letters import letters
from store.samples import BACKENDS


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture(params=BACKENDS)
def store(
    request: pytest.FixtureRequest, tmp_path: Path, keyring: MemoryKeyring
) -> Iterator[Store]:
    opened = letters(keyring, BACKENDS[request.param](tmp_path))
    yield opened
    opened.close()


@pytest.fixture(params=[name for name in BACKENDS if name != "memory"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of a fresh store that any number of processes can open."""
    return BACKENDS[request.param](tmp_path)
