"""A piece under repair is in one pair of hands, and a hand that is missing shows."""

import pytest

from custody import breaks, corrected, hands, holders, log, pieces, row_of
from huiyin.domain.complaint.mall import mall
from huiyin.projections.custody.log import HandoverLog
from huiyin.projections.custody.pieces import hands_of
from huiyin.workflow.rulebook import Rulebook
from papers.paper import Past, Story, take
from papers.repair import COLLECTED, LOOSE_STONE, ON_THE_SHEET, OUTSIDE, PAPER, TAKEN_IN
from spec import at

CASE = "R-2026-000001"
BACK = (*OUTSIDE, "bring-back")
WHOLE_WAY = (*BACK, "sort-piece call-customer ship-piece confirm-receipt")
CUSTOMER = "name 照实填写"


def after(past: Past) -> Story:
    return PAPER.after(past)


def odd(story: Story) -> list[tuple[str, str]]:
    return breaks(log(story.scenario.desk))


def test_a_piece_goes_by_its_papers_from_hand_to_hand() -> None:
    """S000-ch10-4a to ch10-5: receipt, sheet with copy 3 and photo, waybill."""
    lines = log(after(WHOLE_WAY).scenario.desk)

    assert [(one["what"], one["from"], one["to"], one["document"]) for one in lines] == [
        ("PieceReceived", CUSTOMER, "wang", "receipt"),
        ("HandedToMaster", "wang", "gao", "sheet"),
        ("PieceBroughtBack", "gao", "house", "sheet"),
        ("PieceSorted", "gao", "wang", "sheet"),
        ("PieceShipped", "wang", "carrier 照实填写", "waybill"),
        ("ReceiptConfirmed", "carrier 照实填写", "zhou", "waybill"),
    ]
    given = lines[1]
    assert (given["document_no"], given["photo"], given["copy"]) == ("JJ-0031", "4f" * 32, 3)
    assert (given["from_role"], given["to_role"]) == ("receptionist", "repair_courier")
    assert given["clauses"] == ["S000-ch10-4c"]
    assert [one["taken"] for one in lines] == [True, True, False, True, True, True]
    assert breaks(lines) == []


def test_its_holder_is_known_at_every_position() -> None:
    """Issue 3: for every piece one can say who held it at any instant."""
    desk = after(WHOLE_WAY).scenario.desk

    held = [
        pieces(holders(desk, position=place)).get(CASE, "")
        for place in range(1, desk.store.position() + 1)
    ]

    with_us, with_the_courier = ["wang"] * 6, ["gao"] * 2
    assert held == ["", *with_us, *with_the_courier, "wang", "wang", "carrier 照实填写", "zhou"]


def test_nobody_holds_what_was_only_shown() -> None:
    """S000-ch10-3: what is refused was never taken in."""
    desk = after((take("present-piece", material="thai_silver"), "refuse-piece")).scenario.desk

    assert (log(desk), holders(desk)) == ([], [])


def test_another_person_of_the_house_with_the_piece_is_a_hand_over_without_a_record() -> None:
    """Issue 3: the register refuses to hide a break."""
    story = after((TAKEN_IN, take("assess-piece", "ma:workshop")))

    line = log(story.scenario.desk)[-1]

    assert (line["from"], line["to"], line["what"]) == ("wang", "ma", "PieceAssessed")
    (one,) = line["breaks"]
    assert (one["kind"], one["code"], one["clause"]) == (
        "unrecorded",
        "passed_inside",
        "S000-ch10-1",
    )
    assert one["values"] == {"last": "wang", "now": "ma"}
    assert pieces(holders(story.scenario.desk)) == {CASE: "ma"}


def test_what_is_done_without_the_piece_is_no_break() -> None:
    """Issue 3: telling, telephoning and signing move nothing."""
    story = after(
        (
            f"{TAKEN_IN} assess-piece",
            take("inform-customer", "he:clerk"),
            "enter-handover-sheet",
            take("sign-handover-sheet", capacity="giver"),
            take("sign-handover-sheet", "gao:repair_courier", capacity="receiver"),
            "hand-over",
            take("contact-customer", "he:clerk"),
            "bring-back sort-piece",
            take("call-customer", "he:clerk"),
        )
    )

    assert odd(story) == []


def test_the_workshop_takes_a_piece_by_starting_on_it() -> None:
    """S000-ch10-1: repaired in house; what it gives to the counter then has no record."""
    story = after((TAKEN_IN, LOOSE_STONE, "repair-in-house finish-in-house", COLLECTED))
    assert hands(log(story.scenario.desk))[1:] == [("wang", "ma")]
    assert odd(story) == []

    story = story.then("collect-piece")
    assert (hands(log(story.scenario.desk))[-1], odd(story)) == (("ma", "zhou"), [])


