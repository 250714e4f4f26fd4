"""The open cases that a briefing lists, said in the words of their own pages."""

from __future__ import annotations

from collections.abc import Mapping

from ...domain.complaint.service_centre import service_centre
from ...domain.request.service_centre import centre_requests
from ...domain.visit.service_centre import centre_visits
from ...workflow.events import deadline_of
from ...workflow.forms import Blank
from ...workflow.language import Label, Until, message
from ...workflow.procedure import Procedure
from ..columns import at
from .record import Record

PAGES = (service_centre, centre_requests, centre_visits)
PARTS: Mapping[str, Blank] = {"case": Blank("case", Label("案件", "case"), "case", required=True)}
SERIOUS, MAJOR = Label("重大投诉", "serious complaint"), Label("重大维修", "major repair")


def state(record: Record) -> object | None:
    """Name the state that a listed case was in."""
    code, page = str(_words(record).get("state") or ""), _page(record)
    found = page.states.get(code) if page else None
    return found.label if found else code


def mark(record: Record) -> object | None:
    """Say why a listed case matters more than others."""
    words = _words(record)
    marks = [
        label for name, label in (("serious", SERIOUS), ("major_repair", MAJOR)) if words.get(name)
    ]
    return marks or None


def promises(record: Record) -> object | None:
    """Say what was running on a listed case, and until when."""
    promised, page = _words(record).get("promises"), _page(record)
    return [
        message("{name}: {it}", name=_deadline(page, str(one["deadline"])), it=_due(one["due_at"]))
        for one in (promised if isinstance(promised, list) else [])
        if isinstance(one, dict)
    ] or None


def _words(record: Record) -> Mapping[str, object]:
    return record.line.words if record.line else {}


def _page(record: Record) -> Procedure | None:
    """Find the page of a listed case by the series of its number."""
    series = str(_words(record).get("case") or "").partition("-")[0]
    return next((page for page in PAGES if page.prefix == series), None)


def _deadline(page: Procedure | None, clock: str) -> Label | str:
    found = page.deadlines.get(deadline_of(clock)) if page else None
    return found.label if found else clock


def _due(text: object) -> object:
    found = at(text)
    return Until(found) if found else str(text)
