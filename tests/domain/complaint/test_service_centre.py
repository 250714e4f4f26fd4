"""S004-p7, the service centre: what each clause forbids and allows, and by when."""

import pytest

from papers.clauses import (
    ClosesComplete,
    KeepsItsClauses,
    KeepsItsDeadlines,
    closing,
    limit,
    ruling,
)
from papers.paper import take
from papers.service_centre import (
    ABOUT_THE_RECEIVER,
    BIG,
    PAPER,
    REPORTED,
    STANDING_IN,
    in_his_place,
)

ABOUT_NIU = take("register", accused="niu:dept_staff@工程部")
DISPATCHED = "register dispatch start-work"
HANDLED = "register handle-directly reply"
SENT_BACK = f"{HANDLED} record-dissatisfied-visit"
DISPATCHED_AND_SENT_BACK = f"{DISPATCHED} report-result reply record-dissatisfied-visit"

RULINGS = (
    # ------------------------------------------------------------ small and big
    ruling(
        "S004-p7-visit-2a the kind is one that this procedure knows",
        "",
        take("register", kind="criticism"),
        kind="FormIncomplete",
        but=take("register", kind="opinion"),
    ),
    ruling(
        "S004-p7-visit-2a a way of meeting is no way of complaining",
        "",
        take("register", channel="in_person"),
        kind="FormIncomplete",
        but=take("register", channel="visit"),
    ),
    ruling(
        "S004-p7-visit-2b what is important is not settled at once",
        (take("register", severity="important"),),
        "resolve-on-spot",
        but_after="register",
    ),
    ruling(
        "S004-p7-visit-2b another than the first-contact person does not settle it",
        "register",
        take("resolve-on-spot", "tao:receptionist"),
        kind="NotYourRole",
        but="resolve-on-spot",
    ),
    ruling(
        "S000-m-3.1.7c the person complained of does not settle it [inferred]",
        (ABOUT_THE_RECEIVER,),
        take("resolve-on-spot", "niu:cashier"),
        kind="NotYourRole",
        but=STANDING_IN["handle-directly"],
        but_after=(ABOUT_THE_RECEIVER, "stand-in"),
    ),
    ruling(
        "S004-p7-visit-2b only a big matter is reported up",
        "register",
        REPORTED,
        but=take("escalate", severity="serious", recipients=["director"]),
    ),
    ruling(
        "S004-p7-visit-2b only the manager may lower the severity [inferred]",
        (BIG,),
        take("escalate", "li:cs_staff", severity="general", recipients=["director"]),
        kind="NotYourRole",
        but=REPORTED,
    ),
    ruling(
        "S004-p7-visit-2b reporting up lowers nothing, though the manager be first [inferred]",
        (take("register", "zhao:cs_manager", severity="serious"),),
        take("escalate", "zhao:cs_manager", severity="important", recipients=["director"]),
        but=take("escalate", "zhao:cs_manager", recipients=["director"]),
    ),
    ruling(
        "S004-p7-visit-2b a big matter goes to the director",
        (BIG,),
        take("escalate", recipients=["cs_manager", "dept_head"]),
        but=take("escalate", recipients=["cs_manager", "director"]),
    ),
    ruling(
        "S004-p7-visit-2b a big matter is reported before a department is told",
        (BIG,),
        "dispatch",
        but_after=(BIG, REPORTED),
    ),
    ruling(
        "S004-p7-visit-2b a big matter is reported before it is handled",
        (BIG,),
        "handle-directly",
        but_after=(BIG, REPORTED),
    ),
    # ------------------------------------------------------------ departments
    ruling(
        "S004-p7-first-2 a deadline, if there is one, lies ahead",
        "register",
        take("dispatch", due_at="now"),
        but=take("dispatch", due_at=None),
    ),
    *(
        ruling(
            f"S000-m-3.1.7c the person complained of does not take {step}",
            (ABOUT_NIU, before),
            take(step, "niu:dept_head@工程部"),
            kind="NotYourRole",
            but=take(step, "nie:dept_head@工程部"),
        )
        for step, before in (
            ("start-work", "dispatch"),
            ("report-result", "dispatch start-work"),
            ("start-rework", DISPATCHED_AND_SENT_BACK.removeprefix("register ")),
        )
    ),
    ruling(
        "S004-p7-visit-2b a department reports before the customer is answered",
        DISPATCHED,
        "reply",
        but_after=f"{DISPATCHED} report-result",
    ),
    # ------------------------------------------------------------ the first-contact person
    ruling(
        "S000-m-3.1.7c the receiver complained of does not handle it, in whatever role",
        (ABOUT_THE_RECEIVER, "stand-in"),
        take("handle-directly", "niu:cs_staff"),
        kind="NotYourRole",
        but=take("handle-directly", "li:cs_staff"),
    ),
    ruling(
        "S000-m-3.1.7c nobody stands in for a receiver who is not complained of [inferred]",
        (take("register", accused="niu"),),
        "stand-in",
        but_after=(ABOUT_THE_RECEIVER,),
    ),
    ruling(
        "S004-p7-first-1 customer service steps in before it handles it [inferred]",
        (ABOUT_THE_RECEIVER,),
        take("handle-directly", "li:cs_staff"),
        kind="NotYourRole",
        but_after=(ABOUT_THE_RECEIVER, "stand-in"),
    ),
    *(
        ruling(
            f"{clause} nor does it take {step} before [inferred]",
            (ABOUT_THE_RECEIVER, *in_his_place("dispatch start-work report-result reply")),
            take(step, "li:cs_staff"),
            kind="NotYourRole",
            but_after=(
                ABOUT_THE_RECEIVER,
                *in_his_place("dispatch start-work report-result reply"),
                "stand-in",
            ),
        )
        for clause, step in (
            ("S004-p7-first-3", "arrange-visit"),
            ("S004-p7-first-3", "record-satisfied-visit"),
            ("S004-p7-first-1", "record-dissatisfied-visit"),
        )
    ),
    ruling(
        "S004-p7-first-1 customer service reworks what it handled in the receiver's place only",
        (
            ABOUT_THE_RECEIVER,
            "stand-in",
            *in_his_place(DISPATCHED_AND_SENT_BACK.removeprefix("register ")),
        ),
        take("start-rework", "li:cs_staff"),
        kind="NotYourRole",
        but_after=(
            ABOUT_THE_RECEIVER,
            "stand-in",
            *in_his_place(SENT_BACK.removeprefix("register ")),
        ),
    ),
    ruling(
        "S004-p7-first-1 nobody else handles what its receiver may handle",
        "register",
        take("handle-directly", "li:cs_staff"),
        kind="NotYourRole",
        but="handle-directly",
    ),
    ruling(
        "S004-p7-first-3 nobody else visits where the receiver may",
        HANDLED,
        take("record-satisfied-visit", "li:cs_staff"),
        kind="NotYourRole",
        but="record-satisfied-visit",
    ),
    ruling(
        "S004-p7-first-3 nobody else arranges the visit where the receiver may",
        HANDLED,
        take("arrange-visit", "ma:cs_assistant"),
        kind="NotYourRole",
        but="arrange-visit",
    ),
    *(
        ruling(
            f"S000-m-3.1.7c the receiver complained of does not take {step}",
            (ABOUT_THE_RECEIVER, "stand-in", *in_his_place("handle-directly reply")),
            take(step, "niu:cs_staff"),
            kind="NotYourRole",
            but=take(step, "li:cs_staff"),
        )
        for step in ("record-satisfied-visit", "record-dissatisfied-visit")
    ),
    ruling(
        "S004-p7-first-3 the visit arranged lies ahead",
        HANDLED,
        take("arrange-visit", planned_at="1h ago"),
        but="arrange-visit",
    ),
    ruling(
        "S004-p7-first-1 the next visit, if one is fixed, lies ahead",
        HANDLED,
        take("record-dissatisfied-visit", next_visit_at="now"),
        but="record-dissatisfied-visit",
    ),
    ruling(
        "S004-p7-first-1 the deadline of the rework lies ahead",
        HANDLED,
        take("record-dissatisfied-visit", due_at="now"),
        but=take("record-dissatisfied-visit", due_at="in 1d"),
    ),
    ruling(
        "S004-p7-first-1 the rework is due before the next visit [inferred]",
        HANDLED,
        take("record-dissatisfied-visit", due_at="in 3d", next_visit_at="in 2d"),
        but=take("record-dissatisfied-visit", due_at="in 2d", next_visit_at="in 2d"),
    ),
    # ------------------------------------------------------------ rework
    ruling(
        "S004-p7-first-1 what a department worked on the receiver does not rework",
        DISPATCHED_AND_SENT_BACK,
        "start-rework",
        kind="NotYourRole",
        but=take("start-rework", "qian:dept_staff@工程部"),
    ),
    ruling(
        "S004-p7-first-1 another department does not rework it",
        DISPATCHED_AND_SENT_BACK,
        take("start-rework", "he:dept_head@保洁部"),
        kind="NotYourRole",
        but=take("start-rework", "sun:dept_head@工程部"),
    ),
    ruling(
        "S004-p7-first-1 what the receiver handled no department reworks",
        SENT_BACK,
        take("start-rework", "sun:dept_head@工程部"),
        kind="NotYourRole",
        but=take("start-rework", "wang:cashier"),
    ),
    ruling(
        "S004-p7-first-1 what the receiver handled nobody else reworks",
        SENT_BACK,
        take("start-rework", "li:cs_staff"),
        kind="NotYourRole",
        but="start-rework",
    ),
    # ------------------------------------------------------------ non-cooperation
    ruling(
        "S004-p7-first-4 only the first-contact person complains of a department",
        DISPATCHED,
        take("report-non-cooperation", "li:cs_staff"),
        kind="NotYourRole",
        but="report-non-cooperation",
    ),
    ruling(
        "S004-p7-visit-2c the first-contact person does not file it",
        "register resolve-on-spot close",
        take("archive", "wang:receptionist"),
        kind="NotYourRole",
        but="archive",
    ),
)

