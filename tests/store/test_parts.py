"""Other parts run inside the transaction of an append: all of it happens, or nothing."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

import pytest

import servers
from huiyin.workflow.store import Append, Store, memory, sql_parts
from huiyin.workflow.store.journal import Journal
from huiyin.workflow.store.memory import MemoryStore
from huiyin.workflow.store.postgres.base import Transaction
from huiyin.workflow.store.postgres.store import PostgresStore
from huiyin.workflow.store.sqlite import SQLiteStore
from huiyin.workflow.store.stored import Written
from store.samples import NAMES, clock, event, everything, hours, open_case, opening

Leaf = tuple[int, str, int, str]


def leaves_of(written: Written) -> list[Leaf]:
    """Give each row a leaf over exactly the bytes that are kept."""
    return [
        (row.position, row.case, row.version, hashlib.sha256(row.state).hexdigest())
        for row in written.rows
    ]


@dataclass
class Ledger:
    """A store with one more part, which keeps leaves and can be told to fail afterwards."""

    store: Store
    leaves: Callable[[], Sequence[Leaf]]
    fails: list[Exception] = field(default_factory=list)

    def maybe_fail(self) -> None:
        for failure in self.fails:
            raise failure


def in_memory(_: str) -> Iterator[Ledger]:
    table: dict[int, Leaf] = {}

    def keep_leaves(journal: Journal, tables: memory.Tables, written: Written) -> None:
        assert written.case in [place[0] for place in tables.agenda]
        for leaf in leaves_of(written):
            journal.put(table, leaf[0], leaf)
        made.maybe_fail()

    made = Ledger(
        MemoryStore(NAMES, parts=(*memory.PARTS, keep_leaves)), lambda: list(table.values())
    )
    yield made


def in_sqlite(file: str) -> Iterator[Ledger]:
    def keep_leaves(cursor: sqlite3.Cursor, written: Written) -> None:
        cursor.executemany("INSERT INTO copies VALUES (?, ?, ?, ?)", leaves_of(written))
        made.maybe_fail()

    store = SQLiteStore(file, NAMES, parts=(*sql_parts.PARTS, keep_leaves))
    with closing(sqlite3.connect(file)) as outside:
        outside.execute("CREATE TABLE copies (i INTEGER PRIMARY KEY, c TEXT, n INTEGER, s TEXT)")
        made = Ledger(store, lambda: outside.execute("SELECT * FROM copies").fetchall())
        yield made
    store.close()


def in_postgresql(_: str) -> Iterator[Ledger]:
    address = servers.office()
    copies = f"{address.partition('schema=')[2]}.copies"

    def keep_leaves(writing: Transaction, written: Written) -> None:
        writing.executemany(f"INSERT INTO {copies} VALUES (?, ?, ?, ?)", leaves_of(written))
        made.maybe_fail()

    store = PostgresStore(address, NAMES, parts=(keep_leaves,))
    with servers.outside() as outside:
        columns = "i bigint PRIMARY KEY, c text, n bigint, s text"
        outside.execute(f"CREATE TABLE {copies} ({columns})".encode())
        made = Ledger(store, lambda: outside.execute(f"SELECT * FROM {copies}".encode()).fetchall())
        yield made
    store.close()


@pytest.fixture(params=[in_memory, in_sqlite, in_postgresql])
def ledger(request: pytest.FixtureRequest, file: str) -> Iterator[Ledger]:
    yield from request.param(file)


def test_a_part_sees_the_rows_as_they_are_stored(ledger: Ledger) -> None:
    starts = opening(starts=(clock("answer", hours(1)),))

    case = open_case(ledger.store, starts, event())
    ledger.store.append(Append((event(form={"a": "回音"}),), case, version=2))

    states = [NAMES.write(told.event)[1] for told in ledger.store.events(case)]
    assert ledger.leaves() == [
        (version, case, version, hashlib.sha256(state).hexdigest())
        for version, state in enumerate(states, 1)
    ]


def test_a_part_that_fails_undoes_number_events_answer_agenda_and_itself(
    ledger: Ledger,
) -> None:
    running = opening(starts=(clock("answer", hours(1)),))
    first = open_case(ledger.store, running, key="k1")
    before, leaves = everything(ledger.store), ledger.leaves()

    ledger.fails.append(RuntimeError("no leaf"))
    with pytest.raises(RuntimeError, match="no leaf"):
        open_case(ledger.store, running, event(), key="k2")
    again = event(ends=("answer",), starts=(clock("call", hours(2)),))
    with pytest.raises(RuntimeError, match="no leaf"):
        ledger.store.append(Append((again,), first, version=1))

    assert everything(ledger.store) == before
    assert ledger.leaves() == leaves
    assert ledger.store.kept("k2") is None


def test_after_a_failure_everything_goes_on_without_a_hole(ledger: Ledger) -> None:
    running = opening(starts=(clock("answer", hours(1)),))
    ledger.fails.append(RuntimeError("no leaf"))
    with pytest.raises(RuntimeError):
        open_case(ledger.store, running)

    ledger.fails.clear()

    assert open_case(ledger.store, running) == "C-2026-000001"
    assert [leaf[0] for leaf in ledger.leaves()] == [1]
    assert list(ledger.store.check()) == []
