"""What somebody did to the tables behind our back: refused by triggers, or found by the check."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from huiyin.workflow.errors import HistoryBroken, StoreUnavailable
from huiyin.workflow.store import Append, Kept, Registry, Unreadable
from huiyin.workflow.store.check import Facts, damage
from huiyin.workflow.store.rows import Evidence, StoredLeaf, StoredRow
from huiyin.workflow.store.sqlite import SQLiteStore
from outside import InFile, Outside
from outside import outside as outside_of
from store.samples import (
    NAMES,
    attempt,
    clock,
    event,
    everything,
    hours,
    open_case,
    opened_at,
    opening,
    receipt,
)

TRIGGERS = [
    f"{table}_no_{verb}"
    for table in ("stored_events", "attempts", "leaves")
    for verb in ("update", "delete")
]


def fill(address: str) -> None:
    """Open three cases, take a few steps and refuse two commands."""
    store = opened_at(address)
    case = open_case(store, opening(starts=(clock("answer", hours(4)),)), key="k1")
    open_case(store)
    open_case(store)
    store.append(Append((event(), event()), case, version=1, receipt=receipt("k2")))
    store.refuse(attempt(case), Kept("k3", "d", "{}"))
    store.refuse(attempt())
    assert list(store.check()) == []
    store.close()


@pytest.fixture
def outside(address: str) -> Iterator[Outside]:
    """Give a connection of somebody else to a store with three cases."""
    fill(address)
    with outside_of(address) as connection:
        yield connection


@pytest.fixture
def in_file(file: str) -> Iterator[sqlite3.Connection]:
    """Give a connection of somebody else to a file with three cases."""
    fill(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE stored_events SET state = x'7b7d' WHERE notification_id = 1",
        "UPDATE stored_events SET originator_version = 9 WHERE notification_id = 5",
        "DELETE FROM stored_events",
        "DELETE FROM stored_events WHERE notification_id = 5",
        "UPDATE attempts SET person = 'nobody'",
        "DELETE FROM attempts WHERE id = 1",
    ],
)
def test_the_tables_themselves_refuse_changes(outside: Outside, attack: str) -> None:
    with pytest.raises(Exception, match="are kept as they were written"):
        outside.execute(attack)


@pytest.mark.parametrize("table", ["stored_events", "attempts"])
def test_our_own_connections_refuse_a_replacement_too(file: str, table: str) -> None:
    store = SQLiteStore(file, NAMES)
    open_case(store)
    store.refuse(attempt())

    with (
        pytest.raises(StoreUnavailable, match="are kept as they were written"),
        store.recorder.datastore.transaction(commit=True) as c,
    ):
        c.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


# What is done to the file, and how the findings begin.
EVENT = "UPDATE stored_events SET"
FOUND = {
    f"{EVENT} state = x'7b7d' WHERE notification_id = 4": (
        "C-2026-000001 version 2 (position 4): StepTaken@1 cannot be read: name: Field",
    ),
    f"{EVENT} topic = 'CaseOpened@1' WHERE notification_id = 4": (
        "C-2026-000001 version 2 (position 4): stored as CaseOpened@1, but it says StepTaken@1",
    ),
    f"{EVENT} topic = 'os:system' WHERE notification_id = 4": (
        "C-2026-000001 version 2 (position 4): no event os:system is known here: a newer ",
    ),
    f"{EVENT} originator_version = 7 WHERE notification_id = 5": (
        "C-2026-000001: version 7 follows 2",
    ),
    f"{EVENT} notification_id = 9 WHERE notification_id = 4": (
        "position 4 is missing",
        "position 6 to 8 is missing",
        "C-2026-000001: version 3 follows 1",
        "C-2026-000001: version 2 follows 3",
    ),
    "DELETE FROM stored_events WHERE notification_id = 4": ("position 4 is missing",),
    "DELETE FROM stored_events WHERE notification_id = 5": (
        "position 5 is missing",
        "the answer kept under 'k2' answers nothing",
    ),
    "DELETE FROM stored_events WHERE originator_id = 'C-2026-000002'": (
        "position 2 is missing",
        "C-2026 has no case 2",
    ),
    f"{EVENT} originator_id = 'X-1' WHERE notification_id = 2": (
        "X-1 was never drawn from a series",
        "C-2026 has no case 2",
    ),
    f"{EVENT} originator_id = 'X-000001' WHERE notification_id = 2": (
        "X-000001 was never drawn from a series",
    ),
    "UPDATE numbers SET last = 6": ("C-2026 has no case 4 to 6",),
    "UPDATE numbers SET last = 2": ("C-2026-000003 was never drawn from a series",),
    f"UPDATE numbers SET last = {2**62}": (f"C-2026 has no case 4 to {2**62}",),
    "UPDATE agenda SET due_at = due_at + 1": (
        "C-2026-000001: the agenda has answer due at 2026-03-07T06:00:00.000001+00:00, the ",
    ),
    "DELETE FROM agenda": ("C-2026-000001: the agenda has answer not running, the events say",),
    "INSERT INTO agenda VALUES ('C-2026-000002', 'call', 0)": (
        "C-2026-000002: the agenda has call due at 1970-01-01T00:00:00+00:00, the events say",
    ),
    "DELETE FROM attempts WHERE id = 1": (
        "attempt 1 is missing",
        "the answer kept under 'k3' answers nothing",
    ),
    "UPDATE attempts SET after = 6 WHERE id = 2": ("attempt 2 was refused after position 6",),
    "UPDATE attempts SET after = 4 WHERE id = 2": ("attempt 2 was refused after position 4",),
    "UPDATE attempts SET at = 'noon' WHERE id = 1": (
        "attempt 1 cannot be read: Invalid isoformat",
    ),
    "UPDATE attempts SET clauses = '[' WHERE id = 2": ("attempt 2 cannot be read:",),
    "UPDATE attempts SET clauses = '5' WHERE id = 1": ("attempt 1 cannot be read:",),
    "UPDATE answers SET position = 77 WHERE key = 'k1'": (
        "the answer kept under 'k1' answers nothing",
    ),
    "DROP INDEX agenda_by_due": ("the index agenda_by_due is missing or altered",),
    "ALTER TABLE attempts ADD COLUMN x TEXT": ("the table attempts is missing or altered",),
}


@pytest.mark.parametrize("done", FOUND)
def test_the_check_finds_the_damage(outside: Outside, address: str, done: str) -> None:
    outside.unguard()

    outside.execute(done)

    findings = list(opened_at(address).check())
    for finding in FOUND[done]:
        assert [said for said in findings if said.startswith(finding)], findings


def test_each_trigger_that_is_gone_or_changed_is_named(
    in_file: sqlite3.Connection, file: str
) -> None:
    InFile(in_file).unguard()
    in_file.execute(f"CREATE TRIGGER {TRIGGERS[0]} BEFORE UPDATE ON agenda BEGIN SELECT 1; END")

    assert list(opened_at(file).check()) == [
        f"the trigger {name} is missing or altered" for name in TRIGGERS
    ]


def test_the_end_of_the_log_is_missed_in_a_file(in_file: sqlite3.Connection, file: str) -> None:
    in_file.execute(f"UPDATE sqlite_sequence SET seq = {2**62} WHERE name = 'stored_events'")

    assert f"position 6 to {2**62} is missing" in list(opened_at(file).check())


# What is done to a schema on a server, and what is named.
ON_SERVER = {
    "ALTER TABLE leaves DISABLE TRIGGER leaves_no_change": "trigger leaves_no_change",
    "ALTER TABLE attempts ENABLE TRIGGER attempts_no_change": "trigger attempts_no_change",
    "DROP TRIGGER stored_events_no_change ON stored_events": "trigger stored_events_no_change",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql "
    "AS 'BEGIN RETURN NEW; END'": "function refuse_change",
    "CREATE OR REPLACE FUNCTION next_attempt() RETURNS bigint LANGUAGE sql AS 'SELECT 7::bigint'": (
        "function next_attempt"
    ),
    "ALTER TABLE stored_events DROP CONSTRAINT stored_events_originator_version_check": (
        "table stored_events"
    ),
    "ALTER TABLE leaves ALTER hash DROP NOT NULL": "table leaves",
    'ALTER TABLE answers ALTER key TYPE text COLLATE "default"': "table answers",
    "DROP TABLE views": "table views",
    "DROP INDEX cases": "index cases",
}


@pytest.mark.parametrize("done", ON_SERVER)
def test_what_was_done_to_a_schema_is_named(office: str, done: str) -> None:
    fill(office)
    with outside_of(office) as outside:
        outside.execute(done)

    findings = list(opened_at(office).check())

    assert findings[0] == f"the {ON_SERVER[done]} is missing or altered"


def test_a_damaged_event_is_unreadable_and_readers_go_on_behind_it(
    outside: Outside, address: str
) -> None:
    outside.unguard()
    outside.execute("UPDATE stored_events SET state = x'ff' WHERE notification_id = 2")
    store = opened_at(address)

    with pytest.raises(Unreadable, match=r"^C-2026-000002 version 1 \(position 2\): ") as broken:
        store.events("C-2026-000002")

    assert [told.position for told in store.read()] == [1]
    with pytest.raises(Unreadable):
        store.read(after=1)
    assert [told.position for told in store.read(after=broken.value.position)] == [3, 4, 5]
    assert len(store.events("C-2026-000001")) == 3


@pytest.mark.parametrize(
    "garbage",
    [
        *("at = ''", "at = 'noon'", "at = '[]'", "at = '2026-13-01T00:00:00Z'"),
        *("clauses = ''", "clauses = '['", "clauses = '5'", "clauses = 'null'"),
        *("at = '2026-03-02'", "clauses = '{}'", "clauses = '[1, null]'"),
        f"clauses = '{'9' * 5000}'",
        f"clauses = '{'[' * 100_000}'",
    ],
)
def test_a_damaged_attempt_is_found_and_is_a_broken_history_to_who_reads_it(
    outside: Outside, address: str, garbage: str
) -> None:
    outside.unguard()
    outside.execute(f"UPDATE attempts SET {garbage} WHERE id = 1")
    store = opened_at(address)

    with pytest.raises(HistoryBroken, match=r"^attempt 1 cannot be read: "):
        store.attempts()

    found = [one for one in store.check() if "trigger" not in one and "recorded" not in one]
    assert [one.partition(": ")[0] for one in found] == ["attempt 1 cannot be read"]
    assert [one.id for one in store.attempts(after=1)] == [2]


@pytest.mark.parametrize("column", ["at", "clauses", "says"])
def test_an_attempt_that_is_no_text_is_found_and_its_file_unavailable(
    in_file: sqlite3.Connection, file: str, column: str
) -> None:
    InFile(in_file).unguard()
    in_file.execute(f"UPDATE attempts SET {column} = CAST(x'ff' AS TEXT)")
    store = opened_at(file)

    with pytest.raises(StoreUnavailable, match="UTF-8"):
        store.attempts()

    assert [one for one in store.check() if "UTF-8" in one]


def test_a_history_without_one_of_its_events_is_broken(outside: Outside, address: str) -> None:
    outside.unguard()
    outside.execute("DELETE FROM stored_events WHERE notification_id = 4")

    with pytest.raises(HistoryBroken, match="C-2026-000001: version 2 is missing from the log"):
        opened_at(address).events("C-2026-000001")


def test_events_of_a_newer_version_are_a_broken_history(address: str) -> None:
    newer = opened_at(address, Registry.of("CaseOpened", "CaseBlessed"))
    case = open_case(newer, opening(), event("CaseBlessed"))

    store = opened_at(address)

    with pytest.raises(HistoryBroken, match="no event CaseBlessed@1 is known here"):
        store.events(case)
    assert [said.partition(" (")[0] for said in store.check()] == ["C-2026-000001 version 2"]


def test_a_number_taken_beside_the_series_stops_its_series(outside: Outside, address: str) -> None:
    outside.execute("UPDATE numbers SET last = 2")
    store = opened_at(address)
    before = store.position()

    with pytest.raises(HistoryBroken, match="C-2026-000003 was opened beside the numbers of"):
        open_case(store)

    assert store.position() == before


def test_a_dump_restores_to_the_same_store(in_file: sqlite3.Connection, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.db")
    with closing(sqlite3.connect(copy)) as restored:
        restored.executescript("\n".join(in_file.iterdump()))
    original = opened_at(str(tmp_path / "cases.db"))

    store = opened_at(copy)

    assert everything(store) == everything(original)
    assert open_case(store) == "C-2026-000004"
    assert store.position() == 6
    assert not re.findall("missing", str(list(store.check())))


def test_positions_that_fall_are_found() -> None:
    """SQLite sorts them itself; another backend might not."""
    stored = NAMES.write(opening())
    rows = [StoredRow(2, "C-000001", 1, *stored), StoredRow(1, "C-000002", 1, *stored)]

    leaves = (StoredLeaf(index, row.position, None, b"") for index, row in enumerate(rows))
    ledger = Evidence(leaves, iter(rows), iter(()))
    found = list(damage(Facts(rows, {"C": 2}, [], [], [], {}, ledger), NAMES))

    assert found[0] == "position 1 comes after position 2"
