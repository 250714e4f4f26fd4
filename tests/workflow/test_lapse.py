"""Deadlines: when they start, what ends them, and what the clock records."""

from __future__ import annotations

from typing import Any

import pytest

from huiyin.workflow.deadlines import Figure
from huiyin.workflow.desk import Desk
from huiyin.workflow.lapse import lapse
from parcels import desk_page, notified, parcels, taken_in
from spec import Did, Scenario, at, did, given, ticked


def parcel(*more: Did, **blanks: Any) -> Scenario:
    return given(parcels()).through(taken_in(**blanks), *more)


def disputed(when: str = "2026-03-02 11:00", claim: str = "10") -> Did:
    return did(when, "ying:recipient", "dispute", claim=claim)


def changed(when: str, claim: str) -> Did:
    return did(when, "ying:recipient", "change-claim", claim=claim)


# ------------------------------------------------------------ running


def test_a_day_ends_at_midnight_of_the_next() -> None:
    """Vocabulary, day_count: the day it starts on does not count."""
    parcel().then_running(notice="2026-03-04 00:00")


def test_minutes_and_working_days_run_each_on_their_own() -> None:
    """Lessons 2: each clock is separate; a weekend is no working day."""
    (
        parcel(disputed("2026-03-06 11:00"), worth=500).then_running(
            notice="2026-03-04 00:00",
            answer="2026-03-06 11:30",
            inspection="2026-03-11 00:00",
        )
    )


def test_an_instant_that_the_actor_names_is_a_deadline() -> None:
    """Architecture 3: by the date the actor names; the step ends what it answers."""
    parcel(notified()).then_running(collect="2026-03-06 18:00")


def test_a_clock_says_by_which_clause_figure_and_calendar() -> None:
    """Issue 2: the calendar's identity and hash are stored in the deadline's event."""
    office = parcel(disputed(), worth=500)
    clocks = {name: one.clock for name, one in office.case.clocks.items()}

    assert (clocks["inspection"].clause, clocks["inspection"].figure) == ("P-5.6", "P2D working")
    assert clocks["inspection"].calendar
    assert len(clocks["inspection"].calendar_hash) == 64
    named = parcel(notified()).case.clocks["collect"].clock
    assert (named.figure, named.calendar, named.calendar_hash) == ("by until", "", "")


def test_a_start_counts_only_where_its_condition_holds() -> None:
    """P-5.5: the answer is only due for what is worth much."""
    cheap = parcel(disputed())

    assert "answer" not in cheap.case.clocks


def test_a_restart_replaces_the_instant() -> None:
    """Vocabulary, restart: a step that starts a running deadline again replaces its due."""
    office = parcel(disputed(), changed("2026-03-02 11:20", "20"), worth=500)

    assert office.case.clocks["answer"].clock.due_at == at("2026-03-02 11:50")
    assert office.case.clocks["answer"].started_by == "change-claim"
    assert [one.deadline for one in office.desk.store.agenda()].count("answer") == 1


def test_a_step_ends_a_deadline_only_where_its_condition_holds() -> None:
    """Issue 2: what ends them. A claim that is withdrawn, and by whom the clock is not set."""
    page = desk_page()
    page.deadline(
        "patience",
        "P-5.7",
        zh="耐心",
        en="patience",
        starts=[page.steps["dispute"].form],
        ends=(),
        ends_when={
            page.steps["change-claim"].form: page.deadlines["answer"].ends_when["change-claim"]
        },
        figure="PT1H",
    )
    office = given(page).through(taken_in(), disputed(), changed("2026-03-02 11:20", "20"))
    assert "patience" in office.case.clocks

    office.through(changed("2026-03-02 11:30", "none"))
    assert "patience" not in office.case.clocks


def test_a_terminal_state_ends_every_deadline_and_starts_none() -> None:
    """Settled 17: a terminal state ends every deadline of the case."""
    page = desk_page()
    page.deadline(
        "regret",
        "P-6.1",
        zh="后悔",
        en="regret",
        starts=[page.steps["send-back"].form],
        ends=[page.steps["note-down"].form],
        figure="PT1H",
    )
    office = given(page).through(taken_in(), did("2026-03-02 10:00", "k:courier", "send-back"))

    assert office.case.state == "returned"
    office.then_running()
    assert list(office.desk.store.agenda()) == []


def test_an_office_sets_its_own_figure() -> None:
    """Architecture 3: figures that an office configures."""
    limits = {"parcel/desk": {"notice": Figure.parse("PT2H working")}}

    given(parcels(), limits).through(taken_in("2026-03-02 11:00")).then_running(
        notice="2026-03-02 14:30"
    )


# ------------------------------------------------------------ lapsing


