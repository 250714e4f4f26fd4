"""Corrections by counter-entry: the original stays, and the case reads what it should say."""

from __future__ import annotations

from typing import Any

import pytest

from huiyin.workflow.case import fold
from huiyin.workflow.errors import HistoryBroken
from huiyin.workflow.events import CORRECTED, Correction, Event
from papers.paper import Past, Story, take
from papers.property import PAPER as PROPERTY
from papers.property import REPORTED, SERIOUS
from papers.service_centre import PAPER as SERVICE_CENTRE
from parcels import notified, parcels, taken_in
from spec import Did, Scenario, at, did, given, ticked

ON = "2026-03-03 09:00"


def parcel(*more: Did, **blanks: Any) -> Scenario:
    return given(parcels()).through(taken_in(**blanks), *more)


def correct(office: Scenario, version: object, /, when: str = ON, **now: object) -> Scenario:
    return office.when(
        when,
        "chen:lead",
        "correct-entry",
        version=version,
        now=now,
        approved_by="sun:lead",
        because="misread",
    )


def test_the_original_stays_and_the_case_reads_the_correction() -> None:
    """S001-ch2-1a: original records are never changed; lessons 10: struck and corrected."""
    office = correct(parcel(), 1, weight="2.5", frame="oak")

    office.then("EntryCorrected", state="stored", version=2)
    original, correction = (one.event for one in office.desk.history(office.number))
    assert original.form["weight"] == "1.5"
    assert office.case.past[0].form == original.form | {"weight": "2.5", "frame": "oak"}
    assert correction.form == {
        "version": 1,
        "now": {"weight": "2.5", "frame": "oak"},
        "approved_by": "sun:lead",
        "event": "ParcelTakenIn",
        "was": {"weight": "1.5", "frame": None},
    }
    assert (correction.reason, correction.clauses) == ("misread", ("P-9",))


def test_rules_look_at_the_corrected_words() -> None:
    """S004-p1-8: every reading from then on uses the corrected words."""
    office = parcel(notified(), did("2026-03-02 11:00", "z:clerk", "check-identity", paper_no="1"))

    correct(office, 1, worth=500).then("EntryCorrected")

    office.when("2026-03-03 10:00", "z:clerk", "hand-out").then_refused("P-4.3", "weighed again")


def test_the_case_as_it_was_reads_as_it_was_then() -> None:
    """Lessons 3: a register as of an instant does not know what was corrected later."""
    office = correct(parcel(), 1, weight="2.5")

    assert (
        office.desk.case(office.number, at=at("2026-03-03 08:59")).past[0].form["weight"] == "1.5"
    )
    assert office.desk.case(office.number, version=1).past[0].form["weight"] == "1.5"


def test_a_correction_can_empty_a_blank_that_may_be_empty() -> None:
    """S004-p1-8: what should not have been written is taken back."""
    office = correct(parcel(worth=500), 1, worth=None).then("EntryCorrected")

    assert office.case.latest("worth", "ParcelTakenIn") == ""


def test_an_entry_is_corrected_again() -> None:
    """S004-p1-8: each counter-entry says what it found."""
    office = correct(correct(parcel(), 1, weight="2.5"), 1, weight="3").then(version=3)

    office.then_wrote("EntryCorrected", was={"weight": "2.5"}, now={"weight": "3"})


def test_a_corrected_instant_moves_the_running_deadline_each_time() -> None:
    """Lessons 2: recomputing a deadline is a recorded event, whoever corrects what."""
    office = parcel(notified())

    correct(office, 2, until="2026-03-09T18:00:00+08:00").then_running(collect="2026-03-09 18:00")
    correct(office, 2, until="2026-03-08 10:00Z").then_running(collect="2026-03-08 18:00")

    assert office.case.clocks["collect"].started_by == "notify"
    assert office.case.clocks["collect"].version == 2
    assert [item.due_at for item in office.desk.store.agenda()] == [at("2026-03-08 18:00")]
    assert list(office.desk.store.check()) == []


