"""A complaint that follows an earlier one: closed cases are never opened again (C34)."""

from dataclasses import replace

import pytest

from papers.every import COMPLAINTS, MALL
from papers.paper import Paper, Story, take
from spec import Scenario

CLAUSE = {paper: paper.lines["register"].clauses[0] for paper in COMPLAINTS}


def after_a_complaint(paper: Paper, way: str) -> Story:
    """Give a desk with a complaint of the mall, to be followed by one of the paper."""
    earlier = MALL.after(way)
    return replace(earlier, paper=paper, scenario=Scenario(earlier.scenario.desk, paper.procedure))


@pytest.mark.parametrize("paper", COMPLAINTS, ids=str)
def test_a_complaint_may_follow_a_closed_one_of_any_procedure(paper: Paper) -> None:
    """S003-3.5: what displeases again is a new complaint that names the old one [inferred]."""
    story = after_a_complaint(paper, "register handle-directly reply close")

    story = story.then(take("register", earlier_case="C-2026-000001"))

    assert story.scenario.number == "C-2026-000002"


@pytest.mark.parametrize("paper", COMPLAINTS, ids=str)
@pytest.mark.parametrize("way", ["register", "register handle-directly reply"])
def test_a_complaint_does_not_follow_an_open_one(paper: Paper, way: str) -> None:
    """S003-3.5: while the old one is open it is the one to go on with [inferred]."""
    story = after_a_complaint(paper, way)

    story.refuses(
        take("register", earlier_case="C-2026-000001"),
        "RuleBroken",
        CLAUSE[paper],
        "the earlier case is a closed complaint",
    )


@pytest.mark.parametrize("paper", COMPLAINTS, ids=str)
def test_a_complaint_does_not_follow_what_is_not_there(paper: Paper) -> None:
    """S003-3.5: the number names a case of this office [inferred]."""
    story = after_a_complaint(paper, "register")

    story.refuses(take("register", earlier_case="C-2026-000009"), "RuleBroken", CLAUSE[paper])