@pytest.mark.parametrize(
    ("when", "lapsed"), [("2026-03-03 23:59", ()), ("2026-03-04 00:00", ("notice",))]
)
def test_a_deadline_has_lapsed_at_the_due_instant(when: str, lapsed: tuple[str, ...]) -> None:
    """Vocabulary, lapsed: now >= due and nothing has ended it."""
    parcel().when_the_clock_strikes(when).then_lapsed(*lapsed)


def test_a_lapse_says_what_was_due_and_the_finding_comes_after_it() -> None:
    """Vocabulary, on_lapse: DeadlineLapsed comes first, each start is recorded once."""
    office = parcel().when_the_clock_strikes("2026-03-05 09:00")

    assert office.lapsed[0].events == ("DeadlineLapsed", "NoticeMissed")
    lapse = office.case.last("DeadlineLapsed")
    assert lapse
    assert lapse.form == {
        "deadline": "notice",
        "due_at": "2026-03-03T16:00:00+00:00",
        "started_by": "take-in",
    }
    assert (lapse.person, lapse.role, lapse.clauses) == ("clock", "clock", ("P-2.1",))
    office.then_wrote("NoticeMissed", person="wang", deadline="notice")
    assert office.case.state == "stored"
    office.when_the_clock_strikes("2026-03-06 09:00").then_lapsed()


def test_what_lapsed_runs_on_until_something_ends_it() -> None:
    """Settled 1: registers judge lateness themselves; the case remembers that it was told."""
    office = parcel().when_the_clock_strikes("2026-03-05 09:00")

    assert office.case.clocks["notice"].lapsed
    office.through(
        did("2026-03-05 10:00", "wang:clerk", "notify", until="2026-03-09T10:00:00+08:00")
    )
    assert office.case.clocks.keys() == {"collect"}


def test_a_late_step_before_any_tick_leaves_no_lapse() -> None:
    """Settled 1: nothing is recorded about the lapse afterwards."""
    office = parcel().through(
        did("2026-03-05 10:00", "wang:clerk", "notify", until="2026-03-09T10:00:00+08:00"),
        ticked("2026-03-05 11:00"),
    )

    office.then_lapsed()


def test_the_clock_takes_a_step_of_its_own_once() -> None:
    """Architecture 3: steps made by the clock; held back where they were made before."""
    office = parcel(notified()).when_the_clock_strikes("2026-03-06 18:00").then_lapsed("collect")

    assert office.lapsed[0].events == ("DeadlineLapsed", "Reminded")
    reminded = office.case.last("Reminded")
    assert reminded
    assert (reminded.step, reminded.role, reminded.clauses) == ("remind", "clock", ("P-2.5",))

    office.through(
        did("2026-03-07 10:00", "wang:clerk", "notify", until="2026-03-08T10:00:00+08:00")
    )
    office.when_the_clock_strikes("2026-03-08 10:00").then_lapsed("collect")
    assert [one.events for one in office.lapsed] == [("DeadlineLapsed",)]


def test_the_clock_does_not_write_before_the_cases_last_event() -> None:
    """Settled 5: time does not go back within a case, for the clock neither."""
    office = parcel(did("2026-03-05 10:00", "wang:clerk", "note-down", remark="late"))

    office.when_the_clock_strikes("2026-03-04 09:00").then_lapsed()
    office.when_the_clock_strikes("2026-03-05 10:00").then_lapsed("notice")


def test_the_clock_records_the_oldest_first() -> None:
    """Store's contract: what is due, oldest first."""
    office = parcel(disputed("2026-03-02 11:00"), worth=500)

    office.when_the_clock_strikes("2026-03-10 09:00").then_lapsed("answer", "notice", "inspection")
    assert office.case.version == 6


def test_a_deadline_is_not_recorded_twice_by_two_clocks(desk: Desk) -> None:
    """Settled 1: once for each start, however many clocks there are."""
    desk.carry_out(taken_in().request("", "parcel/desk"))

    both = [desk.tick(at("2026-03-05 09:00")), desk.tick(at("2026-03-05 09:00"))]

    assert [len(one) for one in both] == [1, 0]


@pytest.fixture
def desk() -> Desk:
    return given(parcels()).desk


def test_what_is_recorded_or_not_due_or_not_there_brings_nothing() -> None:
    """Settled 1: asked again by a clock that came second, the case says no."""
    office = parcel()
    late = at("2026-03-05 09:00")
    before, page = office.case, office.desk.page_of(office.case)
    office.when_the_clock_strikes("2026-03-05 09:00")

    assert [one.name for one in lapse(page, before, "notice", late)] == [
        "DeadlineLapsed",
        "NoticeMissed",
    ]
    assert lapse(page, before, "notice", at("2026-03-03 09:00")) == ()
    assert lapse(page, before, "collect", late) == ()
    assert lapse(page, office.case, "notice", late) == ()
