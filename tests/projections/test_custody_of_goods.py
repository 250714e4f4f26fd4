"""Consigned and returned goods: a lot, then pieces; what comes back and what goes out for it."""

from custody import breaks, corrected, hands, holders, log, pieces, row_of
from huiyin.projections.custody.passing import lines as lines_of
from huiyin.projections.custody.pieces import hands_of
from papers.consignment import ABSENT, NUMBERED, ON_SALE
from papers.consignment import PAPER as CONSIGNMENT
from papers.goods_return import (
    CUSTOMER,
    DISCREPANCY,
    FAULTY,
    HANDLER,
    LOOKED_AT,
    MANAGER,
    OUT_OF_STOCK,
    PRINTED,
    SIGNED,
    SIGNED_AFAR,
)
from papers.goods_return import PAPER as RETURN
from papers.paper import Past, take
from spec import Scenario

NAME = "name 照实填写"
G, X = "G-2026-000001", "X-2026-000001"


def consigned(past: Past) -> Scenario:
    return CONSIGNMENT.after(past).scenario


def returned(past: Past) -> Scenario:
    return RETURN.after(past).scenario


# ---------------------------------------------------------------- what is consigned


def test_a_lot_is_one_thing_until_every_piece_has_its_number() -> None:
    """S000-ch12-1: counted, listed, labelled."""
    case = consigned("offer-goods count-goods print-list")
    assert pieces(holders(case.desk)) == {G: "wang"}
    (line,) = log(case.desk)
    assert (line["from"], line["to"], line["quantity"]) == (NAME, "wang", 3)

    labelled = consigned(f"offer-goods {NUMBERED}")

    assert pieces(holders(labelled.desk)) == dict.fromkeys(
        ("pf001李", "pf002李", "pf003李"), "wang"
    )
    assert [one["item"] for one in holders(labelled.desk) if one["piece"]] == [
        *("银手镯", "银手镯", "银项链")
    ]


def test_what_was_sold_is_the_buyers_and_the_rest_the_customers() -> None:
    """S000-ch12-3: what came in is what was sold and what goes back."""
    settled = consigned((ON_SALE, "record-sale report-sales settle-consignment"))
    assert pieces(holders(settled.desk)) == {
        "pf001李": "buyer",
        "pf002李": "wang",
        "pf003李": "wang",
    }

    ended = consigned((ON_SALE, "record-sale report-sales settle-consignment sign-settlement"))

    sale, back = log(ended.desk)[1:]
    assert (sale["pieces"], sale["to_place"], sale["quantity"]) == (["pf001李"], "buyer", 1)
    assert (back["pieces"], back["to"], back["quantity"]) == (["pf002李", "pf003李"], "zhou", 2)
    assert breaks(log(ended.desk)) == []


def test_another_clerk_with_the_goods_is_shown_once_for_all_of_them() -> None:
    """Issue 3: passed inside the house without a record."""
    case = consigned(
        (f"offer-goods {NUMBERED} sign-agreement", take("put-on-sale", "he:clerk"), "record-sale")
    )

    shelf, sale = log(case.desk)[1:]

    assert (shelf["pieces"], hands([shelf])) == (
        ["pf001李", "pf002李", "pf003李"],
        [("wang", "he")],
    )
    assert [one["values"] for one in (*shelf["breaks"], *sale["breaks"])] == [
        {"last": "wang", "now": "he"},
        {"last": "he", "now": "wang"},
    ]
    assert breaks(holders(case.desk)).count(("unrecorded", "passed_inside")) == 4


def test_a_break_of_the_lot_is_a_break_of_each_of_its_pieces() -> None:
    """Issue 3: the way of a piece begins with its lot."""
    case = consigned(("offer-goods count-goods print-list", take("label-items", "he:clerk")))

    assert breaks(log(case.desk)) == [("unrecorded", "passed_inside")]
    assert breaks(holders(case.desk)) == [("unrecorded", "passed_inside")] * 3


def test_goods_that_are_declined_go_back() -> None:
    """S000-ch12-2: before anything is signed."""
    case = consigned((ABSENT, f"{NUMBERED} report-to-absent-customer decline-agreement"))

    assert set(pieces(holders(case.desk)).values()) == {"zhou"}


def test_goods_that_were_only_offered_are_nobodys_business_yet() -> None:
    """S000-ch12-1: counting takes them in."""
    case = consigned("offer-goods decline-agreement")

    assert log(case.desk) == []


