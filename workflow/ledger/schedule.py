"""When a checkpoint is due: after so many leaves, or a day after the last one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from ..store.contract import Store
from .journal import CheckpointJournal

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Sign whenever `every` leaves are new (0: never for that), or, `daily`, any after a day."""

    every: int = 0
    daily: bool = False

    def is_due(self, store: Store, journal: CheckpointJournal, now: datetime) -> bool:
        """Say whether a checkpoint is due; it reads only what no checkpoint covers yet."""
        signed = (journal.sizes() or [0])[-1]
        with store.evidence(signed - 1) as evidence:
            new = sum(1 for _ in islice(evidence.leaves, max(self.every, 1)))
        if 0 < self.every <= new:
            return True
        return self.daily and new > 0 and now - journal.signed_at(signed) >= A_DAY
