"""A page drawn as a state diagram."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..workflow.language import Language

if TYPE_CHECKING:
    from ..workflow.procedure import Procedure


def mermaid(page: Procedure, language: Language) -> Iterator[str]:
    """Draw a page as a state diagram."""
    yield "stateDiagram-v2\n"
    for code, state in page.states.items():
        yield f'    state "{language.say(state.label)}" as {code}\n'
    for name, step in page.steps.items():
        says = language.say(step.label)
        if step.move.wide:
            yield f"    %% {says}: {step.move.wide}\n"
            continue
        for source, target in page.moves[name].items():
            yield f"    {source or '[*]'} --> {target}: {says} ({', '.join(step.clauses)})\n"
    for code, state in page.states.items():
        if state.terminal:
            yield f"    {code} --> [*]\n"
