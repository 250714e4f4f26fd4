"""S001-t1-9: each reading of what is personal is logged before it is shown."""

import os
from contextlib import closing
from pwd import getpwuid

import pytest

from huiyin.workflow.errors import StoreUnavailable
from huiyin.workflow.privacy import NOT_SHOWN
from huiyin.workflow.privacy.sqlite_keyring import SQLiteKeyring
from terminal import Said, Terminal

CASE = "C-2026-000001"
NAME = "何静"
SHOWING = {
    "show": ("show", CASE),
    "subject show": ("subject", "show", CASE),
    "register complaints": ("register", "complaints"),
    "register first-contact": ("register", "first-contact"),
}


@pytest.fixture
def case(huiyin: Terminal) -> str:
    return huiyin.opened(severity="serious")


def accesses(huiyin: Terminal, *more: str) -> list[tuple[str, str, list[str], str]]:
    said = huiyin.run("subject", "accesses", "--json", *more)
    assert said.code == 0, said.err
    rows = said.json["accesses"]
    return [(row["who"], row["what"], row["cases"], row["why"]) for row in rows]


def settle(huiyin: Terminal, rule: str) -> None:
    (huiyin.folder / "huiyin.toml").write_text(f"[privacy]\n{rule}\n", "utf-8")


@pytest.mark.parametrize("what", SHOWING)
def test_who_reads_what_of_whom_and_why_is_logged(huiyin: Terminal, case: str, what: str) -> None:
    said = huiyin.run(*SHOWING[what], "--as", "wu:auditor", "--why", "抽查")

    assert (said.code, said.err) == (0, "")
    assert NAME in said.out
    assert accesses(huiyin) == [("wu:auditor", what, [case], "抽查")]


def test_who_does_not_say_who_he_is_is_the_account_of_the_machine(
    huiyin: Terminal, case: str
) -> None:
    huiyin.run("show", case)

    assert accesses(huiyin) == [(f"os:{getpwuid(os.getuid()).pw_name}", "show", [case], "")]


def test_the_variable_says_who_reads(huiyin: Terminal, case: str) -> None:
    huiyin("show", case, HUIYIN_AS="li:cs_staff")

    assert [who for who, *_ in accesses(huiyin)] == ["li:cs_staff"]


def test_what_is_opened_for_nobody_is_not_logged(huiyin: Terminal, case: str) -> None:
    for asked in (
        ("procedure", "list"),
        ("report", "monthly-complaints", "--month", "2026-03"),
        ("register", "repairs"),
        ("export", "csv", "-o", "log.csv"),
        ("subject", "list"),
        ("due",),
    ):
        assert huiyin.run(*asked).code == 0

    assert accesses(huiyin) == []


def test_an_export_with_customers_is_a_reading(huiyin: Terminal, case: str) -> None:
    plain = huiyin.run("export", "ocel-json", "-o", "a.json", "--as", "wu:auditor")
    said = huiyin.run(
        "export", "ocel-json", "-o", "b.json", "--with-personal", "--as", "wu:auditor"
    )

    assert (plain.code, said.code) == (0, 0)
    assert NAME not in (huiyin.folder / "a.json").read_text("utf-8")
    assert NAME in (huiyin.folder / "b.json").read_text("utf-8")
    assert accesses(huiyin) == [("wu:auditor", "export ocel-json", [case], "")]


def test_a_printed_paper_is_a_reading(huiyin: Terminal) -> None:
    case = huiyin.opened("unit_no=1-1", "apology_made=true", procedure="complaint/property")
    (form, *_) = huiyin.run("form", case, "--json", "--masked").json["forms"]

    said = huiyin.run("form", case, form["name"], "-o", "form.html", "--as", "li:cs_staff")

    assert said.code == 0, said.err
    assert accesses(huiyin) == [("li:cs_staff", f"form {form['name']}", [case], "")]


