"""The consignment ledger: what came in is what was sold, given back, or is still here."""

from decimal import Decimal

import pytest

from huiyin.workflow.errors import Misconfigured
from papers.consignment import ABSENT, NUMBERED, ON_SALE, PAPER
from papers.paper import take
from registers import corrected, every_line, shown, told
from spec import at

SOLD = f"{ON_SALE} record-sale"


def test_before_the_pieces_are_numbered_all_are_here() -> None:
    """S000-ch12-1: brought, counted, listed."""
    line = told(PAPER.after("offer-goods count-goods"), "consignments")

    assert (line["brought"], line["counted"], line["labelled"]) == (3, 3, 0)
    assert (line["balance"], line["balanced"], line["pieces"]) == ("3 = 0 + 0 + 3", True, [])


def test_each_piece_is_told_with_its_place_and_price() -> None:
    """S000-ch12-3: sold for what was paid, unsold for what is asked."""
    dear = take("record-sale", price="365.50")
    story = PAPER.after((ON_SALE, dear))

    line = told(story, "consignments")

    assert (line["balance"], line["balanced"], line["sold"]) == ("3 = 1 + 0 + 2", True, 1)
    assert line["sold_for"] == Decimal("365.50")
    assert shown(story.scenario.desk, "consignments", "pieces") == [
        "pf001李 银手镯：已售，365.50；pf002李 银手镯：在店，380.00；pf003李 银项链：在店"
    ]


def test_a_settled_consignment_balances() -> None:
    """S000-ch12-3: what was not sold goes back, and the customer signs."""
    end = "report-sales settle-consignment sign-settlement"
    line = told(PAPER.after(f"{SOLD} {end}"), "consignments")

    assert (line["balance"], line["balanced"], line["here"]) == ("3 = 1 + 2 + 0", True, 0)
    assert (line["settled_amount"], line["reported_amount"]) == (Decimal("380.00"),) * 2
    assert line["closed_at"] == at("2026-03-02 18:00")
    assert [one["meaning"] for one in line["signatures"]] == ["agreement", "settlement"]


def test_sums_are_exact() -> None:
    """Lessons: a tenth three times is three tenths."""
    sales = [take("record-sale", number=f"pf00{n}李", price="0.1") for n in (1, 2, 3)]
    line = told(PAPER.after((ON_SALE, *sales)), "consignments")

    assert line["sold_for"] == Decimal("0.3")


def test_a_report_that_does_not_come_is_counted_whether_the_clock_struck_or_not() -> None:
    """S000-ch12-3, settled 1: regularly, a month from the last report."""
    late = take("report-sales", after="60d", sold=["pf001李"], unsold=["pf002李", "pf003李"])
    story = PAPER.after((SOLD, late))

    line = told(story, "consignments", "2026-05-02 09:00")

    assert (line["late_reports"], line["overdue"]) == (1, False)
    assert line["reported_at"] == at("2026-05-01 15:00")
    assert line["next_report_due_at"] == at("2026-06-02 00:00")
    assert told(story, "consignments", "2026-06-02 00:01")["late_reports"] == 2


def test_what_the_customer_declines_goes_back_with_him() -> None:
    """S000-ch12-2: nothing is consigned without a signature [inferred]."""
    declined = f"{NUMBERED} report-to-absent-customer decline-agreement"
    line = told(PAPER.after((ABSENT, declined)), "consignments")

    assert (line["state"], line["balance"]) == ("declined", "3 = 0 + 3 + 0")
    assert line["declined_because"] == "reason 照实填写"


def test_contract_and_signature_are_told() -> None:
    """S000-ch12-2: an absent customer is told and signs for quantity and contract."""
    agreed = f"{NUMBERED} report-to-absent-customer sign-agreement"
    line = told(PAPER.after((ABSENT, agreed)), "consignments")

    assert (line["present"], line["informed_at"]) == (False, at("2026-03-02 13:00"))
    assert (line["contract"], line["contract_sha256"]) == ("DX-0301.pdf", "23" * 32)
    assert (line["agreed_pieces"], line["agreed_at"]) == (3, at("2026-03-02 14:00"))


def test_a_corrected_sale_is_another_piece_at_another_price() -> None:
    """S001-ch2-1a: the ledger follows the counter-entry."""
    story = PAPER.after((SOLD, corrected(7, number="pf002李", price="350")))

    line = told(story, "consignments")

    assert [one["state"] for one in line["pieces"]] == ["here", "sold", "here"]
    assert (line["sold_for"], line["balanced"]) == (Decimal(350), True)


def test_a_piece_that_is_nowhere_shows() -> None:
    """Issue 3: goods in are sold, given back or here, and a break is not hidden."""
    story = PAPER.after((ON_SALE, corrected(1, quantity_brought=4)))

    line = told(story, "consignments")

    assert (line["balance"], line["balanced"]) == ("4 = 0 + 0 + 3", False)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("sold_for=380", True),
        ("sold_for=380.000", True),
        ("sold_for!=380.00", False),
        ("sold_for=38", False),
        ("sold_for~80.0", True),
        ("settled_amount=", True),
        ("balance=3 = 1 + 0 + 2", True),
    ],
)
def test_sums_are_found_by_what_they_are_worth(where: str, *, found: bool) -> None:
    """Cli.md: --where, exact."""
    desk = PAPER.after(SOLD).scenario.desk

    assert bool(every_line(desk, "consignments", where=[where])) is found


def test_what_is_no_sum_is_told() -> None:
    """Cli.md: exit 2, naming what is possible."""
    desk = PAPER.after(SOLD).scenario.desk

    with pytest.raises(Misconfigured, match="a sum is possible"):
        every_line(desk, "consignments", where=["sold_for=much"])
