"""Everything that an auditor carries away, and whatever is done to it is found without huiyin.

`verify.py` runs by itself, in a Python that sees nothing but its own library and no environment.
"""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from terminal import Said, Terminal

SECOND = "C-2026-000002"
TOOLS = all(map(shutil.which, ("openssl", "sha256sum", "sed")))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """Three complaints and a refusal under checkpoints of 2 and 5 leaves."""
    huiyin = Terminal(tmp_path_factory.mktemp("office"))
    huiyin.opened()
    huiyin.opened()
    signer = str(huiyin.folder / "signer.key")
    assert huiyin.run("key", "new", signer).code == 0
    assert huiyin.run("checkpoint", "--key", signer).code == 0
    act(huiyin, SECOND, "handle-directly")
    assert act(huiyin, SECOND, "close").code == 4
    huiyin.opened()
    assert huiyin.run("checkpoint", "--key", signer).code == 0
    return huiyin


def act(huiyin: Terminal, case: str, step: str) -> Said:
    return huiyin.run("do", case, step, "--as", "wang:receptionist", "--at", "2026-03-02 10:00")


@pytest.fixture(scope="module")
def whole(office: Terminal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(office, tmp_path_factory.mktemp("bundle") / "whole")


def exported(office: Terminal, place: Path, *more: str) -> Path:
    said = office.run("export", "bundle", "-o", str(place), *more)
    assert said.code == 0, said.err
    return place


@pytest.fixture
def bundle(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "bundle"))


def verify(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(folder / "verify.py"), *more]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, env={}, cwd="/"
    )


def test_a_bundle_is_sound_without_huiyin(bundle: Path) -> None:
    done = verify(bundle)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-6:] == [
        "ok     2.note: a ledger of size 2",
        "ok     5.note: a ledger of size 5",
        "ok     5 leaves read, 5 with what was recorded",
        "ok     the ledger of size 5 begins with that of size 2",
        "ok     3 cases with their copies",
        "sound: this is what was recorded and signed",
    ]


def test_the_same_log_gives_the_same_bytes(office: Terminal, whole: Path, tmp_path: Path) -> None:
    first, second = (exported(office, tmp_path / name) for name in ("1.zip", "2.zip"))

    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as zipped:
        zipped.extractall(tmp_path)
    there = tmp_path / "bundle"
    names = {one.relative_to(there) for one in there.rglob("*")}
    assert names == {one.relative_to(whole) for one in whole.rglob("*")}
    assert all(
        (there / one).read_bytes() == (whole / one).read_bytes()
        for one in names
        if (there / one).is_file()
    )
    assert verify(there).returncode == 0


def test_copies_tell_in_both_languages_what_happened_and_not_to_whom(bundle: Path) -> None:
    case = (bundle / "cases" / f"{SECOND}.md").read_text("utf-8")
    copy = json.loads((bundle / "cases" / f"{SECOND}.json").read_bytes())

    assert "wang（客服前台接待员）立案：“登记”" in case
    assert "wang (front-desk receptionist) opened the case" in case
    assert [one["event"] for one in copy["events"]] == ["ComplaintRegistered", "HandledByReceiver"]
    assert copy["events"][0]["form"]["matter"] == "收银排队"
    assert "被拒" in (bundle / "refused.md").read_text("utf-8")
    written = {one.name for one in bundle.rglob("*") if b"\xe4\xbd\x95\xe9\x9d\x99" in content(one)}
    assert not written


