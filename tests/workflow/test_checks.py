"""The order of checks, and what each of them finds."""

from __future__ import annotations

from typing import Any

import pytest

from huiyin.workflow.errors import Refused
from parcels import notified, parcels, taken_in
from spec import Did, Scenario, did, given

ORDER = (
    "KeyReused",
    "NotFound",
    "Conflict",
    "NotFromHere",
    "NotYourRole",
    "FormIncomplete",
    "RuleBroken",
    "SignatureMissing",
)
VALUABLE = {"worth": 500}


def parcel(*more: Did, **blanks: Any) -> Scenario:
    return given(parcels()).through(taken_in(**blanks), *more)


def asked_with(*wrong: str) -> Refused:
    """Ask for a valuable parcel that has been notified, with everything that is named wrong."""
    ready = parcel(
        notified(),
        did("2026-03-02 11:00", "zhao:clerk", "check-identity", key="used", paper_no="1"),
        did("2026-03-02 11:10", "li:clerk@east", "weigh-again", weight="1.5"),
        **VALUABLE,
    )
    if "SignatureMissing" not in wrong:
        ready.through(did("2026-03-02 11:20", "chen:lead", "seal"))
    if "NotFromHere" in wrong:
        ready.through(did("2026-03-02 11:30", "ying:recipient", "dispute", claim="10"))
    asked: dict[str, Any] = {"shelf": None if "RuleBroken" in wrong else "7"}
    if "FormIncomplete" in wrong:
        asked["no_such_blank"] = "x"
    ready.when(
        "2026-03-02 12:00",
        "sun:courier" if "NotYourRole" in wrong else "zhao:clerk",
        "no-such-step" if "NotFound" in wrong else "hand-out",
        key="used" if "KeyReused" in wrong else "",
        expecting=1 if "Conflict" in wrong else None,
        **asked,
    )
    assert isinstance(ready.answer, Refused), ready.answer
    return ready.answer


def test_with_nothing_wrong_the_parcel_is_handed_out() -> None:
    """Vocabulary, order_of_checks: all that follows is refused for what is wrong alone."""
    with pytest.raises(AssertionError, match="HandedOut"):
        asked_with()


@pytest.mark.parametrize("kind", ORDER)
def test_each_check_refuses_in_its_own_name(kind: str) -> None:
    """Vocabulary, refusals: a kind for each reason that a host must tell apart."""
    assert asked_with(kind).kind == kind


@pytest.mark.parametrize(
    ("first", "then"), [(a, b) for i, a in enumerate(ORDER) for b in ORDER[i + 1 :]]
)
def test_of_two_wrongs_the_earlier_check_names_the_refusal(first: str, then: str) -> None:
    """Vocabulary, order_of_checks: key, case and step, version, state, role, form, rules."""
    assert asked_with(first, then).kind == first


def test_all_broken_rules_are_listed_and_a_signature_comes_last() -> None:
    """Architecture 3: a guard names the first missing requirement and lists all others."""
    refused = parcel(notified(), **VALUABLE).when("2026-03-02 12:00", "zhao:clerk", "hand-out")

    refused.then_refused("P-4.1", "P-4.3", "RuleBroken").then_refused(sentence="P-4.5")
    assert isinstance(refused.answer, Refused)
    kinds = [one.kind for one in refused.answer.reasons]
    assert kinds == ["RuleBroken"] * 3 + ["SignatureMissing"] * 2


def test_the_first_branch_whose_condition_holds_is_the_guard() -> None:
    """P-4: a cheap parcel needs a paper alone."""
    (
        parcel(notified())
        .through(did("2026-03-02 11:00", "zhao:clerk", "check-identity", paper_no="1"))
        .when("2026-03-02 12:00", "zhao:clerk", "hand-out")
        .then("HandedOut", state="collected")
    )


def test_from_another_state_the_guard_still_says_what_is_missing() -> None:
    """Lessons 10: zammad#3710, cannot close and no message why."""
    (
        parcel(**VALUABLE)
        .when("2026-03-02 12:00", "zhao:clerk", "hand-out", shelf="7")
        .then_refused("P-4.4", "the recipient has shown a paper", "NotFromHere")
    )


