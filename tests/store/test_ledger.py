"""Every event and every refused attempt has its leaf, made in its own transaction."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.workflow.errors import LedgerBroken, StoreUnavailable
from huiyin.workflow.merkle.canonical import canonical
from huiyin.workflow.store import Append, Store, open_store
from huiyin.workflow.store.leaf import hash_of, leaf_of
from huiyin.workflow.store.matching import Matching
from huiyin.workflow.store.rows import StoredAttempt, StoredLeaf, StoredRow
from outside import outside
from store.samples import NAMES, attempt, event, everything, open_case, opened_at, opening
from store.test_processes import together

OLD = (Path(__file__).parent / "golden" / "schema-1.sql").read_text("utf-8")
ROW = StoredRow(7, "C-2026-000001", 2, "StepTaken@1", "{回}".encode())


def leaves(store: Store, after: int = -1) -> list[StoredLeaf]:
    with store.evidence(after) as found:
        return list(found.leaves)


def damage(store: Store, after: int = -1) -> list[str]:
    with store.evidence(after) as found:
        return [str(one) for one in Matching(found, after + 1).damage()]


def restored(file: str) -> None:
    """Put a store there as an older version left it."""
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(OLD)


def test_a_leaf_says_where_an_event_stands_and_hashes_what_is_stored() -> None:
    assert leaf_of(3, ROW).decode() == (
        '{"case":"C-2026-000001","event":"StepTaken@1","i":3,"n":2,'
        '"s":"c621910201ae93af9615d01f04de50852ba4c8c993cf6a582bdd4605bb72adfc",'
        '"v":"huiyin/leaf@1"}'
    )


def test_a_leaf_of_an_attempt_hashes_its_columns_in_their_canonical_form() -> None:
    kept = StoredAttempt(4, 7, {"step": "close", "says": "还没有回信"})

    # printf '{"after":7,"id":4,"says":"还没有回信","step":"close"}' | sha256sum
    digest = "79363f4f86b7633aed199f7b9425ba73f30c2cdd5270979f728b44338b161d92"
    assert leaf_of(9, kept).decode() == f'{{"i":9,"id":4,"s":"{digest}","v":"huiyin/attempt@1"}}'


@given(
    st.builds(
        StoredRow,
        *(st.integers(1, 2**53 - 1), st.text(), st.integers(1, 2**53 - 1), st.text(), st.binary()),
    )
    | st.builds(
        StoredAttempt,
        st.integers(1, 2**53 - 1),
        st.integers(0, 2**53 - 1),
        st.dictionaries(st.text(), st.text()),
    ),
)
def test_a_leaf_is_canonical_json(kept: StoredRow | StoredAttempt) -> None:
    leaf = leaf_of(2, kept)

    assert canonical(json.loads(leaf)) == leaf


def test_events_and_attempts_have_leaves_in_the_order_of_recording(store: Store) -> None:
    case = open_case(store, opening(), event())
    store.refuse(attempt(case))
    store.append(Append((event(),), case, version=2))

    assert [one[:3] for one in leaves(store)] == [
        (0, 1, None),
        (1, 2, None),
        (2, None, 1),
        (3, 3, None),
    ]
    assert leaves(store, after=2) == leaves(store)[3:]
    assert damage(store) == damage(store, after=1) == damage(store, after=3) == []


def test_what_is_undone_leaves_no_leaf(store: Store) -> None:
    open_case(store, key="k")
    before = leaves(store)

    with pytest.raises(Exception, match="k"):
        open_case(store, key="k")

    assert leaves(store) == before
    open_case(store)
    assert [one.place for one in leaves(store)] == [0, 1]


ADDED = {
    "INSERT INTO stored_events "
    "SELECT 2, originator_id, 9, topic, state FROM stored_events LIMIT 1": "event 2",
    "INSERT INTO attempts SELECT 7, after, case_number, procedure, step, person, role, "
    "department, at, kind, clauses, says, asked, key FROM attempts": "attempt 7",
    "DELETE FROM stored_events": "event 0",
    "DELETE FROM leaves": "event 1 and the ledger with event 0",
}


@pytest.mark.parametrize("done", ADDED)
def test_the_next_step_is_refused_when_log_and_ledger_end_apart(address: str, done: str) -> None:
    """Somebody wrote into the tables: nothing may be recorded on top of it."""
    store = opened_at(address)
    case = open_case(store)
    store.refuse(attempt(case))
    with outside(address) as connection:
        connection.unguard()
        connection.execute(done)
    before = store.position()

    with pytest.raises(LedgerBroken, match=f"the log ends with {ADDED[done]}"):
        open_case(store)
    with pytest.raises(LedgerBroken, match="written to the store beside huiyin"):
        store.refuse(attempt())

    assert store.position() == before
    assert damage(store)


def test_a_store_of_before_gets_leaves_for_all_that_is_there(file: str, tmp_path: Path) -> None:
    restored(file)

    store = opened_at(file)

    assert [one[1:3] for one in leaves(store)] == [
        *((None, 1), (1, None), (2, None), (None, 2)),
        *((3, None), (4, None), (None, 3)),
    ]
    assert list(store.check()) == []
    assert open_case(store) == "C-2026-000003"
    assert everything(opened_at(file))["damage"] == []


def test_an_older_store_is_not_changed_by_who_may_only_read(file: str) -> None:
    restored(file)
    before = Path(file).read_bytes()

    with pytest.raises(StoreUnavailable, match=r"older huiyin made this store \(schema 1, now 2"):
        open_store(file, registry=NAMES, read_only=True)

    assert Path(file).read_bytes() == before


def test_four_processes_may_meet_at_an_older_store(file: str) -> None:
    restored(file)

    together(4, "open_cases", file, "10")

    store = opened_at(file)
    assert list(store.check()) == []
    assert [one.place for one in leaves(store)] == list(range(47))


def test_the_hash_of_a_leaf_is_what_is_kept(store: Store) -> None:
    open_case(store)

    with store.evidence() as found:
        [row], [leaf] = list(found.rows), list(found.leaves)

    assert leaf.hash == hash_of(0, row)
