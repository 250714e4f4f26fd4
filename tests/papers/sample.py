"""S004-p7-visit-3 to visit-6, the director's sample, written down once more."""

from collections.abc import Mapping
from datetime import timedelta

from huiyin.workflow.desk import Desk
from papers.paper import Paper, Past, line, take
from spec import at

QUALITY = take("audit-follow-ups", "pu:quality_dept", audit_department="quality")
PRODUCTION = take("audit-follow-ups", "rao:production_dept", audit_department="production")
ONE = "Q-2026-000001"


def log(desk: Desk, when: str, kind: str = "repair", procedure: str = "service_centre") -> str:
    """Log a request in an office; give its number."""
    blanks = dict.fromkeys(("name", "unit_no", "phone", "content"), "照实填写")
    form = {**blanks, "request_kind": kind}
    return desk.open(f"request/{procedure}", "li:cs_staff", at=at(when), form=form).case


def with_repairs(count: int) -> Paper:
    """Give the paper of an office that logged so many repairs this morning."""

    def office(desk: Desk) -> None:
        for index in range(count):
            instant = at("2026-03-02 07:00") + timedelta(minutes=index)
            log(desk, instant.isoformat())

    return Paper(
        "sample/service_centre",
        line("open-quarter", "→ due", "director", "quarter", "S004-p7-visit-3"),
        line("draw-sample", "due → drawn", "director", "seed [size]", "S004-p7-visit-3"),
        line(
            "record-sample-visit",
            "drawn visiting → visiting",
            "director",
            "about repair_service front_desk cleaning greening security opinion",
            "S004-p7-visit-3 S004-p7-visit-5",
        ),
        line("record-finding", "visiting", "director", "about finding", "S004-p7-visit-4"),
        line("handle-finding", "visiting", "director", "row result", "S004-p7-visit-4"),
        line(
            "complete-sample",
            "drawn visiting → completed",
            "director",
            "opinions_summary",
            "S004-p7-visit-3 S004-p7-visit-4 S004-p7-visit-5",
        ),
        line("file-sample", "completed → filed", "director", "archive_no", "S004-p7-visit-4"),
        line(
            "audit-follow-ups",
            "due, drawn, visiting, completed, filed",
            "quality_dept production_dept?",
            "audit_department finding",
            "S004-p7-visit-6",
        ),
        people={"director": "cui:director", "quality_dept": "pu:quality_dept"},
        words={
            "quarter": "2026-Q1",
            "about": ONE,
            **dict.fromkeys(("repair_service", "front_desk", "security"), "satisfied"),
            **dict.fromkeys(("cleaning", "greening"), "not_used"),
            "row": 1,
            "audit_department": "quality",
        },
        paths=_paths(count),
        office=office,
    )


def _paths(count: int) -> Mapping[str, Past]:
    if not count:
        return {
            "S004-p7-visit-3 no repairs": "open-quarter draw-sample complete-sample file-sample"
        }
    visited = "open-quarter draw-sample record-sample-visit"
    end = "complete-sample file-sample"
    return {
        "S004-p7-visit-3 no findings": f"{visited} {end}",
        "S004-p7-visit-4 findings": f"{visited} record-finding handle-finding {end}",
        "S004-p7-visit-6 audited": (f"{visited} {end}", QUALITY, PRODUCTION),
    }


PAPER = with_repairs(1)
EMPTY = with_repairs(0)
