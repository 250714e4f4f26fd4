"""The deviation audit: every case of the log held against what its page demands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ...workflow.calendars import SHANGHAI
from ...workflow.language import message
from ...workflow.rulebook import Rulebook
from ...workflow.store import Store, Unreadable
from .custody import found_in_custody
from .deviation import Deviation
from .entries import found_in_entries
from .history import Log, read_log
from .severity import severity_of
from .terms import found_in_terms, found_unvisited

BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit found, true for a log position and an instant, and the log it looked at."""

    log: Log
    deviations: tuple[Deviation, ...]


@dataclass(frozen=True, slots=True)
class DeviationAudit:
    """Who went otherwise than the procedure demands, case by case; nothing is kept or changed.

    `grades` are severities of the office's own, by kind.
    """

    store: Store
    rulebook: Rulebook
    zone: ZoneInfo = SHANGHAI
    grades: Mapping[str, str] = field(default_factory=dict)

    def found(
        self, *, now: datetime, at: datetime | None = None, position: int | None = None
    ) -> Audited:
        """Audit the log as it is, or as of an instant or a position; in order of case and entry.

        `now` judges what is still open; `at`, or the last event up to `position`, takes its place.
        """
        log = read_log(self.store, self.rulebook, now=now, at=at, position=position)
        graded = (self._graded(log, one) for one in self._ungraded(log))
        return Audited(log, tuple(sorted(graded, key=_place)))

    def _ungraded(self, log: Log) -> Iterator[Deviation]:
        yield from map(_unreadable, log.unreadable)
        for history in log.cases.values():
            yield from found_in_entries(history)
            yield from found_in_terms(history, log.now)
            yield from found_unvisited(history, log.now)
        yield from found_in_custody(log, self.store, self.rulebook, self.zone)

    def _graded(self, log: Log, one: Deviation) -> Deviation:
        is_serious = one.case in log.cases and log.cases[one.case].is_serious
        return replace(one, severity=severity_of(one.kind, self.grades, is_serious=is_serious))


def _place(one: Deviation) -> tuple[str, int, str, tuple[str, ...], datetime, str]:
    return one.case, one.version, one.kind, one.clauses, one.at, repr(one.says)


def _unreadable(place: Unreadable) -> Deviation:
    """Show an event that cannot be read; what the rest of its case shows is anybody's guess."""
    return Deviation(
        case=place.case,
        procedure="",
        version=place.version,
        position=place.position,
        kind="unreadable",
        clauses=(),
        person="",
        role="",
        department="",
        at=BEGIN,
        says=message("this entry cannot be read: {why}", why=str(place)),
    )
