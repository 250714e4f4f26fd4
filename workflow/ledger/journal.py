"""The journal of checkpoints, outside of the database: a folder with two files for each.

`000000000042.checkpoint` is the signed note, `000000000042.leaves` the hashes of the leaves
that are new in it, a line each, the last of which is leaf 41. The hashes are signed through
the root; with them one can say which event was altered, and not only that one was. A file is
written aside, brought to the disk and linked to its place, and never overwritten.
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
from .checkpoint import Policy

POLICY = "policy"
_NOTE = re.compile(r"([0-9]{12,})\.checkpoint")
_HASH = re.compile("[0-9a-f]{64}")


class CheckpointJournal:
    """The checkpoints of one ledger in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def sizes(self) -> list[int]:
        """Give the sizes of which there are checkpoints, the smallest first."""
        if not self.folder.is_dir():
            return []
        with self._reached():
            names = (_NOTE.fullmatch(one.name) for one in self.folder.iterdir())
            return sorted(int(name[1]) for name in names if name)

    def note(self, size: int) -> str:
        """Give a checkpoint as it was written."""
        with self._reached():
            return self._place(size, "checkpoint").read_bytes().decode("utf-8", "replace")

    def signed_at(self, size: int) -> datetime:
        """Give when a checkpoint was written, by the clock of the disk; long ago if never."""
        try:
            return datetime.fromtimestamp(self._place(size, "checkpoint").stat().st_mtime, UTC)
        except FileNotFoundError:
            return datetime.min.replace(tzinfo=UTC)

    def policy(self) -> Policy | None:
        """Give the policy that lies beside the checkpoints, if one does."""
        with self._reached():
            try:
                return Policy.parse((self.folder / POLICY).read_text("utf-8"))
            except FileNotFoundError:
                return None

    def hashes(self, size: int) -> dict[int, Hash]:
        """Give the hashes of the leaves that were new in a checkpoint, as far as they are kept."""
        try:
            lines = self._place(size, "leaves").read_text("ascii", "replace").splitlines()
        except OSError:
            return {}
        if not all(map(_HASH.fullmatch, lines)):
            return {}
        return {at: bytes.fromhex(line) for at, line in enumerate(lines, size - len(lines))}

    def write(self, size: int, note: str, hashes: Sequence[Hash]) -> None:
        """Keep a checkpoint with the hashes that are new in it; one that is there stays."""
        with self._reached():
            self.folder.mkdir(parents=True, exist_ok=True)
            self._settle(self._place(size, "leaves"), "".join(f"{h.hex()}\n" for h in hashes))
            if not self._settle(self._place(size, "checkpoint"), note) and self.note(size) != note:
                raise LedgerBroken(f"{self._place(size, 'checkpoint')}: another one was signed")
            self._sync()

    def trust(self, policy: Policy) -> None:
        """Write the policy, which only ever gets longer."""
        with self._reached():
            self.folder.mkdir(parents=True, exist_ok=True)
            aside = self._aside(str(policy))
            aside.replace(self.folder / POLICY)

    def _place(self, size: int, ending: str) -> Path:
        return self.folder / f"{size:012d}.{ending}"

    def _settle(self, place: Path, text: str) -> bool:
        """Put a file in its place, whole or not at all; say False if one is there."""
        aside = self._aside(text)
        try:
            os.link(aside, place)
        except FileExistsError:
            return False
        finally:
            aside.unlink()
        return True

    def _aside(self, text: str) -> Path:
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
    def _reached(self) -> Generator[None]:
        try:
            yield
        except OSError as error:
            raise StoreUnavailable(f"{self.folder}: {error.strerror or error}") from error
