"""Every keyring keeps the same promises, wherever it lies."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

import pytest

from huiyin.workflow.errors import Misconfigured, Refused, StoreUnavailable
from huiyin.workflow.privacy import Access, Identity, KeyLost, Keyring, State, open_keyring
from huiyin.workflow.privacy.memory import MemoryKeyring
from huiyin.workflow.privacy.sqlite_keyring import SQLiteKeyring
from spec import at

HE = Identity("何静", "13900020001")
NOW = at("2026-03-02 09:00")
KEYRINGS: dict[str, Callable[[Path], Keyring]] = {
    "memory": lambda _: MemoryKeyring(),
    "sqlite": lambda folder: SQLiteKeyring(folder / "keys"),
    "late": lambda folder: open_keyring(str(folder / "keys")),
}


@pytest.fixture(params=KEYRINGS)
def keyring(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Keyring]:
    with closing(KEYRINGS[request.param](tmp_path)) as keyring:
        yield keyring


def test_a_person_has_one_pseudonym_and_one_key(keyring: Keyring) -> None:
    he = keyring.subject_of("C-1", HE)

    assert keyring.subject_of("C-1") == he
    assert keyring.subject_of("C-2", HE) == he
    assert keyring.find(HE) == he
    assert len(keyring.key(he) or b"") == 32
    assert keyring.key(he) == keyring.key(he)
    assert keyring.subject(he).cases == ("C-1", "C-2")
    assert keyring.subject(he).state is State.LIVE


def test_nobody_is_told_by_his_pseudonym(keyring: Keyring) -> None:
    he = keyring.subject_of("C-1", HE)

    assert not any(one in he for one in HE)
    assert keyring.subject_of("C-2", Identity("何静", "13900020002")) != he


@pytest.mark.parametrize("identity", [None, Identity("何静"), Identity("", "13900020001")])
def test_who_is_not_told_from_others_is_known_by_his_case(
    keyring: Keyring, identity: Identity | None
) -> None:
    he = keyring.subject_of("C-1", identity)

    assert keyring.subject_of("C-1") == he
    assert keyring.subject_of("C-2", identity) != he
    assert keyring.subjects()[0].id == he


def test_an_identity_takes_a_case_from_whoever_had_it(keyring: Keyring) -> None:
    before = keyring.subject_of("C-1", HE)
    now = keyring.subject_of("C-1", Identity("周敏", "13900020009"))

    assert keyring.subject_of("C-1") == now != before
    assert keyring.subject(before).cases == ()


def test_who_is_erased_has_no_key_and_no_name(keyring: Keyring) -> None:
    he = keyring.subject_of("C-1", HE)
    keyring.change(he, State.ERASED, at=NOW)

    assert keyring.key(he) is None
    assert keyring.find(HE) is None
    assert keyring.subject_of("C-1") == he
    assert keyring.subject_of("C-2", HE) != he
    assert (keyring.subject(he).state, keyring.subject(he).since) == (State.ERASED, NOW)


def test_who_is_being_erased_has_no_key_already(keyring: Keyring) -> None:
    he = keyring.subject_of("C-1", HE)
    keyring.change(he, State.ERASING, at=NOW)

    assert keyring.key(he) is None


def test_who_is_held_is_not_erased(keyring: Keyring) -> None:
    he = keyring.subject_of("C-1", HE)
    keyring.change(he, State.HELD, at=NOW)

    with pytest.raises(Refused, match="cannot become"):
        keyring.change(he, State.ERASED, at=NOW)
    assert keyring.key(he)


def test_a_stranger_has_no_key(keyring: Keyring) -> None:
    keyring.subject_of("C-1", HE)

    for ask in (keyring.key, keyring.subject):
        with pytest.raises(KeyLost):
            ask("nobody")


def test_a_fingerprint_is_this_keyrings_own(keyring: Keyring) -> None:
    mine, others = keyring.digest(b"13900020001"), MemoryKeyring().digest(b"13900020001")

    assert mine == keyring.digest(b"13900020001") != others
    assert len(bytes.fromhex(mine)) == 32


def test_an_access_is_written_behind_the_last(keyring: Keyring) -> None:
    for number in (1, 2, 3):
        keyring.log(Access(NOW, "wang:auditor", "show", (f"C-{number}",), "a complaint"))

    assert [one.id for one in keyring.accesses()] == [1, 2, 3]
    [last] = keyring.accesses(after=2)
    assert last == Access(NOW, "wang:auditor", "show", ("C-3",), "a complaint", 3)


def test_a_keyring_is_made_when_something_is_to_be_kept(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    with closing(open_keyring(str(file))) as keyring:
        with pytest.raises(StoreUnavailable, match="no keyring here"):
            keyring.key("nobody")
        assert not file.exists()

        keyring.subject_of("C-1", HE)
        assert file.exists()


@pytest.mark.parametrize("address", ["", "vault://user:secret@host/keys", "a\0b"])
def test_another_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(Misconfigured, match="a path, or memory:") as refused:
        open_keyring(address)
    assert "secret" not in str(refused.value)
