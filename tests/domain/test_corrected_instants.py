"""A deadline that follows from what was written moves when that is corrected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as draws
from hypothesis import strategies as st

from huiyin.domain.office import rulebook
from huiyin.projections.clocks import is_late
from huiyin.projections.due_list import DueList
from huiyin.projections.kept import Kept
from huiyin.projections.statistics.history import HISTORIES
from huiyin.workflow.deadlines import Figure
from huiyin.workflow.desk import Desk
from huiyin.workflow.events import instant
from papers.paper import Paper, Story, Take, take
from papers.sample import PAPER as SAMPLE
from papers.shift_centre import PAPER as CENTRE
from papers.shift_centre import STARTED
from papers.shift_city import PAPER as CITY
from spec import Scenario, at, clock, desk_of, given
from store.samples import BACKENDS


@pytest.fixture(params=BACKENDS)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    opened = desk_of(rulebook(), store=BACKENDS[request.param](tmp_path))
    yield opened
    opened.close()


def begun(paper: Paper, desk: Desk) -> Story:
    """Roster a shift from 10:00 to 21:00 and begin it."""
    story = Story(paper, Scenario(desk, paper.procedure), at("2026-03-02 08:00"))
    return story.then("roster-shift").then("start-shift")


def mend(now: dict[str, object], version: int = 1, who: str = "cui:director") -> Take:
    return take(
        "correct-entry",
        who,
        because="写错",
        version=version,
        now=now,
        approved_by="gao:quality_dept",
    )


def ends(when: str) -> Take:
    return mend({"ends_at": at(when).isoformat()})


def agenda(desk: Desk) -> dict[str, str]:
    return {one.deadline: clock(one.due_at) for one in desk.store.agenda()}


def listed(desk: Desk, now: str) -> dict[str, tuple[str, bool]]:
    items = DueList(desk.store, desk.rulebook).items(now=at(now))
    return {one.deadline: (clock(one.due_at), one.overdue) for one in items}


def test_a_corrected_end_moves_what_follows_from_it(desk: Desk) -> None:
    """S004-p7-handover-1, handover-3a: 15 and 5 minutes before the end as it should have stood."""
    story = begun(CENTRE, desk)
    assert agenda(desk) == {"preparation": "2026-03-02 20:45", "arrival": "2026-03-02 20:55"}

    story.then(ends("2026-03-02 22:00"))

    moved = {"preparation": "2026-03-02 21:45", "arrival": "2026-03-02 21:55"}
    story.scenario.then_running(**moved)
    assert agenda(desk) == moved
    event = story.scenario.case.past[-1]
    assert {one.deadline: clock(one.due_at) for one in event.starts} == moved
    assert {one.figure for one in event.starts} == {
        "15 minutes before the rostered end",
        "5 minutes before the rostered end",
    }
    assert list(desk.store.check()) == []


def test_the_clock_strikes_at_the_corrected_instant_and_not_at_the_old_one(desk: Desk) -> None:
    """S004-p7-handover-1, settled 1: once, at the instant that holds."""
    story = begun(CENTRE, desk).then(ends("2026-03-02 22:00"))

    story.scenario.when_the_clock_strikes("2026-03-02 21:44").then_lapsed()
    story.scenario.when_the_clock_strikes("2026-03-02 21:45").then_lapsed("preparation")
    story.scenario.when_the_clock_strikes("2026-03-02 22:30").then_lapsed("arrival")


def test_what_has_lapsed_by_a_wrong_end_runs_again_by_the_right_one(desk: Desk) -> None:
    """S004-p7-handover-1: the lapse that was recorded stays recorded."""
    story = begun(CENTRE, desk)
    story.scenario.when_the_clock_strikes("2026-03-02 20:50").then_lapsed("preparation")
    story.now = at("2026-03-02 20:00")

    story.then(ends("2026-03-02 22:00"))

    assert listed(desk, "2026-03-02 21:30")["preparation"] == ("2026-03-02 21:45", False)
    story.scenario.when_the_clock_strikes("2026-03-02 21:45").then_lapsed("preparation")
    lapses = [one.lapses for one in story.scenario.case.past if one.lapses]
    assert lapses == ["preparation", "preparation"]


def test_the_due_list_follows(desk: Desk) -> None:
    """6-reports, continuous: what is due and overdue, by the corrected word."""
    story = begun(CENTRE, desk)
    assert listed(desk, "2026-03-02 20:50")["preparation"] == ("2026-03-02 20:45", True)

    story.then(ends("2026-03-02 22:00"))

    assert listed(desk, "2026-03-02 20:50")["preparation"] == ("2026-03-02 21:45", False)


def test_an_earlier_end_may_have_passed_by_now(desk: Desk) -> None:
    """S004-p7-handover-1: as with any named instant, it lay ahead when it was written."""
    story = begun(CENTRE, desk).then(ends("2026-03-02 10:30"))

    story.scenario.when_the_clock_strikes("2026-03-02 11:00").then_lapsed("preparation", "arrival")


def test_an_end_before_the_beginning_is_refused(desk: Desk) -> None:
    """S004-p7-duty-1: the rules of the roster hold for its correction, and nothing moves."""
    story = begun(CENTRE, desk)
    before = agenda(desk)

    story.refuses(ends("2026-03-02 09:00"), "RuleBroken", "S004-p7-duty-6", "keep the rules")

    assert agenda(desk) == before


@pytest.mark.parametrize(
    "now",
    [{"duty_person": "ning"}, {"starts_at": "2026-03-02T09:30:00+08:00"}],
    ids=str,
)
def test_other_words_on_the_roster_move_nothing(now: dict[str, object]) -> None:
    """S004-p7-duty-1: the end is what it was."""
    story = CENTRE.after(STARTED).then(mend(now))

    assert story.scenario.case.past[-1].starts == ()
    story.scenario.then_running(preparation="2026-03-02 20:45", arrival="2026-03-02 20:55")


def test_what_has_ended_is_not_started_again() -> None:
    """Settled 17: what is over stays over; what still runs moves."""
    story = CENTRE.after(f"{STARTED} log-entry start-preparation").then(ends("2026-03-02 22:00"))

    story.scenario.then_running(arrival="2026-03-02 21:55")


@pytest.mark.parametrize(("end", "late"), [("2026-03-02 22:00", False), ("2026-03-02 12:00", True)])
def test_what_has_ended_was_due_by_the_corrected_end(desk: Desk, end: str, late: bool) -> None:
    """Settled 17: whether a step was late is judged by the words that hold, also afterwards."""
    story = begun(CENTRE, desk).then("log-entry").then("start-preparation")
    story.then(ends(end))

    correction = story.scenario.case.past[-1]
    due_at = at(end) - timedelta(minutes=15)
    kept: Any = dict(Kept(desk.store, HISTORIES).table().rows)[story.scenario.number]
    (timer,) = (one for one in kept["timers"] if one["deadline"] == "preparation")
    assert correction.form["moved"] == [
        {"version": 2, "deadline": "preparation", "due_at": instant(due_at)}
    ]
    assert (timer["due_at"], is_late(timer, at("2026-03-20 09:00"))) == (instant(due_at), late)
    assert "preparation" not in story.scenario.case.clocks


def test_what_ended_with_its_case_was_due_by_the_corrected_end() -> None:
    """S001-ch3.2-10a: no deadline runs any more, and each is judged by the words that hold."""
    story = CITY.after(next(iter(CITY.paths.values())))
    assert not story.scenario.case.clocks

    story.then(mend({"ends_at": "2026-03-05T21:00:00+08:00"}, who="zhao:cs_manager"))

    moved: Any = story.scenario.case.past[-1].form["moved"]
    assert [(one["deadline"], one["due_at"]) for one in moved] == [
        ("handover_record", "2026-03-05T16:00:00Z")
    ]


@pytest.mark.parametrize("end", ["2026-03-02T22:00+0800", "2026-03-02T14:00z", "2026-03-02 14:00Z"])
def test_an_instant_may_be_written_in_several_ways(desk: Desk, end: str) -> None:
    """S004-p7-duty-1: it is kept as the roster itself would have kept it."""
    story = begun(CENTRE, desk).then(mend({"ends_at": end}))

    now: Any = story.scenario.case.past[-1].form["now"]
    assert at(now["ends_at"]) == at("2026-03-02 22:00")
    assert agenda(desk)["arrival"] == "2026-03-02 21:55"


def test_the_end_of_a_shift_that_follows_another_is_corrected_too(desk: Desk) -> None:
    """S004-p7-duty-1: the shift before is looked at again, and need not be named again."""
    first = begun(CENTRE, desk)
    after = take(
        "roster-shift",
        duty_person="tan",
        follows=first.scenario.number,
        starts_at="2026-03-02T21:00:00+08:00",
        ends_at="2026-03-03T09:00:00+08:00",
    )
    second = Story(CENTRE, Scenario(desk, CENTRE.procedure), at("2026-03-02 09:00")).then(after)

    second.then(ends("2026-03-03 10:00"))

    assert second.scenario.case.latest("ends_at", "ShiftRostered") == "2026-03-03T10:00:00+08:00"


def test_the_day_of_the_sheet_is_that_of_the_corrected_end() -> None:
    """S001-ch3.2-10a: the sheet is filled in on the day on which the shift ends."""
    story = CITY.after("roster-shift start-shift")
    story.scenario.then_running(handover_record="2026-03-03 00:00")

    story.then(mend({"ends_at": "2026-03-03T07:00:00+08:00"}, who="zhao:cs_manager"))

    story.scenario.then_running(handover_record="2026-03-04 00:00")


def test_an_end_corrected_on_the_same_day_starts_nothing() -> None:
    """S001-ch3.2-10a: the instant that follows is the same."""
    story = CITY.after("roster-shift start-shift")

    story.then(mend({"ends_at": "2026-03-02T23:00:00+08:00"}, who="zhao:cs_manager"))

    assert story.scenario.case.past[-1].starts == ()


def test_an_office_s_own_figure_does_not_follow_from_the_end() -> None:
    """S001-ch3.2-10a: a figure counts from the step, and no correction of the roster moves it."""
    limits = {CITY.procedure: {"handover_record": Figure.parse("PT13H")}}
    story = Story(CITY, given(CITY.procedure, limits), at("2026-03-02 08:00"))
    story = story.then("roster-shift").then("start-shift")

    story.then(mend({"ends_at": "2026-03-05T07:00:00+08:00"}, who="zhao:cs_manager"))

    story.scenario.then_running(handover_record="2026-03-02 23:00")


def test_a_corrected_quarter_moves_its_end() -> None:
    """S004-p7-visit-3: the step that starts the deadline is the very one that is corrected."""
    story = SAMPLE.after("open-quarter")
    assert set(due(story).values()) == {"2026-04-01 00:00"}

    story.then(mend({"quarter": "2026-Q2"}))

    assert set(due(story).values()) == {"2026-07-01 00:00"}


HOURS = st.lists(st.integers(min_value=2, max_value=60), min_size=1, max_size=5)


@draws(HOURS)
def test_after_any_corrections_the_deadlines_are_those_of_a_shift_that_was_right_at_once(
    hours: list[int],
) -> None:
    """S001-ch2-1a: every reading uses the corrected words; the record holds all of them."""
    story = CENTRE.after(STARTED)
    for hour in hours:
        story = story.then(ends(clock(after_ten(hour))))

    right = CENTRE.after((take("roster-shift", ends_at=after_ten(hours[-1]).isoformat()),))
    right = right.then("start-shift")

    assert due(story) == due(right) == agenda(story.scenario.desk)
    assert len(story.scenario.desk.history(story.scenario.number)) == 2 + len(hours)


def after_ten(hours: int) -> datetime:
    return at("2026-03-02 10:00") + timedelta(hours=hours)


def due(story: Story) -> dict[str, str]:
    running = story.scenario.case.clocks.items()
    return {name: clock(one.clock.due_at) for name, one in running}
