"""S004-p7, duty and handing over in the service centre: what each clause forbids and allows."""

from typing import Any

import pytest

from huiyin.domain.office import rulebook
from huiyin.workflow.deadlines import Figure
from huiyin.workflow.errors import Misconfigured
from huiyin.workflow.request import Terms
from papers.clauses import KeepsItsClauses, KeepsItsDeadlines, limit, ruling
from papers.paper import take
from papers.shift_centre import (
    ALL_IN_ORDER,
    BRIEFED,
    DAMAGED,
    EXPLAINED_BY_BOTH,
    EXPLAINED_BY_ONE,
    INCOMING,
    MAJOR,
    NO_ACTION,
    OPEN_REPAIR,
    OUTGOING,
    PAPER,
    PREPARED,
    PRESENT,
    READ,
    SIGNED,
    STARTED,
    TO_BE_SIGNED,
)
from spec import at, clock, terms

LEAVE = f"{STARTED} request-absence"
APPROVED = f"{LEAVE} approve-absence"
COVERED = f"{APPROVED} arrive-as-substitute"
COUNTED_BADLY = (PRESENT, DAMAGED)
EXPLAINED = (*COUNTED_BADLY, "explain-discrepancy")
REFUSED = (
    STARTED,
    NO_ACTION,
    "start-preparation incoming-arrives count-items",
    take("refuse-handover", grounds=["unclear_record", "unclean"]),
)
REMEDIED = take(
    "remedy-refusal",
    remedies=[{"ground": "unclear_record", "done": "已补"}, {"ground": "unclean", "done": "已擦"}],
)
SPECIAL: dict[str, Any] = {"special_day": True, "manager": "luo", "manager_rank": "middle"}
LATER_MAJOR = take("log-entry", major=True)
TO_ANOTHER = take("report-major", recipient="xia:cs_manager")

