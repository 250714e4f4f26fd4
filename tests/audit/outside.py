"""Programs that nobody here wrote: `make audit` installs them, and runs the tests that ask them.

Where they are not installed these tests are skipped; the product never imports them.
"""

from __future__ import annotations

import os
from typing import Any

import pytest

REASON = "`make audit` installs the programs of others, and runs this"
HISTORIES = int(os.environ.get("AUDIT_HISTORIES", "200"))
COMMANDS = int(os.environ.get("AUDIT_COMMANDS", "10000"))


def program(name: str) -> Any:
    """Give a module of another program; skip whoever asks where it is not installed."""
    return pytest.importorskip(name, reason=REASON)
