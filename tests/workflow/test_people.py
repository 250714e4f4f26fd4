"""Who acts, and in which role."""

from __future__ import annotations

from dataclasses import replace

import pytest

from huiyin.workflow.actor import Actor, person_in
from huiyin.workflow.case import Case
from huiyin.workflow.rules import condition, people
from parcels import CLERK, LEAD, RECIPIENT, desk_page, taken_in
from spec import given


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("li", ("li", "", "")),
        ("li:clerk", ("li", "clerk", "")),
        ("li:clerk@east", ("li", "clerk", "east")),
        (" li : clerk @ east wing ", ("li", "clerk", "east wing")),
        ("li:clerk@a@b:c", ("li", "clerk", "a@b:c")),
        ("李:clerk@维修", ("李", "clerk", "维修")),
        ("li@east", ("li@east", "", "")),
    ],
)
def test_an_actor_is_read_from_person_role_and_department(
    text: str, parts: tuple[str, str, str]
) -> None:
    """Vocabulary, actor: the person is the text before the first colon."""
    actor = Actor.parse(text)

    assert (actor.person, actor.role, actor.department) == parts
    assert person_in(text) == parts[0]


@pytest.mark.parametrize("text", ["", " ", ":clerk", "  :clerk@east"])
def test_nobody_is_no_actor(text: str) -> None:
    """Vocabulary, actor: one person = one id."""
    with pytest.raises(ValueError, match="PERSON:ROLE"):
        Actor.parse(text)
    with pytest.raises(ValueError, match="PERSON:ROLE"):
        Actor(text.partition(":")[0], "clerk")


def test_blanks_around_a_name_make_no_other_person() -> None:
    """Lessons 4: four eyes are not met by a blank."""
    assert Actor(" li ", "clerk ", " east") == Actor("li", "clerk", "east")


@pytest.mark.parametrize("actor", [Actor("li", "clerk", "east"), Actor("li", "clerk")])
def test_an_actor_is_written_as_it_is_read(actor: Actor) -> None:
    """Vocabulary, actor: PERSON:ROLE or PERSON:ROLE@DEPARTMENT."""
    assert Actor.parse(str(actor)) == actor


def test_roles_are_put_together_one_by_one_or_as_a_whole() -> None:
    """Architecture 3: any one role suffices."""
    both = (CLERK | LEAD).of_the_department | RECIPIENT

    assert [(one.code, one.own_department) for one in both] == [
        ("clerk", True),
        ("lead", True),
        ("recipient", False),
    ]
    assert list(CLERK) == [CLERK]


def test_a_role_says_what_is_asked_beside_it() -> None:
    """Style 12: a refusal says which role, and where."""

    @condition("it rains")
    def rain(case: object) -> bool:
        return True

    assert str(CLERK.says) == "clerk"
    assert str(CLERK.of_the_department.says) == "clerk (of the case's department)"
    assert str(CLERK.where(rain).says) == "clerk where it rains"


@people("whoever took it in", "P-0.8")
def the_taker(case: Case) -> frozenset[str]:
    return frozenset({case.first_contact})


def test_a_role_may_be_left_to_the_people_of_a_case() -> None:
    """Common vocabulary: a role alone does not make one the person on duty."""
    page = desk_page()
    note = page.steps["note-down"]
    page.steps["note-down"] = replace(note, by=(CLERK.being(the_taker), LEAD))
    office = given(page).through(taken_in())

    office.when("2026-03-02 10:00", "li:clerk", "note-down", remark="x")
    office.then_refused("P-0.8", "it is for clerk (whoever took it in), lead", "NotYourRole")
    office.when("2026-03-02 10:00", "li:courier", "note-down", remark="x")
    office.then_refused("P-0.1", "it is for clerk (whoever took it in), lead", "NotYourRole")
    for who in ("wang:clerk", "li:lead"):
        office.when("2026-03-02 10:00", who, "note-down", remark="x").then("NotedDown")


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("li:clrk", "there is no role clrk here; it is for clerk, lead"),
        ("li", "no role is named; it is for clerk, lead"),
    ],
)
def test_whoever_names_no_role_of_the_page_is_told_the_words_to_type(who: str, told: str) -> None:
    """P-0.1: a role that is misspelt is not one that may not."""
    page = desk_page()
    page.steps["note-down"] = replace(page.steps["note-down"], by=(CLERK, LEAD))

    office = given(page).through(taken_in())

    office.when("2026-03-02 10:00", who, "note-down", remark="x")
    office.then_refused("P-0.1", told, "NotYourRole")
