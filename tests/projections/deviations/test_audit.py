"""How grave a deviation is, whose they are, and what cannot be read."""

from pathlib import Path

import pytest

from deviating import RULES, desk_now, forged, found, kinds, office
from huiyin.projections.deviations.asked import Asked, counted
from huiyin.projections.deviations.audit import DeviationAudit
from huiyin.projections.deviations.severity import KINDS, severity_of
from huiyin.workflow.events import Clock
from ledger.books import Book
from papers.every import MALL, PROPERTY
from papers.paper import take
from papers.repair import OUTSIDE
from papers.repair import PAPER as REPAIR
from spec import at, desk_of

SERIOUS = take("register", severity="serious")


def test_a_minor_one_is_major_on_a_serious_complaint_and_a_major_one_critical() -> None:
    """Issue 4: with severity, by a rule that is written down."""
    graded = {kind: severity_of(kind, {}, is_serious=True) for kind in KINDS}

    assert (graded["late"], graded["unanswered"], graded["four_eyes"]) == (
        "major",
        "critical",
        "critical",
    )
    assert graded["corrected"] == "note"


def test_an_office_may_grade_a_kind_anew() -> None:
    desk, (story,) = office((MALL, "register handle-directly"))
    forged(story, "close", as_if="replied")
    audit = DeviationAudit(desk.store, RULES, desk.terms, grades={"unanswered": "critical"})

    (one,) = audit.found(now=desk_now(desk)).deviations

    assert (one.kind, one.severity) == ("unanswered", "critical")


def test_they_are_counted_by_person_department_clause_and_kind() -> None:
    """Issue 4: per person and department."""
    desk, (story,) = office((PROPERTY, "register verify dispatch"))
    story.then(take("start-work")).then(take("report-result", after="9d"))
    forged(story, "review-visit", "qian:cashier", as_if="followed_up")
    deviations = found(desk)

    assert {one.kind for one in deviations} == {"late", "role", "order"}
    assert dict(counted(deviations, "person"))["qian"] == {
        "critical": 2,
        "major": 0,
        "minor": 1,
        "note": 0,
    }
    assert [key for key, _ in counted(deviations, "department")] == ["工程部"]
    assert list(dict(counted(deviations, "kind"))) == ["order", "role", "late"]
    assert "S004-p9-4a" in dict(counted(deviations, "clause"))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked(), {"late", "corrected"}),
        (Asked(severity="minor"), {"late"}),
        (Asked(kind="corrected"), {"corrected"}),
        (Asked(person="nobody"), set()),
        (Asked(department="保洁部"), set()),
        (Asked(procedure="complaint/mall"), set()),
        (Asked(since=at("2026-03-20 00:00")), set()),
        (Asked(until=at("2026-03-03 00:00")), set()),
    ],
)
def test_only_what_is_asked_for_is_shown(asked: Asked, expected: set[str]) -> None:
    desk, (story,) = office((PROPERTY, "register verify dispatch start-work"))
    story.then(take("report-result", after="9d"))
    story.then(
        take(
            "correct-entry",
            "zhao:cs_manager",
            because="听错",
            version=1,
            now={"matter": "漏水"},
            approved_by="gao",
        )
    )

    assert {one.kind for one in found(desk) if asked.wants(one)} == expected


DAMAGES = {
    "a state that is no event": "UPDATE stored_events SET state = x'00' WHERE originator_id = ?",
    "a hole in the middle": "DELETE FROM stored_events WHERE originator_version = 1"
    " AND originator_id = ?",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_cannot_be_read_is_told_and_hides_nothing_else(tmp_path: Path, damage: str) -> None:
    """Architecture 5: one case's trouble never stops the others."""
    book = Book(tmp_path)
    handled = (MALL, "register handle-directly")
    desk, (forger, broken) = office(handled, handled, store=book.file)
    with desk:
        forged(forger, "close", as_if="replied")
    with book.behind_our_back() as connection:
        (case,) = connection.execute(
            "SELECT originator_id FROM stored_events ORDER BY notification_id DESC LIMIT 1 OFFSET 1"
        ).fetchone()
        connection.execute(DAMAGES[damage], [case])
    with desk_of(RULES, store=book.file) as again:
        shown = kinds(found(again, "2026-03-02 18:00"))

    assert shown[forger.scenario.number] == {"unanswered"}
    assert shown[broken.scenario.number] == {"unreadable"}


def test_a_deadline_that_no_page_knows_does_not_hide_the_rest() -> None:
    """Architecture 5: what was forged beyond reading is told, and the audit goes on."""
    handled = (MALL, "register handle-directly")
    desk, (forger, other) = office(handled, handled)
    clock = Clock(deadline="nonsense", due_at=forger.now, clause="S000-m-4", figure="P1D")
    forged(forger, "reply", starts=(clock,))
    forged(other, "close", as_if="replied")

    shown = kinds(found(desk))

    assert shown[forger.scenario.number] >= {"unreadable", "record"}
    assert shown[other.scenario.number] == {"unanswered"}


def test_hands_that_were_forged_beyond_reading_do_not_hide_other_breaks() -> None:
    """Architecture 5: the handover log of all other things is told."""
    desk, (forger, other) = office((REPAIR, OUTSIDE), (REPAIR, OUTSIDE))
    forged(forger, "bring-back", form={"outcome": None, "sheet_no": []})
    other.then(take("bring-back", "hou:repair_courier"))

    shown = kinds(found(desk))

    assert "form" in shown[forger.scenario.number] or "record" in shown[forger.scenario.number]
    assert shown[other.scenario.number] == {"custody"}
