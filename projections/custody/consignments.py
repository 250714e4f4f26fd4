"""Consigned goods: a lot until it is labelled, then piece by piece, sold or given back (ch12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from .acts import Act, CustodyRow
from .going import Does, Going, follow, worked_on
from .hands import Hands
from .passing import house, lines, odd, outside, text


def hands_of_consignment(case: str, row: CustodyRow) -> Hands:
    """Tell through whose hands consigned goods went."""
    return follow(case, row, DOES).hands


def _counted(going: Going, act: Act) -> None:
    goods = lines(act, "items")
    lot = {going.case: sum(cast("int", one["quantity"]) for one in goods)}
    going.hands.begin(act, lot, going.customer())
    going.hands.items[going.case] = ", ".join(str(one["item"]) for one in goods)
    going.hands.passed(act, going.pieces, house(act))


def _listed(going: Going, act: Act) -> None:
    going.write("list", act, "list_no")


def _labelled(going: Going, act: Act) -> None:
    worked_on(going, act)
    items = {str(one["number"]).strip(): str(one["item"]) for one in lines(act, "labels")}
    going.hands.split(going.case, items)
    going.hands.items = items


def _sold(going: Going, act: Act) -> None:
    """Give a piece to its buyer; a number that a correction took off the list is no piece of it."""
    number, hands = text(act, "number"), going.hands
    is_listed = number in going.pieces
    _known(going, act, [number])
    hands.passed(act, [number], outside("buyer"), by=house(act), paper=going.paper("list"))
    if not is_listed:
        hands.remark(odd("contradiction", "not_listed", "S000-ch12-1", piece=number))


def _settled(going: Going, act: Act) -> None:
    returned = cast("list[str]", act["form"].get("returned") or [])
    going.going_back = _known(going, act, returned)
    going.hands.handled(act, going.going_back, house(act))


def _given_back(going: Going, act: Act) -> None:
    taker, paper = going.customer(act), going.paper("list")
    going.hands.passed(act, going.going_back, taker, paper=paper)
    if here := going.hands.held_at("house"):
        pieces = ", ".join(here)
        going.hands.remark(odd("contradiction", "left_here", "S000-ch12-3", pieces=pieces))


def _declined(going: Going, act: Act) -> None:
    taker, paper = going.customer(act), going.paper("list")
    going.hands.passed(act, going.hands.held_at("house"), taker, paper=paper)


def _known(going: Going, act: Act, numbers: Iterable[str]) -> tuple[str, ...]:
    """Give numbers as the labels have them, and know one that is on no label from now on."""
    found = tuple(dict.fromkeys(number.strip() for number in numbers))
    unknown = [number for number in found if number not in going.pieces]
    going.hands.begin(act, dict.fromkeys(unknown, 1), house(act))
    return found


DOES: Mapping[str, Does] = {
    "ConsignedGoodsCounted": _counted,
    "ConsignmentListPrinted": _listed,
    "ItemsLabelled": _labelled,
    "ConsignmentOnSale": worked_on,
    "ConsignedItemSold": _sold,
    "ConsignmentSettled": _settled,
    "SettlementSigned": _given_back,
    "ConsignmentDeclined": _declined,
}