@pytest.mark.parametrize("what", SHOWING)
def test_whoever_asks_for_it_masked_sees_nothing_and_is_not_logged(
    huiyin: Terminal, case: str, what: str
) -> None:
    said = huiyin.run(*SHOWING[what], "--masked")

    assert (said.code, said.err) == (0, "")
    assert NAME not in said.out
    assert NOT_SHOWN in said.out
    assert accesses(huiyin) == []


def hidden(said: Said) -> str:
    assert said.code == 0
    assert NAME not in said.out
    assert NOT_SHOWN in said.out
    return said.err


def test_only_the_roles_that_the_office_names_see_it(huiyin: Terminal, case: str) -> None:
    settle(huiyin, 'readers = ["receptionist", "cs_staff"]')

    says = "huiyin: personal words are not shown: they are for receptionist, cs_staff alone"
    assert hidden(huiyin.run("show", case, "--as", "zhou:technician")).startswith(says)
    assert hidden(huiyin.run("show", case)).startswith(says)
    assert NAME in huiyin.run("show", case, "--as", "li:cs_staff").out
    assert NAME in huiyin.run("show", case, "--as", "wu:auditor").out
    assert [who for who, *_ in accesses(huiyin)] == ["li:cs_staff", "wu:auditor"]


def test_an_office_may_ask_why(huiyin: Terminal, case: str) -> None:
    settle(huiyin, "ask_why = true")

    assert "asks why: --why TEXT" in hidden(huiyin.run("show", case))
    assert NAME in huiyin.run("show", case, "--why", "回访").out


def test_what_cannot_be_logged_is_not_shown(huiyin: Terminal, case: str) -> None:
    huiyin.store.with_name("huiyin.db.keys.master").unlink()

    says = "huiyin: personal words are not shown: that they are read cannot be written down: "
    assert hidden(huiyin.run("show", case)).startswith(says)
    assert hidden(huiyin.run("register", "complaints")).startswith(says)


def test_a_keyring_that_cannot_be_written_shows_nothing(huiyin: Terminal, case: str) -> None:
    """The file of the keyring is whole and readable; only no line can be added to it."""
    ring = SQLiteKeyring(huiyin.store.with_name("huiyin.db.keys"), read_only=True)
    with closing(ring), pytest.raises(StoreUnavailable, match="readonly"):
        ring.ensure_writable()


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ('readers = ["king"]', "no role king"),
        ("readers = 7", "privacy.readers is a list"),
        ('ask_why = "yes"', "privacy.ask_why is true or false"),
        ("walls = true", "no option walls"),
    ],
)
def test_settings_that_make_no_sense_show_nothing(
    huiyin: Terminal, case: str, rule: str, says: str
) -> None:
    settle(huiyin, rule)

    said = huiyin.run("show", case)

    assert (said.code, said.out) == (9, "")
    assert says in said.err


def test_an_auditor_takes_no_step_at_all(huiyin: Terminal, case: str) -> None:
    steps = [row["step"] for row in huiyin.run("next", case, "--json").json["next"]]

    assert steps
    for step in steps:
        said = huiyin.run("do", case, step, "--as", "wu:auditor")
        assert said.code == 5, said.err
    assert huiyin.run("open", "request/property", "--as", "wu:auditor").code == 5


def test_accesses_are_asked_for_by_case_person_and_time(huiyin: Terminal, case: str) -> None:
    other = huiyin.opened()
    huiyin.run("show", case, "--as", "wu:auditor")
    huiyin.run("show", other, "--as", "li:cs_staff")

    assert [cases for *_, cases, _ in accesses(huiyin, "--case", other)] == [[other]]
    assert [who for who, *_ in accesses(huiyin, "--who", "wu")] == ["wu:auditor"]
    assert [who for who, *_ in accesses(huiyin, "--who", "li:cs_staff")] == ["li:cs_staff"]
    assert accesses(huiyin, "--to", "2026-03-02") == []
    assert len(accesses(huiyin, "--from", "2026-03-02")) == 2
