"""The register of visits: today's list, what was said, what follows."""

import pytest

from papers.paper import take
from papers.visit import CENTRE, DISSATISFIED, PROPERTY
from registers import corrected, every_line, shown, told
from spec import at


def test_a_satisfied_visit_is_recorded_and_reviewed() -> None:
    """S004-p9-2, S004-p9-4a: the columns of the visit record."""
    line = told(PROPERTY.after("plan-visit conduct-visit record-visit review-visit"), "visits")

    expected = {
        "trigger": "periodic",
        "visitor": "ma",
        "conducted_by": "ma",
        "contact_mode": "phone",
        "satisfaction": "satisfied",
        "solved_at_once": None,
        "planned_at": at("2026-03-03 09:00"),
        "conducted_at": at("2026-03-02 10:00"),
        "reviewed_by": "deng",
        "state": "reviewed",
        "attempts": 0,
    }
    assert {name: line[name] for name in expected} == expected


def test_a_dissatisfied_visit_names_what_follows() -> None:
    """S004-p9-3: the reason, the next visit, the department and its limit."""
    line = told(PROPERTY.after(("plan-visit", DISSATISFIED, "fix-next-visit")), "visits")

    assert (line["satisfaction"], line["solved_at_once"]) == ("dissatisfied", False)
    assert (line["department"], line["rectify_by"]) == ("工程部", at("2026-03-05 11:00"))
    assert line["next_visit_at"] == at("2026-03-07 11:00")


def test_the_next_visit_has_a_line_of_its_own() -> None:
    """S004-p9-3: planned by the policy, about the visit before."""
    story = PROPERTY.after(("plan-visit", DISSATISFIED, "fix-next-visit"))

    first, following = every_line(story.scenario.desk, "visits")

    assert (following["trigger"], following["about"]) == ("next_visit", first["no"])
    assert following["planned_at"] == first["next_visit_at"]


def test_dissatisfaction_removed_at_once_is_told() -> None:
    """S004-p9-3: at once, wherever possible."""
    line = told(CENTRE.after(("plan-visit", DISSATISFIED, "solve-at-once")), "visits")

    assert (line["solved_at_once"], line["done"]) == (True, "done 照实填写")


def test_calls_that_nobody_answered_are_counted() -> None:
    """S004-p9-2: attempts are noted [inferred]."""
    story = PROPERTY.after("plan-visit note-no-answer note-no-answer")

    assert told(story, "visits")["attempts"] == 2
    assert shown(story.scenario.desk, "visits", "attempted") == [
        "2026-03-02 10:00：remark 照实填写（ma）；2026-03-02 11:00：remark 照实填写（ma）"
    ]


@pytest.mark.parametrize(
    ("now", "found"), [("2026-03-03 08:00", 1), ("2026-03-03 23:59", 1), ("2026-03-04 00:00", 0)]
)
@pytest.mark.parametrize("today", ["today", "今天", "2026-03-03"])
def test_the_list_of_today_is_what_is_planned_for_the_day(now: str, found: int, today: str) -> None:
    """3-forms-and-registers 3.5.4: the follow-up list with what is due today."""
    desk = PROPERTY.after("plan-visit").scenario.desk
    asked = [f"planned_at={today}", "state=planned"]

    listed = every_line(desk, "visits", now, where=asked)

    assert len(listed) == (1 if today == "2026-03-03" else found)


def test_a_visit_put_off_by_a_correction_is_planned_for_another_day() -> None:
    """S001-ch2-1a: the list follows the counter-entry, and so does the deadline."""
    story = PROPERTY.after(("plan-visit", corrected(1, planned_at="2026-03-06T10:00:00+08:00")))

    line = told(story, "visits")

    assert (line["planned_at"], line["next_due_at"]) == (at("2026-03-06 10:00"),) * 2


def test_a_gravity_is_told_where_a_complaint_is_followed() -> None:
    """S004-p9-1: the depth of a visit goes by the gravity of the matter."""
    grave = take("plan-visit", gravity="serious")

    assert told(PROPERTY.after((grave,)), "visits")["gravity"] == "serious"
