"""A page of facts, tables and charts: one HTML file, without a script, that prints on A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from .printed.press import pressed
from .printed.tongue import tongue

TEMPLATES = Path(__file__).parent / "templates"


class Cell(NamedTuple):
    """What stands in a cell; a figure stands to the right."""

    text: str
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its title, the drawing above it and the notes below; `chart` is SVG."""

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    chart: str = ""
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page, in one language.

    `space` names a place to write in by hand; `signers` are those who sign the paper.
    """

    language: str
    title: str
    subtitle: str = ""
    facts: Sequence[tuple[str, str]] = ()
    sections: Sequence[Section] = ()
    notes: Sequence[str] = ()
    space: str = ""
    signers: Sequence[str] = ()
    foot: str = ""


def html(page: Page) -> str:
    """Give a page as HTML that is also well-formed XML; Misconfigured says what to install."""
    return pressed("tables.html", TEMPLATES, tongue=tongue(page.language), page=page)
