"""The row of a case: what its events say, and nothing that depends on when it is read.

Every register of cases keeps rows of this one shape; a `Book` tells which events fill it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from pydantic import JsonValue

from ...workflow.events import CORRECTED, Event, Recorded
from ...workflow.events import instant as stamp
from ..clocks import Timer, run
from ..projection import Projection
from ..written import Correction, Late, Written, correction, late, mend, put, words, write


class Signature(TypedDict):
    """Who signed what when; a signature counts no more once what it signed was replaced.

    `meaning` is what it attests, or the capacity in which it was given.
    """

    version: int
    step: str
    meaning: str
    person: str
    role: str
    department: str
    at: str
    void: bool


class Entry(TypedDict):
    """Something that may happen to a case more than once, with the blanks that are kept of it."""

    version: int
    event: str
    by: str
    role: str
    department: str
    at: str
    form: dict[str, JsonValue]


class CaseRow(TypedDict):
    """The facts of a case; instants are in UTC.

    `written` holds what stands in the blanks, `marks` when something last happened, `entries`
    what happens again and again.
    """

    procedure: str
    edition: str
    state: str
    version: int
    recorded_at: str
    first_contact: str
    written: Written
    marks: dict[str, str]
    timers: list[Timer]
    signatures: list[Signature]
    entries: list[Entry]
    corrections: list[Correction]
    late: list[Late]


@dataclass(frozen=True, slots=True)
class Book:
    """What a register takes down of the events of cases of some kinds.

    By the names of events: `blanks` fill columns of their names, `people` the column of whoever
    acted, `marks` the column of when it last happened; `entries` are kept one by one with these
    blanks. `clears` takes marks back and `voids` signatures, by what they attest, when what they
    were about is replaced. A changed book needs a higher version.
    """

    name: str
    version: int
    kinds: tuple[str, ...]
    blanks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, Sequence[str]] = field(default_factory=dict)
    clears: Mapping[str, Sequence[str]] = field(default_factory=dict)
    voids: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def projection(self) -> Projection[CaseRow]:
        """The projection that keeps a row for each case of the kinds."""
        return Projection.by_case(self.name, self.version, self.fold, *self.kinds)

    def fold(self, row: CaseRow | None, recorded: Recorded) -> CaseRow:
        """Give the row of a case after one more event."""
        event = recorded.event
        row = row or _opened(recorded)
        row["state"], row["edition"], row["version"] = event.target, event.edition, recorded.version
        run(row["timers"], recorded)
        if event.occurred_at != event.recorded_at:
            row["late"].append(late(recorded))
        self._take_back(row, event)
        if event.signature:
            row["signatures"].append(_signature(recorded))
        self._take_down(row, recorded)
        if event.name == CORRECTED:
            _correct(row, recorded)
        return row

    def _take_back(self, row: CaseRow, event: Event) -> None:
        for mark in self.clears.get(event.name, ()):
            row["marks"].pop(mark, None)
        void = self.voids.get(event.name, ())
        for signature in row["signatures"]:
            signature["void"] |= signature["meaning"] in void

    def _take_down(self, row: CaseRow, recorded: Recorded) -> None:
        event = recorded.event
        if mark := self.marks.get(event.name):
            row["marks"][mark] = stamp(event.occurred_at)
        write(row["written"], recorded, *self.blanks.get(event.name, ()))
        if column := self.people.get(event.name):
            put(row["written"], recorded.version, column, event.person)
        if (blanks := self.entries.get(event.name)) is not None:
            row["entries"].append(_entry(recorded, blanks))


def entries(row: CaseRow, *names: str) -> list[Entry]:
    """Give the entries of these events, the oldest first."""
    return [one for one in row["entries"] if one["event"] in names]


def empty() -> CaseRow:
    """Give a row of which nothing is known."""
    return CaseRow(
        procedure="",
        edition="",
        state="",
        version=0,
        recorded_at="",
        first_contact="",
        written={},
        marks={},
        timers=[],
        signatures=[],
        entries=[],
        corrections=[],
        late=[],
    )


def _opened(recorded: Recorded) -> CaseRow:
    event, row = recorded.event, empty()
    row["procedure"] = event.procedure
    row["recorded_at"] = stamp(event.recorded_at)
    row["first_contact"] = event.person
    row["marks"]["opened_at"] = stamp(event.occurred_at)
    return row


def _signature(recorded: Recorded) -> Signature:
    event = recorded.event
    return Signature(
        version=recorded.version,
        step=event.step,
        meaning=event.signature,
        person=event.person,
        role=event.role,
        department=event.department,
        at=stamp(event.occurred_at),
        void=False,
    )


def _entry(recorded: Recorded, blanks: Sequence[str]) -> Entry:
    event = recorded.event
    return Entry(
        version=recorded.version,
        event=event.name,
        by=event.person,
        role=event.role,
        department=event.department,
        at=stamp(event.occurred_at),
        form={blank: event.form.get(blank) for blank in blanks},
    )


def _correct(row: CaseRow, recorded: Recorded) -> None:
    """Let the words of a counter-entry stand in the place of those that it corrects."""
    event = recorded.event
    mend(row["written"], event)
    row["corrections"].append(correction(recorded))
    now = words(event, "now")
    for entry in row["entries"]:
        if entry["version"] == event.form["version"]:
            entry["form"] |= {blank: word for blank, word in now.items() if blank in entry["form"]}
