"""Complaints as they go, small projections, and registers as bytes to compare."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from huiyin.domain.office import rulebook
from huiyin.projections.every import REGISTERS
from huiyin.projections.kept import Table
from huiyin.projections.projection import Projection
from huiyin.projections.registers.complaints import COMPLAINT_REGISTER
from huiyin.workflow.calendars import SHANGHAI
from huiyin.workflow.desk import Desk
from huiyin.workflow.events import Recorded
from huiyin.workflow.language import language
from huiyin.workflow.request import canonical
from papers.paper import Story, Take, take
from spec import Scenario, at, did

RULES = rulebook()
COMPLAINT: dict[str, Any] = {
    "name": "周敏",
    "phone": "13900020001",
    "matter": "水管漏水",
    "content": "厨房下水管漏水两天",
    "channel": "phone",
    "severity": "general",
}


def office(desk: Desk, procedure: str) -> Scenario:
    """Begin a complaint of one procedure at this desk."""
    return Scenario(desk, f"complaint/{procedure}")


def registered(when: str = "2026-03-02 09:00", **more: Any) -> Any:
    return did(when, "wang:receptionist", **{**COMPLAINT, **more})


def handled(case: Scenario) -> Scenario:
    """Take a property complaint from the desk to its archive."""
    return case.through(
        registered(unit_no="3-1202", apology_made=True, object="下水管"),
        did(
            "2026-03-02 09:30",
            "li:cs_staff",
            "verify",
            findings="属实",
            validity="valid",
            severity="important",
            department="维修部",
        ),
        did(
            "2026-03-02 10:00",
            "li:cs_staff",
            "dispatch",
            department="维修部",
            due_at="2026-03-04T18:00:00+08:00",
        ),
        did("2026-03-02 11:00", "qian:dept_staff@维修部", "start-work"),
        did("2026-03-03 15:00", "qian:dept_staff@维修部", "report-result", result="更换接头"),
        did("2026-03-03 17:00", "zhao:dept_head@维修部", "sign-result"),
        did("2026-03-04 10:00", "chen:cs_manager", "inspect-effect", verdict="已修好"),
        did(
            "2026-03-05 10:00",
            "he:cs_assistant",
            "record-satisfied-visit",
            contact_mode="phone",
            opinion="满意",
        ),
        did("2026-03-05 14:00", "gao:dept_manager", "review-visit"),
        did("2026-03-05 15:00", "li:cs_staff", "close"),
        did("2026-03-06 09:00", "tang:records_assistant", "archive", archive_no="WY-031"),
    )


def to_department(desk: Desk, due_at: str = "2026-03-04T18:00:00+08:00") -> Scenario:
    """Give the department work to do until an instant."""
    return office(desk, "trading_city").through(
        registered(),
        did("2026-03-02 10:00", "li:cs_staff", "dispatch", department="维修部", due_at=due_at),
    )


def with_result(case: Scenario, when: str, happened: str = "", because: str = "") -> Scenario:
    """Let the department report its result."""
    return case.through(
        did(when, "wu:dept_staff@维修部", "record-by-department", register_no="7"),
        did(when, "zhao:dept_head@维修部", "assign-handler", handler="wu:dept_staff@维修部"),
        did(
            when,
            "wu:dept_staff@维修部",
            "report-result",
            happened=happened,
            because=because,
            result="已修",
        ),
    )


def line(desk: Desk, case: str, now: str = "2026-03-09 09:00", **asked: Any) -> dict[str, Any]:
    """Give a case's line in the register."""
    register = COMPLAINT_REGISTER.open(desk.store, desk.rulebook)
    return next(one for one in register.rows(now=at(now), **asked) if one["no"] == case)


def lines(desk: Desk, now: datetime, **asked: Any) -> bytes:
    """Give the whole register as bytes."""
    return canonical(
        list(COMPLAINT_REGISTER.open(desk.store, desk.rulebook).rows(now=now, **asked))
    )


def as_bytes(table: Table) -> bytes:
    return canonical([table.position, *table.rows])


def count(row: dict[str, Any] | None, recorded: Recorded) -> dict[str, Any]:
    """Count a case's events and remember the last."""
    return {"events": (row["events"] if row else 0) + 1, "last": recorded.event.name}


COUNTS = Projection.by_case("counts", 1, count)


def counting_but(spoils: Callable[[Recorded], object], version: int = 1) -> Projection[Any]:
    """Count, but let `spoils` look at each event first, to raise or to give another row."""

    def fold(row: dict[str, Any] | None, recorded: Recorded) -> dict[str, Any]:
        counted = count(row, recorded)
        odd = spoils(recorded)
        return {**counted, "odd": odd} if odd else counted

    return Projection.by_case("counts", version, fold)


def cases(desk: Desk, number: int, procedure: str = "complaint/mall") -> Sequence[str]:
    """Open so many cases and handle each."""
    opened = [
        desk.open(procedure, "wang:receptionist", at=at("2026-03-02 09:00"), form=COMPLAINT).case
        for _ in range(number)
    ]
    for case in opened:
        desk.perform(case, "handle-directly", "wang:receptionist", at=at("2026-03-02 10:00"))
    return opened


def keys(rows: Iterable[tuple[str, object]]) -> list[str]:
    return [key for key, _ in rows]


def told(story: Story, register: str, now: str = "2026-03-09 09:00", **asked: Any) -> Any:
    """Give the line of a story's case in a register."""
    found = every_line(story.scenario.desk, register, now, **asked)
    return next(one for one in found if one["no"] == story.scenario.number)


def every_line(desk: Desk, register: str, now: str = "2026-03-09 09:00", **asked: Any) -> list[Any]:
    """Give all lines of a register."""
    opened = REGISTERS[register].open(desk.store, desk.rulebook)
    return list(opened.page(now=at(now), **asked).lines)


def corrected(version: int, who: str = "zhao:cs_manager", **now: Any) -> Take:
    """Correct an entry by a counter-entry, approved by another."""
    return take("correct-entry", who, because="写错了", version=version, now=now, approved_by="gao")


def shown(desk: Desk, register: str, column: str, now: str = "2026-03-09 09:00") -> list[str]:
    """Give what a column of a register says in Chinese, line by line."""
    opened = REGISTERS[register].open(desk.store, desk.rulebook)
    page = opened.page(now=at(now), columns=[column])
    (heading,) = page.columns
    return [heading.shown(one[column], language("zh"), SHANGHAI) for one in page.lines]
