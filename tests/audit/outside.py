"""Programs that nobody here wrote: `make audit` installs them, and runs the tests that ask them.

Where they are not installed these tests are skipped; the product never imports them.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from house.sources import ROOT

REASON = "`make audit` installs the programs of others, and runs this"
HISTORIES = int(os.environ.get("AUDIT_HISTORIES", "200"))
TREES = int(os.environ.get("AUDIT_TREES", "10000"))
COMMANDS = int(os.environ.get("AUDIT_COMMANDS", "10000"))


def program(name: str) -> Any:
    """Give a module of another program; skip whoever asks where it is not installed."""
    return pytest.importorskip(name, reason=REASON)


def _node() -> Path | None:
    """Find what `make audit` has installed for node, if there is one."""
    modules = ROOT / ".dev" / "audit-node" / "node_modules"
    return modules if modules.is_dir() and shutil.which("node") else None


NODE = _node()
