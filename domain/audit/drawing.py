"""The audit begins with the cases that were drawn, and with what they were drawn by.

Seed, size and log position are written down, so that anybody can draw the same cases again.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, JsonValue

from ...workflow.case import Case
from ...workflow.forms import CaseRef, Command, Text
from ...workflow.request import Ask
from ...workflow.rules import rule
from ...workflow.sheet import Sheet
from ...workflow.states import NEW
from ..roles import AUDITOR
from .states import OPENED

drawing = Sheet()


def sampled(case: Case) -> frozenset[str]:
    """Give the numbers of the cases that were drawn."""
    found = case.value("cases", "AuditOpened")
    return frozenset(map(str, found if isinstance(found, list) else ()))


@rule("S004-p7-visit-6", says="at least one case is drawn, and none twice")
def each_case_once(case: Case, form: OpenAudit) -> bool:
    """Hold for a list of different cases."""
    return 0 < len(form.cases) == len(set(form.cases))


def how_many(case: Case, form: Command, ask: Ask) -> Mapping[str, JsonValue]:
    """Write down the size of the sample."""
    if not isinstance(form, OpenAudit):
        raise TypeError(form)
    return {"size": len(form.cases)}


@drawing.step(
    ("S004-p7-visit-6", "S004-p7-duty-6"),
    NEW >> OPENED,
    by=AUDITOR,
    records="AuditOpened",
    only_if=(each_case_once,),
    adds=how_many,
    inferred=True,
)
class OpenAudit(Command, zh="开始稽核"):
    """Open an audit of the cases that were drawn."""

    cases: list[CaseRef] = Field(title="抽中案件")
    seed: Text = Field(title="随机种子")
    position: int = Field(title="日志序号")
    scope: Text | None = Field(None, title="抽样范围")
