"""S004-p6 and S004-p9, the property centre: what each clause forbids and allows, by when."""

from typing import Any

from papers.clauses import (
    ClosesComplete,
    KeepsItsClauses,
    KeepsItsDeadlines,
    closing,
    limit,
    ruling,
)
from papers.paper import Take, take
from papers.property import (
    AGREED,
    DISCIPLINE,
    FACTS_CHECKED,
    KEPT_SERIOUS,
    PAPER,
    REPORTED,
    SERIOUS,
    SERIOUS_DISCIPLINE,
    SERIOUS_FACTS_CHECKED,
    SIGNED,
    SPECIAL,
)

ABOUT_NIU = take("register", accused="niu:dept_staff@工程部")
DISCIPLINE_OF_SOMEBODY = take("register", kind="discipline")
TAKEN_TWICE = (DISCIPLINE, SIGNED, "take-discipline-statement")
FOUND_INVALID = take("verify", validity="invalid")
FOUND_MALICIOUS = take("verify", "zhao:cs_manager", validity="malicious")
REPORTED_UP = (SERIOUS, REPORTED)
AT_THE_DEPARTMENT = "register verify dispatch"
RESULT = "register verify dispatch start-work report-result"
VISITED = f"{RESULT} record-satisfied-visit"
REVIEWED = f"{VISITED} review-visit"
SENT_BACK = f"{RESULT} {AGREED} record-dissatisfied-visit"
SECOND_RESULT = f"{SENT_BACK} review-visit start-rework report-result"
SERIOUS_AND_SPECIAL = take("escalate", special=True, recipients=["cs_manager", "dept_manager"])

