"""An append puts everything into the store or nothing, on every backend."""

import json
from threading import Barrier, Thread

import pytest

from huiyin.workflow.errors import HistoryBroken, Misconfigured
from huiyin.workflow.events import CORRECTED, LAPSED, MIGRATED, SUBJECT_ERASED, Recorded
from huiyin.workflow.store import Append, Kept, KeyTaken, Receipt, Store, VersionTaken
from store.samples import (
    attempt,
    clock,
    event,
    everything,
    hours,
    open_case,
    opening,
    receipt,
)


def test_a_new_store_is_empty_and_sound(store: Store) -> None:
    assert everything(store) == {
        "log": [],
        "cases": {},
        "agenda": [],
        "attempts": [],
        "position": 0,
        "views": {},
        "damage": [],
    }


def test_events_come_back_as_they_were_given_with_their_places(store: Store) -> None:
    first, second = opening(), event(form={"text": "回音 🙂", "pages": [1, 2.5, None, True]})

    told = store.append(Append((first, second), series="C-2026"))

    assert told == (
        Recorded(1, "C-2026-000001", 1, first),
        Recorded(2, "C-2026-000001", 2, second),
    )
    assert store.events("C-2026-000001") == told
    assert tuple(store.read()) == told
    assert store.position() == 2


def test_every_blank_of_an_event_is_kept(store: Store) -> None:
    full = opening(
        department="post",
        reason="paper found later",
        form={"blank": "filled"},
        signature="reviewed",
        starts=(clock("answer", hours(4)),),
        ends=("visit",),
        lapses="call",
        key="k1",
        correlation="C-2026-000009",
        causation="C-2026-000009#3",
        engine="0.1.0",
    )
    unlike_defaults = {name for name in type(full).model_fields if name != "schema_number"}
    assert full.model_dump(exclude_defaults=True).keys() == unlike_defaults

    case = open_case(store, full)

    assert store.events(case)[0].event == full


def test_the_events_of_the_engine_itself_can_always_be_stored(store: Store) -> None:
    case = open_case(store)

    names = [LAPSED, CORRECTED, MIGRATED, SUBJECT_ERASED]
    store.append(Append(tuple(map(event, names)), case, version=1))

    assert [e.event.name for e in store.events(case)][1:] == names


def test_positions_run_through_all_cases(store: Store) -> None:
    one, other = open_case(store), open_case(store)
    store.append(Append((event(),), one, version=1))

    assert [(e.position, e.case, e.version) for e in store.read()] == [
        (1, one, 1),
        (2, other, 1),
        (3, one, 2),
    ]


def test_the_log_is_read_in_pages(store: Store) -> None:
    for _ in range(5):
        open_case(store)

    assert [e.position for e in store.read(limit=2)] == [1, 2]
    assert [e.position for e in store.read(2, 2)] == [3, 4]
    assert [e.position for e in store.read(4, 2)] == [5]
    assert list(store.read(5, 2)) == []


def test_an_unknown_case_has_no_events(store: Store) -> None:
    assert store.events("C-2026-000001") == ()


def test_numbers_are_consecutive_in_each_series(store: Store) -> None:
    cases = [open_case(store, series=series) for series in ("C-2026", "R-2026", "C-2026")]

    assert cases == ["C-2026-000001", "R-2026-000001", "C-2026-000002"]
    assert store.cases() == ["C-2026-000001", "C-2026-000002", "R-2026-000001"]


def test_cases_are_found_by_how_they_start(store: Store) -> None:
    for series in ("C-2026", "C-2025", "CC-2026", "客-2026"):
        open_case(store, series=series)

    assert store.cases("C-") == ["C-2025-000001", "C-2026-000001"]
    assert store.cases("C-2026-000001") == ["C-2026-000001"]
    assert store.cases("客") == ["客-2026-000001"]
    assert store.cases("%") == store.cases("c") == []


def test_a_version_is_taken_once(store: Store) -> None:
    case = open_case(store)
    store.append(Append((event(person="li"),), case, version=1))

    with pytest.raises(VersionTaken, match="is at version 2, not 1"):
        store.append(Append((event(person="wang"), event()), case, version=1))

    assert [e.event.person for e in store.events(case)] == ["li", "li"]


def test_a_gap_between_versions_is_refused(store: Store) -> None:
    case = open_case(store)

    with pytest.raises(HistoryBroken, match="3 would leave a gap"):
        store.append(Append((event(),), case, version=2))

    assert store.position() == 1


def test_a_case_that_was_never_opened_takes_no_events(store: Store) -> None:
    with pytest.raises(HistoryBroken, match="gap"):
        store.append(Append((event(),), "C-2026-000001", version=1))

    assert everything(store)["log"] == []