def test_a_sheet_signed_by_another_giver_is_a_contradiction() -> None:
    """S000-ch10-4b: the giver on the sheet is the one who gives."""
    story = after(
        (
            ON_THE_SHEET,
            take("sign-handover-sheet", "he:clerk", capacity="giver"),
            take("sign-handover-sheet", "gao:repair_courier", capacity="receiver"),
            "hand-over",
        )
    )

    assert odd(story) == [("contradiction", "other_giver")]


def test_another_courier_who_brings_it_back_is_a_contradiction() -> None:
    """S000-ch10-5: who took it brings it back."""
    story = after((*OUTSIDE, take("bring-back", "sun:repair_courier"), "sort-piece"))

    assert odd(story) == [("contradiction", "other_courier")]
    assert hands(log(story.scenario.desk))[2:] == [
        ("gao", "sun"),
        ("sun", "house"),
        ("sun", "wang"),
    ]


def test_a_courier_whom_nobody_named_contradicts_nobody() -> None:
    """S000-ch10-4b: that both sign is inferred; without it the sheet names no courier."""
    row = row_of(after((*OUTSIDE, "bring-back sort-piece")).scenario)
    row["acts"] = [act for act in row["acts"] if act["event"] != "HandoverSheetSigned"]

    way = hands_of(CASE, row).passings

    assert [one.taker.called for one in way] == ["wang", "courier", "house", "wang"]
    assert not any(one.breaks for one in way)


def test_what_is_brought_back_is_with_the_courier_until_the_house_sorts_it() -> None:
    """S000-ch10-5: nobody of the house has taken it before."""
    story = after(BACK)
    assert odd(story) == [("unrecorded", "not_taken")]
    (line,) = [one for one in holders(story.scenario.desk) if one["kind"] == "thing"]
    assert (line["holder"], line["place"], line["state"]) == (
        "gao",
        "courier",
        "brought_back",
    )

    story = story.then("sort-piece")

    assert (odd(story), pieces(holders(story.scenario.desk))) == ([], {CASE: "wang"})


def test_a_corrected_paper_shows_on_every_hand_over_that_went_by_it() -> None:
    """Issue 3: a correction that changes history is shown, and the struck word with it."""
    story = after(OUTSIDE)
    case = story.scenario
    sheet = next(v for v, one in enumerate(case.case.past, 1) if one.step == "enter-handover-sheet")
    before = case.desk.store.position()
    corrected(case, sheet, "2026-03-03 09:00", sheet_no="JJ-0099")

    line = log(case.desk)[-1]

    assert line["document_no"] == "JJ-0099"
    (one,) = line["breaks"]
    assert (one["kind"], one["values"]) == (
        "corrected",
        {"was": {"sheet_no": "JJ-0031"}, "now": {"sheet_no": "JJ-0099"}},
    )
    assert [log(case.desk, position=before)[-1][c] for c in ("document_no", "breaks")] == [
        "JJ-0031",
        [],
    ]


def test_a_corrected_remark_changes_no_custody() -> None:
    """Issue 3: no cry of wolf."""
    case = corrected(after(OUTSIDE).scenario, 2, "2026-03-03 09:00", part_to_repair="项链扣")

    assert breaks(log(case.desk)) == []


def test_a_hand_over_said_to_be_before_the_last_one_is_a_contradiction() -> None:
    """Issue 3: two records that cannot both be true."""
    story = after(OUTSIDE)
    case = story.scenario.when("2026-03-02 23:00", "gao:repair_courier", "bring-back")
    case.desk.perform(
        case.number,
        "bring-back",
        "sun:repair_courier",
        at=at("2026-03-02 23:00"),
        occurred=at("2026-03-02 09:30"),
        form={"sheet_no": "JJ-0031", "photo_matched": True, "outcome": "repaired"},
    )

    assert odd(story)[:2] == [("contradiction", "other_courier"), ("contradiction", "too_early")]


@pytest.mark.parametrize("returned", [True, False])
def test_whether_the_receipt_came_back_stands_on_the_log(returned: bool) -> None:
    """S000-ch10-4a: the receipt is the customer's claim."""
    collected = take("collect-piece", receipt_returned=returned)
    story = after((*OUTSIDE, "bring-back sort-piece", COLLECTED, collected))

    assert log(story.scenario.desk)[-1]["receipt_returned"] is returned


def test_a_case_that_cannot_be_folded_has_a_line_with_the_reason() -> None:
    """Architecture 5: a poison event parks its case visibly."""
    desk = after(TAKEN_IN).scenario.desk
    register = HandoverLog(desk.store, Rulebook((mall,)))

    (line,) = register.page(now=at("2026-03-03 09:00")).lines

    assert (line["no"], line["what"]) == (CASE, None)
    assert "repair/jewellery" in str(line["parked"])
