"""Every projection that is kept here, for those who look after them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from ..workflow.rulebook import Rulebook
from ..workflow.store import Store
from .complaint_rows import COMPLAINTS, ComplaintRow
from .custody.acts import CustodyRow, custody
from .due_list import OpenCase, open_cases
from .kept import Kept

AnyKept: TypeAlias = Kept[ComplaintRow] | Kept[OpenCase] | Kept[CustodyRow]


def every(store: Store, rulebook: Rulebook) -> Mapping[str, AnyKept]:
    """Give the kept projections of a store by name."""
    return {
        one.projection.name: one
        for one in (
            Kept(store, COMPLAINTS),
            Kept(store, open_cases(rulebook)),
            Kept(store, custody(rulebook)),
        )
    }
