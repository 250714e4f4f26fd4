"""The register of signatures waited for: who may sign what in the open cases, and what it needs."""

from typing import Any

from papers.consignment import ABSENT, NUMBERED
from papers.consignment import PAPER as CONSIGNMENT
from papers.goods_return import CUSTOMER, HANDLER, PRINTED
from papers.goods_return import PAPER as RETURNS
from papers.paper import Story
from papers.property import DISCIPLINE
from papers.property import PAPER as PROPERTY
from papers.repair import GIVER, ON_THE_SHEET
from papers.repair import PAPER as REPAIR
from papers.request import PROPERTY as REQUEST
from papers.request import SIGNED, WORKED
from papers.visit import PROPERTY as VISITS
from registers import every_line, shown
from spec import at

REPORTED = "register verify dispatch start-work report-result"


def waiting(story: Story, now: str = "2026-03-04 09:00", **asked: Any) -> list[Any]:
    return every_line(story.scenario.desk, "signatures", now, **asked)


def steps(story: Story) -> list[tuple[str, str | None]]:
    return [(one["step"], one["capacity"]) for one in waiting(story)]


def test_both_signatures_on_the_handover_sheet_are_waited_for() -> None:
    """S000-ch10-4b, S000-ch10-4c: giver and repair courier, before the piece is handed over."""
    giver, receiver = waiting(REPAIR.after(ON_THE_SHEET))

    assert (giver["capacity"], giver["roles"]) == ("giver", ["receptionist", "clerk"])
    assert (receiver["capacity"], receiver["roles"]) == ("receiver", ["repair_courier"])
    assert (giver["attests"], giver["wanted_by"]) == ("sheet", ["hand-over"])
    assert giver["since"] == at("2026-03-02 13:00")
    assert (giver["clauses"], giver["customer"]) == (("S000-ch10-4b",), "name 照实填写")


def test_whoever_has_signed_may_not_sign_again() -> None:
    """S000-ch10-4c: they are two people."""
    (receiver,) = waiting(REPAIR.after((ON_THE_SHEET, GIVER)))

    assert (receiver["capacity"], receiver["not_by"]) == ("receiver", ["wang"])


def test_the_slip_waits_for_each_of_the_three() -> None:
    """S000-ch5-1B2: the settlement waits for the one that is left."""
    story = RETURNS.after((PRINTED, HANDLER, CUSTOMER))

    (manager,) = waiting(story)

    assert (manager["capacity"], manager["roles"]) == ("dept_manager", ["dept_manager"])
    assert (manager["not_by"], manager["wanted_by"]) == (["wu", "zeng"], ["settle-return"])
    assert shown(story.scenario.desk, "signatures", "capacity") == ["部门经理"]


def test_what_must_happen_before_a_signature_is_told_with_its_clause() -> None:
    """S004-p6-4.5: the result is entered before it is signed."""
    story = REQUEST.after(WORKED)

    (line,) = waiting(story)

    assert line["missing"] == ["S004-p6-4.5: the result is entered before it is signed"]
    assert (line["department"], line["roles"]) == ("工程部", ["dept_head"])
    assert line["wanted_by"] == ["close-request"]
    assert shown(story.scenario.desk, "signatures", "missing") == [
        "S004-p6-4.5：先登录处理结果，再签字"
    ]


def test_a_result_is_waited_for_since_it_was_entered_and_by_nobody_who_worked_on_it() -> None:
    """S004-p6-4.5: the head of the department that solved it, by four eyes."""
    (line,) = waiting(REQUEST.after(f"{WORKED} enter-result"))

    assert (line["missing"], line["since"]) == ([], at("2026-03-02 14:00"))
    assert line["not_by"] == ["li", "tang"]


def test_a_signature_that_was_given_is_waited_for_no_more() -> None:
    """Issue 3: signatures waited for."""
    assert steps(REQUEST.after(SIGNED)) == []
    assert steps(PROPERTY.after(f"{REPORTED} sign-result")) == []
    assert steps(REQUEST.after(f"{SIGNED} follow-up")) == []


def test_a_signature_that_a_rule_demands_names_the_step_that_waits() -> None:
    """S004-p6-4.5, S004-p9-4a: a complaint is closed after both."""
    visited = PROPERTY.after(f"{REPORTED} record-satisfied-visit")

    told = {one["step"]: (one["wanted_by"], one["since"]) for one in waiting(visited)}

    assert told == {
        "sign-result": (["close"], at("2026-03-02 13:00")),
        "review-visit": (["close"], at("2026-03-02 14:00")),
    }


def test_done_again_is_signed_again() -> None:
    """S004-p9-3: rework voids what was signed for the result before."""
    again = "record-dissatisfied-visit review-visit start-rework report-result"

    assert steps(PROPERTY.after(f"{REPORTED} sign-result {again}")) == [("sign-result", None)]


def test_a_statement_is_waited_for_in_a_breach_of_discipline_alone() -> None:
    """S004-p6-6.5: nothing that nobody needs is waited for."""
    assert steps(PROPERTY.after("register")) == []
    (line,) = waiting(PROPERTY.after((DISCIPLINE,)))
    assert (line["step"], line["wanted_by"]) == ("sign-discipline-statement", ["verify"])
    assert line["missing"] == ["S004-p6-6.5: the statement is taken before it is signed"]


def test_a_signature_that_moves_the_case_on_is_waited_for() -> None:
    """S000-ch12-2, S004-p9-4a: the absent customer's, and the review with its limit."""
    (absent,) = waiting(CONSIGNMENT.after((ABSENT, NUMBERED)))
    (review,) = waiting(VISITS.after("plan-visit conduct-visit record-visit"), "2026-04-03 00:01")

    assert (absent["leads_to"], absent["roles"]) == ("agreed", ["customer"])
    assert absent["missing"] == [
        "S000-ch12-2: an absent customer is told of quantity and contract first"
    ]
    assert (review["leads_to"], review["overdue"]) == ("reviewed", True)
    assert (review["due_at"], review["not_by"]) == (at("2026-04-03 00:00"), ["ma"])


def test_ended_cases_wait_for_nothing_and_earlier_ones_for_what_they_did() -> None:
    """Lessons, feature 3: as of any position and instant."""
    story = RETURNS.after((PRINTED, HANDLER))

    assert [one["capacity"] for one in waiting(story, position=3)] == [
        "handler",
        "customer",
        "dept_manager",
    ]
    then = waiting(story, at=at("2026-03-02 12:00"))
    assert [one["capacity"] for one in then] == ["customer", "dept_manager"]
    assert waiting(story, at=at("2026-03-02 10:59")) == []
