"""Vectors that others made, where they lie beside the checkout; our own stand in the tests."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from house.sources import ROOT

DATA = Path(os.environ.get("AUDIT_DATA") or ROOT.parent / "shared" / "data")
OFFICIAL = DATA / "vectors"


def official(kind: str) -> list[Any]:
    """Give the files of a kind as parameters, or one that says why there are none."""
    folder = OFFICIAL / kind
    if not folder.is_dir():
        reason = "the official vectors do not lie beside this checkout"
        return [pytest.param(None, marks=pytest.mark.skip(reason=reason))]
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    return [pytest.param(one, id=str(one.relative_to(folder))) for one in files]


def read(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found
