"""States of a case and moves between them: `REGISTERED >> VERIFIED`, `stay(ESCALATED)`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .language import Label


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands; a terminal state ends its deadlines."""

    code: str
    label: Label
    terminal: bool = False

    def __rshift__(self, target: State) -> Move:
        return Move(((self, target),))

    def __rrshift__(self, sources: tuple[State, ...]) -> Move:
        return Move(tuple((source, self) for source in sources))

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Move:
    """From which states a step leads where; `wide` stays in every open, or in every, state."""

    pairs: tuple[tuple[State, State], ...]
    wide: str = ""

    def __or__(self, other: Move) -> Move:
        return Move((*self.pairs, *other.pairs), self.wide or other.wide)

    def among(self, states: Iterable[State]) -> tuple[tuple[State, State], ...]:
        """Spell a wide move out for the states of a page."""
        if not self.wide:
            return self.pairs
        leaving = {source for source, _ in self.pairs}
        every = (one for one in states if one != NEW and not (self.wide == "open" and one.terminal))
        return (*self.pairs, *((one, one) for one in every if one not in leaving))


def state(code: str, zh: str, *, terminal: bool = False) -> State:
    """Name a state."""
    return State(code, Label.of(zh, code), terminal)


def stay(*states: State) -> Move:
    """Take a step without leaving any of these states."""
    return Move(tuple((one, one) for one in states))


NEW = State("", Label("（新）", "(new)"))
WHILE_OPEN = Move((), "open")
ANYWHERE = Move((), "any")
