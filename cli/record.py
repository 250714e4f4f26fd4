"""Reports on the record of a case: its forms as they read today, its events as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..workflow.events import CORRECTED
from ..workflow.language import Until, message
from . import tell
from .report import Named, Report, Table

if TYPE_CHECKING:
    from ..projections.trail_entry import Entry
    from ..workflow.case import Case
    from ..workflow.forms import Blank
    from ..workflow.procedure import Procedure
    from .report import Reader

WRITTEN = {
    "field": message("blank"),
    "value": message("what is written"),
    "step": tell.STEP,
    "by": message("by"),
    "at": message("recorded"),
}
EVENTS = {
    "version": tell.VERSION,
    "recorded_at": message("recorded"),
    "says": message("what happened"),
    "to": tell.STATE,
}


def shown(page: Procedure, case: Case) -> Report:
    """Show where a case stands and what is written on its forms."""
    facts = {
        "case": (tell.CASE, case.id),
        "procedure": (tell.PROCEDURE, Named(page.name, page.label)),
        "edition": (message("edition"), case.edition),
        "state": (tell.STATE, tell.state_of(page, case.state)),
        "version": (tell.VERSION, case.version),
        "first_contact": (message("first contact"), case.first_contact),
        "department": (message("department"), page.department(case)),
        "opened_at": (message("opened"), case.opened_at),
        "changed_at": (message("changed"), case.changed_at),
    }
    written = Table("written", WRITTEN, _written(page, case), message("the forms today"))
    return Report("case", facts, (written, *tell.clock_table(page, case)))


def _written(page: Procedure, case: Case) -> list[Mapping[str, object]]:
    """List what was last written in each blank, where it was written first."""
    rows: dict[str, Mapping[str, object]] = {}
    dues = {str(one.figure) for one in page.deadlines.values()}
    for event in case.past:
        step = page.steps.get(event.step)
        if step is None or event.name == CORRECTED:
            continue
        for name, value in event.form.items():
            blank = step.blanks.get(name)
            rows[name] = {
                "field": tell.coded(blank.label, name) if blank else name,
                "value": value_of(blank, value, is_due=f"by {name}" in dues),
                "step": Named(step.name, step.label),
                "by": event.person,
                "at": event.recorded_at,
            }
    return list(rows.values())


def blank_of(page: Procedure, name: str) -> Blank | None:
    """Find a blank by its name, on whichever form of the page."""
    found = (step.blanks.get(name) for step in page.steps.values())
    return next((blank for blank in found if blank), None)


def value_of(blank: Blank | None, value: object, *, is_due: bool) -> object:
    """Name the code of a choice, and read an instant, which may be that of a deadline."""
    if isinstance(value, list):
        return [value_of(blank, one, is_due=is_due) for one in value]
    if blank and isinstance(value, str) and (label := blank.choices.get(value)):
        return Named(value, label)
    if blank and blank.shape == "datetime" and isinstance(value, str):
        from datetime import datetime

        at = datetime.fromisoformat(value)
        return Until(at) if is_due else at
    return value


def told(page: Procedure, case: str, entries: Sequence[Entry], reader: Reader) -> Report:
    """Tell the events of a case as sentences."""
    rows = [_row(page, one, reader) for one in entries]
    facts = {
        "case": (tell.CASE, case),
        "procedure": (tell.PROCEDURE, Named(page.name, page.label)),
    }
    return Report("history", facts, (Table("events", EVENTS, rows),))


def _row(page: Procedure, entry: Entry, reader: Reader) -> Mapping[str, object]:
    plain = entry.plain(reader.language, reader.zone)
    return plain | {
        "recorded_at": entry.recorded_at,
        "to": tell.state_of(page, entry.target),
    }
