"""The complaint register says of each complaint what its events say."""

from datetime import datetime

import pytest

from huiyin.projections.registers.complaints import COMPLAINT_REGISTER
from huiyin.workflow.desk import Desk
from registers import (
    cases,
    handled,
    line,
    lines,
    office,
    registered,
    to_department,
    with_result,
)
from spec import Scenario, at, did, mended


def test_a_complaint_has_one_line_from_registration_to_archive(desk: Desk) -> None:
    """3-forms-and-registers 3.5.1: the columns of the complaint register."""
    case = handled(office(desk, "property"))

    told = line(desk, case.number)

    expected = {
        "opened_at": at("2026-03-02 09:00"),
        "procedure": "complaint/property",
        "channel": "phone",
        "customer": "周敏",
        "phone": "13900020001",
        "unit_no": "3-1202",
        "matter": "水管漏水",
        "severity": "important",
        "urgency": "normal",
        "validity": "valid",
        "kind": "complaint",
        "state": "archived",
        "first_contact": "wang",
        "department": "维修部",
        "handler": "qian",
        "due_at": at("2026-03-04 18:00"),
        "next_deadline": None,
        "overdue": False,
        "result": "更换接头",
        "visited_at": at("2026-03-05 10:00"),
        "satisfied": True,
        "opinion": "满意",
        "inspected_at": at("2026-03-04 10:00"),
        "reviewed_at": at("2026-03-05 14:00"),
        "closed_at": at("2026-03-05 15:00"),
        "archive_no": "WY-031",
        "days_open": 3,
        "version": 11,
        "parked": None,
    }
    assert {name: told[name] for name in expected} == expected
    assert [(s["meaning"], s["person"]) for s in told["signatures"]] == [
        ("result", "zhao"),
        ("visit", "gao"),
    ]


@pytest.mark.parametrize(
    ("now", "overdue"),
    [("2026-03-04 17:59", False), ("2026-03-04 18:00", False), ("2026-03-04 18:01", True)],
)
def test_what_runs_is_overdue_after_its_instant(desk: Desk, now: str, overdue: bool) -> None:
    """Settled 1: instants are compared, and the due instant itself is in time."""
    case = to_department(desk)

    told = line(desk, case.number, now)

    assert (told["overdue"], told["next_deadline"]) == (overdue, "work")
    assert told["overdue_deadlines"] == (["work"] if overdue else [])


@pytest.mark.parametrize(
    ("when", "missed"), [("2026-03-04 18:00", False), ("2026-03-04 18:01", True)]
)
def test_what_has_ended_is_judged_by_its_end(desk: Desk, when: str, missed: bool) -> None:
    """Settled 1: registers do not depend on how often the clock ticks."""
    case = with_result(to_department(desk), when)

    told = line(desk, case.number)

    assert (told["missed"], told["missed_deadlines"]) == (missed, ["work"] if missed else [])
    assert (told["overdue"], told["overdue_deadlines"]) == (False, [])


def test_a_tick_changes_nothing_about_lateness(desk: Desk) -> None:
    """Settled 1: never by the presence of a lapse event."""
    case = to_department(desk)
    before = line(desk, case.number)

    desk.tick(at("2026-03-08 09:00"))

    after = line(desk, case.number)
    assert after["version"] > before["version"]
    assert {**after, "version": 0} == {**before, "version": 0}


def test_paper_that_comes_late_is_judged_by_when_it_happened(desk: Desk) -> None:
    """Lessons, feature 11: lateness by the occurred time, and the late entry is shown."""
    case = with_result(
        to_department(desk), "2026-03-06 09:00", "2026-03-04 17:00", "written down late"
    )

    told = line(desk, case.number)

    assert told["missed"] is False
    (late,) = told["late_entries"]
    assert (late["event"], late["reason"]) == ("ResultReported", "written down late")
    assert datetime.fromisoformat(late["occurred_at"]) == at("2026-03-04 17:00")


