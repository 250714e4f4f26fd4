"""An audit ends when each case has its result and each finding its answer."""

from __future__ import annotations

from pydantic import Field

from ...workflow.case import Case
from ...workflow.forms import Command, Text
from ...workflow.rules import rule
from ...workflow.sheet import Sheet
from ..roles import AUDITOR
from .answering import ACCEPTED, standing
from .drawing import OpenAudit, sampled
from .examining import examined
from .states import CLOSED, EXAMINING

ending = Sheet()


@rule("S000-m-3.1.7b", says="every case of the sample has its result")
def all_examined(case: Case) -> bool:
    """Hold where no drawn case is left."""
    return sampled(case) == examined(case)


@rule("S000-m-3.1.7b", says="every finding has an answer that was accepted")
def all_answered(case: Case) -> bool:
    """Hold where no finding is open, and no answer waits to be judged."""
    return all(state == ACCEPTED for state in standing(case).values())


@ending.step(
    ("S004-p7-visit-6", "S000-m-3.1.7b"),
    EXAMINING >> CLOSED,
    by=AUDITOR,
    records="AuditClosed",
    only_if=(all_examined, all_answered),
    inferred=True,
)
class CloseAudit(Command, zh="稽核结案"):
    """Close the audit with what it comes to."""

    conclusion: Text = Field(title="稽核结论")


ending.deadline(
    "examination",
    "S004-p7-visit-6",
    zh="稽核期限",
    en="the audit within a quarter",
    starts=(OpenAudit,),
    ends=(CloseAudit,),
    figure="P3M",
    configured=True,
)
