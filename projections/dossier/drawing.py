"""The diagram of a procedure with the way of a case on it, as inline SVG.

Nothing is told by colour alone: a step that was taken has a frame and its numbers, the way is a
thick line, what was not taken is thin and dashed, and the state of today is written beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from ...workflow.language import Label
from ...workflow.norm.turns import START
from ..printed.press import legible
from ..printed.tongue import Tongue
from .layers import layered
from .path import Branch, Path, Spot, Way
from .places import Box, Line, Plan, planned
from .words_drawn import numbered, pieces, width, wrapped

NAME, TEXT, SMALL = 14, 12, 11
LEAST, MOST, MOST_AT_REST = 96, 168, 216
PAD, LEADING = 9, 15
DOT = 16
NOW = Label("现在", "now")


class Row(NamedTuple):
    """A line of words in a box: in which style, behind which numbers."""

    words: str
    style: str
    size: int
    numbers: str = ""

    @property
    def badge(self) -> int:
        """How wide the badge with the numbers is."""
        return max(18, width(self.numbers, SMALL) + 9) if self.numbers else 0

    @property
    def width(self) -> int:
        """How wide the row is."""
        return width(self.words, self.size) + (self.badge + 5 if self.badge else 0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing with its size, and whether it is wider than high."""

    svg: str
    width: int
    height: int

    @property
    def is_wide(self) -> bool:
        """Whether it should lie across a sheet."""
        return self.width > self.height * 11 // 10 and self.width > 900


def drawn(path: Path, tongue: Tongue, title: str, says: str) -> Drawn:
    """Draw a path; `says` tells in words what the drawing shows, for who cannot see it."""
    rows = {spot.code: _rows_of(spot, tongue) for spot in path.spots}
    middles = {f"={at}": one for at, one in enumerate(path.branches)}
    rows |= {name: list(_ways(one.ways, tongue)) for name, one in middles.items()}
    edges = [
        (one.source, name, one.target) for name, one in zip(middles, path.branches, strict=True)
    ]
    codes = [spot.code for spot in path.spots if _is_shown(spot, path)]
    sizes = {name: _size(rows[name], name) for name in (*codes, *middles)}
    plan = planned(layered(codes, edges), sizes)
    parts = [*_lines(plan, path.branches)]
    parts += [
        part
        for spot in path.spots
        if spot.code in sizes
        for part in _spot(spot, plan.boxes[spot.code], rows[spot.code], tongue)
    ]
    for name, one in middles.items():
        parts += _branch(one, plan.boxes[name], rows[name])
    return Drawn(_svg(plan, parts, title, says), *plan.size)


def _is_shown(spot: Spot, path: Path) -> bool:
    return spot.code != START or any(one.source == START for one in path.branches)


# ---------------------------------------------------------------- what stands in a box


def _rows_of(spot: Spot, tongue: Tongue) -> list[Row]:
    if spot.code == START:
        return []
    name = _said(spot.label, tongue)
    rows = [Row(line, "name", NAME) for line in wrapped(pieces(name), MOST, NAME)]
    if spot.is_now:
        rows.insert(0, Row(f"◆ {_said(NOW, tongue)}", "now", SMALL))
    rows += _ways([one for one in spot.stays if one.taken], tongue)
    rest = [_said(one.label, tongue) for one in spot.stays if not one.taken]
    rows += [Row(line, "rest", SMALL) for line in wrapped(rest, MOST_AT_REST, SMALL, " · ")]
    return rows


def _ways(ways: Sequence[Way], tongue: Tongue) -> Iterator[Row]:
    for one in ways:
        numbers = numbered(one.taken)
        lines = wrapped(pieces(_said(one.label, tongue)), MOST - 30, TEXT)
        for at, line in enumerate(lines):
            yield Row(line, "took" if numbers else "rest", TEXT, "" if at else numbers)


def _said(label: Label, tongue: Tongue) -> str:
    return legible(tongue.plain(label))


def _size(rows: Sequence[Row], name: str) -> tuple[int, int]:
    if name == START:
        return DOT, DOT
    least = 40 if name.startswith("=") else LEAST
    return max(least, max(row.width for row in rows) + 2 * PAD), len(rows) * LEADING + PAD


# ---------------------------------------------------------------- marks


