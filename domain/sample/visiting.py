"""Visiting what was drawn, putting right what is found, the end (S004-p7-visit-3 to visit-5)."""

from __future__ import annotations

from pydantic import Field

from ...workflow.case import Case
from ...workflow.forms import CaseOfWhom, CaseRef, Command, Private, Text
from ...workflow.rules import rule
from ...workflow.sheet import Sheet
from ...workflow.states import stay
from ..lapses import noted
from ..roles import DIRECTOR
from .choices import SampleAnswer
from .drawing import END_OF_THE_QUARTER, OpenQuarter
from .states import COMPLETED, DRAWN, FILED, VISITING

visiting = Sheet()


def sampled(case: Case) -> frozenset[str]:
    """Give the numbers that were drawn."""
    found = case.value("sample", "SampleDrawn")
    return frozenset(map(str, found if isinstance(found, list) else ()))


def visited(case: Case) -> frozenset[str]:
    """Give the numbers that were visited."""
    visits = (event for event in case.past if event.name == "SampleVisitRecorded")
    return frozenset(str(event.form["about"]) for event in visits)


@rule("S004-p7-visit-3", says="the case is in the sample and not visited yet")
def to_be_visited(case: Case, form: RecordSampleVisit) -> bool:
    """Hold for a case that is still to be visited."""
    return form.about in sampled(case) - visited(case)


@visiting.step(
    ("S004-p7-visit-3", "S004-p7-visit-5"),
    (DRAWN, VISITING) >> VISITING,
    by=DIRECTOR,
    records="SampleVisitRecorded",
    only_if=(to_be_visited,),
)
class RecordSampleVisit(Command, zh="记录抽查回访"):
    """Ask a user about every service, and for an opinion."""

    about: CaseOfWhom = Field(title="抽查案件")
    repair_service: SampleAnswer = Field(title="维修服务")
    front_desk: SampleAnswer = Field(title="前台接待")
    cleaning: SampleAnswer = Field(title="保洁")
    greening: SampleAnswer = Field(title="绿化")
    security: SampleAnswer = Field(title="治安管理")
    opinion: Private = Field(title="客户意见")


# ---------------------------------------------------------------- findings


def findings(case: Case) -> int:
    """Count the findings; they are numbered from 1."""
    return sum(event.name == "FindingRecorded" for event in case.past)


def handled(case: Case) -> frozenset[int]:
    """Give the numbers of the findings that were handled."""
    handling = (event for event in case.past if event.name == "FindingHandled")
    return frozenset(row for event in handling if isinstance(row := event.form["row"], int))


@rule("S004-p7-visit-4", says="the finding is about a case of the sample")
def about_the_sample(case: Case, form: RecordFinding) -> bool:
    """Hold for a case that was drawn."""
    return form.about in sampled(case)


@visiting.step(
    "S004-p7-visit-4",
    stay(VISITING),
    by=DIRECTOR,
    records="FindingRecorded",
    only_if=(about_the_sample,),
)
class RecordFinding(Command, zh="记录发现的问题"):
    """Write down a problem that was found."""

    about: CaseRef = Field(title="相关案件")
    finding: Text = Field(title="发现的问题")


@rule("S004-p7-visit-4", says="the finding is there and still open")
def finding_open(case: Case, form: HandleFinding) -> bool:
    """Hold for a number of a finding that was not handled."""
    return 0 < form.row <= findings(case) and form.row not in handled(case)


@visiting.step(
    "S004-p7-visit-4",
    stay(VISITING),
    by=DIRECTOR,
    records="FindingHandled",
    only_if=(finding_open,),
)
class HandleFinding(Command, zh="处理问题"):
    """Have a finding put right promptly and write down the result."""

    row: int = Field(title="问题序号")
    result: Text = Field(title="处理结果")


# ---------------------------------------------------------------- the end


@rule("S004-p7-visit-3", says="every case of the sample is visited")
def all_visited(case: Case) -> bool:
    """Hold where no drawn case is left; also where none was drawn."""
    return sampled(case) == visited(case)


@rule("S004-p7-visit-4", says="every finding is handled")
def all_handled(case: Case) -> bool:
    """Hold where no finding is open."""
    return len(handled(case)) == findings(case)


@visiting.step(
    ("S004-p7-visit-3", "S004-p7-visit-4", "S004-p7-visit-5"),
    (DRAWN, VISITING) >> COMPLETED,
    by=DIRECTOR,
    records="SampleCompleted",
    only_if=(all_visited, all_handled),
)
class CompleteSample(Command, zh="完成抽查"):
    """Complete the sample with what users think and what is improved."""

    opinions_summary: Text = Field(title="意见与改进")


@visiting.step("S004-p7-visit-4", COMPLETED >> FILED, by=DIRECTOR, records="SampleFiled")
class FileSample(Command, zh="抽查归档"):
    """File the result."""

    archive_no: Text = Field(title="归档号")


def which_finding(case: Case, form: Command) -> int:
    """Number the finding that a step records or handles."""
    return form.row if isinstance(form, HandleFinding) else findings(case) + 1


visiting.deadline(
    "quarterly_sample",
    "S004-p7-visit-3",
    zh="每季抽查",
    en="a sample each quarter",
    starts=(OpenQuarter,),
    ends=(CompleteSample,),
    figure=END_OF_THE_QUARTER,
    on_lapse=(noted("SampleMissed", "本季未抽查", "no sample this quarter", "S004-p7-visit-3"),),
)

visiting.deadline(
    "finding",
    "S004-p7-visit-4",
    zh="及时处理问题",
    en="handling a finding promptly",
    starts=(RecordFinding,),
    ends=(HandleFinding,),
    figure="P7D",
    configured=True,
    each=which_finding,
)
