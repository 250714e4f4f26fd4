"""An office's cases on one desk, and its reports as plain rows."""

from datetime import timedelta
from typing import Any

from huiyin.domain.office import OFFICE_HOURS
from huiyin.projections.statistics.catalogue import REPORTS, report
from huiyin.projections.statistics.figures import Rate
from huiyin.projections.statistics.periods import period
from huiyin.projections.statistics.tables import Called, Report
from huiyin.workflow.desk import Desk
from huiyin.workflow.language import Until
from huiyin.workflow.request import canonical
from papers.paper import Paper, Past, Story, past_of
from spec import Scenario, at

LONG_AFTER = "2027-01-01 09:00"


def story(desk: Desk, paper: Paper, when: str, *past: Past) -> Story:
    """Let a case begin at an instant and go its usual way, an hour a step."""
    told = Story(paper, Scenario(desk, paper.procedure), at(when) - timedelta(hours=1))
    for one in past:
        for step in past_of(one):
            told = told.then(step)
    return told


def made(desk: Desk, name: str, cut: str = "", now: str = LONG_AFTER, **asked: Any) -> Report:
    """Make a report of a period of its own cycle."""
    when = period(REPORTS[name].cycles[0], cut, OFFICE_HOURS.zone) if cut else None
    office = (desk.store, desk.rulebook, OFFICE_HOURS)
    return report(name, *office, period=when, now=at(now), **asked)


def rows(told: Report, table: str) -> list[dict[str, Any]]:
    """Give a table of a report with codes for names, and rates as part and whole."""
    found = next(one for one in told.tables if one.name == table)
    return [{name: plain(value) for name, value in row.items()} for row in found.rows]


def plain(value: Any) -> Any:
    match value:
        case Called(code):
            return code
        case Rate(part, whole):
            return (part, whole)
        case Until(instant):
            return instant
    return value


def row(told: Report, table: str, code: str) -> dict[str, Any]:
    """Give the row of a table that begins with a code."""
    return next(one for one in rows(told, table) if next(iter(one.values())) == code)


def counts(told: Report, table: str = "summary") -> dict[str, Any]:
    """Give a table of two columns as one mapping."""
    return {key: value for key, value, *_ in (list(one.values()) for one in rows(told, table))}


def as_bytes(told: Report) -> bytes:
    """Give everything that a report says, as bytes to compare."""
    tables = {one.name: rows(told, one.name) for one in told.tables}
    return canonical([told.position, told.as_of.isoformat(), str(tables), str(told.notes)])
