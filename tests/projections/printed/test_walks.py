"""Whatever has happened to a case, its papers are printed, whole and harmless."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.domain.office import rulebook
from huiyin.projections.printed.papers import Papers
from huiyin.workflow.procedure import Procedure
from papers.paper import OPENED_AT
from printing import Tree, sheets
from spec import at, desk_of
from walker import walk

RULES = rulebook()


@pytest.mark.parametrize("page", [*RULES], ids=lambda page: page.name)
@settings(max_examples=12)
@given(seed=st.integers(0, 2**32), length=st.integers(1, 40))
def test_every_paper_of_a_random_history_is_printed(
    page: Procedure, seed: int, length: int
) -> None:
    desk = desk_of(RULES)
    cases = {
        stride.outcome.case
        for stride in walk(Random(seed), desk, page, length)
        if stride.outcome is not None
    }

    for case in cases:
        papers = Papers(desk)
        for one in papers.of(case):
            html = papers.printed(case, one.paper.name, now=at(OPENED_AT))
            Tree(html)
            assert len({sheet.title for sheet in sheets(html)}) == 1
            assert one.count.filled <= one.count.fields
            assert one.count.signed <= one.count.places
