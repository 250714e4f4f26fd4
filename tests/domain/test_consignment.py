"""S000-ch12, consignment: what each clause forbids and allows, and by when."""

import pytest

from papers.clauses import KeepsItsClauses, KeepsItsDeadlines, limit, ruling
from papers.consignment import (
    ABSENT,
    ALL_BACK,
    CONTRACT,
    NOTHING_SOLD,
    NUMBERED,
    NUMBERS,
    ON_SALE,
    PAPER,
)
from papers.paper import Story, Take, take
from spec import Scenario

LISTED = "offer-goods count-goods print-list"
LABELLED = f"offer-goods {NUMBERED}"
REPORTED = (ABSENT, f"{NUMBERED} report-to-absent-customer")
SOLD_ONE = f"{ON_SALE} record-sale"


def labelled(*numbers: str, items: tuple[str, ...] = ("银手镯", "银手镯", "银项链")) -> Take:
    """Put these numbers on the pieces."""
    pairs = zip(items, numbers, strict=True)
    return take("label-items", labels=[{"item": item, "number": one} for item, one in pairs])


def counted(*quantities: int) -> Take:
    """Count so many pieces, line by line."""
    return take("count-goods", items=[{"item": "银镯", "quantity": one} for one in quantities])


RULINGS = (
    # ------------------------------------------------------------ counted and numbered
    ruling(
        "S000-ch12-1 somebody brings something [inferred]",
        "",
        take("offer-goods", quantity_brought=0),
        but=take("offer-goods", quantity_brought=1),
    ),
    ruling(
        "S000-ch12-1 the kind of customer decides on the numbers",
        "",
        take("offer-goods", consignor_kind="retail"),
        kind="FormIncomplete",
        but=take("offer-goods", consignor_kind="franchise"),
    ),
    ruling(
        "S000-ch12-1 more than was brought is not counted",
        "offer-goods",
        counted(3, 1),
        but=counted(2, 1),
    ),
    ruling(
        "S000-ch12-1 less than was brought is not counted",
        "offer-goods",
        counted(2),
        but=counted(3),
    ),
    ruling(
        "S000-ch12-1 no line takes pieces off another [inferred]",
        "offer-goods",
        counted(4, -1),
        but=counted(1, 2),
    ),
    ruling(
        "S000-ch12-1 the count has lines",
        "offer-goods",
        take("count-goods", items=[]),
        kind="FormIncomplete",
        but="count-goods",
    ),
    ruling(
        "S000-ch12-1 a line has sort and quantity",
        "offer-goods",
        take("count-goods", items=[{"item": "银镯", "quantity": "三"}]),
        kind="FormIncomplete",
        but="count-goods",
    ),
    ruling(
        "S000-ch12-1 the list is printed after the count",
        "offer-goods",
        "print-list",
        kind="NotFromHere",
        but_after="offer-goods count-goods",
    ),
    ruling(
        "S000-ch12-1 every piece has a number",
        LISTED,
        labelled("pf001李", "pf002李", items=("银手镯", "银项链")),
        but="label-items",
    ),
    ruling(
        "S000-ch12-1 no number is on a piece that is not there",
        LISTED,
        labelled("pf001李", "pf002李", "pf003李", "pf004李", items=(*("银手镯",) * 3, "银项链")),
        but="label-items",
    ),
    ruling(
        "S000-ch12-1 no number is on a piece of another sort",
        LISTED,
        labelled("pf001李", "pf002李", "pf003李", items=("银手镯", "银手镯", "银戒指")),
        but=labelled("pf001李", "pf002李", "pf003李", items=("银项链", " 银手镯 ", "银手镯")),
    ),
    ruling(
        "S000-ch12-1 no number appears twice",
        LISTED,
        labelled("pf001李", " pf001李 ", "pf003李"),
        but="label-items",
    ),
    *(
        ruling(
            f"S000-ch12-1 pf, two ASCII digits or more, the surname: not {number!r}",
            LISTED,
            labelled(number, "pf002李", "pf003李"),
            but=labelled("pf10李", "pf002李", "pf00003李"),
        )
        for number in (
            "jm001李",
            "pf001",
            "pf1李",
            "pf001王",
            "PF001李",
            "pf００１李",
            "pf001李2",
            "x",
        )
    ),
    ruling(
        "S000-ch12-1 a franchise customer's numbers begin with jm",
        (take("offer-goods", consignor_kind="franchise"), "count-goods print-list"),
        "label-items",
        but=labelled("jm01李", "jm02李", "jm03李"),
    ),
    # ------------------------------------------------------------ agreed
    ruling(
        "S000-ch12-2 who is present is not reported to",
        LABELLED,
        "report-to-absent-customer",
        but="sign-agreement",
    ),
    ruling(
        "S000-ch12-2 the quantity reported is the one counted",
        (ABSENT, NUMBERED),
        take("report-to-absent-customer", quantity=4),
        but="report-to-absent-customer",
    ),
    ruling(
        "S000-ch12-2 the contract is reported too",
        (ABSENT, NUMBERED),
        take("report-to-absent-customer", contract=None),
        kind="FormIncomplete",
        but="report-to-absent-customer",
    ),
    ruling(
        "S000-ch12-2 who is absent is told before he signs",
        (ABSENT, NUMBERED),
        "sign-agreement",
        but_after=REPORTED,
    ),
    ruling(
        "S000-ch12-2 the quantity signed for is the one counted",
        LABELLED,
        take("sign-agreement", quantity=2),
        but="sign-agreement",
    ),
    ruling(
        "S000-ch12-2 the contract signed has a digest",
        LABELLED,
        take("sign-agreement", contract={"name": "DX-0301.pdf", "sha256": "23"}),
        kind="FormIncomplete",
        but=take("sign-agreement", contract=CONTRACT),
    ),
    ruling(
        "S000-ch12-2 who counted does not sign as the customer [inferred]",
        LABELLED,
        take("sign-agreement", "wang:customer"),
        kind="NotYourRole",
        but="sign-agreement",
    ),
    ruling(
        "S000-ch12-2 the house does not sign for the customer",
        LABELLED,
        take("sign-agreement", "li:clerk"),
        kind="NotYourRole",
        but="sign-agreement",
    ),
    ruling(
        "S000-ch12-2 the house does not decline for the customer [inferred]",
        "offer-goods",
        take("decline-agreement", "li:clerk"),
        kind="NotYourRole",
        but="decline-agreement",
    ),
    ruling(
        "S000-ch12-2 who has signed does not decline any more [inferred]",
        f"{LABELLED} sign-agreement",
        "decline-agreement",
        kind="NotFromHere",
        but="put-on-sale",
    ),
    ruling(
        "S000-ch12-2 nothing is on sale before the customer has signed",
        LABELLED,
        "put-on-sale",
        kind="NotFromHere",
        but_after=f"{LABELLED} sign-agreement",
    ),
    ruling(
        "S000-ch12-2 nothing of an absent customer is on sale before he has signed",
        REPORTED,
        "put-on-sale",
        kind="NotFromHere",
        but_after=(*REPORTED, "sign-agreement"),
    ),
    # ------------------------------------------------------------ sold, reported, settled
    ruling(
        "S000-ch12-3 what is not on the list is not sold",
        ON_SALE,
        take("record-sale", number="pf009李"),
        but=take("record-sale", number=" pf003李 "),
    ),
    ruling(
        "S000-ch12-3 nothing is sold twice",
        SOLD_ONE,
        take("record-sale", number="pf001李 "),
        but=take("record-sale", number="pf002李"),
    ),
    ruling(
        "S000-ch12-3 a price is a number",
        ON_SALE,
        take("record-sale", price="五百"),
        kind="FormIncomplete",
        but=take("record-sale", price="500"),
    ),
    ruling(
        "S000-ch12-3 a sale is not kept back from the customer",
        SOLD_ONE,
        take("report-sales", sold=None),
        but=take("report-sales", unsold=["pf003李 ", "pf002李"]),
    ),
    ruling(
        "S000-ch12-3 a sale is not reported that was none",
        ON_SALE,
        take("report-sales", unsold=NUMBERS),
        but=NOTHING_SOLD,
    ),
    ruling(
        "S000-ch12-3 a sale is reported once",
        f"{SOLD_ONE} report-sales",
        "report-sales",
        but=take("report-sales", sold=[]),
    ),
    ruling(
        "S000-ch12-3 a sale is named once in a report",
        SOLD_ONE,
        take("report-sales", sold=["pf001李", "pf001李"]),
        but="report-sales",
    ),
    ruling(
        "S000-ch12-3 the balance is complete",
        SOLD_ONE,
        take("report-sales", unsold=["pf002李"]),
        but="report-sales",
    ),
    ruling(
        "S000-ch12-3 what was sold is not in the balance",
        SOLD_ONE,
        take("report-sales", unsold=NUMBERS),
        but="report-sales",
    ),
    ruling(
        "S000-ch12-3 what was sold is not given back [inferred]",
        SOLD_ONE,
        ALL_BACK,
        but="settle-consignment",
    ),
    ruling(
        "S000-ch12-3 nothing else is given back in its place [inferred]",
        SOLD_ONE,
        take("settle-consignment", returned=["pf001李", "pf002李"]),
        but="settle-consignment",
    ),
    ruling(
        "S000-ch12-3 nothing is kept back [inferred]",
        SOLD_ONE,
        take("settle-consignment", returned=["pf002李"]),
        but="settle-consignment",
    ),
    ruling(
        "S000-ch12-3 nothing is given back twice [inferred]",
        SOLD_ONE,
        take("settle-consignment", returned=["pf002李", "pf002李"]),
        but="settle-consignment",
    ),
    ruling(
        "S000-ch12-3 nothing is given back that did not come [inferred]",
        SOLD_ONE,
        take("settle-consignment", returned=["pf002李", "pf003李", "pf004李"]),
        but="settle-consignment",
    ),
    ruling(
        "S000-ch12-3 who settled does not sign as the customer [inferred]",
        f"{SOLD_ONE} settle-consignment",
        take("sign-settlement", "wang:customer"),
        kind="NotYourRole",
        but="sign-settlement",
    ),
    ruling(
        "S000-ch12-3 nothing is sold while it is settled",
        f"{SOLD_ONE} settle-consignment",
        take("record-sale", number="pf002李"),
        kind="NotFromHere",
        but="sign-settlement",
    ),
)

