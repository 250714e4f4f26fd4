"""Persons at the command line: shown, held, released, erased, and their keys rotated."""

import sqlite3
from contextlib import closing

import pytest

from huiyin.workflow.privacy.tokens import UNREADABLE
from terminal import MALL, NINE, Said, Terminal

NAMED = ("--name", "何静", "--phone", "137")
LI = ("--as", "li:cs_staff")


@pytest.fixture
def case(huiyin: Terminal) -> str:
    case = huiyin.opened()
    mine = ("open", "complaint/mall", "--as", "wang:receptionist", "--at", NINE)
    assert huiyin.run(*mine, "severity=general", "name=周敏", *MALL[1:]).code == 0
    return case


def subject(huiyin: Terminal, *arguments: str) -> Said:
    return huiyin.run("subject", *arguments)


def of(huiyin: Terminal, case: str) -> str:
    rows = subject(huiyin, "list", "--json").json["subjects"]
    return str(next(row["subject"] for row in rows if case in row["cases"]))


def erased(huiyin: Terminal, *arguments: str) -> Said:
    return subject(huiyin, "erase", *arguments, *LI, "--reason", "asked for", "--even-open")


def test_everybody_is_listed_by_pseudonym(huiyin: Terminal, case: str) -> None:
    said = subject(huiyin, "list", "--json")

    assert [row["state"] for row in said.json["subjects"]] == ["live", "live"]
    assert [row["since"] for row in said.json["subjects"]] == [None, None]
    assert "何静" not in said.out


def test_a_person_is_told_all_that_is_known_of_him(huiyin: Terminal, case: str) -> None:
    """Whoever asks has a right to a copy that machines can read."""
    he = of(huiyin, case)
    huiyin.run("show", case, "--as", "wu:auditor")

    said = subject(huiyin, "show", case, "--json")

    assert said.json["subject"] == he
    words = {row["field"]: row["value"] for row in said.json["words"]}
    assert words == {"name": "何静", "phone": "137", "content": "等了半小时"}
    assert [row["case"] for row in said.json["cases"]] == [case]
    assert [row["who"] for row in said.json["accesses"]] == ["wu:auditor"]


@pytest.mark.parametrize("by", ["pseudonym", "case", "identity"])
def test_a_person_is_found_by(huiyin: Terminal, case: str, by: str) -> None:
    asked = {"pseudonym": (of(huiyin, case),), "case": (case,), "identity": NAMED}[by]

    assert subject(huiyin, "show", *asked, "--json").json["subject"] == of(huiyin, case)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("nobody",), 3),
        (("C-2026-000009",), 3),
        (("--name", "何静", "--phone", "138"), 3),
        (("--name", "何静"), 3),
        ((), 2),
        (("C-2026-000001", *NAMED), 2),
    ],
)
def test_who_is_not_known_is_not_found(
    huiyin: Terminal, case: str, asked: tuple[str, ...], code: int
) -> None:
    assert subject(huiyin, "show", *asked).code == code


def test_a_hold_keeps_from_erasure_and_says_by_whom_and_why(huiyin: Terminal, case: str) -> None:
    held = subject(huiyin, "hold", case, *LI, "--reason", "lawsuit", "--json")
    refused = erased(huiyin, case)

    assert held.json["state"] == "held"
    assert refused.code == 4
    assert "is held and is not erased before he is released" in refused.err
    assert subject(huiyin, "hold", case, "--as", "wu:auditor", "--reason", "x").code == 5
    assert subject(huiyin, "release", case, *LI, "--reason", "settled").code == 0
    told = subject(huiyin, "show", case, "--json").json["standing"]
    he = of(huiyin, case)
    assert [(row["who"], row["what"], row["why"]) for row in told] == [
        ("li:cs_staff", f"subject hold {he}", "lawsuit"),
        ("li:cs_staff", f"subject release {he}", "settled"),
    ]
    assert erased(huiyin, case).code == 0
    assert subject(huiyin, "release", case, *LI, "--reason", "back").code == 4


def test_an_open_case_stands_in_the_way(huiyin: Terminal, case: str) -> None:
    """S000-m-3.1.7b: every matter has an outcome."""
    said = subject(huiyin, "erase", case, *LI, "--reason", "asked for")

    assert said.code == 4
    assert f"open cases: {case}" in said.err
    assert "何静" in huiyin.run("show", case).out


def test_a_dry_run_says_what_would_become_unreadable(huiyin: Terminal, case: str) -> None:
    said = erased(huiyin, case, "--dry-run", "--json")

    assert (said.json["words"], said.json["cases"], said.json["dry_run"]) == (3, [case], True)
    assert "何静" in huiyin.run("show", case).out
    assert len(huiyin.run("history", case, "--json").json["events"]) == 1


