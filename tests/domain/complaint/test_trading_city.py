"""S001, the trading city: what each clause forbids and allows, and by when."""

from papers.clauses import (
    ClosesComplete,
    KeepsItsClauses,
    KeepsItsDeadlines,
    closing,
    limit,
    ruling,
)
from papers.paper import take
from papers.trading_city import DISPUTE, PAPER, REPORTED, SERIOUS, WORKED

ABOUT_NIU = take("register", accused="niu:dept_staff@工程部")
INCIDENT = take("register", kind="public_incident")
WORKED_ON = f"register {WORKED}"
FOR_A_VIP = f"register mark-vip {WORKED}"
NOTED = f"{WORKED_ON} note-dissatisfied-visit"
SENT_BACK = f"{WORKED_ON} record-dissatisfied-visit"

RULINGS = (
    # ------------------------------------------------------------ ch4-1, ch4-2 intake
    ruling(
        "S001-ch4-2 customer service accepts it, a department does not",
        "",
        take("register", "qian:dept_staff@工程部"),
        kind="NotYourRole",
        but=take("register", "zhao:cs_manager"),
    ),
    ruling(
        "S001-ch4-1 the kind is one that this procedure knows",
        "",
        take("register", kind="discipline"),
        kind="FormIncomplete",
        but=INCIDENT,
    ),
    ruling(
        "S001-ch4-1 a dispute names its merchant",
        "",
        take("register", kind="dispute"),
        kind="FormIncomplete",
        but=DISPUTE,
    ),
    # ------------------------------------------------------------ ch4-3 report
    ruling(
        "S001-ch4-3 only what is major is reported up",
        (take("register", severity="important"),),
        REPORTED,
        but=take("escalate", severity="serious", recipients=["cs_manager"]),
    ),
    ruling(
        "S001-ch4-3 a public incident is reported up, whatever its severity",
        "register",
        REPORTED,
        but_after=(INCIDENT,),
    ),
    ruling(
        "S001-ch4-3 only the manager may lower the severity [inferred]",
        (SERIOUS,),
        take("escalate", severity="general", recipients=["superior"]),
        kind="NotYourRole",
        but=REPORTED,
    ),
    ruling(
        "S001-ch4-3 reporting up lowers nothing, though the head be first contact [inferred]",
        (take("register", "zhao:cs_manager", severity="serious", kind="public_incident"),),
        take("escalate", "zhao:cs_manager", severity="important", recipients=["superior"]),
        but=take("escalate", "zhao:cs_manager", recipients=["superior"]),
    ),
    ruling(
        "S001-ch4-3 the superior or the head is told",
        (SERIOUS,),
        take("escalate", recipients=["company_leader", "dept_head"]),
        but=take("escalate", recipients=["cs_manager"]),
    ),
    ruling(
        "S001-ch4-3 a major complaint is reported before a department is told",
        (SERIOUS,),
        "dispatch",
        but_after=(SERIOUS, REPORTED),
    ),
    ruling(
        "S001-ch4-3 a public incident is reported before a department is told [inferred]",
        (INCIDENT,),
        "dispatch",
        but_after=(INCIDENT, REPORTED),
    ),
    # ------------------------------------------------------------ disputes
    ruling(
        "S001-ch3.1-3b only a dispute is ruled on",
        "register",
        "rule-dispute",
        but_after=(DISPUTE,),
    ),
    ruling(
        "S001-ch3.1-6 both parties are heard [inferred]",
        (DISPUTE,),
        take("rule-dispute", both_parties_heard=False),
        but=take("rule-dispute", both_parties_heard=True),
    ),
    ruling(
        "S001-ch2-4 nobody but the head rules",
        (DISPUTE,),
        take("rule-dispute", "li:cs_staff"),
        kind="NotYourRole",
        but="rule-dispute",
    ),
    # ------------------------------------------------------------ ch4-4 to ch4-6 the department
    ruling(
        "S001-ch4-4 a deadline, if there is one, lies ahead",
        "register",
        take("dispatch", due_at="1h ago"),
        but=take("dispatch", due_at=None),
    ),
    ruling(
        "S001-ch4-5 the person complained of is not assigned",
        (ABOUT_NIU, "dispatch record-by-department"),
        take("assign-handler", handler="niu:dept_head@工程部"),
        but=take("assign-handler", handler="qian"),
    ),
    *(
        ruling(
            f"S000-m-3.1.7c the person complained of does not take {step}",
            (ABOUT_NIU, before),
            take(step, f"niu:{role}"),
            kind="NotYourRole",
            but=take(step, f"nie:{role}"),
        )
        for step, role, before in (
            (
                "report-result",
                "dept_head@工程部",
                "dispatch record-by-department assign-handler",
            ),
            ("record-satisfied-visit", "cs_staff", WORKED),
            ("note-dissatisfied-visit", "cs_staff", WORKED),
            ("record-dissatisfied-visit", "cs_staff", WORKED),
            ("start-rework", "dept_staff@工程部", f"{WORKED} record-dissatisfied-visit"),
        )
    ),
    # ------------------------------------------------------------ ch4-7, ch2-1b the visit
    ruling(
        "S001-ch4-7 the visit arranged lies ahead",
        WORKED_ON,
        take("arrange-visit", planned_at="now"),
        but="arrange-visit",
    ),
    ruling(
        "S001-ch2-1b the dissatisfaction of a VIP is not merely noted",
        FOR_A_VIP,
        "note-dissatisfied-visit",
        but="record-dissatisfied-visit",
    ),
    ruling(
        "S001-ch4-7 the dissatisfaction of a VIP is not merely noted, as an ordinary one may be",
        FOR_A_VIP,
        "note-dissatisfied-visit",
        but_after=WORKED_ON,
    ),
    ruling(
        "S001-ch2-1b the next visit, if one is fixed, lies ahead",
        WORKED_ON,
        take("record-dissatisfied-visit", next_visit_at="1h ago"),
        but="record-dissatisfied-visit",
    ),
    ruling(
        "S001-ch2-1b the deadline of the rework lies ahead",
        WORKED_ON,
        take("record-dissatisfied-visit", due_at="now"),
        but=take("record-dissatisfied-visit", due_at="in 1m"),
    ),
    ruling(
        "S001-ch2-1b the rework is due before the next visit [inferred]",
        WORKED_ON,
        take("record-dissatisfied-visit", due_at="in 3d", next_visit_at="in 2d"),
        but=take("record-dissatisfied-visit", due_at="in 2d", next_visit_at="in 3d"),
    ),
    ruling(
        "S001-ch2-1b only for a VIP is a noted dissatisfaction sent back [inferred]",
        NOTED,
        "resume-for-vip",
        but_after=f"{NOTED} mark-vip",
    ),
    ruling(
        "S001-ch2-1b a satisfied VIP is not sent back [inferred]",
        f"{FOR_A_VIP} record-satisfied-visit",
        "resume-for-vip",
        but="complete-form",
    ),
)

