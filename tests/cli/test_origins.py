"""Two stores with their own ledgers: whatever is mixed up is refused or found, in clear words."""

import subprocess
import sys
from pathlib import Path

import pytest

from terminal import Terminal


@pytest.fixture
def mall(huiyin: Terminal) -> Terminal:
    return signed(huiyin.folder / "mall")


@pytest.fixture
def realty(huiyin: Terminal) -> Terminal:
    return signed(huiyin.folder / "realty", severity="serious")


def signed(folder: Path, severity: str = "general") -> Terminal:
    """Give an office with a ledger called after its folder, and a checkpoint of two leaves."""
    folder.mkdir()
    made = Terminal(folder)
    made.opened(severity=severity)
    made.opened(severity=severity)
    key = str(folder / "signer.key")
    assert made.run("key", "new", key, "--origin", f"huiyin/{folder.name}").code == 0
    assert made.run("checkpoint", "--key", key, "--note", str(folder / "mine.note")).code == 0
    return made


def journal(office: Terminal) -> str:
    return f"{office.store}.journal"


def test_each_is_sound_by_its_own(mall: Terminal, realty: Terminal) -> None:
    assert [one.run("verify", "--json").json["origin"] for one in (mall, realty)] == [
        "huiyin/mall",
        "huiyin/realty",
    ]


def test_the_key_of_another_ledger_signs_nothing(mall: Terminal, realty: Terminal) -> None:
    said = mall.run("checkpoint", "--key", str(realty.folder / "signer.key"))

    assert said.code == 9
    assert "of huiyin/realty may not sign here" in said.err


def test_a_key_signs_in_no_journal_that_does_not_know_it(mall: Terminal) -> None:
    empty, key = str(mall.folder / "empty"), str(mall.folder / "signer.key")

    said = mall.run("checkpoint", "--key", key, "--journal", empty)

    assert said.code == 9
    assert "no policy says who signs here" in said.err
    assert not Path(empty).exists()


def test_a_ledger_keeps_its_name(mall: Terminal) -> None:
    said = mall.run("key", "new", str(mall.folder / "b.key"), "--origin", "huiyin/other")

    assert said.code == 9
    assert "all keys of a policy sign under one name" in said.err


def test_the_journal_of_another_store_is_found(mall: Terminal, realty: Terminal) -> None:
    said = mall.run("verify", "--journal", journal(realty))

    assert said.code == 7
    assert "is this the journal of this store?" in said.out
    key = str(realty.folder / "signer.key")
    mall.opened()
    refused = mall.run("checkpoint", "--key", key, "--journal", journal(realty))
    assert refused.code == 7
    assert "or this is the journal of another store" in refused.err


def test_the_policy_of_another_ledger_is_found(mall: Terminal, realty: Terminal) -> None:
    said = mall.run("verify", "--policy", f"{journal(realty)}/policy")

    assert said.code == 7
    assert "checkpoint 2: it is of the ledger huiyin/mall, not huiyin/realty" in said.out


@pytest.mark.parametrize("command", ["verify", "prove"])
def test_the_checkpoint_of_another_ledger_is_found(
    mall: Terminal, realty: Terminal, command: str
) -> None:
    theirs = ("--since", str(realty.folder / "mine.note"))
    place = ("C-2026-000001", "-o", str(mall.folder / "proofs")) if command == "prove" else ()

    said = mall.run(command, *place, *theirs)

    assert said.code == 7
    assert "it is of the ledger huiyin/realty, not huiyin/mall" in said.out + said.err


def test_evidence_holds_across_the_change_of_a_key(mall: Terminal) -> None:
    """Old evidence stays good by the new policy; the old key signs nothing new."""
    old, new = (str(mall.folder / name) for name in ("signer.key", "new.key"))
    before = mall.folder / "before"
    assert mall.run("prove", "C-2026-000001", "-o", str(before)).code == 0
    assert mall.run("key", "new", new, "--json").json["start"] == 3
    third = mall.opened()
    assert mall.run("checkpoint", "--key", old).code == 9
    assert mall.run("checkpoint", "--key", new).code == 0

    mine = ("--since", str(mall.folder / "mine.note"))
    assert mall.run("verify", *mine).code == 0
    assert mall.run("verify", *mine, "--policy", str(before / "policy")).code == 7
    assert mall.run("prove", third, "-o", str(mall.folder / "after"), *mine).code == 0
    policy = (mall.folder / "after" / "policy").read_text()
    assert [line.split()[0] for line in policy.splitlines()] == ["0", "3"]
    (before / "policy").write_text(policy)
    for folder in ("before", "after"):
        assert verified(mall.folder / folder)


def verified(folder: Path) -> bool:
    command = [sys.executable, "-I", str(folder / "verify.py")]
    return subprocess.run(command, capture_output=True, check=False, env={}).returncode == 0
