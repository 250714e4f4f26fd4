"""Given what has happened, when somebody asks, then this follows: rules as three sentences.

    given("complaint/mall")
        .through(did("2026-03-02 10:00", "wang:receptionist", name="周敏", ...))
        .when("2026-03-02 10:30", "wang:receptionist", "close")
        .then_refused("S000-m-3.1.7b", "told to the customer")

The first of `through` opens the case. A page may be named or handed over, so that toys work
too. Instants without an offset are on the clocks of Shanghai.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from huiyin.domain.office import OFFICE_HOURS
from huiyin.domain.office import rulebook as office
from huiyin.workflow.actor import Actor
from huiyin.workflow.calendars import SHANGHAI
from huiyin.workflow.case import Case
from huiyin.workflow.deadlines import Figure
from huiyin.workflow.desk import Desk
from huiyin.workflow.errors import Refused
from huiyin.workflow.outcome import Lapse, Outcome
from huiyin.workflow.procedure import Procedure
from huiyin.workflow.request import Request, Terms
from huiyin.workflow.rulebook import Rulebook
from huiyin.workflow.store import open_store

Limits = Mapping[str, Mapping[str, Figure]]


def at(text: str) -> datetime:
    """Read an instant; without an offset it is told by Shanghai's clocks."""
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=SHANGHAI)


def clock(instant: datetime) -> str:
    """Write an instant the way `at` reads it."""
    return instant.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def terms(limits: Limits | None = None) -> Terms:
    """Give an office with ordinary hours and its own figures, if any."""
    return Terms(OFFICE_HOURS, limits or {})


def desk_of(
    rules: Rulebook | Procedure, limits: Limits | None = None, store: str = "memory:"
) -> Desk:
    """Open a desk on a store for a rulebook or a single page."""
    book = rules if isinstance(rules, Rulebook) else Rulebook((rules,))
    return Desk(open_store(store, registry=book.registry()), book, terms(limits))


@cache
def _office() -> Rulebook:
    return office()


@dataclass(frozen=True)
class Did:
    """Somebody did something, or asks to; without a step a case is opened."""

    at: str
    who: str
    step: str
    form: Mapping[str, object]
    happened: str = ""
    because: str = ""
    key: str = ""
    expecting: int | None = None

    def request(self, case: str, procedure: str) -> Request:
        """Write it as a request on a case, or for a new one of a procedure."""
        return Request(
            step=self.step,
            actor=Actor.parse(self.who),
            at=at(self.at),
            form=self.form,
            case=case,
            procedure="" if case else procedure,
            occurred=at(self.happened) if self.happened else None,
            reason=self.because,
            key=self.key,
            expect_version=self.expecting,
        )


@dataclass(frozen=True)
class Tick:
    """The clock was looked at."""

    at: str


def did(
    when: str,
    who: str,
    step: str = "",
    /,
    *,
    happened: str = "",
    because: str = "",
    key: str = "",
    expecting: int | None = None,
    **form: Any,
) -> Did:
    """Say that somebody took a step with these blanks; the first one opens the case."""
    return Did(when, who, step, form, happened, because, key, expecting)


def mended(
    when: str,
    who: str,
    version: int,
    /,
    *,
    because: str = "登记有误",
    approved_by: str = "gao",
    **now: Any,
) -> Did:
    """Say that somebody corrected these blanks of an entry."""
    form = {"version": version, "now": now, "approved_by": approved_by}
    return Did(when, who, "correct-entry", form, because=because)


def ticked(when: str) -> Tick:
    """Say that the clock was looked at."""
    return Tick(when)


def given(rules: str | Procedure | Rulebook, limits: Limits | None = None) -> Scenario:
    """Begin with an empty office that works by a page or a rulebook."""
    if isinstance(rules, str):
        return Scenario(desk_of(_office(), limits), rules)
    names = [page.name for page in (rules if isinstance(rules, Rulebook) else [rules])]
    return Scenario(desk_of(rules, limits), names[0])


@dataclass
class Scenario:
    """One case, what was asked last, and what came of it."""

    desk: Desk
    procedure: str
    number: str = ""
    answer: Outcome | Refused | None = None
    lapsed: tuple[Lapse, ...] = ()

    @property
    def case(self) -> Case:
        """The case as its history tells it."""
        return self.desk.case(self.number)

    def through(self, *happened: Did | Tick) -> Scenario:
        """Let this happen; none of it may be refused."""
        for one in happened:
            if isinstance(one, Tick):
                self.when_the_clock_strikes(one.at)
            else:
                self.number = self.desk.carry_out(one.request(self.number, self.procedure)).case
        return self

    def when(self, when: str, who: str, step: str = "", /, **asked: Any) -> Scenario:
        """Let somebody ask for a step, or for a case to be opened."""
        request = did(when, who, step, **asked).request(self.number, self.procedure)
        try:
            self.answer = self.desk.carry_out(request)
            self.number = self.answer.case
        except Refused as refused:
            self.answer = refused
        return self

    def when_the_clock_strikes(self, when: str) -> Scenario:
        """Let the clock record what is due."""
        self.lapsed = self.desk.tick(at(when))
        return self

    def then(self, *events: str, state: str = "", version: int | None = None) -> Scenario:
        """See these events recorded, and the case in this state."""
        assert self.answer, "nothing was asked"
        assert not isinstance(self.answer, Refused), f"refused: {self.answer}"
        assert not events or self.answer.events == events
        assert not state or self.case.state == state
        assert version is None or self.case.version == version
        return self

    def then_refused(self, clause: str = "", sentence: str = "", kind: str = "") -> Scenario:
        """See it refused: by the clause that names it, in words that hold the sentence."""
        refused = self.answer
        assert isinstance(refused, Refused), f"not refused, but {refused}"
        assert not kind or refused.kind == kind, f"{refused.kind}: {refused}"
        assert not clause or clause in refused.reasons[0].clauses, str(refused)
        assert sentence in str(refused), str(refused)
        return self

    def then_lapsed(self, *deadlines: str) -> Scenario:
        """See that the clock has recorded these deadlines and no others."""
        assert tuple(one.deadline for one in self.lapsed) == deadlines
        return self

    def then_running(self, **until: str) -> Scenario:
        """See exactly these deadlines running, until when."""
        running = self.case.clocks.items()
        assert {name: clock(one.clock.due_at) for name, one in running} == until
        return self

    def then_wrote(self, event: str, **blanks: object) -> Scenario:
        """See what the newest event of a name says in these blanks."""
        found = self.case.last(event)
        assert found, f"no {event} in {[one.name for one in self.case.past]}"
        assert {name: found.form.get(name) for name in blanks} == blanks
        return self
