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
    State.LIVE: Label("可读", "live"),
    State.HELD: Label("冻结保留", "held"),
    State.ERASING: Label("正在抹除", "being erased"),
    State.ERASED: Label("已抹除", "erased"),
}


def ensure_possible(subject: str, found: State, state: State) -> None:
    """Let a person's standing change, or raise RuleBroken: who is held is not erased."""
    if state not in POSSIBLE[found]:
        says = "{subject} is {found} and cannot become {state}"
        labels = {"found": LABELS[found], "state": LABELS[state]}
        raise refusal("RuleBroken", says, subject=subject, **labels)
