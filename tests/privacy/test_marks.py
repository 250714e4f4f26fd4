"""What is personal is marked on the form, in one way on every page, and only where it is a text."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field

from huiyin.domain.office import rulebook
from huiyin.workflow.annotations import Mark, Personal
from huiyin.workflow.errors import PageFaulty
from huiyin.workflow.forms import (
    CaseOfWhom,
    Command,
    Name,
    Phone,
    Private,
    Text,
    Words,
    blanks,
)
from huiyin.workflow.people import role
from huiyin.workflow.procedure import Procedure
from huiyin.workflow.rulebook import Rulebook
from huiyin.workflow.states import NEW, state, stay

CLERK, GUEST = role("clerk", "文员", "clerk"), role("guest", "客人", "guest", outside=True)
OPEN, DONE = state("open", "开"), state("done", "完", terminal=True)
# Who a customer is, where he is reached, what he said and what he was told, whatever the page.
ALWAYS = {"name", "phone", "unit_no", "address", "opinion", "suggestions", "told", "content"}


class Picture(Words):
    name: Private = Field(title="文件名")
    sha256: Text = Field(title="指纹")


class Begin(Command, zh="开始"):
    """Begin."""

    name: Name = Field(title="姓名")
    phone: Phone | None = Field(None, title="电话")
    said: list[Private] | None = Field(None, title="原话")
    pictures: list[Picture] | None = Field(None, title="照片")
    matter: Text | None = Field(None, title="事项")


class Ask(Command, zh="询问"):
    """Ask about another case."""

    about: CaseOfWhom = Field(title="案件")
    said: Private | None = Field(None, title="原话")


class Finish(Command, zh="结束"):
    """Finish."""


class Count(Command, zh="计数"):
    """Count."""

    number: Annotated[int, Mark("int", personal=Personal.WORDS)] = Field(title="数")


class Plain(Command, zh="另做"):
    """Say it in plain words."""

    name: Text = Field(title="姓名")


def page(name: str = "toy", form: type[Command] = Ask, records: str = "Asked") -> Procedure:
    made = Procedure(
        name, edition="1", zh="玩具", en=name, document="T", prefix=name[0].upper(), roles=ROLES
    )
    made.step("T-1", NEW >> OPEN, by=CLERK, records="Begun")(Begin)
    made.step("T-2", stay(OPEN), by=CLERK | GUEST, records=records)(form)
    made.step("T-3", OPEN >> DONE, by=CLERK, records="Finished")(Finish)
    return made


ROLES = (CLERK, GUEST)


def test_a_blank_shows_whether_it_is_personal() -> None:
    found = blanks(Begin)

    assert {name: one.personal for name, one in found.items()} == {
        "name": True,
        "phone": True,
        "said": True,
        "pictures": False,
        "matter": False,
    }
    assert {name: one.personal for name, one in found["pictures"].parts.items()} == {
        "name": True,
        "sha256": False,
    }
    assert found["pictures"].shape == "file"
    assert blanks(Ask)["about"].whose


def test_the_registry_knows_what_is_personal_in_an_event() -> None:
    registry = Rulebook((page(),)).registry()
    kinds = {one.name: one for one in registry.kinds}

    assert kinds["Begun"].personal == {
        "name": "name",
        "phone": "phone",
        "said": "words",
        "pictures": {"name": "words"},
    }
    assert (kinds["Asked"].personal, kinds["Asked"].whose) == ({"said": "words"}, "about")
    assert registry.is_outside("guest")
    assert not registry.is_outside("clerk")


def test_what_is_no_text_cannot_be_personal() -> None:
    with pytest.raises(PageFaulty, match="count: number is personal and no text"):
        Rulebook((page(form=Count),))


def test_a_blank_is_not_personal_on_one_page_and_plain_on_another() -> None:
    with pytest.raises(PageFaulty, match="name of Begun is personal in one way here"):
        Rulebook((page(), page("other", Plain, "Begun")))


def test_the_office_marks_alike_what_is_alike() -> None:
    steps = [step for one in rulebook().editions for step in one.steps.values()]
    found = [(step.name, blank) for step in steps for blank in step.blanks.values()]

    assert not [one for one in found if one[1].name in ALWAYS and not one[1].personal]
    assert not [
        one
        for one in found
        if one[1].personal and one[1].name.endswith("_no")
        if one[1].name != "unit_no"
    ]
