"""Rules of a page: a sentence that must hold, the clause that says so, and how to tell.

A test looks at the case, at the form, at the request, in this order, and takes as many of
them as it needs. It answers yes or no and changes nothing.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .language import Message, message

if TYPE_CHECKING:
    from .case import Case
    from .forms import Command
    from .request import Ask

Test = Callable[..., bool]


@dataclass(frozen=True, eq=False, slots=True)
class Condition:
    """A sentence about a case, with its test.

    `looks` is how much the test takes: 0 nothing, 1 the case, 2 the form, 3 the request too.
    """

    says: Message
    test: Test
    looks: int

    def holds(self, case: Case, form: Command | None = None, ask: Ask | None = None) -> bool:
        """Say whether the sentence is true."""
        return self.test(*(case, form, ask)[: self.looks])

    def by(self, *clauses: str, kind: str = "RuleBroken") -> Rule:
        """Demand the condition by these clauses."""
        return Rule(self, clauses, kind)


def condition(says: str) -> Callable[[Test], Condition]:
    """Turn a function with a noun-phrase name into a condition."""

    def declare(test: Test) -> Condition:
        return Condition(message(says), test, len(inspect.signature(test).parameters))

    return declare


@condition("always")
def always() -> bool:
    """Hold for every case."""
    return True


@dataclass(frozen=True, eq=False, slots=True)
class Rule:
    """A condition that a clause demands; `kind` names the refusal when it does not hold."""

    condition: Condition
    clauses: tuple[str, ...]
    kind: str = "RuleBroken"

    @property
    def says(self) -> Message:
        """The sentence that must hold."""
        return self.condition.says


def rule(*clauses: str, says: str, kind: str = "RuleBroken") -> Callable[[Test], Rule]:
    """Turn a function with a noun-phrase name into a rule of these clauses.

    With no clause the refusal names the clauses of the step.
    """

    def declare(test: Test) -> Rule:
        return condition(says)(test).by(*clauses, kind=kind)

    return declare


@dataclass(frozen=True, eq=False, slots=True)
class People:
    """People of a case who may not take a step: four eyes, compared by person."""

    says: Message
    find: Callable[[Case], Collection[str]]
    clauses: tuple[str, ...] = ()
    of_steps: tuple[str, ...] = ()

    def by(self, *clauses: str) -> People:
        """Keep them away by these clauses."""
        return replace(self, clauses=clauses)


def people(says: str, *clauses: str) -> Callable[[Callable[[Case], Collection[str]]], People]:
    """Turn a function that finds persons in a case into a four-eyes rule."""

    def declare(find: Callable[[Case], Collection[str]]) -> People:
        return People(message(says), find, clauses)

    return declare


def takers(says: str, *steps: str) -> People:
    """Keep away whoever took one of these steps."""
    return People(message(says), lambda case: case.takers(*steps), of_steps=steps)
