"""The papers of an office: which of them a case can fill, and one of them as an HTML page.

papers = Papers(desk)
for one in papers.of("R-2026-000001"):
    print(one.paper.name, one.count.filled, "of", one.count.fields)
html = papers.printed("R-2026-000001", "receipt", now=now)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from ...workflow.calendars import SHANGHAI
from ...workflow.case import Case
from ...workflow.cases import Cases
from ...workflow.errors import refusal
from ...workflow.events import Recorded
from ...workflow.procedure import Procedure
from .every import PAPERS
from .labels import WORDS
from .paper import Paper
from .press import pressed
from .record import Record
from .sheet import Count, count, fill
from .tongue import tongue


@dataclass(frozen=True, slots=True)
class Possible:
    """A paper that a case can fill, and how complete it is."""

    paper: Paper
    count: Count


def of_case(page: Procedure, case: Case) -> tuple[Paper, ...]:
    """Give the papers that a case of a page can fill."""
    return tuple(one for one in PAPERS if page.name in one.of and one.fits(case))


def render(
    history: Sequence[Recorded],
    page: Procedure,
    name: str,
    *,
    as_of: datetime,
    lang: str = "both",
    zone: ZoneInfo = SHANGHAI,
) -> str:
    """Print a paper from a case's events, from the first as far as they are given.

    `lang` is zh, en or both. NotFound names the papers that the case can fill.
    """
    record = Record.of(page, history)
    document = fill(_named(page, record.case, name), record, as_of)
    return pressed("paper.html", tongue=tongue(lang, zone), document=document, words=WORDS)


class Papers:
    """The papers of the cases at a desk, as they are or as they were."""

    def __init__(self, cases: Cases, zone: ZoneInfo = SHANGHAI) -> None:
        self.cases = cases
        self.zone = zone

    def of(
        self, case: str, *, at: datetime | None = None, version: int | None = None
    ) -> Iterator[Possible]:
        """Give the papers that a case can fill, and how complete each is."""
        history = self._history(case, at, version)
        page = self._page(history)
        record = Record.of(page, history)
        for one in of_case(page, record.case):
            yield Possible(one, count(one, record))

    def printed(
        self,
        case: str,
        name: str,
        *,
        now: datetime,
        at: datetime | None = None,
        version: int | None = None,
        lang: str = "both",
    ) -> str:
        """Print a paper as it is, as it was at an instant, or after the first `version` events.

        `now` is the time of printing. NotFound names the papers that the case can fill.
        """
        history = self._history(case, at, version)
        page = self._page(history)
        return render(history, page, name, as_of=at or now, lang=lang, zone=self.zone)

    def _history(self, case: str, at: datetime | None, version: int | None) -> Sequence[Recorded]:
        history = self.cases.history(case)
        if at is not None:
            history = tuple(one for one in history if one.event.recorded_at <= at)
        if not history:
            raise refusal("NotFound", "{case} was not yet open then", case=case)
        if version is not None and not 0 < version <= len(history):
            says = "{case} has no version {version}; the newest is {newest}"
            raise refusal("NotFound", says, case=case, version=version, newest=len(history))
        return history[:version]

    def _page(self, history: Sequence[Recorded]) -> Procedure:
        newest = history[-1].event
        return self.cases.rulebook.pinned(newest.procedure, newest.edition)


def _named(page: Procedure, case: Case, name: str) -> Paper:
    known = of_case(page, case)
    if found := next((one for one in known if one.name == name), None):
        return found
    raise refusal(
        "NotFound",
        "{case} fills no form {name}; it fills: {names}",
        case=case.id,
        name=name,
        names=[one.name for one in known] or "–",
    )
