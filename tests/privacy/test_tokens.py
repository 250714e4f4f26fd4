"""What is sealed opens as what it was, at its own place alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.workflow.errors import HistoryBroken
from huiyin.workflow.privacy import KeyLost
from huiyin.workflow.privacy.memory import MemoryKeyring
from huiyin.workflow.privacy.tokens import UNREADABLE, Token
from huiyin.workflow.store import Store
from privacy.letters import HE, kept, letters, put
from store.samples import opening

PARTS = ("case", "version", "field", "sealed")
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
FORMS = st.fixed_dictionaries(
    {"name": WORDS, "phone": WORDS, "matter": WORDS},
    optional={
        "said": st.lists(WORDS, max_size=3),
        "photos": st.lists(st.fixed_dictionaries({"name": WORDS, "sha256": WORDS}), max_size=3),
    },
)


@given(FORMS)
def test_what_is_sealed_opens_as_it_was(form: dict[str, object]) -> None:
    store = letters(MemoryKeyring())
    case = put(store, opening(form=form))

    [sealed] = kept(store)
    [opened] = store.events(case)

    assert opened.event.form == form
    assert sealed.form["matter"] == form["matter"]
    assert sealed.form["name"] != form["name"]
    assert store.opening().words(sealed.form) == form
    assert store.opening().words(f"<{sealed.form['name']}>!") == f"<{form['name']}>!"


@given(WORDS, st.sampled_from(PARTS))
def test_a_token_that_says_anything_else_does_not_open(word: str, part: str) -> None:
    store = letters(MemoryKeyring())
    put(store, opening(form={**HE, "said": word}), opening(form={**HE, "said": word}))
    first, second = (Token.read(str(one.form["said"])) for one in kept(store))
    assert first
    assert second

    place = {
        "case": first.place._replace(case="C-2026-000002"),
        "version": first.place._replace(version=7),
        "field": first.place._replace(field="name"),
    }
    moved = first._replace(sealed=second.sealed)
    if part in place:
        moved = first._replace(place=place[part])

    assert store.opening().words(str(moved)) == UNREADABLE


def test_a_person_whom_the_keyring_does_not_know_is_told(store: Store) -> None:
    put(store, opening(form=HE))
    [sealed] = kept(store)

    with pytest.raises(KeyLost, match="was it made for this store"):
        letters(MemoryKeyring()).opening().words(sealed.form)


@pytest.mark.parametrize("field", ["phone", "matter"])
def test_a_token_at_another_place_of_the_log_is_found(store: Store, field: str) -> None:
    put(store, opening(form=HE))
    [sealed] = store.read()
    moved = sealed.event.model_copy(update={"form": {field: sealed.event.form["name"]}})

    with pytest.raises(HistoryBroken, match=f"{field} holds what was sealed at"):
        store.opening().recorded(sealed._replace(event=moved))
    with pytest.raises(HistoryBroken):
        store.opening().recorded(sealed._replace(version=2))
    with pytest.raises(HistoryBroken):
        store.opening().recorded(sealed._replace(case="C-2026-000002"))
