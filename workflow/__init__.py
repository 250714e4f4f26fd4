"""The engine: pages, cases, the desk. It knows no business of its own.

    from huiyin.workflow import Desk, Refused, Rulebook, open_store

The names are found when they are asked for, so that importing one module loads no other.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .desk import Desk
    from .errors import Refused
    from .outcome import Outcome
    from .procedure import Procedure
    from .request import Terms
    from .rulebook import Rulebook
    from .store import open_store

__all__ = ["Desk", "Outcome", "Procedure", "Refused", "Rulebook", "Terms", "open_store"]

_FOUND_IN = {
    "Desk": "desk",
    "Outcome": "outcome",
    "Procedure": "procedure",
    "Refused": "errors",
    "Rulebook": "rulebook",
    "Terms": "request",
    "open_store": "store",
}


def __getattr__(name: str) -> object:
    """Find a public name in its module."""
    if name not in _FOUND_IN:
        raise AttributeError(f"huiyin.workflow has no {name}")
    return getattr(import_module(f".{_FOUND_IN[name]}", __name__), name)
