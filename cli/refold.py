"""Fold every case again: against what is kept beside the log, and against the page of the time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from ..domain.office import rulebook
from ..projections.agreement import Agreement
from ..projections.stray import Stray
from ..workflow.language import message
from ..workflow.replay.breach import Breach, Held
from ..workflow.replay.conformance import Conformance
from .progress import progress

if TYPE_CHECKING:
    from ..workflow.store import Store
    from .settings import Settings

EVERY = 500


@dataclass(slots=True)
class Folded:
    """What was found of the events that were folded again, and of how many cases they are."""

    events: int = 0
    cases: set[str] = field(default_factory=set)
    breaches: list[Breach] = field(default_factory=list)
    unjudged: list[Breach] = field(default_factory=list)

    @classmethod
    def of(cls, every: Iterable[Held]) -> Folded:
        """Count all of them in."""
        folded = cls()
        for held in every:
            folded.take(held)
        return folded

    def take(self, held: Held) -> None:
        """Count an event in, with what was found of it."""
        self.events += 1
        self.cases.add(held.case)
        self.breaches += held.breaches
        self.unjudged += held.unjudged


def strays_of(settings: Settings, store: Store, case: str = "") -> Iterator[Stray]:
    """Give the kept rows that are not what the log says, of all cases or of one."""
    label = settings.language.say(message("what is kept"))
    rules = rulebook().under(settings.terms)
    with progress(1 if case else len(store.cases()), label) as moved:
        yield from Agreement(store, rules, moved).strays(case)


def held_by(
    settings: Settings,
    store: Store,
    case: str = "",
    *,
    at: datetime | None = None,
    position: int | None = None,
) -> Iterator[Held]:
    """Hold the events of all cases, or of one, against the pages that they were pinned to."""
    conformance = Conformance(store, rulebook(), settings.terms)
    if case:
        yield from conformance.case(case, at=at, position=position)
    else:
        yield from watched(settings, store, conformance.log(at=at, position=position))


def watched(settings: Settings, store: Store, held: Iterator[Held]) -> Iterator[Held]:
    """Show people how far a pass over the log has come."""
    with progress(store.position(), settings.language.say(message("the steps"))) as moved:
        for count, one in enumerate(held):
            if count % EVERY == 0:
                moved(one.position)
            yield one