def test_an_opening_step_is_not_taken_again() -> None:
    """P-1: what opens a case does nothing else."""
    (
        parcel()
        .when("2026-03-02 12:00", "zhao:clerk", "take-in", addressee="a", room="b", weight="1")
        .then_refused("P-1", "take-in opens a case", "NotFromHere")
    )


# ------------------------------------------------------------ roles


@pytest.mark.parametrize(
    "who",
    [
        *("ying:recipient", "wang", "wang:", "wang:king", "wang:any_employee"),
        *("wang:first_contact", "wang:clock", "wang:policy", "clock:clock", "policy:policy"),
    ],
)
def test_whoever_is_no_employee_takes_nothing_in(who: str) -> None:
    """Settled 16: an unknown role, or one that is never acted in, is NotYourRole."""
    (
        given(parcels())
        .when("2026-03-02 09:00", who, addressee="a", room="b", weight="1")
        .then_refused("P-1", kind="NotYourRole")
    )


@pytest.mark.parametrize("who", ["clock:clock", "wang:clock", "wang:clerk"])
def test_nobody_takes_the_steps_of_the_clock(who: str) -> None:
    """Settled 16: clock is never written after the colon."""
    parcel().when("2026-03-02 12:00", who, "remind").then_refused("P-2.5", kind="NotYourRole")


@pytest.mark.parametrize("who", ["policy:policy", "wang:policy", "wang:clerk"])
def test_nobody_takes_the_place_of_a_policy(who: str) -> None:
    """Settled 16, in spirit: the engine alone acts as a policy."""
    parcel().when("2026-03-02 12:00", who, "send-back").then_refused("P-6", kind="NotYourRole")


def test_the_first_contact_is_known_in_any_role_of_the_office() -> None:
    """Vocabulary, roles: the person who took the opening step, in whatever role."""
    (
        parcel()
        .when("2026-03-02 10:00", "wang:lead", "notify", until="2026-03-09T18:00:00+08:00")
        .then("RecipientNotified", state="notified")
    )


def test_a_role_counts_only_where_its_condition_holds() -> None:
    """P-2: another clerk notifies where a courier took the parcel in."""
    until = "2026-03-09T18:00:00+08:00"
    by_clerk, by_courier = (
        parcel(),
        given(parcels()).through(taken_in("2026-03-02 09:00", "k:courier")),
    )

    by_clerk.when("2026-03-02 10:00", "zhao:clerk", "notify", until=until)
    by_courier.when("2026-03-02 10:00", "zhao:clerk", "notify", until=until)

    by_clerk.then_refused("P-2", "clerk where whoever took it in is a courier", "NotYourRole")
    by_courier.then("RecipientNotified")


@pytest.mark.parametrize("who", ["li:clerk", "li:clerk@west", "li:courier@east"])
def test_only_the_room_weighs_again(who: str) -> None:
    """P-3.1: of the department that the case is with."""
    (
        parcel()
        .when("2026-03-02 10:00", who, "weigh-again", weight="2")
        .then_refused("P-3.1", kind="NotYourRole")
    )


def test_a_department_is_compared_without_the_blanks_around_it() -> None:
    """Vocabulary, types: compared exactly after trimming."""
    (
        parcel(room=" east ")
        .when("2026-03-02 10:00", "li:clerk@ east", "weigh-again", weight="2")
        .then("WeighedAgain")
    )


def test_four_eyes_hold_in_every_role_and_however_the_name_is_written() -> None:
    """Lessons 8: whoever took it in does not weigh it again."""
    for who in ("wang:clerk@east", "wang:lead@east", " wang :clerk@east"):
        (
            parcel()
            .when("2026-03-02 10:00", who, "weigh-again", weight="2")
            .then_refused("P-3.1", "wang is the one who took it in", "NotYourRole")
        )


def test_a_barred_person_is_found_in_the_form() -> None:
    """P-0.9: the addressee does not weigh a parcel of his own; the bar's clause is named."""
    (
        parcel(addressee="li")
        .when("2026-03-02 10:00", "li:clerk@east", "weigh-again", weight="2")
        .then_refused("P-0.9", "the one whom it is addressed to", "NotYourRole")
    )


