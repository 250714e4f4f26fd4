"""The moves of a page one by one: which step leads from which state to which.

A counter-entry corrects what is written and moves no case, so it is no part of the norm; a step
of the clock is, like any other. The state before the opening step is called `new_case`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..events import CORRECTED
from ..language import Label
from ..parts import Step
from ..procedure import Procedure
from ..states import NEW

START = "new_case"


class Turn(NamedTuple):
    """A step taken in a state, and the state that it leads to."""

    step: Step
    source: str
    target: str

    @property
    def id(self) -> str:
        """A name that no other turn of the page has, fit for XML."""
        return f"{self.step.name}.{self.source}.{self.target}"


@dataclass(frozen=True)
class Norm:
    """What a page allows, as far as its states tell."""

    page: Procedure

    @cached_property
    def turns(self) -> Sequence[Turn]:
        """Every move, in the page's order."""
        return tuple(
            Turn(step, source or START, target)
            for name, step in self.page.steps.items()
            if step.event != CORRECTED
            for source, target in self.page.moves[name].items()
        )

    @cached_property
    def states(self) -> Mapping[str, Label]:
        """The states with their names, the one before the opening first."""
        named = {code: one.label for code, one in self.page.states.items()}
        return {START: NEW.label, **named}

    @cached_property
    def from_state(self) -> Mapping[str, Sequence[Turn]]:
        """The moves by the state that they are made in."""
        return {code: [one for one in self.turns if one.source == code] for code in self.states}

    def is_over(self, state: str) -> bool:
        """Tell whether a case may be left in a state for good."""
        return state != START and self.page.states[state].terminal

    @property
    def id(self) -> str:
        """Procedure and edition as a name fit for XML."""
        return f"{self.page.name.replace('/', '.')}.edition-{self.page.edition}"
