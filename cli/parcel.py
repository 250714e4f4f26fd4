"""Many files for somebody else, in a folder or a zip: all or nothing, the same each time."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Protocol
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import click

from .files import replacing

ALWAYS = (1980, 1, 1, 0, 0, 0)  # the first instant that a zip can name
PLAIN_FILE = 0o100644 << 16
UNIX = 3
INSIDE = "bundle"


class Target(Protocol):
    """Where files go."""

    def open(self, name: str) -> IO[bytes]:
        """Begin a file."""
        ...


class Parcel:
    """Files with their sums, in the order in which they were put in."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self.sums: dict[str, str] = {}

    def put(self, name: str, parts: Iterable[bytes]) -> None:
        """Write a file as its parts come."""
        hashed = sha256()
        with self._target.open(name) as file:
            for part in parts:
                hashed.update(part)
                file.write(part)
        self.sums[name] = hashed.hexdigest()


@contextmanager
def parcel(place: Path) -> Generator[Parcel]:
    """Give a parcel that becomes a folder, or a zip by its ending, when all is well."""
    if place.suffix == ".zip":
        with replacing(place) as new, ZipFile(new, "w", ZIP_DEFLATED, compresslevel=6) as zipped:
            yield Parcel(_Zip(zipped))
        return
    with _folder(place) as beside:
        yield Parcel(_Folder(beside))


@contextmanager
def _folder(place: Path) -> Generator[Path]:
    whole = place.resolve()
    beside = whole.with_name(f".{whole.name}.{uuid4().hex}")
    try:
        if whole.exists() and any(whole.iterdir()):
            raise click.BadParameter(f"{place} is not empty", param_hint="-o")
        beside.mkdir(parents=True)
        yield beside
        beside.replace(whole)
    except OSError as error:
        raise click.BadParameter(f"{place}: {error.strerror}", param_hint="-o") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, name: str) -> IO[bytes]:
        file = self._folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        return file.open("xb")


class _Zip:
    def __init__(self, zipped: ZipFile) -> None:
        self._zipped = zipped

    def open(self, name: str) -> IO[bytes]:
        info = ZipInfo(f"{INSIDE}/{name}", ALWAYS)
        info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, PLAIN_FILE, UNIX
        return self._zipped.open(info, "w", force_zip64=True)
