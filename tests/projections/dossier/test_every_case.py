"""The dossier of every documented way of every page: whole, valid, and needing nothing."""

import json
import re

import pytest

from dossiers import Bureau, Read, read
from huiyin.projections.dossier.dossier import Dossier
from huiyin.projections.dossier.plain import plain
from papers.every import PAPERS
from papers.paper import Paper, Past

WALKS = [
    pytest.param(one, path, id=f"{one.procedure} {name}")
    for one in PAPERS
    for name, path in one.paths.items()
]
FROM_ELSEWHERE = re.compile(
    r"""\burl\(|@import|<link|<iframe|<object|<base|\bsrcset=|(?:src|href)=["'](?!data:image/|#)"""
)


@pytest.mark.parametrize(("paper", "path"), WALKS)
def test_every_case_is_told_whole_in_both_languages(
    bureau: Bureau, paper: Paper, path: Past
) -> None:
    story = paper.after(path)
    dossier = bureau.told(story)
    history = story.scenario.desk.history(story.scenario.number)

    for lang in ("zh", "en"):
        page = read(dossier, lang)
        shown = [one.attrs["data-version"] for one in page.root.each("li", "event")]
        assert shown == [str(one.version) for one in history]
        assert not FROM_ELSEWHERE.search(page.html)
        assert "None" not in page.part("timeline").text
        assert_accessible(page)
        assert_way_is_drawn(page, dossier)
        if lang == "zh":
            assert not [one for one in page.texts("h3") if one.isascii()]
    told = json.loads(plain(dossier, "en"))
    assert [one["event"] for one in told["events"]] == [one.event.name for one in history]


def assert_accessible(page: Read) -> None:
    """Languages, headings in their order, heads of tables, a name for every drawing."""
    root = page.root
    assert next(root.each("html")).attrs["lang"] in ("zh-CN", "en")
    assert len(root.of("h1")) == 1
    for table in root.each("table"):
        assert all("scope" in head.attrs for head in table.each("th"))
        assert table.of("th")
    for svg in root.each("svg"):
        names = svg.attrs["aria-labelledby"].split()
        assert [one.attrs["id"] for one in svg.each() if "id" in one.attrs] == names
        assert all(page.part(name).text for name in names)
    targets = [one.attrs["href"][1:] for one in root.each("a")]
    assert not set(targets) - {one.attrs.get("id") for one in root.each()}


def assert_way_is_drawn(page: Read, dossier: Dossier) -> None:
    """Each state stands on the drawing once, and each step taken with its numbers, in order."""
    svg = next(page.root.each("svg"))
    states = [one.attrs["data-state"] for one in svg.each("g", "state")]
    assert sorted(states) == sorted({one.code for one in dossier.path.spots})
    assert len(svg.of("g", "is-now")) == 1
    order = {
        at: branch.target
        for branch in dossier.path.branches
        for way in branch.ways
        for at in way.taken
    }
    stays = {at for spot in dossier.path.spots for way in spot.stays for at in way.taken}
    went = [one for one in dossier.events if one.source != one.target]
    assert sorted(order) == [one.version for one in went]
    assert not stays & set(order)
    taken = [one.attrs["data-order"] for one in svg.each("g", "taken")]
    assert len(taken) == sum(one.is_taken for one in dossier.path.branches)
    assert all(taken)
