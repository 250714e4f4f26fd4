"""What statistics count: everything that happened to every case, with the words that matter.

A register says what counts last. Here each visit counts, each round of work and each refusal;
so every step is an entry, with those of its blanks by which something is counted. What is
corrected is counted as corrected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from ...workflow.calendars import BusinessCalendar
from ...workflow.events import Recorded, deadline_of
from ...workflow.events import instant as stamp
from ...workflow.language import Label
from ...workflow.parts import Deadline
from ...workflow.rulebook import Rulebook
from ...workflow.store import Store
from ..clocks import Timer
from ..kept import Kept
from ..projection import Projection
from ..registers.case_row import Book, CaseRow, Entry
from .blanks import COUNTED
from .periods import Period

BOOK = Book("statistics", 2, (), entries=COUNTED)


class HistoryRow(CaseRow):
    """The entries of a case, with the place of the last one in the log and when it was made."""

    position: int
    changed_at: str


def history(row: HistoryRow | None, recorded: Recorded) -> HistoryRow:
    """Give the row of a case after one more event."""
    taken_down = BOOK.fold(row, recorded)
    changed_at = stamp(recorded.event.recorded_at)
    return {**taken_down, "position": recorded.position, "changed_at": changed_at}


HISTORIES = Projection.by_case(BOOK.name, BOOK.version, history)


@dataclass(frozen=True, slots=True)
class History:
    """One case and what happened to it."""

    number: str
    row: HistoryRow

    @property
    def procedure(self) -> str:
        """The procedure it is handled by."""
        return self.row["procedure"]

    @property
    def kind(self) -> str:
        """The kind of case."""
        return self.procedure.partition("/")[0]

    @property
    def opened_at(self) -> datetime:
        """When it began."""
        return moment(self.row["marks"]["opened_at"])

    def entries(self, *events: str, within: Period | None = None) -> list[Entry]:
        """Give what happened under these names, in a period where one is told."""
        return [
            one
            for one in self.row["entries"]
            if one["event"] in events and (within is None or within.has(moment(one["at"])))
        ]

    def first(self, *events: str) -> datetime | None:
        """Say when the first of these happened."""
        return min((moment(one["at"]) for one in self.entries(*events)), default=None)

    def last(self, *events: str, before: datetime | None = None) -> Entry | None:
        """Give the last of these, before an instant where one is told."""
        found = [one for one in self.entries(*events) if not before or moment(one["at"]) < before]
        return found[-1] if found else None

    def word(self, blank: str, *events: str) -> str:
        """Give what was last written in a blank of these; empty if nothing was."""
        for one in reversed(self.entries(*events)):
            if (said := one["form"].get(blank)) is not None:
                return str(said)
        return ""

    def timers(self, *deadlines: str) -> list[Timer]:
        """Give the clocks of these deadlines, or of all."""
        return [
            one
            for one in self.row["timers"]
            if not deadlines or deadline_of(one["deadline"]) in deadlines
        ]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a report is made of: the cases as of a position, and the instant that it looks from.

    `parked` are the cases whose record cannot be read to its end; they are not counted.
    """

    position: int
    as_of: datetime
    zone: ZoneInfo
    calendar: BusinessCalendar
    rulebook: Rulebook
    cases: Sequence[History]
    parked: Sequence[str]

    def of(self, *kinds: str) -> list[History]:
        """Give the cases of these kinds, in the order of their numbers."""
        return [one for one in self.cases if one.kind in kinds]

    def deadline(self, case: History, timer: Timer) -> Deadline | None:
        """Find a deadline on the page of its case."""
        page = self.rulebook.pinned(case.procedure, case.row["edition"])
        return page.deadlines.get(deadline_of(timer["deadline"]))

    def procedure(self, name: str) -> Label:
        """Name a procedure."""
        return next(page.label for page in self.rulebook.editions if page.name == name)


def basis(
    store: Store,
    rulebook: Rulebook,
    calendar: BusinessCalendar,
    *,
    now: datetime,
    at: datetime | None = None,
    position: int | None = None,
) -> Basis:
    """Read what reports are made of, as it is or as of an instant or a log position.

    It looks from `at`; else from the last thing recorded up to `position`, so that a position
    alone names the same report for ever; else from `now`. The position is that of the last
    event that counts, whatever has been recorded since.
    """
    kept = Kept(store, HISTORIES)
    is_past = at is not None or position is not None
    table = kept.as_of(at, position) if is_past else kept.table()
    rows = [(key, cast("HistoryRow", row)) for key, row in table.rows]
    cases = [History(key, row) for key, row in rows if "parked" not in row]
    last = max((moment(one.row["changed_at"]) for one in cases), default=now)
    parked = [key for key, row in rows if "parked" in row]
    looks = at or (last if is_past else now)
    reached = max((one.row["position"] for one in cases), default=0)
    return Basis(reached, looks, calendar.zone, calendar, rulebook, cases, parked)


def dated(entry: Entry) -> datetime:
    """Say when an entry happened."""
    return moment(entry["at"])


def moment(text: str) -> datetime:
    """Read an instant as rows keep it."""
    return datetime.fromisoformat(text)
