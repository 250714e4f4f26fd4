"""A kept register is what the log says, whoever reads it, whenever it was built."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from huiyin.projections import kept
from huiyin.projections.every import every
from huiyin.projections.kept import Kept
from huiyin.projections.projection import Projection
from huiyin.projections.registers.complaints import COMPLAINTS
from huiyin.workflow.desk import Desk
from huiyin.workflow.errors import StoreUnavailable
from huiyin.workflow.events import Recorded
from huiyin.workflow.store import open_store
from registers import (
    COUNTS,
    RULES,
    as_bytes,
    cases,
    count,
    counting_but,
    handled,
    keys,
    office,
)
from spec import at, desk_of


def test_it_catches_up_when_it_is_read(desk: Desk) -> None:
    """Architecture 5: embedded use has no runner."""
    first = cases(desk, 2)
    counts = Kept(desk.store, COUNTS)
    assert counts.status().behind == 4

    position, rows = counts.table()

    assert (position, dict(rows)[first[0]]["events"]) == (4, 2)
    cases(desk, 1)
    assert len(list(counts.table().rows)) == 3
    assert counts.status().behind == 0


def test_name_and_version_are_the_key_of_the_table(desk: Desk) -> None:
    """Foundation 7: the second projection of a file must not read as caught up with nothing."""
    cases(desk, 2)
    Kept(desk.store, COUNTS).catch_up()
    other = Projection.by_case("others", 1, count)
    newer = Projection.by_case("counts", 2, count)

    assert len(list(Kept(desk.store, other).table().rows)) == 2
    assert len(list(Kept(desk.store, newer).table().rows)) == 2
    assert [name for name, _, _ in desk.store.views()] == ["counts@1", "counts@2", "others@1"]


def test_a_case_of_another_kind_has_no_row(desk: Desk) -> None:
    """Style 11: an event that it does not know is no error."""
    cases(desk, 1)
    repairs = Projection.by_case("repairs", 1, count, "repair")

    assert list(Kept(desk.store, repairs).table().rows) == []
    assert Kept(desk.store, repairs).status().position == 2


def test_small_pages_make_the_same_rows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Performance: a page a transaction."""
    handled(office(desk, "property"))
    cases(desk, 3)
    whole = as_bytes(Kept(desk.store, COMPLAINTS.projection).as_of())

    monkeypatch.setattr(kept, "PAGE", 2)

    assert as_bytes(Kept(desk.store, COMPLAINTS.projection).table()) == whole
    assert as_bytes(Kept(desk.store, COMPLAINTS.projection).as_of()) == whole


