"""The complaint register 投诉登记簿: one line a complaint, from registration to archive."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ..workflow.calendars import SHANGHAI
from ..workflow.rulebook import Rulebook
from ..workflow.store import Store
from .complaint_columns import columns
from .complaint_rows import COMPLAINTS, ComplaintRow, empty
from .register import Register


class ComplaintRegister(Register[ComplaintRow]):
    """The complaints of every procedure in one register."""

    def __init__(self, store: Store, rulebook: Rulebook, zone: ZoneInfo = SHANGHAI) -> None:
        super().__init__(store, COMPLAINTS, columns(rulebook), empty, zone)
