"""Hold histories against another page: which past steps would it refuse, which cases would break?

A case is looked at in the state in which the other page carries it on. Deadlines are not compared,
for another edition may well count other ones; what only the clock or the engine recorded is not
asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..case import Case
from ..checks import stands_in_the_way
from ..errors import Reason
from ..events import CORRECTED, Recorded
from ..language import Message, message
from ..machine import chart
from ..migration import obstacle
from ..procedure import Procedure
from ..request import Terms
from ..rulebook import Rulebook
from ..store.contract import Store
from .breach import Check, Fault, Remark, state_of
from .conformance import Conformance
from .engine import is_by_the_clock
from .structure import no_step


@dataclass(frozen=True, slots=True)
class Stuck:
    """A running case that could not go on under the other page, and why."""

    case: Case
    clauses: tuple[str, ...]
    says: Message


class Against(Conformance):
    """One pass over the cases of a procedure, as another page of it would have seen them.

    Of each case only the first step is told that the page would have refused.
    """

    def __init__(self, store: Store, rulebook: Rulebook, terms: Terms, page: Procedure) -> None:
        super().__init__(store, rulebook, terms)
        self._other = page
        self._refused: set[str] = set()

    def stuck(self) -> Iterator[Stuck]:
        """Give the running cases that could not go on, as they stand where the pass has come to."""
        for case in self.running():
            if case.procedure != self._other.name:
                continue
            if says := obstacle(self._other, case):
                yield Stuck(case, (self._other.document,), says)
            elif reasons := self._newly_barred(case):
                clauses = dict.fromkeys(clause for one in reasons for clause in one.clauses)
                says = message("no step leads on: {reasons}", reasons=[one.says for one in reasons])
                yield Stuck(case, tuple(clauses), says)

    def _newly_barred(self, case: Case) -> tuple[Reason, ...]:
        own = self._page(case.procedure, case.edition)
        if own and _barred(own, case):
            return ()
        return _barred(self._other, carried(self._other, case))

    def _asked(self, recorded: Recorded, before: Case) -> tuple[Procedure | None, list[Remark]]:
        event, page = recorded.event, self._other
        is_a_step = bool(event.step) and not is_by_the_clock(event)
        if event.procedure != page.name or not is_a_step or recorded.case in self._refused:
            return None, []
        if event.step not in page.steps:
            self._refused.add(recorded.case)
            return page, [no_step(page, event)]
        remarks = [*self._answered(recorded, carried(page, before))]
        if any(one.is_judged for one in remarks):
            self._refused.add(recorded.case)
        return page, remarks

    def _answered(self, recorded: Recorded, before: Case) -> Iterator[Remark]:
        event, page = recorded.event, self._other
        hearing = self._hearing(recorded, before, page, page.steps[event.step])
        yield from hearing.refusals()
        target = page.moves[event.step].get(before.state)
        if target and target != page.carries.get(event.target, event.target):
            found, meant = state_of(page, event.target), state_of(page, target)
            says = message("it leads to {meant} there, not to {found}", meant=meant, found=found)
            yield Remark(Check.STRUCTURE, Fault.OTHER_TARGET, hearing.step.clauses, says)


def carried(page: Procedure, case: Case) -> Case:
    """Give a case in the state in which a page carries it on."""
    state = page.carries.get(case.state, case.state)
    return replace(case, state=state, edition=page.edition)


def _barred(page: Procedure, case: Case) -> tuple[Reason, ...]:
    """Give what bars every step that a case could take but a correction; nothing if one is free."""
    steps = [page.steps[name] for name in chart(page).steps_from(case.state)]
    ways = [stands_in_the_way(page, one, case) for one in steps if one.event != CORRECTED]
    if page.states[case.state].terminal or not all(ways):
        return ()
    return tuple(reason for reasons in ways for reason in reasons)
