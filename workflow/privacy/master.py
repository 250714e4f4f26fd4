"""The master key that wraps the keys of persons: a file of its own, with a line a generation.

Whoever has the keyring alone can open nothing. The file is written aside, brought to the disk
and put in its place, so that whoever is killed leaves the old one or the new one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_bytes
from uuid import uuid4

from ..errors import Misconfigured, StoreUnavailable
from .aes import LENGTH

HEAD = "# The master key of a keyring of huiyin: keep it secret, and apart from the keyring.\n"
_LINE = re.compile(r"([1-9][0-9]{0,8}) ([0-9a-f]{64})")


class Master:
    """The generations of a master key in a file; as a rule it holds one."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def keys(self) -> dict[int, bytes]:
        """Give each generation with its key; Misconfigured where there is no such file."""
        with self._reached():
            try:
                lines = self.path.read_text("ascii", "replace").splitlines()
            except FileNotFoundError:
                raise Misconfigured(f"{self.path}: the master key is not here") from None
        words = [line for line in lines if line.strip() and not line.startswith("#")]
        found = [_LINE.fullmatch(line.strip()) for line in words]
        if not found or not all(found):
            raise Misconfigured(f"{self.path}: this is no master key: GENERATION KEY, a line each")
        return {int(one[1]): bytes.fromhex(one[2]) for one in found if one}

    def make(self) -> None:
        """Make the first generation, unless there is a file already."""
        with self._reached():
            aside = self._aside({1: token_bytes(LENGTH)})
            with suppress(FileExistsError):
                os.link(aside, self.path)
            aside.unlink()
            self._sync()

    def write(self, keys: Mapping[int, bytes]) -> None:
        """Put these generations in the place of those before."""
        with self._reached():
            self._aside(keys).replace(self.path)
            self._sync()

    def _aside(self, keys: Mapping[int, bytes]) -> Path:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        aside = self.path.with_name(f".{self.path.name}.{uuid4().hex}")
        at = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(at, "w", encoding="ascii") as file:
            file.write(HEAD + "".join(f"{n} {key.hex()}\n" for n, key in sorted(keys.items())))
            file.flush()
            os.fsync(file.fileno())
        return aside

    def _sync(self) -> None:
        with suppress(PermissionError):
            at = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(at)
            finally:
                os.close(at)

    @contextmanager
    def _reached(self) -> Generator[None]:
        try:
            yield
        except OSError as error:
            raise StoreUnavailable(f"{self.path}: {error.strerror or error}") from error
