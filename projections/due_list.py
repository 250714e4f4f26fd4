"""The due list 到期清单: every running deadline of every open case, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, cast

from ..workflow.events import Recorded, matter_of
from ..workflow.language import Label
from ..workflow.parts import Step
from ..workflow.people import Role
from ..workflow.procedure import Procedure
from ..workflow.rulebook import Rulebook
from ..workflow.store import Row, Store
from .answering import Answering, follow, in_hand
from .clocks import Timer, due_at, is_late, run, running
from .kept import Kept, Table
from .projection import Projection
from .written import Written, mend, read, write


class OpenCase(TypedDict):
    """An open case with the deadlines that run in it."""

    procedure: str
    edition: str
    state: str
    answering: Answering
    written: Written
    timers: list[Timer]


@dataclass(frozen=True, slots=True)
class Due:
    """A running deadline: of which case, by which clause, until when, and whose it is.

    `person` is who has the work in hand where it is a department's, else who faces the
    customer, as `answering` tells for every register; nobody yet where a department owes an
    auditor its answer. `by` are the roles that may end it.
    `overdue` is judged at the time of reading, and it is overdue since `due_at`. `lapsed_at` is
    when the clock recorded the lapse, None if it has not.
    """

    case: str
    customer: str
    page: str
    procedure: Label
    state_code: str
    state: Label
    deadline: str
    label: Label
    clause: str
    due_at: datetime
    figure: str
    started_by: Label
    started_at: datetime
    department: str
    person: str
    is_of_department: bool
    by: tuple[Role, ...]
    overdue: bool
    lapsed_at: datetime | None

    @property
    def responsible(self) -> str:
        """Name the department or the person that answers for it."""
        return (self.department if self.is_of_department else "") or self.person


class DueList:
    """What is due in the office, soonest first."""

    def __init__(self, store: Store, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.kept = Kept(store, open_cases(rulebook))

    def items(
        self, *, now: datetime, at: datetime | None = None, position: int | None = None
    ) -> list[Due]:
        """Give every running deadline, judged at `now`, or as of an instant or a log position.

        `at` takes the place of `now`.
        """
        rows = self.rows(at=at, position=position).rows
        found = (due for case, row in rows for due in self.of(case, row, at or now))
        return sorted(found, key=soonest)

    def overdue(
        self, *, now: datetime, at: datetime | None = None, position: int | None = None
    ) -> list[Due]:
        """Give those that are overdue."""
        return [due for due in self.items(now=now, at=at, position=position) if due.overdue]

    def rows(self, *, at: datetime | None = None, position: int | None = None) -> Table:
        """Give the open cases as they are kept, or as of an instant or a log position."""
        return self.kept.as_asked(at, position)

    def of(self, case: str, row: Row, now: datetime) -> Iterator[Due]:
        """Give the running deadlines of a row; none where nothing is known of its case."""
        if "timers" not in row:
            return
        known = cast("OpenCase", row)
        page = self.rulebook.pinned(known["procedure"], known["edition"])
        for timer in running(known["timers"]):
            yield _due(case, known, timer, page, now)


def soonest(due: Due) -> tuple[datetime, str, str]:
    """Order deadlines by their instants."""
    return due.due_at, due.case, due.deadline


def _due(case: str, row: OpenCase, timer: Timer, page: Procedure, now: datetime) -> Due:
    deadline = page.deadline_of(timer["deadline"])
    enders = [page.steps[step] for step in deadline.ends]
    by = {role.code: role for step in enders for role in step.by}
    started = page.steps.get(timer["started_by"])
    owed_by = _owed_by(row, timer)
    is_of_department = bool(owed_by) or is_for_the_department(enders[0])
    turn = in_hand(row["answering"]) if is_of_department else row["answering"]["front"]
    lapsed = timer["lapsed_at"]
    return Due(
        case=case,
        customer=str(read(row["written"], "name") or ""),
        page=page.name,
        procedure=page.label,
        state_code=row["state"],
        state=page.states[row["state"]].label,
        deadline=deadline.name,
        label=deadline.label,
        clause=timer["clause"],
        due_at=due_at(timer),
        figure=timer["figure"],
        started_by=started.label if started else Label(timer["started_by"], timer["started_by"]),
        started_at=datetime.fromisoformat(timer["started_at"]),
        department=owed_by or str(read(row["written"], "department") or ""),
        person="" if owed_by else turn["person"],
        is_of_department=is_of_department,
        by=tuple(by.values()),
        overdue=is_late(timer, now),
        lapsed_at=datetime.fromisoformat(lapsed) if lapsed else None,
    )


def _owed_by(row: OpenCase, timer: Timer) -> str:
    """Name the department that owes the answer to a finding, which is numbered by its clock."""
    number, asked = matter_of(timer["deadline"]), row["written"].get("department", [])
    return str(asked[int(number) - 1][1]) if number.isdigit() and asked else ""


def is_for_the_department(step: Step) -> bool:
    """Say whether a step is for people of the department that the case is with, and no others."""
    return all(role.own_department for role in step.by)


def open_cases(rulebook: Rulebook) -> Projection[OpenCase]:
    """Keep the open cases of every kind; one that ends is forgotten, with its deadlines."""

    def open_case(row: OpenCase | None, recorded: Recorded) -> OpenCase | None:
        event = recorded.event
        if rulebook.has_ended(event):
            return None
        if row is None:
            row = _opened(recorded)
        row["state"], row["edition"] = event.target, event.edition
        run(row["timers"], recorded)
        row["timers"] = running(row["timers"])
        row["answering"] = follow(row["answering"], recorded)
        _department(row["written"], recorded)
        return row

    return Projection.by_case("due_list", 5, open_case)


def _opened(recorded: Recorded) -> OpenCase:
    event = recorded.event
    written: Written = {}
    write(written, recorded, "name")
    return OpenCase(
        procedure=event.procedure,
        edition=event.edition,
        state=event.target,
        answering=follow(None, recorded),
        written=written,
        timers=[],
    )


def _department(written: Written, recorded: Recorded) -> None:
    match recorded.event.name:
        case "Dispatched" | "RequestDispatched" | "AuditFindingRecorded":
            write(written, recorded, "department")
        case "EntryCorrected":
            mend(written, recorded.event)
