"""What a step sees beside its own case: the cases that its form names, and those it looks up.

Open cases are looked up often and change seldom, so what was read of one is kept until the
case has another version. Nothing is kept of a case that has come to an end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .case import Case, fold
from .cases import Cases
from .corrections import entry_corrected
from .events import CORRECTED
from .filling import words_on
from .parts import Look, Step
from .procedure import Procedure
from .standing import Standing


class Seen(NamedTuple):
    """The cases that a form names, by number, and those that its step looks up, by the look."""

    named: Mapping[str, Case]
    found: Mapping[str, tuple[Case, ...]]


class Others:
    """The other cases of an office, each as it is now."""

    def __init__(self, cases: Cases, standing: Standing) -> None:
        self._cases = cases
        self._standing = standing
        self._open: dict[str, Mapping[str, Case]] = {}

    def seen(self, page: Procedure, case: Case, step: Step, form: Mapping[str, object]) -> Seen:
        """Give what a step sees; a correction sees what the step that it corrects would see."""
        if step.event == CORRECTED:
            found = entry_corrected(page, case, form.get("version"))
            now = form.get("now")
            if found is None or not isinstance(now, Mapping):
                return Seen({}, {})
            step, entry = found
            form = {**words_on(step, entry), **now}
        return Seen(self._named(step, form), self._looked_up(step))

    def _named(self, step: Step, form: Mapping[str, object]) -> dict[str, Case]:
        return {
            number: fold(history)
            for name, blank in step.blanks.items()
            for number in blank.cases_in(form.get(name))
            if number.isascii() and (history := self._cases.store.events(number))
        }

    def _looked_up(self, step: Step) -> dict[str, tuple[Case, ...]]:
        return {
            look.name: tuple(case for case in self._of(look) if look.where.holds(case))
            for look in step.looks
        }

    def _of(self, look: Look) -> Iterator[Case]:
        if look.ended:
            return map(self._cases.case, self._cases.cases_of(look.procedure))
        return iter(self._now_open(look.procedure).values())

    def _now_open(self, procedure: str) -> Mapping[str, Case]:
        known = self._open.get(procedure, {})
        found = {
            number: case
            if (case := known.get(number)) and case.version == version
            else self._cases.case(number)
            for number, version in self._standing.of(procedure).items()
        }
        self._open[procedure] = found
        return found
