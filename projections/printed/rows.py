"""Where the rows of a table come from, or the sheets of a paper: entries, rounds, lists.

each("FollowUpSatisfied")         a row for each of these entries
rounds("AbsenceRequested")        from one of these entries up to the next
listed("items", "ItemsCounted")   a row for each line of a list in a blank
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from pydantic import JsonValue

from .paper import Rows
from .record import Entry, Line, Record


def each(*events: str) -> Rows:
    """Give a row or a sheet for each of these entries."""

    def rows(record: Record) -> Sequence[Record]:
        return [record.only([one], n) for n, one in enumerate(record.named(*events), 1)]

    return rows


def rounds(*starts: str) -> Rows:
    """Give a row or a sheet for each round: from one of these entries up to the next."""

    def rows(record: Record) -> Sequence[Record]:
        return [record.only(one, n) for n, one in enumerate(_rounds(record, starts), 1)]

    return rows


def _rounds(record: Record, starts: tuple[str, ...]) -> list[list[Entry]]:
    found: list[list[Entry]] = []
    for one in record.entries:
        if one.event.name in starts:
            found.append([])
        if found:
            found[-1].append(one)
    return found


def up_to(*ends: str, rest: str = "") -> Rows:
    """Give a sheet for each stretch that ends with one of these entries.

    What has come since is a sheet of its own where an entry called `rest` is among it.
    """

    def rows(record: Record) -> Sequence[Record]:
        stretches: list[list[Entry]] = [[]]
        for one in record.entries:
            stretches[-1].append(one)
            if one.event.name in ends:
                stretches.append([])
        if not any(one.event.name == rest for one in stretches[-1]):
            stretches.pop()
        return [record.only(one, n) for n, one in enumerate(stretches, 1)]

    return rows


def numbered(first: str, *later: str) -> Rows:
    """Give a row for each entry, with those that name it by its number in their blank `row`."""

    def rows(record: Record) -> Sequence[Record]:
        return [
            record.only(
                [one, *(e for e in record.named(*later) if e.event.form.get("row") == n)], n
            )
            for n, one in enumerate(record.named(first), 1)
        ]

    return rows


def listed(blank: str, *events: str) -> Rows:
    """Give a row for each line of the list last written in a blank, struck lines first."""

    def rows(record: Record) -> Sequence[Record]:
        entry = record.last(*events)
        parts = record.blank(blank, *events)
        if entry is None or parts is None:
            return ()
        held = _lines(entry.event.form.get(blank))
        found = [
            Line(parts.parts, words, entry, struck)
            for struck in entry.struck.get(blank, ())
            for words in _lines(struck.was)
            if words not in held
        ]
        found += [Line(parts.parts, words, entry) for words in held]
        return [record.at_line(one, n) for n, one in enumerate(found, 1)]

    return rows


def _lines(value: JsonValue) -> list[Mapping[str, JsonValue]]:
    """Read a list in a blank; a word alone is a line with one part that has no name."""
    return [
        cast("Mapping[str, JsonValue]", one) if isinstance(one, Mapping) else {"": one}
        for one in (value if isinstance(value, list) else [])
    ]


def or_empty(rows: Rows) -> Rows:
    """Give at least one sheet, empty where there is nothing to fill it with."""

    def sheets(record: Record) -> Sequence[Record]:
        return rows(record) or (record.only(()),)

    return sheets
