"""Through whose hands the things of a case went, as the handover log tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from ...workflow.rulebook import Rulebook
from ...workflow.store import Store
from ..columns import Column, Reading
from ..custody.acts import CustodyRow, custody
from ..custody.log import HandoverLog
from ..custody.reading import Facts
from .docket import Docket

SHOWN = ("at", "what", "pieces", "items", "from", "to", "taken", "document", "document_no")
BROKEN = "breaks"


@dataclass(frozen=True, slots=True)
class HandOver:
    """A hand-over: the facts of its line by the columns of the handover log."""

    facts: Facts
    columns: tuple[Column[Facts], ...]
    broken: Column[Facts]
    now: datetime

    @property
    def reading(self) -> Reading[Facts]:
        """The line as its columns read it."""
        return Reading("", self.facts, self.now)


def hand_overs(
    docket: Docket, store: Store, rulebook: Rulebook, zone: ZoneInfo
) -> Iterator[HandOver]:
    """Give every hand-over of the things of a case; a case without things has none."""
    projection, row = custody(rulebook), None
    for recorded in docket.history:
        row = projection.fold(row, recorded, docket.case)
    if row is None:
        return
    log = HandoverLog(store, rulebook, zone)
    rows: list[tuple[str, CustodyRow]] = [(docket.case, row)]
    found = [one for one in log.facts(rows, docket.as_of) if one.get("kind") == "thing"]
    names = [name for name in SHOWN if any(one.get(name) not in (None, [], "") for one in found)]
    columns = tuple(log.columns[name] for name in names)
    for facts in found:
        yield HandOver(facts, columns, log.columns[BROKEN], docket.as_of)
