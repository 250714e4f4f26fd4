"""The audit trail 审计追踪: every event and every refused attempt, in the order of the log.

It keeps nothing of its own: the log and the attempts beside it are read as they are and opened,
an attempt behind the event after which it was refused, and one page at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from ..workflow.calendars import SHANGHAI
from ..workflow.errors import HistoryBroken, refusal
from ..workflow.events import Recorded
from ..workflow.language import ENGLISH, Language
from ..workflow.rulebook import Rulebook
from ..workflow.store import Attempt, Opening, Store, Unreadable
from .trail_entry import Entry, of_attempt, of_event, unreadable
from .trail_words import Names

PAGE = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries are asked for: empty and None ask for all."""

    case: str = ""
    person: str = ""
    since: datetime | None = None
    until: datetime | None = None
    only_refusals: bool = False

    def wants(self, case: str, person: str, at: datetime) -> bool:
        """Say whether an entry is asked for; `since` is included, `until` is not."""
        if self.case and case != self.case:
            return False
        if self.person and person != self.person:
            return False
        return not ((self.since and at < self.since) or (self.until and at >= self.until))


class AuditTrail:
    """Who did what when by which clause, and what was refused to whom."""

    def __init__(self, store: Store, rulebook: Rulebook, zone: ZoneInfo = SHANGHAI) -> None:
        self.store = store
        self.rulebook = rulebook
        self.zone = zone
        self._names = lru_cache(maxsize=PAGE)(self._names_in)

    def entries(
        self,
        *,
        case: str = "",
        person: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        only_refusals: bool = False,
        limit: int | None = None,
    ) -> Iterator[Entry]:
        """Give the entries that are asked for, the first `limit` of them, one after another.

        The period is that of recording, from `since` on and before `until`.
        """
        return islice(self._found(Asked(case, person, since, until, only_refusals)), limit)

    def sentences(
        self,
        language: Language = ENGLISH,
        *,
        case: str = "",
        person: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        only_refusals: bool = False,
        limit: int | None = None,
    ) -> Iterator[str]:
        """Give the same entries as sentences, each with its case, time and place in the log."""
        found = self.entries(
            case=case,
            person=person,
            since=since,
            until=until,
            only_refusals=only_refusals,
            limit=limit,
        )
        return (entry.line(language, self.zone) for entry in found)

    def history(self, case: str) -> tuple[Entry, ...]:
        """Give the events of one case, or refuse with NotFound."""
        if events := self.store.events(case):
            return tuple(of_event(one, self.rulebook) for one in events)
        raise refusal("NotFound", "there is no case {case}", case=case)

    def _found(self, asked: Asked) -> Iterator[Entry]:
        attempts = self._attempts(asked)
        refused = next(attempts, None)
        for place in () if asked.only_refusals else self._events(asked):
            while refused and refused.after < place.position:
                yield self._refused(refused)
                refused = next(attempts, None)
            if isinstance(place, Recorded):
                yield of_event(place, self.rulebook)
            else:
                yield unreadable(place)
        while refused:
            yield self._refused(refused)
            refused = next(attempts, None)

    def _refused(self, attempt: Attempt) -> Entry:
        if attempt.case:
            return of_attempt(attempt, self._names(attempt.case))
        return of_attempt(attempt, Names.of(self.rulebook, attempt.procedure))

    def _names_in(self, case: str) -> Names:
        """Find the page of a case, for an attempt does not tell its edition."""
        try:
            events = self.store.events(case)
        except HistoryBroken:
            events = ()
        last = events[-1].event if events else None
        return Names.of(self.rulebook, last.procedure, last.edition) if last else Names(None)

    def _events(self, asked: Asked) -> Iterator[Recorded | Unreadable]:
        for place in self._log(asked.case):
            if isinstance(place, Unreadable):
                if asked.case in ("", place.case) and not asked.person:
                    yield place
            elif asked.wants(place.case, place.event.person, place.event.recorded_at):
                yield place

    def _log(self, case: str) -> Iterator[Recorded | Unreadable]:
        if case:
            with suppress(Unreadable):  # then place by place, with what can be read
                return iter(self.store.events(case))
        return self._places()

    def _places(self) -> Iterator[Recorded | Unreadable]:
        position, opening = 0, self.store.opening()
        while True:
            try:
                page = self.store.read(position, PAGE)
            except Unreadable as trouble:
                yield trouble
                position = trouble.position
                continue
            if not page:
                return
            yield from (_opened(opening, one) for one in page)
            position = page[-1].position

    def _attempts(self, asked: Asked) -> Iterator[Attempt]:
        number, opening = 0, self.store.opening()
        while page := self.store.attempts(number, PAGE):
            opened = map(opening.attempt, page)
            yield from (one for one in opened if asked.wants(one.case, one.person, one.at))
            number = page[-1].id


def _opened(opening: Opening, place: Recorded) -> Recorded | Unreadable:
    try:
        return opening.recorded(place)
    except Unreadable as trouble:
        return trouble
