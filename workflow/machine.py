"""A page as one shared state machine: which step leads where, and nothing else.

This is the only place that meets `transitions`. A machine is made once for an edition and
shared by all its cases; it moves a token with a state on it, which is thrown away, because
only events change a case.
"""

from __future__ import annotations

from functools import lru_cache

from transitions import Machine

from .procedure import Procedure

START = "(new)"


class Token:
    """Something with a state for the machine to move."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


class Chart:
    """The legal moves of a page."""

    def __init__(self, page: Procedure) -> None:
        self._machine = Machine(
            model=None,
            states=[START, *page.states],
            initial=START,
            transitions=[
                {"trigger": step, "source": source or START, "dest": target}
                for step, moves in page.moves.items()
                for source, target in moves.items()
            ],
            auto_transitions=False,
            ignore_invalid_triggers=True,
        )

    def target(self, step: str, state: str) -> str | None:
        """Say where a step leads from a state; None if it may not be taken there."""
        token = Token(state or START)
        return token.state if self._machine.events[step].trigger(token) else None

    def steps_from(self, state: str) -> tuple[str, ...]:
        """List the steps that lead on from a state, in the page's order."""
        return tuple(self._machine.get_triggers(state or START))


@lru_cache(maxsize=256)
def chart(page: Procedure) -> Chart:
    """Give the one machine of a page."""
    return Chart(page)
