"""A command line in an empty folder, without anybody's settings."""

import os
from pathlib import Path

import pytest

from terminal import Terminal


@pytest.fixture
def huiyin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A command line in an empty folder, without anybody's settings."""
    for name in [name for name in os.environ if "HUIYIN" in name]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return Terminal(tmp_path)
