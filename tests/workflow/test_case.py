"""A case is what its events make of it, whoever reads them and however often."""

from __future__ import annotations

import copy

import pytest

from huiyin.workflow.case import NO_CASE, evolve, fold
from huiyin.workflow.decide import decide
from huiyin.workflow.errors import HistoryBroken, Refused
from huiyin.workflow.rulebook import Rulebook
from huiyin.workflow.rules import condition
from parcels import LEAD, STORED, NoteDown, desk_page, notified, parcels, taken_in
from spec import Scenario, did, given, terms


def parcel() -> Scenario:
    return given(parcels()).through(
        taken_in(),
        did("2026-03-02 09:30", "li:lead", "note-down", remark="wet"),
        notified(),
        did("2026-03-02 11:00", "wang:clerk", "note-down", remark="dry"),
    )


def test_a_new_case_knows_nothing() -> None:
    """Style 4: what has no events has no state."""
    assert (NO_CASE.version, NO_CASE.state, NO_CASE.first_contact) == (0, "", "")
    assert (NO_CASE.opened_at, NO_CASE.changed_at, NO_CASE.since("X")) == (None, None, ())


def test_the_past_is_asked_in_the_words_of_the_business() -> None:
    """Style 7: say the business word."""
    case = parcel().case

    assert (case.first_contact, case.version, case.state) == ("wang", 4, "notified")
    assert case.has("NotedDown", "Sealed")
    assert not case.has("Sealed")
    assert case.latest("remark", "NotedDown") == "dry"
    assert case.latest("remark", "Sealed") == ""
    assert case.value("worth", "ParcelTakenIn") is None
    assert [one.name for one in case.since("RecipientNotified")] == ["NotedDown"]
    assert case.since("Sealed") == case.past
    assert case.since("NotedDown") == ()
    assert case.takers("note-down", "seal") == {"wang", "li"}
    last = case.last("NotedDown")
    assert last
    assert last.person == "wang"
    assert case.last("Sealed") is None


def test_remembering_leaves_the_case_before_as_it_was() -> None:
    """Style 4: evolve gives a new case; the old one is a value."""
    office = parcel()
    history = office.desk.history(office.number)
    case = NO_CASE

    for recorded in history:
        before = copy.deepcopy(case)
        after = evolve(case, recorded)
        assert case == before
        case = after
    assert case == office.case == fold(history)


def test_deciding_changes_nothing_and_is_repeatable() -> None:
    """Style 4: decide returns events and changes nothing."""
    office = parcel()
    case, page = office.case, desk_page()
    request = did("2026-03-02 12:00", "chen:lead", "seal").request(office.number, "")
    before = copy.deepcopy((case, request))

    events = [decide(page, case, request, terms()) for _ in range(2)]

    assert (case, request) == before
    assert events[0] == events[1]
    assert office.case == case


def test_events_that_do_not_follow_each_other_are_a_broken_history() -> None:
    """Foundation: version gaps are refused, also when they are read."""
    office = parcel()
    history = office.desk.history(office.number)

    with pytest.raises(HistoryBroken, match="version 3 after 1"):
        fold((history[0], history[2]))


def test_replaying_asks_no_rule_again() -> None:
    """Issue 2: replay never runs guards."""
    asked: list[str] = []

    @condition("asked")
    def counted(case: object) -> bool:
        asked.append("once")
        if len(asked) > 1:
            raise AssertionError("a rule was asked while replaying")
        return True

    page = desk_page()
    page.steps.pop("note-down")
    page.step(
        "P-0.1", STORED >> STORED, by=LEAD, records="NotedDown", only_if=(counted.by("P-0.1"),)
    )(NoteDown)
    office = given(Rulebook((page,))).through(taken_in())

    office.through(did("2026-03-02 10:00", "chen:lead", "note-down", remark="x"))

    assert office.desk.case(office.number).version == 2
    assert office.desk.case(office.number, version=1).version == 1
    assert asked == ["once"]


def test_a_refusal_says_what_was_asked_why_not_and_what_is_possible() -> None:
    """Style 12: errors speak to the person who asked."""
    office = parcel().when("2026-03-02 12:00", "chen:lead", "settle")

    assert isinstance(office.answer, Refused)
    assert str(office.answer) == (
        "P-2026-000001: cannot settle from notified. P-5.4: settle is taken from disputed. "
        "Possible now: notify (first_contact, clerk), note-down (any_employee), "
        "weigh-again (clerk, lead), seal (lead), check-identity (clerk), dispute (recipient), "
        "remind (clock), send-back (courier, policy), correct-entry (lead, clerk)."
    )
