"""The due list knows every running deadline, whose it is, and whether it is late."""

from huiyin.projections.due_list import Due, DueList
from huiyin.workflow.desk import Desk
from registers import handled, office, registered
from spec import at, did


def due(desk: Desk, now: str = "2026-03-02 12:00", **asked: object) -> list[Due]:
    return DueList(desk.store, desk.rulebook).items(now=at(now), **asked)  # type: ignore[arg-type]


def dispatched(desk: Desk, procedure: str = "service_centre") -> None:
    office(desk, procedure).through(
        registered(),
        did(
            "2026-03-02 10:00",
            "wang:receptionist",
            "dispatch",
            department="维修部",
            due_at="2026-03-03T18:00:00+08:00",
        ),
    )


def test_every_running_deadline_is_listed_soonest_first(desk: Desk) -> None:
    """6-reports, continuous: promises and overdue."""
    dispatched(desk)

    work, answer = due(desk)

    assert (work.deadline, work.due_at, work.clause) == (
        "work",
        at("2026-03-03 18:00"),
        "S004-p7-first-2",
    )
    assert (answer.deadline, answer.figure, answer.due_at) == (
        "answer",
        "P3D",
        at("2026-03-06 00:00"),
    )
    assert (work.started_by.en, work.started_at) == ("dispatch", at("2026-03-02 10:00"))
    assert (work.label.zh, work.state.zh) == ("责任部门处理限期", "已派责任部门")


def test_the_departments_work_is_the_departments_and_the_answer_the_first_contacts(
    desk: Desk,
) -> None:
    """S004-p7-first-1: who was told first stays answerable."""
    dispatched(desk)

    assert [one.responsible for one in due(desk)] == ["维修部", "wang"]
    assert [role.code for role in due(desk)[0].by] == ["dept_staff", "dept_head"]


def test_work_that_no_department_has_yet_is_whoever_the_review_named(desk: Desk) -> None:
    """S004-p6-4.3: a review names a responsible person and a deadline."""
    office(desk, "property").through(
        registered(unit_no="3-1202", apology_made=True, severity="serious"),
        did("2026-03-02 09:05", "wang:receptionist", "escalate", recipients=["cs_manager"]),
        did(
            "2026-03-02 10:00",
            "chen:cs_manager",
            "hold-review",
            attendees=["陈"],
            measures=["换"],
            responsible="zhao:dept_head@工程部",
            due_at="2026-03-04T18:00:00+08:00",
        ),
    )

    assert [one.responsible for one in due(desk)] == ["zhao"]


def test_it_is_overdue_after_its_instant_recorded_or_not(desk: Desk) -> None:
    """Settled 1: instants are compared; the lapse is only what the clock wrote."""
    dispatched(desk)
    listed = DueList(desk.store, desk.rulebook)

    assert listed.overdue(now=at("2026-03-03 18:00")) == []
    (late,) = listed.overdue(now=at("2026-03-03 18:01"))
    assert late.lapsed_at is None

    desk.tick(at("2026-03-04 09:00"))

    (late,) = listed.overdue(now=at("2026-03-04 10:00"))
    assert (late.deadline, late.lapsed_at) == ("work", at("2026-03-04 09:00"))


def test_what_has_ended_and_cases_that_have_ended_are_off_the_list(desk: Desk) -> None:
    """Settled 17: a terminal state ends every deadline."""
    handled(office(desk, "property"))

    assert due(desk) == []
    assert DueList(desk.store, desk.rulebook).kept.status().rows == 0


def test_it_can_be_asked_as_of_any_time(desk: Desk) -> None:
    """Lessons, feature 25: what was due when."""
    handled(office(desk, "property"))

    then = due(desk, at=at("2026-03-02 12:00"))
    later = due(desk, "2026-03-05 12:00", position=4)

    assert [(one.deadline, one.overdue) for one in then] == [("work", False)]
    assert [(one.deadline, one.overdue) for one in later] == [("work", True)]


def test_a_corrected_department_is_the_responsible_one(desk: Desk) -> None:
    """Lessons, feature 10: the corrected words count."""
    dispatched(desk)
    desk.perform(
        "C-2026-000001",
        "correct-entry",
        "chen:cs_manager",
        at=at("2026-03-02 11:00"),
        form={"version": 2, "now": {"department": "保洁部"}, "approved_by": "gao"},
        reason="a slip",
    )

    assert due(desk)[0].responsible == "保洁部"


def test_a_corrected_limit_has_not_lapsed(desk: Desk) -> None:
    """Lessons, feature 10: the clock begins again with the corrected instant."""
    dispatched(desk)
    desk.tick(at("2026-03-04 09:00"))
    desk.perform(
        "C-2026-000001",
        "correct-entry",
        "chen:cs_manager",
        at=at("2026-03-04 11:00"),
        form={"version": 2, "now": {"due_at": "2026-03-05T18:00:00+08:00"}, "approved_by": "gao"},
        reason="the wrong day",
    )

    (work, _) = due(desk, "2026-03-05 09:00")

    assert (work.due_at, work.overdue, work.lapsed_at) == (at("2026-03-05 18:00"), False, None)
    assert (work.started_by.en, work.started_at) == ("dispatch", at("2026-03-02 10:00"))
