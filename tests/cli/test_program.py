"""The program as a shell sees it: start-up, exit codes, pipes, terminals, signals."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from terminal import HUIYIN, Terminal

WANG = ("--as", "wang:receptionist")
PATIENCE = 20
HEAVY = {"pydantic", "eventsourcing", "rich", "holidays", "transitions"}


def loaded_by(*arguments: str) -> set[str]:
    """Name the libraries that a run has loaded, over those that were there before it."""
    tell = (
        "import sys, atexit\n"
        "tops = lambda: {name.partition('.')[0] for name in sys.modules}\n"
        "before = tops()\n"
        "atexit.register(lambda: print(*tops() - before, file=sys.stderr))\n"
        f"sys.argv = ['huiyin', *{arguments!r}]\n"
        "from huiyin.cli.main import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_the_version_is_told_before_anything_is_loaded() -> None:
    """cli.md: nothing heavy is imported before it is needed; performance 10."""
    loaded = loaded_by("--version")

    assert not loaded & (HEAVY | {"click", "tomllib", "zoneinfo"})


def test_help_loads_nothing_heavy() -> None:
    """cli.md: start-up; performance 10."""
    assert not loaded_by("--help") & HEAVY


def test_the_settings_are_shown_without_the_store() -> None:
    """cli.md: nothing heavy is imported before it is needed."""
    assert not loaded_by("completion", "bash") & (HEAVY - {"pydantic"})


def test_a_register_needs_no_drawing_library(huiyin: Terminal) -> None:
    """cli.md: rich is for tables on a terminal."""
    huiyin.opened()

    assert "rich" not in loaded_by("--store", str(huiyin.store), "due")


def test_alone_it_prints_its_help(huiyin: Terminal) -> None:
    """cli.md: the commands in the order of the documentation."""
    said = huiyin()

    assert said.code == 0
    assert said.out.index("  demo ") < said.out.index("  open ") < said.out.index("  config ")


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (("dew",), 2, "Did you mean due?"),
        (("due", "--ta", "x"), 2, "--at"),
        (("--lang", "fr", "due"), 2, "en"),
        (("--tz", "Mars/Olympus", "due"), 9, "Asia/Shanghai"),
        (("due", "\udcff"), 2, "UTF-8"),
        (("--store", "mysql://u:secret@h/x", "due"), 9, "memory:"),
        (("--store", "", "due"), 9, "path"),
        (("due",), 12, "huiyin.db"),
        (("play", "nowhere.jsonl"), 2, "nowhere.jsonl"),
        (("procedure", "lst"), 2, "list"),
    ],
)
def test_what_is_wrong_is_said_on_stderr_with_its_code(
    huiyin: Terminal, arguments: tuple[str, ...], code: int, hint: str
) -> None:
    """cli.md: 2 usage, 9 configuration, 12 store unavailable; never a traceback."""
    said = huiyin(*arguments)

    assert said.code == code
    assert hint in said.err
    assert "Traceback" not in said.err
    assert "secret" not in said.err
    assert said.out == ""


def test_a_store_that_is_none_is_told_in_a_line(huiyin: Terminal) -> None:
    """Issue 2: wrong store, a folder, a corrupt or foreign file: one clear line, exit 12."""
    (huiyin.folder / "text.db").write_text("no database " * 100)
    (huiyin.folder / "folder").mkdir()

    for store in ("text.db", "folder", "nowhere/x.db", "nothing.db"):
        said = huiyin("--store", store, "due")

        assert said.code == 12, said
        assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    "command",
    [
        *("show C-1", "history C-1", "next C-1", "why C-1 close", "why-due C-1", "trail", "due"),
        *("register complaints", "tick", "do C-1 close --as li:cs_staff", "store check"),
        "projections status",
    ],
)
@pytest.mark.parametrize("empty", [False, True])
def test_no_store_yet_is_told_with_what_makes_one(
    huiyin: Terminal, command: str, empty: bool
) -> None:
    """cli.md: exit 12; a newcomer is told how to begin."""
    if empty:
        huiyin.store.touch()

    said = huiyin.run(*command.split())

    assert said.code == 12
    (line,) = said.err.splitlines()
    assert line == (
        f"huiyin: there is no store at {huiyin.store} yet; "
        "`huiyin store init` or `huiyin open` makes one"
    )


def test_no_store_yet_is_told_in_chinese(huiyin: Terminal) -> None:
    """cli.md: --lang zh."""
    said = huiyin("--lang", "zh", "due")

    assert "还没有存储" in said.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look everywhere")
def test_a_store_that_may_not_be_seen_is_not_called_missing(huiyin: Terminal) -> None:
    """cli.md: exit 12; what is not allowed is not the same as what is not there."""
    (huiyin.folder / "closed").mkdir(mode=0)

    said = huiyin("--store", "closed/cases.db", "due")

    assert said.code == 12
    assert "not allowed" in said.err


def test_counts_are_told_without_a_plural(huiyin: Terminal) -> None:
    """Style 12: one line, and nothing is called "1 lines"."""
    (huiyin.folder / "one.jsonl").write_text("{}\n")

    said = huiyin("play", "one.jsonl")

    assert said.err == "refused lines: 1\n"


def test_a_file_that_was_cut_short_is_told_in_a_line(huiyin: Terminal) -> None:
    """Issue 2: corrupt file; never a traceback."""
    for _ in range(3):
        huiyin.opened()
    whole = huiyin.store.read_bytes()
    huiyin.store.write_bytes(whole[: len(whole) // 3] + b"\0" * 4096)

    for command in (("due",), ("trail",), ("register", "complaints"), ("store", "check")):
        said = huiyin(*command)

        assert said.code in (7, 9, 12), said
        assert "Traceback" not in said.err


@pytest.mark.skipif(os.name == "nt", reason="/dev/full")
@pytest.mark.parametrize("asked", ["due", "--version"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_behind_stdout_is_told(huiyin: Terminal, asked: str, unbuffered: str) -> None:
    """Issue 2: full disk; one clear line."""
    huiyin.opened()
    place = [] if asked == "--version" else ["--store", str(huiyin.store)]

    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [HUIYIN, *place, asked],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            check=False,
        )

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_closed_stdout_is_told_before_anything_is_done(huiyin: Terminal) -> None:
    """Bad input changes nothing: a step whose answer nobody can read is not taken."""
    number = huiyin.opened()
    step = f"do {number} handle-directly --as wang:receptionist --at 2026-03-02T09:30:00+08:00"
    line = f"{HUIYIN} --store {huiyin.store} {step} >&-"

    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr == "huiyin: there is no standard output to answer on\n"
    assert huiyin("show", number, "--json").json["version"] == 1


@pytest.mark.parametrize("command", ["trail", "trail --json", "procedure show complaint/realty"])
def test_whoever_reads_may_leave_early(huiyin: Terminal, command: str) -> None:
    """cli.md: `| head` ends quietly."""
    huiyin.opened()
    read, write = os.pipe()
    os.close(read)

    done = subprocess.run(
        [HUIYIN, "--store", str(huiyin.store), *command.split()],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)

    assert done.stderr == ""
    assert done.returncode == 0
