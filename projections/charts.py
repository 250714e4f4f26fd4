"""Drawings of figures as inline SVG: no script, no colour needed, a text beside every mark.

Each drawing has a title and a description for who cannot see it. Lengths are exact fractions
that are rounded to a tenth when they are drawn, so that the same figures are the same drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from math import ceil
from typing import NamedTuple
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

WIDE = 640
SIZE = 12
INK, FAINT = "#111", "#999"
PATTERNS = ("#222", "url(#{name}-lines)", "#fff", "url(#{name}-dots)")


class Head(NamedTuple):
    """What a drawing is called: an id that is unique on the page, a title, and all in words."""

    name: str
    title: str
    says: str


class Bar(NamedTuple):
    """A bar with its name and what is written at its end."""

    label: str
    value: int
    says: str


class Series(NamedTuple):
    """One kind of bar in every group."""

    label: str
    values: Sequence[int]


class Point(NamedTuple):
    """A rate at a time; None where there is none."""

    label: str
    rate: Fraction | None
    says: str


def bars(head: Head, rows: Sequence[Bar]) -> str:
    """Draw a horizontal bar for each row, in their order."""
    labels = [_short(one.label) for one in rows]
    left = max(map(_width, labels), default=0) + 10
    ends = max((_width(one.says) for one in rows), default=0) + 10
    longest = max((one.value for one in rows), default=0) or 1
    drawn: list[str] = []
    for place, (label, row) in enumerate(zip(labels, rows, strict=True)):
        top = place * 22 + 4
        long = Fraction(row.value * (WIDE - left - ends), longest)
        drawn += (
            _text(left - 8, top + 12, label, anchor="end"),
            _box(left, top, long, 15, PATTERNS[0]),
            _text(left + long + 6, top + 12, row.says),
        )
    drawn.append(_line(left, 0, left, len(rows) * 22 + 4))
    return _svg(head, len(rows) * 22 + 6, drawn)


def grouped(head: Head, groups: Sequence[str], series: Sequence[Series]) -> str:
    """Draw a group of upright bars for each name, one bar a series, with what it counts."""
    high, foot, left = 150, 178, 8
    step = Fraction(WIDE - 2 * left, max(1, len(groups)))
    wide = min(Fraction(30), step * 4 / 5 / max(1, len(series)))
    longest = max((value for one in series for value in one.values), default=0) or 1
    drawn = list(_legend(head.name, [one.label for one in series]))
    for place, group in enumerate(groups):
        middle = left + step * place + step / 2
        start = middle - wide * len(series) / 2
        drawn.append(_text(middle, foot + 15, group, anchor="middle"))
        for number, one in enumerate(series):
            tall = Fraction(one.values[place] * high, longest)
            x, pattern = (
                start + wide * number,
                PATTERNS[number % len(PATTERNS)].format(name=head.name),
            )
            drawn.append(_box(x, foot - tall, wide, tall, pattern))
            drawn.append(
                _text(x + wide / 2, foot - tall - 3, str(one.values[place]), "middle", size=9)
            )
    drawn.append(_line(left, foot, WIDE - left, foot))
    return _svg(head, foot + 22, drawn)


def line(head: Head, points: Sequence[Point], target: tuple[Fraction, str]) -> str:
    """Draw rates from 0 to 1 as a line against a target; a point without a rate breaks it."""
    aim, aim_says = target
    left, top, high = 44, 14, 130
    step = Fraction(WIDE - left - 90, max(1, len(points)))
    places = [(left + step * at + step / 2, one) for at, one in enumerate(points)]

    def y(rate: Fraction) -> Fraction:
        return top + high * (1 - rate)

    drawn = [
        _text(left - 6, top + 4, "100 %", "end", size=10),
        _text(left - 6, top + high + 4, "0 %", "end", size=10),
        _line(left, top, left, top + high),
        _line(left, top + high, WIDE - 90, top + high),
        _line(left, y(aim), WIDE - 90, y(aim), dashes="6 4"),
        _text(WIDE - 84, y(aim) + 4, aim_says, size=10),
    ]
    for rated, run in groupby(places, key=lambda place: place[1].rate is not None):
        if rated:
            drawn += _run([(x, y(one.rate or Fraction(0)), one.says) for x, one in run])
    drawn += (_text(x, top + high + 18, one.label, "middle") for x, one in places)
    return _svg(head, top + high + 26, drawn)


def _run(points: Sequence[tuple[Fraction, Fraction, str]]) -> Iterator[str]:
    path = " ".join(f"{_n(x)},{_n(y)}" for x, y, _ in points)
    yield f'<polyline points="{path}" fill="none" stroke="{INK}" stroke-width="1.6"/>'
    for x, y, says in points:
        yield f'<circle cx="{_n(x)}" cy="{_n(y)}" r="3.2" fill="#fff" stroke="{INK}"/>'
        yield _text(x, y + (16 if y < 40 else -8), says, "middle", size=10)


def _legend(name: str, labels: Sequence[str]) -> Iterator[str]:
    x = Fraction(8)
    for number, label in enumerate(labels):
        yield _box(x, 2, 12, 12, PATTERNS[number % len(PATTERNS)].format(name=name))
        yield _text(x + 17, 12, label)
        x += _width(label) + 40


def _svg(head: Head, high: int, drawn: Sequence[str]) -> str:
    name, title, says = head
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDE} {high}" '
        f'aria-labelledby="{name}-title {name}-desc" font-family="sans-serif">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(says)}</desc>'
        f'<defs><pattern id="{name}-lines" width="5" height="5" patternUnits="userSpaceOnUse">'
        f'<rect width="5" height="5" fill="#fff"/><path d="M0 5L5 0" stroke="{INK}"/></pattern>'
        f'<pattern id="{name}-dots" width="4" height="4" patternUnits="userSpaceOnUse">'
        f'<rect width="4" height="4" fill="#fff"/><circle cx="2" cy="2" r="0.9" fill="{INK}"/>'
        f"</pattern></defs>{''.join(drawn)}</svg>"
    )


Length = Fraction | int


def _box(x: Length, y: Length, wide: Length, high: Length, fill: str) -> str:
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" height="{_n(high)}" '
        f'fill="{fill}" stroke="{INK}" stroke-width="0.8"/>'
    )


def _line(x: Length, y: Length, to_x: Length, to_y: Length, *, dashes: str = "none") -> str:
    return (
        f'<line x1="{_n(x)}" y1="{_n(y)}" x2="{_n(to_x)}" y2="{_n(to_y)}" '
        f'stroke="{INK}" stroke-dasharray="{dashes}"/>'
    )


def _text(x: Length, y: Length, says: str, anchor: str = "start", *, size: int = SIZE) -> str:
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size}" text-anchor="{anchor}" '
        f'fill="{INK}">{escape(says)}</text>'
    )


def _n(length: Length) -> str:
    """Write a length in tenths."""
    tenths = round(Fraction(length) * 10)
    return f"{'-' * (tenths < 0)}{abs(tenths) // 10}.{abs(tenths) % 10}"


def _short(label: str, most: int = 300) -> str:
    while _width(label) > most:
        label = label.rstrip("…")[:-1] + "…"
    return label


def _width(text: str) -> int:
    """Estimate how wide a text is drawn: a Chinese character is as wide as it is high."""
    em = sum(10 if east_asian_width(one) in "WF" else 6 for one in text)
    return ceil(Fraction(em * SIZE, 10))