def test_a_label_corrected_after_the_sale_leaves_a_piece_too_many() -> None:
    """Issue 3: what was sold under a number that is on no label any more is a contradiction."""
    case = consigned((ON_SALE, "record-sale"))
    row = row_of(case)
    (labelled,) = (act for act in row["acts"] if act["event"] == "ItemsLabelled")
    lines = [dict(one) for one in lines_of(labelled, "labels")]

    labelled["form"] = {"labels": [{**lines[0], "number": "pf009李"}, *lines[1:]]}

    hands_now = hands_of(G, row)
    assert [one["code"] for passing in hands_now.passings for one in passing.breaks] == [
        "not_listed"
    ]
    assert {piece: hands_now.holder(piece).called for piece in hands_now.holdings} == {
        "pf009李": "wang",
        "pf002李": "wang",
        "pf003李": "wang",
        "pf001李": "buyer",
    }


def test_a_corrected_label_is_shown_even_where_nothing_moved_since() -> None:
    """Issue 3: a correction that changes history is shown, on a line of its own if need be."""
    case = consigned(f"offer-goods {NUMBERED}")
    row = row_of(case)
    (labelled,) = (act for act in row["acts"] if act["event"] == "ItemsLabelled")
    labelled["struck"] = {"labels": "as they were"}

    noted = hands_of(G, row).passings[-1]

    assert (noted.giver.called, noted.taker.called, noted.count) == ("wang", "wang", 3)
    assert [one["kind"] for one in noted.breaks] == ["corrected"]


def test_what_is_still_in_the_house_after_a_settlement_is_a_contradiction() -> None:
    """S000-ch12-3: nothing is left over."""
    case = consigned((ON_SALE, "record-sale report-sales settle-consignment sign-settlement"))
    sold = next(v for v, one in enumerate(case.case.past, 1) if one.step == "record-sale")
    corrected(case, sold, "2026-03-20 09:00", number="pf002李")

    assert breaks(log(case.desk))[0] == ("corrected", "corrected")
    assert ("contradiction", "left_here") in breaks(log(case.desk))


# ---------------------------------------------------------------- what comes back


def test_what_is_crossed_out_at_the_counter_is_the_clerks() -> None:
    """S000-ch5-1B2: and the slip's signatures move it no further."""
    case = returned((PRINTED, *SIGNED, "settle-return"))

    assert [(one["what"], one["quantity"]) for one in log(case.desk)] == [("UnwantedMarked", 2)]
    assert breaks(log(case.desk)) == []


def test_goods_after_receipt_come_back_with_the_slip_that_both_have_signed() -> None:
    """S000-ch5-1B2: a giver and a taker."""
    granted = (*LOOKED_AT, OUT_OF_STOCK, "print-return-slip")
    one_signed = returned((*granted, HANDLER, MANAGER))
    assert hands(log(one_signed.desk)) == []
    assert pieces(holders(one_signed.desk)) == {"YS-1001": NAME}

    both = returned((*granted, *SIGNED_AFAR))

    (line,) = log(both.desk)
    assert (line["from_place"], line["to_place"], line["document"]) == ("customer", "house", "slip")
    assert line["photo"] == "0f" * 32
    assert CUSTOMER.who.startswith("zeng")


def test_a_swap_takes_one_and_gives_another() -> None:
    """S000-ch4-2: nothing faulty leaves the store."""
    case = returned((FAULTY, "swap-faulty"))

    assert [(one["pieces"], one["from_place"], one["to_place"]) for one in log(case.desk)] == [
        (["YS-1003"], "customer", "house"),
        (["YS-1003-2"], "house", "customer"),
    ]


def test_a_replacement_that_left_while_nothing_came_back_is_shown() -> None:
    """S000-ch11-1.2: no step tells of the goods that are exchanged."""
    case = returned((DISCREPANCY, "grant-exchange ship-replacement"))

    (line,) = log(case.desk)

    assert (line["from_place"], line["to_place"], line["quantity"]) == ("house", "carrier", 2)
    assert breaks([line]) == [("unrecorded", "not_come_back")]
    assert line["breaks"][0]["values"] == {"pieces": "YS-1001"}


def test_the_log_is_asked_of_a_piece_a_paper_and_a_person() -> None:
    """Issue 3: for every piece one can say who held it."""
    desk = consigned((ON_SALE, "record-sale")).desk

    assert [one["what"] for one in log(desk, of="pf001李")] == ["ConsignedItemSold"]
    assert [one["what"] for one in log(desk, of="list_no 照实填写")] == ["ConsignedItemSold"]
    assert len(log(desk, of=G)) == 2
    assert len(log(desk, person="wang")) == 2
    assert log(desk, person="he") == []
    assert [one["holder"] for one in holders(desk, of="pf002李")] == ["wang"]
