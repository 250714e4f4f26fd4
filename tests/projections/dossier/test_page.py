"""Whatever people wrote stays words, and the same log is the same page."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256

import pytest

from dossiers import Bureau, read
from huiyin.projections.dossier.page import page
from huiyin.projections.dossier.plain import plain
from papers.every import MALL, PROPERTY
from papers.paper import Story, take
from papers.shift_centre import PAPER as SHIFT
from spec import clock, did

HOSTILE = (
    "<script>alert(1)</script>",
    "]]></style><!--",
    "\" onload='alert(1)",
    "pay \u202e001\u202c \u2067now\u2069",
    "長" * 900,
    "x" * 2000,
    "{{ 7 * 7 }}{% raw %}",
    "a\x00b\x1bc\r\nd",
)


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_hostile_words_stay_words(bureau: Bureau, words: str) -> None:
    story = MALL.after((take("register", name=words, matter=words, content=words),))
    bureau.signs(story.scenario.desk)
    story.refuses(take("close", "wang:receptionist", because=words), "NotFromHere")
    made = read(bureau.told(story))

    tags = {one.tag for one in made.root.each()}
    assert "onload" not in {name for one in made.root.each() for name in one.attrs}
    assert not tags & {"iframe", "object", "form", "input", "link", "base"}
    assert made.html.count("<script") == 3
    assert "49" not in made.event(1)
    shown = made.part("entry-1").text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", made.html)
    assert " ".join(words.split()) in shown or "\ufffd" in shown


def test_nothing_may_run_or_load_but_what_the_page_brings(bureau: Bureau) -> None:
    made = read(bureau.told(MALL.after("register")))

    [policy] = [
        one.attrs["content"]
        for one in made.root.each("meta")
        if one.attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    style, script = next(made.root.each("style")), list(made.root.each("script"))[-1]
    assert policy.startswith("default-src 'none'; img-src data:;")
    for inside, kind in ((style, "style"), (script, "script")):
        (text,) = inside.inside
        digest = b64encode(sha256(str(text).encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "style" not in {name for one in made.root.each() for name in one.attrs}


def test_the_same_log_is_the_same_page_byte_for_byte(bureau: Bureau) -> None:
    story = PROPERTY.after(PROPERTY.paths["S004-p6-4.3 serious"])
    bureau.signs(story.scenario.desk)

    for lang in ("zh", "en"):
        first, again = (page(bureau.told(story), lang) for _ in range(2))
        assert first == again
        assert plain(bureau.told(story), lang) == plain(bureau.told(story), lang)


def test_what_happens_later_leaves_an_earlier_dossier_as_it_was(bureau: Bureau) -> None:
    story = MALL.after("register handle-directly")
    bureau.signs(story.scenario.desk)
    before = page(bureau.told(story, version=2))
    story.now += timedelta(hours=1)
    story.then("reply")

    assert page(bureau.told(story, version=2)) == before


def test_a_long_case_is_told_to_its_end(bureau: Bureau) -> None:
    story = SHIFT.after("roster-shift start-shift")
    for number in range(198):
        story.now += timedelta(minutes=1)
        story.scenario.through(
            did(clock(story.now), "shen:duty_person", "log-entry", matter=f"第{number}项")
        )
    dossier = bureau.told(story)
    made = read(dossier)

    assert len(made.root.of("li", "event")) == 200
    assert "3–200" in next(made.root.each("svg")).text
    assert len(dossier.proof.entries) == 200


def test_a_page_is_in_chinese_or_in_english(bureau: Bureau) -> None:
    dossier = bureau.told(MALL.after("register"))

    assert "Case dossier" not in page(dossier, "zh")
    assert "案件卷宗" not in page(dossier, "en")
    with pytest.raises(ValueError, match="possible are zh, en"):
        page(dossier, "fr")


def test_each_printed_sheet_names_the_case(bureau: Bureau) -> None:
    made = page(bureau.told(MALL.after("register")), "en")

    assert "@top-left{content:" in made
    assert "size: A4" in made
    assert "counter(page)" in made


def test_a_step_and_a_refusal_are_found_by_their_words(bureau: Bureau) -> None:
    story: Story = MALL.after("register")
    story.refuses(take("close"), "NotFromHere")
    data = plain(bureau.told(story), "zh")

    assert '"called": "现状态不能办理"' in data
    assert '"schema_version": 1' in data
