"""Reports on a case: what came of a command, what is possible next, why, and the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..workflow.events import deadline_of as deadline_behind
from ..workflow.language import Label, Until, message
from .report import Because, Lines, Named, Report, Table

if TYPE_CHECKING:
    from ..workflow.advice import Possibility
    from ..workflow.case import Case
    from ..workflow.events import Clock
    from ..workflow.outcome import Outcome
    from ..workflow.people import Role
    from ..workflow.procedure import Procedure

    Row = Mapping[str, object]

CASE = message("case")
STATE = message("state")
VERSION = message("version")
PROCEDURE = message("procedure")
CLAUSES = message("clauses")
STEP = message("step")
DUE = message("due")
WIDEST = 120
MARKS = {True: "✓", False: "✗", None: "?"}
NEXT_COLUMNS = {
    "step": STEP,
    "target": message("leads to"),
    "by": message("for whom"),
    "due_at": message("until"),
    "missing": message("what is missing"),
}
CLOCK_COLUMNS = {
    "deadline": message("deadline"),
    "due_at": DUE,
    "figure": message("figure"),
    "clause": message("clause"),
    "lapsed": message("lapsed"),
}


def state_of(page: Procedure, code: str) -> Named:
    """Name a state of a page."""
    found = page.states.get(code)
    return Named(code, found.label if found else code or message("(new)"))


def coded(label: Label, code: str) -> Named:
    """Name what is written by its code: in English the code alone."""
    return Named(code, Label(f"{label.zh} {code}", code))


def role_of(role: Role) -> Named:
    """Name a role by the code that it is written by, and what is asked beside it."""
    label = Label(f"{role.label.zh} {role.code}", role.code)
    return Named(role.code, replace(role, label=label).says)


def outcome(
    page: Procedure,
    before: Case,
    after: Case,
    possible: Sequence[Possibility],
    *,
    is_dry: bool,
) -> Report:
    """Tell what a command brought about."""
    event = after.past[-1]
    facts = {
        "case": (CASE, after.id),
        "state": (STATE, state_of(page, after.state)),
        "version": (VERSION, after.version),
        "events": (message("event"), [event.name]),
        "clauses": (CLAUSES, event.clauses),
        "opened": (message("deadlines opened"), [_opened(page, one) for one in event.starts]),
        "ended": (message("deadlines ended"), [deadline_of(page, name) for name in event.ends]),
    }
    note = message("a dry run: nothing has been written")
    return Report(
        "outcome",
        facts,
        (_next_table(page, possible, None),),
        (note,) if is_dry else (),
        {"was": before.state, "dry_run": is_dry},
    )


def repeated(page: Procedure, answer: Outcome) -> Report:
    """Give a first answer again."""
    facts = {
        "case": (CASE, answer.case),
        "state": (STATE, state_of(page, answer.state)),
        "version": (VERSION, answer.version),
        "events": (message("event"), list(answer.events)),
    }
    return Report("outcome", facts, data={"repeated": True})


def _opened(page: Procedure, clock: Clock) -> Named:
    due_at = Until(clock.due_at)
    data = {"deadline": clock.deadline, "due_at": due_at, "clause": clock.clause}
    says = message(
        "{clause}: {deadline} until {due_at}",
        clause=clock.clause,
        deadline=deadline_of(page, clock.deadline).says,
        due_at=due_at,
    )
    return Named(data, says)


def deadline_of(page: Procedure, name: str) -> Named:
    """Name a deadline with the code that it is written by."""
    found = page.deadlines.get(deadline_behind(name))
    return Named(name, message("{name} ({code})", name=found.label, code=name) if found else name)


def next_steps(page: Procedure, case: Case, possible: Sequence[Possibility], who: str) -> Report:
    """Tell what is possible now, for whom, until when, and what each step lacks."""
    facts = {
        "case": (CASE, case.id),
        "procedure": (PROCEDURE, Named(page.name, page.label)),
        "state": (STATE, state_of(page, case.state)),
        "version": (VERSION, case.version),
    }
    data = {"as": who} if who else {}
    return Report(
        "next",
        facts,
        (_next_table(page, possible, who or None), *clock_table(page, case)),
        (),
        data,
    )


def _next_table(page: Procedure, possible: Sequence[Possibility], who: str | None) -> Table:
    columns = {"yours": message("yours"), **NEXT_COLUMNS} if who else NEXT_COLUMNS
    rows = [_possibility(page, one) for one in possible]
    return Table("next", columns, rows, message("possible next"), fit=WIDEST)


def _possibility(page: Procedure, one: Possibility) -> Row:
    step = one.step
    row: dict[str, object] = {
        "step": coded(step.label, step.name),
        "target": state_of(page, one.target),
        "by": [role_of(role) for role in step.by],
        "due_at": one.due_at and Until(one.due_at),
        "missing": Lines([Because(reason.clauses, reason.says) for reason in one.missing]),
    }
    return row if one.yours is None else {"yours": Named(one.yours, MARKS[one.yours]), **row}


def clock_table(page: Procedure, case: Case) -> Iterator[Table]:
    """List the running deadlines, if there are any."""
    if case.clocks:
        rows = [
            {
                "deadline": deadline_of(page, name),
                "due_at": Until(running.clock.due_at),
                "figure": Named(running.clock.figure, message(running.clock.figure)),
                "clause": running.clock.clause,
                "lapsed": running.lapsed,
            }
            for name, running in case.clocks.items()
        ]
        yield Table("deadlines", CLOCK_COLUMNS, rows, message("deadlines running"))
