"""A folder of attachments: `ab/cdef…` holds the file whose SHA-256 begins with ab.

A file is written aside, brought to the disk and then linked to its place, which is never
overwritten. So whoever is killed leaves a whole file or none, and any number of processes may
put files at once. What was left aside is removed a day later, by the clock of the disk.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from errno import ELOOP
from io import BytesIO
from pathlib import Path
from stat import S_ISREG
from typing import IO
from uuid import uuid4

from ..errors import AttachmentAltered, AttachmentMissing, AttachmentUnfit, StoreUnavailable
from ..language import message
from .contract import ACCEPTED, MB, Accepts, Attachment, Found
from .types import Examination

PIECE = 1 << 18
A_DAY = 86_400
LONGEST = 255
ASIDE = "coming"
WRITABLE = 0o222


class Folder:
    """Attachments in a folder on a disk of this machine, or on one that it can reach."""

    def __init__(self, path: Path, accepts: Accepts = ACCEPTED) -> None:
        self.path = path
        self.accepts = accepts

    @property
    def url(self) -> str:
        """The folder's path."""
        return str(self.path)

    def look(self, content: bytes | IO[bytes], name: str) -> Attachment:
        """Say what a file would be kept as, and keep nothing; raise AttachmentUnfit."""
        return examined(_stream(content), name, self.accepts, lambda _: None)

    def put(self, content: bytes | IO[bytes], name: str) -> Attachment:
        """Keep a file, safely on the disk when this returns; once, however often it is put."""
        with self._reached(), self._aside() as (path, file):
            kept = examined(_stream(content), name, self.accepts, file.write)
            file.flush()
            os.fsync(file.fileno())
            self._settle(path, kept)
        with self._reached():
            _protect(self._place(kept.sha256))
        return kept

    def get(self, sha256: str) -> bytes:
        """Give a file, byte for byte as it was put; AttachmentMissing or AttachmentAltered."""
        found, place = Examination(), self._place(sha256)
        with self._reached():
            if (lies := _lies(place)) is Found.MISSING:
                says = message("{sha256} is not kept at {place}", sha256=sha256, place=self.url)
                raise AttachmentMissing(says)
            content = place.read_bytes() if lies is Found.OK else b""
        found.take(content)
        if found.sha256 != sha256:
            raise self._altered(sha256)
        return content

    def check(self, sha256: str) -> Found:
        """Say whether a file is here and has the content that it is told apart by."""
        if not _is_digest(sha256):
            return Found.MISSING
        found, place = Examination(), self._place(sha256)
        with self._reached():
            if (lies := _lies(place)) is not Found.OK:
                return lies
            with place.open("rb") as file:
                while piece := file.read(PIECE):
                    found.take(piece)
        return Found.OK if found.sha256 == sha256 else Found.ALTERED

    def remove(self, sha256: str) -> bool:
        """Take a file away for good, and say whether there was one."""
        place = self._place(sha256)
        with self._reached():
            try:
                place.unlink()
            except FileNotFoundError:
                return False
            _sync(place.parent)
        return True

    def kept(self) -> Iterator[str]:
        """Give the SHA-256 of every file here, in order."""
        with self._reached():
            for shard in sorted(self.path.glob("[0-9a-f][0-9a-f]")):
                inside = shard.iterdir() if shard.is_dir() else ()
                names = sorted(f"{shard.name}{file.name}" for file in inside)
                yield from filter(_is_digest, names)

    # ------------------------------------------------------------ inside

    def _place(self, sha256: str) -> Path:
        if not _is_digest(sha256):
            says = message("{sha256} is no SHA-256 in lower-case hex digits", sha256=sha256)
            raise AttachmentMissing(says)
        return self.path / sha256[:2] / sha256[2:]

    @contextmanager
    def _reached(self) -> Generator[None]:
        try:
            yield
        except OSError as error:
            raise StoreUnavailable(f"{self.url}: {error.strerror or error}") from error

    @contextmanager
    def _aside(self) -> Generator[tuple[Path, IO[bytes]]]:
        folder = self.path / ASIDE
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / uuid4().hex
        try:
            with path.open("xb") as file:
                _sweep(folder, path.stat().st_mtime - A_DAY)
                yield path, file
        finally:
            path.unlink(missing_ok=True)

    def _settle(self, aside: Path, kept: Attachment) -> None:
        place = self._place(kept.sha256)
        place.parent.mkdir(exist_ok=True)
        try:
            _link(aside, place)
        except FileExistsError:
            if self.check(kept.sha256) is not Found.OK:
                raise self._altered(kept.sha256) from None
        for folder in (place.parent, self.path, self.path.parent):
            _sync(folder)

    def _altered(self, sha256: str) -> AttachmentAltered:
        says = "what is kept as {sha256} at {place} has been altered"
        return AttachmentAltered(message(says, sha256=sha256, place=self.url))


def examined(
    content: IO[bytes], name: str, accepts: Accepts, keep: Callable[[bytes], object]
) -> Attachment:
    """Read a file to its end, handing on each piece; raise AttachmentUnfit as soon as it is."""
    found = Examination()
    if not _is_name(name):
        raise AttachmentUnfit(message("{name} is no name of a file", name=ascii(name)))
    while piece := content.read(PIECE):
        found.take(piece)
        if found.size > accepts.largest:
            says = "{name} is larger than {most} MB"
            raise AttachmentUnfit(message(says, name=name, most=f"{accepts.largest / MB:g}"))
        keep(piece)
    if not found.size:
        raise AttachmentUnfit(message("{name} is empty", name=name))
    if found.type not in accepts.types:
        says = "{name} is, by its content, none of: {types}"
        raise AttachmentUnfit(message(says, name=name, types=accepts.types))
    return Attachment(name, found.sha256, found.size, found.type)


def _is_name(name: str) -> bool:
    is_path = "/" in name or "\\" in name
    return bool(name.strip(" .")) and name.isprintable() and not is_path and len(name) <= LONGEST


def _stream(content: bytes | IO[bytes]) -> IO[bytes]:
    return BytesIO(content) if isinstance(content, bytes) else content


def _is_digest(text: str) -> bool:
    return re.fullmatch("[0-9a-f]{64}", text) is not None


def _lies(place: Path) -> Found:
    """Say whether a file lies in a place, nothing, or something that is no file."""
    try:
        mode = place.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return Found.MISSING
    except OSError as error:
        if error.errno == ELOOP:
            return Found.ALTERED
        raise
    return Found.OK if S_ISREG(mode) else Found.ALTERED


def _link(aside: Path, place: Path) -> None:
    """Give a file its place; FileExistsError where there is one already."""
    try:
        os.link(aside, place)
    except FileExistsError:
        raise
    except OSError:  # a disk without links: the same bytes may take the place of the same bytes
        if place.exists():
            raise FileExistsError(place) from None
        aside.replace(place)


def _sweep(folder: Path, before: float) -> None:
    """Remove what somebody who was killed has left behind."""
    for old in folder.iterdir():
        with suppress(OSError):  # somebody else's, or removed by somebody else
            if old.stat().st_mtime < before:
                old.unlink()


def _protect(file: Path) -> None:
    """Take everybody's leave to write on it."""
    mode = file.stat().st_mode
    if mode & WRITABLE:
        with suppress(PermissionError):  # whoever put it first has it to do
            file.chmod(mode & ~WRITABLE)


def _sync(folder: Path) -> None:
    """Bring the names in a folder to the disk, where a folder can be opened at all."""
    with suppress(PermissionError):
        at = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(at)
        finally:
            os.close(at)
