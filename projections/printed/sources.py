"""Where the words of a field come from: blanks of entries, who made them, when.

    written("content", "ComplaintRegistered")    what was last written in a blank
    ticked("validity", "ComplaintVerified")      the same as boxes to tick
    who("ComplaintRegistered")                   who made the newest entry
    when("ComplaintRegistered")                  when it happened

A source reads a record, which on a whole sheet is the case and in a row of a table those
entries that the row is about; there no event need be named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from pydantic import JsonValue

from ...workflow.forms import Blank
from ...workflow.language import Label
from ..columns import NO, YES
from .cells import Cell, Option, Written, actor, happened, said, told
from .record import Entry, Line, Record, Struck

Read = Callable[[Record], Cell]


@dataclass(frozen=True, slots=True)
class Source:
    """A way to fill a cell: which blank of which events it reads, or which other sources."""

    read: Read
    blank: str = ""
    events: tuple[str, ...] = ()
    of: tuple[Source, ...] = ()

    def is_known(self, record: Record) -> bool:
        """Say whether the page of the case has the blank at all, and the events."""
        if self.of:
            return any(one.is_known(record) for one in self.of)
        if self.blank:
            return record.blank(self.blank, *self.events) is not None
        return not self.events or any(True for _ in record.steps(*self.events))


def written(blank: str, *events: str, money: bool = False) -> Source:
    """Give what was last written in a blank of these events."""

    def read(record: Record) -> Cell:
        return tuple(
            Written(
                said(record, record.blank(blank, entry.event.name), value, money=money),
                struck=_struck(record, entry, blank, money=money),
                entry=entry,
            )
            for entry, value in _newest(record, blank, events)
        )

    return Source(read, blank, events)


def every(blank: str, *events: str) -> Source:
    """Give what was written in a blank each time, in order."""

    def read(record: Record) -> Cell:
        one = written(blank)
        return tuple(w for entry in record.named(*events) for w in one.read(record.only([entry])))

    return Source(read, blank, events)


def ticked(blank: str, *events: str) -> Source:
    """Give the words that a blank may hold with those ticked that it does."""

    def read(record: Record) -> Cell:
        found = [*_newest(record, blank, events)]
        entry, value = found[-1] if found else (None, None)
        struck = (_struck(record, one, blank, money=False) for one, _ in found)
        options = _options(record.blank(blank, *events), value)
        return (Written(None, options, tuple(chain(*struck)), entry),)

    return Source(read, blank, events)


def who(*events: str) -> Source:
    """Give who made the newest of these entries."""

    def read(record: Record) -> Cell:
        entry = record.last(*events)
        return (Written(actor(record, entry.event), entry=entry),) if entry else ()

    return Source(read, events=events)


def when(*events: str) -> Source:
    """Give when the newest of these entries happened, and when it was recorded if later."""

    def read(record: Record) -> Cell:
        entry = record.last(*events)
        return (happened(entry),) if entry else ()

    return Source(read, events=events)


def found(find: Callable[[Record], object | None]) -> Source:
    """Give what a function finds in the record, if anything."""

    def read(record: Record) -> Cell:
        one = find(record)
        return () if one is None or one == "" else (Written(one),)

    return Source(read)


def nothing() -> Source:
    """Leave a field to whoever writes by hand: no case has a word for it."""
    return Source(lambda record: ())


def first(*sources: Source) -> Source:
    """Give the first of several sources that has something, and what was struck before it."""

    def read(record: Record) -> Cell:
        struck: Cell = ()
        for source in sources:
            cell = source.read(record)
            if told(cell):
                return (*struck, *cell)
            struck += tuple(one for one in cell if one.struck)
        return struck

    return Source(read, of=sources)


def together(*sources: Source) -> Source:
    """Give what several sources have, one under the other."""

    def read(record: Record) -> Cell:
        return tuple(one for source in sources for one in source.read(record))

    return Source(read, of=sources)


def of_case(source: Source) -> Source:
    """Give what a source finds in the whole case, also on a sheet about a part of it."""

    def read(record: Record) -> Cell:
        return source.read(record.whole)

    return Source(read, of=(source,))


def which(*options: tuple[Label, Sequence[str]]) -> Source:
    """Tick which of several things has happened last, each told by its events."""
    names = tuple(name for _, events in options for name in events)

    def read(record: Record) -> Cell:
        entry = record.last(*names)
        name = entry.event.name if entry else ""
        ticks = tuple(Option(label, name in events) for label, events in options)
        return (Written(None, ticks, entry=entry),)

    return Source(read, events=names)


def part(name: str, *, money: bool = False) -> Source:
    """Give a part of the line that a row is about."""

    def read(record: Record) -> Cell:
        line = record.line
        if line is None or line.words.get(name) is None:
            return ()
        one = said(record, line.parts.get(name), line.words[name], money=money)
        return (_of_line(line, one),)

    return Source(read)


def number() -> Source:
    """Number the rows of a table."""
    return found(lambda record: str(record.number) if record.entries else None)


# ---------------------------------------------------------------- reading


def _newest(
    record: Record, blank: str, events: tuple[str, ...]
) -> Iterator[tuple[Entry, JsonValue]]:
    """Give the newest entry that has something in a blank, before it those struck empty since."""
    for entry in reversed(record.named(*events)):
        value = entry.event.form.get(blank)
        if value is not None:
            yield entry, value
            return
        if entry.struck.get(blank):
            yield entry, None


def _struck(
    record: Record, entry: Entry, blank: str, *, money: bool
) -> tuple[tuple[Struck, object], ...]:
    form = record.blank(blank, entry.event.name)
    return tuple(
        (one, said(record, form, one.was, money=money)) for one in entry.struck.get(blank, ())
    )


def _of_line(line: Line, one: object) -> Written:
    if line.struck:
        return Written(None, struck=((line.struck, one),), entry=line.entry)
    return Written(one, entry=line.entry)


def _options(blank: Blank | None, value: JsonValue) -> tuple[Option, ...]:
    if blank is None:
        return ()
    if blank.shape == "bool":
        return (Option(YES, value is True), Option(NO, value is False))
    held = value if isinstance(value, list) else [value]
    return tuple(Option(label, code in held) for code, label in blank.choices.items())
