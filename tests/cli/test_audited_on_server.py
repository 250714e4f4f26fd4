"""An office on a server: its words are sealed, and whatever an auditor does, he does there too."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import servers
from openings import CASE, READING, WRITING, filled
from outside import outside
from terminal import MALL, Said, Terminal

OPENING = ("open", "complaint/mall", "--as", "wang:receptionist", "severity=general", *MALL)
SECRETS = ("何静", "等了半小时")
ASKED = [
    ("deviations",),
    ("replay",),
    ("sample", "--size", "1", "--seed", "7"),
    ("subject", "show", CASE),
    ("dossier", CASE, "-o", "case.html"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """An office on a server that is set up in a folder, with one case, signed."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if "HUIYIN" in name or "XDG" in name]:
            patch.delenv(name)
        for name in ("attachments", "journal"):
            patch.setenv(f"HUIYIN_{name.upper()}", str(folder / name))
        patch.setenv("HOME", str(folder))
        patch.chdir(folder)
        made = Terminal(folder, servers.office())
        filled(made)
        yield made


@pytest.fixture(scope="module")
def auditor(home: Terminal) -> str:
    """Give the address of the office for a role that may only read."""
    schema = home.elsewhere.partition("schema=")[2]
    with servers.outside() as connection:
        roles = home.run("store", "roles", f"{schema}_w", f"{schema}_a").out
        connection.execute(roles.encode())
    return home.elsewhere.replace("://postgres:@", f"://{schema}_a:@")


def keys(home: Terminal) -> Path:
    [place] = (home.folder / ".local/share/huiyin").rglob("*.keys")
    return place


def done(said: Said) -> Said:
    assert said.code == 0, said.err
    return said


def test_the_keys_lie_in_ones_own_folder_under_the_name_of_the_office(home: Terminal) -> None:
    schema = home.elsewhere.partition("schema=")[2]

    assert keys(home).name == f"{schema}.keys"
    assert keys(home).stat().st_mode & 0o077 == 0
    assert str(keys(home)) in done(home.run("config", "show", "--json")).out


def test_no_table_holds_a_word_of_a_customer(home: Terminal) -> None:
    done(home.run("register", "complaints"))
    with outside(home.elsewhere) as connection:
        tables = ("stored_events", "answers", "attempts", "view_rows")
        rows = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables]
    written = "".join(
        bytes(one).decode() if isinstance(one, bytes) else str(one)
        for table in rows
        for row in table
        for one in row
    )

    assert "sealed|" in written
    assert not any(secret in written for secret in SECRETS)
    assert SECRETS[0] in done(home.run("show", CASE)).out


def test_every_step_of_verify_is_taken(home: Terminal) -> None:
    said = done(home.run("verify", "--json")).json

    assert (said["result"], len(said["steps"])) == ("sound", 9)


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_role_that_may_only_read_reads_whatever_can_be_read(
    home: Terminal, auditor: str, command: tuple[str, ...]
) -> None:
    done(home.run("--store", auditor, "--read-only", *command))


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_whoever_writes_is_told_what_is_possible(
    home: Terminal, auditor: str, command: tuple[str, ...]
) -> None:
    said = home.run("--store", auditor, "--read-only", *command)

    assert said.code == 12, said.err
    assert "open for reading only, so nothing was recorded; what only reads" in said.err


@pytest.mark.parametrize("command", ASKED, ids=" ".join)
def test_what_an_auditor_asks_for_is_answered(home: Terminal, command: tuple[str, ...]) -> None:
    done(home.run(*command))


def test_a_keyring_that_is_missing_is_told_and_none_is_made(home: Terminal) -> None:
    place = keys(home)
    hidden = place.rename(place.with_suffix(".hidden"))
    try:
        said = home.run(*OPENING)
        assert not place.exists()
    finally:
        hidden.rename(place)

    assert said.code == 12
    assert f"{place}: there is no keyring here" in said.err


def test_who_is_erased_is_named_nowhere_and_the_record_stays_sound(home: Terminal) -> None:
    done(home.run("do", CASE, "handle-directly", "--as", "wang:receptionist"))
    who = ("--as", "li:cs_staff", "--reason", "asked for", "--even-open")

    done(home.run("subject", "erase", CASE, *who))

    assert SECRETS[0] not in done(home.run("show", CASE)).out
    done(home.run("checkpoint", "--key", str(home.folder / "signer.key")))
    assert done(home.run("verify", "--json")).json["result"] == "sound"
