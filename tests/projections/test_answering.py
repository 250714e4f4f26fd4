"""Every open case has one person who answers for it: the due list and the holders ask alike."""

from typing import Any

import pytest

from custody import corrected, holders
from huiyin.projections.due_list import DueList
from huiyin.workflow.desk import Desk
from papers.paper import Paper, Past, take
from papers.property import PAPER as PROPERTY
from papers.realty import HEARD_OFFICE, OPENED_AS_SECOND
from papers.realty import PAPER as REALTY
from papers.repair import LOOSE_STONE, TAKEN_IN
from papers.repair import PAPER as REPAIR
from papers.request import CENTRE as REQUEST
from papers.service_centre import PAPER as CENTRE
from papers.shift_centre import PAPER as SHIFT
from papers.shift_centre import STARTED
from papers.trading_city import PAPER as CITY
from papers.visit import CENTRE as VISIT
from papers.visit import DISSATISFIED
from registers import office, registered
from spec import at, did


def case_line(desk: Desk, number: str) -> dict[str, Any]:
    (line,) = holders(desk, of=number, where=["kind=case"])
    return line


def answers(paper: Paper, past: Past) -> tuple[str, str]:
    """Say who answers for a case after these steps, and why."""
    case = paper.after(past).scenario
    line = case_line(case.desk, case.number)
    return line["holder"], line["why"]


@pytest.mark.parametrize(
    ("paper", "past", "who"),
    [
        (CENTRE, "register", ("wang", "first_contact")),
        (CENTRE, "register dispatch", ("wang", "first_contact")),
        (CENTRE, "register dispatch start-work", ("qian", "at_work")),
        (CENTRE, "register dispatch start-work report-result", ("wang", "first_contact")),
        (CENTRE, "register handle-directly", ("wang", "handles")),
        (CITY, "register dispatch record-by-department", ("qian", "department")),
        (CITY, "register dispatch record-by-department assign-handler", ("qian", "assigned")),
        (REQUEST, "log-request dispatch-request", ("wang", "first_contact")),
        (REQUEST, "log-request dispatch-request accept-request", ("tang", "department")),
        (REPAIR, (TAKEN_IN, LOOSE_STONE, "repair-in-house"), ("ma", "at_work")),
        (
            REPAIR,
            (TAKEN_IN, LOOSE_STONE, "repair-in-house finish-in-house"),
            ("wang", "first_contact"),
        ),
        (VISIT, "plan-visit", ("wang", "visitor")),
        (SHIFT, "roster-shift", ("shen", "duty_person")),
        (REALTY, (OPENED_AS_SECOND, HEARD_OFFICE, "dispatch submit-plan"), ("qian", "author")),
    ],
    ids=str,
)
def test_who_answers(paper: Paper, past: Past, who: tuple[str, str]) -> None:
    """S004-p7-first-1, first-2: the first contact, until somebody has the work in hand."""
    assert answers(paper, past) == who


def test_who_answers_again_does_so_since_it_came_back() -> None:
    """S004-p7-first-3: with the result the matter is the first contact's again."""
    case = CENTRE.after("register dispatch start-work report-result").scenario

    line = case_line(case.desk, case.number)

    reported = case.case.last("ResultReported")
    assert reported
    assert (line["holder"], line["since"]) == ("wang", reported.occurred_at)


def test_a_review_names_who_answers() -> None:
    """S004-p6-4.3: measures, a responsible person, a deadline."""
    serious = PROPERTY.paths["S004-p6-4.3 serious"]
    reviewed = next(n for n, one in enumerate(serious, 1) if one.step == "hold-review")

    assert answers(PROPERTY, serious[:reviewed]) == ("sun", "review")


def test_the_post_is_the_substitutes_while_its_person_is_out() -> None:
    """S004-p7-duty-5: approved, and somebody is there."""
    present = f"{STARTED} log-entry request-absence approve-absence arrive-as-substitute"

    assert answers(SHIFT, present) == ("shen", "duty_person")
    assert answers(SHIFT, f"{present} leave-post") == ("ning", "substitute")
    assert answers(SHIFT, f"{present} leave-post return-to-post") == ("shen", "duty_person")


def test_a_visit_that_a_policy_planned_is_its_visitors() -> None:
    """S004-p9-3: no machine answers for anything."""
    desk = VISIT.after(("plan-visit", DISSATISFIED, "fix-next-visit")).scenario.desk

    line = case_line(desk, "V-2026-000002")

    assert (line["holder"], line["first_contact"]) == ("wang", "policy")
    (due,) = (
        one
        for one in DueList(desk.store, desk.rulebook).items(now=at("2026-03-03 09:00"))
        if one.case == "V-2026-000002"
    )
    assert due.person == "wang"


def test_a_receiver_who_is_complained_of_does_not_answer(desk: Desk) -> None:
    """S000-m-3.1.7c: somebody stands in for him."""
    case = office(desk, "service_centre").through(
        registered(accused="wang"), did("2026-03-02 10:00", "li:cs_staff", "stand-in")
    )

    line = case_line(desk, case.number)

    assert (line["holder"], line["why"], line["first_contact"]) == ("li", "stand_in", "wang")
    assert {
        one.person for one in DueList(desk.store, desk.rulebook).items(now=at("2026-03-02 11:00"))
    } == {"li"}


def test_a_corrected_name_answers() -> None:
    """Lessons, feature 10: the corrected words count, on the roster too."""
    case = SHIFT.after(STARTED).scenario
    corrected(case, 1, "2026-03-02 12:00", duty_person="luo:duty_person")

    assert case_line(case.desk, case.number)["holder"] == "luo"


def test_a_case_that_has_ended_is_nobodys(desk: Desk) -> None:
    """Settled 17: what is over asks nothing of anybody."""
    story = VISIT.after("plan-visit conduct-visit record-visit")

    assert holders(story.scenario.desk) == []


def test_the_department_answers_by_whoever_works_there() -> None:
    """S004-p7-first-2: a department's deadline is its worker's, the answer the first contact's."""
    desk = CENTRE.after(("register", take("dispatch", due_at="in 3d"), "start-work")).scenario.desk

    people = {
        one.deadline: (one.person, one.responsible)
        for one in DueList(desk.store, desk.rulebook).items(now=at("2026-03-02 13:00"))
    }

    assert people == {"answer": ("wang", "wang"), "work": ("qian", "工程部")}
