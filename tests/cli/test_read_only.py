"""An auditor's opening: whatever reads works, nothing can be written, and who tries is told."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest

from huiyin.domain.office import rulebook
from huiyin.workflow.errors import StoreUnavailable
from huiyin.workflow.store import open_store
from huiyin.workflow.store.sqlite_file import SQLiteFile
from openings import CASE, READING, WRITING, filled
from terminal import HUIYIN, Said, Terminal


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    huiyin = Terminal(tmp_path_factory.mktemp("office"))
    filled(huiyin)
    return huiyin


@pytest.fixture
def copy(office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    made = Terminal(Path(shutil.copytree(office.folder, tmp_path / "office")))
    monkeypatch.chdir(made.folder)
    return made


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_whatever_reads_works(copy: Terminal, command: tuple[str, ...]) -> None:
    before = copy.store.read_bytes()

    said = copy.run("--read-only", *command)

    assert said.code == 0, said.err
    assert copy.store.read_bytes() == before


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_whoever_writes_is_told_what_is_possible(copy: Terminal, command: tuple[str, ...]) -> None:
    before = there(copy)

    said = copy.run("--read-only", *command)

    assert said.code == 12, said.err
    assert "open for reading only, so nothing was recorded; what only reads" in said.err
    assert there(copy) == before


def there(office: Terminal) -> dict[Path, bytes]:
    """Give every file but those in which SQLite keeps its locks."""
    files = (one for one in office.folder.rglob("*") if one.is_file())
    return {one: one.read_bytes() for one in files if one.name[-4:] not in ("-shm", "-wal")}


@pytest.mark.parametrize("way", ["variable", "file"])
def test_it_may_be_set_as_well(copy: Terminal, way: str) -> None:
    env = {"HUIYIN_READ_ONLY": "1"} if way == "variable" else {}
    if way == "file":
        (copy.folder / "huiyin.toml").write_text("read_only = true\n")

    assert copy("show", CASE, **env).code == 0
    assert copy("do", CASE, "handle-directly", "--as", "wang:receptionist", **env).code == 12
    shown = copy("config", "show", **env).out
    assert "read_only" in shown


def test_what_is_neither_on_nor_off_is_told(copy: Terminal) -> None:
    said = copy("show", CASE, HUIYIN_READ_ONLY="perhaps")

    assert (said.code, said.err) == (9, "huiyin: read_only is yes or no, not 'perhaps'\n")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM views",
        "CREATE TABLE more (n)",
        "CREATE TEMP TABLE more (n)",
        "ATTACH 'other.db' AS other",
        "PRAGMA journal_mode=DELETE",
        "PRAGMA writable_schema=ON",
        "VACUUM INTO 'other.db'",
    ],
)
def test_the_opening_itself_refuses_what_is_no_reading(copy: Terminal, statement: str) -> None:
    store = open_store(str(copy.store), registry=rulebook().registry(), read_only=True)
    with closing(store), store.evidence() as evidence:
        assert next(evidence.leaves).place == 0
    file = SQLiteFile(str(copy.store), create=False, read_only=True, wait=1)
    with closing(file), pytest.raises(StoreUnavailable, match="authoriz"):
        file.rows(statement)


# ------------------------------------------------------------ a file that may not be written


# Permissions bind the superuser only where he has given up to override them.
BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")
IS_ROOT = sys.platform != "win32" and os.geteuid() == 0
needs_permissions = pytest.mark.skipif(
    sys.platform == "win32" or (IS_ROOT and shutil.which("setpriv") is None),
    reason="permissions bind nobody here",
)


def bound(office: Terminal, *command: str) -> Said:
    """Run a command as somebody whom permissions bind."""
    done = subprocess.run(
        [*(BOUND if IS_ROOT else ()), str(HUIYIN), *command],
        cwd=office.folder,
        env={"HOME": "/nonexistent", "PATH": os.environ["PATH"]},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Said(done.stdout, done.stderr, done.returncode)


@pytest.fixture
def locked(office: Terminal, tmp_path: Path) -> Generator[Terminal]:
    """An office in a place that others may read, without write access for anybody else."""
    made = Terminal(Path(shutil.copytree(office.folder, tmp_path / "locked")))
    lock(made)
    yield made
    made.folder.chmod(0o755)


def lock(office: Terminal) -> None:
    for one in office.folder.rglob("*"):
        one.chmod(0o555 if one.is_dir() else 0o444)
    office.folder.chmod(0o555)


@needs_permissions
def test_a_file_without_write_access_is_read(locked: Terminal) -> None:
    for command in (("show", CASE), ("register", "complaints"), ("trail",), ("verify",)):
        said = bound(locked, *command)
        assert said.code == 0, said.err

    said = bound(locked, "do", CASE, "handle-directly", "--as", "wang:receptionist")
    assert said.code == 12
    assert "open for reading only" in said.err


@needs_permissions
def test_a_log_ahead_that_cannot_be_read_there_is_told(locked: Terminal) -> None:
    """What was committed last stands in the log ahead: to leave it out would be to lie."""
    locked.folder.chmod(0o755)
    locked.store.chmod(0o644)
    with closing(sqlite3.connect(locked.store)) as still_open:
        still_open.execute("SELECT 1 FROM views").fetchall()
        locked.opened()
        shutil.copy(f"{locked.store}-wal", locked.folder / "held")
    shutil.move(locked.folder / "held", f"{locked.store}-wal")
    lock(locked)

    said = bound(locked, "show", CASE)

    assert said.code == 12
    assert "a write-ahead log lies beside it" in said.err
