"""A shift as its acts tell it: when it was prepared, counted, briefed, refused, signed, taken over.

What was counted or briefed again counts as last written; a signature given before it is void.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest

from pydantic import JsonValue

from ...domain.shift.roster import ARRIVED_AHEAD, PREPARED_AHEAD
from ...workflow.procedure import Procedure
from ..columns import Value, at
from ..complaint_rows import Signature
from .acts import Act, CustodyRow
from .hands import lines, occurred, person, text

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift with its page; `no` is its number."""

    no: str
    row: CustodyRow
    page: Procedure

    @property
    def starts_at(self) -> datetime:
        """When it begins by its roster, as that reads today."""
        return at(text(self.rostered, "starts_at")) or occurred(self.rostered)

    @property
    def ends_at(self) -> datetime:
        """When it ends by its roster, as that reads today."""
        return at(text(self.rostered, "ends_at")) or occurred(self.rostered)

    @property
    def rostered(self) -> Act:
        """The entry that put it on the roster."""
        return self.row["acts"][0]

    @property
    def outgoing(self) -> str:
        """Who is on the roster."""
        return person(self.rostered, "duty_person")

    @property
    def incoming(self) -> str:
        """Who has come to take over; empty while nobody has."""
        arrival = self.last("IncomingArrived")
        return arrival["person"] if arrival else ""

    @property
    def follows(self) -> str:
        """The shift that it follows by its roster; empty if none."""
        return text(self.rostered, "follows")

    def all(self, *events: str) -> list[Act]:
        """Give the acts of these names, in order."""
        return [act for act in self.row["acts"] if act["event"] in events]

    def last(self, event: str) -> Act | None:
        """Give the newest act of a name."""
        return next((act for act in reversed(self.row["acts"]) if act["event"] == event), None)

    def happened(self, event: str) -> datetime | None:
        """Give when an act of a name is said to have happened last."""
        act = self.last(event)
        return occurred(act) if act else None


def facts(shift: Shift, now: datetime) -> dict[str, Value]:
    """Give what a shift's line of the log says, judged at the time of reading."""
    return {
        **_times(shift, now),
        **_things(shift),
        **_unfinished(shift),
        "refusals": _refusals(shift),
        "overrides": [_said(act, "reason", "overruled") for act in _overrides(shift)],
        "absences": _absences(shift),
        "desertion": [_said(act, "left_at", "finding") for act in shift.all("PostDeserted")],
        "inspections": [_said(act, "finding", "handled") for act in shift.all("DutyInspected")],
        **_log(shift),
        "signatures": list[object](signatures(shift)),
        "corrections": list[object](shift.row["corrections"]),
        "late_entries": list[object](shift.row["late"]),
    }


# ---------------------------------------------------------------- minutes early and late


def _times(shift: Shift, now: datetime) -> dict[str, Value]:
    prepared, arrived = shift.happened("HandoverPrepared"), shift.happened("IncomingArrived")
    taken, end = shift.happened("ShiftHandedOver"), shift.ends_at
    is_on = shift.row["is_open"] and shift.last("ShiftStarted") is not None
    judged = now if is_on else None
    prepare = end - PREPARED_AHEAD if "preparation" in shift.page.deadlines else None
    arrive = end - ARRIVED_AHEAD if "arrival" in shift.page.deadlines else None
    return {
        "starts_at": shift.starts_at,
        "ends_at": end,
        "manager": person(shift.rostered, "manager") or None,
        "started_at": shift.happened("ShiftStarted"),
        "prepared_at": prepared,
        "prepared_minutes": _ahead(prepare, prepared, judged),
        "arrived_at": arrived,
        "arrived_minutes": _ahead(arrive, arrived, judged),
        "taken_over_at": taken,
        "taken_over_minutes": _ahead(end, taken, judged),
    }


def _ahead(due: datetime | None, done: datetime | None, now: datetime | None) -> int | None:
    """Give the minutes that something was early, below zero late; also late by now."""
    if due is None:
        return None
    if done is None:
        return (due - now) // MINUTE if now and now > due else None
    return (due - done) // MINUTE


# ---------------------------------------------------------------- things, words, matters


def _things(shift: Shift) -> dict[str, Value]:
    counted, prepared = shift.last("ItemsCounted"), shift.last("HandoverPrepared")
    items = lines(counted, "items") if counted else []
    wrong = sum(one["condition"] != "ok" for one in items)
    explained = shift.last("DiscrepancyRecorded")
    is_newer = explained and counted and explained["version"] > counted["version"]
    return {
        "in_order": _yes(prepared, "items_in_order"),
        "clean": _yes(prepared, "clean"),
        "items": list[object](items),
        "items_wrong": wrong if counted else None,
        "explanation": text(explained, "explanation") if explained and is_newer else None,
    }


def _yes(act: Act | None, blank: str) -> bool | None:
    return act["form"].get(blank) is True if act else None


def _unfinished(shift: Shift) -> dict[str, Value]:
    """Give what was handed on: as it was typed, and the open cases that the desk added."""
    briefed, filled = shift.last("UnfinishedExplained"), shift.last("HandoverRecordFilled")
    typed = lines(briefed, "unfinished") if briefed else []
    found = lines(briefed, "open_cases") if briefed else []
    return {
        "unfinished": list[object](typed),
        "open_cases": list[object](found),
        "serious": [str(one["case"]) for one in found if one.get("serious")],
        "major_repairs": [*_majors(found), *_majors(typed)],
        "promises": list[object](_promises(found)),
        "record": text(filled, "record") if filled else None,
    }


def _majors(found: Iterable[Mapping[str, JsonValue]]) -> list[str]:
    return [str(one.get("case") or one["matter"]) for one in found if one.get("major_repair")]


def _promises(found: Iterable[Mapping[str, JsonValue]]) -> list[dict[str, str]]:
    promised = [
        {"case": str(one["case"]), **{name: str(value) for name, value in promise.items()}}
        for one in found
        for promise in _list(one.get("promises"))
    ]
    return sorted(promised, key=lambda one: (one["due_at"], one["case"]))


def _list(found: JsonValue) -> list[dict[str, JsonValue]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


# ---------------------------------------------------------------- what came between


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


def _overrides(shift: Shift) -> list[Act]:
    return shift.all("MajorRepairOverruled")


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


# ---------------------------------------------------------------- signatures


def signatures(shift: Shift) -> list[Signature]:
    """Give every signature, void where what it was given for was written anew since."""
    found: list[Signature] = []
    for act in shift.row["acts"]:
        for one in found:
            one["void"] |= act["event"] in shift.page.steps[one["step"]].voided_by
        if act["signature"]:
            found.append(_signature(act))
    return found


def _signature(act: Act) -> Signature:
    return Signature(
        version=act["version"],
        step=act["step"],
        meaning=act["signature"],
        person=act["person"],
        role=act["role"],
        department="",
        at=act["occurred_at"],
        void=False,
    )
