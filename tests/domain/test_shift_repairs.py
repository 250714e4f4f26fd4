"""What is open when a shift is handed over, and major repairs (S004-p7-handover-4, handover-6)."""

from typing import Any, cast

from papers.paper import Story, take
from papers.shift_centre import (
    BRIEFED,
    INCOMING,
    MAJOR_REPAIR_NAMED,
    OPEN_REPAIR,
    OUTGOING,
    PAPER,
    PRESENT,
    READ,
    SIGNED,
)
from spec import did

REQUEST: dict[str, Any] = {
    "name": "小区物业",
    "unit_no": "换热站",
    "phone": "13833330001",
    "content": "主管道渗漏",
    "request_kind": "repair",
}
COMPLAINT: dict[str, Any] = {
    "name": "周敏",
    "phone": "13900000000",
    "matter": "噪声",
    "content": "夜间施工",
    "channel": "phone",
    "severity": "serious",
}


def a_repair(story: Story, *, major: bool) -> str:
    """Have a repair asked for at the desk of a story; give its number."""
    desk = story.scenario.desk
    opening = did("2026-03-02 09:30", "shen:duty_person", **REQUEST)
    number = desk.carry_out(opening.request("", "request/service_centre")).case
    if major:
        one = did("2026-03-02 09:40", "cui:director", "mark-major", reason="影响整个小区")
        desk.carry_out(one.request(number, ""))
    return number


def finish(story: Story, number: str) -> None:
    """Have the work on a repair finished."""
    crew = "shi:technician@抢修班"
    work: list[tuple[str, str, str, dict[str, Any]]] = [
        ("10:10", "shen:duty_person", "dispatch-request", {"department": "抢修班"}),
        ("10:20", crew, "accept-request", {}),
        ("10:30", crew, "start-work", {}),
        ("10:40", crew, "finish-work", {"result": "已修好"}),
    ]
    for when, who, step, form in work:
        one = did(f"2026-03-02 {when}", who, step, **form)
        story.scenario.desk.carry_out(one.request(number, ""))


def test_the_desk_adds_the_open_cases_to_what_is_explained() -> None:
    """S004-p7-handover-4: unfinished matters, as the log itself knows them."""
    story = PAPER.after(f"{PRESENT} count-items")
    major, ordinary = a_repair(story, major=True), a_repair(story, major=False)
    done = a_repair(story, major=False)
    finish(story, done)
    opening = did("2026-03-02 09:30", "li:cs_staff", **COMPLAINT)
    desk = story.scenario.desk
    complaint = desk.carry_out(opening.request("", "complaint/service_centre")).case

    story.then("brief-successor")

    event = story.scenario.case.past[-1]
    added = cast("list[dict[str, Any]]", event.form["open_cases"])
    found = {one["case"]: one for one in added}
    assert found.keys() == {major, ordinary, done, complaint}
    assert {name for name, one in found.items() if one.get("major_repair")} == {major}
    assert {name for name, one in found.items() if one.get("serious")} == {complaint}
    assert found[ordinary]["state"] == "logged"
    due = [one.clock.due_at.isoformat() for one in desk.case(complaint).clocks.values()]
    assert sorted(one["due_at"] for one in found[complaint]["promises"]) == sorted(due)
    assert event.form["unfinished"] == [{"matter": "无"}]


def test_where_nothing_is_open_nothing_is_added() -> None:
    """S004-p7-handover-4: the briefing says what was written, and no more."""
    story = PAPER.after(BRIEFED)

    assert story.scenario.case.past[-1].form == {"unfinished": [{"matter": "无"}]}


def test_a_major_repair_that_nobody_mentions_stands_in_the_way() -> None:
    """S004-p7-handover-6: the desk looks for itself; once finished it is no obstacle."""
    story = PAPER.after(READ)
    number = a_repair(story, major=True)
    story.refuses(OUTGOING, "RuleBroken", "S004-p7-handover-6")

    finish(story, number)

    story.then(OUTGOING).then(INCOMING).then("take-over")


def test_an_ordinary_repair_does_not_stand_in_the_way() -> None:
    """S004-p7-handover-6: only a major one is a ground."""
    story = PAPER.after(READ)
    a_repair(story, major=False)

    story.then(OUTGOING)


def test_a_major_repair_after_the_signatures_stands_in_the_way() -> None:
    """S004-p7-handover-6: what has arisen since is looked for when the shift is taken over."""
    story = PAPER.after(SIGNED)
    a_repair(story, major=True)

    story.refuses(take("take-over"), "RuleBroken", "S004-p7-handover-6")

    story.then("override-major-repair").then("take-over")


def test_a_decision_covers_the_repairs_that_it_names() -> None:
    """S004-p7-handover-6: each open repair is decided on; left out, all that are open now."""
    story = PAPER.after(READ)
    first, second = a_repair(story, major=True), a_repair(story, major=True)
    story.then(take("override-major-repair", requests=[first]))
    story.scenario.then_wrote("MajorRepairOverruled", overruled=[first])
    story.refuses(OUTGOING, "RuleBroken", "S004-p7-handover-6")

    story.then("override-major-repair")

    story.scenario.then_wrote("MajorRepairOverruled", overruled=[first, second])
    story.then(OUTGOING)
    a_repair(story, major=True)
    story.refuses(INCOMING, "RuleBroken", "S004-p7-handover-6")


def test_a_repair_that_only_the_outgoing_calls_major_counts_until_it_is_finished() -> None:
    """S004-p7-handover-6: a line of the briefing is enough, and its case tells when it is over."""
    story = PAPER.after(f"{PRESENT} count-items")
    number = a_repair(story, major=False)
    said = [{"matter": "换泵", "case": number, "major_repair": True}]
    story.then(take("brief-successor", unfinished=said)).then("read-log")
    story.refuses(OUTGOING, "RuleBroken", "S004-p7-handover-6")

    finish(story, number)

    story.then(OUTGOING)


def test_a_new_briefing_takes_back_what_the_last_one_called_major() -> None:
    """S004-p7-handover-6: what is said last counts."""
    story = PAPER.after(OPEN_REPAIR)

    story.then("refuse-handover").then("remedy-refusal").then("count-items")

    story.then("brief-successor").then("read-log").then(OUTGOING)


def test_a_decision_holds_when_the_same_repair_is_named_again() -> None:
    """S004-p7-handover-6: the director has decided on that matter and not on that briefing."""
    story = PAPER.after((*OPEN_REPAIR, "override-major-repair refuse-handover remedy-refusal"))

    story.then("count-items").then(MAJOR_REPAIR_NAMED).then("read-log").then(OUTGOING)
