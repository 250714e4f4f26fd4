"""How wide words are when they are drawn, and where their lines break: no browser is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from unicodedata import east_asian_width

WIDE = "WFA"
SHOWN = 4


def width(text: str, size: int) -> int:
    """Say how wide a text is at a size of type, rather too wide than too narrow."""
    halves = sum(100 if east_asian_width(one) in WIDE else 56 for one in text)
    return (halves * size + 99) // 100


def wrapped(words: Sequence[str], most: int, size: int, glue: str = "") -> list[str]:
    """Put words into lines that are no wider than `most`; a long word has a line of its own."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]}{glue}{word}" if lines else word
        if lines and width(longer, size) <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line.strip() for line in lines]


def pieces(text: str) -> list[str]:
    """Give the pieces of a name between which a line may break."""
    if text.isascii():
        parts = text.replace("-", "-\0").replace(" ", " \0").split("\0")
        return [part for part in parts if part]
    return list(text)


def numbered(places: Iterable[int]) -> str:
    """Write numbers briefly: runs by their ends, many by the first and the last."""
    runs = []
    for _, run in groupby(enumerate(sorted(places)), key=lambda one: one[1] - one[0]):
        found = [place for _, place in run]
        runs.append(f"{found[0]}–{found[-1]}" if len(found) > 2 else ", ".join(map(str, found)))
    if len(runs) > SHOWN:
        runs = [*runs[: SHOWN - 1], "…", runs[-1]]
    return ", ".join(runs)