def test_a_corrected_instant_lets_a_lapsed_deadline_run_again() -> None:
    """Lessons 2: the lapse that was recorded stays recorded."""
    office = parcel(notified()).through(ticked("2026-03-07 09:00"))

    correct(office, 2, "2026-03-07 10:00", until="2026-03-09T18:00:00+08:00").then("EntryCorrected")

    assert not office.case.clocks["collect"].lapsed
    office.when_the_clock_strikes("2026-03-09 18:00").then_lapsed("collect")


def test_a_corrected_instant_of_an_ended_deadline_starts_nothing() -> None:
    """Settled 17: what is over stays over."""
    office = parcel(notified(), did("2026-03-02 12:00", "k:courier", "send-back"))

    correct(office, 2, until="2026-03-09T18:00:00+08:00").then("EntryCorrected", state="returned")
    office.then_running()


def test_what_the_engine_wrote_beside_the_blanks_does_not_hinder() -> None:
    """A step that adds to its form is corrected like any other; the addition stays."""
    office = correct(parcel(notified()), 2, phone="123").then("EntryCorrected")

    assert office.case.past[1].form["label"] == "Pw"


@pytest.mark.parametrize(
    ("version", "now", "sentence"),
    [
        (0, {"weight": "2"}, "the entry exists"),
        (-1, {"weight": "2"}, "the entry exists"),
        (9, {"weight": "2"}, "the entry exists"),
        (10**30, {"weight": "2"}, "the entry exists"),
        (1, {"weight": "heavy"}, "fit the form"),
        (1, {"weight": None}, "fit the form"),
        (1, {"addressee": "  "}, "fit the form"),
        (1, {"size": "crate"}, "fit the form"),
        (1, {"nonsense": "x"}, "fit the form"),
        (1, {"worth": [[[[1]]]]}, "fit the form"),
    ],
)
def test_words_that_do_not_fit_are_refused(
    version: int, now: dict[str, Any], sentence: str
) -> None:
    """S004-p1-8: the entry exists and could have said so from the beginning."""
    correct(parcel(), version, **now).then_refused("P-9", sentence, "RuleBroken")


@pytest.mark.parametrize("now", [{}, "x", [], None, {"weight": float("nan")}], ids=repr)
def test_words_that_are_none_are_no_form(now: object) -> None:
    """Vocabulary, forms: FormIncomplete."""
    asked = parcel().when(
        ON, "chen:lead", "correct-entry", version=1, now=now, approved_by="sun", because="x"
    )

    asked.then_refused("P-9", "now", "FormIncomplete")


def test_a_lapse_and_a_correction_are_not_corrected() -> None:
    """S004-p1-8: only what people wrote on a form."""
    office = parcel().through(ticked("2026-03-04 09:00"))
    correct(office, 2, "2026-03-04 10:00", deadline="x").then_refused("P-9", "is a step")

    correct(office, 1, "2026-03-04 11:00", weight="2").then("EntryCorrected")
    correct(office, 4, "2026-03-04 12:00", now={"weight": "3"}).then_refused("P-9", "is a step")


@pytest.mark.parametrize("approver", ["chen", "chen:lead", " chen :clerk@west"])
def test_whoever_corrects_does_not_approve_it_himself(approver: str) -> None:
    """Lessons 8: two people stand behind a counter-entry."""
    (
        parcel()
        .when(
            *(ON, "chen:lead", "correct-entry"),
            version=1,
            now={"weight": "2"},
            approved_by=approver,
            because="misread",
        )
        .then_refused("P-9", "not the one who approves", "RuleBroken")
    )


@pytest.mark.parametrize("because", ["", " \t"])
def test_a_correction_has_its_reason(because: str) -> None:
    """S001-ch2-1a: nothing is corrected without saying why."""
    (
        parcel()
        .when(
            *(ON, "chen:lead", "correct-entry"),
            version=1,
            now={"weight": "2"},
            approved_by="sun",
            because=because,
        )
        .then_refused("P-9", "has its reason", "RuleBroken")
    )


