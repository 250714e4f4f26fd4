"""Several processes read one log into one register, and any of them may be killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from huiyin.projections.kept import Kept
from huiyin.projections.registers.complaints import COMPLAINTS
from huiyin.workflow.store import Store, open_store
from registers import COMPLAINT, RULES, as_bytes
from spec import at, desk_of

CATCH_UP = """
import sys
from huiyin.domain.office import rulebook
from huiyin.projections import kept
from huiyin.projections.registers.complaints import COMPLAINTS
from huiyin.workflow.store import open_store

kept.PAGE = int(sys.argv[2])
store = open_store(sys.argv[1], registry=rulebook().registry())
print("ready", flush=True)
sys.stdin.readline()
register = kept.Kept(store, COMPLAINTS.projection)
getattr(register, sys.argv[3])(lambda position: print(position, flush=True))
"""


def log_of(file: str, number: int) -> Store:
    """Write a log of so many complaints, each with two events and a correction."""
    with desk_of(RULES, store=file) as desk:
        for _ in range(number):
            case = desk.open(
                "complaint/mall", "wang:receptionist", at=at("2026-03-02 09:00"), form=COMPLAINT
            ).case
            desk.perform(case, "handle-directly", "wang:receptionist", at=at("2026-03-02 10:00"))
    return open_store(file, registry=RULES.registry())


def reader(file: str, page: int, does: str = "catch_up") -> subprocess.Popen[str]:
    """Start a process that waits for a line before it reads."""
    started = subprocess.Popen(
        [sys.executable, "-c", CATCH_UP, file, str(page), does],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout
    assert started.stdout.readline() == "ready\n"
    return started


def go(started: subprocess.Popen[str]) -> None:
    assert started.stdin
    started.stdin.write("go\n")
    started.stdin.flush()


def test_two_processes_catch_up_at_once(file: str) -> None:
    """Architecture 5: exactly once, whoever reads beside."""
    store = log_of(file, 60)
    both = [reader(file, page=3) for _ in range(2)]

    for one in both:
        go(one)
    for one in both:
        one.communicate(timeout=60)

    kept = Kept(store, COMPLAINTS.projection)
    assert [one.returncode for one in both] == [0, 0]
    assert kept.status().behind == 0
    assert as_bytes(kept.table()) == as_bytes(kept.as_of())
    store.close()


def test_one_rebuilds_while_others_catch_up_and_rebuild(file: str) -> None:
    """Architecture 5: rebuilding happens beside the live table."""
    store = log_of(file, 40)
    all_of_them = [reader(file, 3, does) for does in ("catch_up", "rebuild", "rebuild")]

    for one in all_of_them:
        go(one)
    for one in all_of_them:
        one.communicate(timeout=60)

    kept = Kept(store, COMPLAINTS.projection)
    assert [one.returncode for one in all_of_them] == [0, 0, 0]
    assert as_bytes(kept.table()) == as_bytes(kept.as_of())
    store.close()


def test_whoever_is_killed_leaves_rows_that_are_true_for_their_position(
    file: str, tmp_path: Path
) -> None:
    """Architecture 5: exactly once, whatever is killed."""
    store = log_of(file, 60)
    seen = set[int]()
    for pause in (0.0, 0.002, 0.005, 0.01, 0.02):
        store.drop_view(COMPLAINTS.projection.table)
        started = reader(file, page=1)
        go(started)
        assert started.stdout
        started.stdout.readline()
        time.sleep(pause)
        os.kill(started.pid, signal.SIGKILL)
        started.communicate()

        position, rows = store.view(COMPLAINTS.projection.table).snapshot()
        kept = list(rows)
        seen.add(position)
        assert kept == list(Kept(store, COMPLAINTS.projection).as_of(position=position).rows)

        whole = as_bytes(Kept(store, COMPLAINTS.projection).table())
        assert whole == as_bytes(Kept(store, COMPLAINTS.projection).as_of())
    assert any(0 < position < store.position() for position in seen)
    store.close()
