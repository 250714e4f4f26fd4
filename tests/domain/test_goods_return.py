"""S000-ch11 with ch4 and ch5, returns and exchanges: what each clause forbids and allows."""

from typing import Any

import pytest

from papers.clauses import KeepsItsClauses, KeepsItsDeadlines, limit, ruling
from papers.goods_return import (
    CUSTOMER,
    CUSTOMER_AFAR,
    DISCREPANCY,
    FAULTY,
    FOUND_SOUND,
    FRANCHISE,
    HANDLER,
    LOOKED_AT,
    MANAGER,
    NO_CONTRACT,
    NOT_AT_FAULT,
    OUT_OF_STOCK,
    PAPER,
    PICKED_UP,
    PICKED_UP_REFUSED,
    PRINTED,
    QUALITY,
    SIGNED,
    SIGNED_AFAR,
    SOUND,
)
from papers.paper import Past, take
from spec import clock

GRANTED = (*LOOKED_AT, OUT_OF_STOCK, "print-return-slip")
OVER_RATIO = take("refuse-return", ground="over_ratio")
OF_STOCK = take("grant-return", stock_available=True)
NOTHING_THERE = take("grant-exchange", stock_available=False)
ABROAD = take("request-return", channel="video", phone="13920010001")

RULINGS = (
    # ------------------------------------------------------------ the request
    ruling(
        "S000-ch11-1.2 who did not pick up in person leaves a telephone number",
        "",
        take("request-return", channel="video"),
        kind="FormIncomplete",
        but=ABROAD,
    ),
    *(
        ruling(
            f"S000-ch11-1.2 what shows on receipt has its {blank}",
            "",
            take("request-return", **dict[str, Any]({**QUALITY.blanks, blank: None})),
            kind="FormIncomplete",
            but=QUALITY,
        )
        for blank in ("received_on", "content")
    ),
    ruling(
        "S000-ch11-1.2 at least one piece comes back [inferred]",
        "",
        take("request-return", items=[{"code": "YS-1", "quantity": 0}]),
        but="request-return",
    ),
    ruling(
        "S000-ch11-1.2 pieces are counted in whole numbers",
        "",
        take("request-return", items=[{"code": "YS-1", "quantity": "two"}]),
        kind="FormIncomplete",
        but="request-return",
    ),
    # ------------------------------------------------------------ on the spot
    ruling(
        "S000-ch5-1B2 only what is unwanted on the spot is crossed out",
        (FAULTY,),
        "mark-unwanted",
        but="swap-faulty",
    ),
    ruling(
        "S000-ch4-2 only what is faulty at settlement is swapped",
        "request-return",
        "swap-faulty",
        but="mark-unwanted",
    ),
    ruling(
        "S000-ch4-6b no slip is printed before the cross",
        "request-return",
        "print-return-slip",
        kind="NotFromHere",
        but_after="request-return mark-unwanted",
    ),
    ruling(
        "S000-ch5-1B2 one person does not sign twice",
        (PRINTED, HANDLER),
        take("sign-return-slip", "wu:dept_manager", capacity="dept_manager"),
        kind="NotYourRole",
        but=MANAGER,
    ),
    ruling(
        "S000-ch5-1B2 nobody signs for the customer",
        PRINTED,
        take("sign-return-slip", "li:cs_staff", capacity="customer"),
        kind="NotYourRole",
        but=CUSTOMER,
    ),
    ruling(
        "S000-ch5-1B2 the cashier does not sign",
        PRINTED,
        take("sign-return-slip", "yao:cashier", capacity="handler"),
        kind="NotYourRole",
        but=HANDLER,
    ),
    ruling(
        "S000-ch5-1B2 a capacity signs once",
        (PRINTED, HANDLER),
        take("sign-return-slip", "li:cs_staff", capacity="handler"),
        but=CUSTOMER,
    ),
    ruling(
        "S000-ch5-1B2 a customer who is not there confirms [inferred]",
        GRANTED,
        CUSTOMER,
        kind="FormIncomplete",
        but=CUSTOMER_AFAR,
    ),
    ruling(
        "S000-ch5-1B2 the confirmation has a digest",
        GRANTED,
        take(
            "sign-return-slip",
            "zeng:customer",
            capacity="customer",
            confirmation={"name": "a.jpg", "sha256": "0F" * 32},
        ),
        kind="FormIncomplete",
        but=CUSTOMER_AFAR,
    ),
    *(
        ruling(
            f"S000-ch4-6b nothing is settled without the {capacity}'s signature",
            (PRINTED, *(one for one in SIGNED if one.blanks["capacity"] != capacity)),
            "settle-return",
            kind="SignatureMissing",
            but_after=(PRINTED, *SIGNED),
        )
        for capacity in ("handler", "customer", "dept_manager")
    ),
    ruling(
        "S000-ch4-6b nothing is settled that was not checked with the customer",
        (PRINTED, *SIGNED),
        take("settle-return", checked_with_customer=False),
        but="settle-return",
    ),
    ruling(
        "S000-ch4-6b an amount is a number of this world",
        (PRINTED, *SIGNED),
        take("settle-return", amount="1e99999999"),
        kind="FormIncomplete",
        but="settle-return",
    ),
    # ------------------------------------------------------------ refusing
    *(
        ruling(
            f"S000-ch4-6b what is settled on the spot is not refused: {one.blanks or 'unwanted'}",
            (one,),
            PICKED_UP_REFUSED,
            but_after=(PICKED_UP,),
        )
        for one in (take("request-return"), FAULTY)
    ),
    ruling(
        "S000-ch11-1.1 what was sold from afar was not picked up",
        (DISCREPANCY,),
        PICKED_UP_REFUSED,
        but="grant-exchange",
    ),
    ruling(
        "S000-ch11-1.3 nothing is sound before it was looked at",
        (QUALITY,),
        NOT_AT_FAULT,
        but_after=FOUND_SOUND,
    ),
    ruling(
        "S000-ch11-1.3 what was found at fault is not called sound",
        LOOKED_AT,
        NOT_AT_FAULT,
        but_after=FOUND_SOUND,
    ),
    *(
        ruling(
            f"S000-ch11-2 only a franchisee is refused by his contract: {one.blanks['ground']}",
            (DISCREPANCY,),
            one,
            but_after=(FRANCHISE,),
        )
        for one in (OVER_RATIO, NO_CONTRACT)
    ),
    ruling(
        "S000-ch11-2 what the ratio allows is not refused by it [inferred]",
        (FRANCHISE, "apply-contract-ratio"),
        OVER_RATIO,
        but="grant-exchange",
    ),
    ruling(
        "S000-m-3.1.7b the customer is told",
        (PICKED_UP,),
        take("refuse-return", ground="self_pickup", customer_told=False),
        but=PICKED_UP_REFUSED,
    ),
    # ------------------------------------------------------------ picked up in person
    *(
        ruling(
            f"S000-ch11-1.1 picked up in person, so no {step}",
            (PICKED_UP,),
            step,
            but_after=past,
        )
        for step, past in (
            ("book-video-inspection", (QUALITY,)),
            ("grant-exchange", (DISCREPANCY,)),
            ("grant-return", (FRANCHISE, "apply-contract-ratio")),
        )
    ),
    # ------------------------------------------------------------ discrepancy and quality
    ruling(
        "S000-ch11-1.2 a discrepancy is exchanged and not returned",
        (DISCREPANCY,),
        OUT_OF_STOCK,
        but="grant-exchange",
    ),
    ruling(
        "S000-ch11-1.3 a discrepancy needs no video",
        (DISCREPANCY,),
        "book-video-inspection",
        but_after=(QUALITY,),
    ),
    ruling(
        "S000-ch11-1.3 a video lies ahead",
        (QUALITY,),
        take("book-video-inspection", video_at="1h ago"),
        but="book-video-inspection",
    ),
    *(
        ruling(
            f"S000-ch11-1.3 without a video quality is not judged: {one.step}",
            (QUALITY,),
            one,
            but_after=LOOKED_AT,
        )
        for one in (take("grant-exchange"), OUT_OF_STOCK)
    ),
    ruling(
        "S000-ch11-1.3 what was only unwanted on the spot is not returned from afar",
        (ABROAD,),
        OUT_OF_STOCK,
        but="mark-unwanted",
    ),
    *(
        ruling(
            f"S000-ch11-1.3 what is sound is kept: {one.step}",
            FOUND_SOUND,
            one,
            but_after=LOOKED_AT,
        )
        for one in (take("grant-exchange"), OUT_OF_STOCK)
    ),
    ruling(
        "S000-ch11-1.3 what is in stock is exchanged and not returned",
        LOOKED_AT,
        OF_STOCK,
        but="grant-exchange",
    ),
    ruling(
        "S000-ch11-1.3 what is out of stock is returned and not exchanged",
        LOOKED_AT,
        NOTHING_THERE,
        but=OUT_OF_STOCK,
    ),
    # ------------------------------------------------------------ franchise
    ruling(
        "S000-ch11-2 for a franchisee the contract decides and not a video",
        (FRANCHISE,),
        "book-video-inspection",
        but="apply-contract-ratio",
    ),
    ruling(
        "S000-ch11-2 a contract's ratio is for a franchisee",
        (DISCREPANCY,),
        "apply-contract-ratio",
        but_after=(FRANCHISE,),
    ),
    *(
        ruling(
            f"S000-ch11-2 the ratio is applied first: {step}",
            (FRANCHISE,),
            step,
            but_after=(FRANCHISE, "apply-contract-ratio"),
        )
        for step in ("grant-exchange", "grant-return")
    ),
    ruling(
        "S000-ch11-2 one fen over the ratio is over it",
        (FRANCHISE,),
        take("apply-contract-ratio", amount="200.01"),
        but=take("apply-contract-ratio", amount="200.00"),
    ),
    ruling(
        "S000-ch11-2 a third of a fen is not lost on the way",
        (FRANCHISE,),
        take(
            "apply-contract-ratio",
            ratio="0.33333333",
            base="3000000000000000.03",
            used="0",
            amount="1000000000000000",
        ),
        but=take(
            "apply-contract-ratio",
            ratio="0.33333333",
            base="3000000000000000.03",
            used="0",
            amount="999999990000000.00999999",
        ),
    ),
    ruling(
        "S000-ch11-2 ten per cent is not ten [inferred]",
        (FRANCHISE,),
        take("apply-contract-ratio", ratio="10"),
        but=take("apply-contract-ratio", ratio="0.1"),
    ),
    ruling(
        "S000-ch11-2 what was used is not negative [inferred]",
        (FRANCHISE,),
        take("apply-contract-ratio", used="-100000"),
        but="apply-contract-ratio",
    ),
    # ------------------------------------------------------------ shipping
    ruling(
        "S000-ch6-4 the customer hears of the dispatch",
        (DISCREPANCY, "grant-exchange"),
        take("ship-replacement", customer_told=False),
        but="ship-replacement",
    ),
    ruling(
        "S000-ch6-5 the dispatch voucher has its number",
        (DISCREPANCY, "grant-exchange"),
        take("ship-replacement", waybill_no=" "),
        kind="FormIncomplete",
        but="ship-replacement",
    ),
)

