"""The steps of an examination in their order, and what each has found.

One more step is one more line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..projections.stray import Stray
from ..workflow.erasure.examine import Examined as Unread
from ..workflow.language import Message, message
from ..workflow.ledger.verify import Verdict
from ..workflow.replay.breach import Breach
from ..workflow.store.matching import Kind
from .report import Table


@dataclass(frozen=True, slots=True)
class Examined:
    """What an examination has found; None stands for what was not examined."""

    verdict: Verdict
    strays: Sequence[Stray] | None = None
    breaches: Sequence[Breach] | None = None
    unjudged: Sequence[Breach] = ()
    unread: Unread | None = None

    def damage(self, *kinds: Kind) -> int:
        """Count the damage of some kinds."""
        return sum(one.kind in kinds for one in self.verdict.damage)

    @property
    def result(self) -> str:
        """The worst that was found, or that the evidence does not suffice, or `sound`."""
        if self.verdict.damage or (self.unread and self.unread.damage):
            return "tampered"
        if self.strays:
            return "kept_otherwise"
        if self.breaches:
            return "not_conforming"
        lacks = self.verdict.lacking or (self.unread and self.unread.lacking)
        return "not_enough" if lacks else "sound"


class Step(NamedTuple):
    """A step: what it examines, and how many findings it has; None if it was left out."""

    says: Message
    found: Callable[[Examined], int | None]


def _count(found: Sequence[object] | None) -> int | None:
    return None if found is None else len(found)


LEAVES = (Kind.ALTERED, Kind.MISSING, Kind.ADDED, Kind.LEAF_MISSING, Kind.VERSIONS)
STEPS: Mapping[int, Step] = {
    1: Step(message("signatures of the checkpoints"), lambda it: it.damage(Kind.CHECKPOINT)),
    2: Step(
        message("leaves: dense, each for what is kept, versions without a gap"),
        lambda it: it.damage(*LEAVES),
    ),
    3: Step(
        message("tree: its root at the size of every checkpoint"),
        lambda it: it.damage(Kind.REWRITTEN, Kind.TRUNCATED),
    ),
    4: Step(
        message("checkpoints: that they tell one story"), lambda it: it.damage(Kind.TWO_STORIES)
    ),
    5: Step(message("leaves that nobody has signed"), lambda it: it.verdict.unsigned),
    6: Step(message("times in their order, in each case"), lambda it: len(it.verdict.remarks)),
    7: Step(message("what is kept beside the log: as the log says"), lambda it: _count(it.strays)),
    8: Step(
        message("every step: allowed by the page in force then"), lambda it: _count(it.breaches)
    ),
    9: Step(
        message("what nobody can read: erased, and said to be"),
        lambda it: None if it.unread is None else len(it.unread.findings),
    ),
}
COLUMNS = {
    "number": message("step"),
    "step": message("examined"),
    "found": message("findings"),
}


def step_table(examined: Examined) -> Table:
    """Lay out the steps with what they have found."""
    return Table("steps", COLUMNS, list(_rows(examined)))


def _rows(examined: Examined) -> Iterator[Mapping[str, object]]:
    for number, step in STEPS.items():
        yield {"number": number, "step": step.says, "found": step.found(examined)}
