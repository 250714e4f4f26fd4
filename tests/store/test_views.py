"""Kept tables: rows and position move together, and each view has a position of its own."""

import pytest

from huiyin.workflow.store import Store
from store.samples import open_case


def test_a_view_that_does_not_exist_is_empty_and_is_not_made_by_looking(store: Store) -> None:
    view = store.view("register")

    assert (view.position, list(view.rows()), view.get(["a"])) == (0, [], {})
    assert list(store.views()) == []


def test_rows_are_written_with_the_position(store: Store) -> None:
    view = store.view("register")
    row = {"who": "李", "open": True, "pages": [1, 2.5, None], "more": {"a": "b"}}

    assert view.advance(0, 3, {"b": row, "a": {}})

    assert view.position == 3
    assert list(view.rows()) == [("a", {}), ("b", row)]
    assert view.get(["b", "nobody", "b"]) == {"b": row}
    assert store.views() == [("register", 3, 2)]


def test_none_deletes_and_a_row_replaces(store: Store) -> None:
    view = store.view("register")
    view.advance(0, 1, {"a": {"n": 1}, "b": {"n": 1}})

    view.advance(1, 2, {"a": None, "b": {"n": 2}, "never": None})

    assert list(view.rows()) == [("b", {"n": 2})]


def test_who_comes_second_writes_nothing(store: Store) -> None:
    view, other = store.view("register"), store.view("register")
    assert view.advance(0, 2, {"a": {"n": 1}})

    assert not other.advance(0, 5, {"a": {"n": 2}, "b": {}})

    assert (view.position, list(view.rows())) == (2, [("a", {"n": 1})])


def test_a_position_can_move_without_a_row(store: Store) -> None:
    assert store.view("register").advance(0, 7, {})

    assert store.views() == [("register", 7, 0)]


def test_each_view_has_a_position_of_its_own(store: Store) -> None:
    store.view("register@1").advance(0, 9, {"a": {"n": 1}})

    assert store.view("register@2").position == 0
    assert list(store.view("register@2").rows()) == []


def test_a_row_that_json_cannot_say_is_refused_whole(store: Store) -> None:
    view = store.view("register")

    with pytest.raises(TypeError):
        view.advance(0, 1, {"a": {}, "b": {"set": {1}}})
    with pytest.raises(ValueError, match="not JSON compliant"):
        view.advance(0, 1, {"a": {}, "b": {"x": float("nan")}})

    assert (view.position, list(view.rows())) == (0, [])


def test_a_row_given_is_a_row_of_ones_own(store: Store) -> None:
    view = store.view("register")
    row: dict[str, object] = {"list": [1]}
    view.advance(0, 1, {"a": row})

    row["list"] = "changed"
    got = view.get(["a"])["a"]

    assert got == {"list": [1]}


def test_the_keys_are_told_without_the_rows(store: Store) -> None:
    view = store.view("register")
    view.advance(0, 1, {"b": {"n": 1}, "a": {"n": 2}, "c": None})

    assert list(view.keys()) == ["a", "b"]
    assert list(store.view("elsewhere").keys()) == []


def test_a_snapshot_stays_as_it_was_while_others_write(store: Store) -> None:
    view = store.view("register")
    view.advance(0, 1, {f"{n:04d}": {"n": n} for n in range(2000)})

    position, rows = view.snapshot()
    first = next(rows)
    view.advance(1, 2, {"0001": None, "0002": {"n": "new"}})
    store.swap_view("elsewhere", "register")

    assert position == 1
    assert [first, *rows] == [(f"{n:04d}", {"n": n}) for n in range(2000)]
    assert list(view.rows()) == []


def test_a_rebuilt_view_takes_the_place_of_the_live_one(store: Store) -> None:
    store.view("register").advance(0, 5, {"old": {}, "both": {"n": 1}})
    store.view("register.new").advance(0, 6, {"both": {"n": 2}})

    store.swap_view("register.new", "register")

    assert store.views() == [("register", 6, 1)]
    assert list(store.view("register").rows()) == [("both", {"n": 2})]
    assert store.view("register.new").position == 0


def test_swapping_with_nothing_or_with_itself(store: Store) -> None:
    store.view("register").advance(0, 5, {"a": {}})

    store.swap_view("register", "register")
    assert store.views() == [("register", 5, 1)]

    store.swap_view("never built", "register")
    assert list(store.view("register").rows()) == []
    assert store.view("register").position == 0


def test_a_dropped_view_is_forgotten_with_its_rows(store: Store) -> None:
    store.view("a").advance(0, 1, {"x": {}})
    store.view("b").advance(0, 1, {"x": {}})

    store.drop_view("a")
    store.drop_view("never there")

    assert store.views() == [("b", 1, 1)]
    assert store.view("a").advance(0, 1, {})
    assert list(store.view("a").rows()) == []


def test_very_many_keys_can_be_asked_for(store: Store) -> None:
    keys = [f"{n}" for n in range(5000)]
    store.view("a").advance(0, 1, {key: {"n": key} for key in keys})

    assert store.view("a").get(keys) == {key: {"n": key} for key in keys}


def test_a_view_ahead_of_the_log_is_damage(store: Store) -> None:
    open_case(store)
    store.view("fine").advance(0, 1, {})
    store.view("odd").advance(0, 2, {})

    assert list(store.check()) == ["view odd is at position 2, the log at 1"]


def test_rows_of_a_position_are_not_given_once_it_has_moved(store: Store) -> None:
    """A table swapped in meanwhile may stand at an older position with other rows."""
    view = store.view("register")
    view.advance(0, 3, {"a": {"n": 1}})

    assert view.get_at(3, ["a", "nobody"]) == {"a": {"n": 1}}
    assert view.get_at(2, ["a"]) is None
    assert store.view("other").get_at(0, ["a"]) == {}
