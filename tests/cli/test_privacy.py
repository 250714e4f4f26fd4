"""cli.md: what the command line leaves on a disk, wherever it is called from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from huiyin.workflow.privacy import State
from huiyin.workflow.privacy.sqlite_keyring import SQLiteKeyring
from huiyin.workflow.privacy.tokens import ERASED
from spec import at
from terminal import NINE, Terminal

NAME, PHONE, SAID = "欧阳若兰", "13876509999", "她说电梯夹了手"
PICTURE = b"\xff\xd8\xff\xe0\x00\x10JFIF the piece"
WANG = ("--as", "wang:receptionist", "--at", NINE)
WHO = (f"name={NAME}", f"phone={PHONE}")


@pytest.fixture
def at_work(huiyin: Terminal) -> Terminal:
    """An office that has taken in what it can be given, each in its way."""
    given = huiyin.folder / "given"
    given.mkdir()
    sheet, lines = given / "sheet.csv", given / "lines.jsonl"
    photo, table = given / f"{NAME}.jpg", ("name,phone,matter,content,channel,severity",)
    sheet.write_text("\n".join((*table, f"{NAME},{PHONE},电梯,{SAID},web,general")), "utf-8")
    form = {"name": NAME, "phone": PHONE, "matter": "电梯", "content": SAID, "channel": "web"}
    line = {"open": "complaint/mall", "as": "wang:receptionist", "at": f"{NINE}+08:00"}
    play = json.dumps({**line, "form": {**form, "severity": "general"}, "key": "k1"})
    lines.write_text(play + "\n", "utf-8")
    photo.write_bytes(PICTURE)
    for command in (
        ("intake", str(sheet), "--open", "complaint/mall", *WANG),
        ("play", str(lines)),
        ("open", "repair/jewellery", *WANG, *WHO, "material=silver"),
        ("do", "R-2026-000001", "receive-piece", *WANG, "receipt_no=1", *RECEIVED),
        ("do", "R-2026-000001", "assess-piece", *WANG, "damage=silver_broken", *ASSESSED),
        ("do", "R-2026-000001", "inform-customer", *WANG, *INFORMED),
        (*ENTER, *WANG, "sheet_no=S-1", f"customer_name={NAME}", f"photo=@{photo}"),
        ("register", "complaints"),
        ("register", "repairs"),
    ):
        said = huiyin.run(*command)
        assert said.code == 0, (command, said.err, said.out)
    assert huiyin.run("do", "R-2026-000001", "collect-piece", "--as", f"{NAME}:customer").code
    return huiyin


OPEN = (12, "open", "repair/jewellery", *WANG, *WHO, "material=silver")
RECEIVED = ("received_on=2026-03-02", "product_code=A", "part_to_repair=clasp")
ASSESSED = ("in_house_possible=no",)
INFORMED = ("told_duration=yes", "told_may_differ=yes", "contact_mode=phone", "consent=yes")
ENTER = ("do", "R-2026-000001", "enter-handover-sheet")


def written(huiyin: Terminal) -> bytes:
    """Give everything that lies in the office's folder but what was given to it."""
    files = [one for one in huiyin.folder.rglob("*") if one.is_file()]
    return b"".join(one.read_bytes() for one in files if one.parent.name != "given")


def erase_all(huiyin: Terminal) -> None:
    keyring = SQLiteKeyring(f"{huiyin.store}.keys")
    for one in keyring.subjects():
        keyring.change(one.id, State.ERASED, at=at(NINE))
    keyring.close()


def test_nothing_personal_is_left_on_the_disk(at_work: Terminal) -> None:
    whole = written(at_work)

    assert b"R-2026-000001" in whole
    for word in (NAME, PHONE, SAID):
        assert word.encode() not in whole
        assert ascii(word)[1:-1].encode() not in whole


def test_who_reads_it_reads_words(at_work: Terminal) -> None:
    rows = at_work.run("register", "complaints", "--where", f"customer={NAME}", "--json").json

    assert [row["content"] for row in rows["rows"]] == [SAID, SAID]
    assert NAME in at_work.run("show", "R-2026-000001").out
    refused = at_work.run("trail", "--refused", "--json").json
    assert [one["person"] for one in refused["entries"]] == [NAME]
    assert refused["entries"][0]["says"].startswith(f"{NAME} (customer) was refused")


def test_a_sheet_that_was_taken_in_is_known_again(at_work: Terminal) -> None:
    sheet = str(at_work.folder / "given" / "sheet.csv")

    said = at_work.run("intake", sheet, "--open", "complaint/mall", *WANG, "--json")

    assert [row["result"] for row in said.json["rows"]] == ["again"]


def test_keys_lie_where_they_are_told_to(huiyin: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = huiyin.folder / "safe"
    elsewhere.mkdir()
    monkeypatch.setenv("HUIYIN_KEYS", str(elsewhere / "ring"))

    number = huiyin.opened()

    assert "何静" in huiyin.run("show", number).out
    assert (elsewhere / "ring").exists()
    assert not Path(f"{huiyin.store}.keys").exists()
    monkeypatch.delenv("HUIYIN_KEYS")
    for code, *command in ((0, "show", number), (12, "do", number, "close", *WANG), OPEN):
        said = huiyin.run(*map(str, command))
        assert (said.code, "there is no keyring here" in said.err) == (code, True)
        assert "何静" not in said.out
    assert not Path(f"{huiyin.store}.keys").exists()


def test_a_file_of_somebody_erased_is_not_missed(at_work: Terminal) -> None:
    [photo] = [one for one in Path(f"{at_work.store}.files").rglob("*") if one.is_file()]
    erase_all(at_work)
    before = at_work.run("attachment", "check", "--json")
    photo.unlink()

    after = at_work.run("attachment", "check", "--json")

    assert [row["found"] for row in before.json["attachments"]] == ["ok"]
    [row] = after.json["attachments"]
    assert (row["found"], row["name"], after.code) == ("erased", ERASED, 0)
