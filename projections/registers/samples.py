"""The register of samples 抽查登记簿: one line a quarter."""

from __future__ import annotations

from ...domain.sample.choices import AuditDepartment, SampleAnswer
from ...workflow.language import Label, message
from ..columns import Value, labels_of
from . import case_columns as column
from . import case_facts as of
from .case_columns import CaseColumn, blank, due, instant, many, number
from .case_facts import Line
from .case_row import Book, entries
from .layout import Layout
from .words import Words, telling

VISITED, FOUND, HANDLED = "SampleVisitRecorded", "FindingRecorded", "FindingHandled"
AUDITED = "FollowUpsAudited"
SERVICES = ("repair_service", "front_desk", "cleaning", "greening", "security")

SAMPLES = Book(
    "sample_register",
    2,
    ("sample",),
    blanks={
        "SampleDue": ("quarter",),
        "SampleDrawn": ("seed", "population", "sample"),
        "SampleCompleted": ("opinions_summary",),
        "SampleFiled": ("archive_no",),
    },
    people={"SampleDrawn": "drawn_by"},
    marks={
        "SampleDrawn": "drawn_at",
        "SampleCompleted": "completed_at",
        "SampleFiled": "closed_at",
    },
    entries={
        VISITED: ("about", *SERVICES, "opinion"),
        FOUND: ("about", "finding"),
        HANDLED: ("row", "result"),
        AUDITED: ("audit_department", "finding"),
    },
)


def _columns(words: Words) -> tuple[CaseColumn, ...]:
    return (
        column.no(),
        blank("quarter", "季度", 8),
        instant("opened_at", "开始时间", "opened"),
        column.state(words),
        column.text("drawn_by", "抽样人", of.in_person("drawn_by"), 10),
        instant("drawn_at", "抽样时间", "drawn"),
        blank("seed", "随机种子"),
        number("population", "维修总数", _length("population")),
        number("sample_size", "样本数", _length("sample")),
        many("sample", "样本", of.in_list("sample")),
        number("visited", "已回访数", of.times(VISITED)),
        many("visits", "抽查回访", of.each(VISITED), _visit_told),
        number("satisfied", "满意项数", _answers(SampleAnswer.SATISFIED)),
        number("dissatisfied", "不满意项数", _answers(SampleAnswer.DISSATISFIED)),
        number("findings", "问题数", of.times(FOUND)),
        number("open_findings", "未处理问题数", _open_findings),
        many("found", "发现的问题", of.each(FOUND), _finding_told),
        many("handled", "处理结果", of.each(HANDLED), _handling_told),
        due("sample_due_at", "抽查期限", "sample due", of.due_of("quarterly_sample")),
        *column.deadlines(words),
        blank("opinions_summary", "意见与改进", 24),
        many("audits", "检查考核", of.each(AUDITED), _audit_told),
        instant("completed_at", "完成时间", "completed"),
        blank("archive_no", "归档号", 14),
        instant("closed_at", "归档时间", "filed"),
        *column.closing(words),
    )


SAMPLE_REGISTER = Layout(
    "samples",
    Label("抽查登记簿", "register of samples"),
    SAMPLES,
    _columns,
    short=(
        *("no", "quarter", "state", "population", "sample_size", "visited", "dissatisfied"),
        *("open_findings", "next_due_at", "overdue"),
    ),
)

_visit_told = telling(
    message(
        "{about}: repairs {repair_service}, front desk {front_desk}, cleaning {cleaning}, "
        "greening {greening}, security {security}; {opinion}"
    ),
    **dict.fromkeys(SERVICES, labels_of(SampleAnswer)),
)
_finding_told = telling(message("{about}: {finding}"))
_handling_told = telling(message("no. {row}: {result} ({by}, {at})"))
_audit_told = telling(
    message("{audit_department}: {finding} ({by}, {at})"),
    audit_department=labels_of(AuditDepartment),
)


def _length(name: str) -> of.Of:
    def value(line: Line) -> Value:
        found = of.in_list(name)(line)
        return len(found) if isinstance(found, list) and "drawn_at" in line.row["marks"] else None

    return value


def _answers(answer: SampleAnswer) -> of.Of:
    """Count how often users gave an answer about a service."""

    def value(line: Line) -> int:
        asked = [one["form"] for one in entries(line.row, VISITED)]
        return sum(form[service] == answer for form in asked for service in SERVICES)

    return value


def _open_findings(line: Line) -> int:
    handled = {str(one["form"]["row"]) for one in entries(line.row, HANDLED)}
    return len(entries(line.row, FOUND)) - len(handled)