def test_a_dissatisfied_visit_voids_what_counted_for_the_result(desk: Desk) -> None:
    """S004-p9-3: the department puts it right, and signature and inspection are given anew."""
    case = office(desk, "property").through(
        registered(unit_no="3-1202", apology_made=True, object="下水管"),
        did(
            "2026-03-02 09:30",
            "li:cs_staff",
            "verify",
            findings="属实",
            validity="valid",
            severity="general",
            department="维修部",
        ),
        did(
            "2026-03-02 10:00",
            "li:cs_staff",
            "dispatch",
            department="维修部",
            due_at="2026-03-04T18:00:00+08:00",
        ),
        did("2026-03-02 11:00", "qian:dept_staff@维修部", "start-work"),
        did("2026-03-03 15:00", "qian:dept_staff@维修部", "report-result", result="更换接头"),
        did("2026-03-03 17:00", "zhao:dept_head@维修部", "sign-result"),
        did("2026-03-04 10:00", "chen:cs_manager", "inspect-effect", verdict="已修好"),
        did(
            "2026-03-05 10:00",
            "he:cs_assistant",
            "record-dissatisfied-visit",
            contact_mode="phone",
            opinion="还在漏",
            explanation="老化",
            next_visit_at="2026-03-09T10:00:00+08:00",
            due_at="2026-03-08T18:00:00+08:00",
        ),
    )

    told = line(desk, case.number, "2026-03-05 12:00")

    assert (told["satisfied"], told["opinion"], told["inspected_at"]) == (False, "还在漏", None)
    assert [one["void"] for one in told["signatures"]] == [True]
    assert told["due_at"] == at("2026-03-08 18:00")


def test_a_vip_and_what_went_to_admin_hr_are_marked(desk: Desk) -> None:
    """S001-ch2-1b: a VIP is served with top urgency."""
    case = to_department(desk).through(did("2026-03-02 10:30", "li:cs_staff", "mark-vip"))

    told = line(desk, case.number)

    assert (told["vip"], told["urgency"], told["admin_hr_at"]) == (True, "extra", None)


def test_a_report_of_non_cooperation_is_listed(desk: Desk) -> None:
    """S004-p7-first-4: the first-contact person reports who does not cooperate."""
    case = office(desk, "service_centre").through(
        registered(),
        did(
            "2026-03-02 10:00",
            "wang:receptionist",
            "report-non-cooperation",
            against="维修部",
            matter="不接电话",
        ),
        mended("2026-03-02 11:00", "chen:cs_manager", 2, against="保洁部"),
    )

    (report,) = line(desk, case.number)["non_cooperation"]

    assert (report["form"], report["by"]) == ({"against": "保洁部", "matter": "不接电话"}, "wang")


def test_as_of_an_instant_judges_at_that_instant(desk: Desk) -> None:
    """Lessons, feature 3: the register at any instant, byte for byte."""
    to_department(desk)
    then = at("2026-03-03 09:00")
    first = lines(desk, at("2026-03-30 09:00"), at=then)

    with_result(Scenario(desk, "", "C-2026-000001"), "2026-03-06 09:00")
    again = lines(desk, at("2027-01-01 09:00"), at=then)

    assert first == again
    assert line(desk, "C-2026-000001", at=then)["overdue"] is False


def test_the_columns_asked_for_come_in_the_order_asked(desk: Desk) -> None:
    """Cli.md: --columns."""
    cases(desk, 2)
    register = COMPLAINT_REGISTER.open(desk.store, desk.rulebook)

    page = register.page(now=at("2026-03-09 09:00"), columns=["state", "no"])

    assert [list(one.items()) for one in page.lines] == [
        [("state", "in_progress"), ("no", f"C-2026-00000{n}")] for n in (1, 2)
    ]
    assert (page.position, [one.name for one in page.columns]) == (4, ["state", "no"])


def test_every_column_has_both_names_and_is_its_own(desk: Desk) -> None:
    """Issue 2: names in Chinese and English."""
    columns = COMPLAINT_REGISTER.open(desk.store, desk.rulebook).columns.values()

    assert all(one.label.zh and one.label.en and one.width for one in columns)
    assert len({one.label.zh for one in columns}) == len(columns)
