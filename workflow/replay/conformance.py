"""Hold histories against the pages in force then: each event, at its instant, in its order.

    for held in Conformance(store, rulebook, terms).log():
        ...

Other cases are seen as they were at that position of the log. Kept in memory are the cases that
were last met and what a step looks up, never the log. The rulebook is the bare one, in which an
office has left out nothing: what it does without today it may have used then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from ..case import NO_CASE, Case, evolve, fold
from ..cases import Cases
from ..errors import HistoryBroken
from ..events import LAPSED, MIGRATED, SUBJECT_ERASED, Event, Recorded
from ..others import Others
from ..parts import Step
from ..procedure import Procedure
from ..request import Terms
from ..rulebook import Rulebook
from ..standing import Standing
from ..store.contract import Store, Unreadable
from ..store.then import StoreThen
from .acting import actor_of
from .breach import Held, Remark
from .clocks import zone_of
from .engine import (
    about_erasure,
    about_lapse,
    about_migration,
    about_missing,
    about_note,
    is_by_the_clock,
    is_like,
)
from .hearing import Hearing
from .structure import (
    about_structure,
    no_page,
    no_step,
    not_following,
    unanswerable,
    unreadable,
)

PAGE = 1000
KEPT = 2000


class Conformance:
    """One pass over histories, in the order in which they were recorded."""

    def __init__(self, store: Store, rulebook: Rulebook, terms: Terms, *, kept: int = KEPT) -> None:
        """Begin a pass that keeps so many cases in memory; the others are read once more."""
        self._kept = kept
        self._store = store
        self._rulebook = rulebook
        self._terms = terms
        self._then = StoreThen(store)
        self._others = Others(Cases(self._then, rulebook), Standing(self._then, rulebook))
        self._cases: dict[str, Case] = {}
        self._open: dict[str, int] = {}
        self._lost: set[str] = set()
        self._due: dict[str, tuple[Event, ...]] = {}

    def log(self, *, at: datetime | None = None, position: int | None = None) -> Iterator[Held]:
        """Hold every event that was recorded up to an instant and up to a position."""
        reached = 0
        while True:
            try:
                page = self._store.read(reached, PAGE)
            except Unreadable as trouble:
                if position is not None and trouble.position > position:
                    return
                reached = trouble.position
                yield self._unreadable(trouble)
                continue
            for recorded in page:
                if position is not None and recorded.position > position:
                    return
                if at is None or recorded.event.recorded_at <= at:
                    yield self._held(recorded)
            if not page:
                return
            reached = page[-1].position

    def case(
        self, number: str, *, at: datetime | None = None, position: int | None = None
    ) -> Iterator[Held]:
        """Hold the events of one case, as far as they can be read."""
        try:
            history = self._store.events(number)
        except Unreadable as trouble:
            yield self._unreadable(trouble)
            return
        except HistoryBroken as broken:
            found = not_following(str(broken)).of(number, 0, 0)
            yield Held(number, 0, 0, None, found=(found,))
            return
        for recorded in history:
            if position is not None and recorded.position > position:
                return
            if at is None or recorded.event.recorded_at <= at:
                yield self.hold(recorded)

    def _held(self, kept: Recorded) -> Held:
        try:
            return self.hold(self._store.opening().recorded(kept))
        except Unreadable as trouble:
            return self._unreadable(trouble)

    def hold(self, recorded: Recorded) -> Held:
        """Hold one event against the page that its case was pinned to then."""
        number, version = recorded.case, recorded.version
        place = (number, version, recorded.position, recorded)
        if number in self._lost:
            return Held(*place)
        try:
            before = self._before(recorded)
            after = evolve(before, recorded)
        except HistoryBroken as broken:
            self._lost.add(number)
            return Held(*place, found=(not_following(str(broken)).at(recorded),))
        page, remarks = self._asked(recorded, before)
        self._remember(after)
        found = tuple(one.at(recorded) for one in remarks)
        return Held(*place, before, page, found)

    def running(self) -> Iterator[Case]:
        """Give the cases that have not come to an end where the pass has come to, in order."""
        for number, version in sorted(self._open.items()):
            yield self._case(number, version)

    # ------------------------------------------------------------ what is remembered

    def _before(self, recorded: Recorded) -> Case:
        return self._case(recorded.case, recorded.version - 1) if recorded.version > 1 else NO_CASE

    def _case(self, number: str, version: int) -> Case:
        known = self._cases.get(number)
        return known or fold(self._store.events(number)[:version])

    def _remember(self, case: Case) -> None:
        """Keep the cases that were last met; the others are read again when they go on."""
        page = self._page(case.procedure, case.edition)
        state = page.states.get(case.state) if page else None
        self._cases.pop(case.id, None)
        self._open.pop(case.id, None)
        if state is None or not state.terminal:
            self._cases[case.id] = case
            self._open[case.id] = case.version
        if len(self._cases) > self._kept:
            del self._cases[next(iter(self._cases))]

    def _page(self, name: str, edition: str) -> Procedure | None:
        try:
            return self._rulebook.pinned(name, edition)
        except HistoryBroken:
            return None

    def _unreadable(self, trouble: Unreadable) -> Held:
        self._lost.add(trouble.case)
        place = (trouble.case, trouble.version, trouble.position)
        return Held(*place, None, found=(unreadable(str(trouble)).of(*place),))

    # ------------------------------------------------------------ what is asked

    def _asked(self, recorded: Recorded, before: Case) -> tuple[Procedure | None, list[Remark]]:
        event = recorded.event
        old = self._page(before.procedure or event.procedure, before.edition or event.edition)
        if old is None:
            return None, [no_page(event)]
        remarks = [*about_structure(old, event, before)]
        try:
            remarks.extend(self._of_kind(recorded, before, old))
        except Exception as trouble:  # noqa: BLE001  a rule that stumbles over a forged history
            is_judged = not isinstance(trouble, HistoryBroken)
            remarks.append(unanswerable(event, repr(trouble), is_judged=is_judged))
        return old, remarks

    def _of_kind(self, recorded: Recorded, before: Case, page: Procedure) -> Iterator[Remark]:
        event = recorded.event
        is_noted, remarks = self._noted(page, recorded)
        yield from remarks
        if is_noted:
            return
        if event.name == LAPSED:
            due, remarks = about_lapse(page, before, event)
            self._due[recorded.case] = tuple(due)
            yield from remarks
        elif event.name == MIGRATED:
            yield from self._migrated(recorded, before, page)
        elif event.name == SUBJECT_ERASED:
            yield from about_erasure(page, event)
        elif step := page.steps.get(event.step):
            hearing = self._hearing(recorded, before, page, step)
            yield from hearing.refusals()
            yield from hearing.differences()
        else:
            yield no_step(page, event)

    def _noted(self, page: Procedure, recorded: Recorded) -> tuple[bool, tuple[Remark, ...]]:
        """Say whether an event is the clock's note of a lapse, and what is wrong with its place.

        A note that is a step which an office may do without may be missing.
        """
        event, due = recorded.event, self._due.pop(recorded.case, ())
        if not is_by_the_clock(event) or event.name == LAPSED:
            missing = (one for one in due if not _may_be_missing(page, one))
            return False, tuple(map(about_missing, missing))
        for place, one in enumerate(due, 1):
            if is_like(event, one):
                self._due[recorded.case] = due[place:]
                return True, ()
            if not _may_be_missing(page, one):
                break
        return True, (about_note(event),)

    def _migrated(self, recorded: Recorded, before: Case, old: Procedure) -> Iterator[Remark]:
        event = recorded.event
        new = self._page(event.procedure, event.edition)
        if new is None:
            yield no_page(event)
        else:
            yield from about_migration(old, new, before, event)

    def _hearing(self, recorded: Recorded, before: Case, page: Procedure, step: Step) -> Hearing:
        self._then.move(recorded.position - 1)
        return Hearing(
            page,
            step,
            before,
            recorded,
            actor_of(recorded, self._then, self._rulebook.policies),
            self._others.seen(page, before, step, recorded.event.form),
            self._terms_of(recorded.event),
        )

    def _terms_of(self, event: Event) -> Terms:
        """Give the office's terms, in the zone in which the event's deadlines were counted."""
        zone = zone_of(event)
        if zone is None or zone == self._terms.calendar.zone:
            return self._terms
        return replace(self._terms, calendar=replace(self._terms.calendar, zone=zone))


def _may_be_missing(page: Procedure, note: Event) -> bool:
    step = page.steps.get(note.step)
    return step is not None and step.inferred
