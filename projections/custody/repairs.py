"""A piece under repair: from the customer by receipt, to the courier by sheet, and back (ch10).

A telephone call, the terms told and the signatures on the sheet leave the piece where it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from .acts import Act, CustodyRow
from .going import Does, Going, follow, sent, worked_on
from .hands import Hands
from .passing import Party, house, odd, outside, text


def hands_of_repair(case: str, row: CustodyRow) -> Hands:
    """Tell through whose hands the piece of a repair went."""
    hands = follow(case, row, DOES).hands
    _not_taken(hands)
    return hands


def _received(going: Going, act: Act) -> None:
    receipt = going.write("receipt", act, "receipt_no")
    going.hands.begin(act, {going.case: 1}, going.customer())
    going.hands.items[going.case] = text(act, "product_code")
    going.hands.passed(act, going.pieces, house(act), paper=receipt)


def _to_the_workshop(going: Going, act: Act) -> None:
    going.hands.passed(act, going.pieces, house(act), paper=going.paper("receipt"))


def _on_the_sheet(going: Going, act: Act) -> None:
    going.write("sheet", act, "sheet_no")
    worked_on(going, act)


def _signed(going: Going, act: Act) -> None:
    going.signed[act["signature"]] = act


def _to_the_courier(going: Going, act: Act) -> None:
    """Give the piece to whoever signed for it; the sheet's giver should be who gives it."""
    receiver, giver = going.signed.get("receiver"), going.signed.get("giver")
    courier = outside("courier", receiver)
    going.hands.passed(act, going.pieces, courier, by=house(act), paper=going.paper("sheet"))
    if giver and giver["person"] != act["person"]:
        names = {"signed": giver["person"], "now": act["person"]}
        going.hands.remark(odd("contradiction", "other_giver", "S000-ch10-4b", **names))


def _brought_back(going: Going, act: Act) -> None:
    going.hands.handled(act, going.pieces, outside("courier", act), "other_courier")
    going.hands.brought(act, going.pieces, Party("house"), going.paper("sheet"))


def _sorted(going: Going, act: Act) -> None:
    going.hands.passed(act, going.pieces, house(act), paper=going.paper("sheet"))


def _shipped(going: Going, act: Act) -> None:
    sent(going, act, going.pieces)


def _to_the_customer(going: Going, act: Act) -> None:
    paper = going.paper("waybill", "receipt")
    going.hands.passed(act, going.pieces, going.customer(act), paper=paper)


def _not_taken(hands: Hands) -> None:
    """Mark what was brought back while nobody of the house has taken it over."""
    if hands.passings and not hands.passings[-1].taken:
        last = hands.passings[-1].giver.called
        hands.remark(odd("unrecorded", "not_taken", "S000-ch10-5", last=last))


DOES: Mapping[str, Does] = {
    "PieceReceived": _received,
    "PieceAssessed": worked_on,
    "InHouseRepairStarted": _to_the_workshop,
    "InHouseRepaired": worked_on,
    "InHouseFailed": worked_on,
    "EnteredOnHandoverSheet": _on_the_sheet,
    "HandoverSheetSigned": _signed,
    "HandedToMaster": _to_the_courier,
    "PieceBroughtBack": _brought_back,
    "PieceSorted": _sorted,
    "PieceShipped": _shipped,
    "PieceCollected": _to_the_customer,
    "RepairDeclined": _to_the_customer,
    "ReceiptConfirmed": _to_the_customer,
}
