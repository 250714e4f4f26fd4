"""An audit of cases that were drawn: each gets a result, each finding an answer [inferred].

The documents have the follow-ups checked each quarter (S004-p7-visit-6), duty inspected and what
is found handled (S004-p7-duty-6), records looked at (S001-t2-16); how, they leave open. So every
step here is ours, and the aim is theirs: each matter an outcome, each item an answer.
"""

from __future__ import annotations

from ...workflow.corrections import corrections
from ...workflow.procedure import Procedure
from ..roles import AUDITOR, ROLES
from .answering import answering
from .drawing import drawing
from .ending import ending
from .examining import examining

audit = Procedure(
    "audit/office",
    edition="1",
    zh="案件抽样稽核",
    en="The audit of a sample of cases",
    document="S004-p7-visit-6, duty-6; S001-t2-16; S000-m-3.1.7b",
    record="稽核记录",
    prefix="A",
    roles=(AUDITOR, *ROLES),
    sheets=(drawing, examining, answering, ending),
)

corrections(audit, "S004-p7-visit-6", by=AUDITOR)
