"""Are the answers that commands with a key are given again those that they were given first?

Whoever takes one away has the command carried out twice when it is asked again; whoever changes
one has its sender told something that never was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..workflow.events import Recorded
from ..workflow.language import message
from ..workflow.outcome import Outcome
from ..workflow.privacy.tokens import MARK
from ..workflow.store import Attempt, Kept, Store
from .stray import Disagreement, Stray

ANSWERS = "answers"
KEPT_BY_NONE = "Conflict"  # where others were faster too often, the sender may ask again


def of_events(store: Store, events: Iterable[Recorded]) -> Iterator[Stray]:
    """Hold the answers to commands that were carried out against what they recorded."""
    for one in events:
        key = one.event.key
        if not key or MARK in key:  # a sealed key is no key that a store knows
            continue
        kept = store.kept(key)
        if kept is None:
            yield _missing(key)
        elif _said(kept) != _answer_of(one):
            says = message("the answer to {key} is another one", key=key)
            yield Stray(Disagreement.ALTERED, ANSWERS, key, says)


def of_refusals(store: Store) -> Iterator[Stray]:
    """Find refused commands that would be carried out when they are asked again."""
    for one in _attempts(store):
        if one.key and one.kind != KEPT_BY_NONE and store.kept(one.key) is None:
            yield _missing(one.key)


def _attempts(store: Store) -> Iterator[Attempt]:
    after = 0
    while page := store.attempts(after):
        yield from page
        after = page[-1].id


def _missing(key: str) -> Stray:
    says = message("the answer to {key} is missing", key=key)
    return Stray(Disagreement.MISSING, ANSWERS, key, says)


def _said(kept: Kept) -> object:
    try:
        return json.loads(kept.answer)
    except ValueError:
        return None


def _answer_of(one: Recorded) -> object:
    event = one.event
    return Outcome(one.case, event.target, one.version, (event.name,)).answer()
