"""The engine's face: the names a host imports are there, and importing it loads nothing."""

import subprocess
import sys

import pytest

import huiyin.workflow


@pytest.mark.parametrize("name", huiyin.workflow.__all__)
def test_a_public_name_is_found_in_its_module(name: str) -> None:
    assert getattr(huiyin.workflow, name).__module__.startswith("huiyin.workflow.")


def test_a_name_that_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no Manager"):
        _ = huiyin.workflow.Manager


def test_the_face_loads_no_module_until_it_is_asked() -> None:
    """Lazy imports keep the command line's start short."""
    code = "import huiyin.workflow, sys; sys.exit('huiyin.workflow.desk' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
