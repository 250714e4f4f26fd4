"""The deviation audit: every case of the log held against what its page demands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from ...workflow.calendars import SHANGHAI
from ...workflow.language import message
from ...workflow.replay.breach import Held
from ...workflow.replay.conformance import Conformance
from ...workflow.request import Terms
from ...workflow.rulebook import Rulebook
from ...workflow.store import Store, Unreadable
from .conduct import found_in_conduct
from .custody import found_in_custody
from .deviation import Deviation
from .entries import found_in_entries
from .history import History, Log, read_log
from .severity import severity_of
from .terms import found_in_terms, found_unvisited


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
    terms: Terms
    zone: ZoneInfo = SHANGHAI
    grades: Mapping[str, str] = field(default_factory=dict)

    def found(
        self,
        *,
        now: datetime,
        at: datetime | None = None,
        position: int | None = None,
        moved: Callable[[int], object] = bool,
    ) -> Audited:
        """Audit the log as it is, or as of an instant or a position; in order of case and entry.

        `now` judges what is still open; `at`, or the last event up to `position`, takes its place.
        `moved` is told of each position that is reached.
        """
        log = read_log(self.store, self.rulebook, now=now, at=at, position=position)
        conformance = Conformance(self.store, self.rulebook, self.terms)
        held = _told_on_the_way(conformance.log(at=at, position=position), moved)
        graded = (self._graded(log, one) for one in self._ungraded(log, held))
        return Audited(log, tuple(sorted(graded, key=_place)))

    def _ungraded(self, log: Log, held: Iterable[Held]) -> Iterator[Deviation]:
        yield from (_unreadable(one, log.now) for one in log.unreadable)
        yield from found_in_conduct(log, held)
        for history in log.cases.values():
            yield from _of_case(history, log.now)
        yield from found_in_custody(log, self.store, self.rulebook, self.zone)

    def _graded(self, log: Log, one: Deviation) -> Deviation:
        is_serious = one.case in log.cases and log.cases[one.case].is_serious
        return replace(one, severity=severity_of(one.kind, self.grades, is_serious=is_serious))


def _told_on_the_way(held: Iterable[Held], moved: Callable[[int], object]) -> Iterator[Held]:
    for one in held:
        moved(one.position)
        yield one


def _of_case(history: History, now: datetime) -> Sequence[Deviation]:
    """Find what one case shows; one that was forged beyond reading does not stop the others."""
    try:
        return [
            *found_in_entries(history),
            *found_in_terms(history, now),
            *found_unvisited(history, now),
        ]
    except Exception as trouble:  # noqa: BLE001  one case's trouble must not hide the rest
        last = history.recorded[-1]
        place = Unreadable(last.position, last.case, last.version, repr(trouble))
        return [_unreadable(place, now)]


def _place(one: Deviation) -> tuple[str, int, str, tuple[str, ...], datetime, str]:
    return one.case, one.version, one.kind, one.clauses, one.at, repr(one.says)


def _unreadable(place: Unreadable, now: datetime) -> Deviation:
    """Show an event that cannot be read, as of now: when it was recorded nobody can tell."""
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
        at=now,
        says=message("this entry cannot be read: {why}", why=str(place)),
    )
