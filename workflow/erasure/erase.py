"""Erase a person: say so in each of his cases, take his files away, destroy his key.

In that order, and from the first step on his key is given to nobody. So whoever is killed on the
way leaves an erasure that was begun, and asking again finishes it: what is done is not repeated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from ..actor import Actor
from ..attachments import Attachments
from ..case import Case, fold
from ..cases import Cases
from ..decide import ENGINE
from ..errors import HuiyinError, NotYourRole, Reason, refusal
from ..events import SUBJECT_ERASED, Event
from ..language import message
from ..privacy.contract import Keyring, State, Subject
from ..rulebook import Rulebook
from ..store.contract import Append, VersionTaken
from .traces import Traces

OUTCOME = "S000-m-3.1.7b"
TRIES = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """What an erasure makes unreadable, and what stands in its way.

    `cases` are those in which his words stand, `open_cases` his own that have not come to an end,
    `files` the attachments that only his cases refer to.
    """

    subject: Subject
    cases: tuple[str, ...]
    open_cases: tuple[str, ...]
    files: tuple[str, ...]
    words: int

    def ensure(self, *, even_open: bool) -> None:
        """Refuse to erase whoever is held, or, unless that is asked for, has an open case."""
        subject = self.subject.id
        if self.subject.state is State.HELD:
            says = "{subject} is held and is not erased before he is released"
            raise refusal("RuleBroken", says, subject=subject)
        if self.open_cases and not even_open:
            says = "{subject} has open cases: {cases}; every matter has an outcome first"
            raise refusal("RuleBroken", says, OUTCOME, subject=subject, cases=self.open_cases)


class Erasure:
    """Erases persons from a store, a keyring and a place of attachments."""

    def __init__(self, cases: Cases, keyring: Keyring, files: Attachments) -> None:
        self._cases = cases
        self._keyring = keyring
        self._files = files

    def plan(self, subject: str) -> Plan:
        """Find out what would become unreadable; KeyLost for a stranger."""
        found, traces = self._keyring.subject(subject), Traces.of(self._cases.store)
        written = {case for case in found.cases if self._cases.store.events(case)}
        cases = tuple(sorted(written.union(traces.cases_with(subject))))
        own = written.union(traces.cases_of(subject))
        still_open = tuple(case for case in cases if case in own and self._is_open(case))
        files = traces.files_of(subject)
        return Plan(found, cases, still_open, files, traces.words_of(subject))

    def ensure(self, subject: str, who: Actor, *, reason: str, even_open: bool) -> None:
        """Refuse what may not be erased, by somebody who may not, or for no reason.

        What was begun is finished whatever has come between.
        """
        ensure_of_the_office(self._cases.rulebook, who)
        if not reason.strip():
            raise refusal("RuleBroken", "erasing somebody needs a reason")
        if self._keyring.subject(subject).state in (State.LIVE, State.HELD):
            self.plan(subject).ensure(even_open=even_open)

    def carry_out(
        self, subject: str, who: Actor, *, at: datetime, reason: str, even_open: bool = False
    ) -> Plan:
        """Erase a person, or finish what was begun, and say what became unreadable."""
        self.ensure(subject, who, reason=reason, even_open=even_open)
        if self._keyring.subject(subject).state is not State.ERASED:
            self._keyring.change(subject, State.ERASING, at=at)
        plan, told = self.plan(subject), set[str]()
        while fresh := set(plan.cases) - told:
            for case in sorted(fresh):
                self._record(case, subject, who, at, reason)
            told |= fresh
            plan = self.plan(subject)  # somebody may have been writing when his key was taken away
        for sha256 in plan.files:
            self._files.remove(sha256)
        self._keyring.change(subject, State.ERASED, at=at)
        return plan

    # ------------------------------------------------------------ inside

    def _is_open(self, number: str) -> bool:
        case = self._cases.case(number)
        return not self._cases.page_of(case).states[case.state].terminal

    def _record(self, number: str, subject: str, who: Actor, at: datetime, reason: str) -> None:
        for _ in range(TRIES):
            case = fold(self._cases.store.events(number))
            if any(_says_so(one, subject) for one in case.past):
                return
            event = self._event(case, subject, who, at, reason)
            try:
                self._cases.store.append(Append((event,), number, version=case.version))
            except VersionTaken:
                continue
            return
        raise HuiyinError(f"{number}: others were faster {TRIES} times; erase again")

    def _event(self, case: Case, subject: str, who: Actor, at: datetime, reason: str) -> Event:
        moment = max(at, case.changed_at or at).astimezone(UTC)
        return Event(
            name=SUBJECT_ERASED,
            procedure=case.procedure,
            edition=case.edition,
            clauses=(self._cases.page_of(case).document,),
            source=case.state,
            target=case.state,
            person=who.person,
            role=who.role,
            department=who.department,
            recorded_at=moment,
            occurred_at=moment,
            reason=reason,
            form={"subject": subject, "reason": reason, "accesses": self._keyring.head()},
            engine=ENGINE,
        )


def _says_so(event: Event, subject: str) -> bool:
    return event.name == SUBJECT_ERASED and event.form.get("subject") == subject


def ensure_of_the_office(rulebook: Rulebook, who: Actor) -> None:
    """Raise NotYourRole for who is nobody of the office, or only reads there."""
    roles = [page.roles.get(who.role) for page in rulebook.editions]
    if not any(role and not (role.outside or role.independent) for role in roles):
        stranger = message("{person} is nobody of the office", person=who.person)
        raise NotYourRole(Reason("NotYourRole", (), stranger))
