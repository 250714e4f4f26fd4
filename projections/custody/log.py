"""The handover log 交接班日志: shifts and goods in one, in the order in which it happened.

A line a shift tells everything about it; beside it stands each hand-over of a post or of goods
as it happened, with the break if there is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import JsonValue

from ...workflow.calendars import SHANGHAI
from ...workflow.rulebook import Rulebook
from ...workflow.store import Store
from ..columns import Value
from .acts import OF_POSTS, Act, CustodyRow
from .hands import Hands
from .log_columns import columns
from .passing import Break, Paper, Passing, occurred
from .pieces import hands_of
from .posts import passings
from .reading import Facts, Rows, ToldRegister
from .roster import Roster
from .shift import Shift
from .shift_events import refusal
from .shift_line import facts_of

Order = tuple[datetime, int, int]


class HandoverLog(ToldRegister):
    """Who gave what to whom: one log for shifts and for goods."""

    def __init__(self, store: Store, rulebook: Rulebook, zone: ZoneInfo = SHANGHAI) -> None:
        super().__init__(store, rulebook, columns(rulebook), zone)

    def facts(self, rows: Rows, now: datetime) -> Iterator[Facts]:
        """Give every shift and every hand-over, the earliest first."""
        told = [*self._of_shifts(rows, now), *_of_goods(rows)]
        return (facts for _, facts in sorted(told, key=lambda one: one[0]))

    def _of_shifts(self, rows: Rows, now: datetime) -> Iterator[tuple[Order, Facts]]:
        found = {no: self._shift(no, row) for no, row in rows if _is_shift(row["procedure"])}
        roster = Roster.of(found)
        for no, shift in found.items():
            yield _shift_line(shift, tuple(roster.breaks(shift, now)), now)
            for passing in passings(shift):
                yield _passing_line(no, shift.row["procedure"], "shift", passing, None)

    def _shift(self, no: str, row: CustodyRow) -> Shift:
        return Shift(no, row, self.rulebook.pinned(row["procedure"], row["edition"]))


def _is_shift(procedure: str) -> bool:
    return procedure.startswith(OF_POSTS)


def _of_goods(rows: Rows) -> Iterator[tuple[Order, Facts]]:
    for no, row in rows:
        hands = hands_of(no, row)
        for passing in hands.passings:
            yield _passing_line(no, row["procedure"], "thing", passing, hands)


def _shift_line(shift: Shift, odd: tuple[Break, ...], now: datetime) -> tuple[Order, Facts]:
    act, told = shift.rostered, facts_of(shift, now)
    substitutes = [one["person"] for one in shift.all("SubstituteOnDuty")]
    facts: dict[str, Value] = {
        **_entry(shift.no, shift.row["procedure"], "shift", act),
        "at": shift.starts_at,
        "what": "shift",
        "state": shift.row["state"],
        "from": shift.outgoing,
        "to": shift.incoming or None,
        **told,
        "breaks": list[object](odd),
        "people": [shift.outgoing, shift.incoming, *substitutes],
        "of": [shift.no],
    }
    return (shift.starts_at, 0, act["position"]), facts


def _passing_line(
    no: str, procedure: str, kind: str, passing: Passing, hands: Hands | None
) -> tuple[Order, Facts]:
    act, paper = passing.act, passing.paper
    pieces = [one for one in passing.pieces if one != no]
    items = [hands.items[one] for one in passing.pieces if one in hands.items] if hands else []
    facts: dict[str, Value] = {
        **_entry(no, procedure, kind, act),
        "at": occurred(act),
        "what": act["event"],
        "pieces": pieces,
        "items": list(dict.fromkeys(items)),
        "quantity": passing.count or None,
        **_sides(passing),
        "document": paper.kind or None,
        "document_no": paper.number or None,
        "photo": _digest(act, paper),
        "copy": 3 if act["form"].get("copy_3_with_piece") is True else None,
        "receipt_returned": _truth(act["form"].get("receipt_returned")),
        "refusals": _refused(act),
        "breaks": list[object](passing.breaks),
        "of": [no, *pieces, *items, paper.number],
        "people": [passing.giver.person, passing.taker.person, *_named(passing.breaks)],
    }
    return (occurred(act), 1, act["position"]), facts


def _entry(no: str, procedure: str, kind: str, act: Act) -> dict[str, Value]:
    return {
        "no": no,
        "kind": kind,
        "procedure": procedure,
        "clauses": act["clauses"],
        "recorded_at": datetime.fromisoformat(act["recorded_at"]),
        "position": act["position"],
    }


def _sides(passing: Passing) -> dict[str, Value]:
    giver, taker = passing.giver, passing.taker
    return {
        "from": giver.called,
        "from_role": giver.role or None,
        "from_place": giver.place,
        "to": taker.called,
        "to_role": taker.role or None,
        "to_place": taker.place,
        "taken": passing.taken,
    }


def _refused(act: Act) -> list[Mapping[str, JsonValue]]:
    return [refusal(act, None)] if act["event"] == "HandoverRefused" else []


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _digest(act: Act, paper: Paper) -> str | None:
    """Give the digest of the photo or scan that goes with the paper."""
    entries = [act, *([paper.act] if paper.act else [])]
    blanks = (one["form"].get(blank) for one in entries for blank in ("photo", "confirmation"))
    return next((str(one["sha256"]) for one in blanks if isinstance(one, dict)), None)


def _named(breaks: tuple[Break, ...]) -> Iterator[str]:
    """Give who had it by the record, so that his own log shows the break too."""
    return (str(one["values"]["last"]) for one in breaks if "last" in one["values"])
