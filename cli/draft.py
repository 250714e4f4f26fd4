"""A draft of a page from a file: a Python module that declares a `Procedure`, which is run."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

from ..workflow.errors import Misconfigured, PageFaulty
from ..workflow.page_check import faults
from ..workflow.procedure import Procedure

if TYPE_CHECKING:
    from types import ModuleType

MODULE = "huiyin_draft"


def is_a_file(against: str) -> bool:
    """Say whether somebody names a file and not an edition."""
    return against.partition(":")[0].endswith(".py")


def draft(against: str) -> Procedure:
    """Run FILE.py, or FILE.py:NAME where it declares several pages, and give the page.

    Raise Misconfigured where the file cannot be run or the page cannot be told, PageFaulty where
    it contradicts itself.
    """
    file, _, name = against.partition(":")
    pages = {
        called: page
        for called, page in vars(_run(Path(file))).items()
        if isinstance(page, Procedure)
    }
    known = ", ".join(pages) or "none"
    if name and name not in pages:
        raise Misconfigured(f"{file} declares no page called {name}; there are {known}")
    if not name and len(pages) != 1:
        raise Misconfigured(f"{file}: one page is needed, there are {known}; name it: {file}:NAME")
    page = pages[name] if name else next(iter(pages.values()))
    if found := faults(page):
        raise PageFaulty(page.title, found)
    return page


def _run(path: Path) -> ModuleType:
    if not path.is_file():
        raise Misconfigured(f"{path}: there is no such file")
    spec = spec_from_file_location(MODULE, path)
    if spec is None or spec.loader is None:
        raise Misconfigured(f"{path}: this is no Python module")
    module = module_from_spec(spec)
    sys.modules[MODULE] = module  # forms look their own module up
    try:
        spec.loader.exec_module(module)
    except (
        Exception,
        SystemExit,
    ) as error:  # whatever somebody's own code raises is told in a line
        raise Misconfigured(f"{path}: {type(error).__name__}: {error}") from error
    return module
