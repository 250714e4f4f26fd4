"""What was promised and what is overdue, at any time (S003-3.5.4, S004-p7-first-5).

A promise is a deadline that somebody named for the case: until when the department works, when
the customer is visited or answered again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...workflow.events import deadline_of
from ...workflow.language import Label, Until, message
from ..clocks import Timer, due_at, is_late
from .counting import called, due_in
from .history import Basis, History, moment
from .periods import Period
from .tables import Called, Row, Table, Value

BREACH = "FirstContactBreachNoted"
PROMISED = "by "


def promises(basis: Basis, period: Period) -> list[Table]:
    """List running promises and whatever is overdue; count what was missed in the period."""
    return [
        Table(
            "promises",
            Label("承诺时间表", "promises due"),
            _COLUMNS,
            [_row(basis, *one) for one in _running(basis) if _is_promise(one[1])],
            (message("Instants that somebody named for the case, and that have not come true."),),
        ),
        Table(
            "overdue",
            Label("逾期清单", "overdue"),
            _COLUMNS,
            [_row(basis, *one) for one in _running(basis) if is_late(one[1], basis.as_of)],
            (message("Everything that runs and was over at the instant of the report."),),
        ),
        _departments(basis, period),
        _breaches(basis, period),
    ]


_COLUMNS = {
    "case": Label("编号", "no."),
    "deadline": Label("时限", "deadline"),
    "due_at": Label("到期", "due"),
    "department": Label("责任部门", "department"),
    "person": Label("首问责任人", "first contact"),
    "clause": Label("条款", "clause"),
    "overdue": Label("逾期", "overdue"),
}


def _running(basis: Basis) -> list[tuple[History, Timer]]:
    found = [
        (case, one) for case in basis.cases for one in case.row["timers"] if not one["ended_at"]
    ]
    return sorted(found, key=lambda one: (due_at(one[1]), one[0].number, one[1]["deadline"]))


def _is_promise(timer: Timer) -> bool:
    return timer["figure"].startswith(PROMISED)


def _row(basis: Basis, case: History, timer: Timer) -> Row:
    return {
        "case": case.number,
        "deadline": _deadline(basis, case, timer),
        "due_at": Until(due_at(timer)),
        "department": _department(case),
        "person": case.row["first_contact"],
        "clause": timer["clause"],
        "overdue": is_late(timer, basis.as_of),
    }


def _deadline(basis: Basis, case: History, timer: Timer) -> Value:
    code = deadline_of(timer["deadline"])
    page = basis.deadline(case, timer)
    return Called(code, page.label if page else code)


def _department(case: History) -> str:
    return case.word("department", "Dispatched", "RequestDispatched", "NextVisitFixed")


def _departments(basis: Basis, period: Period) -> Table:
    """Count by department the work that it owes and that it did not do in time."""
    due, missed, overdue = Counter[str](), Counter[str](), Counter[str]()
    for case in basis.of("complaint", "request"):
        department = _department(case)
        for timer in due_in(period, case.timers("work")):
            due[department] += 1
            missed[department] += is_late(timer, basis.as_of)
            overdue[department] += is_late(timer, basis.as_of) and not timer["ended_at"]
    order = sorted(due, key=lambda name: (-missed[name], name))
    return Table(
        "departments",
        Label("部门逾期", "departments late"),
        {
            "department": Label("责任部门", "department"),
            "due": Label("到期", "due"),
            "missed": Label("逾期", "missed"),
            "overdue": Label("仍未完成", "still not done"),
        },
        [
            {
                "department": called(name),
                "due": due[name],
                "missed": missed[name],
                "overdue": overdue[name],
            }
            for name in order
        ],
        (
            message(
                "Work of departments that was due in the period; whoever is late is passed on to "
                "Administration and HR (S003-3.5.4)."
            ),
        ),
    )


def _breaches(basis: Basis, period: Period) -> Table:
    return Table(
        "breaches",
        Label("首问责任未尽", "first-contact duty not fulfilled"),
        {
            "person": Label("首问责任人", "first contact"),
            "case": Label("编号", "no."),
            "deadline": Label("时限", "deadline"),
            "due_at": Label("到期", "due"),
            "came_at": Label("完成时间", "came at"),
        },
        list(_breach_rows(basis, period)),
        (
            message(
                "Deadlines of the first-contact person that were due in the period and missed, "
                "whether or not the clock has recorded it (S004-p7-first-5.3, S004-p7-first-5.5)."
            ),
        ),
    )


def _breach_rows(basis: Basis, period: Period) -> Iterator[Row]:
    for case in basis.cases:
        for timer in due_in(period, case.timers()):
            page = basis.deadline(case, timer)
            is_his = page is not None and any(note.event == BREACH for note in page.notes)
            if is_his and is_late(timer, basis.as_of):
                yield {
                    "person": case.row["first_contact"],
                    "case": case.number,
                    "deadline": _deadline(basis, case, timer),
                    "due_at": Until(due_at(timer)),
                    "came_at": moment(timer["ended_at"]) if timer["ended_at"] else None,
                }
