"""Attachments: put a file where they are kept, get it back, look for what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

import click

from ..projections.attachment_check import Held, attachments_held
from ..workflow.attachments import Attachment, Found
from ..workflow.language import Label, Message, message
from . import tell
from .exits import NOT_SOUND
from .files import opened
from .options import pass_settings, printed
from .output import Out
from .progress import progress
from .reading import reads
from .report import Named, Report, Table
from .settings import Settings
from .writable import ensure_writing

FILE = {
    "name": message("file"),
    "sha256": message("SHA-256"),
    "size": message("bytes"),
    "type": message("type"),
}
HELD = {
    "found": message("found"),
    "case": tell.CASE,
    "version": tell.VERSION,
    "clauses": tell.CLAUSES,
    "name": message("file"),
    "sha256": message("SHA-256"),
}


@click.group()
def attachment() -> None:
    """Keep the files that belong to cases, and look after them."""


@attachment.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@printed()
@pass_settings
def add(settings: Settings, *, paths: tuple[str, ...], out: Out) -> None:
    """Put files where attachments are kept, all of them or none.

    What is printed of a file is what a form takes: its name and its SHA-256.
    """
    ensure_writing(settings)
    files = settings.attachments()
    _each(paths, files.look)
    rows = [{name: getattr(one, name) for name in FILE} for one in _each(paths, files.put)]
    out.print(Report("attachments", tables=(Table("files", FILE, rows),)))


def _each(paths: Iterable[str], do: Callable[[IO[bytes], str], Attachment]) -> Sequence[Attachment]:
    done: list[Attachment] = []
    for path in paths:
        with opened(path) as content:
            done.append(do(content, Path(path).name))
    return done


@attachment.command()
@click.argument("sha256")
@click.option(
    "-o",
    "target",
    required=True,
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="FILE",
    help='Where to copy it; "-" is standard output.',
)
@pass_settings
def get(settings: Settings, *, sha256: str, target: str) -> None:
    """Copy an attachment out; one that has been altered is told and not given."""
    content = settings.attachments().get(sha256)
    try:
        with click.open_file(target, "wb") as file:
            file.write(content)
    except OSError as error:
        raise click.BadParameter(f"{target}: {error.strerror}", param_hint="-o") from None


@attachment.command()
@printed()
@pass_settings
@reads()
def check(settings: Settings, *, out: Out) -> None:
    """Look for the file of every attachment that the log names, and for files beyond them."""
    with settings.desk() as desk, progress(desk.store.position()) as moved:
        files = settings.attachments()
        held = list(attachments_held(desk.store, files, moved))
    facts: dict[str, tuple[Message | Label, object]] = {
        "place": (message("place"), files.url),
        **_counted(held),
    }
    out.print(Report("attachment-check", facts, (Table("attachments", HELD, map(_row, held)),)))
    if any(one.is_fault for one in held):
        raise click.exceptions.Exit(NOT_SOUND)


def _row(one: Held) -> Mapping[str, object]:
    return {
        "found": Named(str(one.found), one.found.label),
        "case": one.case or None,
        "version": one.version or None,
        "clauses": one.clauses,
        "name": one.name or None,
        "sha256": one.sha256 or None,
    }


def _counted(held: Iterable[Held]) -> dict[str, tuple[Label, object]]:
    counts = Counter(one.found for one in held)
    return {str(one): (one.label, counts[one]) for one in Found}
