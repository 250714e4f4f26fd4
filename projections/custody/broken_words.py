"""What a break in custody says, and how breaks are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from ...workflow.language import Label, Message, message
from ..columns import at, in_zone
from ..registers.words import change
from .passing import Break

BREAKS = {
    "unrecorded": Label("未登记", "not recorded"),
    "contradiction": Label("前后不符", "contradiction"),
    "corrected": Label("更正过", "corrected"),
    "uncovered": Label("无人在岗", "nobody on the post"),
}
PLACES = {
    "house": Label("本店", "the house"),
    "courier": Label("带修人", "the repair courier"),
    "carrier": Label("承运方", "the carrier"),
    "customer": Label("客户", "the customer"),
    "buyer": Label("买受人", "the buyer"),
}
INSTANTS = frozenset({"since", "until", "at", "starts_at", "ends_at"})
SAYINGS: Mapping[str, Message] = {
    "passed_inside": message("passed from {last} to {now} inside the house without a record"),
    "other_hands": message("{last} had it by the record, and {now} handed it on"),
    "other_courier": message("{now} brought back what {last} had taken"),
    "other_giver": message("{signed} signed the sheet as giver, and {now} gave it"),
    "too_early": message("said to be of {at}, before it came to the giver at {since}"),
    "not_taken": message("{last} has brought it back, and nobody has taken it over"),
    "not_listed": message("{piece} is on no label of the list"),
    "left_here": message("settled, and still in the house: {pieces}"),
    "not_come_back": message("no record that this came back: {pieces}"),
    "gap": message("nobody on the roster from {since} to {until}"),
    "apart": message("begins {starts_at}, and {before} before it ends {ends_at}"),
    "not_started": message("{person} should have begun at {since}"),
    "not_followed": message("{person} took over at {since}, and has no shift that follows"),
    "unsigned": message("taken over without a valid signature: {capacity}"),
    "deserted": message("deserted since {since}"),
}
CAPACITIES = {"outgoing": Label("交班人", "outgoing"), "incoming": Label("接班人", "incoming")}


def says_break(one: Break, blanks: Mapping[str, Label], zone: ZoneInfo) -> Message:
    """Say a break: its kind, its words, its clause."""
    code, values = one["code"], one["values"]
    return message(
        "{kind}: {what} ({clause})",
        kind=BREAKS[one["kind"]],
        what=_changes(values, blanks) if code == "corrected" else _words(code, values, zone),
        clause=one["clause"],
    )


def _words(code: str, values: Mapping[str, object], zone: ZoneInfo) -> Message:
    named = {
        name: in_zone(at(value), zone) if name in INSTANTS else _named(str(value))
        for name, value in values.items()
    }
    return Message(SAYINGS[code].text, named)


def _named(value: str) -> Label | str:
    return (PLACES | CAPACITIES).get(value, value)


def _changes(values: Mapping[str, object], blanks: Mapping[str, Label]) -> list[Message]:
    match values:
        case {"was": dict(was), "now": dict(now)}:
            return [change(blanks.get(name, name), was.get(name), now[name]) for name in now]
    return []


def count_breaks(lines: Iterable[Mapping[str, object]]) -> dict[str, int]:
    """Count the breaks of each kind in the lines of a register."""
    found: Counter[str] = Counter()
    for line in lines:
        breaks = line.get("breaks")
        for one in breaks if isinstance(breaks, list) else ():
            found[one["kind"]] += 1
    return {kind: found[kind] for kind in BREAKS}
