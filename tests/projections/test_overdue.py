"""The register of what is overdue: each deadline with who answers for it, and the sums of each."""

from typing import Any

from papers.property import PAPER as PROPERTY
from papers.request import CENTRE, WORKED
from papers.visit import CENTRE as VISITS
from registers import corrected, every_line, office, registered
from spec import at, did

SENT = "log-request dispatch-request"


def overdue(desk: Any, now: str, **asked: Any) -> list[Any]:
    return every_line(desk, "overdue", now, **asked)


def test_an_overdue_line_says_whose_it_is_and_by_how_much() -> None:
    """6-reports, continuous: overdue by department and person."""
    (line,) = overdue(CENTRE.after(SENT).scenario.desk, "2026-03-07 11:59")

    expected = {
        "no": "Q-2026-000001",
        "customer": "name 照实填写",
        "procedure": "request/service_centre",
        "state": "dispatched",
        "deadline": "work",
        "clause": "S004-p7-first-5.3",
        "department": "工程部",
        "person": "wang",
        "roles": ["technician", "dept_staff"],
        "due_at": at("2026-03-05 10:00"),
        "days_late": 2,
        "hours_late": 49,
        "lapsed_at": None,
    }
    assert {name: line[name] for name in expected} == expected


def test_the_due_instant_itself_is_in_time() -> None:
    """Settled 1: a step at the due instant is in time."""
    desk = CENTRE.after(SENT).scenario.desk

    assert overdue(desk, "2026-03-05 10:00") == []
    assert [one["hours_late"] for one in overdue(desk, "2026-03-05 10:01")] == [0]


def test_what_one_person_must_do_is_no_departments() -> None:
    """S004-p7-visit-1a: the telephone call is the first-contact person's."""
    desk = CENTRE.after(WORKED).scenario.desk

    (line,) = overdue(desk, "2026-03-05 09:00")

    assert (line["deadline"], line["department"], line["person"]) == ("follow_up", None, "wang")


def test_a_visit_is_the_visitors_also_where_the_plan_was_corrected() -> None:
    """S004-p9-2: whoever was planned to make it."""
    planned = VISITS.after("plan-visit")
    another = VISITS.after(("plan-visit", corrected(1, visitor="bai:cashier")))

    assert [one["person"] for one in overdue(planned.scenario.desk, "2026-03-09 09:00")] == ["wang"]
    assert [one["person"] for one in overdue(another.scenario.desk, "2026-03-09 09:00")] == ["bai"]


def busy(desk: Any) -> None:
    """Let a department be late twice and a receptionist once."""
    for when in ("2026-03-02", "2026-03-03"):
        office(desk, "trading_city").through(
            registered(f"{when} 09:00"),
            did(
                f"{when} 10:00",
                "li:cs_staff",
                "dispatch",
                department="维修部",
                due_at=f"{when}T18:00:00+08:00",
            ),
        )
    office(desk, "service_centre").through(registered("2026-03-03 09:00", severity="serious"))


def test_the_longest_overdue_comes_first() -> None:
    """3-forms-and-registers 3.5.4: the overdue list."""
    story = PROPERTY.after("register")
    busy(story.scenario.desk)

    told = [one["due_at"] for one in overdue(story.scenario.desk, "2026-03-04 18:00")]

    assert told
    assert told == sorted(told)


def test_the_sums_are_those_of_the_lines() -> None:
    """Issue 3: overdue by person and department, how many and the longest."""
    story = PROPERTY.after("register")
    desk, now = story.scenario.desk, "2026-03-06 18:30"
    busy(desk)

    lines = overdue(desk, now)
    sums = every_line(desk, "overdue-by-person", now)

    repairs = next(one for one in sums if one["department"] == "维修部")
    assert (repairs["person"], repairs["overdue"]) == ("wang", 2)
    assert (repairs["longest"], repairs["days_late"]) == ("C-2026-000002", 4)
    assert (repairs["hours_late"], repairs["due_at"]) == (96, at("2026-03-02 18:00"))
    assert sum(one["overdue"] for one in sums) == len(lines)
    for one in sums:
        whose = [
            x for x in lines if (x["department"], x["person"]) == (one["department"], one["person"])
        ]
        assert (one["overdue"], one["days_late"]) == (
            len(whose),
            max(x["days_late"] for x in whose),
        )


def test_earlier_delays_are_judged_then() -> None:
    """Lessons, feature 3: as of an instant."""
    story = CENTRE.after(f"{SENT} accept-request start-work finish-work")

    then = overdue(story.scenario.desk, "2026-12-31 09:00", at=at("2026-03-02 11:30"))

    assert then == []