UNVISITED = "S004-p7-first-3 S004-p7-first-3 S004-p7-first-1"
ALL = f"S004-p7-visit-2b {UNVISITED}"
CLOSINGS = (
    closing("S004-p7-visit-2b nothing is answered yet", "register", ALL, "NotFromHere"),
    closing(
        "S004-p7-visit-2b a result is no answer", f"{DISPATCHED} report-result", ALL, "NotFromHere"
    ),
    closing("S004-p7-first-3 no visit yet", HANDLED, UNVISITED),
    closing(
        "S004-p7-visit-2b a dissatisfied customer is answered again",
        SENT_BACK,
        ALL,
        "NotFromHere",
    ),
    closing(
        "S004-p7-first-3 answered again, but not visited again",
        f"{SENT_BACK} start-rework reply",
        UNVISITED,
    ),
    closing("S004-p7-first-1 satisfied, it closes", f"{HANDLED} record-satisfied-visit"),
    closing(
        "S004-p7-first-1 satisfied after the rework, it closes",
        f"{SENT_BACK} start-rework reply record-satisfied-visit",
    ),
    closing("S004-p7-visit-2b settled at once, it closes", "register resolve-on-spot"),
    closing(
        "S004-p7-first-3 what was settled at once and displeased closes like the rest",
        "register resolve-on-spot record-dissatisfied-visit start-rework reply",
        UNVISITED,
    ),
)

