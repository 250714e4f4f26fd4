"""Find what an office has set that no page leaves to it, before any case meets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from .deadlines import Figure
from .errors import Misconfigured
from .parts import By, Moment
from .procedure import Procedure
from .request import Terms

Own = TypeVar("Own")


def check(terms: Terms, pages: Mapping[str, Procedure]) -> None:
    """Accept an office's terms, or raise Misconfigured saying what it may set on these pages.

    A figure that the clause leaves open may be any; one that the clause gives may only be
    counted in working time instead of calendar time. Words may be listed where the page lists
    some, and done without are only steps that no document orders.
    """
    _each("limits", terms.limits, pages, _wrong_figures)
    _each("lists", terms.lists, pages, _wrong_words)
    _each("without", terms.without, pages, _ordered_steps)


def _each(
    table: str,
    own: Mapping[str, Own],
    pages: Mapping[str, Procedure],
    faults: Callable[[Procedure, Own], Iterator[str]],
) -> None:
    for name, found in own.items():
        page = pages.get(name)
        if page is None:
            raise Misconfigured(f"{table}: no procedure {name}; there are {', '.join(pages)}")
        for fault in faults(page, found):
            raise Misconfigured(f"{table} of {name}: {fault}")


def _wrong_figures(page: Procedure, figures: Mapping[str, Figure]) -> Iterator[str]:
    for name, figure in figures.items():
        if fault := _unsettable(page, name, figure):
            yield fault


def _unsettable(page: Procedure, name: str, figure: Figure) -> str:
    if name in page.figures:
        in_days = not figure.minutes and not figure.working
        return "" if in_days else f"{name} is counted in whole days of the calendar"
    deadline = page.deadlines.get(name)
    if deadline is None:
        return f"no deadline {name}; there are {_named([*page.deadlines, *page.figures])}"
    if isinstance(deadline.figure, By):
        return f"{name} ends at the instant that is named {deadline.figure}"
    if deadline.configured:
        return ""
    if isinstance(deadline.figure, Moment):
        return f"{deadline.clause} sets {name} to {deadline.figure}"
    is_same = figure == replace(deadline.figure, working=figure.working)
    open_to = f"only its unit is open: {deadline.figure} working"
    return "" if is_same else f"{deadline.clause} sets {name} to {deadline.figure}; {open_to}"


def _wrong_words(page: Procedure, lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for name, words in lists.items():
        listing = page.lists.get(name)
        if listing is None:
            yield f"no list {name}; there are {_named(page.lists)}"
            continue
        trimmed = [word.strip() for word in words]
        if listing.words and not words:
            yield f"{name} is empty; {listing.clause} lists {', '.join(listing.words)}"
        if "" in trimmed:
            yield f"a word of {name} is empty"
        for word in sorted({one for one in trimmed if trimmed.count(one) > 1}):
            yield f"{name} lists {word} twice"


def _ordered_steps(page: Procedure, steps: Sequence[str]) -> Iterator[str]:
    may = [step.name for step in page.steps.values() if step.inferred and not step.opens]
    for name in steps:
        if name not in may:
            yield f"{_why_not(page, name)}; an office may do without {_named(may)}"


def _why_not(page: Procedure, name: str) -> str:
    step = page.steps.get(name)
    if step is None:
        return f"no step {name}"
    if step.opens:
        return f"{name} opens the case"
    return f"{', '.join(step.clauses)} orders {name}"


def _named(names: Mapping[str, object] | Sequence[str]) -> str:
    return ", ".join(names) or "none"