def test_nobody_signs_for_another_by_correcting() -> None:
    """Settled 6: a capacity asks for its role, whatever is corrected afterwards."""
    office = parcel(
        did("2026-03-02 11:00", "ying:recipient", "dispute", claim="10"),
        did("2026-03-02 11:10", "chen:lead", "sign-settlement", capacity="desk"),
    )

    correct(office, 3, capacity="recipient").then_refused("P-9", "given anew", "RuleBroken")
    correct(office, 3, words="in peace").then("EntryCorrected")


def test_an_entry_that_another_has_replaced_moves_nothing() -> None:
    """Lessons 2: the deadline runs by the last instant that was named."""
    again = did("2026-03-02 12:00", "wang:clerk", "notify", until="2026-03-07T18:00:00+08:00")
    office = parcel(notified(), again)

    correct(office, 2, until="2026-03-09T18:00:00+08:00").then("EntryCorrected")

    office.then_running(collect="2026-03-07 18:00")


# ---------------------------------------------------------------- the rules of the step corrected

KEEPS = "the corrected words keep the rules of their step"


def corrected(story: Story, version: int, **now: Any) -> Scenario:
    """Ask for a correction on a case of the office, as its manager, approved by another."""
    return story.scenario.when(
        *("2026-03-08 09:00", "zhao:cs_manager", "correct-entry"),
        version=version,
        now=now,
        approved_by="fang:mgmt_office",
        because="misread",
    )


def accused(who: str) -> Past:
    return (take("register", severity="serious", accused=who), REPORTED, "hold-review")


DISPATCHED = "register verify dispatch"  # at 11:00


@pytest.mark.parametrize(
    ("past", "version", "now"),
    [
        ("register", 1, {"apology_made": False}),
        ("register", 1, {"earlier_case": "C-2026-000009"}),  # which is no case
        ("register", 1, {"earlier_case": "C-2026-000001"}),  # which is itself, and open
        (accused("niu"), 3, {"responsible": "niu:dept_staff"}),
        (DISPATCHED, 3, {"due_at": "2026-03-02T11:00:00+08:00"}),
        (DISPATCHED, 3, {"due_at": "2026-03-01T09:00:00Z"}),
        ((SERIOUS, REPORTED), 2, {"recipients": ["dept_manager"]}),
        ((SERIOUS, REPORTED), 2, {"severity": "general"}),
    ],
)
def test_what_the_step_would_have_refused_no_correction_puts_in(
    past: Past, version: int, now: dict[str, Any]
) -> None:
    """S001-ch2-1a: a correction writes what the step could have said from the beginning."""
    story = PROPERTY.after(past)
    desk, number = story.scenario.desk, story.scenario.number
    before = desk.history(number), desk.store.agenda()

    corrected(story, version, **now).then_refused("S004-p6-4.7", KEEPS, "RuleBroken")

    assert (desk.history(number), desk.store.agenda()) == before


@pytest.mark.parametrize(
    ("past", "version", "now"),
    [
        (accused("niu"), 3, {"responsible": "qian"}),
        (DISPATCHED, 3, {"due_at": "2026-03-02T12:00:00+08:00"}),  # past today, but not then
        ((SERIOUS, REPORTED), 2, {"recipients": ["cs_manager", "dept_head"]}),
        ("register resolve-on-spot close", 1, {"content": "x"}),
    ],
)
def test_a_correction_that_keeps_the_rules_is_made(
    past: Past, version: int, now: dict[str, Any]
) -> None:
    """S004-p1-8: the rules are asked on the case as it was when the entry was made."""
    story = PROPERTY.after(past)

    corrected(story, version, **now).then("EntryCorrected")

    assert now.items() <= story.scenario.case.past[version - 1].form.items()


@pytest.mark.parametrize(
    ("way", "kept"),
    [("register resolve-on-spot close", True), ("register resolve-on-spot", False)],
)
def test_a_corrected_reference_names_a_case_that_the_rule_allows(*, way: str, kept: bool) -> None:
    """S004-p1-8: the case named is looked up as if it had been named at first."""
    earlier = PROPERTY.after(way).scenario
    story = Story(PROPERTY, Scenario(earlier.desk, earlier.procedure), at(ON)).then("register")

    asked = corrected(story, 1, earlier_case=earlier.number)

    if kept:
        asked.then("EntryCorrected")
    else:
        asked.then_refused("S004-p6-4.7", KEEPS, "RuleBroken")
    named = story.scenario.case.past[0].form.get("earlier_case")
    assert named == (earlier.number if kept else None)


