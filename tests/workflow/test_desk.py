"""The desk: keys, versions, dry runs, time travel, and two desks on one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest

from huiyin.workflow.actor import Actor
from huiyin.workflow.case import Case
from huiyin.workflow.desk import Desk
from huiyin.workflow.errors import Conflict, KeyReused, NotFound, Refused
from huiyin.workflow.outcome import Outcome
from parcels import TAKEN_IN, desk_page, notified, parcels, taken_in
from spec import at, desk_of, did, given, ticked

NINE, TEN = at("2026-03-02 09:00"), at("2026-03-02 10:00")
WANG = "wang:clerk"


@pytest.fixture
def desk() -> Desk:
    return desk_of(parcels())


def open_one(desk: Desk, **more: Any) -> str:
    return desk.open("parcel/desk", WANG, at=NINE, form=TAKEN_IN, **more).case


def refused(asking: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as found:
        asking()
    return found.value


# ------------------------------------------------------------ what a command answers


def test_an_outcome_says_case_state_version_and_events(desk: Desk) -> None:
    """Architecture 4: the outcome: events, new state."""
    opened = desk.open("parcel/desk", Actor("wang", "clerk"), at=NINE, form=TAKEN_IN)

    assert opened.answer() == {
        "case": "P-2026-000001",
        "state": "stored",
        "version": 1,
        "events": ["ParcelTakenIn"],
    }
    assert [one.event.name for one in opened.recorded] == ["ParcelTakenIn"]


def test_a_case_is_numbered_by_the_year_in_the_offices_zone(desk: Desk) -> None:
    """Vocabulary, numbers: the year of the opening's recorded time, in the office's zone."""
    eve = at("2025-12-31T16:00:00Z")

    assert desk.open("parcel/desk", WANG, at=eve, form=TAKEN_IN).case == "P-2026-000001"


def test_an_event_says_everything_about_itself(desk: Desk) -> None:
    """Architecture 4: by whom, when, why, by which clause, in which edition, as which step."""
    number = open_one(desk, key="k")

    desk.perform(
        number,
        "note-down",
        "li:lead@east",
        at=TEN,
        form={"remark": "wet"},
        occurred=at("2026-03-01 09:00"),
        reason="seen late",
        key="n",
    )

    (_, event_of) = desk.history(number)
    event = event_of.event
    assert (event.procedure, event.edition, event.step) == ("parcel/desk", "1", "note-down")
    assert (event.clauses, event.source, event.target) == (("P-0.1",), "stored", "stored")
    assert (event.person, event.role, event.department) == ("li", "lead", "east")
    assert (event.recorded_at, event.occurred_at) == (TEN, at("2026-03-01 09:00"))
    assert str(event.recorded_at.tzinfo) == "UTC"
    assert (event.reason, event.key, event.form) == ("seen late", "n", {"remark": "wet"})
    assert event.engine.startswith("huiyin ")


@pytest.mark.parametrize("number", ["", "P-2026-000002", "包裹", "x' OR 1=1"])
def test_a_case_that_there_is_not_is_not_found(desk: Desk, number: str) -> None:
    """Vocabulary, refusals: no such case; the attempt is kept."""
    open_one(desk)

    no = refused(lambda: desk.perform(number, "note-down", WANG, at=TEN, form={"remark": "x"}))

    assert isinstance(no, NotFound)
    assert [one.kind for one in desk.store.attempts()] == ["NotFound"]


def test_a_procedure_that_there_is_not_is_not_found(desk: Desk) -> None:
    """Vocabulary, refusals: no such procedure; those there are get named."""
    no = refused(lambda: desk.open("parcel/moon", WANG, at=NINE, form={}))

    assert isinstance(no, NotFound)
    assert "parcel/desk, parcel/outgoing" in str(no)


def test_a_step_of_another_page_is_not_known_here(desk: Desk) -> None:
    """Vocabulary, order_of_checks: a step of another procedure is not known here."""
    no = refused(lambda: desk.perform(open_one(desk), "ship", "k:courier", at=TEN))

    assert isinstance(no, NotFound)
    assert "take-in, notify" in str(no)


@pytest.mark.parametrize("wrong", ["2026-03-02 09:00", "0999-01-01 00:00", "9999-12-31 23:59"])
def test_an_instant_without_a_zone_or_of_another_age_is_no_request(desk: Desk, wrong: str) -> None:
    """Foundation: time arrives with the request; a host's mistake is told as one."""
    instant = at(wrong)
    if wrong.startswith("2026"):
        instant = instant.replace(tzinfo=None)

    with pytest.raises(ValueError, match=r"zone|our time"):
        desk.open("parcel/desk", WANG, at=instant, form=TAKEN_IN)
    with pytest.raises(ValueError, match=r"zone|our time"):
        desk.open("parcel/desk", WANG, at=NINE, occurred=instant, form=TAKEN_IN)


