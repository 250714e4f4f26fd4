"""Everything that is kept here: the registers by name, and every projection for its keepers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from ..workflow.rulebook import Rulebook
from ..workflow.store import Store
from .custody.acts import CustodyRow, custody
from .due_list import OpenCase, open_cases
from .kept import Kept
from .registers.audits import AUDIT_REGISTER
from .registers.case_row import CaseRow
from .registers.complaints import COMPLAINT_REGISTER
from .registers.consignments import CONSIGNMENT_LEDGER
from .registers.findings import FINDINGS
from .registers.first_contact import FIRST_CONTACT_LEDGER
from .registers.layout import Laid, Layout
from .registers.overdue import OVERDUE, OVERDUE_BY_PERSON
from .registers.promises import PROMISE_TABLE, PROMISES, Promises
from .registers.repairs import REPAIR_REGISTER
from .registers.requests import REQUEST_REGISTER
from .registers.returns import RETURN_REGISTER
from .registers.samples import SAMPLE_REGISTER
from .registers.signatures import SIGNATURES
from .registers.visits import VISIT_REGISTER
from .statistics.history import HISTORIES, HistoryRow

AnyKept: TypeAlias = (
    Kept[CaseRow] | Kept[HistoryRow] | Kept[OpenCase] | Kept[Promises] | Kept[CustodyRow]
)
OF_CASES: tuple[Layout, ...] = (
    COMPLAINT_REGISTER,
    REPAIR_REGISTER,
    REQUEST_REGISTER,
    CONSIGNMENT_LEDGER,
    RETURN_REGISTER,
    VISIT_REGISTER,
    SAMPLE_REGISTER,
    AUDIT_REGISTER,
    FIRST_CONTACT_LEDGER,
)
ACROSS: tuple[Laid, ...] = (PROMISE_TABLE, SIGNATURES, OVERDUE, OVERDUE_BY_PERSON, FINDINGS)
REGISTERS: Mapping[str, Laid] = {one.name: one for one in (*OF_CASES, *ACROSS)}


def every(store: Store, rulebook: Rulebook) -> Mapping[str, AnyKept]:
    """Give the kept projections of a store by name."""
    found: list[AnyKept] = [Kept(store, one.book.projection) for one in OF_CASES]
    found += [Kept(store, open_cases(rulebook)), Kept(store, PROMISES)]
    found += [Kept(store, custody(rulebook)), Kept(store, HISTORIES)]
    return {one.projection.name: one for one in found}
