"""A document written down once more, for its page to be held against.

    PAPER = Paper(
        "complaint/mall",
        line("register", "→ registered", "any_employee", "name phone …", "S000-m-3.1.7a"),
        …
        paths={"handled": "register handle-directly reply close"},
    )
    PAPER.after("register handle-directly").refuses(take("close"), "NotFromHere", "S000-m-3.1.7b")

In a line, `registered → verified, escalated` leads on from the first state and stays in the
second; blanks in brackets may stay empty, those with a plus are usually filled in; a role
with `@` is one of the department that the case is with. The usual person for a step is the
first role of its line, the usual words for a blank are the same on every form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from huiyin.domain.office import rulebook
from huiyin.workflow.actor import Actor
from huiyin.workflow.desk import Desk
from huiyin.workflow.errors import Refused
from huiyin.workflow.procedure import Procedure
from huiyin.workflow.request import Request
from spec import Scenario, at, clock, did, given

OPENED_AT = "2026-03-02 09:00"
PEOPLE = {
    "any_employee": "wang:cashier",
    "first_contact": "wang:receptionist",
    "receptionist": "wang:receptionist",
    "cs_staff": "li:cs_staff",
    "cs_assistant": "ma:cs_assistant",
    "records_assistant": "gu:records_assistant",
    "cs_manager": "zhao:cs_manager",
    "dept_staff": "qian:dept_staff@工程部",
    "dept_head": "sun:dept_head@工程部",
    "dept_manager": "deng:dept_manager",
    "mgmt_office": "fang:mgmt_office",
    "complainant": "zhou:complainant",
}
WORDS: dict[str, object] = {
    "severity": "general",
    "channel": "phone",
    "apology_made": True,
    "office_handled": False,
    "consent": True,
    "tracking_at": "in 2d",
    "contacted_at": "1h ago",
    "contacted_by": "fang:mgmt_office",
    "ground": "dissatisfied",
    "validity": "valid",
    "department": "工程部",
    "contact_mode": "phone",
    "customer_present": True,
    "attendees": ["周敏", "li"],
    "measures": ["更换门机"],
    "responsible": "sun",
    "handler": "qian",
    "both_parties_heard": True,
    "due_at": "in 3d",
    "report_mode": "phone",
    "next_reply_at": "in 1d",
    "planned_at": "in 1d",
    "next_visit_at": "in 5d",
}
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True)
class Take:
    """A step to be taken: by whom, how long after the one before it, with which blanks.

    Who is not named is the usual person; a blank that is None is left empty.
    """

    step: str
    who: str = ""
    after: str = "1h"
    because: str = ""
    blanks: Mapping[str, Any] = field(default_factory=dict)


Past = str | tuple["str | Take", ...]


def take(
    step: str, who: str = "", /, *, after: str = "1h", because: str = "", **blanks: Any
) -> Take:
    """Take a step in the usual way but for what is said here."""
    return Take(step, who, after, because, blanks)


@dataclass(frozen=True)
class Line:
    """What a document says of one step."""

    step: str
    moves: Mapping[str, str]
    roles: tuple[str, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...]
    usual: tuple[str, ...]
    clauses: tuple[str, ...]

    @property
    def of_the_department(self) -> bool:
        """Whether anybody may take it for the department alone."""
        return any(role.endswith("@") for role in self.roles)


def line(step: str, moves: str, by: str, blanks: str, clauses: str) -> Line:
    """Read a line of the table."""
    plain, _, bracket = blanks.partition("[")
    optional = bracket.rstrip("]").split()
    return Line(
        step,
        dict(_moves(moves)),
        tuple(by.split()),
        tuple(plain.split()),
        tuple(one.lstrip("+") for one in optional),
        (*plain.split(), *(one[1:] for one in optional if one.startswith("+"))),
        tuple(clauses.split()),
    )


def _moves(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split(", "):
        sources, arrow, target = part.partition("→")
        yield from ((one, target.strip() or one) for one in sources.split() or [""])
        assert arrow or part.strip()


class Paper:
    """A document: its lines, its documented ways from the first step to the end.

    `people` and `words` are the usual ones of this document alone; `office` tells what other
    cases there are before its own begins.
    """

    def __init__(
        self,
        procedure: str,
        *lines: Line,
        paths: Mapping[str, Past],
        people: Mapping[str, str] | None = None,
        words: Mapping[str, object] | None = None,
        office: Callable[[Desk], object] = id,
    ) -> None:
        self.procedure = procedure
        self.office = office
        self.people = PEOPLE | dict(people or {})
        self.words = WORDS | dict(words or {})
        self.lines = {one.step: one for one in lines}
        self.paths = {name: past_of(path) for name, path in paths.items()}

    def __str__(self) -> str:
        return self.procedure.partition("/")[2]

    @property
    def page(self) -> Procedure:
        """The page that carries the document out."""
        return next(page for page in rulebook() if page.name == self.procedure)

    def after(self, past: Past) -> Story:
        """Let all this happen in the usual way; none of it may be refused."""
        story = Story(self, given(self.procedure), at(OPENED_AT) - timedelta(hours=1))
        self.office(story.scenario.desk)
        for one in past_of(past):
            story = story.then(one)
        return story

    def before(self, step: str) -> Story:
        """Go a documented way up to the step."""
        for path in self.paths.values():
            names = [one.step for one in path]
            if step in names:
                return self.after(path[: names.index(step)])
        raise LookupError(f"{self.procedure} has no path with {step}")


def past_of(past: Past) -> tuple[Take, ...]:
    """Read a path: names of steps, and steps taken in an unusual way."""
    parts = (past,) if isinstance(past, str) else past
    return tuple(
        one
        for part in parts
        for one in ([part] if isinstance(part, Take) else map(take, part.split()))
    )


@dataclass
class Story:
    """A case of a paper, and what its last instant was."""

    paper: Paper
    scenario: Scenario
    now: datetime

    @property
    def state(self) -> str:
        """Where the case stands; empty before it is opened."""
        return self.scenario.case.state if self.scenario.number else ""

    def then(self, one: Take | str) -> Story:
        """Let one more step be taken; it may not be refused."""
        one = take(one) if isinstance(one, str) else one
        when, who, form = self.read(one)
        name = one.step if self.scenario.number else ""
        self.scenario.through(did(clock(when), who, name, because=one.because, **form))
        self.now = when
        return self

    def refuses(
        self, asked: Take, kind: str = "RuleBroken", clause: str = "", says: str = ""
    ) -> Refused:
        """See a step refused by this clause, and nothing changed by it."""
        number = self.scenario.number
        before = self.scenario.desk.history(number) if number else ()
        when, who, form = self.read(asked)
        name = asked.step if number else ""
        self.scenario.when(clock(when), who, name, because=asked.because, **form)
        self.scenario.then_refused(clause, says, kind)
        assert not number or self.scenario.desk.history(number) == before
        assert isinstance(self.scenario.answer, Refused)
        return self.scenario.answer

    def answer(self, asked: Take) -> Refused | None:
        """Ask for a step without taking it; give the refusal, if it is one."""
        when, who, form = self.read(asked)
        number, opening = self.scenario.number, self.paper.procedure
        request = Request(
            asked.step, Actor.parse(who), when, form, number, "" if number else opening
        )
        try:
            self.scenario.desk.carry_out(request, dry_run=True)
        except Refused as refused:
            return refused
        return None

    def read(self, one: Take) -> tuple[datetime, str, dict[str, Any]]:
        """Say when, by whom and with which form a step is taken."""
        when = self.now + _span(one.after)
        line = self.paper.lines.get(one.step)
        names = line.usual if line else ()
        usual = {name: self.paper.words.get(name, f"{name} 照实填写") for name in names}
        form = {**usual, **one.blanks}
        who = one.who or self.paper.people[line.roles[0].rstrip("@") if line else "cs_manager"]
        filled = {name: _instant(value, when) for name, value in form.items() if value is not None}
        return when, who, filled


def _span(text: str) -> timedelta:
    return timedelta(**{UNITS[text[-1]]: int(text[:-1])})


def _instant(value: object, now: datetime) -> object:
    if not isinstance(value, str):
        return value
    if value == "now":
        return now.isoformat()
    if found := re.fullmatch(r"in (\d+[mhd])", value):
        return (now + _span(found[1])).isoformat()
    if found := re.fullmatch(r"(\d+[mhd]) ago", value):
        return (now - _span(found[1])).isoformat()
    return value


# ---------------------------------------------------------------- what a page must refuse


@dataclass(frozen=True)
class Ruling:
    """What a clause forbids, and what it allows in its place."""

    says: str
    after: Past
    asked: Take
    kind: str
    but: Take
    but_after: Past

    def __str__(self) -> str:
        return self.says

    @property
    def clause(self) -> str:
        """The clause that names the refusal."""
        return self.says.split()[0]

    def refused_by(self, paper: Paper) -> None:
        """See what is forbidden refused by its clause, with nothing changed."""
        paper.after(self.after).refuses(self.asked, self.kind, self.clause)

    def allowed_by(self, paper: Paper) -> None:
        """See what keeps the clause happen."""
        paper.after(self.but_after).then(self.but)


def ruling(
    says: str,
    after: Past,
    asked: Take | str,
    *,
    kind: str = "RuleBroken",
    but: Take | str | None = None,
    but_after: Past | None = None,
) -> Ruling:
    """Write down what a clause forbids after some steps.

    `but` is what it allows in its place, `but_after` the steps after which it allows it.
    """
    asked = take(asked) if isinstance(asked, str) else asked
    but = asked if but is None else take(but) if isinstance(but, str) else but
    assert (but, but_after) != (asked, None), f"{says}: nothing is allowed in its place"
    return Ruling(says, after, asked, kind, but, after if but_after is None else but_after)


@dataclass(frozen=True)
class Closing:
    """A case that is to be closed: for each thing missing its clause, in order."""

    says: str
    after: Past
    missing: list[str]
    kind: str

    def __str__(self) -> str:
        return self.says

    def checked_by(self, paper: Paper) -> None:
        """See it closed, or refused with exactly what is missing."""
        story = paper.after(self.after)
        if not self.missing:
            assert story.then("close").state == "closed"
            return
        refused = story.refuses(take("close"), self.kind, self.missing[0])
        assert [one for reason in refused.reasons for one in reason.clauses] == self.missing


def closing(says: str, after: Past, missing: str = "", kind: str = "RuleBroken") -> Closing:
    """Write down what closing still lacks after some steps."""
    return Closing(says, after, missing.split(), kind)


@dataclass(frozen=True)
class Limit:
    """A deadline: what starts it, when it is due, what ends it, what its lapse records."""

    says: str
    name: str
    after: Past
    due: str
    ends: Take
    events: tuple[str, ...]

    def __str__(self) -> str:
        return self.says

    @property
    def clause(self) -> str:
        """The clause that sets it."""
        return self.says.split()[0]

    def lapses_once(self, paper: Paper) -> None:
        """See it lapse at its instant, not before, and not twice."""
        story = paper.after(self.after)
        due = self.due_at(story)
        running = story.scenario.case.clocks[self.name]
        assert (running.clock.due_at, running.clock.clause) == (due, self.clause)

        assert _lapses(story, self.name, due - timedelta(microseconds=1)) == []
        assert _lapses(story, self.name, due) == [self.events]
        assert _lapses(story, self.name, due + timedelta(days=40)) == []

    def ended_at_the_last_instant(self, paper: Paper) -> None:
        """See a step at the due instant itself end it."""
        self._ended(paper, timedelta(0))

    def ended_late(self, paper: Paper) -> None:
        """See a late step taken all the same, and nothing recorded about the lapse."""
        self._ended(paper, timedelta(hours=2))

    def due_at(self, story: Story) -> datetime:
        """Say when it is due, told from the last step."""
        return at(self.due) if self.due.startswith("2026") else story.now + _span(self.due)

    def _ended(self, paper: Paper, late: timedelta) -> None:
        story = paper.after(self.after)
        minutes = int((self.due_at(story) + late - story.now).total_seconds() // 60)
        story.then(replace(self.ends, after=f"{minutes}m"))
        assert self.name not in story.scenario.case.clocks
        assert _lapses(story, self.name, story.now + timedelta(days=90)) == []


def _lapses(story: Story, name: str, now: datetime) -> list[tuple[str, ...]]:
    lapsed = story.scenario.desk.tick(now)
    return [one.events for one in lapsed if one.deadline == name]


def limit(
    says: str, after: Past, due: str, ends: Take | str, name: str, *, records: str = ""
) -> Limit:
    """Write down a deadline; the due instant is told from the last step, or named."""
    ends = take(ends) if isinstance(ends, str) else ends
    return Limit(says, name, after, due, ends, ("DeadlineLapsed", *records.split()))
