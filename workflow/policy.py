"""Process managers: on this event, issue that command, once.

A policy's command has a key made of its cause, so that it is carried out once however often
it is tried; a crash between cause and command is made good by whoever acts next at a desk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from .actor import THE_POLICY
from .case import Case
from .events import Recorded
from .request import Request
from .store.contract import Store


@dataclass(frozen=True, slots=True)
class Policy:
    """What follows from an event: `react` looks at the case and gives the commands.

    The commands' actor, instant, key, correlation and causation are filled in here.
    """

    name: str
    on: frozenset[str]
    react: Callable[[Case, Recorded], Iterable[Request]]

    def commands(self, case: Case, cause: Recorded) -> Iterable[Request]:
        """Give the commands that an event brings about, each with a key of its own."""
        if cause.event.name not in self.on:
            return
        source = f"{cause.case}#{cause.version}"
        for index, asked in enumerate(self.react(case, cause)):
            yield replace(
                asked,
                actor=THE_POLICY,
                at=cause.event.recorded_at,
                key=f"policy:{self.name}:{source}:{index}",
                correlation=cause.event.correlation or source,
                causation=source,
            )


class CaseThen(Protocol):
    """Looks a case up as it was after so many of its events."""

    def __call__(self, number: str, *, version: int) -> Case:
        """Give the case."""
        ...


def due_commands(
    store: Store, policies: Sequence[Policy], case_then: CaseThen
) -> Iterator[Request]:
    """Give the commands that policies make of every event since they last ran.

    Where they have got to is the position of the view `policies`; it moves on when all
    commands have been taken. A policy looks at the case as it was at its cause, so that the
    commands are the same when they are given again after a crash.
    """
    kept = store.view("policies")
    found = position = kept.position
    while page := store.read(position):
        for cause in page:
            for policy in policies:
                if cause.event.name in policy.on:
                    case = case_then(cause.case, version=cause.version)
                    yield from policy.commands(case, cause._replace(event=case.past[-1]))
        position = page[-1].position
    if position > found:
        kept.advance(found, position, {})
