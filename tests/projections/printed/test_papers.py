"""The door for hosts: which papers a case fills, and one of them as it is or as it was."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from huiyin.projections.printed.papers import Papers, render
from huiyin.projections.printed.press import pressed
from huiyin.projections.printed.tongue import tongue
from huiyin.workflow.errors import Misconfigured, NotFound
from huiyin.workflow.language import language
from papers import mall, repair
from papers.paper import OPENED_AT
from printing import printed, sheets
from spec import at


def test_a_paper_says_which_case_how_far_and_as_of_when() -> None:
    story = repair.PAPER.after(repair.TAKEN_IN)
    [sheet] = sheets(printed(story, "receipt"))

    assert sheet.foot == (
        "案号 case R-2026-000001 程序 procedure repair/jewellery@1 版本 version 2"
        " 日志位置 log position 2 截至 as of 2026-03-02 10:00 Asia/Shanghai"
        " 条款 clauses S000-ch10-4a, S000-ch10-3"
    )


def test_the_log_position_is_that_of_the_case_and_not_of_the_log() -> None:
    story = repair.PAPER.after("present-piece")
    desk, number = story.scenario.desk, story.scenario.number
    _, who, form = story.read(repair.THAI_SILVER)
    desk.open("repair/jewellery", who, at=story.now, form=form)
    story.then("receive-piece")

    foot = sheets(Papers(desk).printed(number, "receipt", now=story.now))[0].foot

    assert "版本 version 2" in foot
    assert "日志位置 log position 3" in foot


def test_a_paper_is_printed_as_it_was_at_an_instant_or_a_version() -> None:
    story = repair.PAPER.after(repair.ON_THE_SHEET)
    opened = at(OPENED_AT)

    then = sheets(printed(story, "receipt", at=opened))[0]
    second = sheets(printed(story, "receipt", version=2))[0]

    assert (then["商品编码"], then["客户姓名"]) == ("", "name 照实填写")
    assert "版本 version 1" in then.foot
    assert "as of 2026-03-02 09:00" in then.foot
    assert second["商品编码"] == "product_code 照实填写"


def test_printed_twice_as_of_an_instant_a_paper_is_the_same() -> None:
    story = repair.PAPER.after(repair.TAKEN_IN)
    before = printed(story, "receipt", at=story.now)
    past = story.now
    story.then("assess-piece").then("inform-customer")

    assert printed(story, "receipt", at=past) == before


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"at": at(OPENED_AT) - timedelta(minutes=1)}, "was not yet open then"),
        ({"version": 9}, "has no version 9; the newest is 2"),
    ],
)
def test_a_paper_of_what_was_not_yet_is_not_found(asked: dict[str, object], says: str) -> None:
    story = repair.PAPER.after(repair.TAKEN_IN)

    with pytest.raises(NotFound, match=says):
        printed(story, "receipt", **asked)


def test_an_unknown_paper_is_refused_with_those_there_are() -> None:
    story = repair.PAPER.after(repair.TAKEN_IN)

    with pytest.raises(NotFound) as refused:
        printed(story, "return-slip")

    assert str(refused.value) == (
        "R-2026-000001 fills no form return-slip;"
        " it fills: receipt, handover-sheet, dispatch-voucher."
    )
    assert "可打印的有：receipt" in refused.value.say(language("zh"))


def test_a_procedure_that_names_no_paper_fills_none() -> None:
    """S000-m-3.1.7 knows no form."""
    story = mall.PAPER.after("register")

    assert not [*Papers(story.scenario.desk).of(story.scenario.number)]
    with pytest.raises(NotFound, match="it fills: –"):
        printed(story, "receipt")


def test_a_host_prints_from_events_alone() -> None:
    story = repair.PAPER.after(repair.TAKEN_IN)
    history = story.scenario.desk.history(story.scenario.number)

    html = render(history, repair.PAPER.page, "receipt", as_of=story.now)

    assert html == printed(story, "receipt")


def test_an_entry_of_a_step_that_the_page_no_longer_has_is_read_all_the_same() -> None:
    story = repair.PAPER.after("present-piece")
    history = story.scenario.desk.history(story.scenario.number)
    elsewhere = [
        one._replace(event=one.event.model_copy(update={"step": "show-piece"})) for one in history
    ]

    [sheet] = sheets(render(elsewhere, repair.PAPER.page, "receipt", as_of=story.now))

    assert sheet["客户姓名"] == "name 照实填写"


def test_a_visit_that_a_policy_planned_has_its_record_too() -> None:
    """S004-p9-3: a policy plans the next visit."""
    from papers import visit

    story = visit.PROPERTY.after(visit.PROPERTY.paths["S004-p9-3 dissatisfied"])
    desk = story.scenario.desk
    follows = [one for one in desk.cases_of("visit/property") if one != story.scenario.number]

    [sheet] = sheets(Papers(desk).printed(follows[0], "visit-record", now=story.now, lang="zh"))

    assert "☑ 下次回访" in sheet["回访事由"]
    assert sheet["实际时间"] == ""


def test_without_the_extra_it_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)

    with pytest.raises(Misconfigured, match=r"pip install 'huiyin\[office\]'"):
        pressed("page.html", tmp_path, tongue=tongue())
