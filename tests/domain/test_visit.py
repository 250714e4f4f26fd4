"""Visits: what each clause forbids and allows, by when, and the next visit that plans itself."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from huiyin.domain.office import rulebook
from huiyin.workflow.desk import Desk
from huiyin.workflow.errors import Refused
from huiyin.workflow.rulebook import Rulebook
from papers.clauses import KeepsItsClauses, KeepsItsDeadlines, Ruling, limit, ruling
from papers.paper import Paper, Story, Take, take
from papers.visit import CENTRE, DISSATISFIED, PROPERTY
from spec import Scenario, at, clock, desk_of, did, given

PAPERS = (PROPERTY, CENTRE)
TOLD = ("plan-visit", DISSATISFIED)
FIXED = (*TOLD, "fix-next-visit")
MADE = "plan-visit conduct-visit"
RECORDED = f"{MADE} record-visit"
NEXT = "V-2026-000002"


def of_both(
    says: str,
    after: str | tuple[str | Take, ...],
    asked: Take | str,
    *,
    kind: str = "RuleBroken",
    but: Take | str | None = None,
    but_after: str | tuple[str | Take, ...] | None = None,
    clauses: tuple[str, str],
) -> list[tuple[Paper, Ruling]]:
    """Write down what both documents forbid, each by its own clause."""
    return [
        (paper, ruling(f"{clause} {says}", after, asked, kind=kind, but=but, but_after=but_after))
        for paper, clause in zip(PAPERS, clauses, strict=True)
    ]


RULINGS = (
    # ------------------------------------------------------------ planning
    *of_both(
        "a visit that follows a case names it",
        "",
        take("plan-visit", "ma:cs_assistant", trigger="next_visit"),
        kind="FormIncomplete",
        but=take("plan-visit", "ma:cs_assistant", trigger="periodic"),
        clauses=("S004-p9-1", "S004-p7-visit-1a"),
    ),
    *of_both(
        "a visit is made by telephone or in person",
        "",
        take("plan-visit", "ma:cs_assistant", contact_mode="letter"),
        but=take("plan-visit", "ma:cs_assistant", contact_mode="visit"),
        clauses=("S004-p6-6.6", "S004-p7-visit-1a"),
    ),
    *of_both(
        "a visit is planned for a time to come",
        "",
        take("plan-visit", "ma:cs_assistant", planned_at="now"),
        but=take("plan-visit", "ma:cs_assistant", planned_at="in 1h"),
        clauses=("S004-p9-1", "S004-p7-visit-1a"),
    ),
    *of_both(
        "there must be a case of that number",
        "",
        take("plan-visit", "ma:cs_assistant", trigger="request", about="Q-2026-000099"),
        but=take("plan-visit", "ma:cs_assistant"),
        clauses=("S004-p9-1", "S004-p7-visit-1a"),
    ),
    (
        PROPERTY,
        ruling(
            "S004-p9-1 the customer section plans visits, and customer service",
            "",
            take("plan-visit", "wang:receptionist"),
            kind="NotYourRole",
            but=take("plan-visit", "bai:cs_section"),
        ),
    ),
    # ------------------------------------------------------------ the talk
    *of_both(
        "another than the planned visitor does not make the visit [inferred]",
        "plan-visit",
        take("conduct-visit", "bai:cs_section"),
        kind="NotYourRole",
        but="conduct-visit",
        clauses=("S004-p9-2", "S004-p9-2"),
    ),
    *of_both(
        "another than the planned visitor does not record it [inferred]",
        MADE,
        take("record-visit", "bai:cs_section"),
        kind="NotYourRole",
        but="record-visit",
        clauses=("S004-p9-4a", "S004-p9-4a"),
    ),
    (
        PROPERTY,
        ruling(
            "S004-p6-6.6 the customer is thanked",
            "plan-visit",
            take("conduct-visit", thanks_given=False),
            but="conduct-visit",
        ),
    ),
    # ------------------------------------------------------------ dissatisfaction
    *of_both(
        "there is nothing to solve for who is satisfied",
        MADE,
        "solve-at-once",
        but_after=TOLD,
        clauses=("S004-p9-3", "S004-p9-3"),
    ),
    *of_both(
        "no next visit is fixed with who is satisfied",
        MADE,
        "fix-next-visit",
        but_after=TOLD,
        clauses=("S004-p9-3", "S004-p9-3"),
    ),
    *(
        one
        for blank in ("explanation", "next_visit_at", "department", "due_at")
        for one in of_both(
            f"reason, next visit and rework go together: {blank}",
            TOLD,
            Take("fix-next-visit", blanks={blank: None}),
            kind="FormIncomplete",
            but="fix-next-visit",
            clauses=("S004-p9-3", "S004-p7-first-1"),
        )
    ),
    *of_both(
        "the rework is due before the next visit [inferred]",
        TOLD,
        take("fix-next-visit", due_at="in 6d"),
        but=take("fix-next-visit", due_at="in 5d"),
        clauses=("S004-p9-3", "S004-p7-first-1"),
    ),
    *of_both(
        "dissatisfaction is answered before it is recorded",
        TOLD,
        "record-visit",
        but_after=(*TOLD, "solve-at-once"),
        clauses=("S004-p9-3", "S004-p7-first-1"),
    ),
    # ------------------------------------------------------------ the review
    (
        PROPERTY,
        ruling(
            "S004-p9-4a the visitor does not review his own visit",
            RECORDED,
            take("review-visit", "ma:dept_manager"),
            kind="NotYourRole",
            but="review-visit",
        ),
    ),
    (
        PROPERTY,
        ruling(
            "S004-p9-4a nothing is reviewed before it is recorded",
            MADE,
            "review-visit",
            kind="NotFromHere",
            but_after=RECORDED,
        ),
    ),
)

LIMITS = (
    (
        PROPERTY,
        limit(
            "S004-p9-2 the visit is made when it was planned",
            "plan-visit",
            "1d",
            "conduct-visit",
            "visit",
            records="VisitMissed",
        ),
    ),
    (
        PROPERTY,
        limit(
            "S004-p9-4a the review comes within a month",
            RECORDED,
            "2026-04-03 00:00",
            "review-visit",
            "review",
        ),
    ),
    (
        CENTRE,
        limit(
            "S004-p7-visit-1a the user is called when it was planned",
            "plan-visit note-no-answer",
            "2026-03-03 09:00",
            "conduct-visit",
            "visit",
            records="VisitMissed",
        ),
    ),
)


class TestPropertyVisit(KeepsItsClauses, KeepsItsDeadlines):
    paper = PROPERTY
    rulings = tuple(one for paper, one in RULINGS if paper is PROPERTY)
    limits = tuple(one for paper, one in LIMITS if paper is PROPERTY)


class TestCentreVisit(KeepsItsClauses, KeepsItsDeadlines):
    paper = CENTRE
    rulings = tuple(one for paper, one in RULINGS if paper is CENTRE)
    limits = tuple(one for paper, one in LIMITS if paper is CENTRE)


# ---------------------------------------------------------------- who goes, about what


def beside_a_complaint() -> Scenario:
    """Register a complaint about niu that qian works on, then begin a visit in that office."""
    office = given("complaint/property").through(
        did(
            "2026-03-02 07:00",
            "wang:receptionist",
            name="尤佳",
            phone="138",
            unit_no="2-0301",
            matter="保安态度",
            content="门岗出言不逊",
            channel="phone",
            severity="general",
            apology_made=True,
            accused="niu:dept_staff@工程部",
        ),
        did(
            "2026-03-02 07:10", "li:cs_staff", "verify", findings="属实", validity="valid",
            severity="general", department="工程部", object="门岗",
        ),
        did(
            "2026-03-02 07:20", "li:cs_staff", "dispatch", department="工程部",
            due_at="2026-03-05T18:00:00+08:00",
        ),
        did("2026-03-02 07:30", "qian:dept_staff@工程部", "start-work"),
    )  # fmt: skip
    return Scenario(office.desk, PROPERTY.procedure)


ABOUT_IT = take("plan-visit", trigger="complaint", about="C-2026-000001", gravity="general")


def beginning(paper: Paper, scenario: Scenario) -> Story:
    """Begin a visit in an office where other cases are."""
    return Story(paper, scenario, at("2026-03-02 08:00"))


@pytest.mark.parametrize("visitor", ["niu", "niu:cs_staff", "qian"])
def test_who_is_complained_of_or_did_the_work_does_not_visit(visitor: str) -> None:
    """S004-p6-6.5: somebody else asks [inferred]."""
    story = beginning(PROPERTY, beside_a_complaint())

    story.refuses(_by(ABOUT_IT, visitor=visitor), "RuleBroken", "S004-p6-6.5")

    assert story.then(ABOUT_IT).state == "planned"


def test_nor_does_he_make_the_visits_that_follow() -> None:
    """S004-p6-6.5: who is kept away from a visit is kept away from those after it [inferred]."""
    story = beginning(PROPERTY, beside_a_complaint())
    story.then(ABOUT_IT).then(DISSATISFIED)
    again = Story(PROPERTY, Scenario(story.scenario.desk, PROPERTY.procedure), story.now)
    after_it = take("plan-visit", trigger="next_visit", about="V-2026-000001")

    again.refuses(_by(after_it, visitor="niu"), "RuleBroken", "S004-p6-6.5")

    assert again.then(after_it).state == "planned"


def test_a_visit_about_a_complaint_says_how_grave_it_is() -> None:
    """S004-p9-2: the depth of the visit goes by the gravity of the complaint."""
    story = beginning(PROPERTY, beside_a_complaint())

    story.refuses(_by(ABOUT_IT, gravity=None), "FormIncomplete", "S004-p9-2")


@pytest.mark.parametrize("trigger", ["request", "next_visit"])
def test_the_case_named_is_of_the_kind_that_is_followed(trigger: str) -> None:
    """S004-p9-1: a visit after a request is not about a complaint [inferred]."""
    story = beginning(PROPERTY, beside_a_complaint())

    story.refuses(_by(ABOUT_IT, trigger=trigger), "RuleBroken", "S004-p9-1")


def beside_a_repair() -> Scenario:
    """Have tang finish a repair, then begin a visit in that office."""
    office = given("request/service_centre").through(
        did(
            "2026-03-02 07:00", "wang:cashier", name="柏林", unit_no="1-0101", phone="138",
            content="暖气不热", request_kind="repair",
        ),
        did("2026-03-02 07:10", "li:cs_staff", "dispatch-request", department="工程部"),
        did("2026-03-02 07:20", "tang:technician@工程部", "accept-request"),
        did("2026-03-02 07:30", "tang:technician@工程部", "start-work"),
        did("2026-03-02 07:40", "tang:technician@工程部", "finish-work", result="放气"),
    )  # fmt: skip
    return Scenario(office.desk, CENTRE.procedure)


ABOUT_THE_REPAIR = take("plan-visit", trigger="request", about="Q-2026-000001")


def test_a_request_is_followed_up_by_telephone_and_not_by_who_did_it() -> None:
    """S004-p7-visit-1a, S004-p7-first-3: a call, by another than the technician."""
    story = beginning(CENTRE, beside_a_repair())

    story.refuses(_by(ABOUT_THE_REPAIR, contact_mode="visit"), "RuleBroken", "S004-p7-visit-1a")
    refused = story.refuses(_by(ABOUT_THE_REPAIR, visitor="tang"), "RuleBroken")

    assert "S004-p7-first-3" in refused.clauses
    assert story.then(ABOUT_THE_REPAIR).state == "planned"


def _by(one: Take, **blanks: object) -> Take:
    return take(one.step, one.who, **dict[str, Any](one.blanks, **blanks))


# ---------------------------------------------------------------- the next visit plans itself


@pytest.mark.parametrize("paper", PAPERS, ids=str)
def test_a_next_visit_that_is_fixed_is_planned_by_itself(paper: Paper) -> None:
    """S004-p9-3, S004-p7-first-1: by the same visitor, in the same way, at the time promised."""
    story = paper.after(FIXED)

    planned = story.scenario.desk.case(NEXT)
    (event,) = planned.past
    first = story.scenario.case.past[0].form
    same = ("name", "phone", "contact_mode", "visitor")
    assert {name: event.form[name] for name in same} == {name: first[name] for name in same}
    assert (event.form["trigger"], event.form["about"]) == ("next_visit", story.scenario.number)
    assert (planned.procedure, planned.state, event.person) == (
        paper.procedure,
        "planned",
        "policy",
    )
    assert clock(planned.clocks["visit"].clock.due_at) == "2026-03-07 11:00"


def test_nothing_is_planned_where_it_was_solved_at_once() -> None:
    """S004-p9-3: the next visit is for what could not be solved."""
    story = PROPERTY.after((*TOLD, "solve-at-once record-visit review-visit"))

    assert list(story.scenario.desk.store.cases("V-")) == ["V-2026-000001"]


def test_nobody_takes_the_policys_place() -> None:
    """S004-p9-1: the role of a policy is written by nobody."""
    story = PROPERTY.after("")

    story.refuses(take("plan-visit", "policy:policy"), "NotYourRole", "S004-p9-1")


def until_fixed(desk: Desk) -> None:
    """Take the steps of a visit up to the next one that is fixed."""
    story = beginning(PROPERTY, Scenario(desk, PROPERTY.procedure))
    for step in ("plan-visit", DISSATISFIED, "fix-next-visit"):
        story = story.then(step)


def test_a_next_visit_is_planned_once_after_a_crash(tmp_path: Path) -> None:
    """S004-p9-3, settled 4: made good when the desk is next used, and not repeated."""
    file = str(tmp_path / "visits.db")
    with desk_of(Rulebook(tuple(rulebook())), store=file) as before_the_crash:
        until_fixed(before_the_crash)
        assert list(before_the_crash.store.cases("V-")) == ["V-2026-000001"]

    for _ in range(3):
        with desk_of(rulebook(), store=file) as desk:
            desk.follow_policies()  # as the next command or tick does first
            assert list(desk.store.cases("V-")) == ["V-2026-000001", NEXT]
            assert list(desk.store.attempts()) == []
            desk.store.drop_view("policies")


def test_the_next_visit_survives_a_process_that_is_killed(tmp_path: Path) -> None:
    """S004-p9-3, settled 4: killed behind the cause and before its effect."""
    file = str(tmp_path / "visits.db")
    script = (
        "import os, signal, sys\n"
        "from huiyin.domain.office import rulebook\n"
        "from huiyin.workflow.desk import Desk\n"
        "from spec import at, desk_of\n"
        "from test_visit import until_fixed\n"
        "desk = desk_of(rulebook(), store=sys.argv[1])\n"
        "desk.tick(at('2026-01-01 00:00'))\n"
        "Desk.follow_policies = lambda self: os.kill(os.getpid(), signal.SIGKILL)\n"
        "until_fixed(desk)\n"
    )
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*folders, *sys.path])}

    killed = subprocess.run(
        [sys.executable, "-c", script, file], env=environment, check=False, capture_output=True
    )

    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    with desk_of(rulebook(), store=file) as desk:
        desk.follow_policies()  # as the next command or tick does first
        assert desk.case("V-2026-000001").state == "next_fixed"
        assert desk.case(NEXT).state == "planned"
        assert list(desk.store.cases("V-")) == ["V-2026-000001", NEXT]


def test_the_planned_visit_is_the_same_visitors() -> None:
    """S004-p9-2: the visit that planned itself is made by whom it names."""
    desk = PROPERTY.after(FIXED).scenario.desk
    talk = {"satisfaction": "satisfied", "suggestions": "无", "thanks_given": True}

    with pytest.raises(Refused) as refused:
        desk.perform(NEXT, "conduct-visit", "bai:cs_section", at=at("2026-03-07 10:00"), form=talk)
    assert refused.value.kind == "NotYourRole"
    made = desk.perform(
        NEXT, "conduct-visit", "ma:cs_assistant", at=at("2026-03-07 10:00"), form=talk
    )

    assert made.state == "conducted"


def test_a_visit_about_a_case_is_put_off_by_a_correction_that_does_not_name_the_case() -> None:
    """S001-ch2-1a: what is not corrected stands, and is looked up again with the rest."""
    story = PROPERTY.after(FIXED)
    put_off = {"version": 1, "now": {"planned_at": "2026-03-09T10:00:00+08:00"}}

    story.scenario.desk.perform(
        NEXT,
        "correct-entry",
        "zhao:cs_manager",
        at=story.now,
        form={**put_off, "approved_by": "gao"},
        reason="改期",
    )

    running = story.scenario.desk.case(NEXT).clocks["visit"]
    assert running.clock.due_at == at("2026-03-09 10:00")
