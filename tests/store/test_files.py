"""Files that are no store, cannot be used, or may only be read: one clear line each."""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from huiyin.workflow.errors import StoreUnavailable
from huiyin.workflow.store import Store, open_store
from huiyin.workflow.store.sqlite import SQLiteStore
from store.samples import NAMES, attempt, clock, hours, open_case, opened_at, opening
from store.test_processes import alone


def text(path: Path) -> None:
    path.write_text("Dear all, this is the list of cases.\n" * 100)


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE cases (number TEXT)")


def newer(path: Path) -> None:
    opened_at(str(path)).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE huiyin_store SET schema_number = 99")


def folder(path: Path) -> None:
    path.mkdir()


def beheaded(path: Path) -> None:
    opened_at(str(path)).close()
    with path.open("r+b") as file:
        file.write(b"\0" * 100)


def shortened(path: Path) -> None:
    opened_at(str(path)).close()
    os.truncate(path, 4096)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (text, "the file is no SQLite database (file is not a database)"),
        (foreign, "this SQLite database is no store of huiyin"),
        (newer, "a newer huiyin made this store (schema 99, known: 2)"),
        (folder, "this is a folder, not a file"),
        (beheaded, "the file is no SQLite database (file is not a database)"),
        (shortened, "the file is damaged (database disk image is malformed)"),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_store_is_refused_and_left_as_it_was(
    file: str, spoil: Callable[[Path], None], said: str, read_only: bool
) -> None:
    spoil(Path(file))
    before = Path(file).is_file() and Path(file).read_bytes()

    with pytest.raises(StoreUnavailable) as refused:
        open_store(file, registry=NAMES, read_only=read_only)

    assert str(refused.value).startswith(f"{file}: {said}")
    assert "\n" not in str(refused.value)
    assert before == (Path(file).is_file() and Path(file).read_bytes())


@pytest.mark.parametrize("inside", ["missing/cases.db", "a-file/cases.db"])
def test_a_folder_that_is_missing_is_told(tmp_path: Path, inside: str) -> None:
    (tmp_path / "a-file").touch()

    with pytest.raises(StoreUnavailable, match="its folder is missing"):
        open_store(str(tmp_path / inside), registry=NAMES)


def test_damaged_pages_of_events_are_told_in_one_line(file: str) -> None:
    store = opened_at(file)
    for _ in range(200):
        open_case(store)
    store.close()
    with closing(sqlite3.connect(file)) as connection:
        [page] = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'stored_events'"
        ).fetchone()
    with Path(file).open("r+b") as pages:
        pages.seek(4096 * (page - 1))
        pages.write(b"\xff" * 4096)
    damaged = opened_at(file)

    with pytest.raises(StoreUnavailable, match="the file is damaged"):
        damaged.read()
    with pytest.raises(StoreUnavailable, match="the file is damaged"):
        open_case(damaged)

    findings = list(damaged.check())
    assert findings
    assert all("\n" not in found for found in findings)


def test_an_index_that_lost_its_rows_is_found(file: str) -> None:
    store = opened_at(file)
    open_case(store, opening(starts=(clock("answer", hours(1)),)))
    store.close()
    with closing(sqlite3.connect(file)) as connection:
        [page] = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'agenda_by_due'"
        ).fetchone()
    empty_leaf = bytes([0x0A, 0, 0, 0, 0, 0x10, 0, 0]).ljust(4096, b"\0")
    with Path(file).open("r+b") as pages:
        pages.seek(4096 * (page - 1))
        pages.write(empty_leaf)

    findings = list(opened_at(file).check())

    assert [found for found in findings if found.startswith("the file is damaged: ")]


def test_what_was_acknowledged_is_on_the_disk(file: str) -> None:
    store = SQLiteStore(file, NAMES)

    with store.recorder.datastore.transaction(commit=False) as c:
        c.execute("SELECT * FROM pragma_synchronous, pragma_journal_mode")
        (synchronous, journal) = c.fetchone()

    assert (synchronous, journal) == (2, "wal")


