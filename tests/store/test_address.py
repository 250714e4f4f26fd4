"""A store is opened by its address; an address that makes no sense is told apart from a store
that cannot be used.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from huiyin.workflow.errors import Misconfigured, StoreUnavailable
from huiyin.workflow.store import open_store
from store.samples import NAMES, open_case

POSSIBLE = "a store is a path, sqlite:///PATH, postgresql://…/DATABASE?schema=NAME or memory:"


def test_a_path_and_its_url_are_the_same_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    addresses = ["cases.db", "sqlite:///cases.db", f"sqlite:///{tmp_path}/cases.db"]

    numbers = [open_case(open_store(address, registry=NAMES)) for address in addresses]

    assert numbers == ["C-2026-000001", "C-2026-000002", "C-2026-000003"]
    assert {file.name.partition("-")[0] for file in tmp_path.iterdir()} == {"cases.db"}


def test_a_store_stays_where_it_was_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    store = open_store("cases.db", registry=NAMES)

    monkeypatch.chdir("elsewhere")
    with_its_own_connection = store.view("register").snapshot()

    assert with_its_own_connection[0] == 0
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    "name", ["with space.db", "100%.db", "what?.db", "a#b.db", "回音.db", "a&mode=ro.db"]
)
def test_any_name_of_a_file_will_do(tmp_path: Path, name: str) -> None:
    with_name = str(tmp_path / name)

    open_case(open_store(with_name, registry=NAMES))

    assert (tmp_path / name).exists()
    assert open_store(with_name, registry=NAMES).cases() == ["C-2026-000001"]


def test_memory_is_fresh_each_time() -> None:
    one, other = (open_store("memory:", registry=NAMES) for _ in range(2))
    open_case(one)

    assert (one.url, other.position()) == ("memory:", 0)


def test_a_store_says_where_it_is(file: str) -> None:
    assert open_store(file, registry=NAMES).url == file
    assert open_store(f"sqlite:///{file}", registry=NAMES).url == file


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql:office", f"no store can be opened at mysql:, {POSSIBLE}"),
        ("sqlite://office.db", f"no store can be opened at sqlite:, {POSSIBLE}"),
        ("sqlite:office.db", f"no store can be opened at sqlite:, {POSSIBLE}"),
        ("file:office.db?mode=ro", f"no store can be opened at file:, {POSSIBLE}"),
        ("MEMORY:", f"no store can be opened at MEMORY:, {POSSIBLE}"),
        ("sqlite:///", f"'' is no path, {POSSIBLE}"),
        ("", f"'' is no path, {POSSIBLE}"),
        (":memory:", f"':memory:' is no path, {POSSIBLE}"),
        ("a\0b", f"'a\\x00b' is no path, {POSSIBLE}"),
    ],
)
def test_another_address_is_refused_naming_what_is_possible(address: str, said: str) -> None:
    with pytest.raises(Misconfigured) as refused:
        open_store(address, registry=NAMES)

    assert str(refused.value) == said


def test_a_store_that_must_be_there_is_not_made(file: str) -> None:
    with pytest.raises(StoreUnavailable, match="there is no store here yet"):
        open_store(file, registry=NAMES, create=False)

    assert not Path(file).exists()


def test_an_empty_file_becomes_a_store_only_when_asked(file: str) -> None:
    Path(file).touch()

    with pytest.raises(StoreUnavailable, match="there is no store here yet"):
        open_store(file, registry=NAMES, create=False)
    with pytest.raises(StoreUnavailable, match="there is no store here yet"):
        open_store(file, registry=NAMES, read_only=True)

    assert Path(file).read_bytes() == b""
    assert open_case(open_store(file, registry=NAMES)) == "C-2026-000001"


def test_a_server_without_its_library_is_told_with_the_extra_that_brings_it() -> None:
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from huiyin.workflow.store import Registry, open_store\n"
        "try: open_store('postgresql://li:secret@db/o', registry=Registry())\n"
        "except Exception as error: print(type(error).__name__, error)"
    )

    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert said.stdout.startswith("Misconfigured a store on PostgreSQL needs psycopg")
    assert "huiyin[postgres]" in said.stdout
