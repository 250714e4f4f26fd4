"""The audit of a sample: what each clause forbids and allows, and by when."""

from datetime import timedelta

import pytest

from huiyin.domain.office import rulebook
from huiyin.domain.roles import AUDITOR
from huiyin.workflow.procedure import Procedure
from papers.audit import ONE, OTHER, PAPER
from papers.clauses import KeepsItsClauses, ruling
from papers.paper import take
from spec import clock

OPENED = "open-audit"
FOUND = "open-audit record-finding"
ANSWERED = f"{FOUND} answer-finding"
ACCEPTED = f"{ANSWERED} accept-answer"
OTHER_IN_ORDER = take("record-nothing-found", about=OTHER)

RULINGS = (
    ruling(
        "S004-p7-visit-6 an empty sample",
        "",
        take("open-audit", cases=[]),
        kind="FormIncomplete",
        but="open-audit",
    ),
    ruling(
        "S004-p7-visit-6 a case drawn twice",
        "",
        take("open-audit", cases=[ONE, ONE]),
        but=take("open-audit", cases=[ONE]),
    ),
    ruling(
        "S004-p7-visit-6 a case that is none",
        "",
        take("open-audit", cases=["C-2026-000009"]),
        but="open-audit",
    ),
    *(
        ruling(
            f"S004-p7-visit-6 only what was drawn is examined: {step}",
            (take("open-audit", cases=[ONE]),),
            take(step, about=OTHER),
            but=step,
        )
        for step in ("record-finding", "record-nothing-found")
    ),
    *(
        ruling(
            f"S004-p7-visit-6 nobody examines a case in which he acted: {step}",
            OPENED,
            take(step, "wang:auditor"),
            kind="NotYourRole",
            but=step,
        )
        for step in ("record-finding", "record-nothing-found")
    ),
    ruling(
        "S004-p7-visit-6 a case has one result, not in order twice",
        f"{OPENED} record-nothing-found",
        "record-nothing-found",
        but=OTHER_IN_ORDER,
    ),
    ruling(
        "S004-p7-visit-6 what has a finding is not in order",
        FOUND,
        "record-nothing-found",
        but="record-finding",
    ),
    ruling(
        "S004-p7-visit-6 what is in order has no finding",
        f"{OPENED} record-nothing-found",
        "record-finding",
        but=take("record-finding", about=OTHER),
    ),
    *(
        ruling(
            f"S001-t2-16 the case has no entry {version} to look at",
            OPENED,
            take("record-finding", version=version),
            but=take("record-finding", version=2),
        )
        for version in (0, 3)
    ),
    ruling(
        "S004-p7-visit-4 another department does not answer",
        FOUND,
        take("answer-finding", "sun:dept_head@保洁部"),
        kind="NotYourRole",
        but="answer-finding",
    ),
    ruling(
        "S004-p7-visit-4 the auditor does not answer himself",
        FOUND,
        take("answer-finding", "lu:dept_head@工程部"),
        kind="NotYourRole",
        but="answer-finding",
    ),
    *(
        ruling(
            f"S004-p7-visit-4 there is no finding {row} to answer",
            FOUND,
            take("answer-finding", row=row),
            but="answer-finding",
        )
        for row in (0, 2)
    ),
    ruling("S004-p7-visit-4 answered once", ANSWERED, "answer-finding", but="accept-answer"),
    *(
        ruling(
            f"S004-p7-visit-4 an answer is judged once it is there: {step}",
            FOUND,
            step,
            but_after=ANSWERED,
        )
        for step in ("accept-answer", "follow-up-finding")
    ),
    ruling(
        "S004-p7-visit-4 nobody accepts his own answer",
        ANSWERED,
        take("accept-answer", "sun:auditor"),
        kind="NotYourRole",
        but="accept-answer",
    ),
    ruling(
        "S000-m-3.1.7b every case has its result",
        ACCEPTED,
        "close-audit",
        but=OTHER_IN_ORDER,
    ),
    *(
        ruling(
            f"S000-m-3.1.7b every finding has its answer: {says}",
            (after, OTHER_IN_ORDER),
            "close-audit",
            but_after=(ACCEPTED, OTHER_IN_ORDER),
        )
        for says, after in (
            ("open", FOUND),
            ("answered", ANSWERED),
            ("followed up", f"{ANSWERED} follow-up-finding"),
            ("one of two", f"{ACCEPTED} record-finding"),
        )
    ),
)


class TestAudit(KeepsItsClauses):
    paper, rulings = PAPER, RULINGS


@pytest.mark.parametrize("asked", ["", " follow-up-finding"])
def test_a_finding_is_answered_by_the_instant_that_is_named(asked: str) -> None:
    """S000-m-3.1.7b: each item gets an answer, and what is followed up gets it anew."""
    story = PAPER.after(f"{ANSWERED}{asked}" if asked else FOUND)
    due = story.scenario.case.clocks["answer#1"].clock.due_at

    assert due == story.now + timedelta(days=3)
    assert [one.deadline for one in story.scenario.desk.tick(due)] == ["answer"]
    assert "answer#1" not in story.then(take("answer-finding", after="9d")).scenario.case.clocks


def test_an_audit_is_due_within_a_quarter() -> None:
    """S004-p7-visit-6: the follow-ups are checked each quarter."""
    story = PAPER.after(OPENED)

    story.scenario.then_running(examination="2026-06-03 00:00")


def test_each_finding_has_a_clock_of_its_own() -> None:
    """S000-m-3.1.7b: each item gets an answer."""
    story = PAPER.after((FOUND, take("record-finding", due_at="in 9d"), "answer-finding"))

    running = story.scenario.case.clocks
    assert set(running) == {"examination", "answer#2"}
    assert clock(running["answer#2"].clock.due_at) == "2026-03-11 11:00"


def test_the_sample_is_written_down_with_what_it_was_drawn_by() -> None:
    """S001-t2-16: records can be looked at, and the same cases drawn again."""
    story = PAPER.after(OPENED)

    story.scenario.then_wrote("AuditOpened", size=2, position=4, cases=[ONE, OTHER])


@pytest.mark.parametrize(
    "page", [page for page in rulebook() if page.kind != "audit"], ids=lambda page: page.name
)
def test_an_auditor_takes_no_step_of_any_other_procedure(page: Procedure) -> None:
    """S004-p7-visit-6: who audits stands outside."""
    assert AUDITOR.code not in page.roles


def test_every_step_of_the_audit_is_marked_as_ours() -> None:
    """S004-p7-duty-6: how one audits no document says."""
    assert all(step.inferred for step in PAPER.page.steps.values())
