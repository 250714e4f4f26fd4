"""What stands in a cell, and how the words of a blank are said on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

from pydantic import JsonValue

from ...workflow.actor import Actor
from ...workflow.events import Event
from ...workflow.forms import Blank
from ...workflow.language import Label, Until, message
from ..columns import NO, YES, at
from ..trail_words import Names
from .money import yuan
from .record import Entry, Record, Struck
from .tongue import Beside


@dataclass(frozen=True, slots=True)
class Option:
    """One of the words that a blank may hold, to be ticked."""

    label: Label
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a cell: words or boxes to tick, what was struck beside them, and a note.

    `says` is None where only struck words are left.
    """

    says: object | None = None
    options: tuple[Option, ...] = ()
    struck: tuple[tuple[Struck, object], ...] = ()
    entry: Entry | None = None
    note: object | None = None

    @property
    def is_filled(self) -> bool:
        """Whether anything stands there today."""
        return self.says is not None or any(one.is_ticked for one in self.options)


Cell = tuple[Written, ...]


def said(record: Record, blank: Blank | None, value: JsonValue, *, money: bool = False) -> object:
    """Say the value of a blank: codes by their names, instants, sums, persons with their role."""
    if value is None or blank is None:
        return None if value is None else str(value)
    if isinstance(value, list):
        return _list([said(record, blank, one, money=money) for one in value])
    if isinstance(value, Mapping):
        return _object(record, blank, value)
    return _plain(record, blank, value, money=money)


def _list(many: list[object]) -> object:
    """Say a list: words with commas between, objects with a stop between."""
    if not any(isinstance(one, Beside) for one in many):
        return many
    return Beside(tuple(part for one in many for part in (Label("；", ";"), one))[1:])


def _plain(record: Record, blank: Blank, value: JsonValue, *, money: bool) -> object:
    if isinstance(value, bool):
        return YES if value else NO
    text = str(value)
    if label := blank.choices.get(text):
        return label
    match blank.shape:
        case "datetime":
            return instant(record, blank.name, text)
        case "person":
            return person(record, text)
        case "decimal" if money:
            return yuan(text)
    return text


def _object(record: Record, blank: Blank, value: Mapping[str, JsonValue]) -> object:
    """Say an object part by part, in the order of the form."""
    parts = (
        (part.label, said(record, part, value.get(name))) for name, part in blank.parts.items()
    )
    return Beside(tuple(one for part in parts if part[1] is not None for one in part))


def instant(record: Record, blank: str, text: str) -> object:
    """Read an instant; one that sets a deadline is due then, so that midnight ends its day."""
    found = at(text)
    is_due = any(str(one.figure) == f"by {blank}" for one in record.page.deadlines.values())
    return Until(found) if found and is_due else found


def person(record: Record, reference: str) -> object:
    """Name a person, with role and department where the reference has them."""
    return somebody(record, *astuple(Actor.parse(reference)))


def actor(record: Record, event: Event) -> object:
    """Name who made an entry: a person in a role, for a department where one was told."""
    return somebody(record, event.person, event.role, event.department)


def somebody(record: Record, name: str, role: str, department: str) -> object:
    """Name a person by id, role and department, as far as they are told."""
    label = Names(record.page).role(role) if role else ""
    return Beside(tuple(filter(None, (name, label, department))))


def happened(entry: Entry) -> Written:
    """Tell when an entry happened; one that came late tells both times."""
    event = entry.event
    note = message("recorded {at}", at=event.recorded_at) if entry.is_late else None
    return Written(event.occurred_at, entry=entry, note=note)


def told(many: Sequence[Written]) -> bool:
    """Say whether a cell is filled."""
    return any(one.is_filled for one in many)
