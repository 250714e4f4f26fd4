"""A whole log as files: what its verifier says of restores, changed keys and odd times."""

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from huiyin.workflow.errors import HistoryBroken, LedgerBroken
from huiyin.workflow.ledger.bundle import WholeLog, guide, program
from huiyin.workflow.ledger.checkpoint import Policy
from huiyin.workflow.store import Append
from ledger.books import KEY, OTHER, POLICY, Book, opened
from outside import cover_up, reword
from store.samples import event, open_case


@pytest.fixture
def book(tmp_path: Path) -> Book:
    made = Book(tmp_path / "book")
    made.folder.mkdir()
    made.fill()
    return made


def carried(book: Book, policy: Policy = POLICY) -> Path:
    """Write the whole log into a folder, with the least that a bundle has beside it."""
    folder = book.folder / "bundle"
    with opened(book.file) as store:
        log = WholeLog(store, book.journal, policy)
        parts: dict[str, bytes] = {name: b"".join(each) for name, each in log.files()}
        parts |= {"README.md": guide(log), "verify.py": program()}
        for case, newest in log.there.cases.items():
            events = [{"version": version} for version in range(1, newest + 1)]
            parts[f"cases/{case}.json"] = json.dumps({"events": events}).encode()
            parts[f"cases/{case}.md"] = case.encode()
        listed(folder, parts, log.facts())
    return folder


def listed(folder: Path, parts: Mapping[str, bytes], facts: Mapping[str, object]) -> None:
    for name, content in parts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    sums = {name: sha256(content).hexdigest() for name, content in parts.items()}
    manifest = {"format": "huiyin/bundle@1", **facts, "files": sums}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def verify(folder: Path, *more: Path | str) -> tuple[int, str]:
    command = [sys.executable, "-I", str(folder / "verify.py"), *map(str, more)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env={})
    assert done.stderr == ""
    return done.returncode, done.stdout


def restored(book: Book) -> dict[int, Path]:
    """Go back to eleven leaves of thirteen; give the checkpoints that somebody has kept."""
    kept = {}
    for size in (9, 13):
        kept[size] = book.folder / f"kept-{size}.note"
        kept[size].write_text(book.journal.note(size), "utf-8")
    with book.behind_our_back() as connection:
        connection.execute("DELETE FROM stored_events WHERE notification_id > 10")
        cover_up(connection)
    book.restore()
    return kept


def test_a_declared_restore_is_told_and_sound(book: Book) -> None:
    kept = restored(book)

    code, told = verify(carried(book), "--since", kept[9], "--since", kept[13])

    assert code == 0, told
    assert "LOST   2 of 13 signed leaves, all from leaf 11 on: declared at 2026-03-07" in told
    assert "ok     kept-13.note: the ledger of size 13 that was given up" in told


def test_what_was_lost_and_cannot_be_compared_is_not_enough_evidence(book: Book) -> None:
    restored(book)
    between = book.folder / "kept-12.note"
    between.write_text(KEY.sign(f"huiyin/test\n12\n{'A' * 43}=\n"), "utf-8")

    code, told = verify(carried(book), "--since", between)

    assert code == 11
    assert "LACKS  kept-12.note may be of what was given up; nothing can tell" in told


@pytest.mark.parametrize(
    ("was", "now"),
    [("by li:head", "by wu:head"), ("back 11", "back 10"), ("before 13", "before 1")],
)
def test_an_altered_declaration_is_found(book: Book, was: str, now: str) -> None:
    kept = restored(book)
    folder = carried(book)
    note = folder / "restored-1.note"
    note.write_text(note.read_text("utf-8").replace(was, now), "utf-8")

    code, told = verify(folder, "--since", kept[13])

    assert code == 7
    assert "WRONG  restored: " in told


def test_a_restore_that_nobody_declared_is_not_carried_away(book: Book) -> None:
    with book.behind_our_back() as connection:
        connection.execute("DELETE FROM stored_events WHERE notification_id > 10")
        cover_up(connection)

    with pytest.raises(LedgerBroken, match="not what was signed at size 13"):
        carried(book)


def test_each_checkpoint_is_held_against_the_key_of_its_time(book: Book) -> None:
    policy = POLICY.and_then(14, OTHER.verifier)
    book.journal.trust(policy)
    with opened(book.file) as store:
        open_case(store)
    book.sign(OTHER)

    folder = carried(book, policy)

    assert verify(folder)[0] == 0
    assert "-inkey key-14.pem" in (folder / "README.md").read_text("utf-8")
    forged = OTHER.sign(book.journal.note(9).partition("\n\n")[0] + "\n")
    (folder / "checkpoints" / "9.note").write_text(forged, "utf-8")
    assert "WRONG  9.note: the key of huiyin/test from size 0 on" in verify(folder)[1]


def test_times_that_run_backwards_are_remarked_upon_and_accuse_nobody(book: Book) -> None:
    with opened(book.file) as store:
        early = event(recorded_at="2026-03-01T00:00:00Z")
        store.append(Append((early,), "C-2026-000001", version=4))
    book.sign()

    code, told = verify(carried(book))

    assert code == 0
    assert "remark C-2026-000001 version 5 (leaf 13): recorded before the event" in told


def test_the_root_over_no_leaves_is_the_one_that_is_signed(tmp_path: Path) -> None:
    book = Book(tmp_path)
    empty = book.sign()

    code, told = verify(carried(book))

    assert (code, empty.size) == (0, 0)
    manifest = json.loads((book.folder / "bundle" / "manifest.json").read_text())
    assert manifest["root"] == b64encode(empty.root).decode()
    assert "ok     0 leaves read" in told


def test_what_has_several_lines_is_not_of_huiyins_writing(tmp_path: Path) -> None:
    book = Book(tmp_path)
    with opened(book.file) as store:
        open_case(store)
    with book.behind_our_back() as connection:
        reword(connection, b"}", b"}\n")
        cover_up(connection)

    with pytest.raises(HistoryBroken, match="several lines"):
        carried(book)
