"""Files that people name on the command line, and how they become attachments."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from .settings import Settings

Take = Callable[[str], Mapping[str, str]]


@contextmanager
def opened(path: str) -> Generator[IO[bytes]]:
    """Open a file that somebody named; say in a line why that is not possible."""
    try:
        with Path(path).open("rb") as file:
            yield file
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise click.BadParameter(f"{path}: {error.strerror}") from None


def taker(settings: Settings, *, dry_run: bool = False, folder: Path | None = None) -> Take:
    """Give what attaches a named file and says what a form holds of it.

    A dry run looks at the file and keeps nothing. With `folder` a file has to lie in it or
    below, for the name was written by somebody else.
    """

    def take(name: str) -> Mapping[str, str]:
        path = _below(folder, name) if folder else Path(name)
        files = settings.attachments()
        with opened(str(path)) as content:
            kept = files.look(content, path.name)
            if not dry_run:
                content.seek(0)
                files.put(content, path.name)
        return kept.words

    return take


def _below(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise click.BadParameter(f"{name}: only files in the folder of the sheet are taken")
    return path
