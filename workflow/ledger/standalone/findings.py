"""What was asked of each file, and what it answered."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from .ed25519 import Wrong

SOUND, DAMAGED, NOT_ENOUGH = 0, 7, 11


class Findings:
    """What was found, told line by line."""

    def __init__(self) -> None:
        self.good = self.faults = 0

    def ask(self, name: str, question: Callable[[], str]) -> None:
        """Ask of a file whether it fits, and tell what it answers."""
        try:
            says = question()
        except (Wrong, ValueError, LookupError, TypeError, OSError) as wrong:
            self.wrong(name, str(wrong) or type(wrong).__name__)
        else:
            self.good += 1
            self.tell("ok", says)

    def each(self, files: Iterable[Path], question: Callable[[Path], str]) -> None:
        """Ask the same of several files."""
        for file in files:
            self.ask(file.name, partial(question, file))

    def wrong(self, name: str, why: str) -> None:
        """Tell what does not fit."""
        self.faults += 1
        self.tell("WRONG", f"{name}: {why}")

    def tell(self, mark: str, says: str) -> None:
        """Write a line."""
        sys.stdout.write(f"{mark:<7}{says}\n")


def by_number(files: Iterable[Path]) -> list[Path]:
    """Put files in the order of the numbers in their names."""
    return sorted(files, key=lambda one: [int(n) for n in re.findall("[0-9]+", one.name)])
