"""S000-ch10, repairs: what each clause forbids and allows, and by when."""

import pytest

from papers.clauses import KeepsItsClauses, KeepsItsDeadlines, limit, ruling
from papers.paper import Take, take
from papers.repair import (
    COLLECTED,
    GIVER,
    LOOSE_STONE,
    ON_THE_SHEET,
    OUTSIDE,
    PAPER,
    RECEIVER,
    TAKEN_IN,
    THAI_SILVER,
)
from spec import clock

TOLD = f"{TAKEN_IN} assess-piece inform-customer"
BACK = (*OUTSIDE, "bring-back")
TRIED_IN_VAIN = (TAKEN_IN, LOOSE_STONE, "repair-in-house fail-in-house")


def assessed(damage: str, *, in_house_possible: bool = True) -> tuple[str | Take, ...]:
    """Take a piece in and judge its damage."""
    judged = take(
        "assess-piece", damage=damage, in_house_possible=in_house_possible, remark="照实说明"
    )
    return (TAKEN_IN, judged)


RULINGS = (
    # ------------------------------------------------------------ at the counter
    ruling(
        "S000-ch10-3 Thai silver is not received",
        (THAI_SILVER,),
        "receive-piece",
        but_after="present-piece",
    ),
    ruling(
        "S000-ch10-3 nothing but Thai silver is refused",
        "present-piece",
        "refuse-piece",
        but_after=(THAI_SILVER,),
    ),
    ruling(
        "S000-ch10-3 the customer is told that it is not accepted",
        (THAI_SILVER,),
        take("refuse-piece", customer_told=False),
        but="refuse-piece",
    ),
    ruling(
        "S000-ch10-4a a receipt has a real date",
        "present-piece",
        take("receive-piece", received_on="三月九日"),
        kind="FormIncomplete",
        but="receive-piece",
    ),
    ruling(
        "S000-ch10-1 no piece is judged before its receipt",
        "present-piece",
        "assess-piece",
        kind="NotFromHere",
        but_after=TAKEN_IN,
    ),
    ruling(
        "S000-ch10-1 damage of another kind is described",
        TAKEN_IN,
        take("assess-piece", damage="other"),
        kind="FormIncomplete",
        but=take("assess-piece", damage="other", remark="表带变形"),
    ),
    # ------------------------------------------------------------ in house or outside
    *(
        ruling(
            f"S000-ch10-2 {damage} is not for the house, though the workshop could",
            assessed(damage),
            "repair-in-house",
            but_after=assessed("other"),
        )
        for damage in ("severe", "stone_broken", "silver_broken")
    ),
    ruling(
        "S000-ch10-2 what the workshop cannot do it does not begin",
        assessed("loose_stone", in_house_possible=False),
        "repair-in-house",
        but_after=assessed("loose_stone"),
    ),
    ruling(
        "S000-ch10-2 what the workshop failed at it does not begin again",
        TRIED_IN_VAIN,
        "repair-in-house",
        but="inform-customer",
    ),
    ruling(
        "S000-ch10-1 a loose stone is first tried in house",
        assessed("loose_stone"),
        "inform-customer",
        but_after=TRIED_IN_VAIN,
    ),
    ruling(
        "S000-ch10-1 a loose stone that the workshop cannot set goes out at once",
        assessed("loose_stone"),
        "inform-customer",
        but_after=assessed("loose_stone", in_house_possible=False),
    ),
    ruling(
        "S000-ch10-1 only a loose stone must be tried in house",
        assessed("loose_stone"),
        "inform-customer",
        but_after=assessed("other"),
    ),
    # ------------------------------------------------------------ to the repair courier
    *(
        ruling(
            f"S000-ch10-2 the customer hears both points: {point}",
            f"{TAKEN_IN} assess-piece",
            asked,
            but="inform-customer",
        )
        for point, asked in (
            ("one to six months", take("inform-customer", told_duration=False)),
            ("perhaps not as before", take("inform-customer", told_may_differ=False)),
        )
    ),
    ruling(
        "S000-ch10-2 nothing goes on the sheet before the customer is told",
        f"{TAKEN_IN} assess-piece",
        "enter-handover-sheet",
        kind="NotFromHere",
        but_after=TOLD,
    ),
    ruling(
        "S000-ch10-4a nothing goes on the sheet before there is a receipt",
        "present-piece",
        "enter-handover-sheet",
        kind="NotFromHere",
        but_after=TOLD,
    ),
    ruling(
        "S000-ch10-2 nothing goes out without the customer's consent [inferred]",
        (f"{TAKEN_IN} assess-piece", take("inform-customer", consent=False)),
        "enter-handover-sheet",
        but="decline-repair",
    ),
    ruling(
        "S000-ch10-2 the house does not decline for the customer [inferred]",
        TOLD,
        take("decline-repair", "wang:clerk"),
        kind="NotYourRole",
        but="decline-repair",
    ),
    ruling(
        "S000-ch10-4b the photo has a digest",
        TOLD,
        take("enter-handover-sheet", photo={"name": "a.jpg", "sha256": "4F" * 32}),
        kind="FormIncomplete",
        but="enter-handover-sheet",
    ),
    ruling(
        "S000-ch10-4b nothing is handed over that is not on the sheet",
        TOLD,
        "hand-over",
        kind="NotFromHere",
        but_after=(ON_THE_SHEET, GIVER, RECEIVER),
    ),
    *(
        ruling(
            f"S000-ch10-4c nothing is handed over unsigned by {missing}",
            (ON_THE_SHEET, *signed),
            "hand-over",
            kind="SignatureMissing",
            but_after=(ON_THE_SHEET, RECEIVER, GIVER),
        )
        for missing, signed in (
            ("anybody", ()),
            ("the giver", (RECEIVER,)),
            ("the receiver", (GIVER,)),
        )
    ),
    ruling(
        "S000-ch10-4c nobody signs as giver and as receiver [inferred]",
        (ON_THE_SHEET, GIVER),
        take("sign-handover-sheet", "wang:repair_courier", capacity="receiver"),
        kind="NotYourRole",
        but=RECEIVER,
    ),
    ruling(
        "S000-ch10-4b the house does not sign for the courier",
        ON_THE_SHEET,
        take("sign-handover-sheet", capacity="receiver"),
        kind="NotYourRole",
        but=GIVER,
    ),
    ruling(
        "S000-ch10-4b the courier does not sign for the house",
        ON_THE_SHEET,
        take("sign-handover-sheet", "gao:repair_courier", capacity="giver"),
        kind="NotYourRole",
        but=RECEIVER,
    ),
    ruling(
        "S000-ch10-4b the sheet has one giver",
        (ON_THE_SHEET, GIVER),
        take("sign-handover-sheet", "he:receptionist", capacity="giver"),
        but=RECEIVER,
    ),
    ruling(
        "S000-ch10-4c copy 3 goes with the piece",
        (ON_THE_SHEET, GIVER, RECEIVER),
        take("hand-over", copy_3_with_piece=False),
        but="hand-over",
    ),
    ruling(
        "S002-d10-2 there is nothing to tell before the piece is outside",
        ON_THE_SHEET,
        "contact-customer",
        kind="NotFromHere",
        but=take("contact-customer", "li:cs_staff", expected_on="2026-09-15"),
        but_after=OUTSIDE,
    ),
    # ------------------------------------------------------------ back
    ruling(
        "S000-ch10-4c who handed it over does not bring it back [inferred]",
        OUTSIDE,
        take("bring-back", "wang:repair_courier"),
        kind="NotYourRole",
        but=take("bring-back", "nie:repair_courier"),
    ),
    ruling(
        "S000-ch10-4b a piece comes back on its own sheet [inferred]",
        OUTSIDE,
        take("bring-back", sheet_no="JJ-0099"),
        but=take("bring-back", sheet_no=" JJ-0031 "),
    ),
    ruling(
        "S000-ch10-4b a piece matches its photo [inferred]",
        OUTSIDE,
        take("bring-back", photo_matched=False),
        but="bring-back",
    ),
    *(
        ruling(
            f"S000-ch10-2 {outcome} is explained",
            OUTSIDE,
            take("bring-back", outcome=outcome),
            kind="FormIncomplete",
            but=take("bring-back", outcome=outcome, remark="爪形略有不同"),
        )
        for outcome in ("repaired_differs", "not_repairable")
    ),
    ruling(
        "S000-ch10-5 nobody is called before the piece is sorted",
        BACK,
        "call-customer",
        kind="NotFromHere",
        but_after=(*BACK, "sort-piece"),
    ),
    ruling(
        "S000-ch10-5 what is to be shipped has an address",
        (*BACK, "sort-piece"),
        take("call-customer", address=None),
        kind="FormIncomplete",
        but=COLLECTED,
    ),
    ruling(
        "S000-ch10-5 nothing is shipped before the customer is called",
        (*BACK, "sort-piece"),
        "ship-piece",
        kind="NotFromHere",
        but_after=(*BACK, "sort-piece call-customer"),
    ),
    ruling(
        "S000-ch10-5 what the customer collects is not shipped [inferred]",
        (*BACK, "sort-piece", COLLECTED),
        "ship-piece",
        but="collect-piece",
    ),
    ruling(
        "S000-ch10-5 what is to be shipped is not collected [inferred]",
        (*BACK, "sort-piece call-customer"),
        "collect-piece",
        but="ship-piece",
    ),
    ruling(
        "S000-ch6-5 the dispatch voucher has its number",
        (*BACK, "sort-piece call-customer"),
        take("ship-piece", waybill_no=" "),
        kind="FormIncomplete",
        but="ship-piece",
    ),
    ruling(
        "S000-ch10-5 the house does not confirm for the customer [inferred]",
        (*BACK, "sort-piece call-customer ship-piece"),
        take("confirm-receipt", "wang:clerk"),
        kind="NotYourRole",
        but="confirm-receipt",
    ),
)

