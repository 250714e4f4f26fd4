"""Consignments, samples, promises, shifts and service items, period by period."""

from datetime import timedelta
from decimal import Decimal

import pytest

from huiyin.workflow.desk import Desk
from papers.consignment import ON_SALE
from papers.consignment import PAPER as CONSIGNMENT
from papers.paper import take
from papers.sample import PRODUCTION, QUALITY, with_repairs
from papers.service_centre import PAPER as CENTRE
from papers.shift_centre import INCOMING, OUTGOING, PRESENT, STARTED
from papers.shift_centre import PAPER as SHIFT
from papers.visit import PROPERTY as VISIT
from registers import office, registered, to_department, with_result
from reports import counts, made, row, rows, story
from spec import at

SECOND = {"number": "pf002李", "price": "0.10"}
REPORTED = take("report-sales", sold=["pf001李", "pf002李"], unsold=["pf003李"])


# ---------------------------------------------------------------- consignments


def test_sales_are_counted_in_the_month_of_the_sale(desk: Desk) -> None:
    """S000-ch12-3: sold and unsold, and the amount to the last cent."""
    story(
        desk,
        CONSIGNMENT,
        "2026-03-30 09:00",
        ON_SALE,
        (take("record-sale"), take("record-sale", after="48h", **SECOND), REPORTED),
    )

    march, april = (
        rows(made(desk, "consignment-sales", cut), "consignments")[0]
        for cut in ("2026-03", "2026-04")
    )

    names = ("quantity", "sold_before", "sold", "amount", "unsold", "reports")
    assert tuple(march[name] for name in names) == (3, 0, 1, Decimal("380.00"), 2, 0)
    assert tuple(april[name] for name in names) == (3, 1, 1, Decimal("0.10"), 1, 1)


def test_a_report_that_did_not_come_is_told(desk: Desk) -> None:
    """S000-ch12-3: a month from the day on which it was put on sale."""
    story(desk, CONSIGNMENT, "2026-03-02 09:00", ON_SALE)

    march, april = (
        rows(made(desk, "consignment-sales", cut), "consignments")[0]["missed"]
        for cut in ("2026-03", "2026-04")
    )

    assert (march, april) == (0, 1)


def test_what_was_given_back_is_not_unsold_and_what_is_settled_is_over(desk: Desk) -> None:
    """S000-ch12-3: goods in = sold + returned."""
    end = "record-sale report-sales settle-consignment sign-settlement"
    story(desk, CONSIGNMENT, "2026-03-02 09:00", ON_SALE, end)

    (march,) = rows(made(desk, "consignment-sales", "2026-03"), "consignments")

    assert (march["sold"], march["unsold"], march["next_due_at"]) == (1, 0, None)
    assert rows(made(desk, "consignment-sales", "2026-04"), "consignments") == []


def test_the_pieces_that_were_sold_are_named(desk: Desk) -> None:
    """S000-ch12-3: what was sold, by its number."""
    story(desk, CONSIGNMENT, "2026-03-02 09:00", ON_SALE, "record-sale")

    (piece,) = rows(made(desk, "consignment-sales", "2026-03"), "pieces")

    assert (piece["number"], piece["price"]) == ("pf001李", Decimal("380.00"))


# ---------------------------------------------------------------- the director's sample


def test_a_sample_tells_how_many_were_due_drawn_and_visited() -> None:
    """S004-p7-visit-3: a fifth, rounded up."""
    desk = with_repairs(6).after("open-quarter draw-sample record-sample-visit").scenario.desk

    (sample,) = rows(made(desk, "quarterly-sample", "2026-Q1"), "samples")

    assert (sample["population"], sample["needed"], sample["size"]) == (6, 2, 2)
    assert (sample["share"], sample["visited"], sample["late"]) == ((2, 6), 1, True)


