"""Who has read what of whom: a log that is only ever added to, each line sealed to the last.

A line is chained with a key that is derived from the ring's secret. Whoever can write to the
file and has not the master key can alter no line, take none out of the middle and add none
without its being found. What no chain shows is its own end cut off: for that, somebody else
has to know how long it was once (`Head`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest, digest
from typing import NamedTuple

from ..events import instant
from ..language import Message, message
from .contract import Access
from .ring_file import Row

COLUMNS = "id, at, who, what, cases, why, chained"
START = bytes(sha256().digest_size)


class Head(NamedTuple):
    """How long the log is, and the hash (hex) to which its last line is chained."""

    length: int
    chained: str

    def __str__(self) -> str:
        return f"{self.length}:{self.chained}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """Read what `str` gives; raise ValueError."""
        length, _, chained = text.partition(":")
        return cls(int(length), bytes.fromhex(chained).hex())


def written(cursor: sqlite3.Cursor, key: bytes, access: Access) -> None:
    """Add a line behind the last one."""
    newest = "SELECT id, chained FROM accesses ORDER BY id DESC LIMIT 1"
    last, before = cursor.execute(newest).fetchone() or (0, START)
    cases = json.dumps(access.cases)
    words = (last + 1, instant(access.at), access.who, access.what, cases, access.why)
    row = (*words, _chained(key, before, words))
    cursor.execute(f"INSERT INTO accesses ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608


def access_of(row: Row) -> Access:
    """Read a line as it was kept."""
    number, at, who, what, cases, why, _ = row
    return Access(datetime.fromisoformat(at), who, what, tuple(json.loads(cases)), why, number)


def damage(rows: Iterable[Row], key: bytes, seen: Iterable[Head] = ()) -> Iterator[Message]:
    """Find what was altered, taken out or put in, and what is missing of what others saw."""
    before, place, chained = START, 0, {0: START.hex()}
    for place, row in enumerate(rows, 1):
        number, *_, found = row
        if number != place:
            yield message("accesses: line {line} is missing", line=place)
            return
        if not compare_digest(found, _chained(key, before, row[:-1])):
            yield message("accesses: line {line} is not what was written", line=place)
            return
        before = found
        chained[place] = found.hex()
    for head in seen:
        if head.length > place:
            says = "accesses: there were {length} lines once and {found} are left"
            yield message(says, length=head.length, found=place)
        elif chained[head.length] != head.chained:
            says = "accesses: the first {length} lines are not those that were written"
            yield message(says, length=head.length)


def _chained(key: bytes, before: bytes, words: Row) -> bytes:
    line = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return digest(key, before + line.encode(), "sha256")
