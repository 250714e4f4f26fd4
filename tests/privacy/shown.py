"""All that huiyin shows of an office, as one text: so that one can look for a word in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exchange import as_csv, as_json, as_tables, as_xes
from huiyin.domain.office import OFFICE_HOURS
from huiyin.projections.audit_trail import AuditTrail
from huiyin.projections.custody.holders import Holders
from huiyin.projections.custody.log import HandoverLog
from huiyin.projections.every import REGISTERS, every
from huiyin.projections.printed.papers import Papers
from huiyin.projections.statistics.catalogue import REPORTS, report
from huiyin.projections.statistics.periods import period
from huiyin.workflow.calendars import SHANGHAI
from huiyin.workflow.desk import Desk
from huiyin.workflow.language import ENGLISH
from spec import at

NOW = at("2027-01-01 09:00")
CUTS = [period("month", f"2026-0{month}", SHANGHAI) for month in (3, 4, 5, 6)]


def shown(desk: Desk, folder: Path) -> dict[str, str]:
    """Give each thing that is shown, with all its words; exports with the personal ones too."""
    return {name: str(words) for name, words in _parts(desk, folder)}


def _parts(desk: Desk, folder: Path) -> Iterator[tuple[str, object]]:
    office = (desk.store, desk.rulebook)
    for name, laid in REGISTERS.items():
        yield name, list(laid.open(*office).page(now=NOW).lines)
        yield f"{name} of its time", list(laid.open(*office).page(now=NOW, at=NOW).lines)
    for told in (HandoverLog(*office), Holders(*office)):
        yield type(told).__name__, list(told.page(now=NOW).lines)
    for name in REPORTS:
        yield name, [report(name, *office, OFFICE_HOURS, period=one, now=NOW) for one in CUTS]
    for name, kept in every(*office).items():
        yield f"kept {name}", list(kept.table().rows)
    trail = AuditTrail(*office)
    yield "trail", list(trail.sentences(ENGLISH))
    yield "trail as data", [one.plain() for one in trail.entries()]
    yield "cases", [desk.case(one) for one in desk.store.cases()]
    yield "papers", [*_printed(desk)]
    yield "xes", as_xes(desk, personal=True, everything=True)
    yield "csv", as_csv(desk, personal=True, everything=True)
    yield "ocel", as_json(desk, personal=True, everything=True)
    file = folder / "log.sqlite"
    file.unlink(missing_ok=True)
    yield "ocel tables", as_tables(desk, file, personal=True)


def _printed(desk: Desk) -> Iterator[str]:
    papers = Papers(desk)
    for number in desk.store.cases():
        for paper in papers.of(number):
            yield papers.printed(number, paper.paper.name, now=NOW)
