import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from huiyin.workflow.language import ENGLISH
from huiyin.workflow.privacy.sqlite_keyring import SQLiteKeyring
from privacy.rings import Ring, access

REST = "at, 'li', what, cases, why, chained"


@pytest.fixture
def ring(tmp_path: Path) -> Ring:
    ring = Ring(tmp_path)
    with ring.opened() as keyring:
        for number in range(1, 6):
            keyring.log(access("show", f"C-{number}", "C-0", who=f"wang{number}:auditor"))
    return ring


def found(keyring: SQLiteKeyring, *seen: str) -> list[str]:
    return [ENGLISH.say(one) for one in keyring.damage(seen)]


def test_what_was_read_is_written_down_in_its_order(ring: Ring) -> None:
    """S001-t1-9: whose words were read, by whom, when."""
    with ring.opened() as keyring:
        lines = keyring.accesses()

        assert [one.id for one in lines] == [1, 2, 3, 4, 5]
        assert lines[1].cases == ("C-2", "C-0")
        assert lines[1].at == access().at
        assert [one.id for one in keyring.accesses(after=3)] == [4, 5]
        assert found(keyring, keyring.head()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accesses SET who = 'li:auditor'",
        "DELETE FROM accesses",
        f"INSERT OR REPLACE INTO accesses SELECT 1, {REST} FROM accesses WHERE id = 2",
    ],
)
def test_a_line_is_neither_changed_nor_taken_out(ring: Ring, statement: str) -> None:
    with closing(sqlite3.connect(ring.file)) as connection:
        connection.execute("PRAGMA recursive_triggers=ON")
        with pytest.raises(sqlite3.IntegrityError, match="as they were written"):
            connection.execute(statement)


@pytest.mark.parametrize(
    ("attack", "finding"),
    [
        ("UPDATE accesses SET who = 'li:auditor' WHERE id = 2", "line 2 is not what was written"),
        ("UPDATE accesses SET cases = '[]' WHERE id = 3", "line 3 is not what was written"),
        ("DELETE FROM accesses WHERE id = 4", "line 4 is missing"),
        ("DELETE FROM accesses WHERE id = 1", "line 1 is missing"),
        (
            f"INSERT INTO accesses SELECT 6, {REST} FROM accesses WHERE id = 5",
            "line 6 is not what was written",
        ),
        (
            "DELETE FROM accesses WHERE id = 2; UPDATE accesses SET id = id - 1 WHERE id > 2",
            "line 2 is not what was written",
        ),
    ],
)
def test_whoever_touches_the_log_is_found_out(ring: Ring, attack: str, finding: str) -> None:
    with ring.behind_its_back() as connection:
        connection.executescript(attack)

    with ring.opened() as keyring:
        assert found(keyring) == [f"accesses: {finding}"]


def test_an_end_that_was_cut_off_is_known_to_whoever_has_seen_it(ring: Ring) -> None:
    with ring.opened() as keyring:
        seen = keyring.head()
    with ring.behind_its_back() as connection:
        connection.execute("DELETE FROM accesses WHERE id > 3")

    with ring.opened() as keyring:
        assert found(keyring) == []
        assert found(keyring, seen) == ["accesses: there were 5 lines once and 3 are left"]
        keyring.log(access())
        keyring.log(access())
        assert found(keyring, seen) == [
            "accesses: the first 5 lines are not those that were written"
        ]
