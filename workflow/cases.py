"""Cases as they are, as they were, and as they may go on: every question, no command."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Self

from .actor import Actor, named
from .advice import Advice, Possibility, advise, possibilities
from .case import NO_CASE, Case, fold
from .decide import known_step
from .errors import refusal
from .events import Recorded
from .procedure import Procedure
from .rulebook import Rulebook
from .standing import Standing
from .store.contract import Store

if TYPE_CHECKING:
    from .privacy.reading import Reading


class Cases:
    """The cases of a store under the pages of a rulebook; an auditor needs no more."""

    def __init__(self, store: Store, rulebook: Rulebook) -> None:
        self.store = store
        self.rulebook = rulebook
        self._standing = Standing(store, rulebook)
        self._before_closing: list[Callable[[Store], object]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def read_by(self, reading: Reading) -> Generator[Cases]:
        """Give these cases to somebody who reads: whose words he opened is logged at the end.

        Show nothing of it before.
        """
        try:
            yield Cases(self.store.read_by(reading), self.rulebook)
        finally:
            reading.log()

    def before_closing(self, do: Callable[[Store], object]) -> None:
        """Have something done with the store before it is closed, such as signing it."""
        self._before_closing.append(do)

    def close(self) -> None:
        """Close the store, when all has been done that comes before."""
        try:
            for do in self._before_closing:
                do(self.store)
        finally:
            self._before_closing.clear()
            self.store.close()

    def case(self, number: str, *, at: datetime | None = None, version: int | None = None) -> Case:
        """Give a case as it is, as it was at an instant, or after its first `version` events."""
        if version is not None and version < 0:
            raise ValueError(f"versions count from 1: {version}")
        history = self.history(number)
        if at is not None:
            history = tuple(one for one in history if one.event.recorded_at <= at)
        return fold(history[:version]) if history else NO_CASE

    def history(self, number: str) -> tuple[Recorded, ...]:
        """Give the events of a case in order, or refuse with NotFound."""
        if found := self.store.events(number):
            return found
        raise refusal("NotFound", "there is no case {case}", case=number)

    def page_of(self, case: Case) -> Procedure:
        """Give the edition of the procedure that a case is pinned to."""
        return self.rulebook.pinned(case.procedure, case.edition)

    def open_cases(self, procedure: str) -> tuple[str, ...]:
        """Give the numbers of a procedure's cases that have not come to an end, in order."""
        return tuple(self._standing.of(procedure))

    def cases_of(self, procedure: str) -> tuple[str, ...]:
        """Give the numbers of all of a procedure's cases, ended ones too, in order."""
        pages = (page for page in self.rulebook.editions if page.name == procedure)
        series = sorted({f"{page.prefix}-" for page in pages})
        numbers = (number for one in series for number in self.store.cases(one))
        return tuple(number for number in numbers if self.case(number).procedure == procedure)

    def next(self, number: str, who: str | Actor | None = None) -> tuple[Possibility, ...]:
        """List the steps that lead on from here, for whom, until when, and what they lack."""
        case = self.case(number)
        return possibilities(self.page_of(case), case, named(who) if who else None)

    def why(
        self, number: str, step: str, who: str | Actor | None = None, *, at: datetime
    ) -> Advice:
        """Give every reason why a step may, or may not, be taken on the case as it was at `at`."""
        case = self.case(number, at=at)
        if not case.id:
            raise refusal("NotFound", "{case} was not yet open then", case=number)
        page = self.page_of(case)
        return advise(page, known_step(page, case, step), case, named(who) if who else None, at)