def test_a_rule_about_people_is_named_before_the_other_rules() -> None:
    """Settled 16: a rule may refuse as NotYourRole, and roles come before rules."""
    (
        parcel()
        .when("2026-03-01 10:00", "li:clerk@east", "weigh-again", weight="60")
        .then_refused("P-3.3", "only weighed by the lead", "NotYourRole")
        .then_refused(sentence="is before the case's last event")
    )


# ------------------------------------------------------------ times and references


def test_within_a_case_time_does_not_go_back() -> None:
    """Settled 5: an instant before the case's last event is refused."""
    (
        parcel()
        .when("2026-03-02 08:59", "wang:clerk", "note-down", remark="x")
        .then_refused("P-0.1", "before the case's last event", "RuleBroken")
    )


def test_between_cases_time_may_go_back() -> None:
    """Settled 5: between cases it may."""
    office = parcel()
    office.number = ""
    (
        office.when("2026-03-01 09:00", "wang:clerk", addressee="a", room="b", weight="1").then(
            "ParcelTakenIn"
        )
    )


@pytest.mark.parametrize(
    ("happened", "because", "kind"),
    [
        ("2026-03-02 12:01", "", "RuleBroken"),
        ("2026-03-01 11:59", "", "FormIncomplete"),
        ("2026-03-01 11:59", " \t", "FormIncomplete"),
        ("2026-03-01 11:59", "paper found", ""),
        ("2026-03-01 12:00", "", ""),
        ("2026-03-02 12:00", "", ""),
    ],
)
def test_what_happened_earlier_needs_a_reason_after_a_day(
    happened: str, because: str, kind: str
) -> None:
    """Settled 19: never in the future, and more than a day ago only with a reason."""
    asked = parcel().when(
        "2026-03-02 12:00",
        "wang:clerk",
        "note-down",
        remark="x",
        happened=happened,
        because=because,
    )

    if kind:
        asked.then_refused("P-0.1", kind=kind)
    else:
        asked.then("NotedDown")


@pytest.mark.parametrize("until", ["2026-03-02T10:00:00+08:00", "2026-03-02T01:59:00Z"])
def test_an_instant_to_come_lies_ahead(until: str) -> None:
    """Settled 19: an instant named for the future that lies in the past is RuleBroken."""
    (
        parcel()
        .when("2026-03-02 10:00", "wang:clerk", "notify", until=until)
        .then_refused("P-2", "until", "RuleBroken")
    )


@pytest.mark.parametrize("number", ["P-2026-000009", "nonsense", "编号", "x" * 5000])
def test_a_blank_for_a_case_names_one_that_there_is(number: str) -> None:
    """Vocabulary, types: a case number; the page's rules are not asked about a stranger."""
    (
        given(parcels())
        .when("2026-03-02 10:00", "wang:clerk", **taken_in(earlier=number).form)
        .then_refused("P-1", f"there is no {number}", "RuleBroken")
    )


def test_every_case_of_a_list_has_to_be_there() -> None:
    """Vocabulary, types: list<case>."""
    office = parcel()
    there, office.number = office.number, ""

    office.when("2026-03-02 10:00", "wang:clerk", **taken_in(parts=[there, "P-2026-000009"]).form)
    office.then_refused("P-1", "there is no P-2026-000009", "RuleBroken")

    office.when("2026-03-02 10:00", "wang:clerk", **taken_in(parts=[there]).form)
    office.then("ParcelTakenIn")


def test_a_rule_sees_the_case_that_the_form_refers_to() -> None:
    """P-1.3: links between cases."""
    office = parcel()
    earlier, office.number = office.number, ""

    office.when("2026-03-02 10:00", "wang:clerk", **taken_in(earlier=earlier).form)
    office.then_refused("P-1.3", "has been sent back", "RuleBroken")

    office.number = earlier
    office.through(did("2026-03-02 11:00", "k:courier", "send-back"))
    office.number = ""
    office.when("2026-03-02 12:00", "wang:clerk", **taken_in(earlier=earlier).form)
    office.then("ParcelTakenIn").then_wrote("ParcelTakenIn", earlier=earlier)


