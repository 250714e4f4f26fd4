"""Editions: a case stays under its own, and moves only by a recorded event."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from huiyin.workflow.errors import Conflict, HistoryBroken, NotFound, Refused, RuleBroken
from huiyin.workflow.forms import Command
from huiyin.workflow.procedure import Procedure
from huiyin.workflow.rulebook import Rulebook
from huiyin.workflow.states import NEW, state
from parcels import (
    CLERK,
    LEAD,
    ROLES,
    STORED,
    Notify,
    TakeIn,
    desk_page,
    notified,
    taken_in,
)
from spec import Scenario, at, desk_of, did, given

OLD = desk_page("1")
TEN = at("2026-03-05 10:00")
LOST = state("lost", "遗失", terminal=True)
TOLD = state("told", "已告知")


class Lose(Command, zh="遗失"):
    """Lose the parcel."""


def short_page(**changes: Any) -> Procedure:
    """Declare a third edition, which knows little of the first."""
    page = Procedure(
        "parcel/desk",
        edition="3",
        zh="包裹柜台",
        en="Parcel desk",
        document="P3",
        prefix="P",
        roles=ROLES,
        **changes,
    )
    page.step("P3-1", NEW >> STORED, by=CLERK, records="ParcelTakenIn")(TakeIn)
    page.step("P3-2", STORED >> TOLD, by=CLERK, records="RecipientNotified")(Notify)
    page.step("P3-3", (STORED, TOLD) >> LOST, by=LEAD, records="ParcelLost")(Lose)
    page.deadline(
        "notice", "P3-4", zh="通知", en="notice", starts=(TakeIn,), ends=(Notify,), figure="P9D"
    )
    return page


def moved(office: Scenario, *newer: Procedure) -> Scenario:
    """Go on with the same store where newer editions have come into force."""
    office.desk.rulebook = Rulebook((OLD, *newer))
    return office


def parcel(*newer: Procedure) -> Scenario:
    office = given(Rulebook((OLD, *newer)))
    office.desk.rulebook = Rulebook((OLD,))
    return moved(office.through(taken_in()), *newer)


def migrate(office: Scenario, edition: str, **more: Any) -> Any:
    asked: dict[str, Any] = {"at": TEN, "reason": "new rules"} | more
    return office.desk.migrate(office.number, edition, "chen:lead", **asked)


def test_a_case_stays_under_the_edition_it_was_opened_under() -> None:
    """Architecture 3: pinned in the first event; a new edition stands beside the old one."""
    office = parcel(desk_page("2"))

    office.when("2026-03-03 09:00", "wang:clerk", "note-down", remark="x").then("NotedDown")
    assert office.case.past[1].edition == "1"
    office.number = ""
    office.through(taken_in())
    assert office.case.edition == "2"


def test_moving_a_case_is_an_event_of_its_own() -> None:
    """Architecture 3: by an explicit, recorded migration."""
    office = parcel(desk_page("2"))

    outcome = migrate(office, "2")

    assert (outcome.state, outcome.version, outcome.events) == ("stored", 2, ("CaseMigrated",))
    event = office.case.past[1]
    assert (event.person, event.reason, event.edition) == ("chen", "new rules", "2")
    assert event.form == {"from": "1", "to": "2"}
    assert office.case.clocks.keys() == {"notice"}
    office.through(did("2026-03-06 09:00", "wang:clerk", "note-down", remark="x"))
    assert office.case.past[2].edition == "2"


def test_a_state_is_carried_over_under_another_name() -> None:
    """Lessons 17: per-state map."""
    page = short_page(carries={"notified": "told"})
    page.deadline(
        "collect", "P3-5", zh="领取", en="collect", starts=(Notify,), ends=(Lose,), figure="P9D"
    )
    office = moved(parcel(page).through(notified()), page)

    assert migrate(office, "3").state == "told"
    assert office.case.past[-1].source == "notified"
    office.then_running(collect="2026-03-06 18:00")


def test_a_case_carried_into_a_terminal_state_has_no_deadlines() -> None:
    """Settled 17: a terminal state ends every deadline, also one that is reached by moving."""
    office = parcel(short_page(carries={"stored": "lost"}))

    assert migrate(office, "3").state == "lost"
    office.then_running()
    assert list(office.desk.store.agenda()) == []


@pytest.mark.parametrize(
    ("edition", "more", "sentence"),
    [
        ("2", {"reason": " "}, "needs a reason"),
        ("1", {}, "under edition 1 already"),
        ("2", {"at": at("2026-03-01 09:00")}, "before the case's last event"),
        ("3", {}, "has no state for notified"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(
    edition: str, more: dict[str, Any], sentence: str
) -> None:
    """Lessons 16: no order is left dead after an upgrade."""
    office = parcel(desk_page("2"), short_page()).through(notified())

    with pytest.raises(RuleBroken, match=sentence):
        migrate(office, edition, **more)
    assert office.case.version == 2


def test_a_deadline_that_the_new_page_does_not_know_hinders_the_move() -> None:
    """Lessons 17: dropped deadlines must be loud."""
    office = parcel(short_page(carries={"notified": "told"})).through(notified())

    with pytest.raises(RuleBroken, match="has no deadline collect"):
        migrate(office, "3")


def test_an_edition_that_there_is_not_is_not_found() -> None:
    """Vocabulary, refusals: NotFound, with those there are."""
    with pytest.raises(NotFound, match=r"has no edition 9; it has: 1, 2"):
        migrate(parcel(desk_page("2")), "9")


def test_a_move_that_comes_second_conflicts(tmp_path: Path) -> None:
    """Architecture 4: two people acting at once."""
    rules = Rulebook((desk_page("2"), OLD))
    first, second = (desk_of(rules, store=str(tmp_path / "p.db")) for _ in range(2))
    number = first.carry_out(taken_in().request("", "parcel/desk")).case

    class Overtaken(Rulebook):
        """An office where somebody is faster while the edition is looked up."""

        def edition(self, name: str, edition: str) -> Procedure:
            first.carry_out(
                did("2026-03-03 09:00", "wang:clerk", "note-down", remark="x").request(number, "")
            )
            return super().edition(name, edition)

    second.rulebook = Overtaken((OLD, desk_page("2")))
    with pytest.raises(Conflict, match="has changed meanwhile") as no:
        second.migrate(number, "2", "chen:lead", at=TEN, reason="x")
    assert isinstance(no.value, Refused)
    assert second.case(number).version == 2


def test_a_case_whose_edition_is_not_kept_cannot_be_acted_on() -> None:
    """Lessons 17: without its page a history is broken, and loudly so."""
    office = parcel()
    office.desk.rulebook = Rulebook((desk_page("2"),))

    with pytest.raises(HistoryBroken, match="no page parcel/desk@1 here"):
        office.when("2026-03-03 09:00", "wang:clerk", "note-down", remark="x")
