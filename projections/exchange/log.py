"""The log case by case for other programs, as it is or as it was.

It is read twice: once for what must be known beforehand (`survey`), and case by case as it is
written, so that a long log needs little memory. Corrected entries read as corrected.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ...workflow.case import Case, fold
from ...workflow.rulebook import Rulebook
from ...workflow.store import Store
from ..custody.acts import custody
from .entries import Trace, nature_of
from .pieces import pieces_of
from .survey import Survey, Until
from .telling import Telling


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the log is asked for.

    Without `everything` only steps that people or the clock have taken are told, which is what
    a procedure is held against; with `personal` who the customers are.
    """

    procedure: str = ""
    closed: bool = False
    everything: bool = False
    personal: bool = False
    position: int | None = None
    at: datetime | None = None


class EventLog:
    """A log for other programs; `traces` may be gone through any number of times."""

    def __init__(self, store: Store, rulebook: Rulebook, wanted: Wanted) -> None:
        """Look at the whole log once."""
        self.wanted = wanted
        self._store = store
        self._rulebook = rulebook
        self._custody = custody(rulebook)
        end = store.position()
        self._until = Until(
            end if wanted.position is None else min(wanted.position, end), wanted.at
        )
        self._survey = Survey(store, self._until)
        self.cases = tuple(case for case in self._survey.cases if self._is_wanted(case))
        self._told = frozenset(self.cases)

    @property
    def position(self) -> int:
        """The position up to which the log is told."""
        return self._until.position

    def traces(self) -> Iterator[Trace]:
        """Give every case that is asked for, in the order of opening."""
        return map(self._trace, self.cases)

    def _is_wanted(self, case: str) -> bool:
        wanted, found = self.wanted, self._survey.cases[case]
        if wanted.procedure and found.procedure != wanted.procedure:
            return False
        return not wanted.closed or self._survey.is_over(case, self._rulebook)

    def _trace(self, number: str) -> Trace:
        history = [one for one in self._store.events(number) if self._until.counts(one)]
        case, pieces = fold(history), pieces_of(history, self._custody)
        customer = self._survey.customer(number)
        telling = Telling(self._rulebook, customer, pieces, self._survey.time, self.wanted.personal)
        return Trace(
            case=number,
            procedure=case.procedure,
            edition=case.edition,
            state=case.state,
            is_over=self._survey.is_over(number, self._rulebook),
            customer=customer,
            pieces=pieces.known,
            references=tuple(self._references(case)),
            entries=tuple(
                telling.entry(place, event)
                for place, event in zip(history, case.past, strict=True)
                if self.wanted.everything or nature_of(event) == "step"
            ),
        )

    def _references(self, case: Case) -> Iterator[tuple[str, str]]:
        """Give the other cases that a case's forms name, as far as they are told themselves."""
        found: dict[str, str] = {}
        for event in case.past:
            page = self._rulebook.pinned(event.procedure, event.edition)
            step = page.steps.get(event.step)
            for name, blank in step.blanks.items() if step else ():
                for number in blank.cases_in(event.form.get(name)):
                    found.setdefault(number.strip(), name)
        others = self._told - {case.id}
        return ((name, number) for number, name in found.items() if number in others)
