"""Which cases of a procedure are open: a kept table, so that a step can look them up quickly."""

from __future__ import annotations

from contextlib import suppress

from .errors import StoreUnavailable
from .rulebook import Rulebook
from .store.contract import Row, Store

TABLE = "standing"


def standing(store: Store, rulebook: Rulebook, procedure: str) -> tuple[str, ...]:
    """Give the numbers of a procedure's open cases in order, true to the newest event."""
    rows = _caught_up(store, rulebook)
    return tuple(sorted(number for number, row in rows.items() if row["procedure"] == procedure))


def _caught_up(store: Store, rulebook: Rulebook) -> dict[str, Row]:
    view = store.view(TABLE)
    found, kept = view.snapshot()
    rows, position = dict(kept), found
    changes: dict[str, Row | None] = {}
    while page := store.read(position):
        for recorded in page:
            event = recorded.event
            ended = rulebook.pinned(event.procedure, event.edition).states[event.target].terminal
            changes[recorded.case] = None if ended else {"procedure": event.procedure}
        position = page[-1].position
    if position > found:
        with suppress(StoreUnavailable):  # read only: what is new is seen and not kept
            view.advance(found, position, changes)
    rows |= {number: row for number, row in changes.items() if row is not None}
    ended_since = {number for number, row in changes.items() if row is None}
    return {number: row for number, row in rows.items() if number not in ended_since}
