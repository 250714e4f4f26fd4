"""The duty log, major matters, inspections (S004-p7-duty-2, duty-6, handover-2)."""

from __future__ import annotations

from pydantic import Field, JsonValue

from ....workflow.case import Case
from ....workflow.events import Clock, matter_of
from ....workflow.forms import Command, PersonRef, Text
from ....workflow.language import Label
from ....workflow.parts import Note
from ....workflow.sheet import Sheet
from ....workflow.states import WHILE_OPEN, stay
from ...lapses import what_lapsed
from ...roles import DIRECTOR
from ..people import LOG_WRITERS
from ..states import WORKING
from .log import is_major, row_is_major, row_lacks_its_action, row_of, told_to_the_director

duty = Sheet()


@duty.step(
    ("S004-p7-duty-2", "S004-p7-handover-2"),
    stay(*WORKING),
    by=LOG_WRITERS,
    records="DutyLogged",
)
class LogEntry(Command, zh="记值班记录"):
    """Write what happens into the duty log; 无 where nothing happened."""

    matter: Text = Field(title="事项")
    action: Text | None = Field(None, title="处理情况")
    major: bool | None = Field(None, title="重大事项")


@duty.step(
    "S004-p7-handover-2",
    stay(*WORKING),
    by=LOG_WRITERS,
    records="DutyEntryFilled",
    only_if=(row_lacks_its_action.by("S004-p7-handover-2"),),
    inferred=True,
)
class FillEntry(Command, zh="补填值班记录"):
    """Fill in what a row of the log leaves out."""

    row: int = Field(title="行号")
    action: Text = Field(title="处理情况")


@duty.step(
    "S004-p7-duty-2",
    stay(*WORKING),
    by=LOG_WRITERS,
    records="MajorReported",
    only_if=(row_is_major.by("S004-p7-duty-2"), told_to_the_director.by("S004-p7-duty-2")),
)
class ReportMajor(Command, zh="报告重大事项"):
    """Report a major matter to the director at once."""

    row: int = Field(title="行号")
    recipient: PersonRef = Field(title="报告对象")


@duty.step("S004-p7-duty-6", WHILE_OPEN, by=DIRECTOR, records="DutyInspected")
class InspectDuty(Command, zh="检查值班"):
    """Inspect the duty unannounced as director, and deal with what is found."""

    finding: Text = Field(title="检查情况")
    handled: Text = Field(title="处理情况")


def _report_late(case: Case, clock: Clock) -> dict[str, JsonValue]:
    return {**what_lapsed(case, clock), "row": int(matter_of(clock.deadline))}


duty.deadline(
    "major_report",
    "S004-p7-duty-2",
    zh="重大事项立即报告",
    en="reporting a major matter",
    starts=(LogEntry,),
    only_when=is_major,
    ends=(ReportMajor,),
    figure="PT30M",
    configured=True,
    each=row_of,
    on_lapse=(
        Note(
            "MajorReportLate",
            Label("重大事项报告过迟", "a major matter reported late"),
            ("S004-p7-duty-2",),
            _report_late,
        ),
    ),
)
