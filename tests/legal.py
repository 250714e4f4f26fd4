"""Legal histories of every page: random ones, and those that its paper tells."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from random import Random

from huiyin.domain.office import rulebook
from huiyin.workflow.case import Case
from huiyin.workflow.desk import Desk
from huiyin.workflow.norm.turns import START, Norm
from huiyin.workflow.parts import Step
from huiyin.workflow.procedure import Procedure
from spec import desk_of
from walker import Walker

STRIDES = 30
WALKS = 4000
ENDED = 3
PAGES = [*rulebook()]


class Guide(Walker):
    """Somebody who knows more than the pages: what a quarter is, and when a shift ends."""

    def form(self, step: Step, case: Case) -> dict[str, object]:
        """Leave out cases of others, and write what nobody guesses."""
        form = super().form(step, case)
        for name, blank in step.blanks.items():
            if blank.shape == "case" and not blank.required:
                form.pop(name, None)
        if "quarter" in step.blanks:
            form["quarter"] = f"{self.dice.randint(2000, 2099)}-Q{self.dice.randint(1, 4)}"
        if "ends_at" in step.blanks:
            form["ends_at"] = (self.now + timedelta(hours=200)).isoformat()
        if self.page.kind == "audit":
            form |= self.audited(step, case)
        return form

    def audited(self, step: Step, case: Case) -> dict[str, object]:
        """Draw a case that others have made, look at it, and answer what was found."""
        if step.opens:
            form = {"name": "何静", "phone": "137", "matter": "收银", "content": "等了半小时"}
            form |= {"channel": "web", "severity": "general"}
            made = self.desk.open("complaint/mall", "hua:receptionist", at=self.now, form=form)
            return {"cases": [made.case]}
        drawn = case.value("cases", "AuditOpened")
        known: dict[str, object] = {"about": drawn[0] if isinstance(drawn, list) else ""}
        known |= {"row": 1, "version": 1}
        blanks = step.blanks.keys() - ({"version"} if step.name == "correct-entry" else set())
        return {name: known[name] for name in known.keys() & blanks}


@cache
def histories(page: Procedure, number: int, seed: int = 1) -> Desk:
    """Walk about until there are so many cases of a page, and some that have come to an end."""
    desk, dice = desk_of(rulebook()), Random(f"{seed} {page.name}")
    for _ in range(WALKS):
        if len(own(desk, page)) >= number and len(ended(desk, page)) >= ENDED:
            break
        guide = Guide(dice, desk, page)
        for _ in range(STRIDES):
            guide.stride()
    return desk


def own(desk: Desk, page: Procedure) -> list[str]:
    """Give the cases of a page: its steps may open cases of others, too."""
    return [one for one in desk.store.cases() if desk.case(one).procedure == page.name]


def ended(desk: Desk, page: Procedure) -> list[str]:
    """Give the cases of several steps that have come to an end."""
    found = [desk.case(one) for one in own(desk, page)]
    return [one.id for one in found if page.states[one.state].terminal and one.version > 2]


def is_legal(page: Procedure, steps: list[str], *, closed: bool) -> bool:
    """Tell whether a page allows steps in this order, whatever its rules say."""
    return any(not closed or page.states[end].terminal for end in ends(page, steps))


def ends(page: Procedure, steps: list[str]) -> Iterator[str]:
    """Give the state that these steps lead to, if they lead anywhere."""
    state, moves = START, {(one.source, one.step.name): one.target for one in Norm(page).turns}
    for step in steps:
        if (state, step) not in moves:
            return
        state = moves[state, step]
    if state != START:
        yield state