LIMITS = (
    limit(
        "S004-p7-first-5.5 a big matter is reported in 30 minutes",
        (BIG,),
        "30m",
        REPORTED,
        "escalation",
        records="FirstContactBreachNoted",
    ),
    limit(
        "S004-p7-visit-2b the customer has a clear answer in three days",
        "register handle-directly",
        "2026-03-06 00:00",
        "reply",
        "answer",
        records="FirstContactBreachNoted",
    ),
    limit(
        "S004-p7-visit-2b settling it is an answer",
        "register",
        "2026-03-06 00:00",
        "resolve-on-spot",
        "answer",
        records="FirstContactBreachNoted",
    ),
    limit(
        "S004-p7-first-2 the department's work is due",
        DISPATCHED,
        "2026-03-05 10:00",
        "report-result",
        "work",
    ),
    limit(
        "S004-p7-first-2 the department's rework is due",
        (
            f"{DISPATCHED} report-result reply",
            take("record-dissatisfied-visit", due_at="in 2d"),
            take("start-rework", "qian:dept_staff@工程部"),
        ),
        "2026-03-04 14:00",
        "report-result",
        "work",
    ),
    limit(
        "S004-p7-first-3 the visit arranged takes place",
        f"{HANDLED} arrange-visit",
        "1d",
        "record-satisfied-visit",
        "visit",
    ),
    limit(
        "S004-p7-first-3 it takes place though the customer is dissatisfied",
        f"{HANDLED} arrange-visit",
        "1d",
        "record-dissatisfied-visit",
        "visit",
    ),
    limit(
        "S004-p7-first-1 the next visit takes place",
        (HANDLED, take("record-dissatisfied-visit", next_visit_at="in 5d"), "start-rework reply"),
        "2026-03-07 12:00",
        "record-satisfied-visit",
        "next_visit",
    ),
)


