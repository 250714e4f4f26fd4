"""Which signatures a case waits for."""

from typing import Any

from huiyin.workflow.awaited import Awaited, awaited
from parcels import notified, parcels, taken_in
from spec import Did, Scenario, at, did, given

DISPUTED = did("2026-03-02 12:00", "z:recipient", "dispute", claim="赔偿")
SEALED = did("2026-03-02 13:00", "k:lead@east", "seal")


def parcel(*more: Did, **blanks: Any) -> Scenario:
    return given(parcels()).through(taken_in(**blanks), *more)


def waiting(office: Scenario) -> list[Awaited]:
    return list(awaited(office.desk.page_of(office.case), office.case))


def signed(when: str, who: str, capacity: str) -> Did:
    return did(when, who, "sign-settlement", capacity=capacity)


def test_each_capacity_is_waited_for_by_its_own_roles() -> None:
    """S000-ch5-1B2: several signatures on one step."""
    desk, recipient = waiting(parcel(DISPUTED))

    assert (desk.capacity, [role.code for role in desk.roles]) == ("desk", ["lead"])
    assert (recipient.capacity, [role.code for role in recipient.roles]) == (
        "recipient",
        ["recipient"],
    )
    assert {step.name for one in (desk, recipient) for step in one.wanted_by} == {"settle"}
    assert desk.since == at("2026-03-02 12:00")


def test_whoever_signed_is_kept_from_the_other_capacity() -> None:
    """Settled 6: the same person in a second capacity is refused."""
    (left,) = waiting(parcel(DISPUTED, signed("2026-03-02 13:00", "k:lead", "desk")))

    assert (left.capacity, left.not_by) == ("recipient", frozenset({"k"}))


def test_what_voids_a_signature_has_it_waited_for_anew() -> None:
    """S004-p9-3: replaced words are signed again."""
    changed = did("2026-03-02 14:00", "z:recipient", "change-claim", claim="道歉")
    story = parcel(DISPUTED, signed("2026-03-02 13:00", "k:lead", "desk"), changed)

    assert [(one.capacity, one.since) for one in waiting(story)] == [
        ("desk", at("2026-03-02 14:00")),
        ("recipient", at("2026-03-02 14:00")),
    ]


def test_what_no_step_demands_is_not_waited_for() -> None:
    """Issue 3: a signature that may be given is not one that is missing."""
    assert waiting(parcel(notified())) == []


def test_what_a_rule_or_a_need_demands_is_waited_for_until_it_is_given() -> None:
    """S004-p6-4.5: for a valuable parcel the lead seals."""
    (seal,) = waiting(parcel(notified(), worth=500))

    assert (seal.step.name, seal.capacity, seal.missing) == ("seal", "", ())
    assert [step.name for step in seal.wanted_by] == ["hand-out"]
    assert waiting(parcel(notified(), SEALED, worth=500)) == []


def test_a_case_that_has_ended_waits_for_nothing() -> None:
    """Settled 17: a terminal state ends everything."""
    assert waiting(parcel(did("2026-03-02 12:00", "k:courier", "send-back"), worth=500)) == []
