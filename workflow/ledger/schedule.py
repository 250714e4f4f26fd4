"""When a checkpoint is due: after so many leaves, or a day after the last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from ..merkle.tree import Hash
from ..store.contract import Store
from ..store.rows import StoredLeaf
from .journal import CheckpointJournal

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Sign whenever `every` leaves are new (0: never for that), or, `daily`, any after a day."""

    every: int = 0
    daily: bool = False

    def is_due(self, store: Store, journal: CheckpointJournal, now: datetime) -> bool:
        """Say whether a checkpoint is due; it reads only what no checkpoint covers yet.

        It is, too, where signed leaves are missing or others: whoever signs then says so.
        """
        signed = (journal.sizes() or [0])[-1]
        known = min(signed, 1)  # the last signed leaf is looked for, too
        with store.evidence(signed - 1 - known) as evidence:
            found = list(islice(evidence.leaves, known + max(self.every, 1)))
        if known and not _is_there(found[:1], journal.hashes(signed).get(signed - 1)):
            return True
        new = len(found) - known
        if 0 < self.every <= new:
            return True
        return self.daily and new > 0 and now - journal.signed_at(signed) >= A_DAY


def _is_there(found: Sequence[StoredLeaf], last: Hash | None) -> bool:
    """Say whether the last signed leaf stands where it stood, as far as one can tell."""
    return bool(found) and last in (None, found[0].hash)
