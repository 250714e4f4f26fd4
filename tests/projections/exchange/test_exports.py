"""auditing.md 3: the log for process-mining programs, the same in every format."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from exchange import as_csv, as_json, as_tables, as_xes, busy_office, log, steps
from huiyin.domain.office import rulebook
from huiyin.projections.exchange.entries import nature_of
from huiyin.projections.exchange.ocel_json import ocel_json
from huiyin.projections.exchange.ocel_sqlite import mapped, ocel_sqlite
from huiyin.projections.exchange.table import table
from huiyin.projections.exchange.xes import xes
from huiyin.workflow.desk import Desk
from huiyin.workflow.events import LAPSED, instant
from huiyin.workflow.norm.turns import START, Norm
from registers import RULES, handled, office, registered
from spec import at, desk_of, did

NAMES = {"周敏", "13900020001"}


@cache
def busy() -> Desk:
    return busy_office()


def one_property_case() -> Desk:
    desk = desk_of(RULES)
    handled(office(desk, "property"))
    return desk


# ------------------------------------------------------------ what is told


def test_every_format_tells_every_accepted_step_once(tmp_path: Path) -> None:
    told = sorted(steps(busy()))

    in_csv = [(one["case:concept:name"], one["concept:name"]) for one in as_csv(busy())]
    in_xes = [
        (trace["concept:name"], one["concept:name"])
        for trace, all_ in as_xes(busy())
        for one in all_
    ]
    in_json = [(one["id"].split("#")[0], one["type"]) for one in as_json(busy())["events"]]
    tables = as_tables(busy(), tmp_path / "log.sqlite")
    in_tables = [(id_.split("#")[0], kind) for id_, kind in tables["event"]]
    assert len(told) > 100
    assert sorted(in_csv) == sorted(in_xes) == sorted(in_json) == sorted(in_tables) == told


def test_what_is_no_step_is_told_where_everything_is_asked_for() -> None:
    stored = [one.event for one in busy().store.read(limit=100_000)]

    told = Counter(one["nature"] for one in as_csv(busy(), everything=True))

    assert told == Counter(nature_of(one) for one in stored)
    assert {"step", "lapse", "correction", "note"} <= told.keys()
    assert {one["nature"] for one in as_csv(busy())} == {"step"}


def test_what_is_no_step_is_called_by_its_event() -> None:
    told = as_csv(busy(), everything=True)

    assert {one["concept:name"] for one in told if one["nature"] == "lapse"} == {LAPSED}
    assert all(one["concept:name"] == one["event"] for one in told if one["nature"] != "step")


def test_a_trace_goes_the_way_that_the_norm_allows() -> None:
    for trace, events in as_xes(busy()):
        norm = Norm(busy().rulebook.pinned(trace["procedure"], trace["edition"]))
        legal = {(one.source, one.step.name, one.target) for one in norm.turns}

        told = [(one["from"] or START, one["concept:name"], one["to"]) for one in events]

        assert set(told) <= legal
        assert all(a[2] == b[0] for a, b in pairwise(told))
        assert told[-1][2] == trace["state"]


# ------------------------------------------------------------ time


def test_no_two_entries_share_an_instant_and_the_order_is_that_of_recording() -> None:
    told = as_csv(busy(), everything=True)
    stored = {one.position: one.event for one in busy().store.read(limit=100_000)}

    by_time = sorted(told, key=lambda one: one["time:timestamp"])

    assert len({one["time:timestamp"] for one in told}) == len(told)
    order = [int(one["position"]) for one in by_time]
    assert order == sorted(order, key=lambda place: (stored[place].recorded_at, place))
    assert len({one["recorded_at"] for one in told}) < len(told)
    for one in told:
        moved = (
            datetime.fromisoformat(one["time:timestamp"]) - stored[int(one["position"])].recorded_at
        )
        assert -0.001 < moved.total_seconds() < len(told) / 1000


def test_times_rise_within_every_object_of_every_kind() -> None:
    of: dict[str, list[str]] = defaultdict(list)
    for event in sorted(as_json(busy())["events"], key=position):
        for related in event["relationships"]:
            of[related["objectId"]].append(event["time"])

    cases = {number: times for number, times in of.items() if "/" not in number}

    assert cases
    assert all(a < b for times in cases.values() for a, b in pairwise(times))
    assert all(len(set(times)) == len(times) for times in of.values())


def position(event: Any) -> int:
    return next(int(one["value"]) for one in event["attributes"] if one["name"] == "position")


def test_a_part_of_the_log_has_the_times_of_the_whole() -> None:
    whole = {one["case:concept:name"] + one["version"]: one for one in as_csv(busy())}

    part = as_csv(busy(), procedure="complaint/realty", closed=True)

    assert all(one == whole[one["case:concept:name"] + one["version"]] for one in part)


def test_what_was_recorded_stays_beside_it() -> None:
    desk = one_property_case()

    told = as_csv(desk, everything=True)

    for one, recorded in zip(told, desk.store.read(), strict=True):
        assert instant(datetime.fromisoformat(one["recorded_at"])) == instant(
            recorded.event.recorded_at
        )
        assert instant(datetime.fromisoformat(one["occurred_at"])) == instant(
            recorded.event.occurred_at
        )
        assert one["time:timestamp"].endswith("+00:00")


# ------------------------------------------------------------ which part


def test_only_what_is_asked_for_is_told() -> None:
    realty = {one["case:procedure"] for one in as_csv(busy(), procedure="complaint/realty")}
    closed = {one["case:is_over"] for one in as_csv(busy(), closed=True)}

    assert realty == {"complaint/realty"}
    assert closed == {"true"}
    assert {one["case:is_over"] for one in as_csv(busy())} == {"true", "false"}


@pytest.mark.parametrize("asked", [{"position": 4}, {"at": at("2026-03-02 11:00")}])
def test_a_log_is_told_as_it_was(asked: dict[str, Any]) -> None:
    desk = one_property_case()

    told = as_csv(desk, **asked)

    assert [one["version"] for one in told] == ["1", "2", "3", "4"]
    assert {one["case:state"] for one in told} == {desk.case("C-2026-000001", version=4).state}
    assert as_csv(desk, closed=True, **asked) == []


def test_an_early_log_is_the_same_for_ever() -> None:
    desk = desk_of(RULES)
    case = office(desk, "mall").through(registered())
    earlier = as_bytes(desk, position=1)

    case.through(did("2026-03-02 10:00", "wang:receptionist", "handle-directly"))

    assert as_bytes(desk, position=1) == earlier
    assert as_bytes(desk) != earlier


def as_bytes(desk: Desk, **asked: Any) -> list[str]:
    return ["".join(write(log(desk, **asked))) for write in (xes, table, ocel_json)]


def test_the_same_log_gives_the_same_bytes(tmp_path: Path) -> None:
    files = [tmp_path / "one.sqlite", tmp_path / "other.sqlite"]
    for file in files:
        ocel_sqlite(log(busy()), file)

    assert as_bytes(busy()) == as_bytes(busy())
    assert files[0].read_bytes() == files[1].read_bytes()


def test_an_empty_log_is_told_too(tmp_path: Path) -> None:
    desk = desk_of(RULES)

    assert as_csv(desk) == []
    assert as_xes(desk) == []
    assert as_json(desk) == {"events": [], "objects": [], "eventTypes": [], "objectTypes": []}
    assert as_tables(desk, tmp_path / "log.sqlite")["event"] == []


# ------------------------------------------------------------ people


def everything(desk: Desk, file: Path, **asked: Any) -> str:
    ocel_sqlite(log(desk, **asked), file)
    return "".join([*as_bytes(desk, **asked), file.read_bytes().decode("utf-8", "replace")])


def test_no_customer_is_named_unless_it_is_asked_for(tmp_path: Path) -> None:
    desk = one_property_case()

    told = everything(desk, tmp_path / "a", everything=True)
    named = everything(desk, tmp_path / "b", personal=True)

    assert not [name for name in NAMES if name in told]
    assert all(name in named for name in NAMES)


def test_a_customer_is_one_by_name_and_number_and_known_by_the_first_case() -> None:
    desk = desk_of(RULES)
    for more in ({}, {"name": "何静"}, {}, {"phone": "1"}):
        office(desk, "mall").through(registered(**more))

    told = [one["case:customer"] for one in as_csv(desk)]

    first, other, same, third = (f"customer/C-2026-00000{n}" for n in (1, 2, 1, 4))
    assert told == [first, other, same, third]


def test_a_corrected_name_is_the_customers() -> None:
    desk = desk_of(RULES)
    office(desk, "mall").through(registered())
    office(desk, "mall").through(
        registered(name="周民"),
        did(
            "2026-03-02 10:00",
            "chen:cs_manager",
            "correct-entry",
            because="听错",
            version=1,
            now={"name": "周敏"},
            approved_by="gao",
        ),
    )

    told = {one["case:customer"]: one["case:customer_name"] for one in as_csv(desk, personal=True)}

    assert told == {"customer/C-2026-000001": "周敏"}


def test_somebody_outside_who_acts_is_told_by_his_number() -> None:
    def outside(desk: Desk, **asked: Any) -> set[str]:
        roles = {code for page in desk.rulebook for code, one in page.roles.items() if one.outside}
        return {one["org:resource"] for one in as_csv(desk, **asked) if one["org:role"] in roles}

    assert all(one.startswith("customer/") for one in outside(busy()))
    assert outside(busy())
    assert not any(one.startswith("customer/") for one in outside(busy(), personal=True))


# ------------------------------------------------------------ objects


def test_events_and_objects_are_about_what_is_there() -> None:
    whole = as_json(busy())
    objects = {one["id"]: one for one in whole["objects"]}
    kinds = {one["name"] for one in whole["objectTypes"]}

    assert len(objects) == len(whole["objects"])
    assert {one["type"] for one in objects.values()} == kinds
    assert {one["type"] for one in whole["events"]} == {one["name"] for one in whole["eventTypes"]}
    for one in (*whole["events"], *whole["objects"]):
        related = [other["objectId"] for other in one["relationships"]]
        assert set(related) <= objects.keys()
        assert len(set(related)) == len(related)
    assert {"complaint", "repair", "customer", "department", "person", "piece"} <= kinds


def test_every_value_is_a_text_and_declared() -> None:
    whole = as_json(busy())
    declared = {
        one["name"]: {attribute["name"] for attribute in one["attributes"]}
        for one in (*whole["eventTypes"], *whole["objectTypes"])
    }

    for one in (*whole["events"], *whole["objects"]):
        assert {value["name"] for value in one["attributes"]} == declared[one["type"]]
        assert all(type(value["value"]) is str for value in one["attributes"])


def test_a_case_is_related_to_its_customer_and_the_cases_that_it_names() -> None:
    desk = desk_of(RULES)
    first = handled(office(desk, "property"))
    again = registered(
        "2026-03-20 09:00", unit_no="3-1202", apology_made=True, earlier_case=first.number
    )
    office(desk, "property").through(again)

    objects = {one["id"]: one for one in as_json(desk)["objects"]}

    related = {
        (one["objectId"], one["qualifier"]) for one in objects["C-2026-000002"]["relationships"]
    }
    assert related == {("C-2026-000001", "earlier_case"), ("customer/C-2026-000001", "customer")}


def test_a_piece_belongs_to_its_case_and_to_the_steps_that_move_it() -> None:
    whole = as_json(busy())
    pieces = {one["id"] for one in whole["objects"] if one["type"] == "piece"}
    of_cases = {
        related["objectId"]: one["id"]
        for one in whole["objects"]
        for related in one["relationships"]
        if related["qualifier"] == "piece"
    }

    moved = {
        (event["id"].split("#")[0], related["objectId"])
        for event in whole["events"]
        for related in event["relationships"]
        if related["qualifier"] == "piece"
    }

    assert pieces
    assert of_cases.keys() == pieces
    assert {(of_cases[piece], piece) for _, piece in moved} == moved
    assert moved


def test_a_department_is_told_for_whom_and_to_whom() -> None:
    whole = as_json(one_property_case())

    told = {
        (event["type"], related["qualifier"])
        for event in whole["events"]
        for related in event["relationships"]
        if related["objectId"] == "department/维修部"
    }

    assert {("verify", "department"), ("start-work", "for")} <= told


def test_tables_hold_what_the_json_holds(tmp_path: Path) -> None:
    whole, tables = as_json(busy()), as_tables(busy(), tmp_path / "log.sqlite")

    assert dict(tables["event"]) == {one["id"]: one["type"] for one in whole["events"]}
    assert dict(tables["object"]) == {one["id"]: one["type"] for one in whole["objects"]}
    for part, table_ in (("events", "event_object"), ("objects", "object_object")):
        related = {
            (one["id"], other["objectId"], other["qualifier"])
            for one in whole[part]
            for other in one["relationships"]
        }
        assert set(tables[table_]) == related
    for event in whole["events"]:
        row = (event["id"], event["time"], *(one["value"] for one in event["attributes"]))
        assert row in tables[f"event_{mapped(event['type'])}"]


def test_no_two_kinds_share_a_table() -> None:
    pages = list(rulebook().editions)
    activities = {step for page in pages for step in page.steps}
    activities |= {one.name for one in rulebook().registry().kinds}
    kinds = {page.kind for page in pages} | {"customer", "department", "person", "piece"}

    for names, taken in ((activities, {"MapType", "Object"}), (kinds, {"MapType", "Object"})):
        tables = Counter(mapped(name) for name in names)
        assert set(tables.values()) == {1}
        assert not tables.keys() & taken
        assert all(one.isalnum() for one in tables)


# ------------------------------------------------------------ strange words


@pytest.mark.parametrize("read", [as_csv, as_xes, as_json], ids=lambda one: one.__name__)
def test_strange_words_leave_the_file_whole(read: Callable[[Desk], Any]) -> None:
    desk = desk_of(RULES)
    strange = '=1+1 "<&>]]>\n\x0b,;'
    office(desk, "mall").through(registered())
    office(desk, "trading_city").through(
        registered(),
        did(
            "2026-03-02 10:00",
            "li:cs_staff",
            "dispatch",
            department=strange,
            due_at="2026-03-04T18:00:00+08:00",
        ),
        did(
            "2026-03-02 11:00",
            f"wu:dept_staff@{strange}",
            "record-by-department",
            register_no="7",
        ),
    )

    told = read(desk)

    assert len(told) in (2, 4)
    if read is as_csv:
        assert told[-1]["org:group"].startswith("'=1+1 ")
