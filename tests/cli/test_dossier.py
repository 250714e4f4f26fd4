"""`huiyin dossier`, as an auditor asks for it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dossiers import Read
from terminal import NINE, Terminal

WANG = ("--as", "wang:receptionist")


@pytest.fixture
def signed(huiyin: Terminal) -> Terminal:
    """A case with a refused attempt, under a checkpoint."""
    huiyin.opened()
    refused = huiyin.run("do", "C-2026-000001", "close", *WANG, "--at", "2026-03-02 09:05")
    assert refused.code == 4
    assert huiyin.run("key", "new", str(huiyin.folder / "signer.key")).code == 0
    key = str(huiyin.folder / "signer.key")
    assert huiyin.run("checkpoint", "--key", key).code == 0
    return huiyin


def written(huiyin: Terminal, *more: str) -> str:
    file = huiyin.folder / "case.html"
    said = huiyin.run("dossier", "C-2026-000001", "-o", str(file), *more)
    assert (said.code, said.out) == (0, ""), said.err
    return file.read_text("utf-8")


def test_a_case_is_written_on_one_page(signed: Terminal) -> None:
    page = Read(written(signed))

    assert "C-2026-000001" in page.part("top").text
    assert "何静" in page.event(1)
    assert "Refused: close" in page.part("refusal-1").text
    assert "all of it is signed" in page.part("proof").text
    assert [one["index"] for one in page.proof["entries"]] == [0, 1]


def test_whoever_reads_what_is_personal_is_written_down(signed: Terminal) -> None:
    """S001-t1-9."""
    written(signed, "--as", "wu:auditor", "--why", "抽查")

    [read] = signed.run("subject", "accesses", "--json").json["accesses"]
    assert (read["who"], read["what"], read["why"]) == ("wu:auditor", "dossier", "抽查")
    assert read["cases"] == ["C-2026-000001"]


def test_the_page_speaks_the_language_that_is_asked_for(signed: Terminal) -> None:
    assert '<h2><bdi class="zh">办理经过' in written(signed, "--lang", "zh")
    file = signed.folder / "zh.html"
    signed.run("--lang", "zh", "dossier", "C-2026-000001", "-o", str(file))
    assert file.read_text("utf-8") == written(signed, "--lang", "zh")


def test_the_same_store_gives_the_same_page(signed: Terminal) -> None:
    assert written(signed) == written(signed)


def test_the_same_is_given_as_data(signed: Terminal) -> None:
    said = signed.run("dossier", "C-2026-000001", "--json")

    assert said.json["schema_version"] == 1
    assert said.json["kind"] == "dossier"
    assert said.json["head"]["case"] == "C-2026-000001"
    assert said.json["events"][0]["recorded_at"] == "2026-03-02T09:00:00+08:00"
    blanks = {one["name"]: one["kept"] for one in said.json["events"][0]["blanks"]}
    assert blanks["matter"] == "收银排队"
    assert said.json["refusals"][0]["kind"] == "NotFromHere"
    assert said.json["proof"]["state"] == "all"
    file = signed.folder / "case.json"
    signed.run("dossier", "C-2026-000001", "-o", str(file))
    assert json.loads(file.read_text("utf-8")) == said.json


def test_a_case_is_told_as_it_was(signed: Terminal) -> None:
    done = signed.run(
        *("do", "C-2026-000001", "handle-directly", *WANG, "--at", "2026-03-02 09:10")
    )
    assert done.code == 0, done.err

    versions = [
        len(signed.run("dossier", "C-2026-000001", "--json", *more).json["events"])
        for more in ((), ("--version", "1"), ("--at", "2026-03-02 09:07"), ("--at", "2026-03-02"))
    ]

    assert versions == [2, 1, 1, 2]
    early = signed.run("dossier", "C-2026-000001", "--json", "--at", "2026-03-02 09:02")
    assert early.json["refusals"] == []


def test_without_a_journal_the_page_says_that_nothing_is_proved(huiyin: Terminal) -> None:
    huiyin.opened()

    assert "nobody has signed a checkpoint of this ledger yet" in written(huiyin)


@pytest.mark.parametrize(
    ("asked", "code", "says"),
    [
        (("C-2026-000009",), 3, "there is no case C-2026-000009"),
        (("C-2026-000001", "--version", "7"), 3, "has no version 7; the newest is 1"),
        (("C-2026-000001", "--at", "2026-03-01"), 3, "was not yet open then"),
        (("C-2026-000001", "--at", NINE, "--version", "1"), 2, "exclude each other"),
        (("C-2026-000001", "-f", "csv"), 2, "as HTML or as JSON"),
        (("C-2026-000001", "--policy", "nowhere"), 9, "nowhere"),
    ],
)
def test_what_cannot_be_told_is_said(
    signed: Terminal, asked: tuple[str, ...], code: int, says: str
) -> None:
    said = signed.run("dossier", *asked)

    assert (said.code, says in said.err) == (code, True), said.err


def test_a_store_that_somebody_touched_gives_no_dossier(signed: Terminal) -> None:
    with closing(sqlite3.connect(signed.store)) as outside, outside:
        outside.execute("DROP TRIGGER stored_events_no_update")
        outside.execute(
            "UPDATE stored_events SET state = CAST(replace(state, '收银', '退银') AS BLOB)"
        )
    file = signed.folder / "case.html"

    said = signed.run("dossier", "C-2026-000001", "-o", str(file))

    assert said.code == 7
    assert "nothing is proved" in said.err
    assert not file.exists()


def test_writing_a_dossier_changes_nothing(signed: Terminal) -> None:
    signed.store.chmod(0o444)
    before = signed.store.read_bytes()

    written(signed)

    assert signed.store.read_bytes() == before


def test_a_picture_is_shown_up_to_a_size(huiyin: Terminal, tmp_path: Path) -> None:
    photo = tmp_path / "piece.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 3000)
    given = ("--as", "wang:receptionist", "--at", NINE)
    steps = (
        ("open", "repair/jewellery", *given, "name=何静", "phone=137", "material=silver"),
        ("do", "receive-piece", *given, "receipt_no=1", "received_on=2026-03-02"),
        ("do", "assess-piece", *given, "damage=silver_broken", "in_house_possible=no"),
        ("do", "inform-customer", *given, "told_duration=yes", "told_may_differ=yes"),
        ("do", "enter-handover-sheet", *given, "sheet_no=S-1", "customer_name=何静"),
    )
    more = {
        "receive-piece": ("product_code=A", "part_to_repair=clasp"),
        "inform-customer": ("contact_mode=phone", "consent=yes"),
        "enter-handover-sheet": (f"photo=@{photo}",),
    }
    for verb, name, *rest in steps:
        place = (verb, name) if verb == "open" else (verb, "R-2026-000001", name)
        said = huiyin.run(*place, *rest, *more.get(name, ()))
        assert said.code == 0, said.err

    def pictures(limit: str) -> int:
        said = huiyin.run("dossier", "R-2026-000001", "-f", "html", "--pictures", limit)
        assert "piece.png" in said.out, said.err
        return said.out.count("<img ")

    assert [pictures(one) for one in ("0", "2", "3")] == [0, 0, 1]


def test_who_is_shown_on_it_was_read(signed: Terminal) -> None:
    """S001-t1-9: a page for an auditor is a reading; masked it shows nobody, and is none."""
    close = ("do", "C-2026-000001", "close", "--at", "2026-03-02 09:10")
    assert signed.run(*close, "--as", "周敏:customer").code == 4

    masked, shown = written(signed, "--masked"), written(signed, "--as", "wu:auditor")

    assert {name: [name in page for page in (masked, shown)] for name in ("何静", "周敏")} == {
        "何静": [False, True],
        "周敏": [False, True],
    }
    assert not any("⟦sealed" in page for page in (masked, shown))
    told = signed.run("subject", "accesses", "--json").json["accesses"]
    assert [(one["who"], one["what"], one["cases"]) for one in told] == [
        ("wu:auditor", "dossier", ["C-2026-000001"])
    ]