# ------------------------------------------------------------ signatures

DISPUTED = did("2026-03-02 11:00", "ying:recipient", "dispute", claim="10")
FOR_THE_DESK = did("2026-03-02 11:10", "chen:lead", "sign-settlement", capacity="desk")
FOR_YING = did("2026-03-02 11:20", "ying:recipient", "sign-settlement", capacity="recipient")


def test_two_people_sign_and_the_dispute_is_settled() -> None:
    """P-5.4: several signatures by different people on one step."""
    (
        parcel(DISPUTED, FOR_THE_DESK, FOR_YING)
        .when("2026-03-02 12:00", "chen:lead", "settle")
        .then("Settled", state="stored")
    )


def test_each_missing_signature_is_named_with_both_clauses() -> None:
    """Settled 6: SignatureMissing cites the clauses of the step and of the signing."""
    (
        parcel(DISPUTED)
        .when("2026-03-02 12:00", "chen:lead", "settle")
        .then_refused("P-5.4", "desk is missing", "SignatureMissing")
        .then_refused("P-5.3", "recipient is missing")
    )


@pytest.mark.parametrize(
    ("who", "capacity", "kind"),
    [
        ("ying:recipient", "desk", "NotYourRole"),
        ("chen:lead", "recipient", "NotYourRole"),
        ("wang:clerk", "desk", "NotYourRole"),
        ("chen:lead", "king", "FormIncomplete"),
        ("chen:lead", None, "FormIncomplete"),
    ],
)
def test_a_capacity_asks_for_its_role(who: str, capacity: str | None, kind: str) -> None:
    """Settled 6: signing in a capacity that the role does not fit is NotYourRole."""
    (
        parcel(DISPUTED)
        .when("2026-03-02 12:00", who, "sign-settlement", capacity=capacity)
        .then_refused("P-5.3", kind=kind)
    )


def test_nobody_signs_in_two_capacities() -> None:
    """Settled 6: the same person in a second capacity is NotYourRole."""
    (
        parcel(DISPUTED, FOR_THE_DESK)
        .when("2026-03-02 12:00", "chen:recipient", "sign-settlement", capacity="recipient")
        .then_refused("P-5.3", "chen has signed already", "NotYourRole")
    )


@pytest.mark.parametrize("who", ["chen:lead", "sun:lead"])
def test_no_capacity_is_signed_twice(who: str) -> None:
    """Settled 6: a capacity that has signed already is RuleBroken."""
    (
        parcel(DISPUTED, FOR_THE_DESK)
        .when("2026-03-02 12:00", who, "sign-settlement", capacity="desk")
        .then_refused("P-5.3", "desk has been signed already", "RuleBroken")
    )


def test_a_changed_claim_voids_what_was_signed() -> None:
    """Lessons 8: an approval does not count for what came after it (glpi#24399)."""
    changed = did("2026-03-02 11:30", "ying:recipient", "change-claim", claim="20")
    ready = parcel(DISPUTED, FOR_THE_DESK, FOR_YING, changed)

    ready.when("2026-03-02 12:00", "chen:lead", "settle").then_refused(kind="SignatureMissing")

    ready.when("2026-03-02 12:00", "sun:lead", "sign-settlement", capacity="desk")
    ready.then("SettlementSigned")


def test_a_signature_without_capacities_is_needed_only_when_its_condition_holds() -> None:
    """P-4: a seal is needed on what is worth much."""
    paper = did("2026-03-02 11:00", "zhao:clerk", "check-identity", paper_no="1")
    weighed = did("2026-03-02 11:10", "li:clerk@east", "weigh-again", weight="1.5")
    sealed = did("2026-03-02 11:05", "chen:lead", "seal")

    late = parcel(notified(), paper, sealed, weighed, **VALUABLE)

    late.when("2026-03-02 12:00", "zhao:clerk", "hand-out", shelf="7")
    late.then_refused("P-4", "seal is missing", "SignatureMissing")
    late.through(did("2026-03-02 12:10", "chen:lead", "seal"))
    late.when("2026-03-02 12:20", "zhao:clerk", "hand-out", shelf="7").then("HandedOut")