class TestServiceCentre(KeepsItsClauses, ClosesComplete, KeepsItsDeadlines):
    paper, rulings, closings, limits = PAPER, RULINGS, CLOSINGS, LIMITS


def test_an_answer_that_is_late_is_noted_against_the_first_contact_person() -> None:
    """S004-p7-first-5.3: who was told first answers for the silence."""
    story = PAPER.after("register")

    story.scenario.when_the_clock_strikes("2026-03-06 00:00").then_lapsed("answer")

    story.scenario.then_wrote("FirstContactBreachNoted", person="wang", deadline="answer")
    breach = story.scenario.case.last("FirstContactBreachNoted")
    assert breach
    assert breach.clauses == ("S004-p7-first-5.3",)


def test_a_report_that_is_late_is_noted_and_taken_all_the_same() -> None:
    """S004-p7-first-5.5: a serious problem that is reported late is reported."""
    story = PAPER.after((BIG,))

    story.scenario.when_the_clock_strikes("2026-03-02 09:30").then_lapsed("escalation")

    breach = story.scenario.case.last("FirstContactBreachNoted")
    assert breach
    assert breach.clauses == ("S004-p7-first-5.5",)
    assert story.then(REPORTED).state == "escalated"


@pytest.mark.parametrize(
    "who",
    [
        "niu:cs_staff",
        "niu:receptionist",
        "wang:receptionist",
        "zhao:cs_manager",
        "zhou:customer",
    ],
)
def test_nobody_but_customer_service_stands_in(who: str) -> None:
    """S000-m-3.1.7c: neither the receiver complained of, nor who has another role [inferred]."""
    PAPER.after((ABOUT_THE_RECEIVER,)).refuses(
        take("stand-in", who), "NotYourRole", "S000-m-3.1.7c"
    )


def test_nobody_stands_in_once_it_is_closed() -> None:
    """S000-m-3.1.7c: only while the case is open [inferred]."""
    PAPER.after("register resolve-on-spot close").refuses(
        take("stand-in"), "NotFromHere", "S000-m-3.1.7c"
    )


def test_the_first_contact_person_never_changes() -> None:
    """S004-p7-first-1: whoever works on it, the first employee told sees it through."""
    story = PAPER.after((BIG, take("escalate", "li:cs_staff", recipients=["director"]), "dispatch"))

    assert story.scenario.case.first_contact == "wang"
