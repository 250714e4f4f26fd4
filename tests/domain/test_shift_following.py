"""One shift after the other (S004-p7-duty-1, S004-p7-handover-5, S001-ch3.2-10b)."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from huiyin.domain.office import rulebook
from huiyin.workflow.desk import Desk
from huiyin.workflow.rulebook import Rulebook
from papers import shift_centre, shift_city
from papers.paper import Paper, Story, Take, past_of, take
from papers.shift_centre import ALL_IN_ORDER, SIGNED
from spec import desk_of, did

CENTRE, CITY = shift_centre.PAPER, shift_city.PAPER


def beside(story: Story, *more: Take) -> Story:
    """Let something happen to another case at the same desk, from its opening."""
    other = Story(story.paper, replace(story.scenario, number=""), story.now)
    for one in more:
        other = other.then(one)
    return other


NEXT: dict[str, Any] = {
    "duty_person": "tan",
    "starts_at": "2026-03-02T21:00:00+08:00",
    "ends_at": "in 1d",
}
CITY_NEXT = {**NEXT, "duty_person": "miao"}
pages = pytest.mark.parametrize(
    ("paper", "following", "ended"),
    [
        pytest.param(CENTRE, NEXT, (*SIGNED, "take-over"), id="S004-p7-handover-5"),
        pytest.param(
            CITY,
            CITY_NEXT,
            (shift_city.FILLED_IN, shift_city.OUTGOING, shift_city.INCOMING, "take-over"),
            id="S001-ch3.2-10b",
        ),
    ],
)


def rostered_after(story: Story, following: dict[str, Any]) -> Story:
    """Roster a shift behind the one of a story."""
    roster = take("roster-shift", after="0m", **following, follows=story.scenario.number)
    return beside(story, roster)


@pytest.mark.parametrize("paper", [CENTRE, CITY], ids=str)
@pytest.mark.parametrize(
    ("wrong", "clause"),
    [
        pytest.param({"starts_at": "2026-03-02T21:00:01+08:00"}, "S004-p7-duty-1", id="a gap"),
        pytest.param({"starts_at": "2026-03-02T20:59:00+08:00"}, "S004-p7-duty-1", id="overlap"),
        pytest.param({"duty_person": "yan:duty_person"}, "S004-p7-handover-3a", id="the same"),
    ],
)
def test_one_shift_follows_the_other_without_gap_or_overlap_by_somebody_else(
    paper: Paper, wrong: dict[str, str], clause: str
) -> None:
    """S004-p7-duty-1, S004-p7-handover-3a: around the clock, and nobody after himself."""
    first = paper.after((take("roster-shift", duty_person="yan"),))
    other = beside(first)
    following = {**NEXT, "follows": first.scenario.number}

    other.refuses(take("roster-shift", **{**following, **wrong}), "RuleBroken", clause)

    assert other.then(take("roster-shift", **following)).state == "rostered"


def test_the_same_instant_in_another_zone_leaves_no_gap() -> None:
    """S004-p7-duty-1: instants are compared and not the way they are written."""
    first = CENTRE.after("roster-shift")

    rostered_after(first, {**NEXT, "starts_at": "2026-03-02T13:00:00+00:00"})


def test_a_shift_follows_one_of_its_own_desk() -> None:
    """S004-p7-duty-1: what another desk or another kind of case does is no shift before."""
    first = CENTRE.after("roster-shift")
    city = Story(CITY, replace(first.scenario, number="", procedure=CITY.procedure), first.now)
    follows = first.scenario.number

    city.refuses(take("roster-shift", **CITY_NEXT, follows=follows), "RuleBroken", "S004-p7-duty-1")


@pages
def test_a_shift_handed_over_starts_the_one_that_follows(
    paper: Paper, following: dict[str, Any], ended: tuple[Any, ...]
) -> None:
    """S004-p7-handover-5, S001-ch3.2-10b: both sign, then the successor's own shift begins."""
    story = paper.after("roster-shift")
    after = rostered_after(story, following)

    for one in past_of(ended)[1:]:
        assert after.state == "rostered"
        story = story.then(one)

    assert (story.state, after.state) == ("handed_over", "on_duty")
    started = after.scenario.case.past[-1]
    assert (started.name, started.role) == ("ShiftStarted", "policy")
    assert started.causation == f"{story.scenario.number}#{story.scenario.case.version}"
    assert after.scenario.case.clocks
    story.scenario.then_wrote("ShiftHandedOver", followed_by=[after.scenario.number])
    after.refuses(take("start-shift", f"{following['duty_person']}:duty_person"), "NotFromHere")


