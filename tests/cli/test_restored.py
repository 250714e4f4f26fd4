"""A backup that was restored on purpose, as whoever runs the office declares it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from terminal import MALL, Said, Terminal

OPENING = ("--as", "wang:receptionist", "severity=general", *MALL)
WHO = ("--as", "zhao:head", "--reason", "硬盘损坏")


@pytest.fixture
def restored(huiyin: Terminal) -> Terminal:
    """Three signed cases, of which the backup has one."""
    key = str(huiyin.folder / "signer.key")
    assert huiyin.run("key", "new", key).code == 0
    huiyin.opened()
    with closing(sqlite3.connect(huiyin.store)) as outside:
        outside.execute("VACUUM INTO ?", (str(huiyin.folder / "backup.db"),))
    huiyin.opened()
    huiyin.opened()
    assert checkpoint(huiyin, "--note", str(huiyin.folder / "mine.note")).code == 0
    for ending in ("", "-wal", "-shm"):
        huiyin.store.with_name(f"huiyin.db{ending}").unlink(missing_ok=True)
    shutil.copy(huiyin.folder / "backup.db", huiyin.store)
    return huiyin


def checkpoint(huiyin: Terminal, *more: str) -> Said:
    return huiyin.run("checkpoint", "--key", str(huiyin.folder / "signer.key"), *more)


def test_what_is_not_declared_is_refused_and_says_what_to_do(restored: Terminal) -> None:
    said = checkpoint(restored)

    assert said.code == 7
    assert "the end is missing" in said.err
    assert "`huiyin checkpoint --restored`" in said.err
    assert restored.run("verify").code == 7


def test_who_signs_by_schedule_is_told_at_once(restored: Terminal) -> None:
    """Otherwise the office would go on unsigned until it has as many leaves as before."""
    key = str(restored.folder / "signer.key")
    table = f"key = {key!r}\n[checkpoints]\nevery = 1\n"
    (restored.folder / "huiyin.toml").write_text(table, "utf-8")

    for step in range(3):
        said = restored.run("open", "complaint/mall", *OPENING)
        assert said.code == 7, step
        assert "nothing is signed" in said.err


def test_a_declared_restore_is_told_whenever_the_record_is_verified(restored: Terminal) -> None:
    said = checkpoint(restored, "--restored", *WHO, "--json")
    assert said.code == 0, said.err
    assert (said.json["before"], said.json["back"], said.json["lost"]) == (3, 1, 2)

    verified = restored.run("verify", "--since", str(restored.folder / "mine.note"), "--json")
    assert verified.code == 0
    [told] = verified.json["restored"]
    assert (told["lost"], told["by"], told["reason"]) == (2, "zhao:head", "硬盘损坏")
    plain = restored.run("verify").out
    assert "sound, but for what was lost when a backup was restored" in plain
    assert "signed leaves are lost: it was declared" in plain
    assert restored.run("--lang", "zh", "verify").out.count("硬盘损坏") == 1


def test_case_numbers_come_again_in_their_order(restored: Terminal) -> None:
    """What was lost is entered again in its old order, and gets its old numbers."""
    checkpoint(restored, "--restored", *WHO)

    assert [restored.opened(), restored.opened()] == ["C-2026-000002", "C-2026-000003"]


def test_a_command_that_was_lost_is_carried_out_again_by_its_key(huiyin: Terminal) -> None:
    line = (
        '{"open":"complaint/mall","as":"wang:receptionist","at":"2026-03-02T09:00:00+08:00",'
        '"key":"%s","form":{"name":"何静","phone":"137","matter":"m","content":"c",'
        '"channel":"web","severity":"general"}}\n'
    )
    file = huiyin.folder / "day.jsonl"
    file.write_text(line % "a" + line % "b", "utf-8")
    huiyin.run("play", str(file))
    before = huiyin.store.read_bytes()
    file.write_text(line % "a" + line % "b" + line % "c", "utf-8")
    huiyin.run("play", str(file))
    for one in huiyin.folder.glob("huiyin.db-*"):
        one.unlink()
    huiyin.store.write_bytes(before)

    assert huiyin.run("play", str(file)).code == 0

    register = huiyin.run("register", "complaints", "--json").json
    assert len(register["rows"]) == 3


@pytest.mark.parametrize(
    "given", [("--restored",), ("--restored", "--reason", "x"), ("--size", "1"), ("--reason", "x")]
)
def test_a_declaration_says_who_and_why(restored: Terminal, given: tuple[str, ...]) -> None:
    assert checkpoint(restored, *given).code == 2


def test_proofs_and_bundles_tell_of_it(restored: Terminal, tmp_path: Path) -> None:
    checkpoint(restored, "--restored", *WHO)

    assert restored.run("prove", "C-2026-000001", "-o", str(tmp_path / "proofs")).code == 0
    assert restored.run("export", "bundle", "-o", str(tmp_path / "bundle")).code == 0

    for folder in ("proofs", "bundle"):
        assert "reason 硬盘损坏" in (tmp_path / folder / "restored-1.note").read_text("utf-8")
