"""Breaks in custody, as the handover log concludes them from the same events.

The record cannot say whose fault a gap is: who wrote the entry is named, and nobody accused.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import cast
from zoneinfo import ZoneInfo

from ...workflow.events import Recorded
from ...workflow.language import Label
from ...workflow.rulebook import Rulebook
from ...workflow.store import Store
from ..custody.acts import CustodyRow, custody
from ..custody.broken_words import says_break
from ..custody.log import HandoverLog
from ..custody.passing import Break
from ..custody.reading import Facts
from .deviation import Deviation
from .entries import shown
from .history import History, Log

CORRECTED = "corrected"  # is shown with the entry that was corrected


def found_in_custody(
    log: Log, store: Store, rulebook: Rulebook, zone: ZoneInfo
) -> Iterator[Deviation]:
    """Find where a shift or a thing had no hands, or two."""
    blanks, handovers = _blanks(rulebook), HandoverLog(store, rulebook, zone)
    for facts in handovers.facts([*_told(log, handovers)], log.now):
        for one in _breaks(facts):
            history = log.cases[str(facts["no"])]
            entry = _entry(history, facts)
            yield shown(history, entry, "custody", says_break(one, blanks, zone), (one["clause"],))


def _told(log: Log, handovers: HandoverLog) -> Iterator[tuple[str, CustodyRow]]:
    """Give the rows of the cases that the handover log can tell of.

    One that was forged until it says nothing of custody is left to what else is found in it.
    """
    projection = custody(handovers.rulebook)
    for number, history in log.cases.items():
        row: CustodyRow | None = None
        with suppress(Exception):
            for recorded in history.recorded:
                row = projection.fold(row, recorded, number)
            if row and row["acts"]:
                deque(handovers.facts([(number, row)], log.now), maxlen=0)
                yield number, row


def _breaks(facts: Facts) -> Iterator[Break]:
    for one in cast("list[Break]", facts.get("breaks") or []):
        if one["kind"] != CORRECTED:
            yield one


def _entry(history: History, facts: Facts) -> Recorded:
    return next(one for one in history.recorded if one.position == facts["position"])


def _blanks(rulebook: Rulebook) -> Mapping[str, Label]:
    steps = [step for page in rulebook.editions for step in page.steps.values()]
    return {code: blank.label for step in steps for code, blank in step.blanks.items()}
