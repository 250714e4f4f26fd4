"""Columns that are filled from blanks, and stay right when an entry is corrected.

A row keeps for each column what was written, by the version of the entry that wrote it. What
was written last counts; a counter-entry changes the words of its entry, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict, cast

from pydantic import JsonValue

from ..workflow.events import Event, Recorded
from ..workflow.events import instant as stamp

Written = dict[str, list[list[JsonValue]]]


class Correction(TypedDict):
    """A struck original with what it should have said, by whom and on whose approval."""

    version: int
    entry: int
    event: str
    was: dict[str, JsonValue]
    now: dict[str, JsonValue]
    by: str
    approved_by: str
    at: str
    reason: str


class Late(TypedDict):
    """An entry that was written down after it had happened, with the reason."""

    version: int
    event: str
    occurred_at: str
    recorded_at: str
    reason: str


def write(written: Written, recorded: Recorded, *blanks: str) -> None:
    """Fill columns from the blanks of the same names, empty ones too."""
    form = recorded.event.form
    for blank in blanks:
        written.setdefault(blank, []).append([recorded.version, form.get(blank)])


def put(written: Written, version: int, column: str, value: JsonValue) -> None:
    """Fill a column with something that stands in no blank."""
    written.setdefault(column, []).append([version, value])


def read(written: Written, column: str) -> JsonValue:
    """Give what counts in a column; None if nothing was ever written."""
    for _, value in reversed(written.get(column, ())):
        if value is not None:
            return value
    return None


def mend(written: Written, event: Event) -> None:
    """Put the words of a counter-entry in the place of those of the entry that it corrects."""
    version = event.form["version"]
    for blank, value in words(event, "now").items():
        for entry in written.get(blank, ()):
            if entry[0] == version:
                entry[1] = value


def correction(recorded: Recorded) -> Correction:
    """Show a counter-entry beside the struck original."""
    event = recorded.event
    return Correction(
        version=recorded.version,
        entry=cast("int", event.form["version"]),
        event=str(event.form["event"]),
        was=words(event, "was"),
        now=words(event, "now"),
        by=event.person,
        approved_by=str(event.form["approved_by"]),
        at=stamp(event.recorded_at),
        reason=event.reason,
    )


def late(recorded: Recorded) -> Late:
    """Show an entry that came late to paper."""
    event = recorded.event
    return Late(
        version=recorded.version,
        event=event.name,
        occurred_at=stamp(event.occurred_at),
        recorded_at=stamp(event.recorded_at),
        reason=event.reason,
    )


def words(event: Event, part: str) -> dict[str, JsonValue]:
    """Give the struck or the corrected words of a counter-entry."""
    return dict(cast("Mapping[str, JsonValue]", event.form[part]))
