"""Files that people name on the command line, and how they become attachments."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING
from uuid import uuid4

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


@contextmanager
def replacing(file: Path) -> Generator[Path]:
    """Give a place beside a file to write into; it takes the file's place when all is well."""
    whole = file.resolve()
    beside = whole.with_name(f".{whole.name}.{uuid4().hex}")
    try:
        beside.touch(exist_ok=False)
        yield beside
        if whole.exists():
            beside.chmod(whole.stat().st_mode)
        beside.replace(whole)
    except OSError as error:
        raise click.BadParameter(f"{file}: {error.strerror}", param_hint="-o") from None
    finally:
        beside.unlink(missing_ok=True)


def keep_apart(file: Path, store: str) -> None:
    """Refuse to write over the store itself."""
    from ..workflow.store import is_on_server, path_of

    is_file = store != "memory:" and not is_on_server(store)
    if is_file and file.resolve() == Path(path_of(store)).resolve():
        raise click.BadParameter(f"{file} is the store itself", param_hint="-o")


def taker(settings: Settings, *, dry_run: bool = False, folder: Path | None = None) -> Take:
    """Give what attaches a named file and says what a form holds of it.

    A dry run looks at the file and keeps nothing. With `folder` a file has to lie in it or
    below, for the name was written by somebody else.
    """
    from .writable import ensure_writing

    def take(name: str) -> Mapping[str, str]:
        path = _below(folder, name) if folder else Path(name)
        files = settings.attachments()
        with opened(str(path)) as content:
            kept = files.look(content, path.name)
            if not dry_run:
                ensure_writing(settings)
                content.seek(0)
                files.put(content, path.name)
        return kept.words

    return take


def _below(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise click.BadParameter(f"{name}: only files in the folder of the sheet are taken")
    return path
