"""auditing.md 3: the exported log in programs of others: valid, and the same counts everywhere."""

import json
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from audit.outside import program
from exchange import busy_office, log, steps
from huiyin.projections.exchange.ocel_json import ocel_json
from huiyin.projections.exchange.ocel_sqlite import ocel_sqlite
from huiyin.projections.exchange.table import table
from huiyin.projections.exchange.xes import xes
from huiyin.workflow.desk import Desk

pm4py = program("pm4py")
pandas = program("pandas")
jsonschema = program("jsonschema")


@cache
def busy() -> Desk:
    return busy_office(seed=3, length=60)


def written(folder: Path, name: str, parts: Any) -> str:
    (folder / name).write_text("".join(parts), "utf-8", newline="")
    return str(folder / name)


def counts(frame: Any) -> Counter[tuple[str, str]]:
    return Counter(zip(frame["case:concept:name"], frame["concept:name"], strict=True))


def test_xes_tells_the_same_steps(tmp_path: Path) -> None:
    frame = pm4py.read_xes(written(tmp_path, "log.xes", xes(log(busy()))))

    assert counts(frame) == Counter(steps(busy()))
    assert frame["time:timestamp"].is_unique
    assert str(frame["time:timestamp"].dt.tz) == "UTC"
    assert {"org:resource", "org:role", "lifecycle:transition", "identity:id"} <= set(frame.columns)


def test_csv_tells_the_same_steps(tmp_path: Path) -> None:
    file = written(tmp_path, "log.csv", table(log(busy())))

    frame = pandas.read_csv(file, encoding="utf-8-sig", dtype=str, keep_default_na=False)

    assert counts(frame) == Counter(steps(busy()))
    assert pandas.to_datetime(frame["time:timestamp"]).is_unique


def test_ocel_json_keeps_the_official_schema() -> None:
    file = Path(os.environ.get("AUDIT_DATA", "")) / "ocel" / "schema_ocel2.json"
    if not file.is_file():
        pytest.skip("AUDIT_DATA names no folder with ocel/schema_ocel2.json")
    schema = json.loads(file.read_text("utf-8"))

    whole = json.loads("".join(ocel_json(log(busy(), everything=True))))

    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    assert list(validator.iter_errors(whole)) == []


def test_ocel_tables_keep_the_24_constraints(tmp_path: Path) -> None:
    validation = program("pm4py.objects.ocel.validation.ocel20_rel_validation")
    ocel_sqlite(log(busy(), everything=True, personal=True), tmp_path / "log.sqlite")

    kept, broken = validation.apply(str(tmp_path / "log.sqlite"))

    assert len(kept) == 24
    assert not broken


@pytest.mark.parametrize(
    "asked", [{}, {"everything": True, "personal": True}], ids=["steps", "all"]
)
def test_ocel_is_the_same_as_json_and_as_tables(tmp_path: Path, asked: dict[str, bool]) -> None:
    whole = json.loads("".join(ocel_json(log(busy(), **asked))))
    ocel_sqlite(log(busy(), **asked), tmp_path / "log.sqlite")

    first = pm4py.read_ocel2_json(written(tmp_path, "log.json", ocel_json(log(busy(), **asked))))
    second = pm4py.read_ocel2_sqlite(str(tmp_path / "log.sqlite"))

    for read in (first, second):
        assert Counter(read.events["ocel:activity"]) == Counter(e["type"] for e in whole["events"])
        assert Counter(read.objects["ocel:type"]) == Counter(o["type"] for o in whole["objects"])
        assert len(read.relations) == sum(len(one["relationships"]) for one in whole["events"])
        assert len(read.o2o) == sum(len(one["relationships"]) for one in whole["objects"])
        assert read.events["ocel:timestamp"].is_unique


def test_a_kind_of_case_is_flattened_into_its_histories(tmp_path: Path) -> None:
    read = pm4py.read_ocel2_json(written(tmp_path, "log.json", ocel_json(log(busy()))))

    flat = pm4py.ocel_flattening(read, "complaint")

    told = Counter(one for one in steps(busy()) if one[0].startswith("C-"))
    assert counts(flat) == told
