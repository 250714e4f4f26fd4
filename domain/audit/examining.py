"""Each case of the sample gets a result: what was found, or that nothing was found."""

from __future__ import annotations

from pydantic import Field

from ...workflow.case import Case
from ...workflow.forms import CaseRef, Command, Department, Future, Text
from ...workflow.request import Ask
from ...workflow.rules import rule
from ...workflow.sheet import Sheet
from ..roles import AUDITOR
from .choices import Gravity
from .drawing import sampled
from .states import EXAMINING, OPENED

examining = Sheet()
FOUND, SOUND = "AuditFindingRecorded", "NothingFoundRecorded"


def examined(case: Case, *names: str) -> frozenset[str]:
    """Give the numbers of the cases that have a result, or one of these kinds."""
    results = (event for event in case.past if event.name in (names or (FOUND, SOUND)))
    return frozenset(str(event.form["about"]) for event in results)


@rule("S004-p7-visit-6", says="the case is in the sample")
def in_the_sample(case: Case, form: RecordFinding | RecordNothingFound) -> bool:
    """Hold for a case that was drawn."""
    return form.about in sampled(case)


@rule("S004-p7-visit-6", says="nobody examines a case in which he acted", kind="NotYourRole")
def not_his_own(case: Case, form: RecordFinding | RecordNothingFound, ask: Ask) -> bool:
    """Hold where the auditor took no step of the case that he examines."""
    return all(ask.actor.person != event.person for event in ask.cases[form.about].past)


@rule("S001-t2-16", says="the case has such an entry")
def an_entry_of_the_case(case: Case, form: RecordFinding, ask: Ask) -> bool:
    """Hold where the entry is there, or none is named."""
    return form.version is None or 0 < form.version <= ask.cases[form.about].version


@rule("S004-p7-visit-6", says="the case was not found in order before")
def not_in_order(case: Case, form: RecordFinding) -> bool:
    """Hold unless it is recorded that nothing was found."""
    return form.about not in examined(case, SOUND)


@rule("S004-p7-visit-6", says="the case has no result yet")
def no_result_yet(case: Case, form: RecordNothingFound) -> bool:
    """Hold for a case that is still to be examined."""
    return form.about not in examined(case)


@examining.step(
    ("S004-p7-visit-6", "S001-t2-16"),
    (OPENED, EXAMINING) >> EXAMINING,
    by=AUDITOR,
    records=FOUND,
    only_if=(in_the_sample, not_in_order, not_his_own, an_entry_of_the_case),
    inferred=True,
)
class RecordFinding(Command, zh="记录发现的问题"):
    """Write down what was found in a case, and who answers by when."""

    about: CaseRef = Field(title="相关案件")
    version: int | None = Field(None, title="第几条记录")
    clause: Text = Field(title="条款")
    severity: Gravity = Field(title="程度")
    finding: Text = Field(title="发现的问题")
    department: Department = Field(title="责任部门")
    due_at: Future = Field(title="限期")


@examining.step(
    ("S004-p7-visit-6", "S001-t2-16"),
    (OPENED, EXAMINING) >> EXAMINING,
    by=AUDITOR,
    records=SOUND,
    only_if=(in_the_sample, no_result_yet, not_his_own),
    inferred=True,
)
class RecordNothingFound(Command, zh="记录未发现问题"):
    """Write down that a case was examined and is in order."""

    about: CaseRef = Field(title="相关案件")
    remark: Text | None = Field(None, title="说明")