def _lines(plan: Plan, branches: Sequence[Branch]) -> Iterator[str]:
    """Draw lines: those not taken first, so that the way lies above them."""
    told = sorted(plan.lines, key=lambda one: any(branches[at].is_taken for at in one.edges))
    for line in told:
        style = "way" if any(branches[at].is_taken for at in line.edges) else "line"
        yield f'<path class="{style}" d="{_curve(plan, line)}"/>'
    for line in told:
        taken = [at for at in line.edges if branches[at].is_taken]
        yield from _heads(line, branches, "way" if taken else "line", plan.layers.back)
    for bend in sorted(plan.layers.bends):
        here = [one for one in plan.lines if bend in (one.upper, one.lower)]
        is_taken = any(branches[at].is_taken for one in here for at in one.edges)
        box = plan.boxes[bend]
        if box.height and not is_taken:
            yield f'<path class="line" d="M{box.x} {box.y}V{box.foot}"/>'
        elif box.height:
            yield f'<path class="way" d="M{box.x} {box.y}V{box.foot}"/>'


def _curve(plan: Plan, line: Line) -> str:
    """Lead straight out of the upper layer, across the gap, and straight into the lower."""
    (x, y), (to_x, to_y) = line.start, line.end
    upper = next(foot for top, foot in plan.bands if top <= y <= foot)
    lower = next(top for top, foot in plan.bands if top <= to_y <= foot)
    if x == to_x:
        return f"M{x} {y}V{to_y}"
    half = (upper + lower) // 2
    return f"M{x} {y}V{upper}C{x} {half} {to_x} {half} {to_x} {lower}V{to_y}"


def _heads(line: Line, branches: Sequence[Branch], style: str, back: set[int]) -> Iterator[str]:
    """Put an arrow where an edge comes to its target."""
    ends = {branches[at].target for at in line.edges if at not in back}
    if line.lower in ends:
        x, y = line.end
        yield f'<path class="{style} head" d="M{x} {y}l-5 -8h10z"/>'
    ends = {branches[at].target for at in line.edges if at in back}
    if line.upper in ends:
        x, y = line.start
        yield f'<path class="{style} head" d="M{x} {y}l-5 8h10z"/>'


def _spot(spot: Spot, box: Box, rows: Sequence[Row], tongue: Tongue) -> Iterator[str]:
    classes = ["state", *(["been"] if spot.was_there else []), *(["is-now"] if spot.is_now else [])]
    yield f'<g class="{" ".join(classes)}" data-state={quoteattr(legible(spot.code))}>'
    if spot.code == START:
        yield f'<circle cx="{box.centre}" cy="{box.y + DOT // 2}" r="{DOT // 2}"/>'
    else:
        yield _frame(box, 4)
        if spot.is_end:
            yield _frame(Box(box.x + 3, box.y + 3, box.width - 6, box.height - 6), 2, "inner")
        yield from _words(box, rows)
    yield "</g>"


def _branch(branch: Branch, box: Box, rows: Sequence[Row]) -> Iterator[str]:
    steps = " ".join(one.step for one in branch.ways)
    taken = numbered(at for one in branch.ways for at in one.taken)
    style = "step taken" if taken else "step"
    yield f'<g class="{style}" data-step={quoteattr(legible(steps))} data-order="{taken}">'
    yield _frame(box, 10)
    yield from _words(box, rows)
    yield "</g>"


def _frame(box: Box, round_: int, style: str = "frame") -> str:
    x, y, wide, high = box
    return f'<rect class="{style}" x="{x}" y="{y}" width="{wide}" height="{high}" rx="{round_}"/>'


def _words(box: Box, rows: Sequence[Row]) -> Iterator[str]:
    """Write rows below each other, each in the middle, its numbers in a badge before it."""
    for at, row in enumerate(rows):
        top = box.y + PAD // 2 + at * LEADING
        left = box.centre - row.width // 2
        if row.numbers:
            middle = left + row.badge // 2
            yield (
                f'<rect class="badge" x="{left}" y="{top}" width="{row.badge}" height="15"'
                f' rx="7"/><text class="number" x="{middle}" y="{top + 11}">{row.numbers}</text>'
            )
            left += row.badge + 5
            style, x = f"{row.style} beside", left
        else:
            style, x = row.style, box.centre
        yield f'<text class="{style}" x="{x}" y="{top + 12}">{escape(row.words)}</text>'


def _svg(plan: Plan, parts: Sequence[str], title: str, says: str) -> str:
    wide, high = plan.size
    inside = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}"'
        f' height="{high}" role="img" aria-labelledby="path-title path-says">'
        f'<title id="path-title">{escape(legible(title))}</title>'
        f'<desc id="path-says">{escape(legible(says))}</desc>\n{inside}\n</svg>'
    )
