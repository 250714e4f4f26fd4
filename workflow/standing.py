"""Which cases of a procedure are open: a kept table, so that a step can look them up quickly."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import cast

from .errors import StoreUnavailable
from .events import Recorded
from .rulebook import Rulebook
from .store.contract import Store
from .store.view import Row

NAME, VERSION = "standing", 2  # a row has the version since 2
TABLE = f"{NAME}@{VERSION}"


class Standing:
    """The open cases of a store with their versions.

    The kept table is read once; from then on only what the log says since is, and added to it.
    """

    def __init__(self, store: Store, rulebook: Rulebook) -> None:
        self._store = store
        self._rulebook = rulebook
        self._known: tuple[int, Mapping[str, Row]] | None = None

    def of(self, procedure: str) -> dict[str, int]:
        """Give a procedure's open cases in order with their versions, true to the newest event."""
        rows = self._caught_up()
        return {
            number: cast("int", row["version"])
            for number, row in sorted(rows.items())
            if row["procedure"] == procedure
        }

    def _caught_up(self) -> Mapping[str, Row]:
        found, rows = self._known or self._kept()
        position, changes = self._changes(found)
        if position > found:
            with suppress(StoreUnavailable):  # read only: what is new is seen and not kept
                self._store.view(TABLE).advance(found, position, changes)
            every = {**rows, **changes}
            rows = {number: row for number, row in every.items() if row is not None}
        self._known = position, rows
        return rows

    def _kept(self) -> tuple[int, Mapping[str, Row]]:
        position, rows = self._store.view(TABLE).snapshot()
        return position, dict(rows)

    def _changes(self, position: int) -> tuple[int, dict[str, Row | None]]:
        """Read on from a position: each case that has changed, None where it has ended."""
        changes: dict[str, Row | None] = {}
        while page := self._store.read(position):
            for recorded in page:
                changes[recorded.case] = row_of(self._rulebook, recorded)
            position = page[-1].position
        return position, changes


def row_of(rulebook: Rulebook, recorded: Recorded) -> Row | None:
    """Give what is kept of a case after an event: nothing of one that has come to its end."""
    event = recorded.event
    row: Row = {"procedure": event.procedure, "version": recorded.version}
    return None if rulebook.has_ended(event) else row
