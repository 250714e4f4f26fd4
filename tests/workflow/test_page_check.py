"""A page that contradicts itself is found out before any case meets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import Field

from huiyin.domain.office import rulebook
from huiyin.workflow.errors import PageFaulty
from huiyin.workflow.forms import Command, Text
from huiyin.workflow.language import Label
from huiyin.workflow.page_check import faults
from huiyin.workflow.parts import By, Needs, Note
from huiyin.workflow.people import CLOCK, FIRST_CONTACT, role
from huiyin.workflow.procedure import Procedure
from huiyin.workflow.rulebook import Rulebook
from huiyin.workflow.rules import always, condition, takers
from huiyin.workflow.states import NEW, WHILE_OPEN, state, stay
from parcels import CLERK, LEAD, ROLES, Capacity, desk_page, outgoing_page

OPEN, BUSY = state("open", "开"), state("busy", "忙")
DONE = state("done", "完", terminal=True)


class Begin(Command, zh="开始"):
    """Begin."""

    subject: Text | None = Field(None, title="题目")


class Finish(Command, zh="结束"):
    """Finish."""


class Extra(Command, zh="另做"):
    """Do something else."""

    capacity: Capacity | None = Field(None, title="身份")


class Wordless(Command, zh="无言"):
    pass


class Nameless(Command):
    """Do it without a Chinese name."""


@condition("the form says so")
def form_says_so(case: object, form: object) -> bool:
    return True


@condition("the request says so")
def request_says_so(case: object, form: object, ask: object) -> bool:
    return True


def page(**changes: Any) -> Procedure:
    """Declare a page without fault."""
    made = Procedure(
        "toy", edition="1", zh="玩具", en="Toy", document="T", prefix="T", roles=ROLES, **changes
    )
    made.step("T-1", NEW >> OPEN, by=CLERK, records="Begun")(Begin)
    made.step("T-2", OPEN >> DONE, by=CLERK, records="Finished")(Finish)
    return made


def extra(**changes: Any) -> Procedure:
    """Declare a page with one step more, which may be faulty."""
    made = page()
    form = changes.pop("form", Extra)
    said: dict[str, Any] = {
        "clauses": "T-3",
        "move": stay(OPEN),
        "by": CLERK,
        "records": "ExtraDone",
    } | changes
    made.step(said.pop("clauses"), said.pop("move"), **said)(form)
    return made


def deadline(**changes: Any) -> Procedure:
    """Declare a page with a deadline, which may be faulty."""
    made = page()
    said: dict[str, Any] = {"zh": "限", "en": "limit", "starts": (Begin,), "ends": (Finish,)}
    said |= {"clause": "T-4", "figure": "P1D"} | changes
    made.deadline("limit", said.pop("clause"), **said)
    return made


def lapse(note_step: str, *, by: Any = CLOCK, move: Any = None, unless: Any = None) -> Procedure:
    """Declare a page whose clock takes a step, which may be faulty."""
    noted = Label("记", "noted")
    note = Note("Noted", noted, ("T-5",), lambda case, clock: {}, note_step, unless)
    made = deadline(on_lapse=(note,))
    made.step("T-3", move or WHILE_OPEN, by=by, records="Noted")(Extra)
    return made


def with_states(*moves: Any) -> Procedure:
    made = page()
    for number, move in enumerate(moves):
        form = type(f"Go{'ABC'[number]}", (Command,), {"__doc__": "Go."}, zh="走")
        made.step("T-9", move, by=CLERK, records="Gone")(form)
    return made


FAULTY: dict[str, Callable[[], Procedure]] = {
    "one step opens a case, not 0": lambda: Procedure(
        "toy", edition="1", zh="", en="", document="", prefix="T", roles=ROLES
    ),
    "one step opens a case, not 2": lambda: extra(move=NEW >> OPEN),
    "state busy is never reached": lambda: extra(move=BUSY >> DONE),
    "state busy is a dead end": lambda: extra(move=OPEN >> BUSY),
    "state x is a dead end": lambda: with_states(
        OPEN >> state("x", "一"),
        state("x", "一") >> state("y", "二"),
        state("y", "二") >> state("x", "一"),
    ),
    "state done is described in two ways": lambda: extra(move=OPEN >> state("done", "完")),
    "carries old to new, which is no state": lambda: page(carries={"old": "new"}),
    "extra: no clause": lambda: extra(clauses=""),
    "wordless: no sentence": lambda: extra(form=Wordless),
    "nameless: no Chinese name": lambda: extra(form=Nameless),
    "extra: role king is not a role": lambda: extra(by=role("king", "王", "king")),
    "extra: nobody may take it": lambda: extra(by=()),
    "extra: only the clock may take it": lambda: extra(by=CLOCK),
    "extra: asks for depth": lambda: extra(asks={"depth": always}),
    "extra: leads from open to more than one": lambda: extra(move=OPEN >> DONE | stay(OPEN)),
    "extra: records DeadlineLapsed": lambda: extra(records="DeadlineLapsed"),
    "extra: records CaseMigrated": lambda: extra(records="CaseMigrated"),
    "extra: records SubjectErased": lambda: extra(records="SubjectErased"),
    "extra: records EntryCorrected": lambda: extra(records="EntryCorrected"),
    "extra: its roles and the branches": lambda: extra(by=CLERK.where(form_says_so)),
    "the branches of its guard": lambda: extra(guard={form_says_so: ()}),
    "extra: what it asks for": lambda: extra(asks={"capacity": request_says_so}),
    "extra: a rule cannot be refused as Conflict": lambda: extra(
        only_if=(always.by("T-3", kind="Conflict"),)
    ),
    "extra: its capacities are not those": lambda: extra(capacities={"desk": LEAD}),
    "extra: needs sign, which is no step": lambda: extra(needs=(Needs("sign"),)),
    "extra: needs capacities that begin": lambda: extra(needs=(Needs("begin", ("desk",)),)),
    "keeps away those who took sign": lambda: extra(never_by=(takers("x", "sign"),)),
    "extra: four eyes cannot be met": lambda: extra(
        by=FIRST_CONTACT, never_by=(takers("whoever began", "begin"),)
    ),
    "deadline limit: no clause": lambda: deadline(clause=""),
    "deadline limit: nothing starts it": lambda: deadline(starts=()),
    "deadline limit: nothing ends it": lambda: deadline(ends=()),
    "deadline limit: extra is no step": lambda: deadline(ends=(Extra,)),
    "limit: begin has no blank for the figure": lambda: deadline(figure=By("until")),
    "limit: the clock is to take sign, which is no step": lambda: lapse("sign"),
    "to take extra, which is not for the clock": lambda: lapse("extra", by=CLERK),
    "to take extra, which leaves": lambda: lapse("extra", move=OPEN >> DONE),
    "what holds Noted back": lambda: lapse("extra", unless=form_says_so),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_fault_is_found_and_told(fault: str) -> None:
    """Architecture 3: a page checks itself when it is loaded."""
    with pytest.raises(PageFaulty) as found:
        Rulebook((FAULTY[fault](),))

    assert fault in str(found.value)


def test_every_fault_of_a_page_is_listed() -> None:
    """Architecture 3: `procedure check` prints all of them."""
    made = extra(clauses="", by=(), needs=(Needs("sign"),))

    assert len(faults(made)) == 3


@pytest.mark.parametrize(
    "right",
    [page(), extra(), deadline(), lapse("extra"), desk_page(), outgoing_page(), *rulebook()],
    ids=[*("plain", "with a step", "with a deadline", "with a clock"), *("desk", "outgoing")]
    + [one.name for one in rulebook()],
)
def test_a_page_that_is_right_has_no_fault(right: Procedure) -> None:
    """Architecture 3: the toys and the office's own pages are sound."""
    assert faults(right) == ()


def test_a_step_is_declared_once() -> None:
    """Architecture 3: two steps of one name would hide each other."""
    with pytest.raises(ValueError, match="declare"):
        extra(form=Begin)
