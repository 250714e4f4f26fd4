"""A day at one desk where everything happens at once: many cases, each on its documented way.

    for stride in day(dice, desk, length=100):
        ...

A strand is a case that follows a path of its paper, now and then by other people than the
usual ones, later than it happened, or with a stride of somebody who knows only the page:
illegal steps, spoilt forms, corrections. Strands are taken up in any order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from huiyin.workflow.actor import Actor
from huiyin.workflow.desk import Desk
from huiyin.workflow.errors import Refused
from huiyin.workflow.request import Request
from papers.consignment import PAPER as CONSIGNMENT
from papers.every import COMPLAINTS
from papers.goods_return import PAPER as RETURN
from papers.paper import Story, Take
from papers.repair import PAPER as REPAIR
from papers.request import CENTRE as CENTRE_REQUEST
from papers.request import PROPERTY as PROPERTY_REQUEST
from papers.shift_centre import PAPER as CENTRE_SHIFT
from papers.shift_city import PAPER as CITY_SHIFT
from papers.visit import CENTRE as CENTRE_VISIT
from papers.visit import PROPERTY as PROPERTY_VISIT
from spec import Scenario
from walker import MONDAY, PEOPLE, Walker

# Goods and shifts come up more often than what only has somebody to answer for it.
OF_GOODS = (REPAIR, CONSIGNMENT, RETURN)
OF_SHIFTS = (CENTRE_SHIFT, CITY_SHIFT)
OTHERS = (*COMPLAINTS, CENTRE_REQUEST, PROPERTY_REQUEST, CENTRE_VISIT, PROPERTY_VISIT)
AT_ONCE = 8


@dataclass
class Strand:
    """A case on its way: what of its path is left, and somebody who knows only its page."""

    dice: Random
    story: Story
    left: list[Take]
    mark: str
    walker: Walker

    @classmethod
    def begun(cls, dice: Random, desk: Desk, number: int) -> Strand:
        """Choose a paper and one of its ways."""
        paper = dice.choice(dice.choice((OF_GOODS, OF_GOODS, OF_SHIFTS, OTHERS)))
        path = paper.paths[dice.choice(list(paper.paths))]
        story = Story(paper, Scenario(desk, paper.procedure), MONDAY)
        walker = Walker(dice, desk, paper.page)
        return cls(dice, story, list(path), chr(0x4E00 + number), walker)

    @property
    def number(self) -> str:
        """The number of its case; empty before it is opened."""
        return self.story.scenario.number

    def stride(self) -> None:
        """Take the next step, or let somebody who knows only the page do something."""
        if self.number and self.dice.random() < 0.2:
            self.walker.now, self.walker.cases = self.story.now, [self.number]
            self.walker.stride()
            self.story.now = self.walker.now
        elif self.left and not self.takes(self.someone(self.left[0])):
            self.takes(self.left[0])
            self.left.pop(0)
        elif self.left:
            self.left.pop(0)

    def takes(self, one: Take) -> bool:
        """Take a step; say whether it was allowed."""
        story = self.story
        when, who, form = story.read(replace(one, after=f"{self.dice.choice((1, 7, 300))}m"))
        earlier = timedelta(minutes=self.dice.choice((0, 0, 0, 5, 400)))
        request = Request(
            step=one.step,
            actor=Actor.parse(who),
            at=when,
            form=self.marked(form),
            case=self.number,
            procedure="" if self.number else story.paper.procedure,
            occurred=when - earlier if earlier else None,
        )
        try:
            story.scenario.number = story.scenario.desk.carry_out(request).case
        except Refused:
            return False
        finally:
            story.now = max(story.now, when)
        return True

    def someone(self, one: Take) -> Take:
        """Let somebody else take a step in the usual role, now and then."""
        line = self.story.paper.lines.get(one.step)
        if line is None or self.dice.random() < 0.6:
            return one
        usual = one.who or self.story.paper.people[next(iter(line.roles))]
        return replace(one, who=f"{self.dice.choice(PEOPLE)}:{usual.partition(':')[2]}")

    def marked(self, form: dict[str, object]) -> dict[str, object]:
        """Give each consignment a surname of its own, so that its labels are."""
        text = json.dumps(form, ensure_ascii=False).replace("李", f"李{self.mark}")
        marked: dict[str, object] = json.loads(text)
        return marked


@dataclass
class Day:
    """A desk with the strands that are going on there."""

    dice: Random
    desk: Desk
    strands: list[Strand] = field(default_factory=list)
    begun: int = 0

    def stride(self) -> None:
        """Go on with any strand, begin another, or look at the clock."""
        self.strands = [one for one in self.strands if one.left or self.dice.random() < 0.5]
        if len(self.strands) < AT_ONCE:
            self.begun += 1
            self.strands.append(Strand.begun(self.dice, self.desk, self.begun))
        strand = self.dice.choice(self.strands)
        strand.stride()
        if strand.story.paper in OF_SHIFTS and strand.number:
            self.roster_the_next(strand)
        if self.dice.random() < 0.05:
            self.desk.tick(self.now)

    @property
    def now(self) -> datetime:
        """The latest instant that any strand has come to."""
        return max(one.story.now for one in self.strands)

    def roster_the_next(self, strand: Strand) -> None:
        """Put somebody on the roster for the shift that follows, now and then."""
        case = strand.story.scenario.case
        words = {"duty_person", "special_day"} & strand.story.paper.words.keys()
        (director,) = strand.story.paper.lines["roster-shift"].roles
        if case.state != "on_duty" or self.dice.random() < 0.7:
            return
        ends_at = datetime.fromisoformat(case.latest("ends_at", "ShiftRostered"))
        form = {
            **{name: strand.story.paper.words[name] for name in words},
            "duty_person": strand.story.paper.people["duty_in"],
            "starts_at": ends_at.isoformat(),
            "ends_at": (ends_at + timedelta(hours=8)).isoformat(),
            "follows": strand.number,
        }
        who = f"cui:{director}"
        self.desk.open(strand.story.paper.procedure, who, at=strand.story.now, form=form)


def day(dice: Random, desk: Desk, length: int) -> Iterator[Day]:
    """Let so many strides be made at a desk."""
    going_on = Day(dice, desk)
    for _ in range(length):
        going_on.stride()
        yield going_on