LIMITS = (
    limit(
        "S000-ch10-2 a piece is back in six months",
        OUTSIDE,
        "2026-09-03 00:00",
        "bring-back",
        "repair_term",
        records="RepairTermLapsed",
    ),
    limit(
        "S002-d10-2 half a month before, the customer is contacted",
        OUTSIDE,
        "2026-08-18 00:00",
        "contact-customer",
        "term_contact",
        records="CustomerContactDue",
    ),
    limit(
        "S002-d10-2 a piece that is back needs no warning",
        OUTSIDE,
        "2026-08-18 00:00",
        "bring-back",
        "term_contact",
        records="CustomerContactDue",
    ),
)


class TestRepair(KeepsItsClauses, KeepsItsDeadlines):
    paper, rulings, limits = PAPER, RULINGS, LIMITS


@pytest.mark.parametrize(
    ("after", "due"),
    [
        pytest.param("178d", "2027-02-28 00:00", id="from 27 August"),
        pytest.param("179d", "2027-03-01 00:00", id="from 28 August"),
        pytest.param("181d", "2027-03-01 00:00", id="from 30 August"),
    ],
)
def test_six_months_end_with_the_last_day_of_a_shorter_month(after: str, due: str) -> None:
    """S000-ch10-2: a day that the sixth month does not have is its last day."""
    story = PAPER.after((ON_THE_SHEET, GIVER, RECEIVER, take("hand-over", after=after)))

    assert clock(story.scenario.case.clocks["repair_term"].clock.due_at) == due


