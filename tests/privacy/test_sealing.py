"""Whose words are sealed, with whose key, and what is left when he is erased."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from huiyin.workflow.events import CORRECTED
from huiyin.workflow.privacy import Identity, State
from huiyin.workflow.privacy.memory import MemoryKeyring
from huiyin.workflow.privacy.tokens import ERASED, MARK
from huiyin.workflow.store import Store
from privacy.confiding import strings
from privacy.letters import HE, kept, put, subjects
from spec import at
from store.samples import attempt, event, opening

# ---------------------------------------------------------------- whose words they are


def test_who_has_one_name_and_number_is_one_person(store: Store) -> None:
    put(store, opening(form=HE))
    put(store, opening(form={**HE, "name": " 何静 "}))
    put(store, opening(form={**HE, "phone": "13900020002"}))

    he, again, another = subjects(store)
    assert he == again != another


def test_a_name_without_a_number_tells_nobody_from_others(store: Store) -> None:
    put(store, opening(form={"name": "何静"}))
    put(store, opening(form={"name": "何静"}))

    assert len(set(subjects(store))) == 2


def test_what_is_written_later_is_his_whose_case_it_is(
    store: Store, keyring: MemoryKeyring
) -> None:
    case = put(store, opening(form=HE))
    put(store, event(form={"said": "还在漏", "name": "何安"}), case=case, version=1)

    assert subjects(store)[0] == subjects(store, "said")[0] == keyring.find(Identity(*HE.values()))


def test_words_about_another_case_are_his_whose_case_that_is(store: Store) -> None:
    about = put(store, opening(form=HE))
    put(store, event("OthersAsked", form={"about": about, "said": "满意"}))

    assert subjects(store, "said") == subjects(store)


def test_a_number_that_was_drawn_and_not_kept_may_go_to_another(
    store: Store, keyring: MemoryKeyring
) -> None:
    he = keyring.subject_of("C-2026-000001", Identity(*HE.values()))
    put(store, opening(form={"name": "周敏", "phone": "13900020009"}))

    assert subjects(store) != [he]
    assert keyring.subject(he).cases == ()


def test_a_customer_who_acts_is_not_named(store: Store) -> None:
    case = put(store, opening(form=HE))
    put(store, event(person="何静", role="customer"), case=case, version=1)

    assert kept(store)[0].person == "li"
    assert subjects(store)[0] in kept(store)[1].person
    assert [one.event.person for one in store.events(case)] == ["li", "何静"]


def test_for_whom_a_customer_acts_is_not_told_either(store: Store) -> None:
    """A tenant may write his flat there."""
    case = put(store, opening(form=HE))
    put(store, event(person="何静", role="customer", department="3栋201"), case=case, version=1)
    put(store, event(department="物业部"), case=case, version=2)

    assert [one.department[0] for one in kept(store)[1:]] == [MARK[0], "物"]
    assert [one.event.department for one in store.events(case)][1:] == ["3栋201", "物业部"]


def test_a_correction_holds_the_words_of_what_it_corrects(store: Store) -> None:
    case = put(store, opening(form=HE))
    words: dict[str, object] = {
        "version": 1,
        "event": "CaseOpened",
        "was": {"name": "何静", "matter": "漏水"},
        "now": {"name": "何婧", "matter": "漏电"},
    }
    put(store, event(CORRECTED, form=words), case=case, version=1)

    form = kept(store)[1].form
    assert "何" not in json.dumps(form, ensure_ascii=False)
    assert {"漏水", "漏电"} <= {*strings(form)}
    assert store.events(case)[1].event.form == words


# ---------------------------------------------------------------- what only looks sealed


@pytest.mark.parametrize("whole", [True, False])
def test_what_only_looks_sealed_comes_back_as_it_was_typed(store: Store, whole: bool) -> None:
    """Somebody types a token that he has seen into a blank that is read by more people."""
    put(store, opening(form=HE))
    stolen = str(kept(store)[0].form["phone"])
    typed = stolen if whole else f"number: {stolen}"
    case = put(store, opening(form={**HE, "matter": typed}, reason=typed, person=typed))

    [told] = store.events(case)
    [row] = [one.form for one in kept(store)[1:]]

    assert (told.event.form["matter"], told.event.reason, told.event.person) == (typed,) * 3
    assert store.opening().words(row)["matter"] == typed


def test_a_refusal_opens_nothing_that_was_typed_into_it(store: Store) -> None:
    case = put(store, opening(form=HE))
    stolen = str(kept(store)[0].form["phone"])
    store.refuse(replace(attempt(case), step=stolen, role="customer", person=stolen))

    [told] = map(store.opening().attempt, store.attempts())

    assert HE["phone"] not in str(told)


# ---------------------------------------------------------------- and when he is erased


def test_who_is_erased_reads_as_erased(store: Store, keyring: MemoryKeyring) -> None:
    case = put(store, opening(form=HE))
    before = kept(store)
    keyring.change(subjects(store)[0], State.ERASED, at=at("2026-03-03 09:00"))

    put(store, event(form={"said": "谁在说话"}), case=case, version=1)

    assert kept(store)[:1] == before
    assert [one.event.form for one in store.events(case)] == [
        {"name": ERASED, "phone": ERASED},
        {"said": ERASED},
    ]
    assert kept(store)[1].form == {"said": ERASED}


def test_who_was_erased_and_comes_again_is_somebody_new(
    store: Store, keyring: MemoryKeyring
) -> None:
    put(store, opening(form=HE))
    [he] = subjects(store)
    keyring.change(he, State.ERASED, at=at("2026-03-03 09:00"))

    case = put(store, opening(form=HE))

    assert subjects(store)[1] != he
    assert store.events(case)[0].event.form == HE


def test_what_a_policy_has_read_before_an_erasure_is_not_kept_after_it(
    store: Store, keyring: MemoryKeyring
) -> None:
    """Another process read his case, and writes what follows when he is gone already."""
    cause = put(store, opening(form=HE))
    follows = opening(form=HE, person="policy", role="policy", causation=f"{cause}#1")
    in_time = put(store, follows)
    assert store.events(in_time)[0].event.form == HE
    keyring.change(subjects(store)[0], State.ERASED, at=at("2026-03-03 09:00"))

    late = put(store, follows)

    assert store.events(late)[0].event.form == {"name": ERASED, "phone": ERASED}
    assert keyring.find(Identity(*HE.values())) is None


def test_words_copied_from_cases_of_the_erased_make_them_not_one_person(store: Store) -> None:
    gone = {"name": ERASED, "phone": ERASED}
    for _ in range(2):
        put(store, opening(form=gone))

    assert len(set(subjects(store))) == 2
