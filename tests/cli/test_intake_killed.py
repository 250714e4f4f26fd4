"""Whatever is killed in the middle of a sheet: run again, every row has happened once."""

import os
import subprocess
from random import Random

import pytest

from huiyin.domain.office import open_desk
from terminal import HUIYIN, NINE, Terminal

ROWS = 500
INTAKE = (
    *("intake", "day.csv", "--open", "complaint/mall", "--as", "wang:receptionist"),
    *("--at", NINE, "--json"),
)


def started(huiyin: Terminal) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [HUIYIN, *INTAKE],
        cwd=huiyin.folder,
        env=os.environ | {"HOME": str(huiyin.folder)},
        stdout=subprocess.DEVNULL,
    )


def contents(huiyin: Terminal) -> list[object]:
    """Give what the opened complaints say, in the order of their numbers."""
    with open_desk(str(huiyin.store), create=False) as desk:
        assert list(desk.store.check()) == []
        return [
            desk.case(number).latest("content", "ComplaintRegistered")
            for number in desk.store.cases()
        ]


def killed_behind(huiyin: Terminal, wanted: int) -> None:
    """Start it, and kill -9 as soon as so many rows have been seen to be there."""
    process = started(huiyin)
    while process.poll() is None and opened(huiyin) < wanted:
        pass
    process.kill()
    process.wait()


@pytest.mark.parametrize("round_", range(3))
def test_after_kill_9_every_row_happens_once(huiyin: Terminal, round_: int) -> None:
    """Issue 3: keys so that a rerun is a no-op."""
    chance = Random(round_)
    rows = [f"周敏,137,parking,row {number},phone,general" for number in range(ROWS)]
    lines = ["name,phone,matter,content,channel,severity", *rows, rows[0]]
    (huiyin.folder / "day.csv").write_text("\n".join(lines), "utf-8")

    for _ in range(3):
        killed_behind(huiyin, opened(huiyin) + chance.randrange(1, 30))
    assert 3 <= opened(huiyin) < ROWS

    said, again = huiyin.run(*INTAKE), huiyin.run(*INTAKE)

    expected = [f"row {number}" for number in range(ROWS)]
    assert contents(huiyin) == [*expected, "row 0"]
    assert [row["case"] for row in said.json["rows"]] == [row["case"] for row in again.json["rows"]]
    assert {row["result"] for row in again.json["rows"]} == {"again"}


def opened(huiyin: Terminal) -> int:
    """Count the cases that are there; none before there is a store."""
    if not huiyin.store.exists():
        return 0
    with open_desk(str(huiyin.store)) as desk:
        return desk.store.position()
