"""Who signs in which capacity, who has signed, and what no longer counts."""

from papers import consignment, goods_return, property, repair, request, shift_centre  # noqa: A004
from papers.paper import take
from printing import paper, printed, sheets


def test_an_open_place_is_a_line_with_who_signs_and_when_it_is_needed() -> None:
    """S000-ch10-4b: giver and repair courier sign before the piece is handed over."""
    sheet = paper(repair.PAPER, (repair.ON_THE_SHEET, repair.GIVER), "handover-sheet")[0]

    giver, receiver = sheet.box("交件人"), sheet.box("带修人")

    assert giver.attrs["class"] == "place is-signed"
    assert "wang 客服前台接待员 front-desk receptionist" in giver.text
    assert "系统内已签 signed in the system" in giver.text
    assert "签交接单 sign-handover-sheet S000-ch10-4b" in giver.text
    assert not giver.of("div", "line")
    assert receiver.of("div", "line")
    assert "带修人 repair courier" in receiver.text
    assert "须在交带修人之前签 needed before hand-over" in receiver.text
    assert "系统内" not in receiver.text


def test_the_page_says_who_signs_a_slip_and_not_the_paper() -> None:
    """S000-ch5-1B2: handler, customer and department manager."""
    from huiyin.domain.goods_return import goods_return as page

    [sheet] = paper(goods_return.PAPER, "request-return", "return-slip", lang="en")
    step = page.steps["sign-return-slip"]

    for capacity, roles in step.capacities.items():
        box = sheet.box(step.blanks["capacity"].choices[capacity].en)
        assert all(role.label.en in box.text for role in roles)
    assert len(sheet.boxes) == len(step.capacities) + 1


def test_what_somebody_entered_is_not_called_a_signature() -> None:
    [sheet] = paper(repair.PAPER, repair.TAKEN_IN, "receipt")

    assert "系统内已登录 entered in the system" in sheet.box("经手人").text
    assert "signed in the system" not in sheet.box("经手人").text


def test_a_signature_that_is_asked_for_under_a_condition_says_so() -> None:
    """S004-p7-handover-3b: both sign where an item is damaged or missing."""
    [sheet] = paper(shift_centre.PAPER, shift_centre.PRESENT, "handover-record", lang="en")

    box = sheet.box("discrepancy outgoing")

    assert "needed before brief-successor where an item is damaged or missing" in box.text


def test_a_department_is_named_beside_who_signed_for_it() -> None:
    """S004-p6-4.5: the head of the solving department signs."""
    path = request.PROPERTY.paths
    [sheet] = paper(request.PROPERTY, next(iter(path.values())), "request-record", lang="zh")

    assert "工程部" in sheet.box("处理部门负责人").text


def test_a_signature_on_an_earlier_result_is_shown_as_void() -> None:
    """S004-p6-4.5, S004-p9-3: after rework the new result is signed anew."""
    worked = "register verify dispatch start-work report-result"
    sent_back = f"{worked} sign-result inspect-effect record-dissatisfied-visit review-visit"
    story = property.PAPER.after(sent_back)
    [reviewed] = sheets(printed(story, "complaint-record"))
    story.then("start-rework").then("report-result")
    [again] = sheets(printed(story, "complaint-record"))
    story.then("sign-result")
    [signed] = sheets(printed(story, "complaint-record"))

    assert "is-signed" in reviewed.box("部门经理审阅").attrs["class"], "the visit it reviews counts"
    for label in ("责任部门负责人", "部门经理审阅"):
        box = again.box(label)
        assert box.of("div", "line")
        assert "is-signed" not in box.attrs["class"]
        assert "已失效" in box.text
        assert box.of("div", "void")
    assert "is-signed" in signed.box("责任部门负责人").attrs["class"]
    assert len(signed.box("责任部门负责人").of("div", "void")) == 1


def test_a_briefing_given_again_takes_both_signatures_back() -> None:
    """S004-p7-handover-6: after a refusal everything is signed anew."""
    past = (*shift_centre.SIGNED, "refuse-handover remedy-refusal count-items brief-successor")
    [sheet] = paper(shift_centre.PAPER, past, "handover-record")

    for label in ("交班人", "接班人"):
        box = sheet.box(label)
        assert box.of("div", "line")
        assert "no longer valid" in box.text


def test_a_late_signature_shows_both_times() -> None:
    """S000-ch12-2."""
    story = consignment.PAPER.after(f"offer-goods {consignment.NUMBERED}")
    when, who, form = story.read(take("sign-agreement"))
    from spec import clock, did

    happened = "2026-03-02 09:30"
    story.scenario.through(did(clock(when), who, "sign-agreement", happened=happened, **form))
    [sheet] = sheets(printed(story, "consignment-list", lang="en"))

    box = sheet.box("customer, for the list").text

    assert happened in box
    assert f"recorded {clock(when)}" in box