RULINGS = (
    # ------------------------------------------------------------ the roster
    ruling(
        "S004-p7-duty-1 a shift ends after it starts",
        "",
        take("roster-shift", ends_at="in 1h"),
        but="roster-shift",
    ),
    ruling(
        "S004-p7-duty-1 nobody puts himself on the roster",
        "",
        take("roster-shift", "shen:duty_person"),
        kind="NotYourRole",
        but="roster-shift",
    ),
    *(
        ruling(
            f"S004-p7-duty-7 a special day has its {blank}",
            "",
            take("roster-shift", **dict[str, Any]({**SPECIAL, blank: None})),
            kind="FormIncomplete",
            but=take("roster-shift", **SPECIAL),
        )
        for blank in ("manager", "manager_rank")
    ),
    *(
        ruling(
            f"S004-p7-duty-7 {rank} is below middle rank",
            "",
            take("roster-shift", **dict[str, Any](SPECIAL, manager_rank=rank)),
            but=take("roster-shift", **dict[str, Any](SPECIAL, manager_rank="senior")),
        )
        for rank in ("staff", "junior")
    ),
    ruling(
        "S004-p7-duty-7 on an ordinary day rank does not matter",
        "",
        take("roster-shift", **dict[str, Any](SPECIAL, manager_rank="staff")),
        but=take("roster-shift", manager_rank="staff"),
    ),
    ruling(
        "S004-p7-handover-5 the shift of the roster is begun by whom it names",
        "roster-shift",
        take("start-shift", "tan:duty_person"),
        kind="NotYourRole",
        but="start-shift",
    ),
    # ------------------------------------------------------------ the log
    ruling(
        "S004-p7-duty-2 a matter is written down",
        STARTED,
        take("log-entry", matter=" "),
        kind="FormIncomplete",
        but=NO_ACTION,
    ),
    ruling(
        "S004-p7-duty-2 only who is on duty writes the log [inferred]",
        STARTED,
        take("log-entry", "tan:duty_person"),
        kind="NotYourRole",
        but="log-entry",
    ),
    ruling(
        "S004-p7-duty-2 a substitute who has not come writes nothing [inferred]",
        LEAVE,
        take("log-entry", "ning:substitute"),
        kind="NotYourRole",
        but_after=COVERED,
    ),
    ruling(
        "S004-p7-handover-2 a row that has its action is not filled in again [inferred]",
        f"{STARTED} log-entry",
        "fill-entry",
        but_after=(STARTED, NO_ACTION),
    ),
    ruling(
        "S004-p7-handover-2 a row that is not there is not filled in",
        (STARTED, NO_ACTION),
        take("fill-entry", row=2),
        but=take("fill-entry", row=1),
    ),
    ruling(
        "S004-p7-duty-2 only a major matter is reported as one",
        f"{STARTED} log-entry",
        "report-major",
        but_after=(STARTED, MAJOR),
    ),
    ruling(
        "S004-p7-duty-2 a row that is not there is not reported",
        (STARTED, MAJOR),
        take("report-major", row=0),
        but="report-major",
    ),
    ruling(
        "S004-p7-duty-2 a major matter goes to the director",
        (STARTED, MAJOR),
        TO_ANOTHER,
        but="report-major",
    ),
    ruling(
        "S004-p7-duty-2 whoever is told is named as director",
        (STARTED, MAJOR),
        take("report-major", recipient="cui"),
        but="report-major",
    ),
    ruling(
        "S004-p7-duty-6 the director inspects",
        STARTED,
        take("inspect-duty", "shen:duty_person"),
        kind="NotYourRole",
        but="inspect-duty",
    ),
    # ------------------------------------------------------------ going out
    ruling(
        "S004-p7-duty-5 nobody stands in for himself",
        STARTED,
        take("request-absence", substitute="shen:substitute"),
        but="request-absence",
    ),
    ruling(
        "S004-p7-duty-5 whoever asks does not approve",
        LEAVE,
        take("approve-absence", "shen:director"),
        kind="NotYourRole",
        but="approve-absence",
    ),
    ruling(
        "S004-p7-duty-5 whoever stands in does not approve",
        LEAVE,
        take("approve-absence", "ning:director"),
        kind="NotYourRole",
        but="approve-absence",
    ),
    ruling(
        "S004-p7-duty-5 whoever asks does not deny himself",
        LEAVE,
        take("deny-absence", "shen:director"),
        kind="NotYourRole",
        but="deny-absence",
    ),
    ruling(
        "S004-p7-duty-5 the substitute is the one who was named",
        APPROVED,
        take("arrive-as-substitute", "tan:substitute"),
        kind="NotYourRole",
        but="arrive-as-substitute",
    ),
    ruling(
        "S004-p7-duty-5 nobody leaves without a substitute at the post",
        APPROVED,
        "leave-post",
        but_after=COVERED,
    ),
    ruling(
        "S004-p7-duty-5 nobody leaves without the director's approval",
        f"{LEAVE} arrive-as-substitute",
        "leave-post",
        kind="SignatureMissing",
        but_after=COVERED,
    ),
    ruling(
        "S004-p7-duty-5 nobody leaves who has not asked",
        STARTED,
        "leave-post",
        kind="NotFromHere",
        but_after=COVERED,
    ),
    ruling(
        "S004-p7-duty-5 an earlier approval does not count for a later absence",
        f"{COVERED} leave-post return-to-post request-absence arrive-as-substitute",
        "leave-post",
        kind="SignatureMissing",
        but_after=f"{COVERED} leave-post return-to-post request-absence approve-absence"
        " arrive-as-substitute",
    ),
    ruling(
        "S004-p7-duty-5 an earlier substitute does not count for a later absence",
        f"{COVERED} leave-post return-to-post request-absence approve-absence",
        "leave-post",
        but_after=f"{COVERED} leave-post return-to-post request-absence approve-absence"
        " arrive-as-substitute",
    ),
    ruling(
        "S004-p7-duty-5 whoever deserted does not record it",
        STARTED,
        take("record-desertion", "shen:director"),
        kind="NotYourRole",
        but="record-desertion",
    ),
    ruling(
        "S004-p7-duty-5 nobody has left in the future",
        STARTED,
        take("record-desertion", left_at="in 1h"),
        but=take("record-desertion", left_at="now"),
    ),
    # ------------------------------------------------------------ preparing, counting
    ruling(
        "S004-p7-handover-1 whoever is on duty prepares the handover",
        STARTED,
        take("start-preparation", "tan:duty_out"),
        kind="NotYourRole",
        but=take("start-preparation", items_in_order=False, clean=False),
    ),
    ruling(
        "S004-p7-handover-3a nobody takes over from himself",
        PREPARED,
        take("incoming-arrives", "shen:duty_in"),
        kind="NotYourRole",
        but="incoming-arrives",
    ),
    ruling(
        "S004-p7-handover-3a whoever arrived counts",
        PRESENT,
        take("count-items", "ning:duty_in"),
        kind="NotYourRole",
        but="count-items",
    ),
    ruling(
        "S004-p7-handover-3a every item on the list is counted",
        PRESENT,
        take("count-items", items=ALL_IN_ORDER[:2]),
        but=take("count-items", items=[*ALL_IN_ORDER, {"item": "钥匙", "condition": "ok"}]),
    ),
    ruling(
        "S004-p7-handover-3a an item is in one of three conditions",
        PRESENT,
        take("count-items", items=[{"item": "电话", "condition": "old"}]),
        kind="FormIncomplete",
        but="count-items",
    ),
    ruling(
        "S004-p7-handover-3b where all is in order nothing is explained",
        f"{PRESENT} count-items",
        "explain-discrepancy",
        but_after=COUNTED_BADLY,
    ),
    ruling(
        "S004-p7-handover-3b what is damaged is explained before the briefing",
        COUNTED_BADLY,
        "brief-successor",
        but="explain-discrepancy",
    ),
    ruling(
        "S004-p7-handover-3b both sign the explanation",
        (*EXPLAINED, EXPLAINED_BY_ONE),
        "brief-successor",
        kind="SignatureMissing",
        but_after=(*EXPLAINED, *EXPLAINED_BY_BOTH),
    ),
    ruling(
        "S004-p7-handover-3b one person does not sign for both",
        (*EXPLAINED, EXPLAINED_BY_ONE),
        take("sign-discrepancy", "shen:duty_in", capacity="incoming"),
        kind="NotYourRole",
        but=EXPLAINED_BY_BOTH[1],
    ),
    ruling(
        "S004-p7-handover-3b nobody signs in the other's capacity",
        EXPLAINED,
        take("sign-discrepancy", "tan:duty_in", capacity="outgoing"),
        kind="NotYourRole",
        but=EXPLAINED_BY_BOTH[1],
    ),
    ruling(
        "S004-p7-handover-4 there is a word on what is unfinished",
        f"{PRESENT} count-items",
        take("brief-successor", unfinished=[]),
        kind="FormIncomplete",
        but="brief-successor",
    ),
    ruling(
        "S004-p7-handover-4 a case that is handed on exists",
        f"{PRESENT} count-items",
        take("brief-successor", unfinished=[{"matter": "漏水", "case": "Q-1999-000001"}]),
        but="brief-successor",
    ),
    # ------------------------------------------------------------ refusing
    ruling(
        "S004-p7-handover-6 there are four grounds and no others",
        PRESENT,
        take("refuse-handover", grounds=["dislike"]),
        kind="FormIncomplete",
        but=take("refuse-handover", grounds=["items_missing", "major_repair_unfinished"]),
    ),
    ruling(
        "S004-p7-handover-6 whoever arrived refuses",
        PRESENT,
        take("refuse-handover", "ning:duty_in"),
        kind="NotYourRole",
        but="refuse-handover",
    ),
    ruling(
        "S004-p7-handover-6 every ground has its remedy",
        (*REFUSED, "fill-entry"),
        "remedy-refusal",
        but=REMEDIED,
    ),
    ruling(
        "S004-p7-handover-2 an unclear record is cleared up in the log",
        REFUSED,
        REMEDIED,
        but_after=(*REFUSED, "fill-entry"),
    ),
    *(
        ruling(
            f"{clause} nobody takes over before he has come",
            STARTED,
            "take-over",
            kind="NotFromHere",
            but_after=SIGNED,
        )
        for clause in ("S004-p7-handover-5", "S001-ch3.2-10b")
    ),
    ruling(
        "S004-p7-handover-5 what is refused is not taken over",
        REFUSED,
        "take-over",
        kind="NotFromHere",
        but="fill-entry",
    ),
    # ------------------------------------------------------------ signing
    ruling(
        "S004-p7-handover-2 nobody signs a log with an empty action",
        (
            STARTED,
            NO_ACTION,
            TO_BE_SIGNED,
        ),
        OUTGOING,
        but_after=READ,
    ),
    ruling(
        "S004-p7-handover-2 nobody signs an empty log [inferred]",
        f"{STARTED} {TO_BE_SIGNED}",
        OUTGOING,
        but_after=READ,
    ),
    ruling(
        "S004-p7-handover-2 nobody signs before a major matter is reported",
        (STARTED, MAJOR, TO_BE_SIGNED),
        INCOMING,
        but="report-major",
    ),
    ruling(
        "S004-p7-handover-4 nobody signs before the log is read",
        BRIEFED,
        INCOMING,
        but="read-log",
    ),
    ruling(
        "S004-p7-handover-4 what was read before a new briefing is read again",
        f"{READ} refuse-handover remedy-refusal count-items brief-successor",
        INCOMING,
        but_after=f"{READ} refuse-handover remedy-refusal count-items brief-successor read-log",
    ),
    ruling(
        "S004-p7-handover-6 nobody signs over an open major repair",
        OPEN_REPAIR,
        OUTGOING,
        but_after=(*OPEN_REPAIR, "override-major-repair"),
    ),
    *(
        ruling(
            f"S004-p7-handover-6 {who} does not overrule the repair",
            OPEN_REPAIR,
            take("override-major-repair", who),
            kind="NotYourRole",
            but="override-major-repair",
        )
        for who in ("shen:director", "tan:director", "shen:duty_out")
    ),
    ruling(
        "S004-p7-handover-6 a decision has its reason in writing",
        OPEN_REPAIR,
        take("override-major-repair", reason=None),
        kind="FormIncomplete",
        but="override-major-repair",
    ),
    ruling(
        "S004-p7-handover-5 one person does not sign for both",
        (READ, OUTGOING),
        take("sign-handover", "shen:duty_in", capacity="incoming"),
        kind="NotYourRole",
        but=INCOMING,
    ),
    ruling(
        "S004-p7-handover-5 whoever did not arrive does not sign",
        (READ, OUTGOING),
        take("sign-handover", "ning:duty_in", capacity="incoming"),
        kind="NotYourRole",
        but=INCOMING,
    ),
    *(
        ruling(
            f"S004-p7-handover-5 both sign, not {one.blanks['capacity']} alone",
            (READ, one),
            "take-over",
            kind="SignatureMissing",
            but_after=SIGNED,
        )
        for one in (OUTGOING, INCOMING)
    ),
    ruling(
        "S004-p7-handover-5 signatures before a new briefing do not count",
        (*SIGNED, "refuse-handover remedy-refusal count-items brief-successor read-log"),
        "take-over",
        kind="SignatureMissing",
        but_after=(
            *SIGNED,
            "refuse-handover remedy-refusal count-items brief-successor read-log",
            OUTGOING,
            INCOMING,
        ),
    ),
    ruling(
        "S004-p7-handover-6 what is left open after the signatures forbids taking over",
        (*SIGNED, NO_ACTION),
        "take-over",
        but_after=(*SIGNED, NO_ACTION, take("fill-entry", row=2)),
    ),
    ruling(
        "S004-p7-handover-6 what is major after the signatures is reported first",
        (*SIGNED, LATER_MAJOR),
        "take-over",
        but_after=(*SIGNED, LATER_MAJOR, take("report-major", row=2)),
    ),
)

