"""Everything that is kept here: the registers by name, and every projection for its keepers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from ..workflow.rulebook import Rulebook
from ..workflow.store import Store
from .due_list import OpenCase, open_cases
from .kept import Kept
from .registers.case_row import CaseRow
from .registers.complaints import COMPLAINT_REGISTER
from .registers.repairs import REPAIR_REGISTER

AnyKept: TypeAlias = Kept[CaseRow] | Kept[OpenCase]
REGISTERS = {one.name: one for one in (COMPLAINT_REGISTER, REPAIR_REGISTER)}


def every(store: Store, rulebook: Rulebook) -> Mapping[str, AnyKept]:
    """Give the kept projections of a store by name."""
    found: list[AnyKept] = [Kept(store, one.book.projection) for one in REGISTERS.values()]
    found.append(Kept(store, open_cases(rulebook)))
    return {one.projection.name: one for one in found}
