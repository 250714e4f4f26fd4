"""How far something long has come, on stderr and only for people."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

import click


@contextmanager
def progress(end: int, label: str = "") -> Generator[Callable[[int], None]]:
    """Give what moves a bar to where one has come; it is drawn where stderr is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=end, label=label, file=sys.stderr) as bar:
        yield lambda position: bar.update(position - bar.pos)