@pytest.mark.parametrize("where", ["case", "step", "who", "reason", "key"])
def test_words_that_cannot_be_written_are_no_request(tmp_path: Path, where: str) -> None:
    """Issue 2, bad input: never a traceback out of the store's depths."""
    words = {"case": "P-1", "step": "notify", "who": "wang", "reason": "", "key": ""}
    words[where] += "\ud800"
    case, step, who = words["case"], words["step"], f"{words['who']}:clerk"
    desk = desk_of(parcels(), store=str(tmp_path / "p.db"))

    with pytest.raises(ValueError, match="no letters"):
        desk.perform(case, step, who, at=NINE, reason=words["reason"], key=words["key"])


@pytest.mark.parametrize("name", ["addressee", "earlier", "\ud800"], ids=ascii)
def test_a_form_that_cannot_be_written_is_refused_and_kept(tmp_path: Path, name: str) -> None:
    """Issue 2, bad input: on a file too, with a key too, the refusal is given and kept."""
    deep: object = "x"
    for _ in range(2000):
        deep = [deep]
    with desk_of(parcels(), store=str(tmp_path / "p.db")) as desk:
        for number, value in enumerate(("a\ud800", deep, float("nan"), object)):
            asked = taken_in(**{name: value}, key=f"k{number}").request("", "parcel/desk")
            first, again = (refused(lambda: desk.carry_out(asked)) for _ in range(2))  # noqa: B023
            assert first.kind == "FormIncomplete"
            assert first.packed() == again.packed()
        assert len(desk.store.attempts()) == 4
        assert list(desk.store.check()) == []


# ------------------------------------------------------------ keys


def test_the_same_command_gets_its_first_answer_at_any_time(desk: Desk) -> None:
    """Settled 15: the same but for `at`; the store is as it was."""
    first = desk.open("parcel/desk", WANG, at=NINE, form=TAKEN_IN, key="k")
    desk.perform(first.case, "note-down", WANG, at=TEN, form={"remark": "x"})

    again = desk.open("parcel/desk", WANG, at=at("2026-04-01 09:00"), form=TAKEN_IN, key="k")

    assert again.answer() == first.answer()
    assert again.recorded == ()
    assert desk.store.position() == 2


def test_a_refusal_is_given_again_although_it_would_be_accepted_now(desk: Desk) -> None:
    """Settled 15: accepted or refused; a corrected command needs a new key."""
    number = open_one(desk)

    def asking(key: str) -> Outcome:
        paper = did("2026-03-03 10:00", "zhao:clerk", "check-identity", key=key, paper_no="1")
        return desk.carry_out(paper.request(number, ""))

    first = refused(lambda: asking("k"))
    desk.carry_out(notified().request(number, ""))

    again = refused(lambda: asking("k"))

    assert (type(again), again.packed()) == (type(first), first.packed())
    assert len(desk.store.attempts()) == 1
    assert asking("another").state == "notified"


@pytest.mark.parametrize(
    "other",
    [
        {"who": "li:clerk"},
        {"who": "wang:lead"},
        {"who": "wang:clerk@east"},
        {"step": "seal"},
        {"case": "P-2026-000009"},
        {"form": {"remark": "y"}},
        {"form": {"remark": "x", "also": 1}},
        {"reason": "because"},
        {"occurred": NINE},
        {"expect_version": 1},
    ],
    ids=str,
)
def test_a_key_stands_for_one_command(desk: Desk, other: dict[str, Any]) -> None:
    """Settled 15: with anything else but `at` it is KeyReused, and kept as an attempt."""
    asked: dict[str, Any] = {"case": open_one(desk), "step": "note-down", "who": WANG}
    asked |= {"form": {"remark": "x"}, "at": TEN, "key": "k"}
    desk.perform(**asked)

    no = refused(lambda: desk.perform(**(asked | other)))

    assert isinstance(no, KeyReused)
    assert desk.store.position() == 2
    assert [one.kind for one in desk.store.attempts()] == ["KeyReused"]
    assert desk.perform(**asked).version == 2


def test_a_key_belongs_to_the_store_and_not_to_a_case(desk: Desk) -> None:
    """Settled 15: an idempotency key belongs to the store."""
    open_one(desk, key="k")

    assert isinstance(
        refused(
            lambda: desk.open("parcel/desk", WANG, at=NINE, form=TAKEN_IN | {"room": "w"}, key="k")
        ),
        KeyReused,
    )


# ------------------------------------------------------------ versions, dry runs


def test_a_version_that_was_expected_and_is_not_found_conflicts(desk: Desk) -> None:
    """Architecture 4: the other gets Conflict with the version found."""
    number = open_one(desk)

    no = refused(
        lambda: desk.perform(
            number, "note-down", WANG, at=TEN, form={"remark": "x"}, expect_version=2
        )
    )

    assert isinstance(no, Conflict)
    assert "at version 1, not 2" in str(no)


