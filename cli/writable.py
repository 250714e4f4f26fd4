"""Whether the store may be written here: an auditor's opening, or a file that nobody may write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..workflow.errors import StoreUnavailable
from . import settings_file

if TYPE_CHECKING:
    from .signing import Options


def is_read_only(options: Options) -> bool:
    """Say whether nothing is to be written, because it is set so or cannot be."""
    from ..workflow.store import may_write

    asked = settings_file.switch("read_only", options["read_only"])
    return asked or not may_write(options["store"])


def ensure_writing(options: Options) -> None:
    """Raise StoreUnavailable where nothing is to be written, before anything is begun."""
    if is_read_only(options):
        from ..workflow.store import shown
        from ..workflow.store.sql import READING

        raise StoreUnavailable(f"{shown(options['store'])}: {READING}")
