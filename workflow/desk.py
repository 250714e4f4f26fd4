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

from .actor import Actor
from .advice import Advice, Possibility, advise, possibilities
from .case import NO_CASE, Case, evolve, fold
from .decide import decide, known_step
from .errors import HuiyinError, KeyReused, Refused, refusal
from .events import Event, Recorded
from .lapse import lapse
from .migration import migrate
from .outcome import Lapse, Outcome, attempt_at, first_answer, kept_refusal, receipt_for
from .procedure import Procedure
from .request import Request, Terms
from .rulebook import Rulebook
from .store.contract import Append, Kept, KeyTaken, Store, VersionTaken

TRIES = 20


class Desk:
    """The office's cases behind one door: open, perform, next, why, history, tick."""

    def __init__(self, store: Store, rulebook: Rulebook, terms: Terms) -> None:
        """Sit down at a store; raise Misconfigured for figures that the pages do not leave open."""
        rulebook.check_limits(terms.limits)
        self.store = store
        self.rulebook = rulebook
        self.terms = terms
        if rulebook.policies:
            self.follow_policies()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    # ------------------------------------------------------------ commands

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
        request = Request(
            "",
            _actor(who),
            at,
            form,
            procedure=procedure,
            occurred=occurred,
            reason=reason,
            key=key,
        )
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
            step, _actor(who), at, form or {}, case, "", occurred, reason, key, expect_version
        )
        return self.carry_out(request, dry_run=dry_run)

    def carry_out(self, request: Request, *, dry_run: bool = False) -> Outcome:
        """Carry out a request, or raise Refused; a dry run writes nothing at all.

        A key that was used gives the first answer again, accepted or refused; for another
        command it raises KeyReused.
        """
        if dry_run:
            return self._intended(request)
        outcome = self._first_or_refused(request)
        self._follow(outcome.recorded)
        return outcome

    def tick(self, now: datetime) -> tuple[Lapse, ...]:
        """Record every deadline that is due at `now`, once for each start, oldest first."""
        return tuple(filter(None, (self._lapse(*item[1:], now) for item in self.store.due(now))))

    def migrate(
        self, case: str, edition: str, who: str | Actor, *, at: datetime, reason: str
    ) -> Outcome:
        """Move a case to another edition of its procedure, as a recorded event."""
        found = self.case(case)
        page = self.rulebook.edition(found.procedure, edition)
        event = migrate(self.page_of(found), page, found, actor=_actor(who), at=at, reason=reason)
        try:
            recorded = self.store.append(Append((event,), case, version=found.version))
        except VersionTaken:
            raise refusal("Conflict", "{case} has changed meanwhile", case=case) from None
        self._follow(recorded)
        return Outcome.of(evolve(found, recorded[0]), recorded)

    # ------------------------------------------------------------ questions

    def case(self, number: str, *, at: datetime | None = None, version: int | None = None) -> Case:
        """Give a case as it is, as it was at an instant, or after its first `version` events."""
        history = self.history(number)
        if at is not None:
            history = tuple(one for one in history if one.event.recorded_at <= at)
        return fold(history[:version]) if history else NO_CASE

    def history(self, number: str) -> tuple[Recorded, ...]:
        """Give the events of a case in order, or refuse with NotFound."""
        if found := self.store.events(number):
            return found
        raise refusal("NotFound", "there is no case {case}", case=number)

    def page_of(self, case: Case) -> Procedure:
        """Give the edition of the procedure that a case is pinned to."""
        return self.rulebook.pinned(case.procedure, case.edition)

    def next(self, number: str, who: str | Actor | None = None) -> tuple[Possibility, ...]:
        """List the steps that lead on from here, for whom, until when, and what they lack."""
        case = self.case(number)
        return possibilities(self.page_of(case), case, _actor(who) if who else None)

    def why(
        self, number: str, step: str, who: str | Actor | None = None, *, at: datetime
    ) -> Advice:
        """Give every reason why a step may, or may not, be taken now."""
        case = self.case(number)
        page = self.page_of(case)
        return advise(page, known_step(page, case, step), case, _actor(who) if who else None, at)

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
        self.store.refuse(attempt_at(request, refused))
        raise refused

    def _again(self, kept: Kept, request: Request) -> Outcome:
        try:
            return first_answer(kept, request)
        except KeyReused as refused:
            self.store.refuse(attempt_at(request, refused))
            raise

    def _recorded(self, request: Request) -> Outcome:
        try:
            case, page, event = self._decided(request)
        except Refused as refused:
            self.store.refuse(attempt_at(request, refused), kept_refusal(request, refused))
            raise
        series, receipt = self._series(page, request), receipt_for(request, case, event)
        recorded = self.store.append(Append((event,), case.id, series, case.version, receipt))
        return Outcome.of(evolve(case, recorded[0]), recorded)

    def _decided(self, request: Request) -> tuple[Case, Procedure, Event]:
        if request.procedure:
            page, case = self.rulebook.in_force(request.procedure), NO_CASE
            request = replace(request, step=page.opening.name)
        else:
            case = self.case(request.case)
            page = self.page_of(case)
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
        cases = {
            number: fold(history)
            for name, blank in step.blanks.items()
            for number in blank.cases_in(request.form.get(name))
            if number.isascii() and (history := self.store.events(number))
        }
        return case, page, decide(page, case, request, self.terms, cases)

    def _series(self, page: Procedure, request: Request) -> str:
        year = request.at.astimezone(self.terms.calendar.zone).year
        return f"{page.prefix}-{year}" if request.procedure else ""

    def _intended(self, request: Request) -> Outcome:
        case, page, event = self._decided(request)
        number = case.id or f"{self._series(page, request)}-…"
        recorded = (Recorded(0, number, case.version + 1, event),)
        return Outcome.of(evolve(case, recorded[0]), recorded)

    def _lapse(self, number: str, deadline: str, now: datetime) -> Lapse | None:
        for _ in range(TRIES):
            case = fold(self.store.events(number))
            events = lapse(self.page_of(case), case, deadline, now)
            if not events:
                return None
            try:
                recorded = self.store.append(Append(events, number, version=case.version))
            except VersionTaken:
                continue
            self._follow(recorded)
            return Lapse(number, deadline, tuple(event.name for event in events))
        raise HuiyinError(f"{number}: others were faster {TRIES} times; tick again")

    def _follow(self, recorded: tuple[Recorded, ...]) -> None:
        if any(
            one.event.name in policy.on for one in recorded for policy in self.rulebook.policies
        ):
            self.follow_policies()

    def follow_policies(self) -> None:
        """Carry out what the policies make of every event since they last ran.

        Each command happens once, by its key, whatever was killed in between.
        """
        kept = self.store.view("policies")
        found = position = kept.position
        while page := self.store.read(position):
            for cause in page:
                self._react(cause)
            position = page[-1].position
        if position > found:
            kept.advance(found, position, {})

    def _react(self, cause: Recorded) -> None:
        for policy in self.rulebook.policies:
            if cause.event.name in policy.on:
                # As the case was then: tried again after a crash, the commands are the same.
                for request in policy.commands(self.case(cause.case, version=cause.version), cause):
                    with suppress(Refused):  # kept as an attempt, for people to see
                        self._first_or_refused(self._not_backwards(request))

    def _not_backwards(self, request: Request) -> Request:
        """Let a policy act now on a case that has gone on since the policy's cause."""
        history = self.store.events(request.case) if request.case else ()
        last = history[-1].event.recorded_at if history else request.at
        return replace(request, at=max(request.at, last))


def _actor(who: str | Actor) -> Actor:
    return who if isinstance(who, Actor) else Actor.parse(who)