LIMITS = (
    limit(
        "S004-p7-handover-1 preparing begins a quarter of an hour before the end",
        STARTED,
        "2026-03-02 20:45",
        "start-preparation",
        "preparation",
        records="PreparationLate",
    ),
    limit(
        "S004-p7-handover-3a the successor is there five minutes before the end",
        f"{STARTED} start-preparation",
        "2026-03-02 20:55",
        "incoming-arrives",
        "arrival",
        records="IncomingLate",
    ),
)


class TestCentreShift(KeepsItsClauses, KeepsItsDeadlines):
    paper, rulings, limits = PAPER, RULINGS, LIMITS


@pytest.mark.parametrize("who", ["shen:duty_person", "shen:duty_out", "ning:substitute"])
def test_whoever_is_on_duty_or_stands_in_keeps_the_log(who: str) -> None:
    """S004-p7-duty-2, S004-p7-duty-5: the log is written by whoever is at the post."""
    left = f"{COVERED} leave-post"

    story = PAPER.after((left, take("log-entry", who, action=None, major=True)))

    story.then(take("fill-entry", who)).then(take("report-major", who))


# ---------------------------------------------------------------- each matter has its clock


def test_every_major_row_has_its_own_report_timer() -> None:
    """S004-p7-duty-2: settled 13; a report ends the timer of its own row."""
    later = take("log-entry", major=True, after="10m")
    story = PAPER.after((STARTED, MAJOR, "log-entry", later))
    running = story.scenario.case.clocks
    assert [name for name in running if name.startswith("major")] == [
        "major_report#1",
        "major_report#3",
    ]

    story.then(take("report-major", row=3, after="5m"))

    lapses = story.scenario.desk.tick(at("2026-03-02 12:30"))
    assert [(one.deadline, one.events) for one in lapses] == [
        ("major_report", ("DeadlineLapsed", "MajorReportLate"))
    ]
    story.scenario.then_wrote("DeadlineLapsed", deadline="major_report", started_by="log-entry")
    story.scenario.then_wrote("MajorReportLate", deadline="major_report", row=1)