def test_a_reference_corrected_in_a_list_is_looked_up_too() -> None:
    """S004-p1-8: one that nobody knows is refused, others pass."""
    office = parcel()
    other = Scenario(office.desk, office.procedure).through(taken_in("2026-03-02 09:30")).number

    correct(office, 1, parts=[other, "P-2026-000099"]).then_refused("P-9", KEEPS, "RuleBroken")
    correct(office, 1, parts=[other]).then("EntryCorrected")


def test_a_reference_that_is_not_corrected_is_still_one() -> None:
    """S004-p1-8: other words of an entry that names a case are corrected like any."""
    office = parcel()
    first, office.number = office.number, ""
    office.through(taken_in("2026-03-02 09:30", parts=[first]))

    correct(office, 1, weight="2.5").then("EntryCorrected")

    assert office.case.past[0].form["parts"] == [first]


@pytest.mark.parametrize("version", [0, -1, 9, 10**30, "x", None, [1]])
def test_a_reference_in_the_words_of_no_entry_is_looked_up_nowhere(version: object) -> None:
    """Vocabulary, forms: whatever the version is, the answer is a refusal or a correction."""
    office = correct(parcel(), version, earlier="P-2026-000099")

    office.then_refused("P-9")


def test_the_rules_of_a_weight_hold_for_the_weight_corrected() -> None:
    """S004-p1-8: the toy's own rule, of the form alone."""
    correct(parcel(), 1, weight="0").then_refused("P-9", KEEPS, "RuleBroken")
    correct(parcel(), 1, weight="0.1").then("EntryCorrected")


def test_an_entry_of_a_closed_case_is_asked_for_its_own_rules_alone() -> None:
    """S004-p7-visit-2b: what the case has become since plays no part."""
    story = SERVICE_CENTRE.after("register handle-directly reply record-satisfied-visit close")

    asked = corrected(story, 3, result="照实改写")

    asked.then("EntryCorrected", state="closed")


# ---------------------------------------------------------------- a correction that is damaged

SOUND: dict[str, Any] = {
    "version": 1,
    "event": "ParcelTakenIn",
    "was": {"weight": "1.5"},
    "now": {"weight": "2.5"},
    "approved_by": "sun:lead",
}


def counter_entry(**form: Any) -> Event:
    """Give a correction as the log has it, with a form of our own making."""
    office = correct(parcel(), 1, weight="2.5")
    written = office.desk.history(office.number)[-1].event
    assert written.name == CORRECTED
    return written.model_copy(update={"form": form})


def test_a_correction_reads_what_it_corrects() -> None:
    """S001-ch2-1a: old words, new words, and who approved them."""
    sound = Correction.of(counter_entry(**SOUND))

    assert sound == (1, "ParcelTakenIn", {"weight": "1.5"}, {"weight": "2.5"}, "sun:lead")


@pytest.mark.parametrize("name", ["version", "event", "was", "now"])
@pytest.mark.parametrize("garbage", ["gone", None, [], 1.5])
def test_a_correction_that_does_not_say_what_it_corrects_is_a_broken_history(
    name: str, garbage: object
) -> None:
    """Lessons 3: damage is told as damage, whoever reads it."""
    form = SOUND | {name: garbage}
    if garbage == "gone":
        del form[name]

    with pytest.raises(HistoryBroken, match="does not say what it corrects"):
        Correction.of(counter_entry(**form))


@pytest.mark.parametrize("version", [0, -1, 2, 9])
def test_a_correction_of_a_version_that_is_not_there_is_a_broken_history(version: int) -> None:
    """Lessons 3: a fold never ends in another exception."""
    office = correct(parcel(), 1, weight="2.5")
    first, second = office.desk.history(office.number)
    stray = second._replace(event=counter_entry(**SOUND | {"version": version}))

    with pytest.raises(HistoryBroken, match=f"a correction of version {version}, "):
        fold((first, stray))
