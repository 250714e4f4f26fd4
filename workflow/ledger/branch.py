"""Checkpoints in one folder, two files for each, which are never overwritten.

`000000000042.checkpoint` is the signed note, `000000000042.leaves` the hashes of the leaves
that are new in it, a line each, the last of which is leaf 41. The hashes are signed through
the root; with them one can say which event was altered, and not only that one was. A file is
written aside, brought to the disk and linked to its place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from ..errors import LedgerBroken, StoreUnavailable
from ..merkle.tree import Hash

_NOTE = re.compile(r"([0-9]{12,})\.checkpoint")
_HASH = re.compile("[0-9a-f]{64}")


class Branch:
    """The checkpoints in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def sizes(self) -> list[int]:
        """Give the sizes of which there are checkpoints, the smallest first."""
        if not self.folder.is_dir():
            return []
        with self.reached():
            names = (_NOTE.fullmatch(one.name) for one in self.folder.iterdir())
            return sorted(int(name[1]) for name in names if name)

    def note(self, size: int) -> str:
        """Give a checkpoint as it was written."""
        return self.text(self._name(size, "checkpoint")) or ""

    def signed_at(self, size: int) -> datetime:
        """Give when a checkpoint was written, by the clock of the disk; long ago if never."""
        place = self.folder / self._name(size, "checkpoint")
        try:
            return datetime.fromtimestamp(place.stat().st_mtime, UTC)
        except FileNotFoundError:
            return datetime.min.replace(tzinfo=UTC)

    def hashes(self, size: int) -> dict[int, Hash]:
        """Give the hashes of the leaves that were new in a checkpoint, as far as they are kept."""
        with suppress(StoreUnavailable):
            lines = (self.text(self._name(size, "leaves")) or "").splitlines()
            if all(map(_HASH.fullmatch, lines)):
                return {at: bytes.fromhex(line) for at, line in enumerate(lines, size - len(lines))}
        return {}

    def write(self, size: int, note: str, hashes: Sequence[Hash]) -> None:
        """Keep a checkpoint with the hashes that are new in it; one that is there stays."""
        self.settle(self._name(size, "leaves"), "".join(f"{one.hex()}\n" for one in hashes))
        if not self.settle(self._name(size, "checkpoint"), note) and self.note(size) != note:
            place = self.folder / self._name(size, "checkpoint")
            raise LedgerBroken(f"{place}: another one was signed")

    def text(self, name: str) -> str | None:
        """Read a file of the folder; None if there is none."""
        with self.reached():
            try:
                return (self.folder / name).read_bytes().decode("utf-8", "replace")
            except FileNotFoundError:
                return None

    def settle(self, name: str, text: str) -> bool:
        """Put a file in its place, whole or not at all; say False if one is there."""
        with self.reached():
            aside = self._aside(text)
            try:
                os.link(aside, self.folder / name)
            except FileExistsError:
                return False
            finally:
                aside.unlink()
            self._sync()
            return True

    def replace(self, name: str, text: str) -> None:
        """Put a file in its place, instead of one that may be there."""
        with self.reached():
            self._aside(text).replace(self.folder / name)

    @staticmethod
    def _name(size: int, ending: str) -> str:
        return f"{size:012d}.{ending}"

    def _aside(self, text: str) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        aside = self.folder / f".{uuid4().hex}"
        with aside.open("xb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        return aside

    def _sync(self) -> None:
        with suppress(PermissionError):
            at = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(at)
            finally:
                os.close(at)

    @contextmanager
    def reached(self) -> Generator[None]:
        """Say in a line why the folder cannot be read or written."""
        try:
            yield
        except OSError as error:
            raise StoreUnavailable(f"{self.folder}: {error.strerror or error}") from error
