"""How things may go on with a person: what may become of whoever is live, held, going or gone."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import refusal
from ..language import Label
from .contract import State

POSSIBLE: Mapping[State, tuple[State, ...]] = {
    State.LIVE: (State.LIVE, State.HELD, State.ERASING, State.ERASED),
    State.HELD: (State.LIVE, State.HELD),
    State.ERASING: (State.ERASING, State.ERASED),
    State.ERASED: (State.ERASED,),
}
LABELS: Mapping[State, Label] = {
    State.LIVE: Label("有效", "live"),
    State.HELD: Label("保全中", "held"),
    State.ERASING: Label("正在删除", "being erased"),
    State.ERASED: Label("已删除", "erased"),
}


def ensure_possible(subject: str, found: State, state: State) -> None:
    """Let a person's standing change, or raise RuleBroken: who is held is not erased."""
    if state not in POSSIBLE[found]:
        says = "{subject} is {found} and cannot become {state}"
        labels = {"found": LABELS[found], "state": LABELS[state]}
        raise refusal("RuleBroken", says, subject=subject, **labels)
