"""The book of returns says how each request was settled, by whom signed, or why it was refused."""

from decimal import Decimal
from fractions import Fraction

import pytest

from huiyin.workflow.deadlines import Figure
from papers.goods_return import (
    DISCREPANCY,
    FAULTY,
    FOUND_SOUND,
    FRANCHISE,
    HANDLER,
    LOOKED_AT,
    NOT_AT_FAULT,
    OUT_OF_STOCK,
    PAPER,
    PRINTED,
    SIGNED,
    SIGNED_AFAR,
)
from papers.paper import Story, take
from registers import corrected, shown, told
from spec import at, given


def test_a_return_on_the_spot_has_three_signatures_and_a_sum() -> None:
    """S000-ch5-1B2: handler, customer and department manager sign the slip."""
    story = PAPER.after((PRINTED, *SIGNED, "settle-return"))

    line = told(story, "returns")

    assert (line["handler"], line["customer_signed"], line["dept_manager"]) == (
        "wu",
        "zeng",
        "deng",
    )
    assert (line["remedy"], line["refund"]) == ("return", Decimal("200.00"))
    assert (line["slip_no"], line["closed_at"]) == ("slip_no 照实填写", at("2026-03-02 15:00"))
    assert shown(story.scenario.desk, "returns", "items") == ["YS-1001 × 2"]


def test_a_slip_that_is_not_signed_by_all_is_told_so() -> None:
    """S000-ch4-6b: nothing is settled before."""
    line = told(PAPER.after((PRINTED, HANDLER)), "returns")

    assert (line["handler"], line["customer_signed"], line["dept_manager"]) == ("wu", None, None)
    assert (line["state"], line["refund"]) == ("slip_printed", None)


def test_what_is_found_faulty_at_settlement_is_swapped() -> None:
    """S000-ch4-2: nothing faulty leaves the store."""
    story = PAPER.after((FAULTY, "swap-faulty"))

    assert (told(story, "returns")["remedy"], told(story, "returns")["state"]) == (
        "exchange",
        "exchanged",
    )
    assert shown(story.scenario.desk, "returns", "replacements") == ["YS-1003 换 YS-1003-2"]


def test_a_discrepancy_is_exchanged() -> None:
    """S000-ch11-1.2: exchanged, and the replacement has a waybill."""
    line = told(PAPER.after((DISCREPANCY, "grant-exchange ship-replacement")), "returns")

    assert (line["remedy"], line["waybill_no"]) == ("exchange", "waybill_no 照实填写")
    assert line["stock_available"] is True


def test_a_fault_without_stock_is_returned() -> None:
    """S000-ch11-1.3: an inspection first, a return only where there is no stock."""
    line = told(PAPER.after((*LOOKED_AT, OUT_OF_STOCK)), "returns")

    assert (line["product_at_fault"], line["remedy"]) == (True, "return")
    assert line["inspected_at"] == at("2026-03-02 11:00")


def under_a_window(window: str, received_on: str) -> Story:
    """Ask on 2 March for what was received on a day, in an office with a window."""
    office = given(PAPER.procedure, {PAPER.procedure: {"return_window_days": Figure.parse(window)}})
    story = Story(PAPER, office, at("2026-03-02 08:00"))
    return story.then(take(DISCREPANCY.step, **{**DISCREPANCY.blanks, "received_on": received_on}))


@pytest.mark.parametrize(
    ("window", "received_on", "is_late"),
    [
        ("P3D", "2026-02-27", False),
        ("P3D", "2026-02-26", True),
        ("P1W", "2026-02-23", False),
        ("P1M", "2026-01-31", True),
    ],
)
def test_a_request_after_the_window_of_the_office_is_marked_late(
    window: str, received_on: str, is_late: bool
) -> None:
    """S000-ch11-1.2: contact us at once; the day of receipt does not count."""
    assert told(under_a_window(window, received_on), "returns")["asked_late"] is is_late


def test_a_request_is_not_late_where_the_office_sets_no_window() -> None:
    """S000-ch11-1.2: "at once" has no figure."""
    assert told(PAPER.after((DISCREPANCY,)), "returns")["asked_late"] is None


def test_a_window_follows_the_day_of_receipt_as_it_was_corrected() -> None:
    """S000-ch11-1.2: what counts is when the goods came."""
    story = under_a_window("P3D", "2026-02-26")

    story.then(corrected(1, received_on="2026-03-01"))

    assert told(story, "returns")["asked_late"] is False


def test_a_refusal_has_its_ground() -> None:
    """S000-ch11-1.3: what is not at fault is not taken back."""
    line = told(PAPER.after((*FOUND_SOUND, NOT_AT_FAULT)), "returns")

    assert (line["state"], line["refused_because"]) == ("refused", "not_at_fault")
    assert (line["remedy"], line["product_at_fault"]) == (None, False)


def test_what_a_contract_leaves_is_exact() -> None:
    """S000-ch11-2: ratio times base, less what was used and is asked."""
    ratio = take(
        "apply-contract-ratio",
        ratio="0.12345678",
        base="1234567890123456.12345678",
        used="0.00000001",
        amount="1",
    )
    line = told(PAPER.after((FRANCHISE, ratio)), "returns")

    allowed = Fraction("0.12345678") * Fraction("1234567890123456.12345678")
    assert Fraction(line["remaining"]) == allowed - Fraction("1.00000001")
    assert (line["ratio"], line["asked"]) == (Decimal("0.12345678"), Decimal(1))


def test_refund_and_asked_sum_are_told_apart() -> None:
    """S000-ch11-2: what was asked of the contract is not what the till paid."""
    paid = take("settle-return", amount="150.00")
    granted = "apply-contract-ratio grant-return print-return-slip"
    line = told(PAPER.after((FRANCHISE, granted, *SIGNED_AFAR, paid)), "returns")

    assert (line["asked"], line["refund"]) == (Decimal("200.00"), Decimal("150.00"))
    assert line["remaining"] == 0


def test_a_corrected_sum_leaves_more() -> None:
    """S001-ch2-1a: the book follows the counter-entry."""
    line = told(
        PAPER.after((FRANCHISE, "apply-contract-ratio", corrected(2, used="9000"))), "returns"
    )

    assert line["remaining"] == Decimal(800)
