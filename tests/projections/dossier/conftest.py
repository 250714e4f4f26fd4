"""An office that makes dossiers."""

from pathlib import Path

import pytest

from dossiers import Bureau


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    """Whoever makes dossiers, with an empty journal."""
    return Bureau(tmp_path)
