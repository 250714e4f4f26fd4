"""A drawing in layers: nothing lies upon anything, and every line arrives."""

from itertools import combinations, pairwise

import pytest

from huiyin.projections.dossier.drawing import drawn
from huiyin.projections.dossier.layers import layered
from huiyin.projections.dossier.order import crossings
from huiyin.projections.dossier.path import path_of
from huiyin.projections.dossier.places import Box, planned
from huiyin.projections.dossier.words_drawn import numbered, pieces, width, wrapped
from huiyin.projections.printed.tongue import tongue
from papers.every import MALL, PAPERS
from papers.paper import Paper

EDGES = [("a", "=0", "b"), ("b", "=1", "c"), ("c", "=2", "a"), ("a", "=3", "c"), ("b", "=4", "d")]
SIZES = dict.fromkeys(("a", "b", "c", "d", *(f"={n}" for n in range(5))), (60, 20))
WIDEST_ON_A4, HIGHEST_ON_A4 = 900, 1400


def test_what_leads_back_is_told_from_what_leads_on() -> None:
    layers = layered("abcd", EDGES)

    assert layers.back == {2}
    assert [next(at for at, row in enumerate(layers.rows) if one in row) for one in "abcd"] == [
        *(0, 2, 4, 4)
    ]


def test_every_line_leads_from_layer_to_layer_and_arrives() -> None:
    layers = layered("abcd", EDGES)
    at = {name: number for number, row in enumerate(layers.rows) for name in row}

    assert all(at[lower] == at[upper] + 1 for upper, lower in layers.links)
    for number, (source, _, target) in enumerate(EDGES):
        ends = [pair for pair, edges in layers.links.items() if number in edges]
        assert {source, target} < {one for pair in ends for one in pair}


def overlapping(boxes: list[Box]) -> list[tuple[Box, Box]]:
    return [
        (a, b)
        for a, b in combinations(boxes, 2)
        if a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.foot and b.y < a.foot
    ]


def test_nothing_lies_upon_anything() -> None:
    plan = planned(layered("abcd", EDGES), SIZES)

    assert not overlapping([plan.boxes[name] for name in SIZES])
    assert all(box.x >= 0 and box.x + box.width <= plan.size[0] for box in plan.boxes.values())
    assert all(upper[1] < lower[0] for upper, lower in pairwise(plan.bands))


def test_lines_that_cross_are_counted() -> None:
    assert crossings([["a", "b"], ["c", "d"]], {"a": ["d"], "b": ["c"]}) == 1
    assert crossings([["a", "b"], ["c", "d"]], {"a": ["c"], "b": ["d"]}) == 0


@pytest.mark.parametrize("paper", PAPERS, ids=lambda one: one.procedure)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_is_readable_on_a4(paper: Paper, lang: str) -> None:
    """One unit is a sixth of a millimetre at the least, so that type is two millimetres high."""
    story = paper.after(next(iter(paper.paths.values())))
    history = story.scenario.desk.history(story.scenario.number)

    found = drawn(path_of(paper.page, history), tongue(lang), "title", "says")

    assert found.width <= WIDEST_ON_A4
    assert found.height <= HIGHEST_ON_A4
    assert found == drawn(path_of(paper.page, history), tongue(lang), "title", "says")


def test_a_step_that_stays_is_told_in_its_state() -> None:
    story = MALL.after(MALL.paths["S000-m-3.1.7c about its receiver"])
    path = path_of(MALL.page, story.scenario.desk.history(story.scenario.number))

    registered = next(one for one in path.spots if one.code == "registered")
    assert [(one.step, one.taken) for one in registered.stays] == [("stand-in", (2,))]
    assert registered.was_there


@pytest.mark.parametrize(
    ("places", "says"),
    [
        ([3], "3"),
        ([3, 4], "3, 4"),
        ([3, 4, 5, 9], "3–5, 9"),
        ([1, 3, 5, 7, 9, 11], "1, 3, 5, …, 11"),
    ],
)
def test_numbers_are_written_briefly(places: list[int], says: str) -> None:
    assert numbered(places) == says


def test_words_break_where_they_may() -> None:
    assert wrapped(pieces("record dissatisfied visit"), 100, 12) == [
        "record",
        "dissatisfied",
        "visit",
    ]
    assert "".join(wrapped(pieces("回访不满意转整改"), 60, 12)) == "回访不满意转整改"
    assert width("回访", 12) == 24
