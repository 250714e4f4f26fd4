"""What is possible next, and every reason why a step is, or is not."""

from __future__ import annotations

from typing import Any

import pytest

from huiyin.workflow.errors import NotFound
from parcels import notified, parcels, taken_in
from spec import Did, Scenario, at, did, given

NOON = at("2026-03-02 12:00")


def parcel(*more: Did, **blanks: Any) -> Scenario:
    return given(parcels()).through(taken_in(**blanks), *more)


def test_next_lists_what_leads_on_for_whom_and_until_when() -> None:
    """Lessons 2: a complete list of what is open, by whom, until when."""
    office = parcel()

    found = {one.step.name: one for one in office.desk.next(office.number, "wang:clerk@east")}

    assert list(found)[:3] == ["notify", "note-down", "weigh-again"]
    assert (found["notify"].target, found["notify"].due_at) == ("notified", at("2026-03-04 00:00"))
    assert (found["notify"].yours, found["weigh-again"].yours, found["seal"].yours) == (
        True,
        False,
        False,
    )
    assert "hand-out" not in found


def test_next_says_what_a_step_still_lacks() -> None:
    """Lessons 2: what is blocked, and by what."""
    office = parcel(notified(), worth=500)

    found = {one.step.name: one for one in office.desk.next(office.number)}

    assert found["hand-out"].yours is None
    lacking = [str(one.says) for one in found["hand-out"].missing]
    assert lacking == [
        "it was sealed by the lead",
        "the recipient has shown a paper",
        "it was weighed again",
    ]


def test_a_terminal_case_can_still_be_corrected_and_nothing_else() -> None:
    """S001-ch2-1a: a counter-entry is possible for ever."""
    office = parcel(did("2026-03-02 12:00", "k:courier", "send-back"))

    assert [one.step.name for one in office.desk.next(office.number)] == ["correct-entry"]


def test_why_gives_every_finding_kept_broken_and_unknown() -> None:
    """Lessons 2: the complete reasoned list."""
    office = parcel(notified(), worth=500)

    advice = office.desk.why(office.number, "hand-out", "zhao:clerk", at=NOON)

    assert not advice.allowed
    told = {(one.check, str(one.says)): one.holds for one in advice.findings}
    assert told == {
        ("state", "the case is notified"): True,
        ("role", "zhao may take it as clerk"): True,
        ("rules", "it was sealed by the lead"): False,
        ("rules", "the recipient has shown a paper"): False,
        ("rules", "it was weighed again"): False,
        ("rules", "the form names the shelf"): None,
        ("signatures", "seal is missing"): False,
    }
    assert all(one.clauses for one in advice.findings)


def test_why_tells_what_is_still_to_be_filled_in_and_by_whom() -> None:
    """Lessons 12: users stuck who do not know what is next."""
    office = parcel()

    advice = office.desk.why(office.number, "weigh-again", at=NOON)

    assert advice.allowed
    told = {(one.check, str(one.says)): one.holds for one in advice.findings}
    assert told[("form", "weight is filled in")] is None
    assert told[("role", "it is not for the one who took it in")] is None
    assert (
        told[
            ("role", "it is for clerk (of the case's department), lead (of the case's department)")
        ]
        is None
    )


def test_why_from_another_state_says_so() -> None:
    """Lessons 10: no door is closed without a word."""
    office = parcel()

    advice = office.desk.why(office.number, "settle", "chen:lead", at=NOON)

    assert not advice.allowed
    assert advice.findings[0].holds is False
    assert str(advice.findings[0].says) == "settle is taken from disputed"


def test_why_about_what_there_is_not_is_not_found() -> None:
    """Vocabulary, refusals: NotFound."""
    office = parcel()

    with pytest.raises(NotFound):
        office.desk.why(office.number, "fly", at=NOON)
    with pytest.raises(NotFound):
        office.desk.why("P-1999-000001", "notify", at=NOON)
    with pytest.raises(NotFound):
        office.desk.next("P-1999-000001")
