"""What every page is held to by its paper: ways, steps, states, roles, blanks."""

from collections.abc import Iterator
from dataclasses import replace

from papers.paper import Line, Paper, Story, Take, take

OURS = "correct-entry"
NOBODY = ("no_such_role", "", "clock", "policy", "first_contact", "any_employee")


def each_line(*papers: Paper) -> list[tuple[Paper, Line]]:
    """Give every line of the papers."""
    return [(paper, one) for paper in papers for one in paper.lines.values()]


def leads_to_the_end(paper: Paper, path: tuple[Take, ...]) -> None:
    """See a documented way end, each step leading where the document says, by its clauses."""
    story = paper.after(path)
    past = story.scenario.case.past

    assert paper.page.states[story.state].terminal
    assert not story.scenario.case.clocks
    assert [event.step for event in past] == [one.step for one in path]
    for event in past:
        one = paper.lines[event.step]
        assert (event.target, event.clauses) == (one.moves[event.source], one.clauses), event.step


def has_the_steps_and_states(paper: Paper) -> None:
    """See that the page has those of its document, no others, and that its ways reach them all."""
    stated = {one for line in paper.lines.values() for move in line.moves.items() for one in move}

    assert set(paper.page.steps) == {*paper.lines, OURS}
    assert set(paper.page.states) == stated - {""}
    assert dict(standing(paper)).keys() == set(paper.page.states)


def is_refused_elsewhere(paper: Paper) -> None:
    """See each step refused from every state from which the document does not have it."""
    for state, story in standing(paper):
        for one in paper.lines.values():
            if state not in one.moves:
                refused = story.answer(take(one.step))
                assert refused, (one.step, state)
                assert refused.kind == "NotFromHere", (one.step, state)


def standing(paper: Paper) -> Iterator[tuple[str, Story]]:
    """Give a case in every state that the documented ways come through."""
    found: set[str] = set()
    for path in paper.paths.values():
        for end in range(1, len(path) + 1):
            story = paper.after(path[:end])
            if story.state not in found:
                found.add(story.state)
                yield story.state, story


def is_for_its_roles(paper: Paper, one: Line, person: str = "nie") -> None:
    """See that a step is for the roles of the document and for nobody else."""
    story, usual = before(paper, one)
    may = {role.rstrip("@") for role in one.roles}
    if "any_employee" in may:
        may |= {role.code for role in paper.page.roles.values() if not role.outside}

    for role in (*paper.page.roles, *NOBODY):
        refused = story.answer(replace(usual, who=f"{person}:{role}@工程部"))

        assert (refused is None) == (role in may - set(NOBODY)), (role, str(refused))
        assert refused is None or (refused.kind, refused.clauses) == ("NotYourRole", one.clauses)


def is_for_no_other_department(paper: Paper, one: Line) -> None:
    """See that a step of the department is for nobody of another one, or of none."""
    story, usual = before(paper, one)

    for role in one.roles:
        for department in ("@保洁部", ""):
            refused = story.answer(replace(usual, who=f"nie:{role.rstrip('@')}{department}"))

            assert refused, (role, department)
            assert (refused.kind, refused.clauses) == ("NotYourRole", one.clauses)


def has_its_blanks(paper: Paper, one: Line) -> None:
    """See that a form has the blanks of the document, and that each asks for what belongs there."""
    blanks = paper.page.steps[one.step].blanks
    story, usual = before(paper, one)

    assert set(blanks) == {*one.required, *one.optional}
    assert {name for name, blank in blanks.items() if blank.required} == set(one.required)
    for name in (*blanks, "no_such_blank"):
        refused = story.answer(replace(usual, blanks={**usual.blanks, name: {"no": "such"}}))
        assert refused, name
        assert (refused.kind, refused.clauses) == ("FormIncomplete", one.clauses), name
        assert name in str(refused)
    if one.required:
        refused = story.answer(replace(usual, blanks=dict.fromkeys(one.required, "  ")))
        assert refused
        assert (refused.kind, refused.clauses) == ("FormIncomplete", one.clauses)
        assert all(name in str(refused) for name in one.required)


def before(paper: Paper, one: Line) -> tuple[Story, Take]:
    """Give a case on which a documented way takes the step next, and how it is taken there."""
    for path in paper.paths.values():
        for end, usual in enumerate(path):
            if usual.step == one.step:
                return paper.after(path[:end]), usual
    raise LookupError(one.step)
