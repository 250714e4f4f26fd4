"""At each instant of a long day with everything at once, all that is open is in one pair of hands.

The log is folded event by event, and at every position the registers are held against what the
cases themselves say. Hypothesis prints how to play a failing day again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.domain.office import rulebook
from huiyin.domain.shift.people import NAMED_SUBSTITUTE, ROSTERED
from huiyin.domain.visit.rules import VISITOR
from huiyin.projections import kept as module
from huiyin.projections.answering import Turn, in_hand
from huiyin.projections.custody.acts import CustodyRow, custody
from huiyin.projections.custody.hands import Hands
from huiyin.projections.custody.holders import Holders
from huiyin.projections.custody.passing import Party
from huiyin.projections.custody.pieces import hands_of
from huiyin.projections.every import every
from huiyin.workflow.actor import person_in
from huiyin.workflow.case import NO_CASE, Case, evolve
from huiyin.workflow.desk import Desk
from huiyin.workflow.events import Recorded, instant
from registers import as_bytes
from spec import at, desk_of
from strands import day
from walker import walks

RULES = rulebook()
CUSTODY = custody(RULES)
NOW = at("2026-06-01 09:00")
STRIDES = 120

# Where a piece is while its repair is in a state, told without looking at any act.
IN_THE_HOUSE = (
    *("received", "assessed", "in_house", "repaired", "customer_informed", "slipped", "sorted"),
    "customer_called",
)
PIECE_OF_A_REPAIR = {
    **dict.fromkeys(("presented", "refused"), ""),
    **dict.fromkeys(IN_THE_HOUSE, "house"),
    **dict.fromkeys(("handed_over", "brought_back"), "courier"),
    "shipped": "carrier",
    **dict.fromkeys(("closed", "returned_unrepaired"), "customer"),
}


@dataclass
class Watch:
    """Cases and rows as they are at a position of the log."""

    cases: dict[str, Case] = field(default_factory=dict)
    rows: dict[str, CustodyRow] = field(default_factory=dict)
    ways: dict[str, dict[str, list[Party]]] = field(default_factory=dict)
    turns: dict[str, Turn] = field(default_factory=dict)
    position: int = 0

    def follow(self, desk: Desk) -> None:
        """Read on, and judge at every position."""
        for recorded in desk.store.read(self.position, 10_000):
            self.take(recorded)
            self.judge(recorded)

    def take(self, recorded: Recorded) -> None:
        self.position, number = recorded.position, recorded.case
        self.cases[number] = evolve(self.cases.get(number, NO_CASE), recorded)
        row = CUSTODY.fold(self.rows.pop(number, None), recorded, number)
        if row is not None:
            self.rows[number] = row

    def judge(self, recorded: Recorded) -> None:
        number = recorded.case
        case, row = self.cases[number], self.rows.get(number)
        page = RULES.pinned(case.procedure, case.edition)
        is_open = not page.states[case.state].terminal
        assert is_open == (row is not None and row["is_open"])
        if row is None:
            return
        if is_open:
            answers_for_it(case, row)
            self.nobody_in_between(recorded, row)
        hands = hands_of(number, row)
        way_without_a_gap(number, hands)
        where_the_state_says(case, hands)
        self.nothing_is_rewritten(recorded, hands)

    def nobody_in_between(self, recorded: Recorded, row: CustodyRow) -> None:
        """See whoever answers now answer since the last one stopped."""
        turn, event = in_hand(row["answering"]), recorded.event
        before = self.turns.get(recorded.case)
        if before and event.name != "EntryCorrected" and turn["person"] != before["person"]:
            assert turn["since"] == instant(event.occurred_at)
        elif before:
            assert turn["since"] in (before["since"], instant(event.occurred_at))
        self.turns[recorded.case] = {**turn}

    def nothing_is_rewritten(self, recorded: Recorded, hands: Hands) -> None:
        """See earlier holders unchanged by every event but a correction."""
        ways = {piece: [one.holder for one in way] for piece, way in hands.holdings.items()}
        before = self.ways.get(recorded.case, {})
        if recorded.event.name not in ("EntryCorrected", "ItemsLabelled"):
            for piece, way in before.items():
                assert ways[piece][: len(way)] == way
        self.ways[recorded.case] = ways


def answers_for_it(case: Case, row: CustodyRow) -> None:
    """See one person answer for an open case, who is of the case and no machine."""
    person = in_hand(row["answering"])["person"]
    assert person in people_of(case)
    match case.procedure.partition("/")[0], case.state:
        case "visit", _:
            assert {person} == VISITOR.find(case)
        case "shift", "absent_covered":
            assert {person} <= case.takers("arrive-as-substitute")
            assert {person} == NAMED_SUBSTITUTE.find(case)
        case "shift", _:
            assert {person} == ROSTERED.find(case)
        case ("repair", state) if state != "in_house":
            assert person == case.first_contact
        case (("consignment" | "return" | "sample" | "audit"), _):
            assert person == case.first_contact


def people_of(case: Case) -> set[str]:
    """Give everybody who acted in a case or is named in one of its forms."""
    acted = {event.person for event in case.past if event.role not in ("clock", "policy")}
    named = {
        person_in(value)
        for event in case.past
        for blank, value in event.form.items()
        if isinstance(value, str) and is_person(case, event.step, blank)
    }
    return acted | named


def is_person(case: Case, step: str, blank: str) -> bool:
    steps = RULES.pinned(case.procedure, case.edition).steps
    return (
        step in steps
        and blank in steps[step].blanks
        and steps[step].blanks[blank].shape == "person"
    )


def way_without_a_gap(case: str, hands: Hands) -> None:
    """See each thing with one holder after the other, as the hand-overs alone tell it."""
    assert hands.counts.keys() == hands.holdings.keys()
    for piece, way in hands.holdings.items():
        instants, places = [one.since for one in way], [one.act["position"] for one in way]
        assert instants == sorted(instants)
        assert places == sorted(places)
        holder = way[0].holder
        for passing in hands.passings:
            if passing.act["position"] >= places[0] and {piece, case} & {*passing.pieces}:
                assert holder.is_same(passing.giver) or passing.breaks, (piece, passing)
                holder = passing.taker if passing.taken else holder
        assert holder == way[-1].holder


def where_the_state_says(case: Case, hands: Hands) -> None:
    """See a piece where the state of its case has it, and each consigned piece where it went."""
    places = [way[-1].holder.place for way in hands.holdings.values()]
    kind = case.procedure.partition("/")[0]
    if kind == "repair":
        assert "".join(places) == PIECE_OF_A_REPAIR[case.state]
    elif kind == "consignment" and not case.has("EntryCorrected"):
        sold = sum(event.name == "ConsignedItemSold" for event in case.past)
        gone = case.state in ("closed", "declined")
        left = len(places) - sold
        assert Counter(places) == Counter(
            {
                place: n
                for place, n in (("buyer", sold), ("customer" if gone else "house", left))
                if n
            }
        )


@given(walks(STRIDES), st.integers(1, 40))
def test_all_that_is_open_is_in_one_pair_of_hands_at_every_position(
    walk: tuple[Random, int], page_size: int
) -> None:
    """Issue 3: one responsible person a case, one holder a piece, kept rows equal rebuilt ones."""
    dice, length = walk
    with pytest.MonkeyPatch.context() as patch, desk_of(RULES) as desk:
        patch.setattr(module, "PAGE", page_size)
        registers = every(desk.store, desk.rulebook)
        watch, seen = Watch(), dict[int, list[bytes]]()
        for _ in day(dice, desk, length):
            watch.follow(desk)
            if dice.random() < 0.04:
                seen[watch.position] = [as_bytes(one.table()) for one in registers.values()]
                assert as_rows(registers["custody"].table().rows) == watch.rows

        assert as_rows(registers["custody"].table().rows) == watch.rows
        live = [as_bytes(one.table()) for one in registers.values()]
        for position, tables in seen.items():
            past = [as_bytes(one.as_of(position=position)) for one in registers.values()]
            assert past == tables
        for one in registers.values():
            one.rebuild()
            assert not one.status().parked
        assert [as_bytes(one.table()) for one in registers.values()] == live
        every_line_once(desk, watch)


def as_rows(rows: Any) -> dict[str, Any]:
    return dict(rows)


def every_line_once(desk: Desk, watch: Watch) -> None:
    """See one line an open case and one a thing, and no other."""
    lines = list(Holders(desk.store, desk.rulebook).page(now=NOW).lines)
    things = [(one["no"], one["piece"] or one["no"]) for one in lines if one["kind"] == "thing"]
    cases = [one["no"] for one in lines if one["kind"] == "case"]

    assert sorted(map(str, cases)) == sorted(no for no, row in watch.rows.items() if row["is_open"])
    assert Counter(things) == Counter(
        (no, piece) for no, row in watch.rows.items() for piece in hands_of(no, row).holdings
    )
    assert all(one["holder"] for one in lines)
