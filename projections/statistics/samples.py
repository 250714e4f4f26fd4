"""The director's sample of a quarter (S004-p7-visit-3, 4), and the audit of the follow-ups (6)."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.sample.choices import AuditDepartment, SampleAnswer
from ...domain.sample.drawing import smallest
from ...workflow.language import Label, Until, message
from ..clocks import due_at, is_late
from ..columns import labels_of
from ..registers.case_row import Entry
from .counting import called
from .figures import Rate
from .follow_ups import coverage, rounds
from .history import Basis, History, dated
from .periods import Period
from .ratings import RATED, rated
from .tables import Called, Row, Table

SERVICES = {
    "repair_service": Label("维修服务", "repairs"),
    "front_desk": Label("前台接待", "front desk"),
    "cleaning": Label("保洁", "cleaning"),
    "greening": Label("绿化", "greening"),
    "security": Label("治安管理", "security"),
}


def sample(basis: Basis, period: Period) -> list[Table]:
    """Tell what was sampled in a quarter, what was found and what was done about it."""
    cases = _of_quarter(basis, period)
    return [
        _samples(basis, cases),
        answers(visits(cases)),
        Table(
            "findings",
            Label("发现的问题", "findings"),
            {
                "sample": Label("抽查编号", "sample"),
                "about": Label("相关案件", "case"),
                "finding": Label("问题", "finding"),
                "found_at": Label("发现时间", "found"),
                "result": Label("处理结果", "what was done"),
                "handled_at": Label("处理时间", "handled"),
            },
            [row for case in cases for row in _findings(case)],
            (message("Problems found are handled promptly and filed (S004-p7-visit-4)."),),
        ),
    ]


def audit(basis: Basis, period: Period) -> list[Table]:
    """Tell who has audited a quarter's follow-ups, and the figures that were audited."""
    cases = _of_quarter(basis, period)
    return [
        Table(
            "audits",
            Label("回访工作检查", "audits of the follow-ups"),
            {
                "sample": Label("抽查编号", "sample"),
                "department": Label("检查部门", "department"),
                "due_at": Label("限期", "due"),
                "audited_at": Label("检查时间", "audited"),
                "by": Label("检查人", "by"),
                "finding": Label("检查考核情况", "finding"),
                "late": Label("逾期", "late or missed"),
            },
            [row for case in cases for row in _audits(basis, case)],
            (
                message(
                    "The quality and the production department audit once a quarter, by its last "
                    "day at 24:00 (S004-p7-visit-6)."
                ),
            ),
        ),
        coverage(basis, rounds(basis, period)),
    ]


def _of_quarter(basis: Basis, period: Period) -> list[History]:
    return [c for c in basis.of("sample") if c.word("quarter", "SampleDue").strip() == period.name]


def _samples(basis: Basis, cases: list[History]) -> Table:
    return Table(
        "samples",
        Label("抽查情况", "samples"),
        {
            "sample": Label("抽查编号", "sample"),
            "population": Label("本季报修", "repairs of the quarter"),
            "needed": Label("至少抽查", "at least to be drawn"),
            "size": Label("抽查数", "drawn"),
            "share": Label("抽查率", "share"),
            "visited": Label("已访", "visited"),
            "findings": Label("问题", "findings"),
            "handled": Label("已处理", "handled"),
            "completed_at": Label("完成时间", "completed"),
            "late": Label("逾期", "late or missed"),
            "archive_no": Label("归档号", "archive no."),
            "improvements": Label("意见与改进", "opinions and improvements"),
        },
        [_sample(basis, one) for one in cases],
        (
            message(
                "A fifth of the quarter's repair records, rounded up; the director visits each "
                "by the quarter's last day at 24:00 (S004-p7-visit-3, S004-p7-visit-5)."
            ),
        ),
    )


def _sample(basis: Basis, case: History) -> Row:
    drawn = case.last("SampleDrawn")
    form = drawn["form"] if drawn else {}
    population, found = (_size(form.get(name)) for name in ("population", "sample"))
    return {
        "sample": case.number,
        "population": population,
        "needed": smallest(population),
        "size": found,
        "share": Rate(found, population),
        "visited": len(case.entries("SampleVisitRecorded")),
        "findings": len(case.entries("FindingRecorded")),
        "handled": len(case.entries("FindingHandled")),
        "completed_at": case.first("SampleCompleted"),
        "late": any(is_late(one, basis.as_of) for one in case.timers("quarterly_sample")),
        "archive_no": case.word("archive_no", "SampleFiled"),
        "improvements": case.word("opinions_summary", "SampleCompleted"),
    }


def _size(cases: object) -> int:
    return len(cases) if isinstance(cases, list) else 0


def visits(cases: list[History], period: Period | None = None) -> list[Entry]:
    """Give the visits of samples, in a period where one is told."""
    return [one for case in cases for one in case.entries("SampleVisitRecorded", within=period)]


def answers(found: list[Entry]) -> Table:
    """Count the answers on each service; whoever did not use it is not rated."""
    return Table(
        "answers",
        Label("各项服务满意率", "satisfaction by service"),
        {"service": Label("服务项目", "service"), **RATED, "not_used": SampleAnswer.NOT_USED.label},
        [
            {"service": Called(service, label), **rating(found, service)}
            for service, label in SERVICES.items()
        ],
        (message("Whoever did not use a service does not rate it."),),
    )


def rating(found: list[Entry], service: str) -> Row:
    """Count the answers on one service."""
    said = [str(one["form"].get(service)) for one in found]
    yes, no = said.count(SampleAnswer.SATISFIED), said.count(SampleAnswer.DISSATISFIED)
    return rated(Rate(yes, yes + no), len(said) - yes - no)


def _findings(case: History) -> Iterator[Row]:
    handled = {str(one["form"].get("row")): one for one in case.entries("FindingHandled")}
    for row, one in enumerate(case.entries("FindingRecorded"), 1):
        done = handled.get(str(row))
        yield {
            "sample": case.number,
            "about": str(one["form"].get("about")),
            "finding": str(one["form"].get("finding")),
            "found_at": dated(one),
            "result": str(done["form"].get("result")) if done else None,
            "handled_at": dated(done) if done else None,
        }


def _audits(basis: Basis, case: History) -> Iterator[Row]:
    labels = labels_of(AuditDepartment)
    for department in labels:
        made = [
            one
            for one in case.entries("FollowUpsAudited")
            if one["form"].get("audit_department") == department
        ]
        timer = next(iter(case.timers(f"{department}_audit")), None)
        yield {
            "sample": case.number,
            "department": called(department, labels),
            "due_at": Until(due_at(timer)) if timer else None,
            "audited_at": dated(made[0]) if made else None,
            "by": made[0]["by"] if made else None,
            "finding": str(made[0]["form"].get("finding")) if made else None,
            "late": is_late(timer, basis.as_of) if timer else None,
        }
