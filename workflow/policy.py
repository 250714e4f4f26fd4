"""Process managers: on this event, issue that command, once.

A policy's command has a key made of its cause, so that it is carried out once however often
it is tried; a crash between cause and command is made good when the desk is next used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from .actor import THE_POLICY
from .case import Case
from .events import Recorded
from .request import Request


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