@pytest.mark.parametrize(
    ("case", "series", "version"),
    [("", "", 0), ("C-1", "C", 1), ("C-1", "", 0), ("", "C", 1)],
)
def test_an_append_names_a_case_or_a_series(case: str, series: str, version: int) -> None:
    with pytest.raises(ValueError, match="names a case and its version, or a series"):
        Append((event(),), case, series, version)


def test_an_append_without_events_makes_no_sense() -> None:
    with pytest.raises(ValueError, match="at least one event"):
        Append((), series="C")


def test_an_unregistered_event_is_refused_and_draws_no_number(store: Store) -> None:
    with pytest.raises(Misconfigured, match="CaseBurnt@1 is no registered event"):
        open_case(store, opening(), event("CaseBurnt"))

    assert open_case(store) == "C-2026-000001"
    assert list(store.check()) == []


def test_the_answer_is_kept_under_its_key_with_the_number_of_the_case(store: Store) -> None:
    case = open_case(store, key="k1")

    kept = store.kept("k1")

    assert kept
    assert kept == Kept("k1", "d1", '{"case":"C-2026-000001","key":"k1"}')
    assert json.loads(kept.answer)["case"] == case
    assert store.kept("k2") is None


def test_a_used_key_stops_an_append_whole(store: Store) -> None:
    open_case(store, opening(starts=(clock("answer", hours(4)),)), key="k1")
    before = everything(store)

    with pytest.raises(KeyTaken, match="k1"):
        open_case(store, opening(starts=(clock("visit", hours(1)),)), key="k1")

    assert everything(store) == before
    assert open_case(store) == "C-2026-000002"


def test_a_used_key_is_told_before_a_taken_version(store: Store) -> None:
    case = open_case(store)
    batch = Append((event(),), case, version=1, receipt=receipt("k1"))
    store.append(batch)

    with pytest.raises(KeyTaken):
        store.append(batch)


def test_a_lost_acknowledgement_is_safe_to_retry(store: Store) -> None:
    case = open_case(store)
    with_key = Append((event(),), case, version=1, receipt=receipt("k1"))
    without = Append((event(),), case, version=2)
    store.append(with_key)
    store.append(without)

    with pytest.raises(KeyTaken):
        store.append(with_key)
    with pytest.raises(VersionTaken):
        store.append(without)

    assert store.kept("k1") == Kept("k1", "d1", f'{{"case":"{case}","key":"k1"}}')
    assert len(store.events(case)) == 3


def test_an_answer_that_cannot_be_written_undoes_the_append(store: Store) -> None:
    def fail(case: str) -> str:
        raise ZeroDivisionError(case)

    before = everything(store)

    with pytest.raises(ZeroDivisionError, match="C-2026-000001"):
        store.append(
            Append(
                (opening(starts=(clock("answer", hours(1)),)),),
                series="C-2026",
                receipt=Receipt("k1", "d1", fail),
            )
        )

    assert everything(store) == before
    assert store.kept("k1") is None
    assert open_case(store, key="k1") == "C-2026-000001"


def test_a_refusal_is_kept_beside_the_log_with_its_answer(store: Store) -> None:
    case = open_case(store)
    answer = Kept("k1", "d1", '{"refused":"RuleBroken"}')

    store.refuse(attempt(case, key="k1"), answer)
    store.refuse(attempt())

    assert store.attempts() == [
        attempt(case, key="k1", id=1, after=1),
        attempt(id=2, after=1),
    ]
    assert store.kept("k1") == answer
    assert store.position() == 1


def test_attempts_are_read_in_pages(store: Store) -> None:
    for _ in range(5):
        store.refuse(attempt())

    assert [a.id for a in store.attempts(limit=2)] == [1, 2]
    assert [a.id for a in store.attempts(after=3, limit=9)] == [4, 5]
    assert store.attempts(after=5) == []


def test_a_refusal_under_a_used_key_is_not_kept(store: Store) -> None:
    open_case(store, key="k1")

    with pytest.raises(KeyTaken):
        store.refuse(attempt(key="k1"), Kept("k1", "d2", "{}"))

    assert store.attempts() == []
    store.refuse(attempt())
    assert [a.id for a in store.attempts()] == [1]


def test_a_key_used_by_a_refusal_stops_an_append(store: Store) -> None:
    store.refuse(attempt(key="k1"), Kept("k1", "d1", "{}"))

    with pytest.raises(KeyTaken):
        open_case(store, key="k1")

    assert store.kept("k1") == Kept("k1", "d1", "{}")
    assert store.position() == 0


def test_threads_share_a_store(store: Store) -> None:
    together = Barrier(8)

    def work() -> None:
        together.wait()
        for _ in range(10):
            open_case(store)

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.cases() == [f"C-2026-{number:06d}" for number in range(1, 81)]
    assert [e.position for e in store.read()] == list(range(1, 81))
    assert list(store.check()) == []
