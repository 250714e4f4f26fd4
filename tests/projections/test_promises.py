"""The table of promises holds every instant that somebody named, and what became of it."""

from typing import Any

import pytest

from papers.goods_return import PAPER as RETURNS
from papers.goods_return import QUALITY
from papers.paper import Story, take
from papers.property import PAPER as PROPERTY
from papers.property import REPORTED, SERIOUS
from papers.request import CENTRE, DISSATISFIED
from papers.visit import PROPERTY as VISITS
from registers import corrected, every_line, shown
from spec import at

SENT = "log-request dispatch-request"
DONE_BY = f"{SENT} accept-request start-work"
VISITED = "register verify dispatch start-work report-result record-dissatisfied-visit start-rework"


def promised(story: Story, now: str = "2026-03-04 09:00", **asked: Any) -> list[Any]:
    return every_line(story.scenario.desk, "promises", now, **asked)


def outcomes(story: Story, now: str = "2026-03-30 09:00") -> list[tuple[str, str]]:
    return [(one["promise"], one["outcome"]) for one in promised(story, now)]


def test_a_promise_says_who_named_what_until_when() -> None:
    """6-reports, continuous: promises that were given and are due."""
    (line,) = promised(CENTRE.after(SENT))

    expected = {
        "no": "Q-2026-000001",
        "customer": "name 照实填写",
        "procedure": "request/service_centre",
        "state": "dispatched",
        "promise": "work",
        "clause": "S004-p7-first-5.3",
        "named_by": "li",
        "role": "cs_staff",
        "department": "工程部",
        "named_at": at("2026-03-02 10:00"),
        "named_in": "dispatch-request",
        "due_at": at("2026-03-05 10:00"),
        "outcome": "open",
        "ended_at": None,
        "hours_late": None,
    }
    assert {name: line[name] for name in expected} == expected


def test_only_what_somebody_named_is_a_promise() -> None:
    """Vocabulary: deadlines by a field; the day for the telephone call is the clause's."""
    story = CENTRE.after(f"{DONE_BY} finish-work")

    assert "follow_up" in story.scenario.case.clocks
    assert [line["promise"] for line in promised(story)] == ["work"]


@pytest.mark.parametrize(
    ("now", "outcome", "hours"),
    [
        ("2026-03-05 10:00", "open", None),
        ("2026-03-05 10:01", "broken", 0),
        ("2026-03-06 11:59", "broken", 25),
    ],
)
def test_an_open_promise_is_broken_after_its_instant(
    now: str, outcome: str, hours: int | None
) -> None:
    """Settled 1: instants are compared, and the due instant itself is in time."""
    (line,) = promised(CENTRE.after(SENT), now)

    assert (line["outcome"], line["hours_late"]) == (outcome, hours)


@pytest.mark.parametrize(
    ("after", "outcome", "hours"),
    [("2d", "kept", -22), ("70h", "kept", 0), ("4d", "late", 26)],
)
def test_a_kept_promise_was_early_or_late(after: str, outcome: str, hours: int) -> None:
    """Issue 3: kept, early or late, by when the work is said to have been finished."""
    (line,) = promised(
        CENTRE.after((DONE_BY, take("finish-work", after=after))), "2026-03-30 09:00"
    )

    assert (line["outcome"], line["hours_late"]) == (outcome, hours)


def test_a_video_that_is_booked_again_is_put_off_and_not_kept() -> None:
    """S000-ch11-1.3: agreed again where the video failed."""
    again = take("book-video-inspection", after="2h")
    late = take("book-video-inspection", after="2d")
    book = "book-video-inspection"

    assert outcomes(RETURNS.after((QUALITY, book, again, "record-inspection"))) == [
        ("video", "replaced"),
        ("video", "kept"),
    ]
    assert outcomes(RETURNS.after((QUALITY, book, late)), "2026-03-05 09:00") == [
        ("video", "broken"),
        ("video", "open"),
    ]


def test_a_visit_that_fixes_the_next_one_has_taken_place() -> None:
    """S004-p9-3: the department's limit and the next visit are two promises."""
    again = "report-result record-dissatisfied-visit"

    assert outcomes(PROPERTY.after((VISITED, again)), "2026-03-02 23:00") == [
        ("work", "kept"),
        ("work", "kept"),
        ("work", "open"),
        ("next_visit", "kept"),
        ("next_visit", "open"),
    ]


def test_a_limit_that_ends_with_its_case_was_neither_kept_nor_broken() -> None:
    """Settled 17: a terminal state ends every deadline."""
    invalid = take("verify", validity="invalid", severity="serious")
    story = PROPERTY.after((SERIOUS, REPORTED, "hold-review", invalid, "explain-invalid close"))

    assert outcomes(story) == [("work", "dropped")]


def test_the_next_visit_is_promised_in_the_request_and_planned_in_the_visit() -> None:
    """S004-p7-first-1: until the user is satisfied."""
    story = CENTRE.after((f"{DONE_BY} finish-work", DISSATISFIED, "reopen-request"))

    assert outcomes(story, "2026-03-02 23:00") == [
        ("work", "kept"),
        ("work", "open"),
        ("next_visit", "open"),
    ]
    assert outcomes(VISITS.after("plan-visit conduct-visit")) == [("visit", "kept")]


def test_a_corrected_instant_is_the_promise() -> None:
    """S001-ch2-1a: a wrong instant is corrected while the promise runs, and after it was kept."""
    later = "2026-03-09T10:00:00+08:00"
    running = CENTRE.after((SENT, corrected(2, due_at=later)))
    earlier = "2026-03-02T11:30:00+08:00"
    ended = CENTRE.after((DONE_BY, "finish-work", corrected(2, due_at=earlier)))

    (still,) = promised(running)
    (kept,) = promised(ended)

    assert (still["due_at"], still["outcome"]) == (at("2026-03-09 10:00"), "open")
    assert (kept["due_at"], kept["outcome"]) == (at("2026-03-02 11:30"), "late")


def test_promises_are_read_as_of_any_time_soonest_first() -> None:
    """Lessons, feature 3: what was promised then, judged then."""
    story = CENTRE.after((f"{DONE_BY} finish-work", DISSATISFIED, "reopen-request"))

    (then,) = promised(story, position=3)

    assert (then["outcome"], then["state"]) == ("open", "accepted")
    told = [line["due_at"] for line in promised(story)]
    assert told == sorted(told)
    assert shown(story.scenario.desk, "promises", "outcome", "2026-03-06 09:00") == [
        "按时兑现",
        "逾期未兑现",
        "待兑现",
    ]


@pytest.mark.parametrize("past", [SENT, f"{DONE_BY} finish-work"], ids=["running", "kept"])
def test_a_promise_that_was_struck_was_never_given(past: str) -> None:
    """S004-p1-8: what was written by mistake is due no more, and nobody has kept it."""
    story = CENTRE.after(past)
    assert [line["promise"] for line in promised(story)] == ["work"]

    story.then(corrected(2, due_at=None))

    assert promised(story) == []
    assert "work" not in story.scenario.case.clocks
    assert "work" not in {one.deadline for one in story.scenario.desk.store.agenda()}
    story.scenario.when_the_clock_strikes("2026-03-03 23:00").then_lapsed()