@pytest.fixture
def locked(file: str) -> sqlite3.Connection:
    """Give the connection of somebody who does not let go of the file."""
    opened_at(file).close()
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    return connection


def test_a_file_that_stays_locked_is_told_after_the_wait(
    file: str, locked: sqlite3.Connection
) -> None:
    store = open_store(file, registry=NAMES, wait=0.05)

    with pytest.raises(StoreUnavailable, match="another process keeps the store locked"):
        open_case(store)
    with pytest.raises(StoreUnavailable, match="another process keeps the store locked"):
        store.refuse(attempt())

    assert store.position() == 0
    locked.close()
    assert open_case(store) == "C-2026-000001"


def test_an_exclusive_lock_is_told_when_opening(file: str) -> None:
    opened_at(file).close()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(StoreUnavailable, match="locked"):
            open_store(file, registry=NAMES, wait=0.05)


def test_a_thread_that_keeps_others_waiting_is_told(file: str) -> None:
    store = SQLiteStore(file, NAMES, wait=0.05)
    said: list[str] = []

    def try_in_vain() -> None:
        try:
            open_case(store)
        except StoreUnavailable as busy:
            said.append(str(busy))

    with store.recorder.datastore.transaction(commit=True):
        thread = Thread(target=try_in_vain)
        thread.start()
        thread.join()

    assert said == [f"{file}: other threads kept it busy for 0.05 s"]


def test_an_auditor_reads_and_cannot_write(file: str) -> None:
    writer = opened_at(file)
    case = open_case(writer, key="k1")
    writer.refuse(attempt(case))
    writer.view("register").advance(0, 1, {case: {}})
    auditor = open_store(file, registry=NAMES, read_only=True)

    assert auditor.events(case) == writer.events(case)
    assert auditor.attempts() == writer.attempts()
    assert auditor.kept("k1") == writer.kept("k1")
    assert list(auditor.view("register").rows()) == [(case, {})]
    assert list(auditor.check()) == []

    writes: list[Callable[[Store], object]] = [
        open_case,
        lambda store: store.refuse(attempt()),
        lambda store: store.view("register").advance(1, 2, {}),
        lambda store: store.swap_view("register", "other"),
        lambda store: store.drop_view("register"),
    ]
    for write in writes:
        with pytest.raises(StoreUnavailable, match="open for reading only"):
            write(auditor)


def test_the_connections_of_an_auditor_cannot_write_whatever_they_are_asked(file: str) -> None:
    opened_at(file).close()
    store = SQLiteStore(file, NAMES, read_only=True)

    with (
        pytest.raises(StoreUnavailable, match="this opening may only read"),
        store.recorder.datastore.transaction(commit=False) as c,
    ):
        c.execute("DELETE FROM agenda")


def test_an_auditor_sees_what_is_written_meanwhile(file: str) -> None:
    writer = opened_at(file)
    auditor = open_store(file, registry=NAMES, read_only=True)
    assert auditor.position() == 0

    open_case(writer)

    assert auditor.position() == 1


def test_a_file_in_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as open_to_all:  # pytest's own folders are private
        file = Path(open_to_all) / "cases.db"
        store = opened_at(str(file))
        open_case(store)
        store.close()
        file.chmod(0o444)
        Path(open_to_all).chmod(0o555)

        looked, refused = alone("look_without_rights", str(file))

        Path(open_to_all).chmod(0o755)
    assert looked == {"cases": ["C-2026-000001"], "damage": []}
    assert refused["refused"].startswith(f"{file}: the store may not be written")


def test_a_closed_store_says_so(file: str) -> None:
    store = opened_at(file)
    store.close()

    uses: list[Callable[[], object]] = [
        store.position,
        lambda: list(store.check()),
        lambda: open_case(store),
    ]
    for use in uses:
        with pytest.raises(StoreUnavailable, match="closed"):
            use()


def test_closing_lets_go_of_the_connections_of_all_threads(file: str) -> None:
    store = opened_at(file)
    threads = [Thread(target=open_case, args=(store,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    store.close()

    assert [path.name for path in Path(file).parent.iterdir()] == ["cases.db"]