@pages
def test_before_the_handover_nobody_starts_the_shift_that_follows(
    paper: Paper, following: dict[str, Any], ended: tuple[Any, ...]
) -> None:
    """S004-p7-handover-5, S001-ch3.2-10b: the one before is handed over or deserted first."""
    story = paper.after("roster-shift")
    after = rostered_after(story, following)
    start = take("start-shift", f"{following['duty_person']}:duty_person", after="3h")

    after.refuses(start, "RuleBroken", says="the shift before has been handed over or deserted")

    story.then("start-shift").then("record-desertion")
    assert after.then(start).state == "on_duty"


@pages
def test_a_shift_rostered_after_the_handover_is_started_by_its_own_person(
    paper: Paper, following: dict[str, Any], ended: tuple[Any, ...]
) -> None:
    """S004-p7-handover-5: settled 14."""
    story = paper.after(ended)
    after = rostered_after(story, following)

    assert after.state == "rostered"
    assert "followed_by" not in story.scenario.case.past[-1].form
    who = f"{following['duty_person']}:duty_person"
    assert after.then(take("start-shift", who)).state == "on_duty"


@pages
def test_whoever_is_rostered_to_follow_arrives_and_nobody_else(
    paper: Paper, following: dict[str, Any], ended: tuple[Any, ...]
) -> None:
    """S004-p7-handover-3a, S001-ch3.2-10b: the successor is the one on the roster."""
    steps = past_of(ended)
    until = next(index for index, one in enumerate(steps) if one.step == "incoming-arrives")
    story = paper.after(steps[:until])
    rostered_after(story, following)

    story.refuses(take("incoming-arrives", "ning:duty_in"), "RuleBroken", "S004-p7-handover-3a"
                  if paper is CENTRE else "S001-ch3.2-10b")  # fmt: skip

    assert story.then("incoming-arrives").state == "incoming_present"


# ---------------------------------------------------------------- after a crash

HANDED_OVER: list[tuple[str, str, str, dict[str, Any]]] = [
    ("21:10", "shen:duty_person", "start-shift", {}),
    ("21:11", "shen:duty_person", "log-entry", {"matter": "无", "action": "无"}),
    ("21:12", "shen:duty_out", "start-preparation", {"items_in_order": True, "clean": True}),
    ("21:13", "tan:duty_in", "incoming-arrives", {}),
    ("21:14", "tan:duty_in", "count-items", {"items": ALL_IN_ORDER}),
    ("21:15", "shen:duty_out", "brief-successor", {"unfinished": [{"matter": "无"}]}),
    ("21:16", "tan:duty_in", "read-log", {}),
    ("21:17", "shen:duty_out", "sign-handover", {"capacity": "outgoing"}),
    ("21:18", "tan:duty_in", "sign-handover", {"capacity": "incoming"}),
]
ROSTER: dict[str, Any] = {
    "starts_at": "2026-03-02T09:00:00+08:00",
    "ends_at": "2026-03-02T21:00:00+08:00",
}


def before_taking_over(desk: Desk) -> None:
    """Bring D-2026-000001 to the last step, with D-2026-000002 rostered to follow."""
    first: dict[str, Any] = {**ROSTER, "duty_person": "shen", "special_day": False}
    then: dict[str, Any] = {
        **first,
        **NEXT,
        "ends_at": "2026-03-03T09:00:00+08:00",
        "follows": "D-2026-000001",
    }
    for roster in (first, then):
        opening = did("2026-03-02 09:00", "cui:director", **roster)
        desk.carry_out(opening.request("", CENTRE.procedure))
    for when, who, step, form in HANDED_OVER:
        one = did(f"2026-03-02 {when}", who, step, **form)
        desk.carry_out(one.request("D-2026-000001", ""))


TAKE_OVER = did("2026-03-02 21:20", "tan:duty_in", "take-over")


def test_the_next_shift_begins_once_also_after_a_crash(tmp_path: Path) -> None:
    """S004-p7-handover-5: settled 4, what was missed is made good, and happens once."""
    file = str(tmp_path / "shifts.db")
    with desk_of(Rulebook(tuple(rulebook())), store=file) as killed_in_between:
        before_taking_over(killed_in_between)
        killed_in_between.carry_out(TAKE_OVER.request("D-2026-000001", ""))
        assert killed_in_between.case("D-2026-000002").state == "rostered"

    for _ in range(3):
        with desk_of(rulebook(), store=file) as desk:
            desk.follow_policies()  # as the next command or tick does first
            began = [one.name for one in desk.case("D-2026-000002").past]
            assert began == ["ShiftRostered", "ShiftStarted"]
            assert list(desk.store.attempts()) == []
            desk.store.drop_view("policies")
