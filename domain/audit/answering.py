"""Every finding gets an answer from its department, which the auditor accepts or follows up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pydantic import Field

from ...workflow.case import Case
from ...workflow.events import Event
from ...workflow.forms import Command, Future, Text
from ...workflow.parts import By
from ...workflow.request import Ask
from ...workflow.rules import rule, takers
from ...workflow.sheet import Sheet
from ...workflow.states import stay
from ..roles import (
    AUDITOR,
    CS_MANAGER,
    DEPT_HEAD,
    DEPT_MANAGER,
    DIRECTOR,
    SALES_MANAGER,
    SECTION_MANAGER,
)
from .examining import FOUND, RecordFinding
from .states import EXAMINING

answering = Sheet()
OPEN, ANSWERED, ACCEPTED = "open", "answered", "accepted"
BECOMES = {
    "AuditFindingAnswered": ANSWERED,
    "AuditAnswerAccepted": ACCEPTED,
    "AuditFollowUpAsked": OPEN,
}


class Numbered(Protocol):
    """A form about a finding, by its number."""

    @property
    def row(self) -> int: ...


def findings(case: Case) -> tuple[Event, ...]:
    """Give the findings; they are numbered from 1."""
    return tuple(event for event in case.past if event.name == FOUND)


def owed_by(case: Case, row: int) -> str:
    """Name the department that owes the answer to a finding; empty where there is none."""
    found = findings(case)
    return str(found[row - 1].form["department"]).strip() if 0 < row <= len(found) else ""


def standing(case: Case) -> Mapping[int, str]:
    """Say of each finding whether it is open, answered or accepted."""
    found: dict[int, str] = {}
    for event in case.past:
        row = event.form.get("row")
        if event.name == FOUND:
            found[len(found) + 1] = OPEN
        elif event.name in BECOMES and isinstance(row, int):
            found[row] = BECOMES[event.name]
    return found


@rule("S004-p7-visit-4", says="the finding is there and waits for an answer")
def finding_open(case: Case, form: Numbered) -> bool:
    """Hold for the number of a finding that is not answered."""
    return standing(case).get(form.row) == OPEN


@rule("S004-p7-visit-4", says="the finding is there and has an answer to be judged")
def finding_answered(case: Case, form: Numbered) -> bool:
    """Hold for the number of a finding whose answer was neither accepted nor followed up."""
    return standing(case).get(form.row) == ANSWERED


@rule("S004-p7-visit-4", says="a department answers for itself", kind="NotYourRole")
def for_itself(case: Case, form: AnswerFinding, ask: Ask) -> bool:
    """Hold where whoever answers is of the department that the finding names."""
    owed = owed_by(case, form.row)
    return not owed or ask.actor.department == owed  # that there is none, another rule says


@answering.step(
    ("S004-p7-visit-4", "S000-m-3.1.7b"),
    stay(EXAMINING),
    by=DEPT_HEAD | DEPT_MANAGER | CS_MANAGER | DIRECTOR | SECTION_MANAGER | SALES_MANAGER,
    never_by=(
        takers("someone who audits", "open-audit", "record-finding", "record-nothing-found"),
    ),
    records="AuditFindingAnswered",
    only_if=(finding_open, for_itself),
    inferred=True,
)
class AnswerFinding(Command, zh="答复稽核问题"):
    """Answer a finding: why it came to be, and what was done about it."""

    row: int = Field(title="问题序号")
    answer: Text = Field(title="整改答复")


@answering.step(
    "S004-p7-visit-4",
    stay(EXAMINING),
    by=AUDITOR,
    never_by=(takers("someone who answered", "answer-finding"),),
    records="AuditAnswerAccepted",
    only_if=(finding_answered,),
    inferred=True,
)
class AcceptAnswer(Command, zh="认可答复"):
    """Accept an answer, which settles its finding."""

    row: int = Field(title="问题序号")
    remark: Text | None = Field(None, title="说明")


@answering.step(
    "S004-p7-visit-4",
    stay(EXAMINING),
    by=AUDITOR,
    never_by=(takers("someone who answered", "answer-finding"),),
    records="AuditFollowUpAsked",
    only_if=(finding_answered,),
    inferred=True,
)
class FollowUpFinding(Command, zh="要求继续整改"):
    """Say what an answer lacks, and by when it is given anew."""

    row: int = Field(title="问题序号")
    remark: Text = Field(title="说明")
    due_at: Future = Field(title="限期")


def which_finding(case: Case, form: Command) -> int:
    """Number the finding that a step records, answers or follows up."""
    if isinstance(form, AnswerFinding | FollowUpFinding):
        return form.row
    return len(findings(case)) + 1


answering.deadline(
    "answer",
    "S000-m-3.1.7b",
    zh="答复稽核问题限期",
    en="the answer to a finding",
    starts=(RecordFinding, FollowUpFinding),
    ends=(AnswerFinding,),
    figure=By("due_at"),
    each=which_finding,
)