RULINGS = (
    # ------------------------------------------------------------ intake
    ruling(
        "S004-p6-6.1 the hotline is the front desk's",
        "",
        take("register", "qian:dept_staff@工程部"),
        kind="NotYourRole",
        but=take("register", "wang:receptionist"),
    ),
    ruling(
        "S004-p6-4.1 an apology comes first",
        "",
        take("register", apology_made=False),
        but=take("register", apology_made=True),
    ),
    ruling(
        "S004-p6-4.1 whether there was an apology is written down",
        "",
        take("register", apology_made=None),
        kind="FormIncomplete",
        but="register",
    ),
    ruling(
        "S004-p6-6.2 the kind is one that this procedure knows",
        "",
        take("register", kind="dispute"),
        kind="FormIncomplete",
        but=take("register", kind="discipline"),
    ),
    # ------------------------------------------------------------ 6.5 discipline
    ruling(
        "S000-m-3.1.7c the person complained of does not take the statement",
        (DISCIPLINE,),
        take("take-discipline-statement", "niu:receptionist"),
        kind="NotYourRole",
        but="take-discipline-statement",
    ),
    ruling(
        "S004-p6-6.5 a statement is taken about a breach of discipline only",
        "register",
        "take-discipline-statement",
        but_after=(DISCIPLINE,),
    ),
    ruling(
        "S004-p6-6.5 the statement is taken before it is signed",
        (DISCIPLINE,),
        "sign-discipline-statement",
        but_after=(DISCIPLINE, "take-discipline-statement"),
    ),
    ruling(
        "S004-p6-6.5 a statement is signed once",
        (DISCIPLINE, SIGNED),
        "sign-discipline-statement",
        but_after=TAKEN_TWICE,
    ),
    ruling(
        "S004-p6-6.5 the facts are checked after the complainant has signed",
        (DISCIPLINE, "take-discipline-statement"),
        FACTS_CHECKED,
        kind="SignatureMissing",
        but_after=(DISCIPLINE, SIGNED),
    ),
    ruling(
        "S004-p6-6.5 a statement taken again is signed again",
        TAKEN_TWICE,
        FACTS_CHECKED,
        kind="SignatureMissing",
        but_after=(*TAKEN_TWICE, "sign-discipline-statement"),
    ),
    ruling(
        "S004-p6-6.5 what was reported up before is not verified unsigned [inferred]",
        (SERIOUS_DISCIPLINE, REPORTED, "take-discipline-statement"),
        SERIOUS_FACTS_CHECKED,
        kind="SignatureMissing",
        but_after=(SERIOUS_DISCIPLINE, REPORTED, SIGNED),
    ),
    ruling(
        "S004-p6-6.5 nor is what was reviewed before [inferred]",
        (SERIOUS_DISCIPLINE, REPORTED, "hold-review"),
        SERIOUS_FACTS_CHECKED,
        kind="SignatureMissing",
        but_after=(SERIOUS_DISCIPLINE, REPORTED, "hold-review", SIGNED),
    ),
    ruling(
        "S004-p6-6.5 a statement taken again after the report is signed again [inferred]",
        (DISCIPLINE, SIGNED, SPECIAL, "take-discipline-statement"),
        FACTS_CHECKED,
        kind="SignatureMissing",
        but_after=(DISCIPLINE, SIGNED, SPECIAL, SIGNED),
    ),
    ruling(
        "S004-p6-6.5 once the facts are checked no statement is taken",
        (DISCIPLINE, SIGNED, FACTS_CHECKED),
        "take-discipline-statement",
        kind="NotFromHere",
        but_after=(DISCIPLINE, SIGNED),
    ),
    ruling(
        "S004-p6-4.2 what was reported unsigned goes to no department unverified",
        (SERIOUS_DISCIPLINE, REPORTED, f"hold-review {SIGNED}"),
        "dispatch",
        but_after=(SERIOUS_DISCIPLINE, REPORTED, f"hold-review {SIGNED}", SERIOUS_FACTS_CHECKED),
    ),
    ruling(
        "S004-p6-6.5 a breach of discipline has a proposal",
        (DISCIPLINE, SIGNED),
        take("verify"),
        kind="FormIncomplete",
        but=FACTS_CHECKED,
    ),
    ruling(
        "S004-p6-6.5 a breach of discipline is somebody's",
        (DISCIPLINE_OF_SOMEBODY, SIGNED),
        FACTS_CHECKED,
        kind="FormIncomplete",
        but=take("verify", proposal="批评教育", accused="niu"),
    ),
    ruling(
        "S004-p6-6.5 who is complained of sends somebody else to check",
        (DISCIPLINE_OF_SOMEBODY, SIGNED),
        take("verify", "li:cs_staff", proposal="批评教育", accused="li:cs_staff"),
        kind="NotYourRole",
        but=take("verify", "li:cs_staff", proposal="批评教育", accused="niu"),
    ),
    # ------------------------------------------------------------ 6.4 on the spot
    ruling(
        "S004-p6-6.4 what is important is not settled on the spot",
        (take("register", severity="important"),),
        "resolve-on-spot",
        but_after="register",
    ),
    ruling(
        "S004-p6-6.4 what is serious is not settled on the spot",
        (SERIOUS,),
        "resolve-on-spot",
        but=REPORTED,
    ),
    ruling(
        "S004-p6-6.5 a breach of discipline is not settled on the spot",
        (DISCIPLINE,),
        "resolve-on-spot",
        but_after="register",
    ),
    ruling(
        "S000-m-3.1.7c the person complained of does not settle it [inferred]",
        (ABOUT_NIU,),
        take("resolve-on-spot", "niu:receptionist"),
        kind="NotYourRole",
        but="resolve-on-spot",
    ),
    # ------------------------------------------------------------ 4.2 verification
    ruling(
        "S000-m-3.1.7c the person complained of does not verify",
        (ABOUT_NIU,),
        take("verify", "niu:cs_manager"),
        kind="NotYourRole",
        but="verify",
    ),
    ruling(
        "S004-p6-4.2 only the manager lowers the severity [inferred]",
        (SERIOUS,),
        take("verify", severity="general"),
        kind="NotYourRole",
        but=take("verify", "zhao:cs_manager", severity="general"),
    ),
    ruling(
        "S004-p6-4.6 only the manager finds malice [inferred]",
        "register",
        take("verify", validity="malicious"),
        kind="NotYourRole",
        but=FOUND_MALICIOUS,
    ),
    ruling(
        "S004-p6-4.2 a valid complaint has its department",
        "register",
        take("verify", department=None),
        kind="FormIncomplete",
        but=take("verify", department=None, validity="invalid"),
    ),
    ruling(
        "S004-p6-4.2 the object of the complaint is known by now",
        "register",
        take("verify", object=None, validity="invalid"),
        kind="FormIncomplete",
        but=take("verify", object=None, validity="invalid"),
        but_after=(take("register", object="保洁"),),
    ),
    ruling(
        "S004-p6-6.4 only an invalid complaint is explained as such",
        ("register", FOUND_MALICIOUS),
        "explain-invalid",
        but_after=("register", FOUND_INVALID),
    ),
    ruling(
        "S004-p6-6.4 before its verification nothing is explained away",
        (*REPORTED_UP, "hold-review"),
        "explain-invalid",
        but_after=(
            *REPORTED_UP,
            "hold-review",
            take("verify", severity="serious", validity="invalid"),
        ),
    ),
    ruling(
        "S004-p6-4.6 only a malicious complaint is explained as such",
        ("register", FOUND_INVALID),
        "explain-malicious",
        but_after=("register", FOUND_MALICIOUS),
    ),
    # ------------------------------------------------------------ 4.3 report and review
    ruling(
        "S004-p6-4.3 only a serious or special complaint is reported up",
        "register",
        take("escalate", recipients=["cs_manager", "dept_manager"]),
        but=SPECIAL,
    ),
    ruling(
        "S004-p6-4.3 a serious complaint goes to the manager",
        (SERIOUS,),
        take("escalate", recipients=["dept_manager", "company_leader"]),
        but=REPORTED,
    ),
    ruling(
        "S004-p6-4.2 a special case goes higher than the manager",
        "register",
        take("escalate", special=True, recipients=["cs_manager"]),
        but=take("escalate", special=True, recipients=["dept_manager"]),
    ),
    ruling(
        "S004-p6-4.3 what is serious and special goes to the manager as well",
        (SERIOUS,),
        SPECIAL,
        but=SERIOUS_AND_SPECIAL,
    ),
    ruling(
        "S004-p6-4.3 only the manager may lower the severity [inferred]",
        (SERIOUS,),
        take("escalate", severity="important", special=True, recipients=["dept_manager"]),
        kind="NotYourRole",
        but=REPORTED,
    ),
    ruling(
        "S004-p6-4.3 reporting up lowers nothing, though the manager be first contact [inferred]",
        (take("register", "zhao:receptionist", severity="serious"),),
        take(
            "escalate",
            "zhao:cs_manager",
            severity="important",
            special=True,
            recipients=["dept_manager"],
        ),
        but=take("escalate", "zhao:cs_manager", recipients=["cs_manager"]),
    ),
    ruling(
        "S004-p6-4.3 the person complained of is not made responsible",
        (take("register", severity="serious", accused="niu:dept_staff@工程部"), REPORTED),
        take("hold-review", responsible="niu:dept_head@工程部"),
        but=take("hold-review", responsible="sun"),
    ),
    ruling(
        "S004-p6-4.3 the deadline of the measures lies ahead",
        REPORTED_UP,
        take("hold-review", due_at="now"),
        but="hold-review",
    ),
    # ------------------------------------------------------------ 4.2 dispatch
    ruling(
        "S004-p6-4.3 a serious complaint is reported before a department is told",
        (SERIOUS, KEPT_SERIOUS),
        "dispatch",
        but_after=(SERIOUS, KEPT_SERIOUS, REPORTED, "hold-review"),
    ),
    ruling(
        "S004-p6-4.3 a serious complaint is reviewed before a department is told",
        (*REPORTED_UP, KEPT_SERIOUS),
        "dispatch",
        but_after=(*REPORTED_UP, KEPT_SERIOUS, "hold-review"),
    ),
    ruling(
        "S004-p6-4.3 a special complaint found serious since is reviewed",
        ("register", SPECIAL, KEPT_SERIOUS),
        "dispatch",
        but_after="register verify",
    ),
    ruling(
        "S004-p6-4.3 what was serious when reported is reviewed though lowered since",
        (*REPORTED_UP, take("verify", "zhao:cs_manager")),
        "dispatch",
        but_after=("register", SPECIAL, "verify"),
    ),
    ruling(
        "S004-p6-4.2 a special complaint is verified before a department is told",
        ("register", SPECIAL),
        "dispatch",
        but_after=("register", SPECIAL, "verify"),
    ),
    ruling(
        "S004-p6-4.2 a reviewed complaint is verified before a department is told",
        (*REPORTED_UP, "hold-review"),
        "dispatch",
        but_after=(*REPORTED_UP, "hold-review", KEPT_SERIOUS),
    ),
    ruling(
        "S004-p6-4.2 only a valid complaint goes to a department",
        ("register", FOUND_INVALID),
        "dispatch",
        but_after="register verify",
    ),
    ruling(
        "S004-p6-4.2 the department's deadline lies ahead",
        "register verify",
        take("dispatch", due_at="1h ago"),
        but="dispatch",
    ),
    # ------------------------------------------------------------ work, signature, inspection
    *(
        ruling(
            f"S000-m-3.1.7c the person complained of does not take {step}",
            (ABOUT_NIU, before),
            take(step, f"niu:{role}"),
            kind="NotYourRole",
            but=take(step, f"nie:{role}"),
        )
        for step, role, before in (
            ("start-work", "dept_staff@工程部", "verify dispatch"),
            ("report-result", "dept_head@工程部", "verify dispatch start-work"),
            ("sign-result", "dept_head@工程部", "verify dispatch start-work report-result"),
            ("inspect-effect", "cs_manager", "verify dispatch start-work report-result"),
            ("record-satisfied-visit", "cs_staff", "verify dispatch start-work report-result"),
            (
                "record-dissatisfied-visit",
                "cs_assistant",
                "verify dispatch start-work report-result",
            ),
            (
                "start-rework",
                "dept_staff@工程部",
                "verify dispatch start-work report-result record-dissatisfied-visit",
            ),
            (
                "review-visit",
                "dept_manager",
                "verify dispatch start-work report-result record-satisfied-visit",
            ),
        )
    ),
    ruling(
        "S004-p6-4.5 who did the work does not sign its result, in whatever role",
        (AT_THE_DEPARTMENT, take("start-work", "tian:dept_staff@工程部"), "report-result"),
        take("sign-result", "tian:dept_head@工程部"),
        kind="NotYourRole",
        but="sign-result",
    ),
    ruling(
        "S004-p6-4.5 who did the rework does not sign its result",
        (
            RESULT,
            "record-dissatisfied-visit",
            take("start-rework", "tian:dept_head@工程部"),
            "report-result",
        ),
        take("sign-result", "tian:dept_head@工程部"),
        kind="NotYourRole",
        but="sign-result",
    ),
    ruling(
        "S004-p6-4.5 a result is signed once",
        f"{RESULT} sign-result",
        take("sign-result", "tian:dept_head@工程部"),
        but="sign-result",
        but_after=SECOND_RESULT,
    ),
    ruling(
        "S004-p6-2.2 who did the work does not inspect its effect, in whatever role",
        (AT_THE_DEPARTMENT, take("start-work", "zhao:dept_head@工程部"), "report-result"),
        take("inspect-effect", "zhao:cs_manager"),
        kind="NotYourRole",
        but=take("inspect-effect", "jin:cs_manager"),
    ),
    # ------------------------------------------------------------ visits
    ruling(
        "S004-p9-2 the visit arranged lies ahead",
        RESULT,
        take("arrange-visit", planned_at="now"),
        but="arrange-visit",
    ),
    ruling(
        "S004-p6-3.2 the customer's opinion is recorded",
        RESULT,
        take("record-satisfied-visit", opinion=" "),
        kind="FormIncomplete",
        but="record-satisfied-visit",
    ),
    ruling(
        "S004-p6-3.2 who did the work does not hear that the customer is satisfied",
        (AT_THE_DEPARTMENT, take("start-work", "tian:dept_staff@工程部"), "report-result"),
        take("record-satisfied-visit", "tian:cs_assistant"),
        kind="NotYourRole",
        but="record-satisfied-visit",
    ),
    ruling(
        "S004-p9-3 who did the work does not hear that the customer is dissatisfied",
        (AT_THE_DEPARTMENT, take("start-work", "tian:dept_staff@工程部"), "report-result"),
        take("record-dissatisfied-visit", "tian:cs_assistant"),
        kind="NotYourRole",
        but="record-dissatisfied-visit",
    ),
    ruling(
        "S004-p6-6.6 who did the rework does not visit",
        (
            RESULT,
            "record-dissatisfied-visit",
            take("start-rework", "tian:dept_head@工程部"),
            "report-result",
        ),
        take("record-satisfied-visit", "tian:cs_staff"),
        kind="NotYourRole",
        but="record-satisfied-visit",
    ),
    ruling(
        "S004-p9-3 the next visit lies ahead",
        RESULT,
        take("record-dissatisfied-visit", next_visit_at="now", due_at="in 1m"),
        but="record-dissatisfied-visit",
    ),
    ruling(
        "S004-p9-3 a dissatisfied customer has a next visit",
        RESULT,
        take("record-dissatisfied-visit", next_visit_at=None),
        kind="FormIncomplete",
        but="record-dissatisfied-visit",
    ),
    ruling(
        "S004-p9-3 the deadline of the rework lies ahead",
        RESULT,
        take("record-dissatisfied-visit", due_at="1h ago"),
        but="record-dissatisfied-visit",
    ),
    ruling(
        "S004-p9-3 the rework is due before the next visit [inferred]",
        RESULT,
        take("record-dissatisfied-visit", due_at="in 3d", next_visit_at="in 2d"),
        but=take("record-dissatisfied-visit", due_at="in 2d", next_visit_at="in 2d"),
    ),
    ruling(
        "S004-p9-4a who visited does not review his visit",
        (RESULT, take("record-satisfied-visit", "deng:cs_staff")),
        take("review-visit", "deng:dept_manager"),
        kind="NotYourRole",
        but=take("review-visit", "he:dept_manager"),
    ),
    ruling(
        "S004-p9-4a who made the first visit does not review the second",
        (
            RESULT,
            take("record-dissatisfied-visit", "deng:cs_assistant"),
            "start-rework report-result record-satisfied-visit",
        ),
        take("review-visit", "deng:dept_manager"),
        kind="NotYourRole",
        but=take("review-visit", "he:dept_manager"),
    ),
)

