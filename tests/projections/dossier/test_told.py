"""What a dossier tells: corrections, lapses, refusals, late entries, signatures, pieces, files."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from dossiers import Bureau, read
from huiyin.domain.office import OFFICE_HOURS
from huiyin.projections.dossier.deadlines import lasting
from huiyin.projections.dossier.dossier import Dossiers
from huiyin.workflow.attachments import open_attachments
from huiyin.workflow.errors import NotFound
from papers.every import MALL, PROPERTY, SERVICE_CENTRE
from papers.paper import Story, take
from papers.repair import PAPER as REPAIR
from papers.request import CENTRE as REQUEST
from papers.sample import PAPER as SAMPLE
from papers.shift_centre import PAPER as SHIFT
from spec import clock, mended

PNG = b"\x89PNG\r\n\x1a\n the piece"
SHA = sha256(PNG).hexdigest()


def later(story: Story, **span: int) -> str:
    return clock(story.now + timedelta(**span))


def test_the_head_says_where_the_case_stands_and_who_answers_for_it(bureau: Bureau) -> None:
    page = read(bureau.told(PROPERTY.after("register verify")))

    head = page.part("top").text
    assert "C-2026-000001" in head
    assert "Complaint rules of the property-management centre" in head
    assert "Edition 1" in head
    assert "S004-p6, S004-p9" in head
    assert "still open" in head
    assert "wang (front-desk receptionist) opened the case" in head
    assert "now: verified; wang answers for it (first contact)" in head


def test_an_ended_case_tells_when_and_after_how_long(bureau: Bureau) -> None:
    dossier = bureau.told(MALL.after(MALL.paths["S000-m-3.1.7a handled"]))

    assert dossier.head.closed_at == dossier.events[-1].recorded_at
    assert dossier.head.responsible is None
    assert "nobody, it has ended" in read(dossier).part("top").text
    assert "after 3 h 0 min" in read(dossier).part("top").text


def test_an_archived_case_was_closed_when_it_was_closed(bureau: Bureau) -> None:
    path = PROPERTY.paths["S004-p6-4.2 general"]
    dossier = bureau.told(PROPERTY.after(path))

    closing = next(one for one in dossier.events if one.step == "close")
    assert dossier.head.closed_at == closing.recorded_at
    assert dossier.head.state == "archived"


def test_an_event_shows_its_blanks_by_their_names_on_paper(bureau: Bureau) -> None:
    page = read(bureau.told(PROPERTY.after((take("register", name="周敏"),))), "zh")

    [event] = page.root.each("li", "event")
    blanks = {one.of("dt")[0].text: one.of("dd")[0].text for one in event.each("div", "blank")}
    assert blanks["姓名"] == "周敏"
    assert blanks["程度"] == "一般"
    assert blanks["已致歉"] == "是"
    assert "S004-p6-4.1 先致歉，再登记" in event.text
    assert "先致歉，再完整登记投诉" in event.text, "the sentence that the page says"
    assert "wang 客服前台接待员" in event.text


def test_a_struck_word_stands_beside_the_right_one(bureau: Bureau) -> None:
    story = MALL.after((take("register", phone="13900020002"),))
    story.scenario.through(mended(later(story, hours=1), "zhao:cs_manager", 1, phone="13900020022"))
    page = read(bureau.told(story))

    first, second = page.root.each("li", "event")
    assert first.of("del")[0].text == "13900020002"
    assert first.of("ins")[0].text == "13900020022"
    assert "struck in 2" in first.text
    assert "corrects entry 1" in second.text
    assert (second.of("del")[0].text, second.of("ins")[0].text) == ("13900020002", "13900020022")
    assert "approved by gao" in second.text
    assert "reason: 登记有误" in second.text
    assert "Corrections: 1; late entries: 0; refused attempts: 0." in page.part("top").text


def test_a_late_entry_shows_both_times_and_why(bureau: Bureau) -> None:
    story = MALL.after("register")
    desk = story.scenario.desk
    desk.perform(
        story.scenario.number,
        "handle-directly",
        "wang:receptionist",
        at=story.now + timedelta(days=3),
        occurred=story.now + timedelta(minutes=5),
        reason="停电，先记在纸上",
    )
    text = read(bureau.told(story)).event(2)

    assert "late entry" in text
    assert "happened 2026-03-02 09:05 · recorded 2026-03-05 09:00" in text
    assert "reason: 停电，先记在纸上" in text


def test_what_was_refused_stands_where_it_was_refused(bureau: Bureau) -> None:
    story = MALL.after("register")
    story.refuses(take("close"), "NotFromHere", "S000-m-3.1.7b")
    story.then("handle-directly")
    dossier = bureau.told(story)
    page = read(dossier)

    items = [one.attrs["id"] for one in page.root.each("li") if "id" in one.attrs]
    assert items == ["entry-1", "refusal-1", "entry-2"]
    said = page.part("refusal-1").text
    assert "Refused: close not from this state" in said
    assert "wang receptionist" in said or "wang" in said
    assert "S000-m-3.1.7b" in said
    assert "process and result were told to the customer" in said
    assert "Possible now: escalate" in said
    assert "被拒：结案 现状态不能办理" in read(dossier, "zh").part("refusal-1").text


def test_a_lapse_is_told_and_how_late_it_was_met(bureau: Bureau) -> None:
    story = SERVICE_CENTRE.after((take("register", severity="serious"),))
    story.scenario.when_the_clock_strikes(later(story, minutes=40))
    story.now += timedelta(hours=1)
    story.then(take("escalate", recipients=["director"]))
    dossier = bureau.told(story)
    page = read(dossier)

    assert "deadline lapsed" in page.event(2)
    [escalation, answer] = dossier.deadlines
    assert (escalation.outcome, answer.outcome) == ("late", "running")
    assert escalation.lapsed_at == dossier.events[1].recorded_at
    text = page.part("deadlines").text
    assert "✗ met late" in text
    assert "1 h 30 min late" in text
    assert "counted on the calendar" in text
    assert "started by ComplaintRegistered" in text


def test_a_running_deadline_is_judged_by_the_instant_that_was_asked_for(bureau: Bureau) -> None:
    story = SERVICE_CENTRE.after("register")

    [soon] = bureau.told(story).deadlines
    [late] = bureau.told(story, at=story.now + timedelta(days=9)).deadlines

    assert (soon.outcome, late.outcome) == ("running", "overdue")
    assert soon.margin is late.margin is None
    assert str(late.says) == "5 d 9 h late"


def test_a_deadline_that_its_case_outlived_is_told_so(bureau: Bureau) -> None:
    path = SAMPLE.paths["S004-p7-visit-3 no findings"]

    outcomes = {one.code: one.outcome for one in bureau.told(SAMPLE.after(path)).deadlines}

    assert outcomes["quarterly_sample"] == "met"
    assert outcomes["quality_audit"] == "dropped"


@pytest.mark.parametrize(
    ("minutes", "says"), [(0, "0 min"), (59, "59 min"), (61, "1 h 1 min"), (1500, "1 d 1 h")]
)
def test_a_time_is_told_in_its_two_largest_units(minutes: int, says: str) -> None:
    assert str(lasting(timedelta(minutes=minutes))) == says


def test_a_signature_tells_what_it_attests_and_what_voided_it(bureau: Bureau) -> None:
    story = PROPERTY.after(PROPERTY.paths["S004-p9-3 dissatisfied, then satisfied"])
    dossier = bureau.told(story)

    signed = [one for one in dossier.signatures if one.step.en == "sign result"]
    assert [bool(one.voided_in) for one in signed][-1] is False
    cards = read(dossier).root.of("li", "signature")
    assert "attests the result" in " ".join(one.text for one in cards)
    assert "S004-p6-4.5" in " ".join(one.text for one in cards)
    assert len(cards) == len(dossier.signatures) == 4


def test_a_signature_that_counts_no_more_is_struck(bureau: Bureau) -> None:
    steps = "log-entry start-preparation incoming-arrives count-items brief-successor read-log"
    story = SHIFT.after(f"roster-shift start-shift {steps}")
    story.then(take("sign-handover", capacity="outgoing"))
    for one in ("refuse-handover", "remedy-refusal", "count-items", "brief-successor"):
        story.then(one)
    [signed] = bureau.told(story).signatures

    assert signed.capacity is not None
    assert signed.capacity.zh == "交班人"
    assert signed.voided_in == len(bureau.told(story).events)
    [card] = read(bureau.told(story)).root.each("li", "void")
    assert "✗ void" in card.text


def test_pieces_are_followed_from_hand_to_hand(bureau: Bureau) -> None:
    story = REPAIR.after(REPAIR.paths["S000-ch10-2 in house in vain"])
    text = read(bureau.told(story)).part("custody").text

    assert "handover sheet" in text
    assert "passed from ma to wang inside the house without a record" in text


def test_a_case_without_pieces_has_no_custody(bureau: Bureau) -> None:
    page = read(bureau.told(MALL.after("register")))

    assert 'id="custody"' not in page.html


def test_cases_that_are_named_are_told_with_their_state(bureau: Bureau) -> None:
    path = SAMPLE.paths["S004-p7-visit-3 no findings"]
    dossier = bureau.told(SAMPLE.after(path))

    [one] = dossier.related
    assert one.case == "Q-2026-000001"
    assert one.state is not None
    assert one.case in read(dossier).part("related").text


def photographed(files: str) -> tuple[Story, Bureau]:
    kept = open_attachments(files)
    photo = kept.put(PNG, "piece.png").words
    path = REPAIR.paths["S000-ch10-4 outside"]
    names = [one.step for one in path]
    story = REPAIR.after(path[: names.index("enter-handover-sheet")])
    story.then(take("enter-handover-sheet", photo=photo))
    return story, Bureau(Path(files), kept)


def test_a_picture_is_in_the_page_and_checked(tmp_path: Path) -> None:
    story, bureau = photographed(str(tmp_path / "files"))
    page = read(bureau.told(story))

    [image] = page.root.each("img")
    assert image.attrs["src"].startswith("data:image/png;base64,")
    assert image.attrs["alt"] == "piece.png"
    said = page.part("files").text
    assert f"SHA-256 {SHA}" in said
    assert "✓ ok" in said


def test_a_picture_that_is_too_large_is_listed(tmp_path: Path) -> None:
    story, bureau = photographed(str(tmp_path / "files"))
    made = Dossiers(story.scenario.desk, OFFICE_HOURS, bureau.files, largest=len(PNG) - 1)
    page = read(made.of(story.scenario.number))

    assert not page.root.of("img")
    assert SHA in page.part("files").text


def test_a_file_that_was_exchanged_is_a_fault(tmp_path: Path) -> None:
    story, bureau = photographed(str(tmp_path / "files"))
    file = tmp_path / "files" / SHA[:2] / SHA[2:]
    file.chmod(0o644)
    file.write_bytes(PNG + b"!")
    page = read(bureau.told(story))

    assert not page.root.of("img")
    assert "✗ altered" in page.part("files").text


def test_a_dossier_tells_the_case_as_it_was(bureau: Bureau) -> None:
    story = REQUEST.after(REQUEST.paths["S004-p7-visit-1a usual"])
    whole = bureau.told(story)

    then = bureau.told(story, version=2)
    early = bureau.told(story, at=whole.events[1].recorded_at)

    assert [one.version for one in then.events] == [1, 2]
    assert then.head.as_of == whole.events[1].recorded_at
    assert then.head.position == whole.events[1].position
    assert len(then.proof.entries) == 2
    assert [one.version for one in early.events] == [1, 2]
    assert then.head.state == early.head.state


def test_what_was_not_there_is_not_found(bureau: Bureau) -> None:
    story = MALL.after("register")

    with pytest.raises(NotFound, match="has no version 2; the newest is 1"):
        bureau.told(story, version=2)
    with pytest.raises(NotFound, match="was not yet open then"):
        bureau.told(story, at=story.now - timedelta(days=1))
    with pytest.raises(NotFound, match="there is no case C-2026-000009"):
        bureau.of(story.scenario.desk, "C-2026-000009")
