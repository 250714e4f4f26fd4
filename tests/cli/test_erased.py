"""A person from his first case to his erasure, in real processes: what is left of him."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from terminal import Said, Terminal

NAME, PHONE = "欧阳若曦", "13987654321"
CASE = "C-2026-000001"
KILLED = """
import os, signal, sys
from huiyin.cli.main import run
from huiyin.workflow.privacy.ring_file import RingFile
from huiyin.workflow.store.sqlite import SQLiteStore

moment, count = int(sys.argv[1]), 0

def counting(old):
    def counted(*args, **more):
        global count
        count += 1
        if count == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return old(*args, **more)
    return counted

for owner, name in ((SQLiteStore, "append"), (RingFile, "transaction"), (RingFile, "shred")):
    setattr(owner, name, counting(getattr(owner, name)))
sys.exit(run(sys.argv[2:]))
"""
ERASE = (
    *("subject", "erase", "--name", NAME, "--phone", PHONE),
    *("--as", "li:cs_staff", "--reason", "asked for"),
)


def lines() -> str:
    """Two complaints, his and another's, from their opening to their end."""
    told = []
    for alias, name, phone in (("@his", NAME, PHONE), ("@hers", "周敏", "137")):
        words = {"name": name, "phone": phone, "matter": "收银排队", "channel": "web"}
        form = {**words, "content": f"{name}等了半小时", "severity": "general"}
        answer = {"contact_mode": "phone", "process": "已致电", "result": "已增开收银台"}
        for hour, step, filled in (
            (9, {"open": "complaint/mall"}, form),
            (10, {"do": "handle-directly"}, {}),
            (11, {"do": "reply"}, answer),
            (12, {"do": "close"}, {}),
        ):
            at = f"2026-03-02T{hour:02d}:00:00+08:00"
            who = {"case": alias, "as": "wang:receptionist", "at": at}
            told.append({**step, **who, "form": filled})
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office in which he was registered, read of, proved and counted; all of it signed."""
    huiyin = Terminal(tmp_path_factory.mktemp("office"))
    done(huiyin("play", "-", stdin=lines()))
    (huiyin.folder / "huiyin.toml").write_text('key = "signer.key"\nlang = "en"\n', "utf-8")
    done(huiyin("key", "new", "signer.key"))
    done(huiyin("checkpoint", "--note", "mine.note"))
    done(huiyin("projections", "rebuild"))
    return huiyin.folder


@pytest.fixture
def huiyin(lived: Path, tmp_path: Path) -> Terminal:
    folder = tmp_path / "office"
    shutil.copytree(lived, folder)
    return Terminal(folder)


def done(said: Said) -> Said:
    assert said.code == 0, said.err
    return said


def read_everything(huiyin: Terminal, folder: Path) -> str:
    """Print, export and show all that shows customers; give everything that was said."""
    folder.mkdir()
    said = [
        huiyin("register", "complaints", "--json"),
        huiyin("register", "complaints", "-o", str(folder / "register.xlsx")),
        huiyin("register", "first-contact", "-o", str(folder / "register.html")),
        huiyin("register", "complaints", "--at", "2026-03-02"),
        huiyin("export", "ocel-json", "--with-personal", "-o", str(folder / "log.json")),
        huiyin("export", "xes", "--with-personal", "-o", str(folder / "log.xes")),
        huiyin("show", CASE, "--json"),
        huiyin("show", CASE, "--version", "1"),
        huiyin("history", CASE),
        huiyin("trail", "--json"),
        huiyin("handovers"),
        huiyin("holders"),
        huiyin("subject", "show", CASE),
        huiyin("subject", "accesses"),
    ]
    return "".join(done(one).out + one.err for one in said)


def holding(folder: Path) -> list[str]:
    """Name the files in which his name or his number stands."""
    words = (NAME.encode(), PHONE.encode(), json.dumps(NAME)[1:-1].encode())
    files = [one for one in folder.rglob("*") if one.is_file()]
    return [one.name for one in files if any(word in one.read_bytes() for word in words)]


def proofs_hold(folder: Path) -> bool:
    command: list[str | Path] = [sys.executable, "-I", folder / "verify.py"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_after_his_erasure_he_is_named_nowhere_and_all_else_is_as_it_was(
    huiyin: Terminal, tmp_path: Path
) -> None:
    before = read_everything(huiyin, tmp_path / "before")
    counted = done(huiyin("report", "monthly-complaints", "--month", "2026-03", "--json"))
    done(huiyin("prove", CASE, "-o", str(tmp_path / "proofs")))
    assert NAME in before
    assert set(holding(tmp_path / "before")) >= {"register.html", "log.json", "log.xes"}
    assert holding(huiyin.folder) == []

    done(huiyin(*ERASE))

    after = read_everything(huiyin, huiyin.folder / "after")
    assert NAME not in after
    assert PHONE not in after
    assert "周敏" in after
    assert holding(huiyin.folder) == []
    assert proofs_hold(tmp_path / "proofs")
    again = done(huiyin("report", "monthly-complaints", "--month", "2026-03", "--json"))
    assert figures(again) == figures(counted)
    done(huiyin("checkpoint"))
    verdict = done(huiyin("verify", "--since", "mine.note", "--json")).json
    assert verdict["result"] == "sound"
    done(huiyin("prove", CASE, "-o", str(tmp_path / "later")))
    assert proofs_hold(tmp_path / "later")
    done(huiyin("store", "check"))


def figures(said: Said) -> dict[str, object]:
    """Give what was counted, without how far the log had come."""
    return {name: value for name, value in said.json.items() if name not in ("position", "as_of")}


@pytest.mark.parametrize("moment", [3, 6, 7])
def test_an_erasure_that_was_killed_is_completed_by_asking_again(
    huiyin: Terminal, moment: int
) -> None:
    command = [sys.executable, "-c", KILLED, str(moment), "--store", str(huiyin.store), *ERASE]
    killed = subprocess.run(command, cwd=huiyin.folder, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL

    again = huiyin(*ERASE)
    if again.code == 3:  # what names him is gone, and so is his key; only the end was missing
        again = huiyin(*ERASE[:2], CASE, *ERASE[6:])

    done(again)
    assert "erased" in done(huiyin("subject", "list")).out
    assert NAME not in done(huiyin("show", CASE)).out
    assert len(done(huiyin("history", CASE, "--json")).json["events"]) == 5
    done(huiyin("checkpoint"))
    assert done(huiyin("verify", "--json")).json["result"] == "sound"
