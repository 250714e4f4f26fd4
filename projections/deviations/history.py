"""The log case by case, as an auditor reads it: from the events alone, as of a position.

Kept tables are not asked, since they too may have been touched. Without a position it is read
to its end; with one, "now" is the instant of the last event that counts, so that the same
position gives the same answer years later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from ...domain.readings import kind_of, serious_complaint
from ...workflow.case import Case, fold
from ...workflow.errors import HistoryBroken
from ...workflow.events import Recorded
from ...workflow.procedure import Procedure
from ...workflow.rulebook import Rulebook
from ...workflow.store import Store, Unreadable
from ..answering import Answering, follow


@dataclass(frozen=True)
class History:
    """A case with its events, as they were recorded and as they read today."""

    recorded: tuple[Recorded, ...]
    rulebook: Rulebook

    @cached_property
    def case(self) -> Case:
        """The case as corrections make it read."""
        return fold(self.recorded)

    @property
    def number(self) -> str:
        """The number of the case."""
        return self.recorded[0].case

    @property
    def page(self) -> Procedure:
        """The edition that the case stands under now."""
        return self.page_at(self.case.version)

    def page_at(self, version: int) -> Procedure:
        """Give the edition that was in force for the case with an entry."""
        event = self.recorded[version - 1].event
        return self.rulebook.pinned(event.procedure, event.edition)

    @property
    def is_over(self) -> bool:
        """Whether the case has come to its end."""
        return self.page.states[self.case.state].terminal

    @property
    def is_serious(self) -> bool:
        """Whether the office itself calls it a serious complaint."""
        return kind_of(self.case) == "complaint" and serious_complaint.holds(self.case)

    @property
    def department(self) -> str:
        """The department that the case is with; empty if with none."""
        return self.page.department(self.case)

    def seats(self, version: int) -> Answering:
        """Tell who answered for the case after an entry, as it was known then."""
        found: Answering | None = None
        for one in self.recorded[:version]:
            found = follow(found, one)
        if found is None:
            raise ValueError(f"versions count from 1: {version}")
        return found


@dataclass(slots=True)
class Log:
    """A stretch of the log: its cases in order of number, and the instant it is judged at."""

    position: int
    now: datetime
    cases: dict[str, History] = field(default_factory=dict)
    unreadable: list[Unreadable] = field(default_factory=list)


def read_log(
    store: Store,
    rulebook: Rulebook,
    *,
    now: datetime,
    at: datetime | None = None,
    position: int | None = None,
) -> Log:
    """Read the log to its end, to an instant or to a position; `at` takes the place of `now`."""
    events: dict[str, list[Recorded]] = {}
    log, last = Log(0, at or now), None
    for place in _places(store, position):
        if isinstance(place, Unreadable):
            log.unreadable.append(place)
        elif at is None or place.event.recorded_at <= at:
            events.setdefault(place.case, []).append(place)
            log.position = max(log.position, place.position)
            last = max(last or place.event.recorded_at, place.event.recorded_at)
    if position is not None and at is None:
        log.now = last or log.now
    lost = {one.case for one in log.unreadable}
    for number in sorted(events.keys() - lost):
        history = History(tuple(events[number]), rulebook)
        if trouble := _trouble(history):
            log.unreadable.append(trouble)
        else:
            log.cases[number] = history
    return log


def _trouble(history: History) -> Unreadable | None:
    """Say why a case cannot be read, such as a version that is not there, or an unknown page."""
    try:
        for recorded in history.recorded:
            history.page_at(recorded.version)
        history.case  # noqa: B018  folded, and kept
    except (HistoryBroken, IndexError) as broken:
        last = history.recorded[-1]
        return Unreadable(last.position, last.case, last.version, str(broken))
    return None


def _places(store: Store, until: int | None) -> Iterator[Recorded | Unreadable]:
    position = 0
    while until is None or position < until:
        try:
            page = store.read(position)
        except Unreadable as trouble:
            yield trouble
            position = trouble.position
            continue
        if not page:
            return
        yield from (one for one in page if until is None or one.position <= until)
        position = page[-1].position
