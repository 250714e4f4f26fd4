"""Stores that seal: on the disk, beside older histories, and beside other processes."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from huiyin.domain.office import open_desk, rulebook
from huiyin.projections.exchange.log import EventLog, Wanted
from huiyin.workflow.actor import named
from huiyin.workflow.desk import Desk
from huiyin.workflow.errors import KeyReused, Refused
from huiyin.workflow.privacy import State
from huiyin.workflow.privacy.memory import MemoryKeyring
from huiyin.workflow.privacy.sqlite_keyring import SQLiteKeyring
from huiyin.workflow.privacy.tokens import ERASED, MARK
from huiyin.workflow.request import Request
from huiyin.workflow.store import open_store
from privacy.letters import HE, kept, letters, put, subjects
from spec import at, desk_of, terms
from store.samples import event, opening

NOW = at("2026-03-02 09:00")
MALL = {
    **HE,
    "matter": "收银排队",
    "content": "等了半小时",
    "channel": "web",
    "severity": "general",
}
WHO = "wang:receptionist"


def keys(folder: Path) -> SQLiteKeyring:
    return SQLiteKeyring(folder / "cases.db.keys")


def test_a_history_kept_in_plain_goes_on_sealed(tmp_path: Path, address: str) -> None:
    with closing(letters(None, address)) as plain:
        case = put(plain, opening(form=HE))
    with closing(letters(keys(tmp_path), address)) as store:
        put(store, event(form={"said": "还在漏"}), case=case, version=1)

        first, second = kept(store)
        assert first.form == HE
        assert str(second.form["said"]).startswith(MARK)
        assert [one.event.form for one in store.events(case)] == [HE, {"said": "还在漏"}]
        assert list(store.check()) == []


def test_an_erasure_by_another_process_is_seen_at_the_next_reading(
    tmp_path: Path, address: str
) -> None:
    ours, theirs = keys(tmp_path), keys(tmp_path)
    with closing(letters(ours, address)) as store, closing(theirs) as elsewhere:
        case = put(store, opening(form=HE))
        assert store.events(case)[0].event.form == HE

        elsewhere.change(subjects(store)[0], State.ERASED, at=NOW)

        assert store.events(case)[0].event.form == {"name": ERASED, "phone": ERASED}


def test_nothing_that_is_kept_of_a_command_can_be_guessed() -> None:
    """A telephone number has so few digits that a bare hash of it is no secret."""
    desk = open_desk("memory:")
    with pytest.raises(Refused):
        desk.open("complaint/mall", "wang:nobody", at=NOW, form=MALL, key="k")

    [attempt] = desk.store.attempts()
    answer = desk.store.kept("k")
    guessed = Request("", named("wang:nobody"), NOW, MALL, procedure="complaint/mall", key="k").told
    assert answer is not None
    assert attempt.asked == answer.digest == desk.store.digest(guessed)
    assert attempt.asked != sha256(guessed).hexdigest()


def test_an_answer_of_the_time_before_is_given_again(tmp_path: Path, address: str) -> None:
    with desk_of(rulebook(), store=address) as bare:
        first = bare.open("complaint/mall", WHO, at=NOW, form=MALL, key="k")

    with open_desk(address, keys=str(tmp_path / "keys")) as desk:
        again = desk.open("complaint/mall", WHO, at=NOW, form=MALL, key="k")
        with pytest.raises(KeyReused):
            desk.open("complaint/mall", WHO, at=NOW, form={**MALL, "phone": "1"}, key="k")

    assert again == replace(first, recorded=())


def test_a_rehearsal_draws_no_keys() -> None:
    keyring, book = MemoryKeyring(), rulebook()
    store = open_store("memory:", registry=book.registry(), keyring=keyring)
    rehearsal = Desk(store, book, terms()).rehearsal()

    opened = rehearsal.open("complaint/mall", WHO, at=NOW, form=MALL)

    assert rehearsal.case(opened.case).past[0].form["name"] == HE["name"]
    assert list(keyring.subjects()) == []


def test_an_exported_customer_is_known_by_his_pseudonym() -> None:
    desk = open_desk("memory:")
    numbers = [desk.open("complaint/mall", WHO, at=NOW, form=MALL).case for _ in range(2)]
    other = {**MALL, "phone": "13900020002"}
    numbers.append(desk.open("complaint/mall", WHO, at=NOW, form=other).case)

    customers = [one.customer for one in EventLog(desk.store, desk.rulebook, Wanted()).traces()]

    assert all(customers)
    ids = [one.id for one in customers if one]
    assert ids[0] == ids[1] != ids[2]
    assert not any(number in one for number in numbers for one in ids)
    assert [one.phone for one in customers if one] == [HE["phone"], HE["phone"], "13900020002"]