def content(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def test_personal_words_are_shown_to_who_asks_for_them(office: Terminal, tmp_path: Path) -> None:
    folder = exported(office, tmp_path / "bundle", "--with-personal")

    assert "何静" in (folder / "cases" / f"{SECOND}.md").read_text("utf-8")


def test_the_pages_lie_beside_what_was_done_by_them(bundle: Path) -> None:
    names = {one.name for one in (bundle / "procedures").iterdir()}

    pages = {f"complaint-mall@1.{one}" for one in ("zh.md", "en.md", "zh.json", "en.json", "pnml")}
    assert pages <= names


@pytest.mark.parametrize(
    ("asked", "cases"),
    [
        (("--case", SECOND), [SECOND]),
        (("--procedure", "complaint/mall"), ["C-2026-000001", SECOND, "C-2026-000003"]),
        (("--procedure", "complaint/realty"), []),
    ],
)
def test_some_cases_come_with_the_whole_ledger(
    office: Terminal, tmp_path: Path, asked: tuple[str, ...], cases: list[str]
) -> None:
    folder = exported(office, tmp_path / "bundle", *asked)

    done = verify(folder)

    assert done.returncode == 0, done.stdout
    assert "ok     5 leaves read" in done.stdout
    assert sorted(one.stem for one in folder.glob("cases/*.md")) == cases


def test_a_checkpoint_that_somebody_has_kept_is_led_up_to_the_newest(
    office: Terminal, bundle: Path, tmp_path: Path
) -> None:
    """Also where the journal has lost it."""
    again = Terminal(Path(shutil.copytree(office.folder, tmp_path / "office")))
    lost = Path(f"{again.store}.journal") / "000000000002.checkpoint"
    mine = shutil.move(lost, tmp_path / "mine.note")

    folder = exported(again, tmp_path / "again", "--since", str(mine))

    assert (folder / "consistency" / "consistency-2-5.txt").is_file()
    assert verify(folder).returncode == 0
    assert (folder / FIRST).read_bytes() == (bundle / FIRST).read_bytes()


def test_what_cannot_be_written_is_told(office: Terminal, whole: Path, tmp_path: Path) -> None:
    place = str(tmp_path / "bundle")

    assert "is not empty" in office.run("export", "bundle", "-o", str(whole)).err
    assert office.run("export", "bundle", "-o", place, "--case", "C-2026-000009").code == 3
    assert office.run("export", "bundle", "-o", place, "--procedure", "complaint/x").code == 3
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- what is done to it


def lines(bundle: Path, name: str) -> list[bytes]:
    return (bundle / "log" / name).read_bytes().splitlines(keepends=True)


def put(bundle: Path, name: str, lines: list[bytes]) -> None:
    (bundle / "log" / name).write_bytes(b"".join(lines))


def drop(bundle: Path, name: str, at: int) -> None:
    put(bundle, name, [one for n, one in enumerate(lines(bundle, name)) if n != at])


def swap(bundle: Path, name: str, at: int) -> None:
    found = lines(bundle, name)
    found[at : at + 2] = reversed(found[at : at + 2])
    put(bundle, name, found)


def change(file: Path, was: str, now: str) -> None:
    text = file.read_text("utf-8")
    assert was in text
    file.write_text(text.replace(was, now), "utf-8")


def edit(bundle: Path) -> None:
    """Change what the third leaf stands for: a step of the second case."""
    found = lines(bundle, "recorded.txt")
    found[2] = found[2].replace(b'"wang"', b'"zhao"')
    put(bundle, "recorded.txt", found)


def edit_with_its_leaf(bundle: Path) -> None:
    edit(bundle)
    state = lines(bundle, "recorded.txt")[2].partition(b"\t")[2].removesuffix(b"\n")
    found = lines(bundle, "leaves.txt")
    leaf = found[2].partition(b" ")[2].removesuffix(b"\n")
    digest = sha256(state).hexdigest().encode()
    leaf = re.sub(rb'"s":"[0-9a-f]+"', b'"s":"' + digest + b'"', leaf)
    found[2] = found[2].partition(b" ")[0] + b" " + leaf + b"\n"
    put(bundle, "leaves.txt", found)


def edit_with_its_hash(bundle: Path) -> None:
    edit_with_its_leaf(bundle)
    found = lines(bundle, "leaves.txt")
    leaf = found[2].partition(b" ")[2].removesuffix(b"\n")
    found[2] = sha256(b"\x00" + leaf).hexdigest().encode() + b" " + leaf + b"\n"
    put(bundle, "leaves.txt", found)


def cut_off(bundle: Path) -> None:
    drop(bundle, "leaves.txt", 4)
    drop(bundle, "recorded.txt", 4)


def redo(bundle: Path) -> None:
    """Write the manifest anew, as somebody would who knows how."""
    manifest = json.loads((bundle / "manifest.json").read_bytes())
    files = (one for one in sorted(bundle.rglob("*")) if one.is_file())
    manifest["files"] = {
        str(one.relative_to(bundle)): sha256(one.read_bytes()).hexdigest()
        for one in files
        if one.name != "manifest.json"
    }
    (bundle / "manifest.json").write_text(json.dumps(manifest), "utf-8")


EVENT = f"{SECOND} version 2 (leaf 2)"
FIRST = "checkpoints/2.note"
DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "what happened": (edit, f"{EVENT}: it is not what was recorded"),
    "and its leaf": (edit_with_its_leaf, f"{EVENT}: its leaf is not the one"),
    "and its hash": (edit_with_its_hash, "leaf 2 to leaf 4: something here is not what was signed"),
    "an event gone": (
        lambda b: drop(b, "recorded.txt", 2),
        f"{EVENT}: what was recorded is missing",
    ),
    "a leaf gone": (lambda b: drop(b, "leaves.txt", 2), "leaf 2: attempt 1 (leaf 3) stands in"),
    "events swapped": (
        lambda b: swap(b, "recorded.txt", 1),
        f"{SECOND} version 1 (leaf 1): what was recorded is missing",
    ),
    "leaves swapped": (lambda b: swap(b, "leaves.txt", 1), f"leaf 1: {EVENT} stands in its place"),
    "a refusal": (
        lambda b: change(b / "log" / "recorded.txt", "NotFromHere", "NotYourRole"),
        "attempt 1 (leaf 3): it is not what was recorded",
    ),
    "the end": (cut_off, "log: of 5 signed leaves the last 1 are missing"),
    "an event added": (
        lambda b: put(b, "recorded.txt", [*lines(b, "recorded.txt"), b"5\t{}\n"]),
        "5 in recorded.txt: it was written out twice, or has no leaf",
    ),
    "a version": (
        lambda b: change(b / "log" / "leaves.txt", '"n":2', '"n":3'),
        "it stands where version 2 should",
    ),
    "a leaf that is none": (
        lambda b: put(b, "leaves.txt", [b"00 {}\n", *lines(b, "leaves.txt")[1:]]),
        "attempt 0 (leaf 0): its leaf is not the one",
    ),
    "a checkpoint": (lambda b: change(b / FIRST, "\n2\n", "\n3\n"), "2.note: the signature"),
    "its key": (lambda b: change(b / "policy", "0 ", "4 "), "2.note: the policy knows no key"),
    "a proof": (
        lambda b: change(b / "consistency" / "consistency-2-5.txt", "\n2 ", "\n1 "),
        "consistency-2-5.txt: no checkpoint here signs this root at size 1",
    ),
    "a checkpoint gone": (
        lambda b: (b / FIRST).unlink(),
        "consistency-2-5.txt: no checkpoint here signs this root at size 2",
    ),
    "a copy gone": (
        lambda b: (b / "cases" / f"{SECOND}.md").unlink(),
        f"{SECOND}: its copies in cases/ are missing",
    ),
    "a copy of another": (
        lambda b: shutil.copy(b / "cases" / "C-2026-000001.json", b / "cases" / f"{SECOND}.json"),
        f"{SECOND}: its copies in cases/ are missing, or tell of other events",
    ),
    "the manifest": (
        lambda b: change(b / "manifest.json", '"size": 5', '"size": 6'),
        "manifest.json: it tells of another log than these 5 leaves",
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_was_done_is_found_and_named(bundle: Path, damage: str) -> None:
    """Everything is covered up that the manifest could tell."""
    do, finding = DAMAGE[damage]
    do(bundle)
    redo(bundle)

    done = verify(bundle)

    assert done.returncode == 7
    assert finding in done.stdout
    assert done.stdout.endswith("this is not what was recorded and signed\n")
    assert done.stderr == ""


@pytest.mark.parametrize("damage", [one for one in DAMAGE if one != "the manifest"])
def test_the_manifest_alone_tells_which_file_was_touched(bundle: Path, damage: str) -> None:
    DAMAGE[damage][0](bundle)

    found = verify(bundle).stdout

    assert re.search("this is not the file that the manifest lists|this file is missing", found)


def test_a_file_that_was_put_in_is_found(bundle: Path) -> None:
    (bundle / "cases" / "C-2026-000009.md").write_text("?")

    assert "C-2026-000009.md: the manifest lists no such file" in verify(bundle).stdout


def test_a_manifest_that_cannot_be_read_is_told_in_a_line(bundle: Path) -> None:
    (bundle / "manifest.json").write_text("{")

    done = verify(bundle)

    assert (done.returncode, done.stderr) == (7, "")
    assert done.stdout.startswith("WRONG  the bundle cannot be read: ")


def test_the_auditors_own_policy_and_checkpoint_count(
    office: Terminal, bundle: Path, tmp_path: Path
) -> None:
    """Who made the bundle could have made a key: a bundle of his own passes by itself alone."""
    mine, policy = tmp_path / "mine.note", tmp_path / "policy"
    shutil.copy(bundle / FIRST, mine)
    shutil.copy(bundle / "policy", policy)
    assert verify(bundle, "--since", str(mine), "--policy", str(policy)).returncode == 0

    other = Terminal(tmp_path / "other")
    other.folder.mkdir()
    other.opened(severity="serious")
    other.run("key", "new", str(tmp_path / "other.key"), "--origin", "huiyin/huiyin")
    other.run("checkpoint", "--key", str(tmp_path / "other.key"))
    theirs = exported(other, tmp_path / "theirs")

    assert verify(theirs).returncode == 0
    assert verify(theirs, "--policy", str(policy)).returncode == 7
    done = verify(theirs, "--since", str(mine))
    assert "WRONG  mine.note: the key of huiyin/huiyin" in done.stdout


def test_what_nobody_signed_is_not_enough_evidence(huiyin: Terminal, tmp_path: Path) -> None:
    huiyin.opened()
    unsigned = verify(exported(huiyin, tmp_path / "unsigned"))
    huiyin.run("key", "new", str(tmp_path / "signer.key"))
    huiyin.run("checkpoint", "--key", str(tmp_path / "signer.key"))
    huiyin.opened()
    tail = verify(exported(huiyin, tmp_path / "tail"))

    assert (unsigned.returncode, tail.returncode) == (11, 11)
    assert "LACKS  there is no policy" in unsigned.stdout
    assert "from leaf 1 on; leaves: 1" in tail.stdout


def test_a_record_that_was_touched_is_not_carried_away(office: Terminal, tmp_path: Path) -> None:
    touched = Terminal(Path(shutil.copytree(office.folder, tmp_path / "touched")))
    with closing(sqlite3.connect(touched.store)) as outside, outside:
        outside.execute("DROP TRIGGER stored_events_no_delete")
        outside.execute("DELETE FROM stored_events WHERE notification_id = 2")

    said = touched.run("export", "bundle", "-o", str(tmp_path / "bundle"))

    assert (said.code, said.err) == (7, "huiyin: event 2 is missing; nothing is written\n")
    assert not (tmp_path / "bundle").exists()


@pytest.mark.skipif(not TOOLS, reason="there is no openssl or sha256sum here")
def test_the_commands_on_the_page_do_what_it_says(bundle: Path) -> None:
    page = (bundle / "README.md").read_text("utf-8").splitlines()
    commands = [line.strip() for line in page if line.startswith("    ") and "python3" not in line]

    done = subprocess.run(
        ["/bin/sh", "-ec", "\n".join(commands)],
        cwd=bundle,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    recorded, leaf, signature = done.stdout.splitlines()
    first = lines(bundle, "leaves.txt")[0].decode()
    assert f'"s":"{recorded.split()[0]}"' in first
    assert first.startswith(leaf.split()[0])
    assert signature == "Signature Verified Successfully"
    assert verify(bundle).returncode == 0
