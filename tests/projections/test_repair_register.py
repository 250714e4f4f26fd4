"""The repair register says of each piece where it is, until when, and what came of it."""

from papers.paper import take
from papers.repair import LOOSE_STONE, ON_THE_SHEET, OUTSIDE, PAPER, TAKEN_IN, THAI_SILVER
from registers import corrected, every_line, shown, told
from spec import at

BACK = take("bring-back", outcome="repaired_differs", remark="镶口略高")


def test_thai_silver_is_refused_and_stands_in_the_register() -> None:
    """S000-ch10-3: not accepted, and the customer told so."""
    line = told(PAPER.after((THAI_SILVER, "refuse-piece")), "repairs")

    assert (line["material"], line["state"]) == ("thai_silver", "refused")
    assert (line["receipt_no"], line["days_open"]) == (None, 0)
    assert line["closed_at"] == at("2026-03-02 10:00")


def test_a_piece_repaired_in_house_never_sees_the_courier() -> None:
    """S000-ch10-1: the own workshop first, then the customer is called."""
    in_house = "repair-in-house finish-in-house call-customer ship-piece confirm-receipt"
    line = told(PAPER.after((TAKEN_IN, LOOSE_STONE, in_house)), "repairs")

    assert (line["damage"], line["in_house_possible"]) == ("loose_stone", True)
    assert line["repaired_at"] == at("2026-03-02 13:00")
    assert (line["handed_over_at"], line["courier"], line["term_due_at"]) == (None, None, None)
    assert (line["delivery"], line["carrier"]) == ("ship", "carrier 照实填写")
    assert (line["state"], line["closed_at"]) == ("closed", at("2026-03-02 16:00"))


def test_what_the_workshop_failed_at_is_told_beside_its_result_outside() -> None:
    """S000-ch10-2: what cannot be repaired in house goes outside."""
    failed = "repair-in-house fail-in-house inform-customer"
    line = told(PAPER.after((TAKEN_IN, LOOSE_STONE, failed)), "repairs")

    assert (line["failed_because"], line["result"]) == ("reason 照实填写", None)
    assert (line["consent"], line["informed_at"]) == (True, at("2026-03-02 14:00"))


def test_a_piece_outside_has_a_term_of_six_months() -> None:
    """S000-ch10-2, S000-ch10-4c: with the courier since, for at most six months."""
    story = PAPER.after(OUTSIDE)

    line = told(story, "repairs", "2026-09-03 00:00")

    assert (line["state"], line["handed_over_at"]) == ("handed_over", at("2026-03-02 16:00"))
    assert (line["handed_by"], line["term_due_at"]) == ("wang", at("2026-09-03 00:00"))
    assert (line["next_deadline"], line["overdue_deadlines"]) == ("term_contact", ["term_contact"])
    late = told(story, "repairs", "2026-09-03 00:01")
    assert late["overdue_deadlines"] == ["repair_term", "term_contact"]
    assert shown(story.scenario.desk, "repairs", "overdue_deadlines", "2026-09-03 00:01") == [
        "外修期限；逾期前联系客户"
    ]


def test_a_piece_that_came_back_late_missed_its_term() -> None:
    """Settled 1: lateness is the instants', whether the clock was looked at or not."""
    late = take("bring-back", after="190d")
    line = told(PAPER.after((*OUTSIDE, "contact-customer", late)), "repairs", "2026-10-01 09:00")

    assert (line["overdue"], line["missed_deadlines"]) == (False, ["repair_term"])
    assert (line["contacted_at"], line["courier"]) == (at("2026-03-02 17:00"), "gao")


def test_what_came_back_is_told_apart_from_what_was_wrong() -> None:
    """S000-ch10-5: the outcome has a remark of its own."""
    other = take("assess-piece", damage="other", remark="表带变形")
    sheet = (TAKEN_IN, other, "inform-customer enter-handover-sheet", *OUTSIDE[1:])
    line = told(PAPER.after((*sheet, BACK)), "repairs")

    assert (line["damage_remark"], line["remark"]) == ("表带变形", "镶口略高")
    assert line["outcome"] == "repaired_differs"


def test_a_declined_repair_ends_with_the_piece_given_back() -> None:
    """S000-ch10-2: the customer may take it back unrepaired."""
    line = told(PAPER.after(f"{TAKEN_IN} assess-piece inform-customer decline-repair"), "repairs")

    assert (line["state"], line["closed_at"]) == ("returned_unrepaired", at("2026-03-02 13:00"))


def test_both_who_signed_the_sheet_are_named_in_their_capacity() -> None:
    """S000-ch10-4c: giver and receiver sign, and they are two."""
    story = PAPER.after(OUTSIDE)

    (said,) = shown(story.scenario.desk, "repairs", "signatures")

    assert "签交接单（交件人）：wang（客服前台接待员）" in said
    assert "签交接单（带修人）：gao（带修人）" in said


def test_a_correction_is_followed_and_the_struck_word_shown() -> None:
    """S001-ch2-1a: the register shows the corrected word."""
    wrong = take("assess-piece", damage="other", remark="表带断")
    story = PAPER.after((TAKEN_IN, wrong, corrected(2, product_code="YS-2202")))
    story.then(corrected(3, remark="表带变形", damage="severe"))

    line = told(story, "repairs")

    assert (line["product_code"], line["damage_remark"]) == ("YS-2202", "表带变形")
    assert line["damage"] == "severe"
    (said,) = shown(story.scenario.desk, "repairs", "corrections")
    assert "商品编码：~~product_code 照实填写~~ YS-2202" in said


def test_the_register_of_an_earlier_time_knows_nothing_of_later() -> None:
    """Lessons, feature 3: as of any position."""
    story = PAPER.after(ON_THE_SHEET)

    (then,) = every_line(story.scenario.desk, "repairs", position=3)

    assert (then["state"], then["version"], then["sheet_no"]) == ("assessed", 3, None)
