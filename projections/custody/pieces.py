"""The things of a case, whatever kind of case it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .acts import CustodyRow
from .consignments import hands_of_consignment
from .hands import Hands
from .repairs import hands_of_repair
from .returns import hands_of_return

READS: Mapping[str, Callable[[str, CustodyRow], Hands]] = {
    "repair": hands_of_repair,
    "consignment": hands_of_consignment,
    "return": hands_of_return,
}


def hands_of(case: str, row: CustodyRow) -> Hands:
    """Tell through whose hands the things of a case went; a case without things has none."""
    reads = READS.get(row["procedure"].partition("/")[0])
    return reads(case, row) if reads else Hands()
