"""OCEL 2.0 as a SQLite file, with the tables and keys that the standard names."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from errno import EIO
from pathlib import Path

from .log import EventLog
from .ocel import OF_EVENTS, TIME, Happening, Object, Objects
from .ocel_json import ALWAYS

TABLES = """
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE event (
    ocel_id TEXT PRIMARY KEY,
    ocel_type TEXT REFERENCES event_map_type (ocel_type)
);
CREATE TABLE object (
    ocel_id TEXT PRIMARY KEY,
    ocel_type TEXT REFERENCES object_map_type (ocel_type)
);
CREATE TABLE event_object (
    ocel_event_id TEXT REFERENCES event (ocel_id),
    ocel_object_id TEXT REFERENCES object (ocel_id),
    ocel_qualifier TEXT,
    PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier)
);
CREATE TABLE object_object (
    ocel_source_id TEXT REFERENCES object (ocel_id),
    ocel_target_id TEXT REFERENCES object (ocel_id),
    ocel_qualifier TEXT,
    PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier)
);
"""


def ocel_sqlite(log: EventLog, file: Path) -> None:
    """Write the log into a file that is empty or not there yet; raise OSError if it cannot be."""
    try:
        _fill(log, file)
    except sqlite3.OperationalError as error:
        raise OSError(EIO, str(error)) from error


def _fill(log: EventLog, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        base.execute("BEGIN")
        for table in TABLES.split(";"):
            base.execute(table)
        writer = _Writer(base)
        objects = Objects(log)
        for happening in objects.happenings():
            writer.event(happening)
        for one in objects.found.values():
            writer.object(one, objects.attributes(one.kind))
        base.execute("COMMIT")


def mapped(kind: str) -> str:
    """Name the table of a kind: `handle-directly` is `HandleDirectly`."""
    return "".join(part[:1].upper() + part[1:] for part in kind.replace("_", "-").split("-"))


class _Writer:
    """Rows on their way into the file; the table of a kind is made when it first comes."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._tables: set[str] = set()

    def event(self, one: Happening) -> None:
        table = self._table("event", one.activity, OF_EVENTS, "ocel_id TEXT PRIMARY KEY")
        self._insert("event", one.id, one.activity)
        self._insert(table, one.id, one.time, *one.values.values())
        for id_, qualifier in one.related.items():
            self._insert("event_object", one.id, id_, qualifier)

    def object(self, one: Object, attributes: Mapping[str, str]) -> None:
        columns = {"ocel_changed_field": "string", **attributes}
        table = self._table("object", one.kind, columns, "ocel_id TEXT")
        self._insert("object", one.id, one.kind)
        self._insert(table, one.id, ALWAYS, None, *(one.values[name] for name in attributes))
        for id_, qualifier in one.related.items():
            self._insert("object_object", one.id, id_, qualifier)

    def _table(self, of: str, kind: str, columns: Mapping[str, str], key: str) -> str:
        name = f"{of}_{mapped(kind)}"
        if name not in self._tables:
            self._tables.add(name)
            self._insert(f"{of}_map_type", kind, mapped(kind))
            typed = (
                f'"{one}" {"TIMESTAMP" if its == TIME else "TEXT"}' for one, its in columns.items()
            )
            self._base.execute(
                f'CREATE TABLE "{name}" ({key} REFERENCES {of} (ocel_id),'
                f" ocel_time TIMESTAMP, {', '.join(typed)})"
            )
        return name

    def _insert(self, table: str, *values: str | None) -> None:
        places = ", ".join("?" for _ in values)
        self._base.execute(f'INSERT INTO "{table}" VALUES ({places})', values)  # noqa: S608
