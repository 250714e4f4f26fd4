"""The blanks of an entry as they were filled in, with their names on paper and what was struck."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from ...workflow.attachments.contract import attached
from ...workflow.events import CORRECTED, LAPSED, MIGRATED, Correction, Event
from ...workflow.forms import Blank
from ...workflow.language import Label, Until
from ..columns import in_words
from ..printed.cells import person, said
from ..printed.record import Entry
from .docket import Docket

ENGINE = (CORRECTED, LAPSED, MIGRATED)
# What the engine writes onto an entry, which is no blank of a form.
ADDED: Mapping[str, Label] = {
    "deadline": Label("期限", "deadline"),
    "due_at": Label("到期", "due"),
    "overruled": Label("决定移交的维修", "repairs handed on"),
    "person": Label("涉及人员", "person"),
    "population": Label("总体", "population"),
    "sample": Label("样本", "sample"),
    "unlisted": Label("清单所列之外", "not on the list"),
}


@dataclass(frozen=True, slots=True)
class Struck:
    """Words that stood in a blank until an entry struck them."""

    says: object
    version: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A list of objects in a blank, as a table."""

    columns: tuple[Label, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A blank: its name, what the paper calls it, what it says, as words and as it is kept.

    `files` are the SHA-256 of those that it names.
    """

    name: str
    label: Label
    says: object | None
    kept: JsonValue
    lines: Lines | None = None
    files: tuple[str, ...] = ()
    struck: tuple[Struck, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A blank that a counter-entry changed."""

    name: str
    label: Label
    was: object | None
    now: object | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a counter-entry says: of which entry, what it changed, on whose approval."""

    version: int
    entry: Label
    changes: tuple[Change, ...]
    approved_by: object | None


def filled(docket: Docket, entry: Entry) -> Iterator[Filled]:
    """Give the blanks of an entry that hold something or once did, in the order of the form."""
    event = entry.event
    if event.name in ENGINE:
        return
    for name in _in_order(docket, event, entry.struck):
        blank, value = docket.record.blank(name, event.name), event.form.get(name)
        struck = tuple(
            Struck(_says(docket, blank, one.was), one.version) for one in entry.struck.get(name, ())
        )
        if value in (None, "", []) and not struck:
            continue
        label = blank.label if blank else ADDED.get(name, Label.of(name, name))
        files = tuple(digest for _, digest in attached({"": value}))
        lines = _lines(docket, blank, value)
        says = None if lines else _says(docket, blank, value)
        yield Filled(name, label, says, value, lines, files, struck)


def corrected(docket: Docket, event: Event) -> Corrected | None:
    """Say what a counter-entry changed; None for every other event."""
    if event.name != CORRECTED:
        return None
    version, entry, was, now, approver = Correction.of(event)
    return Corrected(
        version,
        docket.names.event(entry),
        tuple(_change(docket, entry, name, was.get(name), now[name]) for name in now),
        person(docket.record, approver) if approver else None,
    )


def _change(docket: Docket, entry: str, name: str, was: JsonValue, now: JsonValue) -> Change:
    blank = docket.record.blank(name, entry)
    label = blank.label if blank else Label.of(name, name)
    return Change(name, label, _says(docket, blank, was), _says(docket, blank, now))


def _in_order(docket: Docket, event: Event, struck: Mapping[str, object]) -> Iterator[str]:
    steps = [one for one in docket.record.steps(event.name) if one.name == event.step]
    known = {name: None for one in steps for name in one.blanks}
    yield from (name for name in known if name in event.form or name in struck)
    yield from (name for name in event.form if name not in known)


def _says(docket: Docket, blank: Blank | None, value: JsonValue) -> object | None:
    if value is None:
        return None
    if names := [name for name, _ in attached({"": value})]:
        return names
    if blank:
        return said(docket.record, blank, value)
    return _added(docket, value)


def _added(docket: Docket, value: JsonValue) -> object:
    """Say what the engine wrote: a deadline by its name, an instant on the clock."""
    text = str(value)
    if text.partition("#")[0] in docket.page.deadlines:
        return docket.names.deadline(text)
    try:
        return Until(datetime.fromisoformat(text)) if "T" in text else in_words(value)
    except ValueError:
        return in_words(value)


def _lines(docket: Docket, blank: Blank | None, value: JsonValue) -> Lines | None:
    """Lay a list of objects out as a table; by the names that they have where no form has any."""
    rows = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    if not rows or not isinstance(value, list) or len(rows) < len(value):
        return None
    if any(True for _ in attached(rows)):
        return None
    parts: Mapping[str, Blank] = blank.parts if blank else {}
    names = [*parts, *dict.fromkeys(name for row in rows for name in row if name not in parts)]
    names = [name for name in names if any(row.get(name) is not None for row in rows)]
    labels = (parts[name].label if name in parts else Label.of(name, name) for name in names)
    return Lines(
        tuple(labels),
        tuple(tuple(_cell(docket, parts, name, row) for name in names) for row in rows),
    )


def _cell(
    docket: Docket, parts: Mapping[str, Blank], name: str, row: Mapping[str, JsonValue]
) -> object:
    value = row.get(name)
    return "" if value is None else _says(docket, parts.get(name), value)
