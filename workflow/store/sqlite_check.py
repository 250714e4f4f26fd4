"""What only the file can tell about its soundness, and the facts for what all stores check."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from ..errors import LedgerBroken
from .check import damage
from .registry import Registry
from .sql import Ask
from .sql_check import facts, missing_rows
from .sql_recorder import SQLRecorder
from .sqlite_errors import said
from .sqlite_file import SQLiteFile
from .sqlite_schema import SCHEMA

_GIVEN_OUT = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?"


def findings(file: SQLiteFile, recorder: SQLRecorder, registry: Registry) -> Iterator[str]:
    """Find all damage, in the file and in what it says."""
    with file.snapshot() as snapshot:
        ask = snapshot.rows
        try:
            yield from _file_damage(ask)
            yield from _altered_schema(ask)
            for table in ("stored_events", "attempts"):
                [(last,)] = ask(_GIVEN_OUT, table)
                yield from missing_rows(ask, table, last)
            yield from damage(facts(ask, recorder), registry)
        except sqlite3.Error as error:
            yield f"the check cannot go on: {said(error)}"


def _file_damage(ask: Ask) -> Iterator[str]:
    for (found,) in list(ask("PRAGMA integrity_check")):
        if found != "ok":
            yield f"the file is damaged: {' '.join(found.split())}"


def _altered_schema(ask: Ask) -> Iterator[str]:
    found = {sql for (sql,) in ask("SELECT sql FROM sqlite_master")}
    for statement in SCHEMA:
        if statement not in found:
            kind, name = re.findall(r"(TABLE|INDEX|TRIGGER) (\w+)", statement)[0]
            yield f"the {kind.lower()} {name} is missing or altered"


def ensure_tables(ask: Ask) -> None:
    """Raise LedgerBroken where a table is not the one that keeps what it was given."""
    for finding in _altered_schema(ask):
        if finding.startswith("the table "):
            raise LedgerBroken(finding)
