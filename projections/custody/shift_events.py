"""What came between on a shift: refusals, decisions, absences, inspections, the duty log."""

from __future__ import annotations

from itertools import zip_longest

from pydantic import JsonValue

from ..columns import Value
from .acts import Act
from .passing import lines, person, text
from .shift import Shift


def events(shift: Shift) -> dict[str, Value]:
    """Give the records of a shift's line that may come more than once."""
    return {
        "refusals": _refusals(shift),
        "overrides": _told(shift, "MajorRepairOverruled", "reason", "overruled"),
        "absences": _absences(shift),
        "desertion": _told(shift, "PostDeserted", "left_at", "finding"),
        "inspections": _told(shift, "DutyInspected", "finding", "handled"),
        **_log(shift),
    }


def refusal(act: Act, remedy: Act | None) -> dict[str, JsonValue]:
    """Say who refused, when, on which grounds, and what was done about each."""
    remedies: list[JsonValue] = [dict(one) for one in lines(remedy, "remedies")] if remedy else []
    return {**_said(act, "grounds", "remark"), "remedies": remedies}


def _refusals(shift: Shift) -> list[dict[str, JsonValue]]:
    acts = shift.all("HandoverRefused", "RefusalRemedied")
    return [
        refusal(act, after)
        for act, after in zip_longest(acts, acts[1:])
        if act["event"] == "HandoverRefused"
    ]


def _told(shift: Shift, event: str, *blanks: str) -> list[dict[str, JsonValue]]:
    return [_said(act, *blanks) for act in shift.all(event)]


ANSWERS = {
    "AbsenceApproved": "approved_by",
    "AbsenceDenied": "denied_by",
    "SubstituteOnDuty": "stood_in",
}
MOVES = {"PostLeft": "left_at", "DutyResumed": "returned_at"}


def _absences(shift: Shift) -> list[dict[str, JsonValue]]:
    """Give each request for leave with its answer, its substitute and its instants."""
    found: list[dict[str, JsonValue]] = []
    for act in shift.all("AbsenceRequested", *ANSWERS, *MOVES):
        if act["event"] == "AbsenceRequested":
            asked = _said(act, "reason")
            found.append({**asked, "substitute": person(act, "substitute")})
        elif column := ANSWERS.get(act["event"]):
            found[-1][column] = act["person"]
            if column == "denied_by":
                found[-1]["denied_because"] = text(act, "reason")
        else:
            found[-1][MOVES[act["event"]]] = act["occurred_at"]
    return found


def _said(act: Act, *blanks: str) -> dict[str, JsonValue]:
    return {
        "version": act["version"],
        "by": act["person"],
        "at": act["occurred_at"],
        **{blank: act["form"].get(blank) for blank in blanks},
    }


def _log(shift: Shift) -> dict[str, Value]:
    """Count the rows of the duty log, and those that lack their action."""
    rows, filled = shift.all("DutyLogged"), shift.all("DutyEntryFilled")
    if "log-entry" not in shift.page.steps:
        return {"log_rows": None, "log_missing": None}
    numbers = [act["form"].get("row") for act in filled]
    missing = [n for n, act in enumerate(rows, 1) if not text(act, "action") and n not in numbers]
    return {"log_rows": len(rows), "log_missing": len(missing)}
