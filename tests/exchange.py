"""Exported logs as tests read them, with nothing but the standard library."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any
from xml.etree.ElementTree import fromstring

from huiyin.domain.office import rulebook
from huiyin.projections.exchange.log import EventLog, Wanted
from huiyin.projections.exchange.ocel_json import ocel_json
from huiyin.projections.exchange.ocel_sqlite import ocel_sqlite
from huiyin.projections.exchange.table import table
from huiyin.projections.exchange.xes import xes
from huiyin.workflow.desk import Desk
from spec import desk_of
from walker import walk

XES = "{http://www.xes-standard.org/}"


def busy_office(seed: int = 7, length: int = 40) -> Desk:
    """Walk through every page of the office, so that everything has happened somewhere."""
    desk = desk_of(rulebook())
    for page in desk.rulebook:
        for _ in walk(Random(f"{seed} {page.name}"), desk, page, length):
            pass
    return desk


def log(desk: Desk, **asked: Any) -> EventLog:
    return EventLog(desk.store, desk.rulebook, Wanted(**asked))


def as_csv(desk: Desk, **asked: Any) -> list[dict[str, str]]:
    whole = "".join(table(log(desk, **asked)))
    assert whole.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(whole[1:], newline="")))


def as_xes(desk: Desk, **asked: Any) -> list[tuple[dict[str, str], list[dict[str, str]]]]:
    """Give every trace with its attributes and those of its events."""
    root = fromstring("".join(xes(log(desk, **asked))).encode())
    return [
        (attributes(trace), [attributes(event) for event in trace.iter(f"{XES}event")])
        for trace in root.iter(f"{XES}trace")
    ]


def attributes(element: Any) -> dict[str, str]:
    return {one.attrib["key"]: one.attrib["value"] for one in element if "key" in one.attrib}


def as_json(desk: Desk, **asked: Any) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads("".join(ocel_json(log(desk, **asked))))
    return whole


def as_tables(desk: Desk, file: Path, **asked: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Write OCEL as SQLite and give every table with its rows."""
    ocel_sqlite(log(desk, **asked), file)
    with closing(sqlite3.connect(file)) as base:
        names = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE sql > ''")]
        assert list(base.execute("PRAGMA foreign_key_check")) == []
        assert list(base.execute("PRAGMA integrity_check")) == [("ok",)]
        return {name: list(base.execute(f'SELECT * FROM "{name}"')) for name in names}


def steps(desk: Desk) -> Iterator[tuple[str, str]]:
    """Give case and step of all that was accepted, as the log itself tells."""
    for one in desk.store.read(limit=100_000):
        if one.event.step and one.event.name != "EntryCorrected":
            yield one.case, one.event.step
