"""cli.md: `register`, `trail`, `due`, `tick`, `projections`, `store`, `config`."""

import sqlite3

import pytest

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


def test_overdue_is_an_exit_code_where_that_is_asked_for(huiyin: Terminal) -> None:
    """cli.md: exit 8, overdue found (`due --fail-on overdue`)."""
    huiyin.opened(procedure="complaint/service_centre")

    early = huiyin.run("due", "--at", "2026-03-03", "--fail-on", "overdue", "--json")
    late = huiyin.run("due", "--at", "2026-03-09", "--fail-on", "overdue", "--json")

    assert (early.code, early.json["deadlines"][0]["overdue"]) == (0, False)
    assert (late.code, late.json["deadlines"][0]["overdue"]) == (8, True)
    assert huiyin.run("due", "--at", "2026-03-03", "--overdue", "--json").json["deadlines"] == []


def test_a_tick_records_a_lapse_once(huiyin: Terminal) -> None:
    """S004-p7-first-5.3: what is not answered in three days is noted."""
    case = huiyin.opened(procedure="complaint/service_centre")
    tick = ("tick", "--now", "2026-03-06T00:00:00+08:00", "--json")

    first, second = huiyin.run(*tick).json, huiyin.run(*tick).json

    assert first["lapsed"] == [
        {
            "case": case,
            "deadline": "answer",
            "event": "DeadlineLapsed",
            "events": ["DeadlineLapsed", "FirstContactBreachNoted"],
        }
    ]
    assert second["lapsed"] == []


def test_what_a_tick_cannot_record_is_told(huiyin: Terminal) -> None:
    """Settled 5: the clock writes nothing before a case's last event; never silently."""
    case = huiyin.opened(procedure="complaint/service_centre")
    dispatch = ("do", case, "dispatch", *WANG, "--at", "2026-03-07 09:00", "department=工程部")
    assert huiyin.run(*dispatch, "due_at=2026-03-09 12:00").code == 0

    said = huiyin.run("tick", "--now", "2026-03-06 01:00")

    assert said.code == 0
    assert said.err == (
        f"{case}: the lapse of answer has not been recorded: "
        "its last event is of 2026-03-07 09:00, later than the tick\n"
    )
    assert huiyin.run("tick", "--now", "2026-03-07 09:00").err == ""


def test_a_tick_names_the_case_that_cannot_be_read(huiyin: Terminal) -> None:
    """Architecture 5: what is damaged stops nobody, and is said."""
    first, second = (huiyin.opened(procedure="complaint/service_centre") for _ in range(2))
    with sqlite3.connect(huiyin.store) as file:
        triggers = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            file.execute(f"DROP TRIGGER {name}")
        file.execute("UPDATE stored_events SET topic = 'X@1' WHERE originator_id = ?", [first])
    file.close()

    said = huiyin.run("tick", "--now", "2026-03-06 01:00", "--json")

    assert [one["case"] for one in said.json["lapsed"]] == [second]
    (line,) = said.err.splitlines()
    assert line.startswith(f"{first}: the lapse of answer has not been recorded: the case cannot")


def test_the_register_agrees_with_what_is_due(huiyin: Terminal) -> None:
    """Settled 1: overdue is what runs and is over now; what was missed is told beside it."""
    case = huiyin.opened(procedure="complaint/service_centre", severity="serious")
    late = ("--as", "wang:cs_staff", "--at", "2026-03-02 10:00", "recipients=director")
    assert huiyin.run("do", case, "escalate", *late, "report=r").code == 0
    columns = "overdue,overdue_deadlines,missed,missed_deadlines"

    def told(at: str) -> tuple[dict[str, object], list[str]]:
        register = ("register", "complaints", "--columns", columns, "--at", at, "--json")
        due = huiyin.run("due", "--overdue", "--at", at, "--json").json["deadlines"]
        return huiyin.run(*register).json["rows"][0], [one["deadline"] for one in due]

    row, due = told("2026-03-04")
    assert (row["overdue"], row["overdue_deadlines"], due) == (False, [], [])
    assert (row["missed"], row["missed_deadlines"]) == (True, ["escalation"])
    row, due = told("2026-03-06")
    assert (row["overdue"], row["overdue_deadlines"]) == (True, due)
    assert row["missed_deadlines"] == ["escalation", *due]


def test_due_instants_at_midnight_are_the_end_of_their_day(huiyin: Terminal) -> None:
    """S004-p7-visit-2b: 24:00 of the third day for people, the exact instant as data."""
    huiyin.opened(procedure="complaint/service_centre")
    columns = ("--columns", "no,next_due_at")

    register = huiyin.run("register", "complaints", *columns).out
    due = huiyin.run("due", "--at", "2026-03-03").out
    data = huiyin.run("register", "complaints", *columns, "-f", "csv").out
    found = huiyin.run("register", "complaints", "--where", "next_due_at=2026-03-05", "--json")
    huiyin.run("tick", "--now", "2026-03-06 01:00")
    trail = huiyin.run("trail").out

    assert ["2026-03-05 24:00" in one for one in (register, due, trail)] == [True] * 3
    assert "2026-03-06T00:00:00+08:00" in data
    assert len(found.json["rows"]) == 1


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
        "\xff\xfe",
    ],
)
def test_broken_settings_are_told_in_a_line(huiyin: Terminal, settings: str) -> None:
    """cli.md: exit 9, bad configuration."""
    (huiyin.folder / "huiyin.toml").write_bytes(settings.encode("latin-1"))

    said = huiyin.run("open", "complaint/mall", *WANG, "--at", NINE)

    assert said.code == 9
    assert len(said.err.splitlines()) == 1
