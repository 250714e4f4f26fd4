"""Goods that come back, and what goes out in their place (ch11, ch4, ch5).

Goods come back with the slip that handler and customer have both signed, or over the counter;
asking for it, a video and a decision leave them with the customer [inferred].
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import cast

from .acts import Act, CustodyRow
from .going import Does, Going, follow, sent
from .hands import Hands
from .passing import house, lines, odd

REPLACEMENT = "换货"


def hands_of_return(case: str, row: CustodyRow) -> Hands:
    """Tell through whose hands returned goods and their replacements went."""
    return follow(case, row, DOES).hands


def _requested(going: Going, act: Act) -> None:
    codes: Counter[str] = Counter()
    for one in lines(act, "items"):
        codes[str(one["code"]).strip()] += cast("int", one["quantity"])
    going.hands.begin(act, codes, going.customer())
    going.write("sale", act, "sale_no")


def _marked(going: Going, act: Act) -> None:
    going.hands.passed(act, going.pieces, house(act), paper=going.paper("sale"))


def _printed(going: Going, act: Act) -> None:
    going.write("slip", act, "slip_no")


def _signed(going: Going, act: Act) -> None:
    """Take the goods back once giver and taker have both signed the slip."""
    going.signed[act["signature"]] = act
    handler = going.signed.get("handler")
    if handler and "customer" in going.signed:
        back = going.hands.held_at("customer")
        going.hands.passed(act, back, house(handler), paper=going.paper("slip"))


def _swapped(going: Going, act: Act) -> None:
    """Take what is faulty and give what replaces it, over the counter."""
    for one in lines(act, "replacements"):
        faulty, other = str(one["faulty"]).strip(), str(one["replacement"]).strip()
        if faulty not in going.pieces:
            going.hands.begin(act, {faulty: 1}, going.customer())
        going.hands.passed(act, [faulty], house(act), paper=going.paper("sale"))
        if other not in going.pieces:
            going.hands.begin(act, {other: 1}, house(act))
        going.hands.passed(act, [other], going.customer(), paper=going.paper("sale"))


def _replaced(going: Going, act: Act) -> None:
    """Send the replacement off; no step tells that what it replaces has come back."""
    still = going.hands.held_at("customer")
    count = sum(going.hands.counts[one] for one in still) or 1
    going.hands.begin(act, {REPLACEMENT: count}, house(act))
    sent(going, act, (REPLACEMENT,))
    if still:
        pieces = ", ".join(still)
        going.hands.remark(odd("unrecorded", "not_come_back", act["clauses"][0], pieces=pieces))


DOES: Mapping[str, Does] = {
    "ReturnRequested": _requested,
    "UnwantedMarked": _marked,
    "ReturnSlipPrinted": _printed,
    "ReturnSlipSigned": _signed,
    "FaultySwapped": _swapped,
    "ReplacementShipped": _replaced,
}
