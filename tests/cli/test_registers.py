"""cli.md: `register`, `trail`, `due`, `tick`, `projections`, `store`, `config`."""

import sqlite3

import pytest

from huiyin.projections.every import REGISTERS
from huiyin.workflow.store import open_store
from registers import RULES
from terminal import NINE, Terminal

WANG = ("--as", "wang:receptionist")


def test_the_register_holds_every_complaint(huiyin: Terminal) -> None:
    """S004-p6-7.1: one register, the columns of the forms."""
    cases = [huiyin.opened(), huiyin.opened(procedure="complaint/service_centre")]

    told = huiyin.run("register", "complaints", "--json").json

    assert [row["no"] for row in told["rows"]] == cases
    assert told["position"] == 2


def test_the_register_is_asked_for_columns_rows_and_another_time(huiyin: Terminal) -> None:
    """cli.md: --at, --columns, --where; lessons 3."""
    case = huiyin.opened()
    huiyin.run("do", case, "handle-directly", *WANG, "--at", "2026-03-03 09:00")

    def rows(*asked: str) -> object:
        said = huiyin.run("register", "complaints", "--columns", "no,state", "--json", *asked)
        return said.json["rows"]

    assert rows() == [{"no": case, "state": "in_progress"}]
    assert rows("--at", "2026-03-02") == [{"no": case, "state": "registered"}]
    assert rows("--position", "1") == [{"no": case, "state": "registered"}]
    assert rows("--where", "state=closed") == []
    assert rows("--where", "state=in_progress", "--where", "matter~收银") != []


REPAIR = ("name=何静", "phone=137", "material=silver")
VISIT = ("name=何静", "phone=137", "trigger=periodic", "contact_mode=phone", "visitor=ma")


@pytest.mark.parametrize("name", REGISTERS)
def test_every_register_is_printed(huiyin: Terminal, name: str) -> None:
    """cli.md: register NAME, as people read it and as data, now and as it was."""
    huiyin.opened(severity="serious")
    huiyin.run("open", "repair/jewellery", *WANG, "--at", NINE, *REPAIR)

    as_people_read = huiyin.run("register", name, "--columns", "all")
    as_data = huiyin.run("register", name, "--at", "2026-03-04", "--json")
    first = huiyin.run("register", name, "--position", "1", "--json")

    assert (as_people_read.code, as_data.code, first.code) == (0, 0, 0)
    assert (as_data.json["position"], first.json["position"]) == (2, 1)
    columns = REGISTERS[name].open(open_store("memory:", registry=RULES.registry()), RULES).columns
    assert {*REGISTERS[name].short} <= {*columns}
    assert all(row.keys() == columns.keys() for row in as_data.json["rows"])


def test_todays_visits_are_listed(huiyin: Terminal) -> None:
    """3-forms-and-registers 3.5.4: the follow-up list with what is due today."""
    for day in ("03", "04"):
        planned = f"planned_at=2026-03-{day}T10:00:00+08:00"
        opened = ("open", "visit/property", "--as", "li:cs_staff", "--at", NINE)
        assert huiyin.run(*opened, planned, *VISIT).code == 0

    def visits(day: str) -> list[str]:
        asked = ("--at", day, "--where", "planned_at=today", "--json")
        return [row["no"] for row in huiyin.run("register", "visits", *asked).json["rows"]]

    assert visits("2026-03-03 08:00") == ["V-2026-000001"]
    assert visits("2026-03-04 18:00") == ["V-2026-000002"]
    assert visits("2026-03-05 09:00") == []


@pytest.mark.parametrize(
    "wrong",
    [
        ("--columns", "colour"),
        ("--where", "state"),
        ("--where", "colour=red"),
        ("--where", "overdue=perhaps"),
        ("--at", "yesterday"),
        ("--position", "-1"),
    ],
)
def test_a_register_asked_wrongly_is_a_matter_of_usage(
    huiyin: Terminal, wrong: tuple[str, ...]
) -> None:
    """cli.md: exit 2."""
    huiyin.opened()

    said = huiyin.run("register", "complaints", *wrong)

    assert said.code == 2
    assert said.out == ""


def test_the_trail_holds_what_happened_and_what_was_refused(huiyin: Terminal) -> None:
    """Lessons 11: every case, by person, by period, refusals too."""
    case = huiyin.opened()
    huiyin.run("do", case, "close", "--as", "li:cs_staff", "--at", "2026-03-03 09:00")

    def entries(*asked: str) -> list[str]:
        told = huiyin.run("trail", "--json", *asked).json["entries"]
        return [one["refused"] or one["event"] for one in told]

    assert entries() == ["ComplaintRegistered", "NotFromHere"]
    assert entries("--refused") == ["NotFromHere"]
    assert entries("--person", "li") == ["NotFromHere"]
    assert entries("--case", case, "--to", "2026-03-02") == ["ComplaintRegistered"]
    assert entries("--from", "2026-03-03") == ["NotFromHere"]
    assert entries("--limit", "1") == ["ComplaintRegistered"]
    assert huiyin.run("trail", "--case", "C-1999-000001").code == 3


