"""A document written down once more, for its page to be held against.

    PAPER = Paper(
        "complaint/mall",
        line("register", "→ registered", "any_employee", "name phone …", "S000-m-3.1.7a"),
        …
        paths={"handled": "register handle-directly reply close"},
    )
    PAPER.after("register handle-directly").refuses(take("close"), "NotFromHere", "S000-m-3.1.7b")

In a line, `registered → verified, escalated` leads on from the first state and stays in the
second; blanks in brackets may stay empty, those with a plus are usually filled in. A role with
`@` is one of the department that the case is with; with `!` it is held by whom the case names,
and with `?` it takes the step at times only: the rulings say when. The usual person for a step
is the first role of its line, the usual words for a blank are the same on every form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
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
MARKS = "@!?"
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
    roles: Mapping[str, str]
    """The roles that may take it, each with its marks."""
    required: tuple[str, ...]
    optional: tuple[str, ...]
    usual: tuple[str, ...]
    clauses: tuple[str, ...]

    def marked(self, mark: str) -> tuple[str, ...]:
        """Give the roles that have the mark."""
        return tuple(role for role, marks in self.roles.items() if mark in marks)


def line(step: str, moves: str, by: str, blanks: str, clauses: str) -> Line:
    """Read a line of the table."""
    plain, _, bracket = blanks.partition("[")
    optional = bracket.rstrip("]").split()
    return Line(
        step,
        dict(_moves(moves)),
        {role.rstrip(MARKS): role[len(role.rstrip(MARKS)) :] for role in by.split()},
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
        when = self.now + span(one.after)
        line = self.paper.lines.get(one.step)
        names = line.usual if line else ()
        usual = {name: self.paper.words.get(name, f"{name} 照实填写") for name in names}
        form = {**usual, **one.blanks}
        who = one.who or self.paper.people[next(iter(line.roles)) if line else "cs_manager"]
        filled = {name: _instant(value, when) for name, value in form.items() if value is not None}
        return when, who, filled


def span(text: str) -> timedelta:
    """Read a span such as `30m`, `2h`, `5d`."""
    return timedelta(**{UNITS[text[-1]]: int(text[:-1])})


def _instant(value: object, now: datetime) -> object:
    if not isinstance(value, str):
        return value
    if value == "now":
        return now.isoformat()
    if found := re.fullmatch(r"in (\d+[mhd])", value):
        return (now + span(found[1])).isoformat()
    if found := re.fullmatch(r"(\d+[mhd]) ago", value):
        return (now - span(found[1])).isoformat()
    return value