UNVISITED = "S004-p6-3.1 S004-p6-3.2 S004-p9-3 S004-p9-4a"
WITHOUT_RESULT = f"S004-p6-2.2 {UNVISITED} S004-p6-4.5"
CLOSINGS = (
    closing(
        "S004-p6-4.4 nothing done yet", "register", f"S004-p6-4.4 {WITHOUT_RESULT}", "NotFromHere"
    ),
    closing("S004-p6-2.2 a result alone closes nothing", RESULT, WITHOUT_RESULT, "NotFromHere"),
    closing("S004-p6-3.1 no visit yet", f"{RESULT} {AGREED}", UNVISITED, "NotFromHere"),
    closing(
        "S004-p6-2.2 the effect is not inspected",
        f"{REVIEWED} sign-result",
        "S004-p6-2.2",
    ),
    closing("S004-p9-4a the visit is not reviewed", f"{VISITED} {AGREED}", "S004-p9-4a"),
    closing(
        "S004-p6-4.5 the department's head has not signed",
        f"{REVIEWED} inspect-effect",
        "S004-p6-4.5",
        "SignatureMissing",
    ),
    closing(
        "S004-p6-2.2 what is broken comes before the signature that is missing",
        VISITED,
        "S004-p6-2.2 S004-p9-4a S004-p6-4.5",
    ),
    closing(
        "S004-p9-3 a dissatisfied customer closes nothing",
        SENT_BACK,
        WITHOUT_RESULT,
        "NotFromHere",
    ),
    closing(
        "S004-p6-3.1 of the first result neither visit nor review counts for the second",
        f"{SECOND_RESULT} {AGREED}",
        UNVISITED,
        "NotFromHere",
    ),
    closing(
        "S004-p9-4a the review of the first visit does not count for the second",
        f"{SECOND_RESULT} {AGREED} record-satisfied-visit",
        "S004-p9-4a",
    ),
    closing(
        "S004-p6-2.2 signature and inspection of the first result do not count for the second",
        f"{SECOND_RESULT} record-satisfied-visit review-visit",
        "S004-p6-2.2 S004-p6-4.5",
    ),
    closing("S004-p6-3.1 all agreed, it closes", f"{REVIEWED} {AGREED}"),
    closing(
        "S004-p6-4.5 signed before the visit, it closes too",
        f"{RESULT} {AGREED} record-satisfied-visit review-visit",
    ),
    closing(
        "S004-p6-4.6 not explained", ("register", FOUND_MALICIOUS), "S004-p6-4.6", "NotFromHere"
    ),
    closing(
        "S004-p6-4.6 malice explained, it closes",
        ("register", FOUND_MALICIOUS, "explain-malicious"),
    ),
    closing(
        "S004-p6-6.4 invalidity explained, it closes",
        ("register", FOUND_INVALID, "explain-invalid"),
    ),
    closing("S004-p6-6.4 settled on the spot, it closes", "register resolve-on-spot"),
)

