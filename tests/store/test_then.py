"""A store as it was at a position of its log."""

from huiyin.workflow.store import Append, Store
from huiyin.workflow.store.then import StoreThen
from store.samples import event, open_case


def two_cases(store: Store) -> StoreThen:
    """Record C-1 at position 1, C-2 at 2, and C-1 again at 3."""
    first = open_case(store)
    open_case(store)
    store.append(Append((event(),), first, version=1))
    return StoreThen(store)


def test_nothing_is_known_of_what_was_recorded_later(store: Store) -> None:
    then = two_cases(store)
    first, second = store.cases()

    then.move(1)

    assert [one.position for one in then.read()] == [1]
    assert list(then.cases()) == [first]
    assert len(then.events(first)) == 1
    assert then.events(second) == ()
    assert then.position() == 1


def test_whoever_reads_on_finds_what_is_new_when_the_position_moves(store: Store) -> None:
    then = two_cases(store)
    then.move(1)
    assert list(then.read(1)) == []

    then.move(3)

    assert [one.position for one in then.read(1)] == [2, 3]
    assert [one.position for one in then.read(1, limit=1)] == [2]
    assert len(then.events(store.cases()[0])) == 2


def test_its_tables_are_its_own(store: Store) -> None:
    store.view("standing@2").advance(0, 3, {"C-1": {"x": 1}})
    then = two_cases(store)

    assert then.view("standing@2").position == 0
    then.view("standing@2").advance(0, 1, {"C-9": {"x": 2}})

    assert then.view("standing@2").keys() == ["C-9"]
    assert store.view("standing@2").keys() == ["C-1"]