def test_a_dry_run_answers_and_writes_nothing(desk: Desk) -> None:
    """Lessons 18: what would happen, nothing written."""
    number = open_one(desk)
    form = {"until": "2026-03-09T18:00:00+08:00"}

    would = desk.perform(number, "notify", WANG, at=TEN, form=form, key="k", dry_run=True)
    no = refused(lambda: desk.perform(number, "settle", "li:lead", at=TEN, key="k", dry_run=True))
    other = desk.open("parcel/desk", WANG, at=NINE, form=TAKEN_IN, dry_run=True)

    assert (would.state, would.version, would.events) == ("notified", 2, ("RecipientNotified",))
    assert no.kind == "NotFromHere"
    assert other.case == "P-2026-…"
    assert (desk.store.position(), desk.store.attempts(), desk.store.kept("k")) == (1, [], None)
    assert open_one(desk) == "P-2026-000002"


# ------------------------------------------------------------ time travel


def test_a_case_is_shown_as_it_was_at_an_instant() -> None:
    """Issue 2: show --at; what was recorded at the instant itself is seen."""
    office = given(parcels()).through(taken_in(), notified())

    def as_of(when: str) -> Case:
        return office.desk.case(office.number, at=at(when))

    assert as_of("2026-03-02 08:59").version == 0
    assert as_of("2026-03-02 08:59").state == ""
    assert as_of("2026-03-02 09:00").state == "stored"
    assert as_of("2026-03-02 09:59").clocks.keys() == {"notice"}
    assert as_of("2026-03-02 10:00").clocks.keys() == {"collect"}
    assert as_of("2099-01-01 00:00") == office.case


def test_a_case_is_shown_after_so_many_events() -> None:
    """Issue 2: show --version; none before the first."""
    office = given(parcels()).through(taken_in(), notified())

    def after(version: int) -> Case:
        return office.desk.case(office.number, version=version)

    assert [after(version).state for version in (0, 1, 2)] == ["", "stored", "notified"]
    assert after(1).version == 1
    assert after(2) == office.case


# ------------------------------------------------------------ two desks


def test_a_step_that_is_still_legal_goes_behind_the_one_that_was_faster(tmp_path: Path) -> None:
    """Architecture 4: one wins, the other reads again and follows."""
    desks = [desk_of(parcels(), store=str(tmp_path / "p.db")) for _ in range(2)]
    number = open_one(desks[0])
    wins = race(
        desks,
        lambda desk, who: desk.perform(
            number, "note-down", f"{who}:clerk", at=TEN, form={"remark": who}
        ),
    )

    assert sorted(one.version for one in wins if not isinstance(one, Refused)) == list(range(2, 22))
    assert list(desks[0].store.check()) == []


def test_of_two_who_expect_a_version_one_wins(tmp_path: Path) -> None:
    """Architecture 4: exactly one wins, the other gets Conflict."""
    desks = [desk_of(parcels(), store=str(tmp_path / "p.db")) for _ in range(2)]
    number = open_one(desks[0])

    answers = race(
        desks,
        lambda desk, who: desk.perform(
            number, "note-down", f"{who}:clerk", at=TEN, form={"remark": who}, expect_version=1
        ),
        times=1,
    )

    assert sorted(type(one).__name__ for one in answers) == ["Conflict", "Outcome"]


def test_of_two_who_use_a_key_at_once_both_get_one_answer(tmp_path: Path) -> None:
    """Settled 15, lessons 11: django-fsm#46, the double click."""
    desks = [desk_of(parcels(), store=str(tmp_path / "p.db")) for _ in range(2)]

    answers = race(
        desks, lambda desk, who: desk.open("parcel/desk", WANG, at=NINE, form=TAKEN_IN, key="k")
    )

    assert {one.case for one in answers if not isinstance(one, Refused)} == {"P-2026-000001"}
    assert desks[0].store.position() == 1


def race(desks: list[Desk], act: Callable[[Desk, str], Any], times: int = 10) -> list[Any]:
    """Let desks act at the same time, and give what each of them was answered."""
    answers: list[Any] = []
    start = Barrier(len(desks))

    def run(desk: Desk, who: str) -> None:
        start.wait()
        for number in range(times):
            try:
                answers.append(act(desk, f"{who}{number}"))
            except Refused as no:
                answers.append(no)

    threads = [Thread(target=run, args=(desk, f"p{i}")) for i, desk in enumerate(desks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == times * len(desks)
    return answers


def test_whoever_was_slower_finds_the_step_gone(tmp_path: Path) -> None:
    """Lessons 11: the second one is refused for the state that he finds, not overwritten."""
    first, second = (desk_of(parcels(), store=str(tmp_path / "p.db")) for _ in range(2))
    number = open_one(first)
    first.perform(number, "send-back", "k:courier", at=TEN)

    no = refused(lambda: second.perform(number, "send-back", "k:courier", at=TEN))

    assert no.kind == "NotFromHere"
    assert second.case(number).state == "returned"


def test_a_page_by_itself_is_a_rulebook_and_the_desk_closes_its_store(tmp_path: Path) -> None:
    """Architecture: one object, no server, no global state."""
    with desk_of(desk_page(), store=str(tmp_path / "p.db")) as desk:
        open_one(desk)
        assert desk.tick(at("2026-03-02 12:00")) == ()
    assert given(desk_page()).through(taken_in(), ticked("2026-03-02 12:00")).case.version == 1
    assert did("2026-03-02 09:00", WANG).step == ""