LIMITS = (
    limit(
        "S000-ch12-3 a month after the goods are on sale the sales are reported",
        ON_SALE,
        "2026-04-03 00:00",
        ALL_BACK,
        "sales_report",
        records="SalesReportLapsed",
    ),
    limit(
        "S000-ch12-3 every report starts the month anew",
        (ON_SALE, take("report-sales", after="10d", sold=None, unsold=NUMBERS)),
        "2026-04-13 00:00",
        ALL_BACK,
        "sales_report",
        records="SalesReportLapsed",
    ),
)


class TestConsignment(KeepsItsClauses, KeepsItsDeadlines):
    paper, rulings, limits = PAPER, RULINGS, LIMITS


def beside(story: Story) -> Story:
    """Let another customer of the same surname bring goods to the same house."""
    another = Story(PAPER, Scenario(story.scenario.desk, PAPER.procedure), story.now)
    for step in LISTED.split():
        another = another.then(step)
    return another


@pytest.mark.parametrize("so_far", [LABELLED, SOLD_ONE, f"{SOLD_ONE} settle-consignment"])
def test_a_number_is_on_one_open_consignment_only(so_far: str) -> None:
    """S000-ch12-1: the goods of all customers can be told apart, sold pieces included."""
    another = beside(PAPER.after(so_far))

    another.refuses(take("label-items"), clause="S000-ch12-1", says="another open consignment")

    another.then(labelled("pf004李", "pf005李", "pf006李"))