ALL = "S001-ch4-6 S001-ch4-7 S001-ch4-8"
CLOSINGS = (
    closing("S001-ch4-6 nothing done yet", "register", ALL, "NotFromHere"),
    closing(
        "S001-ch4-6 a VIP waits for all of it",
        "register mark-vip",
        "S001-ch4-6 S001-ch4-7 S001-ch2-1b S001-ch4-8",
        "NotFromHere",
    ),
    closing(
        "S001-ch4-7 a result is not followed up", WORKED_ON, "S001-ch4-7 S001-ch4-8", "NotFromHere"
    ),
    closing("S001-ch4-8 the form is missing", NOTED, "S001-ch4-8"),
    closing("S001-ch4-8 an ordinary customer's note is enough", f"{NOTED} complete-form"),
    closing(
        "S001-ch2-1b a VIP marked late is unsatisfied",
        f"{NOTED} complete-form mark-vip",
        "S001-ch2-1b",
    ),
    closing(
        "S001-ch2-1b first the VIP, then the form", f"{NOTED} mark-vip", "S001-ch2-1b S001-ch4-8"
    ),
    closing(
        "S001-ch4-7 sent back, the old visit counts no more",
        SENT_BACK,
        "S001-ch4-7 S001-ch4-8",
        "NotFromHere",
    ),
    closing(
        "S001-ch4-8 the form of the first round does not count for the second",
        f"{NOTED} complete-form mark-vip resume-for-vip start-rework report-result"
        " record-satisfied-visit",
        "S001-ch4-8",
    ),
    closing("S001-ch2-1b a satisfied VIP", f"{FOR_A_VIP} record-satisfied-visit complete-form"),
)

LIMITS = (
    limit(
        "S001-ch4-4 the department's work is due",
        "register dispatch record-by-department assign-handler",
        "2026-03-05 10:00",
        "report-result",
        "work",
    ),
    limit(
        "S001-ch4-4 the rework is due",
        (WORKED_ON, take("record-dissatisfied-visit", due_at="in 2d"), "start-rework"),
        "2026-03-04 14:00",
        "report-result",
        "work",
    ),
    limit(
        "S001-ch4-7 the visit arranged takes place",
        f"{WORKED_ON} arrange-visit",
        "1d",
        "record-satisfied-visit",
        "visit",
    ),
    limit(
        "S001-ch4-7 it takes place though it ends in a note",
        f"{WORKED_ON} arrange-visit",
        "1d",
        "note-dissatisfied-visit",
        "visit",
    ),
    limit(
        "S001-ch4-7 it takes place though it ends in rework",
        f"{WORKED_ON} arrange-visit",
        "1d",
        "record-dissatisfied-visit",
        "visit",
    ),
    *(
        limit(
            f"S001-ch2-1b the next visit takes place: {step}",
            (
                WORKED_ON,
                take("record-dissatisfied-visit", next_visit_at="in 5d"),
                "start-rework report-result",
            ),
            "2026-03-07 14:00",
            step,
            "next_visit",
        )
        for step in ("record-satisfied-visit", "note-dissatisfied-visit")
    ),
)


class TestTradingCity(KeepsItsClauses, ClosesComplete, KeepsItsDeadlines):
    paper, rulings, closings, limits = PAPER, RULINGS, CLOSINGS, LIMITS


def test_without_a_deadline_nothing_runs() -> None:
    """S001-ch4-4: the document names no deadline, so a department may be told without one."""
    story = PAPER.after(("register", take("dispatch", due_at=None)))

    assert not story.scenario.case.clocks


def test_marked_twice_a_vip_is_a_vip() -> None:
    """S001-ch2-1b: in any open state, and once more does no harm."""
    story = PAPER.after(f"{FOR_A_VIP} mark-vip record-satisfied-visit mark-vip complete-form")

    assert story.then("close").state == "closed"


def test_a_reported_dispute_is_ruled_all_the_same() -> None:
    """S001-ch3.1-6: the head coordinates disputes, the major ones too."""
    major = take("register", kind="dispute", merchant="A12 鞋店", severity="serious")

    assert PAPER.after((major, REPORTED, "rule-dispute dispatch")).state == "dispatched"