LIMITS = (
    limit(
        "S004-p6-4.2 the department's work is due",
        f"{AT_THE_DEPARTMENT} start-work",
        "2026-03-05 11:00",
        "report-result",
        "work",
    ),
    limit(
        "S004-p6-4.2 after the rework another result is due",
        (RESULT, take("record-dissatisfied-visit", due_at="in 2d"), "start-rework"),
        "2026-03-04 14:00",
        "report-result",
        "work",
    ),
    limit(
        "S004-p9-2 the visit arranged takes place",
        f"{RESULT} arrange-visit",
        "1d",
        "record-satisfied-visit",
        "visit",
    ),
    limit(
        "S004-p9-2 it takes place though the customer is dissatisfied",
        f"{RESULT} arrange-visit",
        "1d",
        "record-dissatisfied-visit",
        "visit",
    ),
    limit(
        "S004-p9-3 the next visit takes place",
        f"{RESULT} record-dissatisfied-visit start-rework report-result",
        "2026-03-07 14:00",
        "record-satisfied-visit",
        "next_visit",
    ),
)


class TestProperty(KeepsItsClauses, ClosesComplete, KeepsItsDeadlines):
    paper, rulings, closings, limits = PAPER, RULINGS, CLOSINGS, LIMITS


def test_the_deadline_of_the_review_gives_way_to_that_of_the_dispatch() -> None:
    """S004-p6-4.3: the review sets a deadline, S004-p6-4.2: notifying the department another."""
    story = PAPER.after((*REPORTED_UP, KEPT_SERIOUS, take("hold-review", due_at="in 1d")))
    assert story.scenario.case.clocks["work"].started_by == "hold-review"

    story = story.then(take("dispatch", due_at="in 9d"))

    assert story.scenario.case.clocks["work"].started_by == "dispatch"
    assert not story.scenario.desk.tick(story.now.replace(day=9))


