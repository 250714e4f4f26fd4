"""A walk through an office by somebody who knows nothing but its pages.

    for stride in walk(data, desk, page, length=30):
        ...

Commands are legal and illegal: the steps that lead on from here and others, people in the
right role and the wrong one, forms filled in by their blanks, spoilt now and then. Time goes
forward; the clock is looked at; keys are used, and used again; entries are corrected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from hypothesis import strategies as st

from huiyin.workflow.actor import Actor
from huiyin.workflow.calendars import SHANGHAI
from huiyin.workflow.case import NO_CASE, Case
from huiyin.workflow.desk import Desk
from huiyin.workflow.errors import Refused
from huiyin.workflow.forms import Blank
from huiyin.workflow.machine import chart
from huiyin.workflow.outcome import Lapse, Outcome
from huiyin.workflow.parts import Step
from huiyin.workflow.people import ANY_EMPLOYEE, FIRST_CONTACT
from huiyin.workflow.procedure import Procedure
from huiyin.workflow.request import Request

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
PEOPLE = ("wang", "li", "zhao", "deng", "sun", "qian")
DEPARTMENTS = ("repairs", "cleaning")
TEXTS = ("a tap drips", "灯不亮", "as agreed", "  kept  ")
NONSENSE: tuple[object, ...] = ("", "  ", "nonsense", 0, -1, True, [], {}, ["x"], {"x": 1}, 1.5)
DIGEST = "0f" * 32
WAITS = (0, 1, 10, 60, 60 * 24, 60 * 24 * 4)


@dataclass(frozen=True)
class Stride:
    """One thing that was asked of the desk, and what came of it.

    Without a request the clock was looked at, and `lapses` tells what it recorded.
    """

    at: datetime
    request: Request | None = None
    outcome: Outcome | None = None
    refused: Refused | None = None
    lapses: tuple[Lapse, ...] = ()


@dataclass
class Walker:
    """Somebody with dice, at a desk, with a page whose cases he tries to move."""

    dice: Random
    desk: Desk
    page: Procedure
    now: datetime = MONDAY
    cases: list[str] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)
    entry: int = 1

    def stride(self) -> Stride:
        """Do one thing."""
        self.now += timedelta(minutes=self.dice.choice(WAITS))
        if self.chance(0.08):
            return Stride(self.now, lapses=self.desk.tick(self.now))
        return self.ask(self.request())

    def ask(self, request: Request) -> Stride:
        """Ask for something and take the answer, whatever it is."""
        self.asked.append(request)
        try:
            outcome = self.desk.carry_out(request)
        except Refused as refused:
            return Stride(self.now, request, refused=refused)
        if outcome.case not in self.cases:
            self.cases.append(outcome.case)
        return Stride(self.now, request, outcome)

    def request(self) -> Request:
        """Make up a request: mostly one that could be meant, now and then an old one again."""
        if self.asked and self.chance(0.04):
            return replace(self.dice.choice(self.asked), at=self.now)
        number, case = self.case()
        step = self.step(case)
        return Request(
            step="no-such-step" if self.chance(0.01) else step.name,
            actor=self.actor(step, case),
            at=self.now,
            form=self.form(step, case),
            case=number,
            procedure="" if number else self.page.name,
            occurred=self.occurred(),
            reason="" if self.chance(0.3) else "written down late",
            key=f"k{self.dice.randrange(40)}" if self.chance(0.15) else "",
            expect_version=case.version - int(self.chance(0.3)) if self.chance(0.1) else None,
        )

    def case(self) -> tuple[str, Case]:
        """Choose a case, mostly the newest; none to open another."""
        if not self.cases or self.chance(0.05):
            return "", NO_CASE
        number = self.cases[-1] if self.chance(0.8) else self.dice.choice(self.cases)
        return number, self.desk.case(number)

    def step(self, case: Case) -> Step:
        """Choose a step, mostly one that moves the case on from where it is."""
        if not case.id:
            return self.page.opening
        moves, state = self.page.moves, case.state
        onward = [name for name in moves if moves[name].get(state, state) != state]
        here = [name for name in chart(self.page).steps_from(state) if name not in onward]
        names = self.dice.choices((onward, here, list(self.page.steps)), (7, 3, 1))[0]
        return self.page.steps[self.dice.choice(names or list(self.page.steps))]

    def actor(self, step: Step, case: Case) -> Actor:
        """Choose somebody, mostly in a role that the step is open to."""
        chosen = self.dice.choice(step.by)
        role, person = chosen.code, self.dice.choice(PEOPLE)
        if chosen.only_being and self.chance(0.9):
            person = self.dice.choice(sorted(chosen.only_being.find(case)) or PEOPLE) or person
        if role == FIRST_CONTACT.code and self.chance(0.8):
            person = case.first_contact or person
        if self.chance(0.07) or role not in self.page.roles:
            employees = [one.code for one in self.page.roles.values() if not one.outside]
            stranger = self.dice.choice(list(self.page.roles))
            known = role in (ANY_EMPLOYEE.code, FIRST_CONTACT.code)
            role = self.dice.choice([*employees, role] if known else [stranger, role, ""])
        department = self.page.department(case)
        if not department or self.chance(0.1):
            department = self.dice.choice(DEPARTMENTS)
        return Actor(person, role, department)

    def form(self, step: Step, case: Case) -> dict[str, object]:
        """Fill in the blanks that must be, many that may be, and now and then spoil one."""
        self.entry = self.dice.randint(1, case.version + 1)
        form = {
            name: self.value(blank, case)
            for name, blank in step.blanks.items()
            if blank.required or name in step.asks or self.chance(0.3)
        }
        if self.chance(0.05):
            form[self.dice.choice([*step.blanks, "no_such_blank"])] = self.dice.choice(NONSENSE)
        return form

    def value(self, blank: Blank, case: Case) -> object:
        """Write something into a blank that it can hold."""
        if blank.many and blank.parts and self.chance(0.5):
            return [*self.listed(blank, case)] or [self.one(blank, case)]
        if blank.many:
            most = max(3, len(blank.choices))
            return [self.one(blank, case) for _ in range(self.dice.randint(1, most))]
        return self.one(blank, case)

    def listed(self, blank: Blank, case: Case) -> Iterator[object]:
        """Write a line for each word that the page lists."""
        text = next((name for name, part in blank.parts.items() if part.shape == "text"), "")
        for listing in self.page.lists.values():
            for word in listing.words:
                yield {**self.line(blank, case), text: word}

    def line(self, blank: Blank, case: Case) -> dict[str, object]:
        """Write an object part by part."""
        return {
            name: DIGEST if name == "sha256" else self.value(part, case)
            for name, part in blank.parts.items()
            if part.required or self.chance(0.3)
        }

    def one(self, blank: Blank, case: Case) -> object:
        """Write one thing of a blank's shape."""
        dice = self.dice
        if blank.parts:
            return self.line(blank, case)
        if blank.choices:
            return dice.choice(list(blank.choices))
        if blank.shape == "datetime":
            return self.instant(ahead=blank.ahead)
        if blank.shape == "object":
            return self.words(case)
        plain: dict[str, Sequence[object]] = {
            "date": [str(self.now.date() + timedelta(days=days)) for days in (-3, 0, 9)],
            "int": (self.entry,),
            "decimal": ("0.098", "1", "120.50"),
            "bool": (True, True, True, False),
            "person": PEOPLE,
            "department": DEPARTMENTS,
            "case": [*self.cases, "C-1999-000001"],
        }
        return dice.choice(plain.get(blank.shape, TEXTS))

    def instant(self, *, ahead: bool) -> str:
        """Name an instant, to come where it must be."""
        hours = timedelta(hours=self.dice.choice((1, 5, 30, 100)))
        return (self.now + (hours if ahead or self.chance(0.5) else -hours)).isoformat()

    def words(self, case: Case) -> Mapping[str, object]:
        """Give other words for the entry thought of, if it is one that has blanks."""
        entry = case.past[self.entry - 1] if self.entry <= case.version else None
        step = self.page.steps.get(entry.step) if entry else None
        plain = [one for one in step.blanks.values() if one.shape != "object"] if step else []
        if not plain:
            return {"remarks": "as agreed"}
        blank = self.dice.choice(plain)
        return {blank.name: self.value(blank, case)}

    def occurred(self) -> datetime | None:
        """Say when it happened, if not now: a little earlier, days ago, or not yet."""
        if self.chance(0.85):
            return None
        return self.now - timedelta(hours=self.dice.choice((1, 3, 20, 50, -1)))

    def chance(self, probability: float) -> bool:
        """Throw the dice."""
        return self.dice.random() < probability


def walks(length: int = 40) -> st.SearchStrategy[tuple[Random, int]]:
    """Give dice and a number of strides; fewer strides are simpler."""
    return st.tuples(st.randoms(use_true_random=True), st.integers(1, length))


def walk(dice: Random, desk: Desk, page: Procedure, length: int = 40) -> Iterator[Stride]:
    """Walk so many strides at a desk over one page."""
    walker = Walker(dice, desk, page)
    for _ in range(length):
        yield walker.stride()


def wander(dice: Random, desk: Desk, pages: Sequence[Procedure], length: int = 40) -> None:
    """Fill a desk with the histories of several pages, for those who only want to read them."""
    for page in pages:
        for _ in walk(dice, desk, page, length):
            pass
