"""Several processes on one store, and processes that die while they write."""

import json
import subprocess
import sys
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest

from store.samples import open_case, opened_at
from store.writer import WORK

TESTS = Path(__file__).parents[1]

Said = dict[str, Any]
Writer = subprocess.Popen[str]


@contextmanager
def writing(work: str, *arguments: str) -> Generator[Writer]:
    """Start a process that is ready to work and waits for `go`."""
    command = [sys.executable, "-m", "store.writer", WORK[work].__name__, *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=TESTS, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def go(*writers: Writer) -> None:
    """Let processes begin at the same time."""
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("go\n")
        writer.stdin.flush()


def all_said(writer: Writer) -> list[Said]:
    """Wait for the end of a process that must end well, and give what it said."""
    said, _ = writer.communicate(timeout=60)
    assert writer.returncode == 0
    return [json.loads(line) for line in said.splitlines()]


def together(count: int, work: str, *arguments: str) -> list[list[Said]]:
    """Let processes do the same work at the same time."""
    with ExitStack() as stack:
        writers = [stack.enter_context(writing(work, *arguments)) for _ in range(count)]
        go(*writers)
        return [all_said(writer) for writer in writers]


def alone(work: str, *arguments: str) -> list[Said]:
    return together(1, work, *arguments)[0]


def test_four_processes_make_one_store_and_draw_consecutive_numbers(address: str) -> None:
    said = together(4, "open_cases", address, "25")

    numbers = sorted(line["case"] for lines in said for line in lines)
    assert numbers == [f"C-2026-{number:06d}" for number in range(1, 101)]
    assert all(lines == sorted(lines, key=lambda line: line["case"]) for lines in said)
    assert list(opened_at(address).check()) == []


def test_of_conflicting_appends_exactly_one_wins_each_version(address: str) -> None:
    case = open_case(opened_at(address))

    said = together(4, "race", address, case, "60")

    winners = {line["won"]: line["by"] for lines in said for line in lines}
    assert sorted(line["won"] for lines in said for line in lines) == list(range(2, 61))
    recorded = opened_at(address).events(case)
    assert {e.version: e.event.person for e in recorded[1:]} == winners
    assert list(opened_at(address).check()) == []


def test_a_key_is_used_once_by_whichever_process(address: str) -> None:
    said = together(4, "race_for_a_key", address, "20")

    for lines in zip(*said, strict=True):
        winner = next(line["case"] for line in lines if line["won"])
        assert [line["kept"] for line in lines] == [winner] * 4
        assert sorted(line["case"] for line in lines) == [winner] + ["KeyTaken"] * 3
    assert len(opened_at(address).cases()) == 20


@pytest.mark.parametrize("round_", range(6))
def test_a_killed_process_leaves_every_acknowledged_step_and_no_half_of_one(
    address: str, round_: int
) -> None:
    chance = Random(round_)
    acknowledged: list[Said] = []

    for life in range(3):
        with writing("work_for_ever", address, f"{life}-") as writer:
            go(writer)
            acknowledged += read_then_kill(writer, chance)

    assert_whole(address, acknowledged)


def read_then_kill(writer: Writer, chance: Random) -> list[Said]:
    """Read some acknowledgements, let a moment pass that no clock chose, and kill -9."""
    assert writer.stdout
    lines = [writer.stdout.readline() for _ in range(chance.randrange(1, 30))]
    for _ in range(chance.randrange(20_000)):
        pass
    writer.kill()
    lines += writer.stdout.readlines()
    return [json.loads(line) for line in lines if line.endswith("\n")]


def assert_whole(address: str, acknowledged: list[Said]) -> None:
    store = opened_at(address)
    assert list(store.check()) == []
    for said in acknowledged:
        versions = {told.version: told.event.key for told in store.events(said["case"])}
        assert said["version"] in versions
        kept = store.kept(said["key"])
        assert kept
        assert json.loads(kept.answer) == {"case": said["case"], "key": said["key"]}
    for case in store.cases():
        first, _, *rest = store.events(case)
        assert all(store.kept(told.event.key) for told in (first, *rest))
        assert [due.deadline for due in store.agenda() if due.case == case] == [
            "call" if rest else "answer"
        ]
    keys = {told.event.key for told in store.read(limit=10_000)} - {""}
    assert {said["key"] for said in acknowledged} <= keys


def test_a_full_disk_is_told_and_hurts_nothing(file: str) -> None:
    *written, full, after = alone("fill_the_disk", file)

    assert written
    assert full["full"].startswith(f"{file}: the disk ")
    assert after == {"after": f"C-2026-{len(written) + 2:06d}", "damage": []}
    assert len(opened_at(file).cases()) == len(written) + 2


def test_a_store_cannot_be_taken_through_a_fork(file: str) -> None:
    child, parent = alone("fork", file)

    assert child == {"child": f"{file}: open the store behind the fork, not before it"}
    assert parent == {"parent": "C-2026-000002", "status": 0, "damage": []}


def test_a_store_on_a_server_is_opened_anew_behind_a_fork(office: str) -> None:
    child, parent = alone("fork", office)

    assert child == {"child": "C-2026-000002"}
    assert parent == {"parent": "C-2026-000003", "status": 0, "damage": []}


def test_a_child_does_not_end_the_session_of_its_parent(office: str) -> None:
    child, parent = alone("keep_a_session", office)

    assert child == {"child": "C-2026-000001"}
    assert parent == {"same": True}


def test_twenty_four_processes_may_start_on_a_server_at_once(office: str) -> None:
    said = together(24, "open_cases", office, "1")

    numbers = sorted(line["case"] for lines in said for line in lines)
    assert numbers == [f"C-2026-{number:06d}" for number in range(1, 25)]
    assert list(opened_at(office).check()) == []


def test_readers_under_eight_writers_miss_nothing_and_keep_the_order(address: str) -> None:
    with ExitStack() as stack:
        writers = [stack.enter_context(writing("open_cases", address, "40")) for _ in range(8)]
        readers = [stack.enter_context(writing("tail", address, "320")) for _ in range(2)]
        go(*readers, *writers)
        written = [line["case"] for writer in writers for line in all_said(writer)]
        seen = [all_said(reader) for reader in readers]

    assert len(written) == 320
    for lines in seen:
        assert [line["position"] for line in lines] == list(range(1, 321))
        assert sorted(line["case"] for line in lines) == sorted(written)
