"""What is kept beside the log, held against the log."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

import pytest

from huiyin.domain.office import rulebook
from huiyin.projections.agreement import Agreement
from huiyin.projections.every import every
from huiyin.projections.stray import Disagreement, Stray
from huiyin.workflow.desk import Desk
from registers import cases, handled, office, registered, to_department
from spec import desk_of

ROW = "FROM view_rows WHERE key = ? AND view = (SELECT id FROM views WHERE name LIKE ? || '@%')"
Deed = Callable[[sqlite3.Connection], object]
FIRST, THIRD = "C-2026-000001", "C-2026-000003"


@pytest.fixture
def desk(tmp_path: Path) -> Generator[Desk]:
    """Two cases in hand and one that has been handled, every register caught up."""
    with desk_of(rulebook(), store=str(tmp_path / "cases.db")) as desk:
        cases(desk, 2)
        handled(office(desk, "property"))
        for kept in every(desk.store, desk.rulebook).values():
            kept.catch_up()
        desk.open_cases("complaint/mall")
        yield desk


def strays(desk: Desk, case: str = "") -> list[Stray]:
    return list(Agreement(desk.store, desk.rulebook).strays(case))


def said(desk: Desk) -> list[tuple[Disagreement, str, str]]:
    return [(one.kind, one.register, one.key) for one in strays(desk)]


def test_what_is_kept_is_what_the_log_says(desk: Desk) -> None:
    assert strays(desk) == []
    assert len(desk.store.views()) == 14


def test_registers_that_are_behind_are_no_damage(desk: Desk) -> None:
    cases(desk, 2)
    office(desk, "mall").through(registered())

    assert strays(desk) == []


def edit(connection: sqlite3.Connection) -> None:
    place = (FIRST, "complaint_register")
    (text,) = connection.execute(f"SELECT row {ROW}", place).fetchone()
    row = json.loads(text) | {"state": "closed"}
    where = ROW.removeprefix("FROM view_rows ")
    connection.execute(f"UPDATE view_rows SET row = ? {where}", (json.dumps(row), *place))


def spoil(connection: sqlite3.Connection) -> None:
    """Leave something in the place of a row that nobody can read."""
    where = ROW.removeprefix("FROM view_rows ")
    connection.execute(f"UPDATE view_rows SET row = '{{' {where}", (FIRST, "due_list"))


def empty(connection: sqlite3.Connection) -> None:
    where = ROW.removeprefix("FROM view_rows ")
    connection.execute(f"UPDATE view_rows SET row = '[]' {where}", (FIRST, "statistics"))


def drop(connection: sqlite3.Connection) -> None:
    connection.execute(f"DELETE {ROW}", (FIRST, "custody"))


def add(connection: sqlite3.Connection) -> None:
    (view,) = connection.execute(
        "SELECT id FROM views WHERE name LIKE 'repair_register@%'"
    ).fetchone()
    connection.execute("INSERT INTO view_rows VALUES (?, 'R-2026-000009', '{}')", (view,))


def close(connection: sqlite3.Connection) -> None:
    """Let a case look ended to the steps that look open cases up."""
    connection.execute(f"DELETE {ROW}", (FIRST, "standing"))


def park(connection: sqlite3.Connection) -> None:
    (view,) = connection.execute(
        "SELECT id FROM views WHERE name LIKE 'complaint_register@%'"
    ).fetchone()
    waits = {FIRST: {"position": 1, "version": 1, "event": "", "reason": "x", "keys": [FIRST]}}
    row = json.dumps(waits)
    connection.execute("INSERT INTO view_rows VALUES (?, '!parked', ?)", (view, row))


def run_ahead(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE views SET position = 99 WHERE name LIKE 'complaint_register@%'")


def forget_a_deadline(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM agenda")


def put_a_deadline_off(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE agenda SET due_at = due_at + 86400000000")


def remember_a_deadline(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO agenda (case_number, deadline, due_at) VALUES ('C-2026-000009', 'x', 1)"
    )


ATTACKS: dict[Deed, tuple[Disagreement, str, str]] = {
    edit: (Disagreement.ALTERED, "complaint_register", FIRST),
    spoil: (Disagreement.ALTERED, "due_list", FIRST),
    empty: (Disagreement.ALTERED, "statistics", FIRST),
    drop: (Disagreement.MISSING, "custody", FIRST),
    add: (Disagreement.ADDED, "repair_register", "R-2026-000009"),
    close: (Disagreement.MISSING, "standing", FIRST),
    park: (Disagreement.ALTERED, "complaint_register", FIRST),
    run_ahead: (Disagreement.AHEAD, "complaint_register", ""),
    forget_a_deadline: (Disagreement.MISSING, "agenda", "C-2026-000004 work"),
    put_a_deadline_off: (Disagreement.ALTERED, "agenda", "C-2026-000004 work"),
    remember_a_deadline: (Disagreement.ADDED, "agenda", "C-2026-000009"),
}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.__name__)
def test_a_kept_row_that_somebody_changed_is_named(desk: Desk, attack: Deed) -> None:
    """Auditing 1, step 7: the register and the key."""
    to_department(desk)
    with closing(sqlite3.connect(desk.store.url, isolation_level=None)) as connection:
        attack(connection)

    found = said(desk)

    kind, register, key = ATTACKS[attack]
    assert (kind, key) in [(one, its) for one, _, its in found]
    assert all(name.startswith(register) for _, name, _ in found)


def test_one_case_is_looked_at_alone(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.store.url, isolation_level=None)) as connection:
        edit(connection)

    assert [str(one.says) for one in strays(desk, FIRST)] == [
        f"the row of {FIRST} is another one in state"
    ]
    assert strays(desk, THIRD) == []


def test_a_case_that_cannot_be_read_is_told_and_the_others_are_compared(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.store.url, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER stored_events_no_update")
        connection.execute("UPDATE stored_events SET topic = 'X@1' WHERE notification_id = 1")
        drop(connection)

    assert said(desk) == [(Disagreement.UNREADABLE, "", FIRST)]
