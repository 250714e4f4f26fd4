"""S001-ch3.2-10, handing over the trading city's desk: what each sentence forbids and allows."""

import pytest

from huiyin.workflow.deadlines import Figure
from papers.clauses import KeepsItsClauses, KeepsItsDeadlines, limit, ruling
from papers.paper import Story, take
from papers.shift_city import FILLED_IN, INCOMING, OUTGOING, PAPER, STARTED
from spec import at, clock, given

RULINGS = (
    ruling(
        "S004-p7-duty-1 a shift ends after it starts",
        "",
        take("roster-shift", ends_at="now"),
        but="roster-shift",
    ),
    ruling(
        "S001-ch3.2-10b nobody is taken over from before the successor has come",
        STARTED,
        "take-over",
        kind="NotFromHere",
        but_after=(FILLED_IN, OUTGOING, INCOMING),
    ),
    ruling(
        "S001-ch3.2-10b nobody succeeds himself",
        STARTED,
        take("incoming-arrives", "yan:duty_in"),
        kind="NotYourRole",
        but="incoming-arrives",
    ),
    ruling(
        "S001-ch3.2-10a the sheet is filled in",
        f"{STARTED} incoming-arrives",
        take("fill-handover-record", record=""),
        kind="FormIncomplete",
        but="fill-handover-record",
    ),
    ruling(
        "S001-ch3.2-10a both sign the sheet [inferred]",
        (FILLED_IN, OUTGOING),
        take("sign-handover", "yan:duty_in", capacity="incoming"),
        kind="NotYourRole",
        but=INCOMING,
    ),
    ruling(
        "S001-ch3.2-10b nothing is taken over that is not signed by both",
        (FILLED_IN, OUTGOING),
        "take-over",
        kind="SignatureMissing",
        but_after=(FILLED_IN, OUTGOING, INCOMING),
    ),
    ruling(
        "S004-p7-duty-1 the shift of the roster is begun by whom it names",
        "roster-shift",
        take("start-shift", "miao:duty_person"),
        kind="NotYourRole",
        but="start-shift",
    ),
    ruling(
        "S004-p7-handover-3a nobody succeeds himself",
        STARTED,
        take("incoming-arrives", "yan:duty_in"),
        kind="NotYourRole",
        but="incoming-arrives",
    ),
    ruling(
        "S004-p7-handover-5 whoever did not arrive does not sign",
        FILLED_IN,
        take("sign-handover", "he:duty_in", capacity="incoming"),
        kind="NotYourRole",
        but=INCOMING,
    ),
    ruling(
        "S004-p7-handover-5 both sign before the desk is taken over",
        (FILLED_IN, OUTGOING),
        "take-over",
        kind="SignatureMissing",
        but_after=(FILLED_IN, OUTGOING, INCOMING),
    ),
    ruling(
        "S001-ch3.2-10b whoever left does not record it",
        STARTED,
        take("record-desertion", "yan:cs_manager"),
        kind="NotYourRole",
        but="record-desertion",
    ),
    ruling(
        "S001-ch3.2-10b nobody has left in the future",
        STARTED,
        take("record-desertion", left_at="in 1m"),
        but="record-desertion",
    ),
)

LIMITS = (
    limit(
        "S001-ch3.2-10a the sheet is filled in on the day on which the shift ends",
        f"{STARTED} incoming-arrives",
        "2026-03-03 00:00",
        "fill-handover-record",
        "handover_record",
        records="HandoverRecordMissed",
    ),
)


class TestCityShift(KeepsItsClauses, KeepsItsDeadlines):
    paper, rulings, limits = PAPER, RULINGS, LIMITS


def test_both_sign_as_two_people() -> None:
    """S004-p7-handover-5: what the sheet does not say of its two signers is taken from there."""
    story = PAPER.after((FILLED_IN, OUTGOING))

    again = story.refuses(OUTGOING, "RuleBroken", "S001-ch3.2-10a")
    for_both = take("sign-handover", "yan:duty_out", capacity="incoming")
    alone = story.refuses(for_both, "NotYourRole")

    assert "S004-p7-handover-5" not in again.clauses
    assert "S004-p7-handover-5" in alone.clauses


@pytest.mark.parametrize(
    ("ends_at", "due"),
    [
        pytest.param("2026-03-02T23:59:00+08:00", "2026-03-03 00:00", id="late in the evening"),
        pytest.param("2026-03-03T00:00:00+08:00", "2026-03-04 00:00", id="at midnight"),
        pytest.param("2026-03-02T17:00:00+00:00", "2026-03-04 00:00", id="told in another zone"),
        pytest.param("2026-03-03T06:00:00+08:00", "2026-03-04 00:00", id="over night"),
    ],
)
def test_the_day_of_the_sheet_is_the_offices(ends_at: str, due: str) -> None:
    """S001-ch3.2-10a: every day ends on the office's own clocks."""
    story = PAPER.after((take("roster-shift", ends_at=ends_at), "start-shift"))

    assert clock(story.scenario.case.clocks["handover_record"].clock.due_at) == due


def test_an_office_may_say_itself_when_the_sheet_is_due() -> None:
    """S001-ch3.2-10a: every day names no hour, so the office may."""
    limits = {PAPER.procedure: {"handover_record": Figure.parse("PT13H")}}
    story = Story(PAPER, given(PAPER.procedure, limits), at("2026-03-02 08:00"))

    story.then("roster-shift").then("start-shift")

    assert clock(story.scenario.case.clocks["handover_record"].clock.due_at) == "2026-03-02 23:00"
