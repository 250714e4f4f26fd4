"""One reading of the whole store: what stands at each leaf, and what of it contradicts itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count, takewhile

from pydantic_core import from_json

from ..calendars import aware
from ..language import Message, message
from ..merkle.tree import Tree
from ..store.matching import Damage, Kept, Kind, Matching, called, of_kept
from ..store.rows import Evidence, StoredAttempt

EVERY = 1000


class Reading(Matching):
    """A pass over the evidence that remembers what stands where.

    `remarks` holds what is odd and no damage: events recorded before the one that they follow.
    """

    def __init__(self, evidence: Evidence, moved: Callable[[int], None]) -> None:
        super().__init__(evidence)
        self._moved = moved
        self._names: dict[int, Damage] = {}
        self._versions: dict[str, int] = {}
        self._recorded: dict[str, datetime] = {}
        self._gaps: list[Damage] = []
        self.remarks: list[Message] = []

    def damage(self) -> Iterator[Damage]:
        """Hold every leaf against what it stands for, and every version against the one before."""
        yield from super().damage()
        yield from self._gaps

    def seen(self, index: int, kept: Kept) -> None:
        """Remember what stands at an index."""
        self._names[index] = of_kept(Kind.REWRITTEN, called(kept), kept, index)
        if index % EVERY == 0:
            self._moved(index)
        if isinstance(kept, StoredAttempt):
            return
        before = self._versions.get(kept.case, 0)
        if kept.version != before + 1:
            says = message("{it} follows version {before}", it=called(kept), before=before)
            self._gaps.append(of_kept(Kind.VERSIONS, says, kept, index))
        self._versions[kept.case] = kept.version
        self._time(kept.case, _recorded_at(kept.state), called(kept))

    def _time(self, case: str, at: datetime | None, it: Message) -> None:
        before = self._recorded.get(case)
        if at and before and at < before:
            says = "{it} was recorded at {at}, before the event that it follows ({before})"
            self.remarks.append(message(says, it=it, at=at, before=before))
        if at:
            self._recorded[case] = max(at, before or at)

    def called(self, index: int) -> Message:
        """Name what stands at an index."""
        known = self._names.get(index)
        return known.says if known else message("which is missing")

    def unlike(self, signed: Tree) -> Iterator[Damage]:
        """Name each stretch of leaves that are not those that were signed."""
        size = min(signed.size, len(self.hashes))
        other = [at for at in range(size) if self.hashes[at] != signed.leaf(at)]
        while other:
            first = other[0]
            run = [at for at, _ in takewhile(_in_step, zip(other, count(first), strict=False))]
            yield self._rewritten(first, len(run))
            del other[: len(run)]

    def _rewritten(self, first: int, many: int) -> Damage:
        says = message(
            "leaf {leaf}, {it}, is not what was signed", leaf=first, it=self.called(first)
        )
        if many > 1:
            says = message(
                "{count} leaves from leaf {leaf} on, {it}, are not what was signed",
                count=many,
                leaf=first,
                it=self.called(first),
            )
        known = self._names.get(first) or Damage(Kind.REWRITTEN, says, first)
        return Damage(
            Kind.REWRITTEN, says, first, known.position, known.attempt, known.case, known.version
        )


def _in_step(pair: tuple[int, int]) -> bool:
    return pair[0] == pair[1]


def _recorded_at(state: bytes) -> datetime | None:
    """Read when an event was recorded; None where that cannot be read, which others tell."""
    try:
        return aware(datetime.fromisoformat(from_json(state)["recorded_at"]))
    except (ValueError, LookupError, TypeError):
        return None