def test_answers_are_rated_by_service_and_unused_services_are_not() -> None:
    """S004-p7-visit-3: repairs, front desk, cleaning, greening, security."""
    paper = with_repairs(1)
    desk = paper.after("open-quarter draw-sample record-sample-visit").scenario.desk

    told = made(desk, "quarterly-sample", "2026-Q1")

    assert (row(told, "answers", "repair_service")["rate"]) == (1, 1)
    cleaning = row(told, "answers", "cleaning")
    assert (cleaning["rate"], cleaning["unrated"], cleaning["meets"]) == ((0, 0), 1, None)


def test_findings_stand_with_what_was_done_about_them() -> None:
    """S004-p7-visit-4: handled promptly, the result filed."""
    found = "open-quarter draw-sample record-sample-visit record-finding"
    desk = with_repairs(1).after(found).scenario.desk
    before = rows(made(desk, "quarterly-sample", "2026-Q1"), "findings")
    done = with_repairs(1).after(f"{found} handle-finding").scenario.desk

    after = rows(made(done, "quarterly-sample", "2026-Q1"), "findings")

    assert [one["result"] for one in (*before, *after)] == [None, "result 照实填写"]


def test_the_audit_tells_which_department_has_not_come() -> None:
    """S004-p7-visit-6: quality and production, each quarter."""
    path = "open-quarter draw-sample record-sample-visit complete-sample"
    story_ = with_repairs(1).after((path, QUALITY))
    desk = story_.scenario.desk
    one = rows(made(desk, "quarterly-audit", "2026-Q1"), "audits")
    story_.then(PRODUCTION)

    both = rows(made(desk, "quarterly-audit", "2026-Q1"), "audits")

    assert [(a["department"], a["late"]) for a in one] == [("quality", False), ("production", True)]
    assert [a["by"] for a in both] == ["pu", "rao"]
    assert row(made(desk, "quarterly-audit", "2026-Q1"), "coverage", "all")["done"] == 0


def test_a_quarter_knows_its_own_sample_alone() -> None:
    """S004-p7-visit-3: each quarter."""
    desk = with_repairs(1).after("open-quarter").scenario.desk

    assert rows(made(desk, "quarterly-sample", "2026-Q2"), "samples") == []


# ---------------------------------------------------------------- service items


def test_every_service_item_is_held_to_its_target(desk: Desk) -> None:
    """S000-p3: each rated apart; a visit that did not take place is not rated, but shown."""
    answered = "register handle-directly reply record-satisfied-visit"
    story(desk, CENTRE, "2026-03-02 09:00", answered)
    story(desk, VISIT, "2026-03-02 09:00", "plan-visit")

    told = made(desk, "satisfaction", "2026-03")

    names = ("clause", "rate", "unrated", "meets")
    found = {
        code: tuple(row(told, "items", code)[name] for name in names)
        for code in ("complaints", "requests", "visits", "front_desk")
    }
    assert found == {
        "complaints": ("S000-p3-13", (1, 1), 0, True),
        "requests": ("S000-p3-11", (0, 0), 0, None),
        "visits": ("S000-p3-16", (0, 0), 1, None),
        "front_desk": ("S004-p7-visit-3", (0, 0), 0, None),
    }


# ---------------------------------------------------------------- promises


def test_promises_are_listed_until_they_come_true(desk: Desk) -> None:
    """S003-3.5.4: the promise of a department."""
    case = to_department(desk)
    (promise,) = rows(made(desk, "promises-and-overdue", now="2026-03-03 09:00"), "promises")
    with_result(case, "2026-03-04 17:00")

    assert (promise["due_at"], promise["department"]) == (at("2026-03-04 18:00"), "维修部")
    assert promise["overdue"] is False
    assert rows(made(desk, "promises-and-overdue", now="2026-03-09 09:00"), "promises") == []


