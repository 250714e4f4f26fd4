"""Which things an entry of a case brings up or moves, as the handover log knows them.

A thing is known within its case only: the same code on two cases need not be one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...workflow.events import Recorded
from ..custody.acts import OF_GOODS, CustodyRow
from ..custody.hands import Hands
from ..custody.pieces import hands_of
from ..projection import Projection


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a case, and by version those that each entry brings up or moves."""

    known: tuple[str, ...] = ()
    moved: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def pieces_of(history: Iterable[Recorded], custody: Projection[CustodyRow]) -> Pieces:
    """Read the pieces of a case off its events; none where it is not about goods."""
    row: CustodyRow | None = None
    case = ""
    for recorded in history:
        if not recorded.event.procedure.startswith(OF_GOODS):
            return Pieces()
        case = recorded.case
        row = custody.fold(row, recorded, case)
    return _named(case, hands_of(case, row)) if row else Pieces()


def _named(case: str, hands: Hands) -> Pieces:
    names = {key: f"{case}/{key}" if key != case else f"{case}/piece" for key in hands.counts}
    moved: dict[int, dict[str, None]] = {}
    for key, ways in hands.holdings.items():
        moved.setdefault(ways[0].act["version"], {})[names[key]] = None
    for passing in hands.passings:
        # A lot that was labelled since is all of its pieces.
        found = [names[key] for key in passing.pieces if key in names] or names.values()
        moved.setdefault(passing.act["version"], {}).update(dict.fromkeys(found))
    return Pieces(tuple(names.values()), {version: tuple(of) for version, of in moved.items()})