def test_a_major_matter_lapses_at_its_instant_and_once() -> None:
    """S004-p7-duty-2: half an hour, unless the office sets its own figure."""
    story = PAPER.after((STARTED, MAJOR))
    due = story.scenario.case.clocks["major_report#1"].clock.due_at
    assert clock(due) == "2026-03-02 11:30"

    desk = story.scenario.desk
    assert desk.tick(at("2026-03-02 11:29")) == ()
    assert [one.deadline for one in desk.tick(due)] == ["major_report"]
    assert desk.tick(at("2026-03-02 12:00")) == ()


def test_a_late_report_is_taken_all_the_same() -> None:
    """S004-p7-duty-2: refusing a late report would hide it."""
    story = PAPER.after((STARTED, MAJOR, take("report-major", after="3h")))

    assert "major_report#1" not in story.scenario.case.clocks


def test_what_the_clause_sets_no_office_changes() -> None:
    """S004-p7-handover-1: fifteen minutes are written there; at once is not (S004-p7-duty-2)."""
    twenty_minutes = Figure.parse("PT20M")
    rulebook().under(terms({PAPER.procedure: {"major_report": twenty_minutes}}))

    with pytest.raises(Misconfigured, match="15 minutes before the rostered end"):
        rulebook().under(terms({PAPER.procedure: {"preparation": twenty_minutes}}))