def test_it_tells_how_far_it_has_come(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cli.md: progress bars on long work."""
    cases(desk, 2)
    monkeypatch.setattr(kept, "PAGE", 3)
    told: list[int] = []

    Kept(desk.store, COUNTS).rebuild(told.append)

    assert told == [3, 4]


def test_as_of_a_position_is_what_the_live_register_was_then(desk: Desk) -> None:
    """Lessons, feature 3: as of a position, reproducible byte for byte."""
    counts = Kept(desk.store, COUNTS)
    live: list[bytes] = []
    for _ in range(3):
        cases(desk, 1)
        live.append(as_bytes(counts.table()))

    again = [as_bytes(counts.as_of(position=2 * n)) for n in (1, 2, 3)]

    assert again == live
    assert as_bytes(counts.as_of(position=0)) == b"[0]"
    assert as_bytes(counts.as_of(position=99)) == live[-1]


def test_as_of_an_instant_counts_what_was_recorded_until_then(desk: Desk) -> None:
    """Lessons, feature 3: as of an instant."""
    handled(office(desk, "property"))
    counts = Kept(desk.store, COUNTS)
    noon = at("2026-03-02 10:00")

    at_noon, before = dict(counts.as_of(noon).rows), counts.as_of(noon - timedelta(seconds=1)).rows

    assert [row["events"] for row in at_noon.values()] == [3]
    assert [row["events"] for _, row in before] == [2]
    assert as_bytes(counts.as_of(noon, 11)) == as_bytes(counts.as_of(noon))


def poison(case: str) -> Any:
    def raises(recorded: Recorded) -> None:
        if (recorded.case, recorded.version) == (case, 2):
            raise ValueError("no such thing")

    return raises


def test_a_poison_event_parks_its_case_and_no_other(desk: Desk) -> None:
    """Foundation 11: a poison event stopped the library's runner for good."""
    first, second, third = cases(desk, 3)
    counts = Kept(desk.store, counting_but(poison(second)))

    rows = dict(counts.table().rows)

    parked = rows[second].pop("parked")  # type: ignore[attr-defined]
    assert (parked["version"], parked["event"]) == (2, "HandledByReceiver")
    assert "no such thing" in parked["reason"]
    assert rows[second] == {"events": 1, "last": "ComplaintRegistered"}
    assert [rows[one]["events"] for one in (first, third)] == [2, 2]
    assert list(counts.status().parked) == [second]
    assert (counts.status().rows, counts.status().behind) == (3, 0)


def test_a_parked_case_waits_until_it_is_rebuilt(desk: Desk) -> None:
    """Architecture 5: parked rows wait for a rebuild."""
    first, second = cases(desk, 2)
    Kept(desk.store, counting_but(poison(second))).catch_up()
    for case in (first, second):
        desk.perform(
            case,
            "reply",
            "wang:receptionist",
            at=at("2026-03-02 11:00"),
            form={"contact_mode": "phone", "process": "x", "result": "y"},
        )
    mended = Kept(desk.store, COUNTS)

    waiting = dict(mended.table().rows)
    mended.rebuild()
    rebuilt = dict(mended.table().rows)

    assert [waiting[one]["events"] for one in (first, second)] == [3, 1]
    assert [rebuilt[one]["events"] for one in (first, second)] == [3, 3]
    assert not mended.status().parked


def test_a_case_is_parked_before_it_has_a_row(desk: Desk) -> None:
    """Architecture 5: visibly."""
    (case,) = cases(desk, 1)

    def never(row: dict[str, Any] | None, recorded: Recorded) -> dict[str, Any]:
        raise ZeroDivisionError

    rows = list(Kept(desk.store, Projection.by_case("never", 1, never)).table().rows)

    assert keys(rows) == [case]
    assert "ZeroDivisionError" in str(rows[0][1])


@pytest.mark.parametrize("odd", [{1, 2}, float("nan"), datetime(2026, 3, 2)])  # noqa: DTZ001
def test_a_row_that_json_cannot_say_is_poison_too(desk: Desk, odd: object) -> None:
    """Architecture 5: a poison event never stops the others."""
    first, second = cases(desk, 2)
    spoilt = counting_but(lambda recorded: odd if recorded.case == first else None)

    counts = Kept(desk.store, spoilt)

    rows = dict(counts.table().rows)
    assert "parked" in rows[first]
    assert rows[second]["events"] == 2
    assert as_bytes(counts.as_of()) == as_bytes(counts.table())


def test_one_case_may_have_several_rows(desk: Desk) -> None:
    """Issue 3: a ledger has a row a piece, and a parked case parks all of its rows."""
    first, second = cases(desk, 2)

    def fold(row: dict[str, Any] | None, recorded: Recorded, key: str) -> dict[str, Any] | None:
        if (recorded.case, recorded.version) == (second, 2) and key.endswith("b"):
            raise ValueError(key)
        return {"at": recorded.position}

    pieces = Projection("pieces", 1, fold, lambda one: (f"{one.case}/a", f"{one.case}/b"))

    rows = dict(Kept(desk.store, pieces).table().rows)

    assert keys(sorted(rows.items())) == [f"{c}/{p}" for c in (first, second) for p in "ab"]
    assert ["parked" in rows[key] for key in sorted(rows)] == [False, False, True, True]
    assert [rows[key]["at"] for key in sorted(rows)] == [3, 3, 2, 2]


def test_none_takes_a_row_away(desk: Desk) -> None:
    """Store: None deletes."""
    cases(desk, 2)
    only_new = Projection.by_case("new", 1, lambda _, one: {"n": 1} if one.version == 1 else None)

    assert list(Kept(desk.store, only_new).table().rows) == []


def test_a_rebuild_takes_the_place_at_once_and_older_versions_go(desk: Desk) -> None:
    """Architecture 5: rebuilding happens beside the live table and swaps."""
    cases(desk, 2)
    Kept(desk.store, COUNTS).catch_up()
    newer = Kept(desk.store, counting_but(lambda _: None, version=3))
    desk.store.view("counts@3.new").advance(0, 1, {"left over": {}})

    assert newer.rebuild() == 4

    assert desk.store.views() == [("counts@3", 4, 2)]


def test_where_nothing_may_be_written_the_newest_is_folded_in_memory(file: str) -> None:
    """Cli.md: an auditor reads a file that he may not write."""
    with desk_of(RULES, store=file) as desk:
        cases(desk, 2)
        Kept(desk.store, COUNTS).catch_up()
        cases(desk, 1)
        expected = as_bytes(Kept(desk.store, COUNTS).as_of())
    store = open_store(file, registry=RULES.registry(), read_only=True)

    assert as_bytes(Kept(store, COUNTS).table()) == expected
    with pytest.raises(StoreUnavailable):
        Kept(store, COUNTS).rebuild()
    store.close()


def test_every_projection_is_looked_after(desk: Desk) -> None:
    """Cli.md: projections status and rebuild."""
    cases(desk, 2)

    found = every(desk.store, desk.rulebook)
    for one in found.values():
        one.rebuild()

    assert {"complaint_register", "repair_register", "due_list", "custody"} <= set(found)
    assert {one.status().behind for one in found.values()} == {0}
