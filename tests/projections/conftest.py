"""An office on every backend, for projections to read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from huiyin.workflow.desk import Desk
from registers import RULES
from spec import desk_of
from store.samples import BACKENDS


@pytest.fixture(params=BACKENDS)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    opened = desk_of(RULES, store=BACKENDS[request.param](tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "office.db")