def test_nobody_erases_without_saying_who_and_why(huiyin: Terminal, case: str) -> None:
    assert subject(huiyin, "erase", case, "--reason", "asked for").code == 2
    assert subject(huiyin, "erase", case, *LI).code == 2
    auditor = ("--as", "wu:auditor", "--reason", "asked for", "--even-open")
    assert subject(huiyin, "erase", case, *auditor).code == 5


def test_an_erased_person_is_named_nowhere_and_history_says_why(
    huiyin: Terminal, case: str
) -> None:
    he = of(huiyin, case)

    said = erased(huiyin, *NAMED, "--json")

    assert (said.code, said.json["state"], said.json["words"]) == (0, "erased", 3)
    told = huiyin.run("history", case)
    assert f"li (customer-service staff) erased the person {he}" in told.out
    assert "reason: asked for" in told.out
    for asked in (("show", case), ("register", "complaints"), ("trail",), ("subject", "show", he)):
        shown = huiyin.run(*asked)
        assert shown.code == 0, shown.err
        assert "何静" not in shown.out
    assert "周敏" in huiyin.run("register", "complaints").out
    assert subject(huiyin, "show", *NAMED).code == 3
    assert erased(huiyin, he).code == 0
    assert len(huiyin.run("history", case, "--json").json["events"]) == 2


def test_an_erasure_is_no_activity_for_those_who_hold_logs_against_procedures(
    huiyin: Terminal, case: str
) -> None:
    erased(huiyin, case)
    for name, more in (("steps.csv", ()), ("all.csv", ("--everything",))):
        assert huiyin.run("export", "csv", "-o", name, *more).code == 0

    assert "SubjectErased" not in (huiyin.folder / "steps.csv").read_text("utf-8")
    assert "SubjectErased" in (huiyin.folder / "all.csv").read_text("utf-8")


def test_a_case_goes_on_after_its_person_was_erased(huiyin: Terminal, case: str) -> None:
    erased(huiyin, case)

    assert huiyin.run("do", case, "handle-directly", "--as", "wang:receptionist").code == 0
    assert huiyin.run("store", "check").code == 0


def test_keys_are_wrapped_anew_and_stay_what_they_are(huiyin: Terminal, case: str) -> None:
    master = huiyin.store.with_name("huiyin.db.keys.master")
    before = master.read_text()

    said = subject(huiyin, "rotate", *LI, "--json")

    assert (said.json["generation"], said.json["subjects"]) == (2, 2)
    assert master.read_text() != before
    assert "何静" in huiyin.run("show", case).out
    assert subject(huiyin, "rotate").code == 2
    assert subject(huiyin, "rotate", "--as", "wu:auditor").code == 5


def test_keys_and_their_master_lie_where_the_settings_say(huiyin: Terminal) -> None:
    toml = 'keys = "ring/of.keys"\nmaster = "safe/master.key"\n'
    (huiyin.folder / "ring").mkdir()
    (huiyin.folder / "huiyin.toml").write_text(toml, "utf-8")

    case = huiyin.opened()

    assert "何静" in huiyin.run("show", case).out
    assert {one.name for one in (huiyin.folder / "ring").iterdir()} == {"of.keys"}
    assert {one.name for one in (huiyin.folder / "safe").iterdir()} == {"master.key"}
    assert subject(huiyin, "rotate", *LI).code == 0


def test_a_log_of_accesses_that_somebody_touched_is_found(huiyin: Terminal, case: str) -> None:
    huiyin.run("show", case, "--as", "wu:auditor")
    huiyin.run("show", case, "--as", "li:cs_staff")
    with closing(sqlite3.connect(f"{huiyin.store}.keys")) as outside, outside:
        outside.execute("DROP TRIGGER accesses_no_delete")
        outside.execute("DELETE FROM accesses WHERE id = 1")

    said = subject(huiyin, "accesses", "--json")

    assert (said.code, said.json["sound"]) == (7, False)
    assert [row["finding"] for row in said.json["damage"]] == ["accesses: line 1 is missing"]


def test_where_nothing_is_sealed_nobody_is_known(huiyin: Terminal) -> None:
    huiyin.run("store", "init")

    said = subject(huiyin, "list")

    assert (said.code, said.out) == (12, "")
    assert "there is no keyring here" in said.err


def test_a_key_that_is_lost_hides_one_person_and_nobody_else(huiyin: Terminal, case: str) -> None:
    with closing(sqlite3.connect(f"{huiyin.store}.keys")) as outside, outside:
        outside.execute("DELETE FROM keys WHERE subject = 1")

    said = huiyin.run("register", "complaints", "--json")

    assert said.code == 0, said.err
    assert [row["customer"] for row in said.json["rows"]] == [UNREADABLE, "周敏"]
    assert huiyin.run("show", case).code == 0