def test_a_row_that_is_not_major_starts_no_timer() -> None:
    """S004-p7-duty-2: only a major matter is reported."""
    story = PAPER.after(f"{STARTED} log-entry")

    assert set(story.scenario.case.clocks) == {"preparation", "arrival"}


# ---------------------------------------------------------------- what the office lists


def test_an_office_lists_its_own_items() -> None:
    """S004-p7-handover-3a: telephone, computer, water dispenser, and what else there is."""
    story = PAPER.after(PRESENT)
    desk = story.scenario.desk
    desk.terms = Terms(
        desk.terms.calendar, lists={PAPER.procedure: {"duty_items": ("电话", "传真机")}}
    )

    story.refuses(take("count-items"), "RuleBroken", "S004-p7-handover-3a")

    counted = [{"item": " 传真机 ", "condition": "ok"}, {"item": "电话", "condition": "ok"}]
    assert story.then(take("count-items", items=counted)).state == "checking"


def test_what_was_counted_again_in_order_needs_no_explanation() -> None:
    """S004-p7-handover-3b: the last count is the one that counts."""
    again = (*COUNTED_BADLY, "refuse-handover remedy-refusal")

    PAPER.after((*again, "count-items brief-successor"))
    PAPER.after((*again, DAMAGED)).refuses(
        take("brief-successor"), "RuleBroken", "S004-p7-handover-3b"
    )


def test_a_record_is_not_corrected_by_the_people_of_the_shift() -> None:
    """S004-p7-duty-6: nobody of the shift mends its record in another role."""
    story = PAPER.after(PRESENT)
    mend: dict[str, Any] = {"version": 3, "now": {"matter": "另一事"}, "approved_by": "gao"}

    for who in ("shen:director", "tan:director"):
        story.refuses(take("correct-entry", who, because="写错", **mend), "NotYourRole")
    story.then(take("correct-entry", "cui:director", because="写错", **mend))
