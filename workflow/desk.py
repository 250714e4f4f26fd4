"""The desk: the one object that a back-office service embeds.

    desk = Desk(open_store("cases.db", registry=rulebook.registry()), rulebook, terms)
    opened = desk.open("parcel/counter", "wang:receptionist", at=now, form={...})
    desk.perform(opened.case, "reply", "wang:receptionist", at=now, form={...})

A command is loaded, decided and stored in one transaction. Whatever the procedure refuses is
raised as `Refused` and kept as an attempt beside the log; nothing else has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from .actor import Actor, named
from .case import NO_CASE, Case, evolve, fold
from .cases import Cases
from .decide import decide, known_step
from .errors import HistoryBroken, HuiyinError, KeyReused, Refused, refusal
from .events import Event, Recorded, deadline_of
from .lapse import lapse
from .migration import migrate
from .others import Others
from .outcome import Lapse, Outcome, attempt_at, first_answer, kept_refusal, receipt_for
from .policy import due_commands
from .procedure import Procedure
from .request import Request, Terms
from .rulebook import Rulebook
from .store.contract import Append, Kept, KeyTaken, Store, VersionTaken
from .store.trial import TrialStore

TRIES = 20


class Desk(Cases):
    """The office's cases behind one door: open, perform, tick, and every question of `Cases`."""

    def __init__(self, store: Store, rulebook: Rulebook, terms: Terms) -> None:
        """Sit down at a store; raise Misconfigured for terms that the pages do not leave open."""
        super().__init__(store, rulebook.under(terms))
        self.terms = terms
        self._others = Others(self, self._standing)
        self._has_followed = not rulebook.policies

    def open(
        self,
        procedure: str,
        who: str | Actor,
        *,
        at: datetime,
        form: Mapping[str, object],
        occurred: datetime | None = None,
        reason: str = "",
        key: str = "",
        dry_run: bool = False,
    ) -> Outcome:
        """Open a case under the procedure in force."""
        request = Request("", named(who), at, form, "", procedure, occurred, reason, key)
        return self.carry_out(request, dry_run=dry_run)

    def perform(
        self,
        case: str,
        step: str,
        who: str | Actor,
        *,
        at: datetime,
        form: Mapping[str, object] | None = None,
        occurred: datetime | None = None,
        reason: str = "",
        key: str = "",
        expect_version: int | None = None,
        dry_run: bool = False,
    ) -> Outcome:
        """Take a step on a case; a signature is a step like any other."""
        request = Request(
            step, named(who), at, form or {}, case, "", occurred, reason, key, expect_version
        )
        return self.carry_out(request, dry_run=dry_run)

    def carry_out(self, request: Request, *, dry_run: bool = False) -> Outcome:
        """Carry out a request, or raise Refused; a dry run writes nothing at all.

        A key that was used gives the first answer again, accepted or refused; for another
        command it raises KeyReused.
        """
        if dry_run:
            return self._intended(request)
        self._follow_first()
        outcome = self._first_or_refused(request)
        self._follow(outcome.recorded)
        return outcome

    def tick(self, now: datetime) -> tuple[Lapse, ...]:
        """Record every deadline that is due at `now`, once for each start, oldest first.

        A case that cannot be read stays on the agenda, overdue, and keeps nobody else's
        deadlines from being recorded; `store.check()` tells what is wrong with it.
        """
        self._follow_first()
        lapses = []
        for item in self.store.due(now):
            with suppress(HistoryBroken):
                lapses.append(self._lapse(item.case, item.deadline, now))
        return tuple(filter(None, lapses))

    def migrate(
        self, case: str, edition: str, who: str | Actor, *, at: datetime, reason: str
    ) -> Outcome:
        """Move a case to another edition of its procedure, as a recorded event."""
        request = Request("migrate", named(who), at, {"to": edition}, case, reason=reason)
        found = self.case(case)
        try:
            page = self.rulebook.edition(found.procedure, edition)
            event = migrate(self.page_of(found), page, found, request)
        except Refused as refused:
            self._refuse(request, refused, found.procedure)
            raise
        try:
            recorded = self.store.append(Append((event,), case, version=found.version))
        except VersionTaken:
            raise refusal("Conflict", "{case} has changed meanwhile", case=case) from None
        self._follow(recorded)
        return Outcome.of(evolve(found, recorded[0]), recorded)

    def rehearsal(self) -> Desk:
        """Give a desk that answers as this one would, and of which nothing is kept.

        What is done on it builds on what was done on it before, as in earnest.
        """
        return Desk(TrialStore(self.store), self.rulebook, self.terms)

    # ------------------------------------------------------------ inside

    def _first_or_refused(self, request: Request) -> Outcome:
        for _ in range(TRIES):
            if request.key and (kept := self.store.kept(request.key)):
                return self._again(kept, request)
            try:
                return self._recorded(request)
            except (VersionTaken, KeyTaken):
                continue
        refused = refusal("Conflict", "others were faster {tries} times; try again", tries=TRIES)
        self._refuse(request, refused)
        raise refused

    def _again(self, kept: Kept, request: Request) -> Outcome:
        try:
            return first_answer(kept, request, self.store.digest(request.told))
        except KeyReused as refused:
            self._refuse(request, refused)
            raise

    def _refuse(self, request: Request, refused: Refused, procedure: str = "") -> None:
        """Keep an attempt beside the log, without an answer."""
        digest = self.store.digest(request.told)
        self.store.refuse(attempt_at(request, digest, refused, procedure))

    def _recorded(self, request: Request) -> Outcome:
        procedure, digest = request.procedure, self.store.digest(request.told)
        try:
            case, page = self._found(request)
            procedure = page.name
            event = self._decided(request, case, page)
        except Refused as refused:
            attempt = attempt_at(request, digest, refused, procedure)
            self.store.refuse(attempt, kept_refusal(request, digest, refused))
            raise
        series, receipt = self._series(page, request), receipt_for(request, digest, case, event)
        recorded = self.store.append(Append((event,), case.id, series, case.version, receipt))
        return Outcome.of(evolve(case, recorded[0]), recorded)

    def _found(self, request: Request) -> tuple[Case, Procedure]:
        if request.procedure:
            return NO_CASE, self.rulebook.in_force(request.procedure)
        case = self.case(request.case)
        return case, self.page_of(case)

    def _decided(self, request: Request, case: Case, page: Procedure) -> Event:
        if request.procedure:
            request = replace(request, step=page.opening.name)
        step = known_step(page, case, request.step)
        if request.expect_version is not None and request.expect_version != case.version:
            says = "{case} is at version {found}, not {expected}"
            raise refusal(
                "Conflict",
                says,
                case=case.id,
                found=case.version,
                expected=request.expect_version,
            )
        named, found = self._others.seen(page, case, step, request.form)
        return decide(page, case, request, self.terms, cases=named, found=found)

    def _series(self, page: Procedure, request: Request) -> str:
        year = request.at.astimezone(self.terms.calendar.zone).year
        return f"{page.prefix}-{year}" if request.procedure else ""

    def _intended(self, request: Request) -> Outcome:
        case, page = self._found(request)
        event = self._decided(request, case, page)
        number = case.id or f"{self._series(page, request)}-…"
        recorded = (Recorded(0, number, case.version + 1, event),)
        return Outcome.of(evolve(case, recorded[0]), recorded)

    def _lapse(self, number: str, clock: str, now: datetime) -> Lapse | None:
        for _ in range(TRIES):
            case = fold(self.store.events(number))
            events = lapse(self.page_of(case), case, clock, now)
            if not events:
                return None
            try:
                recorded = self.store.append(Append(events, number, version=case.version))
            except VersionTaken:
                continue
            self._follow(recorded)
            return Lapse(number, deadline_of(clock), tuple(event.name for event in events))
        raise HuiyinError(f"{number}: others were faster {TRIES} times; tick again")

    def _follow_first(self) -> None:
        """Make good what a crash has kept a policy from; who only reads writes nothing."""
        if not self._has_followed:
            self._has_followed = True
            self.follow_policies()

    def _follow(self, recorded: tuple[Recorded, ...]) -> None:
        if any(
            one.event.name in policy.on for one in recorded for policy in self.rulebook.policies
        ):
            self.follow_policies()

    def follow_policies(self) -> None:
        """Carry out what the policies make of every event since they last ran.

        Each command happens once, by its key, whatever was killed in between.
        """
        for request in due_commands(self.store, self.rulebook.policies, self.case):
            with suppress(Refused):  # kept as an attempt, for people to see
                self._first_or_refused(self._not_backwards(request))

    def _not_backwards(self, request: Request) -> Request:
        """Let a policy act now on a case that has gone on since the policy's cause."""
        history = self.store.events(request.case) if request.case else ()
        last = history[-1].event.recorded_at if history else request.at
        return replace(request, at=max(request.at, last))
