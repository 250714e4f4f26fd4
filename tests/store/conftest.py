"""Every backend in turn: a test that asks for `store` runs once on each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from huiyin.workflow.store import Store
from store.samples import BACKENDS, opened_at


@pytest.fixture(params=BACKENDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = opened_at(BACKENDS[request.param](tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "cases.db")