def test_departments_answer_for_what_came_late(desk: Desk) -> None:
    """S003-3.5.4: whoever is late is passed on."""
    with_result(to_department(desk), "2026-03-06 09:00")
    to_department(desk)

    told = made(desk, "promises-and-overdue", "2026-02", now="2026-03-09 09:00")
    month = made(desk, "promises-and-overdue", now="2026-03-09 09:00")

    assert rows(told, "departments") == []
    (late,) = rows(month, "departments")
    assert (late["department"], late["due"], late["missed"], late["overdue"]) == ("维修部", 2, 2, 1)
    assert [one["case"] for one in rows(month, "overdue")] == ["C-2026-000002"]


@pytest.mark.parametrize("ticks", [False, True])
def test_breaches_of_first_contact_do_not_wait_for_the_clock(desk: Desk, ticks: bool) -> None:
    """S004-p7-first-5.3: not answered past the limit; settled 1."""
    office(desk, "service_centre").through(registered())
    if ticks:
        desk.tick(at("2026-03-08 09:00"))

    (breach,) = rows(made(desk, "promises-and-overdue", now="2026-03-09 09:00"), "breaches")

    assert (breach["person"], breach["deadline"], breach["came_at"]) == ("wang", "answer", None)
    assert breach["due_at"] == at("2026-03-06 00:00")


# ---------------------------------------------------------------- shifts


def test_shifts_are_counted_with_what_happened_in_them(desk: Desk) -> None:
    """S004-p7-duty, S004-p7-handover."""
    signed = ("count-items brief-successor read-log", (OUTGOING, INCOMING))
    story(desk, SHIFT, "2026-03-02 09:00", PRESENT, *signed, "take-over")
    story(desk, SHIFT, "2026-03-02 09:00", STARTED, "record-desertion")
    story(desk, SHIFT, "2026-03-02 09:00", "roster-shift")

    told = made(desk, "monthly-duty", "2026-03")

    found = {one["figure"]: one["all"] for one in rows(told, "summary")}
    expected = {"rostered": 3, "ShiftStarted": 2, "ShiftHandedOver": 1, "PostDeserted": 1}
    assert {name: found[name] for name in expected} == expected


def test_refusals_are_counted_by_their_grounds(desk: Desk) -> None:
    """S004-p7-handover-6: the four grounds."""
    refused = take("refuse-handover", grounds=["unclean", "items_missing"])
    story(desk, SHIFT, "2026-03-02 09:00", PRESENT, (refused,))
    again = take("refuse-handover", grounds=["unclean"])
    story(desk, SHIFT, "2026-03-02 09:00", PRESENT, (again,))

    assert counts(made(desk, "monthly-duty", "2026-03"), "refusals") == {
        "unclear_record": 0,
        "unclean": 2,
        "items_missing": 1,
        "major_repair_unfinished": 0,
    }


@pytest.mark.parametrize(("minutes", "late"), [(5, 0), (4, 1)])
def test_who_arrives_less_than_five_minutes_ahead_is_late(
    desk: Desk, minutes: int, late: int
) -> None:
    """S004-p7-handover-3a: five minutes ahead; the instant itself is in time."""
    case = story(desk, SHIFT, "2026-03-02 09:00", STARTED)
    ends_at = at("2026-03-02 21:00")
    case.then(take("start-preparation", after="9h"))
    wait = int((ends_at - timedelta(minutes=minutes) - case.now).total_seconds() // 60)
    case.then(take("incoming-arrives", after=f"{wait}m"))

    told = made(desk, "monthly-duty", "2026-03")

    arrivals = [one for one in rows(told, "late") if one["deadline"] == "arrival"]
    assert [one["by"] for one in arrivals] == ["tan"] * late


def test_a_shift_counts_in_the_month_in_which_it_begins(desk: Desk) -> None:
    """S004-p7-duty-1: the roster says when."""
    rostered = take("roster-shift", starts_at="in 1h", ends_at="in 13h")
    story(desk, SHIFT, "2026-03-31 23:30", (rostered,))

    march, april = (
        {one["figure"]: one["all"] for one in rows(made(desk, "monthly-duty", cut), "summary")}
        for cut in ("2026-03", "2026-04")
    )

    assert (march["rostered"], april["rostered"]) == (0, 1)