def test_the_lapse_says_what_was_due_when() -> None:
    """S000-ch10-2, S002-d10-2: the alarm names its deadline and the instant."""
    story = PAPER.after(OUTSIDE)

    story.scenario.when_the_clock_strikes("2026-09-03 00:00").then_lapsed(
        "term_contact", "repair_term"
    )

    story.scenario.then_wrote(
        "RepairTermLapsed", deadline="repair_term", due_at="2026-09-02T16:00:00+00:00"
    )
    story.scenario.then_wrote("CustomerContactDue", deadline="term_contact")


def test_a_contact_leaves_the_term_running() -> None:
    """S002-d10-2: the customer warned, the piece is still due in six months."""
    story = PAPER.after((*OUTSIDE, "contact-customer"))

    story.scenario.then_running(repair_term="2026-09-03 00:00")


def test_giver_and_receiver_differ_whoever_signs_first() -> None:
    """S000-ch10-4c: the courier who received does not sign for the house either [inferred]."""
    story = PAPER.after((ON_THE_SHEET, RECEIVER))

    refused = story.refuses(
        take("sign-handover-sheet", "gao:clerk", capacity="giver"), "NotYourRole", "S000-ch10-4c"
    )

    assert refused.clauses == ("S000-ch10-4c", "S000-ch10-4b")
