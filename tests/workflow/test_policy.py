"""Policies: on this event, that command, once, whatever is killed in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from huiyin.workflow.case import Case
from huiyin.workflow.desk import Desk
from huiyin.workflow.events import Event, Recorded
from huiyin.workflow.request import Request
from huiyin.workflow.rulebook import Rulebook
from huiyin.workflow.store import Append
from parcels import POLICIES, asked, desk_page, outgoing_page, parcels, taken_in
from spec import at, desk_of, did, given

SENT_BACK = did("2026-03-02 12:00", "k:courier", "send-back")
UNWANTED = did("2026-03-02 12:00", "wang:clerk", "note-down", remark="unwanted")
WITHOUT_POLICIES = Rulebook((desk_page(), outgoing_page()))


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "parcels.db")


def cases(desk: Desk) -> list[str]:
    return [f"{number} {desk.case(number).state}" for number in desk.store.cases()]


def test_an_event_opens_a_case_that_refers_to_its_cause() -> None:
    """Architecture 3: cases that open or refer to other cases."""
    office = given(parcels()).through(taken_in(), SENT_BACK)

    opened = office.desk.case("O-2026-000001").past[0]
    assert (opened.name, opened.form) == ("PutOut", {"parcel": office.number})
    assert (opened.person, opened.role) == ("policy", "policy")
    assert opened.recorded_at == at("2026-03-02 12:00")
    assert (opened.correlation, opened.causation) == ("P-2026-000001#2", "P-2026-000001#2")


def test_what_a_policy_does_can_set_off_another() -> None:
    """Settled 4: policies have run when a line is answered; correlation goes through."""
    office = given(parcels()).through(taken_in(), UNWANTED)

    assert cases(office.desk) == ["O-2026-000001 waiting", "P-2026-000001 returned"]
    opened = office.desk.case("O-2026-000001").past[0]
    assert (opened.correlation, opened.causation) == ("P-2026-000001#2", "P-2026-000001#3")


def test_a_refused_command_is_kept_as_an_attempt_and_its_cause_stands() -> None:
    """Architecture 4: refusals are kept beside the log; a policy breaks no cause."""
    stray = did("2026-03-02 12:00", "wang:clerk", "note-down", remark="unwanted P-2026-000009")

    office = given(parcels()).through(taken_in(), stray)

    (attempt,) = office.desk.store.attempts()
    assert (attempt.kind, attempt.person, attempt.step) == ("NotFound", "policy", "send-back")
    assert office.case.state == "stored"
    office.through(did("2026-03-02 13:00", "wang:clerk", "note-down", remark="x"))
    assert len(office.desk.store.attempts()) == 1


def test_a_policy_acts_now_where_the_case_it_moves_has_gone_on() -> None:
    """Settled 5: time may go back between cases, and a policy is not refused for that."""
    office = given(parcels()).through(taken_in("2026-03-05 09:00"))
    late, office.number = office.number, ""

    office.through(
        taken_in("2026-03-02 09:00"),
        did("2026-03-02 12:00", "wang:clerk", "note-down", remark=f"unwanted {late}"),
    )

    moved = office.desk.case(late)
    assert (moved.state, moved.changed_at) == ("returned", at("2026-03-05 09:00"))


def test_a_dry_run_sets_off_nothing() -> None:
    """Lessons 18: nothing written."""
    office = given(parcels()).through(taken_in())

    office.desk.carry_out(SENT_BACK.request(office.number, ""), dry_run=True)

    assert cases(office.desk) == ["P-2026-000001 stored"]


def test_what_was_missed_is_made_good_when_the_desk_is_next_used(file: str) -> None:
    """Settled 4: repeated after a crash until it has happened, and happened once."""
    with desk_of(WITHOUT_POLICIES, store=file) as before_the_crash:
        number = before_the_crash.carry_out(taken_in().request("", "parcel/desk")).case
        before_the_crash.carry_out(SENT_BACK.request(number, ""))
        assert cases(before_the_crash) == ["P-2026-000001 returned"]

    for _ in range(3):
        with desk_of(parcels(), store=file) as desk:
            desk.follow_policies()  # as the next command or tick does first
            assert cases(desk) == ["O-2026-000001 waiting", "P-2026-000001 returned"]
            assert list(desk.store.attempts()) == []


def test_an_effect_without_its_position_is_not_repeated(file: str) -> None:
    """Settled 4: once; a crash between the effect and the note that it was made."""
    with desk_of(parcels(), store=file) as desk:
        number = desk.carry_out(taken_in().request("", "parcel/desk")).case
        desk.carry_out(SENT_BACK.request(number, ""))
        desk.store.drop_view("policies")

    with desk_of(parcels(), store=file) as again:
        assert cases(again) == ["O-2026-000001 waiting", "P-2026-000001 returned"]
        assert list(again.store.attempts()) == []


def test_a_policy_tried_again_looks_at_the_case_as_it_was(file: str) -> None:
    """Settled 4: what it asked for the first time it asks for again, whatever came after."""

    def send_back(case: Case, cause: Recorded) -> Iterable[Request]:
        yield asked("send-back", case=case.id, form={"why": case.latest("remark", "NotedDown")})

    rules = Rulebook((desk_page(), outgoing_page()), (replace(POLICIES[1], react=send_back),))
    with desk_of(rules, store=file) as desk:
        number = desk.carry_out(taken_in().request("", "parcel/desk")).case
        desk.carry_out(UNWANTED.request(number, ""))
        correction = did(
            *("2026-03-02 13:00", "chen:lead", "correct-entry"),
            version=2,
            now={"remark": "welcome"},
            approved_by="sun",
            because="misread",
        )
        desk.carry_out(correction.request(number, ""))
        desk.store.drop_view("policies")

    with desk_of(rules, store=file) as again:
        assert list(again.store.attempts()) == []
        assert (again.case(number).state, again.case(number).version) == ("returned", 4)


CHILD = """
import os, signal, sys
from dataclasses import replace
from parcels import POLICIES, asked, desk_page, outgoing_page, taken_in
from huiyin.workflow.rulebook import Rulebook
from spec import desk_of, did

