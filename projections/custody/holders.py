"""Who holds what 现在谁手里: each open case with who answers for it, each thing with its holder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from ...workflow.calendars import SHANGHAI
from ...workflow.language import Label
from ...workflow.rulebook import Rulebook
from ...workflow.store import Store
from ..answering import WHY, in_hand
from ..columns import Coded, Column
from .acts import CustodyRow
from .broken_words import PLACES
from .hands import Hands
from .log_columns import PAPERS, column
from .passing import NO_PAPER, Break, Paper
from .pieces import hands_of
from .reading import Facts, Rows, ToldRegister
from .words import Words

KINDS = {"case": Label("案件", "case"), "thing": Label("物品", "thing")}


class Holders(ToldRegister):
    """One line an open case and one a thing, each with exactly one holder."""

    def __init__(self, store: Store, rulebook: Rulebook, zone: ZoneInfo = SHANGHAI) -> None:
        self.words = Words(list(rulebook.editions), {})
        super().__init__(store, rulebook, columns(self.words), zone)

    def facts(self, rows: Rows, now: datetime) -> Iterator[Facts]:
        """Give every case that is open with its things behind it, in the order of numbers."""
        for no, row in rows:
            state = self.words.state(row["procedure"], row["state"])
            if row["is_open"]:
                yield {**_of(no, row, state), **_case(no, row)}
            hands = hands_of(no, row)
            for piece in hands.holdings:
                yield {**_of(no, row, state), **_thing(no, piece, hands)}


def columns(words: Words) -> tuple[Column[Facts], ...]:
    """Give the columns, with the names that the pages give."""
    return (
        column("kind", "类别", "kind", "choice", 6, KINDS),
        column("no", "编号", "no.", width=15),
        column("piece", "货品编号", "piece", width=14),
        column("item", "物品", "item", width=16),
        column("quantity", "件数", "quantity", "number", 6),
        column("procedure", "程序", "procedure", "choice", 24, words.procedures),
        column("state", "状态", "state", "choice", 14),
        column("holder", "持有人", "holder", "choice", 10, PLACES),
        column("role", "身份", "role", "choice", 12, words.roles),
        column("place", "所在", "where", "choice", 8, PLACES),
        column("why", "缘由", "why", "choice", 16, words.events | WHY),
        column("since", "自", "since", "instant", 16),
        column("first_contact", "首问责任人", "first contact", width=10),
        column("document", "单据", "document", "choice", 12, PAPERS),
        column("document_no", "单据编号", "document no.", width=14),
        column("breaks", "交接断点", "breaks", "list", 40, says=words.broken),
        column("parked", "停登原因", "parked", width=20),
    )


def _case(no: str, row: CustodyRow) -> Facts:
    turn = in_hand(row["answering"])
    return {
        "kind": "case",
        "holder": turn["person"],
        "why": turn["why"],
        "since": datetime.fromisoformat(turn["since"]),
        "people": [turn["person"]],
        "of": [no],
    }


def _thing(no: str, piece: str, hands: Hands) -> Facts:
    last, item = hands.holdings[piece][-1], hands.items.get(piece)
    holder, paper = last.holder, _paper(hands, piece)
    return {
        "kind": "thing",
        "piece": None if piece == no else piece,
        "item": item,
        "quantity": hands.counts[piece],
        "holder": holder.called,
        "role": holder.role or None,
        "place": holder.place,
        "why": last.act["event"],
        "since": last.since,
        "document": paper.kind or None,
        "document_no": paper.number or None,
        "breaks": list[object](_breaks(hands, no, piece)),
        "people": [holder.person],
        "of": [one for one in (no, piece, item, paper.number) if one],
    }


def _of(no: str, row: CustodyRow, state: Coded) -> Facts:
    return {
        "no": no,
        "procedure": row["procedure"],
        "state": state,
        "first_contact": row["answering"]["first_contact"],
    }


def _paper(hands: Hands, piece: str) -> Paper:
    """Give the last paper that went with a thing."""
    held = reversed(hands.holdings[piece])
    return next((one.paper for one in held if one.paper.kind), NO_PAPER)


def _breaks(hands: Hands, no: str, piece: str) -> Iterator[Break]:
    """Give every break in the way of a thing, also while it was part of the case's lot."""
    for passing in hands.passings:
        if {piece, no} & {*passing.pieces}:
            yield from passing.breaks