@pytest.mark.parametrize(
    "to_the_end", ["S000-ch12-1 present", "S000-ch12-2 declined", "S000-ch12-3 nothing sold"]
)
def test_a_number_is_free_again_when_its_consignment_has_ended(to_the_end: str) -> None:
    """S000-ch12-1: an ended consignment has no goods in the house."""
    beside(PAPER.after(PAPER.paths[to_the_end])).then("label-items")


def test_a_number_of_goods_not_yet_labelled_is_free() -> None:
    """S000-ch12-1: a consignment without labels holds no number."""
    first = PAPER.after(LISTED)
    beside(first).then("label-items")

    first.now = first.now.replace(hour=23)
    first.refuses(take("label-items"), clause="S000-ch12-1")


def test_everything_sold_leaves_nothing_to_report_or_return() -> None:
    """S000-ch12-3: what was left out of report and settlement is nothing."""
    sales = tuple(take("record-sale", number=number) for number in NUMBERS)

    story = PAPER.after(
        (
            ON_SALE,
            *sales,
            take("report-sales", sold=NUMBERS, unsold=None, amount=1140),
            take("settle-consignment", returned=None),
            "sign-settlement",
        )
    )

    assert story.state == "closed"


def test_a_late_report_starts_the_month_anew() -> None:
    """S000-ch12-3: a lapse is recorded once, and the next month counts from the report."""
    story = PAPER.after(ON_SALE)
    story.scenario.when_the_clock_strikes("2026-04-03 00:00").then_lapsed("sales_report")
    story.scenario.then_wrote(
        "SalesReportLapsed", deadline="sales_report", due_at="2026-04-02T16:00:00+00:00"
    )

    story.then(take("report-sales", after="40d", sold=None, unsold=NUMBERS))

    story.scenario.then_running(sales_report="2026-05-12 00:00")


def test_amounts_are_recorded_and_not_compared() -> None:
    """S000-ch12-3: what the house owes is between it and its contract."""
    story = PAPER.after((SOLD_ONE, take("report-sales", amount="1.10")))

    story.scenario.then_wrote("SalesReported", amount="1.10")
