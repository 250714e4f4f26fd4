"""A shift as its acts tell it: when it was prepared, counted, briefed, refused, signed, taken over.

What was counted or briefed again counts as last written; a signature given before it is void.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from pydantic import JsonValue

from ...domain.shift.roster import ARRIVED_AHEAD, PREPARED_AHEAD
from ..columns import Value
from .acts import Act
from .passing import lines, person, text
from .shift import Shift, signatures
from .shift_events import events

MINUTE = timedelta(minutes=1)


def facts_of(shift: Shift, now: datetime) -> dict[str, Value]:
    """Give what a shift's line of the log says, judged at the time of reading."""
    return {
        **_times(shift, now),
        **_things(shift),
        **_unfinished(shift),
        **events(shift),
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
    return sorted(promised, key=lambda one: (datetime.fromisoformat(one["due_at"]), one["case"]))


def _list(found: JsonValue) -> list[dict[str, JsonValue]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
