"""Audits and their findings: how far each sample is, and whose answer is owed until when."""

from typing import Any

from deviating import found
from huiyin.projections.due_list import DueList
from papers.audit import ONE, OTHER, PAPER
from papers.paper import Story, take
from registers import corrected, shown, told
from spec import at

FOUND = "open-audit record-finding"
ANSWERED = f"{FOUND} answer-finding"
LATE = "2026-03-09 09:00"


def finding(story: Story, now: str = "2026-03-02 20:00") -> Any:
    return told(story, "findings", now)


def test_an_audit_has_one_line() -> None:
    """S004-p7-visit-6: the sample, what it was drawn by, and how far it is examined."""
    line = told(PAPER.after(FOUND), "audits")

    assert (line["sample_size"], line["cases"]) == (2, [ONE, OTHER])
    assert (line["examined"], line["findings"], line["open_findings"]) == (1, 1, 1)
    assert (line["position"], line["opened_by"]) == ("4", "lu")


def test_a_finding_is_open_until_its_answer_is_accepted() -> None:
    """S000-m-3.1.7b: each item gets an answer."""
    lines = [
        finding(PAPER.after(past))
        for past in (
            FOUND,
            ANSWERED,
            f"{ANSWERED} follow-up-finding",
            f"{ANSWERED} accept-answer",
        )
    ]

    assert [one["standing"] for one in lines] == ["open", "answered", "open", "accepted"]
    assert [one["answered_by"] for one in lines] == [None, "sun", "sun", "sun"]
    settled = told(PAPER.after(f"{ANSWERED} accept-answer"), "audits")
    assert settled["open_findings"] == 0


def test_a_finding_is_overdue_where_nobody_answers() -> None:
    """S000-m-3.1.7b: by the instant that it names; what was answered in time never is."""
    assert [finding(PAPER.after(past), LATE)["overdue"] for past in (FOUND, ANSWERED)] == [
        True,
        False,
    ]


def test_a_corrected_finding_reads_as_corrected() -> None:
    """S001-ch2-1a: the register follows the counter-entry."""
    story = PAPER.after((FOUND, corrected(2, "lu:auditor", clause="S004-p9-2")))

    assert finding(story)["clause"] == "S004-p9-2"


def test_a_finding_is_told_in_words() -> None:
    story = PAPER.after(FOUND)

    assert shown(story.scenario.desk, "audits", "found") == [
        f"{ONE}：finding 照实填写（S000-m-3.1.7b，轻微；工程部）"
    ]


def test_the_answer_is_due_from_the_department_that_the_finding_names() -> None:
    """S004-p7-visit-4: on the due list with its department, and no deviation of the auditor's."""
    desk = PAPER.after((FOUND, take("record-finding", department="保洁部"))).scenario.desk

    items = DueList(desk.store, desk.rulebook).items(now=at(LATE))
    owed = [(one.responsible, one.person, one.overdue) for one in items if one.deadline == "answer"]
    missed = [one for one in found(desk, LATE) if one.procedure == "audit/office"]

    assert owed == [("工程部", "", True), ("保洁部", "", True)]
    assert [(one.kind, one.department, one.person) for one in missed] == [
        ("unanswered", "工程部", ""),
        ("unanswered", "保洁部", ""),
    ]
