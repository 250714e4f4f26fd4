"""cli.md: `export xes|csv|ocel-json|ocel-sqlite -o FILE` and `procedure export`."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from huiyin.domain import office
from terminal import Terminal

FORMS = ("xes", "csv", "ocel-json", "ocel-sqlite")
NORMS = ("pnml", "bpmn", "scxml", "mermaid")

KEPT = ["huiyin.db", "huiyin.db.keys", "huiyin.db.keys.master"]


def exported(huiyin: Terminal, form: str, *options: str) -> Path:
    file = huiyin.folder / f"log.{form}"
    said = huiyin.run("export", form, "-o", str(file), *options)
    assert said.code == 0, said.err
    return file


@pytest.mark.parametrize("form", FORMS)
def test_a_log_is_written_into_a_file(huiyin: Terminal, form: str) -> None:
    case = huiyin.opened()

    said = huiyin.run("export", form, "-o", str(huiyin.folder / "log"))

    assert said.code == 0
    assert said.err == "log: the log up to position 1, cases: 1\n"
    assert case.encode() in (huiyin.folder / "log").read_bytes()
    assert sorted(one.name for one in huiyin.folder.iterdir()) == [*KEPT, "log"]


@pytest.mark.parametrize("form", FORMS)
def test_the_file_is_written_anew_and_the_same(huiyin: Terminal, form: str) -> None:
    huiyin.opened()

    first = exported(huiyin, form).read_bytes()

    assert exported(huiyin, form).read_bytes() == first


def test_customers_are_named_only_if_that_is_asked_for(huiyin: Terminal) -> None:
    huiyin.opened()

    assert "何静" not in exported(huiyin, "xes").read_text("utf-8")
    assert "何静" in exported(huiyin, "xes", "--with-personal").read_text("utf-8")


def test_the_whole_log_has_corrections_too(huiyin: Terminal) -> None:
    case = huiyin.opened()
    corrects = ("version=1", 'now={"matter": "收银"}', "approved_by=gao")
    huiyin.run(
        *("do", case, "correct-entry", "--as", "chen:cs_manager", "--reason", "写错"),
        *("--at", "2026-03-02 10:00", *corrects),
    )

    steps = json.loads(exported(huiyin, "ocel-json").read_text("utf-8"))["events"]
    all_ = json.loads(exported(huiyin, "ocel-json", "--everything").read_text("utf-8"))["events"]

    assert [one["type"] for one in steps] == ["register"]
    assert [one["type"] for one in all_] == ["register", "EntryCorrected"]


@pytest.mark.parametrize(
    "options",
    [
        ("--procedure", "complaint/realty"),
        ("--closed",),
        ("--position", "0"),
        ("--at", "2026-03-01"),
    ],
    ids=" ".join,
)
def test_a_part_of_the_log_is_written(huiyin: Terminal, options: tuple[str, ...]) -> None:
    huiyin.opened()

    with closing(sqlite3.connect(exported(huiyin, "ocel-sqlite", *options))) as base:
        assert list(base.execute("SELECT * FROM event")) == []


def test_what_cannot_be_written_is_said_in_a_line(huiyin: Terminal) -> None:
    huiyin.opened()
    before = huiyin.store.read_bytes()

    unknown = huiyin.run("export", "xes", "-o", "log", "--procedure", "complaint/mal")
    nowhere = huiyin.run("export", "ocel-sqlite", "-o", str(huiyin.folder / "no" / "log"))
    itself = huiyin.run("export", "ocel-sqlite", "-o", str(huiyin.store))

    assert (unknown.code, nowhere.code, itself.code) == (3, 2, 2)
    assert "complaint/mall" in unknown.err
    assert "No such file or directory" in nowhere.err
    assert "is the store itself" in itself.err
    assert huiyin.store.read_bytes() == before
    assert sorted(one.name for one in huiyin.folder.iterdir()) == KEPT


def test_a_log_is_not_made_up_where_there_is_no_store(huiyin: Terminal) -> None:
    said = huiyin.run("export", "csv", "-o", "log")

    assert said.code == 12
    assert not (huiyin.folder / "log").exists()


# ------------------------------------------------------------ the norm


@pytest.mark.parametrize("page", [page.name for page in office.rulebook()])
@pytest.mark.parametrize("form", NORMS)
def test_every_procedure_is_exported(huiyin: Terminal, page: str, form: str) -> None:
    file = huiyin.folder / "norm"

    printed = huiyin.run("procedure", "export", page, form)
    written = huiyin.run("procedure", "export", page, form, "-o", str(file), "--edition", "1")

    assert printed.code == written.code == 0
    assert file.read_text("utf-8") == printed.out
    if form == "mermaid":
        assert printed.out.startswith("stateDiagram-v2")
    else:
        assert fromstring(printed.out.encode()).tag.endswith(("pnml", "definitions", "scxml"))


def test_a_net_for_running_cases_is_another(huiyin: Terminal) -> None:
    closed = huiyin.run("procedure", "export", "complaint/mall", "pnml").out
    running = huiyin.run("procedure", "export", "complaint/mall", "pnml", "--running").out

    assert closed.count("<transition") < running.count("<transition")


def test_what_no_program_could_read_is_refused(huiyin: Terminal) -> None:
    running = huiyin.run("procedure", "export", "complaint/mall", "bpmn", "--running")
    edition = huiyin.run("procedure", "export", "complaint/mall", "pnml", "--edition", "9")
    unknown = huiyin.run("procedure", "export", "complaint/mal", "pnml")

    assert (running.code, edition.code, unknown.code) == (2, 3, 3)
    assert "--running is for pnml alone" in running.err
    assert "has no edition 9; it has: 1" in edition.err