def test_kept_registers_are_looked_after(huiyin: Terminal) -> None:
    """cli.md: projections status|rebuild."""
    huiyin.opened()
    name = "complaint_register"

    before = {
        one["name"]: one
        for one in huiyin.run("projections", "status", "--json").json["projections"]
    }
    rebuilt = huiyin.run("projections", "rebuild", name, "--json").json["projections"]

    assert before[name]["behind"] == 1
    assert (rebuilt[0]["behind"], rebuilt[0]["rows"]) == (0, 1)
    assert huiyin.run("projections", "rebuild", "nonsense").code == 2


def test_a_store_is_created_and_found_sound(huiyin: Terminal) -> None:
    """cli.md: store init|check; init leaves a store as it is."""
    assert huiyin.run("store", "check").code == 12
    assert huiyin.run("store", "init").code == 0
    huiyin.opened()
    assert huiyin.run("store", "init").code == 0

    told = huiyin.run("store", "check", "--json").json

    assert (told["position"], told["sound"], told["findings"]) == (1, True, [])


def test_damage_is_found(huiyin: Terminal) -> None:
    """cli.md: store check, exit 7 on findings."""
    huiyin.opened()
    with sqlite3.connect(huiyin.store) as file:
        tables = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        assert ("agenda",) in tables or tables
        file.execute("PRAGMA writable_schema = ON")
        series = next(name for (name,) in tables if "number" in name or "series" in name)
        file.execute(f"DELETE FROM {series}")
    file.close()

    said = huiyin.run("store", "check", "--json")

    assert said.code == 7
    assert said.json["findings"]


def test_settings_tell_their_origin(huiyin: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """cli.md: flag > HUIYIN_* > ./huiyin.toml > the user's folder > default."""
    (huiyin.folder / "huiyin.toml").write_text('lang = "zh"\ntz = "Asia/Tokyo"\nas = "a:b"\n')
    monkeypatch.setenv("HUIYIN_TZ", "Asia/Seoul")

    told = huiyin.run("--lang", "en", "config", "show", "--origin", "--json").json["settings"]

    assert {one["name"]: (one["value"], one["origin"]) for one in told} == {
        "store": (str(huiyin.store), "--store"),
        "lang": ("en", "--lang"),
        "tz": ("Asia/Seoul", "HUIYIN_TZ"),
        "as": ("a:b", "huiyin.toml"),
        "attachments": (f"{huiyin.store}.files", "default"),
        "keys": (f"{huiyin.store}.keys", "default"),
        "journal": (f"{huiyin.store}.journal", "default"),
        "key": ("", "default"),
        "policy": ("", "default"),
        "read_only": ("no", "default"),
        "master": (f"{huiyin.store}.keys.master", "default"),
    }


def test_the_users_own_folder_comes_last(huiyin: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """cli.md: the user's config folder."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(huiyin.folder / "own"))
    (huiyin.folder / "own" / "huiyin").mkdir(parents=True)
    (huiyin.folder / "own" / "huiyin" / "huiyin.toml").write_text(
        'as = "own:x"\n[calendar]\nhours = ["08:00-12:00"]\n'
    )

    told = huiyin.run("config", "show", "--json").json["settings"]

    assert {"name": "as", "value": "own:x"} in told
    assert {"name": "calendar.hours", "value": "08:00-12:00"} in told


def test_what_an_office_has_set_is_told(huiyin: Terminal) -> None:
    """cli.md: config show."""
    (huiyin.folder / "huiyin.toml").write_text(
        '[lists."shift/service_centre"]\nduty_items = ["电话", "传真机"]\n'
        '[without]\n"consignment/jewellery" = ["settle-consignment", "sign-settlement"]\n',
        "utf-8",
    )

    told = huiyin.run("config", "show", "--json").json["settings"]

    assert {one["name"]: one["value"] for one in told if "/" in one["name"]} == {
        "lists.shift/service_centre.duty_items": "电话, 传真机",
        "without.consignment/jewellery": "settle-consignment, sign-settlement",
    }


@pytest.mark.parametrize(
    "settings",
    [
        "lang = ",
        "lang = 3",
        'colour = "red"',
        "calendar = 3",
        "limits = []",
        '[calendar]\nhours = "09:00-12:00"',
        '[calendar]\nhours = ["9-12"]',
        "[calendar]\nclosed = [3]",
        "[calendar]\nclosed = [2026-03-04T00:00:00]",
        "[calendar]\nweekdays = 5",
        '[limits]\nanswer = "P1D"',
        '[limits."complaint/moll"]\nanswer = "P1D"',
        '[limits."complaint/service_centre"]\nanswer = "three"',
        '[limits."complaint/service_centre"]\nnonsense = "P3D"',
        "lists = []",
        '[lists]\nduty_items = ["x"]',
        '[lists."shift/service_centre"]\nduty_items = "x"',
        '[lists."shift/service_centre"]\nduty_items = [3]',
        '[lists."shift/service_centre"]\nduty_items = ["x", "x"]',
        '[lists."shift/service_centre"]\nnonsense = ["x"]',
        'without = "x"',
        '[without]\n"consignment/jewellery" = "settle-consignment"',
        '[without]\n"consignment/jewellery" = ["count-goods"]',
        "\xff\xfe",
    ],
)
def test_broken_settings_are_told_in_a_line(huiyin: Terminal, settings: str) -> None:
    """cli.md: exit 9, bad configuration."""
    (huiyin.folder / "huiyin.toml").write_bytes(settings.encode("latin-1"))

    said = huiyin.run("open", "complaint/mall", *WANG, "--at", NINE)

    assert said.code == 9
    assert len(said.err.splitlines()) == 1
