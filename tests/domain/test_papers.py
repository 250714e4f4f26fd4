"""Every page says what its document says: ways, states, people, departments, blanks, clauses."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from huiyin.domain.office import rulebook
from huiyin.workflow.people import Role
from papers.every import COMPLAINTS, PAPERS
from papers.paper import Line, Paper, Story, Take, take
from papers.sample import EMPTY

OURS = "correct-entry"
NOBODY = {"no_such_role", "", "clock", "policy", "first_contact", "any_employee"}
PAGES = [pytest.param(paper, id=paper.procedure) for paper in PAPERS]
PATHS = [
    pytest.param(paper, path, id=f"{paper.procedure}: {name}")
    for paper in (*PAPERS, EMPTY)
    for name, path in paper.paths.items()
]


def lines(holds: Callable[[Line], object] = lambda one: True) -> list[Any]:
    """Give the lines of all papers that a test is about."""
    return [
        pytest.param(paper, one, id=f"{paper.procedure} {one.step}")
        for paper in PAPERS
        for one in paper.lines.values()
        if holds(one)
    ]


@pytest.mark.parametrize(("paper", "path"), PATHS)
def test_every_documented_way_leads_to_the_end(paper: Paper, path: tuple[Take, ...]) -> None:
    story = paper.after(path)

    assert paper.page.states[story.state].terminal
    assert [event.step for event in story.scenario.case.past] == [one.step for one in path]
    assert not story.scenario.case.clocks


@pytest.mark.parametrize(("paper", "path"), PATHS)
def test_every_documented_step_leads_where_the_document_says(
    paper: Paper, path: tuple[Take, ...]
) -> None:
    for event in paper.after(path).scenario.case.past:
        one = paper.lines[event.step]

        assert event.target == one.moves[event.source], event.step
        assert event.clauses == one.clauses


@pytest.mark.parametrize("paper", PAGES)
def test_a_page_has_the_steps_and_states_of_its_document_and_no_others(paper: Paper) -> None:
    stated = {one for line in paper.lines.values() for move in line.moves.items() for one in move}

    assert set(paper.page.steps) == {*paper.lines, OURS}
    assert set(paper.page.states) == stated - {""}


@pytest.mark.parametrize("paper", PAGES)
def test_from_every_other_state_a_step_is_refused(paper: Paper) -> None:
    for state, story in _standing(paper).items():
        for one in paper.lines.values():
            if state in one.moves:
                continue
            refused = story.answer(take(one.step))

            assert refused, (one.step, state)
            assert refused.kind == "NotFromHere", (one.step, state)
            names_what_is_missing = paper.page.steps[one.step].guard
            assert names_what_is_missing or refused.clauses == one.clauses, (one.step, state)


@pytest.mark.parametrize("paper", PAGES)
def test_every_state_of_a_document_is_reached_by_one_of_its_ways(paper: Paper) -> None:
    assert _standing(paper).keys() == set(paper.page.states)


@cache
def _standing(paper: Paper) -> dict[str, Story]:
    """Give a case in every state that the documented ways come through."""
    found: dict[str, Story] = {}
    for path in paper.paths.values():
        for end in range(1, len(path) + 1):
            story = paper.after(path[:end])
            found.setdefault(story.state, story)
    return found


# ---------------------------------------------------------------- who


@pytest.mark.parametrize(("paper", "one"), lines())
def test_a_step_is_for_the_roles_of_the_document_and_for_nobody_else(
    paper: Paper, one: Line
) -> None:
    story, usual = _before(paper, one)
    person = story.read(usual)[1].partition(":")[0] if one.marked("!") else "nie"
    may = _held_by_somebody(paper, one.roles)

    for role in {*paper.page.roles, *NOBODY} - set(one.marked("?")):
        refused = story.answer(replace(usual, who=f"{person}:{role}@工程部"))

        assert (refused is None) == (role in may), (role, str(refused))
        assert refused is None or (refused.kind, refused.clauses) == ("NotYourRole", one.clauses)


@pytest.mark.parametrize(("paper", "one"), lines(lambda one: one.marked("!")))
def test_a_role_that_the_case_gives_to_one_person_is_nobody_elses(paper: Paper, one: Line) -> None:
    """Procedures 2.6: anybody else in the role is a stranger."""
    story, usual = _before(paper, one)

    for role in _held_by_somebody(paper, one.marked("!")):
        refused = story.answer(replace(usual, who=f"nie:{role}"))

        assert refused, role
        assert refused.kind == "NotYourRole"


def _held_by_somebody(paper: Paper, named: Iterable[str]) -> set[str]:
    """Give the roles that people have where a document names these."""
    if "any_employee" in (found := set(named)):
        found |= {role.code for role in paper.page.roles.values() if not role.outside}
    return found - NOBODY


@pytest.mark.parametrize(("paper", "one"), lines(lambda one: "" not in one.moves))
def test_a_step_is_for_the_first_contact_person_in_any_role_where_the_document_says(
    paper: Paper, one: Line
) -> None:
    """S004-p7-first-1: who was told first is one person, whatever the hat he wears now."""
    story, usual = _before(paper, one)
    first = story.scenario.case.first_contact
    settled = set(one.roles) - set(one.marked("@"))
    hats = [role for role in paper.page.roles.values() if role.code not in settled]

    for hat in hats:
        refused = story.answer(replace(usual, who=f"{first}:{hat.code}@工程部"))

        assert (refused is None) == _may(one, hat), (hat.code, str(refused))


def _may(one: Line, hat: Role) -> bool:
    if "any_employee" in one.roles and not hat.outside:
        return True
    return "first_contact" in one.roles or hat.code in one.marked("@")


@pytest.mark.parametrize(("paper", "one"), lines(lambda one: one.marked("@")))
@pytest.mark.parametrize("department", ["@保洁部", ""], ids=["another", "none"])
def test_a_step_of_the_department_is_for_no_other(paper: Paper, one: Line, department: str) -> None:
    story, usual = _before(paper, one)

    for role in one.roles:
        stranger = replace(usual, who=f"nie:{role}{department}")
        refused = story.answer(stranger)

        assert refused
        assert (refused.kind, refused.clauses) == ("NotYourRole", one.clauses)
        assert story.answer(replace(stranger, who=f"nie:{role}@工程部")) is None


# ---------------------------------------------------------------- what is filled in


@pytest.mark.parametrize(("paper", "one"), lines())
def test_a_form_has_the_blanks_of_the_document(paper: Paper, one: Line) -> None:
    page = paper.page.steps[one.step]
    required = {name for name, blank in page.blanks.items() if blank.required}

    assert set(page.blanks) == {*one.required, *one.optional}
    assert required == set(one.required)


@pytest.mark.parametrize(("paper", "one"), lines(lambda one: bool(one.required)))
def test_what_is_left_empty_is_refused_and_named_all_at_once(paper: Paper, one: Line) -> None:
    story, usual = _before(paper, one)

    for nothing in ("", "  "):
        refused = story.answer(replace(usual, blanks=dict.fromkeys(one.required, nothing)))

        assert refused
        assert (refused.kind, refused.clauses) == ("FormIncomplete", one.clauses)
        assert all(name in str(refused) for name in one.required)


@pytest.mark.parametrize(("paper", "one"), lines())
def test_a_blank_of_another_form_or_of_the_wrong_shape_is_refused(paper: Paper, one: Line) -> None:
    story, usual = _before(paper, one)
    others = _blanks_of_all() - {*one.required, *one.optional}
    misshapen = [(name, {"no": "such"}) for name in (*one.required, *one.optional)]

    for name, value in (*((name, "多余") for name in sorted(others)), *misshapen):
        refused = story.answer(replace(usual, blanks={**usual.blanks, name: value}))

        assert refused, name
        assert (refused.kind, refused.clauses) == ("FormIncomplete", one.clauses), name
        assert name in str(refused)


@cache
def _blanks_of_all() -> frozenset[str]:
    lines = [one for paper in PAPERS for one in paper.lines.values()]
    return frozenset(name for one in lines for name in (*one.required, *one.optional)) | {
        "no_such_blank"
    }


def _before(paper: Paper, one: Line) -> tuple[Story, Take]:
    """Give a case on which a documented way takes the step next, and how it is taken there."""
    for path in paper.paths.values():
        for end, usual in enumerate(path):
            if usual.step == one.step:
                return paper.after(path[:end]), usual
    raise LookupError(one.step)


def test_the_papers_are_those_of_the_office() -> None:
    complaints = [page.name for page in rulebook() if page.kind == "complaint"]

    assert [paper.procedure for paper in PAPERS] == [page.name for page in rulebook()]
    assert [paper.procedure for paper in COMPLAINTS] == complaints
