"""S004-p7-visit-1a, 1b: every repair is followed up, and the month says so."""

from typing import Any

import pytest

from huiyin.workflow.desk import Desk
from papers.paper import Story, Take, take
from papers.request import CENTRE, DISSATISFIED, PROPERTY, SIGNED, WORKED
from reports import made, row, rows, story
from spec import at

CALLER = "wang:receptionist"
FINISHED = "2026-03-02 14:00"  # an hour a step from ten o'clock


def called(after: str, **blanks: Any) -> Take:
    return take("follow-up", CALLER, after=after, **blanks)


def logged(desk: Desk, *past: Take | str, when: str = "2026-03-02 10:00") -> Story:
    return story(desk, CENTRE, when, WORKED, past)


def test_done_and_followed_are_equal_only_where_everybody_was_called(desk: Desk) -> None:
    """S004-p7-visit-1b: the number of repairs and of follow-ups."""
    logged(desk, called("1h"))
    every = row(made(desk, "monthly-repairs", "2026-03"), "coverage", "all")
    logged(desk)
    but_one = row(made(desk, "monthly-repairs", "2026-03"), "coverage", "all")

    assert (every["done"], every["followed"], every["equal"]) == (1, 1, True)
    assert (but_one["coverage"], but_one["late"], but_one["equal"]) == ((1, 2), 1, False)


@pytest.mark.parametrize(("after", "late"), [("34h", 0), ("35h", 1)])
def test_a_call_is_late_after_the_end_of_the_next_day(desk: Desk, after: str, late: int) -> None:
    """S004-p7-visit-1a: from 14:00 on 2 March until 3 March at 24:00."""
    logged(desk, called(after))

    told = row(made(desk, "monthly-repairs", "2026-03"), "coverage", "all")

    assert (told["followed"], told["late"]) == (1, late)


def test_a_call_that_may_still_come_is_not_late(desk: Desk) -> None:
    """The day after it was finished is not over."""
    logged(desk)

    told = made(desk, "monthly-repairs", "2026-03", "2026-03-03 12:00")

    assert (row(told, "coverage", "all")["late"], told.as_of) == (0, at("2026-03-03 12:00"))


def test_a_call_in_april_follows_up_what_was_finished_in_march(desk: Desk) -> None:
    """Each repair counts in the month in which it was finished."""
    logged(desk, called("20h"), when="2026-03-31 10:00")

    march, april = (
        row(made(desk, "monthly-repairs", cut), "coverage", "all") for cut in ("2026-03", "2026-04")
    )
    assert (march["done"], march["followed"], april["done"]) == (1, 1, 0)


def test_what_is_done_again_is_followed_up_again(desk: Desk) -> None:
    """S004-p7-first-1: until the user is satisfied."""
    reopened = take("reopen-request", CALLER)
    logged(
        desk,
        take("follow-up", CALLER, satisfaction="dissatisfied", opinion="还在漏"),
        reopened,
        "start-work",
        "finish-work",
    )

    told = made(desk, "monthly-repairs", "2026-03")

    everything = row(told, "coverage", "all")
    assert (everything["done"], everything["followed"]) == (2, 1)
    assert everything["rate"] == (0, 1)
    assert [one["opinion"] for one in rows(told, "opinions")] == ["还在漏"]


def test_repairs_and_help_are_counted_apart_and_by_procedure(desk: Desk) -> None:
    """S004-p7-visit-1a names repairs."""
    logged(desk, called("1h"))
    story(desk, CENTRE, "2026-03-02 10:00", (take("log-request", request_kind="help"),))
    story(desk, PROPERTY, "2026-03-02 10:00", SIGNED, "follow-up")

    told = rows(made(desk, "monthly-repairs", "2026-03"), "coverage")

    assert [(one["procedure"], one["kind"], one["done"]) for one in told] == [
        ("request/property", "repair", 1),
        ("request/service_centre", "repair", 1),
        ("all", None, 2),
    ]


def test_a_corrected_answer_changes_what_is_counted(desk: Desk) -> None:
    """S001-ch2-1a: what was corrected counts as corrected."""
    case = story(desk, CENTRE, "2026-03-02 10:00", WORKED, (DISSATISFIED,))
    version = case.scenario.case.version

    desk.perform(
        case.scenario.number,
        "correct-entry",
        "zhao:cs_manager",
        at=at("2026-03-05 09:00"),
        form={"version": version, "now": {"satisfaction": "satisfied"}, "approved_by": "gao"},
        reason="听错",
    )

    told = made(desk, "monthly-repairs", "2026-03")
    assert row(told, "coverage", "all")["rate"] == (1, 1)
    assert [one["satisfied"] for one in rows(told, "opinions")] == [True]


def test_the_days_list_names_each_repair_called_or_not(desk: Desk) -> None:
    """S004-p7-visit-1a: daily, all done repairs, visited or not."""
    logged(desk, called("1h", opinion="很快"))
    logged(desk)
    logged(desk, when="2026-03-03 10:00")

    told = rows(made(desk, "daily-follow-ups", "2026-03-02"), "list")

    assert [
        (one["finished_at"], one["called_at"], one["opinion"], one["late"]) for one in told
    ] == [
        (at(FINISHED), at("2026-03-02 15:00"), "很快", False),
        (at(FINISHED), None, None, True),
    ]
    assert {one["due_at"] for one in told} == {at("2026-03-04 00:00")}


def test_the_month_is_told_by_day(desk: Desk) -> None:
    """S004-p7-visit-1a: daily."""
    logged(desk, called("1h"))
    logged(desk, when="2026-03-09 10:00")

    told = rows(made(desk, "monthly-repairs", "2026-03"), "by_day")

    assert [(one["day"], one["done"], one["followed"]) for one in told] == [
        ("2026-03-02", 1, 1),
        ("2026-03-09", 1, 0),
    ]