def die(case, cause):
    if sys.argv[2] == "between":
        os.kill(os.getpid(), signal.SIGKILL)
    yield from POLICIES[0].react(case, cause)
    os.kill(os.getpid(), signal.SIGKILL)

policies = (replace(POLICIES[0], react=die), POLICIES[1])
desk = desk_of(Rulebook((desk_page(), outgoing_page()), policies), store=sys.argv[1])
number = desk.carry_out(taken_in().request("", "parcel/desk")).case
desk.carry_out(did("2026-03-02 12:00", "k:courier", "send-back").request(number, ""))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
@pytest.mark.parametrize("when", ["between", "behind"])
def test_a_kill_leaves_nothing_out_and_nothing_twice(file: str, when: str) -> None:
    """Issue 2: kill -9 between cause and effect, and behind the effect."""
    tests = str(Path(__file__).parents[1])
    child = subprocess.run(
        [sys.executable, "-c", CHILD, file, when],
        env=os.environ | {"PYTHONPATH": tests},
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr

    with desk_of(parcels(), store=file) as desk:
        desk.follow_policies()  # as the next command or tick does first
        assert cases(desk) == ["O-2026-000001 waiting", "P-2026-000001 returned"]
        assert list(desk.store.attempts()) == []
        assert list(desk.store.check()) == []


def test_a_policy_follows_the_clock_too(file: str) -> None:
    """Architecture 3: process managers react to what a tick records."""
    policy = replace(POLICIES[0], on=frozenset({"NoticeMissed"}))
    office = given(Rulebook((desk_page(), outgoing_page()), (policy,))).through(taken_in())

    office.when_the_clock_strikes("2026-03-05 09:00").then_lapsed("notice")

    assert cases(office.desk) == ["O-2026-000001 waiting", "P-2026-000001 stored"]


def test_policies_read_on_where_others_have_written(file: str) -> None:
    """Settled 4: what another process recorded has its effect as well."""
    with desk_of(parcels(), store=file) as desk, desk_of(WITHOUT_POLICIES, store=file) as other:
        number = desk.carry_out(taken_in().request("", "parcel/desk")).case
        other.carry_out(SENT_BACK.request(number, ""))

        desk.follow_policies()

        assert cases(desk) == ["O-2026-000001 waiting", "P-2026-000001 returned"]


def test_a_commands_key_is_made_of_its_cause() -> None:
    """Settled 15, lessons 8: a policy's command is idempotent like any other."""
    office = given(parcels()).through(taken_in(), SENT_BACK)

    event: Event = office.desk.case("O-2026-000001").past[0]
    assert event.key == "policy:put-out:P-2026-000001#2:0"
    assert Append((event,), series="O-2026").version == 0
