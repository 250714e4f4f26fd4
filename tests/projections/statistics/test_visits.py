"""S004-p9-4b: the month's visits, satisfied, dissatisfied, solved at once, next visits open."""

from huiyin.workflow.desk import Desk
from papers.paper import take
from papers.property import PAPER as COMPLAINT
from papers.request import PROPERTY as REQUEST
from papers.request import SIGNED
from papers.visit import DISSATISFIED, PROPERTY
from registers import handled, office
from reports import made, row, rows, story
from spec import at

SENT_BACK = take("fix-next-visit", department="工程部")
COUNTED = ("visits", "satisfied", "dissatisfied", "solved", "next_open")


def counted(desk: Desk, source: str = "all", cut: str = "2026-03") -> tuple[int, ...]:
    told = row(made(desk, "monthly-visits", cut), "summary", source)
    return tuple(told[name] for name in COUNTED)


def test_visits_are_counted_by_what_came_of_them(desk: Desk) -> None:
    """S004-p9-4b: the columns of the table."""
    story(desk, PROPERTY, "2026-03-02 09:00", "plan-visit conduct-visit record-visit")
    story(desk, PROPERTY, "2026-03-02 09:00", "plan-visit", (DISSATISFIED, "solve-at-once"))
    story(desk, PROPERTY, "2026-03-02 09:00", "plan-visit", (DISSATISFIED, SENT_BACK))

    assert counted(desk, "visit") == (3, 1, 2, 1, 1)
    assert made(desk, "monthly-visits", "2026-03").heading.signer


def test_a_next_visit_is_open_until_it_takes_place(desk: Desk) -> None:
    """S004-p9-3: the policy plans it; April's visit leaves March's open."""
    story(desk, PROPERTY, "2026-03-28 09:00", "plan-visit", (DISSATISFIED, SENT_BACK))
    (following,) = {one.case for one in desk.store.read(0, 99)} - {"V-2026-000001"}

    desk.perform(
        following,
        "conduct-visit",
        "ma:cs_assistant",
        at=at("2026-04-02 12:00"),
        form={"satisfaction": "satisfied", "suggestions": "无", "thanks_given": True},
    )

    assert counted(desk, "visit") == (1, 0, 1, 0, 1)
    assert counted(desk, "visit", "2026-04") == (1, 1, 0, 0, 0)


def test_a_next_visit_in_the_same_month_is_not_open(desk: Desk) -> None:
    """The table asks for what is open at the end."""
    story(desk, PROPERTY, "2026-03-02 09:00", "plan-visit", (DISSATISFIED, SENT_BACK))
    (following,) = {one.case for one in desk.store.read(0, 99)} - {"V-2026-000001"}

    desk.perform(
        following,
        "conduct-visit",
        "ma:cs_assistant",
        at=at("2026-03-07 12:00"),
        form={"satisfaction": "satisfied", "suggestions": "无", "thanks_given": True},
    )

    assert counted(desk, "visit") == (2, 1, 1, 0, 0)


def test_talks_in_complaints_and_requests_count_too(desk: Desk) -> None:
    """S004-p9-4a: visits are written in the complaint's record."""
    handled(office(desk, "property"))
    story(desk, REQUEST, "2026-03-02 09:00", SIGNED, "follow-up")

    assert counted(desk, "complaint") == (1, 1, 0, 0, 0)
    assert counted(desk, "request") == (1, 1, 0, 0, 0)
    assert counted(desk) == (2, 2, 0, 0, 0)


def test_what_was_solved_during_the_visit_counts_as_solved(desk: Desk) -> None:
    """S004-p9-3: dissatisfied at first, removed at once."""
    case = COMPLAINT.before("record-satisfied-visit")
    case.then(take("record-satisfied-visit", solved_during_visit="当场调好"))

    assert counted(case.scenario.desk, "complaint") == (1, 1, 0, 1, 0)


def test_the_same_talk_counts_once(desk: Desk) -> None:
    """S004-p9-4a: one talk, written in the visit and in the complaint."""
    complaint = handled(office(desk, "property"))
    visit = take("plan-visit", trigger="complaint", about=complaint.number, gravity="important")
    story(desk, PROPERTY, "2026-03-05 09:00", (visit, "conduct-visit"))

    assert counted(desk) == (1, 1, 0, 0, 0)
    assert counted(desk, "complaint") == (0, 0, 0, 0, 0)


def test_a_talk_of_another_day_is_another_talk(desk: Desk) -> None:
    """Two talks about one complaint are two visits."""
    complaint = handled(office(desk, "property"))
    visit = take("plan-visit", trigger="complaint", about=complaint.number, gravity="important")
    story(desk, PROPERTY, "2026-03-09 09:00", (visit, "conduct-visit"))

    assert counted(desk)[:2] == (2, 2)


def test_departments_are_those_at_work_or_told(desk: Desk) -> None:
    """S004-p9-4b: by department."""
    handled(office(desk, "property"))
    story(desk, PROPERTY, "2026-03-02 09:00", "plan-visit", (DISSATISFIED, SENT_BACK))
    story(desk, PROPERTY, "2026-03-02 09:00", "plan-visit conduct-visit")

    told = rows(made(desk, "monthly-visits", "2026-03"), "by_department")

    assert {(one["value"], one["visits"]) for one in told} == {
        ("维修部", 1),
        ("工程部", 1),
        ("", 1),
    }


def test_a_dissatisfied_complaint_waits_for_its_next_visit(desk: Desk) -> None:
    """S004-p9-3: reason, next time and deadline."""
    case = COMPLAINT.before("record-satisfied-visit")
    case.then(take("record-dissatisfied-visit"))

    assert counted(case.scenario.desk, "complaint") == (1, 0, 1, 0, 1)
