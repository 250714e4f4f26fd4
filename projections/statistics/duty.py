"""The month's shifts: handed over, refused, late, left (S004-p7-duty, handover; S001-ch3.2-10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from ...domain.shift.choices import RefusalGround
from ...workflow.events import deadline_of
from ...workflow.language import Label, Until, message
from ..clocks import due_at, is_late
from ..columns import at, labels_of
from .counting import COUNT, called, deadlines
from .history import Basis, History, moment
from .periods import Period
from .tables import Called, Chart, Row, Table

COUNTED = {
    "ShiftStarted": Label("已值班", "started"),
    "ShiftHandedOver": Label("已交接", "handed over"),
    "HandoverRefused": Label("拒接", "refused"),
    "DiscrepancyRecorded": Label("物品差异", "discrepancies"),
    "MajorRepairOverruled": Label("重大维修书面决定", "major repairs overruled"),
    "AbsenceRequested": Label("请假", "leave asked for"),
    "AbsenceApproved": Label("准假", "leave approved"),
    "AbsenceDenied": Label("不准假", "leave denied"),
    "PostLeft": Label("离岗（有替班）", "left with a substitute"),
    "PostDeserted": Label("擅离职守（旷工）", "deserted"),
    "DutyInspected": Label("主任检查", "inspections by the director"),
    "MajorReported": Label("重大事项上报", "major matters reported"),
}


def month(basis: Basis, period: Period) -> list[Table]:
    """Count the shifts that began in a month."""
    cases = [one for one in basis.of("shift") if period.has(_starts_at(one))]
    return [
        _summary(basis, cases),
        _refusals(cases),
        Table(
            "late",
            Label("迟到与逾期", "late"),
            {
                "shift": Label("编号", "no."),
                "duty_person": Label("值班人员", "on duty"),
                "deadline": Label("时限", "deadline"),
                "due_at": Label("到期", "due"),
                "came_at": Label("完成时间", "came at"),
                "by": Label("接班人", "incoming"),
            },
            [row for case in cases for row in _late(basis, case)],
        ),
        deadlines(basis, period, cases),
    ]


def _starts_at(case: History) -> datetime | None:
    return at(case.word("starts_at", "ShiftRostered"))


def _summary(basis: Basis, cases: Sequence[History]) -> Table:
    names = sorted({one.procedure for one in cases})
    columns = {name: basis.procedure(name) for name in names}
    return Table(
        "summary",
        Label("值班与交接班", "shifts"),
        {"figure": Label("项目", "figure"), **columns, "all": Label("合计", "all together")},
        list(_figures(cases, names)),
        (
            message(
                "A shift counts in the month in which it begins by the roster, with everything "
                "that happened in it (S004-p7-duty-1, S001-ch3.2-10a)."
            ),
        ),
    )


def _figures(cases: Sequence[History], names: Sequence[str]) -> Iterator[Row]:
    yield _figure(Called("rostered", Label("排班", "rostered")), cases, names, "ShiftRostered")
    for event, label in COUNTED.items():
        yield _figure(Called(event, label), cases, names, event)
    major = Called("major", Label("重大事项", "major matters"))
    yield _figure(major, cases, names, "DutyLogged", only="major")


def _figure(
    said: Called, cases: Sequence[History], names: Sequence[str], event: str, only: str = ""
) -> Row:
    found = Counter(
        case.procedure
        for case in cases
        for one in case.entries(event)
        if not only or one["form"].get(only)
    )
    return {"figure": said, **{name: found[name] for name in names}, "all": found.total()}


def _refusals(cases: Sequence[History]) -> Table:
    found = Counter(
        str(ground)
        for case in cases
        for one in case.entries("HandoverRefused")
        for ground in _grounds(one["form"].get("grounds"))
    )
    labels = labels_of(RefusalGround)
    return Table(
        "refusals",
        Label("拒接理由", "grounds of refusals"),
        {"ground": Label("理由", "ground"), "count": COUNT},
        [{"ground": called(ground, labels), "count": found[ground]} for ground in labels],
        (message("A refusal may have several grounds (S004-p7-handover-6)."),),
        (Chart("bars", "ground", ("count",)),),
    )


def _grounds(said: object) -> list[object]:
    return list(said) if isinstance(said, list) else []


def _late(basis: Basis, case: History) -> Iterator[Row]:
    arrived = case.last("IncomingArrived")
    for timer in case.timers():
        page = basis.deadline(case, timer)
        code = deadline_of(timer["deadline"])
        if is_late(timer, basis.as_of):
            yield {
                "shift": case.number,
                "duty_person": case.word("duty_person", "ShiftRostered"),
                "deadline": Called(code, page.label if page else code),
                "due_at": Until(due_at(timer)),
                "came_at": moment(timer["ended_at"]) if timer["ended_at"] else None,
                "by": arrived["by"] if arrived else None,
            }
