"""cli.md: `due` and `tick`, and the register that agrees with them."""

import sqlite3

from terminal import Terminal

WANG = ("--as", "wang:receptionist")


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
