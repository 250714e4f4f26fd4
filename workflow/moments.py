"""Instants that somebody names or that follow from the case, and how corrections move them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, tzinfo

from pydantic import JsonValue

from .case import Case, Running, mended
from .events import CORRECTED, deadline_of
from .filling import read_back, words_on
from .forms import Command
from .parts import By, Moment
from .procedure import Procedure

Moved = tuple[Running, datetime | None]


def found(case: Case, figure: By | Moment, form: Command, zone: tzinfo) -> datetime | None:
    """Find the instant of a figure on the case before a step and the step's form."""
    if isinstance(figure, Moment):
        return figure.find(case, form, zone)
    named_at = getattr(form, figure.blank)
    return named_at if isinstance(named_at, datetime) else None


def ended(case: Case) -> Iterator[Running]:
    """Give the clocks of a case that run no more, each as it started."""
    for version, event in enumerate(case.past, 1):
        for clock in event.starts if event.name != CORRECTED else ():
            now = case.clocks.get(clock.deadline)
            if now is None or now.version != version:
                yield Running(clock, event.step or event.name, event.recorded_at, version)


def moved(
    page: Procedure,
    case: Case,
    clocks: Iterable[Running],
    *,
    version: int,
    words: Mapping[str, JsonValue],
    zone: tzinfo,
) -> Iterator[Moved]:
    """Give those of the clocks whose instant is another one by other words on an entry, or none."""
    corrected = replace(case, past=mended(case.past, version, words))
    for one in clocks:
        before, instant = (_found_again(page, read, one, zone) for read in (case, corrected))
        if before and instant != before:
            yield one, instant


def _found_again(page: Procedure, case: Case, one: Running, zone: tzinfo) -> datetime | None:
    """Find a deadline's instant as if it started once more; None where it counts by a figure."""
    deadline = page.deadlines.get(deadline_of(one.clock.deadline))
    entry = case.past[one.version - 1]
    step = page.steps.get(entry.step)
    if deadline is None or step is None or one.clock.figure != str(deadline.figure):
        return None
    form = read_back(step, words_on(step, entry))
    if form is None or not isinstance(deadline.figure, By | Moment):
        return None
    return found(case.before(one.version), deadline.figure, form, zone)
