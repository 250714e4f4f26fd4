"""A keyring and a store in memory, which many of these tests begin with."""

from __future__ import annotations

import pytest

from huiyin.workflow.privacy.memory import MemoryKeyring
from huiyin.workflow.store import Store
from privacy.letters import letters


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def store(keyring: MemoryKeyring) -> Store:
    return letters(keyring)