LIMITS = (
    limit(
        "S000-ch4-6b the slip is printed at once",
        "request-return mark-unwanted",
        "30m",
        "print-return-slip",
        "slip",
    ),
    limit(
        "S000-ch11-1.3 the video is held at its time [inferred]",
        (QUALITY, "book-video-inspection"),
        "1d",
        "record-inspection",
        "video",
    ),
)


class TestGoodsReturn(KeepsItsClauses, KeepsItsDeadlines):
    paper, rulings, limits = PAPER, RULINGS, LIMITS


def test_a_video_that_failed_is_agreed_anew() -> None:
    """S000-ch8-3: the next time replaces the first, and lapses in its turn."""
    story = PAPER.after((QUALITY, "book-video-inspection"))
    story.scenario.when_the_clock_strikes("2026-03-03 10:00").then_lapsed("video")

    again = story.then(take("book-video-inspection", after="26h", video_at="in 2d"))

    running = again.scenario.case.clocks["video"].clock.due_at
    assert clock(running) == "2026-03-05 12:00"
    again.scenario.when_the_clock_strikes("2026-03-05 12:00").then_lapsed("video")


@pytest.mark.parametrize(
    "grounds",
    [
        pytest.param((PICKED_UP,), id="S000-ch11-1.1 in person"),
        pytest.param((DISCREPANCY,), id="S000-ch11-1.2 discrepancy"),
        pytest.param(FOUND_SOUND, id="S000-ch11-1.3 sound"),
    ],
)
def test_no_way_leads_to_money_where_there_is_no_return(grounds: Past) -> None:
    """S000-ch11-1.1, S000-ch11-1.2, S000-ch11-1.3: neither stock nor its lack opens one."""
    for answer in (True, False):
        PAPER.after(grounds).refuses(take("grant-return", stock_available=answer))


def test_the_customer_afar_and_the_house_sign_as_three_people() -> None:
    """S000-ch5-1B2: whoever handled it may be of customer service, and signs only once."""
    handler = take("sign-return-slip", "li:cs_staff", capacity="handler")
    story = PAPER.after((*GRANTED, handler, *SIGNED_AFAR[1:]))

    signed = [event for event in story.scenario.case.past if event.signature]
    assert [event.signature for event in signed] == ["handler", "customer", "dept_manager"]
    assert len({event.person for event in signed}) == 3


def test_what_is_sound_stays_sound_through_another_video() -> None:
    """S000-ch11-1.3: only the video decides, and the last word is recorded once."""
    story = PAPER.after((QUALITY, "book-video-inspection book-video-inspection", SOUND))

    story.refuses(take("record-inspection"), "NotFromHere", "S000-ch11-1.3")