def test_a_deadline_that_starts_again_lapses_again() -> None:
    """S004-p9-3: each dissatisfied visit fixes the next one, and each may be missed."""
    again = "start-rework report-result record-dissatisfied-visit"
    story = PAPER.after(f"{RESULT} record-dissatisfied-visit")
    story.scenario.when_the_clock_strikes("2026-03-07 14:00").then_lapsed("work", "next_visit")

    story.now = story.now.replace(day=8)
    for step in again.split():
        story = story.then(step)

    story.scenario.when_the_clock_strikes("2026-03-13 17:00").then_lapsed("work", "next_visit")


def test_what_was_never_verified_is_told_apart_from_what_was_found_invalid() -> None:
    """S004-p6-4.2: verify first, then notify the department."""
    dispatch = take("dispatch")
    unverified = PAPER.after(("register", SPECIAL)).refuses(dispatch, "RuleBroken", "S004-p6-4.2")
    invalid = PAPER.after(("register", FOUND_INVALID)).refuses(dispatch)

    assert str(unverified.reasons[0].says) == "the complaint has been verified"
    assert [str(reason.says) for reason in invalid.reasons] == ["the complaint was found valid"]


def test_another_receptionist_may_settle_it_on_the_spot() -> None:
    """S004-p6-6.4: the front desk explains or solves at once, whoever took it down."""
    story = PAPER.after(("register", take("resolve-on-spot", "tao:receptionist")))

    assert story.state == "replied"


def test_what_displeased_at_first_and_was_removed_at_once_counts_as_satisfied() -> None:
    """S004-p9-3: dissatisfaction is removed at once where it can be."""
    solved = take("record-satisfied-visit", solved_during_visit="当场紧固门把手")

    assert PAPER.after((RESULT, solved)).state == "followed_up"


def test_part_time_assistant_keeps_the_records() -> None:
    """S004-p6-4.7: the records are kept centrally by the records assistant and nobody else."""
    story = PAPER.after("register resolve-on-spot close")

    story.refuses(take("archive", "li:cs_staff"), "NotYourRole", "S004-p6-4.7")

    assert story.then("archive").state == "archived"


def test_nobody_is_corrected_into_the_accused_of_what_he_verified() -> None:
    """S004-p6-6.5, S000-m-3.1.7c: the rule looks at whoever wrote it, not at who corrects it."""
    story = PAPER.after((take("register"), take("verify", "li:cs_staff", validity="valid")))

    def naming(who: str) -> Take:
        words: Any = {"version": 2, "now": {"accused": who}, "approved_by": "gao"}
        return take("correct-entry", "zhao:cs_manager", because="漏填", **words)

    story.refuses(naming("li"), says="keep the rules")
    story.then(naming("zhao"))
