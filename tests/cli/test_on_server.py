"""cli.md: `--store postgresql://…` is a store like any other, and no password is ever shown."""

from collections.abc import Callable
from functools import partial

import psycopg
import pytest

import servers
from terminal import MALL, NINE, Said, Terminal

OPENING = ("open", "complaint/mall", "--as", "wang:receptionist", "--at", NINE, *MALL)
AWAY = "postgresql://li:secret@127.0.0.1:1/offices?schema=north"


Run = Callable[..., Said]


@pytest.fixture
def office() -> str:
    return servers.office()


@pytest.fixture
def run(huiyin: Terminal, office: str) -> Run:
    """Run a command on an office that is not there yet."""
    return partial(huiyin.run, "--store", office)


def test_a_case_is_opened_looked_at_registered_and_checked(
    huiyin: Terminal, run: Run, office: str
) -> None:
    opened = run(*OPENING, "--key", "k1", "severity=general", "--json")
    again = run(*OPENING, "--key", "k1", "severity=general", "--json")

    assert (opened.code, again.code) == (0, 0)
    assert opened.json["case"] == again.json["case"] == "C-2026-000001"
    assert run("next", "C-2026-000001", "--json").json["state"] == "registered"
    assert run("register", "complaints", "--json").code == 0
    assert run("store", "check", "--json").json["sound"] is True


def test_what_was_signed_is_verified_and_altering_it_is_found(
    huiyin: Terminal, run: Run, office: str
) -> None:
    places = ("--journal", str(huiyin.folder / "journal"))
    key = str(huiyin.folder / "key")
    for command in (
        (*OPENING, "severity=general"),
        ("key", "new", key, *places),
        ("checkpoint", "--key", key, *places),
    ):
        assert run(*command).code == 0
    sound = run("verify", *places)
    schema = office.partition("schema=")[2]
    with servers.outside() as outside:
        outside.execute(f"ALTER TABLE {schema}.stored_events DISABLE TRIGGER ALL".encode())
        outside.execute(f"UPDATE {schema}.stored_events SET state = '{{}}'".encode())

    found = run("verify", *places)

    assert (sound.code, found.code) == (0, 7)
    assert f"schema={schema}" in sound.out


def test_the_roles_that_are_written_work(huiyin: Terminal, run: Run, office: str) -> None:
    schema = office.partition("schema=")[2]
    run("store", "init")
    sql = run("store", "roles", f"{schema}_w", f"{schema}_a").out
    with servers.outside() as outside:
        outside.execute(sql.encode())

    as_auditor = office.replace("://postgres:@", f"://{schema}_a:@")
    refused = huiyin.run("--store", as_auditor, *OPENING, "severity=general")

    assert refused.code == 12
    assert "this role may not do that" in refused.err
    assert huiyin.run("--store", as_auditor, "store", "check").code == 0


def test_a_file_knows_no_roles(huiyin: Terminal) -> None:
    said = huiyin.run("store", "roles", "writer", "auditor")

    assert said.code == 2
    assert "a file knows no roles" in said.err


@pytest.mark.parametrize(
    ("command", "code"), [("due", 12), ("store check", 12), ("config show", 0), ("store init", 12)]
)
def test_no_password_is_shown(huiyin: Terminal, command: str, code: int) -> None:
    said = huiyin.run("--store", AWAY, *command.split())

    assert said.code == code
    assert "li@127.0.0.1:1/offices?schema=north" in said.out + said.err
    assert "secret" not in said.out + said.err


def test_an_office_that_is_not_there_is_told(huiyin: Terminal, run: Run, office: str) -> None:
    said = run("due")

    assert said.code == 12
    assert "there is no store at postgresql://" in said.err


def test_a_setting_that_would_make_readers_miss_events_is_refused(
    huiyin: Terminal, run: Run, office: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSTGRES_ENABLE_DB_FUNCTIONS", "y")

    said = run("store", "init")

    assert said.code == 9
    assert "POSTGRES_ENABLE_DB_FUNCTIONS is set" in said.err
    with servers.outside() as outside, pytest.raises(psycopg.errors.InvalidSchemaName):
        outside.execute(f"CREATE TABLE {office.partition('schema=')[2]}.x ()".encode())


def test_attachments_need_a_place_of_their_own(huiyin: Terminal, run: Run, office: str) -> None:
    run(*OPENING, "severity=general")

    said = run("attachment", "check")

    assert said.code == 9
    assert "no folder stands beside this store" in said.err
