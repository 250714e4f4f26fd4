"""The evidence of an event convinces a program that shares no code with ours, and no copy does."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.workflow.errors import LedgerBroken, NotEnoughEvidence, NotFound
from huiyin.workflow.ledger import ed25519
from huiyin.workflow.ledger.checkpoint import Checkpoint
from huiyin.workflow.ledger.prove import pem, proofs
from huiyin.workflow.ledger.standalone import ed25519 as standalone
from huiyin.workflow.merkle.tree import Tree
from huiyin.workflow.store import Append
from ledger.books import KEY, OTHER, POLICY, Book, opened
from outside import cover_up
from store.samples import event

CASE = "C-2026-000002"
OPENSSL = shutil.which("openssl")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Book(tmp_path_factory.mktemp("filled"))
    made.fill()
    return made.folder


@pytest.fixture
def book(filled: Path, tmp_path: Path) -> Book:
    return Book(Path(shutil.copytree(filled, tmp_path / "book")))


@pytest.fixture
def folder(book: Book, tmp_path: Path) -> Path:
    folder = tmp_path / "proofs"
    folder.mkdir()
    for name, content in proved(book).items():
        (folder / name).write_bytes(content)
    return folder


def proved(
    book: Book, version: int | None = None, case: str = CASE, *since: str
) -> dict[str, bytes]:
    with opened(book.file) as store:
        return dict(proofs(store, book.journal, POLICY, case, version, since=since))


def verify(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run what was written there, in a Python that sees nothing but its own library."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py")]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_the_events_of_a_case_are_verified_without_huiyin(folder: Path) -> None:
    done = verify(folder)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "ok     checkpoint: a ledger of size 13",
        "ok     checkpoint-4: a ledger of size 4",
        "ok     checkpoint-9: a ledger of size 9",
        "ok     checkpoint-13: a ledger of size 13",
        "ok     the ledger of size 9 begins with that of size 4",
        "ok     the ledger of size 13 begins with that of size 9",
        "ok     C-2026-000002 version 1: CaseOpened@1, leaf 1 of 13",
        "ok     C-2026-000002 version 2: StepTaken@1, leaf 5 of 13",
        "ok     C-2026-000002 version 3: StepTaken@1, leaf 8 of 13",
        "ok     C-2026-000002 version 4: StepTaken@1, leaf 11 of 13",
        "4 of 4 events verified",
    ]


def swapped(folder: Path, one: str, other: str) -> None:
    first, second = (folder / one).read_bytes(), (folder / other).read_bytes()
    (folder / one).write_bytes(second)
    (folder / other).write_bytes(first)


def changed(folder: Path, name: str, was: bytes, now: bytes) -> None:
    file = folder / name
    assert was in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(was, now))


def flipped(file: Path) -> None:
    """Exchange the first two letters of the last line."""
    *lines, last, _ = file.read_text().split("\n")
    file.write_text("\n".join([*lines, last[1] + last[0] + last[2:], ""]))


SPOILED: dict[str, Callable[[Path], object]] = {
    "what happened": lambda f: changed(f, "event-8.state", b"12", b"99"),
    "the leaf": lambda f: changed(f, "event-8.json", b'"n":3', b'"n":4'),
    "the index": lambda f: changed(f, "event-8.tlog-proof", b"index 8", b"index 9"),
    "the size": lambda f: changed(f, "event-8.tlog-proof", b"\n13\n", b"\n14\n"),
    "the header": lambda f: changed(f, "event-8.tlog-proof", b"@v1", b"@v2"),
    "the key": lambda f: (f / "policy").write_text(f"0 {OTHER.verifier}\n"),
    "its time": lambda f: changed(f, "policy", b"0 ", b"14 "),
    "the proofs": lambda f: swapped(f, "event-8.tlog-proof", "event-5.tlog-proof"),
    "the states": lambda f: swapped(f, "event-8.state", "event-5.state"),
}


@pytest.mark.parametrize("spoil", SPOILED)
def test_an_altered_copy_is_rejected(folder: Path, spoil: str) -> None:
    SPOILED[spoil](folder)

    done = verify(folder)

    assert done.returncode == 7
    assert "WRONG  event-8.json: " in done.stdout
    assert not done.stderr


def test_a_proof_that_is_cut_or_lengthened_is_rejected(folder: Path) -> None:
    proof = folder / "event-8.tlog-proof"
    lines = proof.read_text().split("\n")

    for spoiled in (lines[:2] + lines[3:], [*lines[:3], lines[2], *lines[3:]]):
        proof.write_text("\n".join(spoiled))
        assert "WRONG  event-8.json" in verify(folder).stdout


def test_an_empty_folder_proves_nothing(folder: Path) -> None:
    for file in folder.glob("event-*"):
        file.unlink()

    done = verify(folder)

    assert (done.returncode, done.stdout.splitlines()[-1]) == (11, "0 of 0 events verified")


AGAIN: dict[str, Callable[[Path], object]] = {
    "a hash": lambda f: flipped(f / "consistency-4-9.txt"),
    "a size": lambda f: changed(f, "consistency-4-9.txt", b"\n4 ", b"\n5 "),
    "the header": lambda f: changed(f, "consistency-4-9.txt", b"@1", b"@2"),
    "its end": lambda f: (f / "consistency-4-9.txt").write_bytes(
        b"\n".join((f / "consistency-4-9.txt").read_bytes().split(b"\n")[:-2])
    ),
    "the older checkpoint": lambda f: (f / "checkpoint-4").unlink(),
}


@pytest.mark.parametrize("spoil", AGAIN)
def test_an_altered_proof_of_consistency_is_rejected(folder: Path, spoil: str) -> None:
    AGAIN[spoil](folder)

    done = verify(folder)

    assert done.returncode == 7
    assert "WRONG  consistency-4-9.txt: " in done.stdout


def test_the_newest_checkpoint_goes_on_from_the_one_that_an_auditor_has_kept(book: Book) -> None:
    note = book.journal.note(4)
    own = POLICY.opened(note)
    with opened(book.file) as store, store.evidence() as evidence:
        hashes = [one.hash for one in evidence.leaves]
    kept = KEY.sign(str(Checkpoint(own.origin, 7, Tree(hashes).root(7))))

    made = proved(book, None, CASE, note, kept, book.journal.note(13))

    assert {"consistency-4-13.txt", "consistency-7-13.txt"} <= set(made)
    assert made["checkpoint-7"] == kept.encode()
    with pytest.raises(LedgerBroken, match="not what was signed at size 7"):
        proved(book, None, CASE, KEY.sign(str(Checkpoint(own.origin, 7, own.root))))


def test_proofs_tell_of_a_declared_restore(tmp_path: Path) -> None:
    book = Book(tmp_path / "book")
    book.folder.mkdir()
    book.fill()
    with book.behind_our_back() as connection:
        connection.execute("DELETE FROM stored_events WHERE notification_id > 10")
        cover_up(connection)
    book.restore()
    folder = tmp_path / "proofs"
    folder.mkdir()
    for name, content in proved(book).items():
        (folder / name).write_bytes(content)

    done = verify(folder)

    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("LOST   2 of 13 signed leaves, all from leaf 11 on: declared at ")
    changed(folder, "restored-1.note", b"by li:head", b"by wu:head")
    assert "WRONG  restored: the signature does not fit" in verify(folder).stdout


def test_the_key_beside_the_proofs_is_the_one_that_signed_after_a_restore(tmp_path: Path) -> None:
    book = Book(tmp_path / "book")
    book.folder.mkdir()
    book.fill()
    policy = POLICY.and_then(14, OTHER.verifier)
    book.journal.trust(policy)
    with book.behind_our_back() as connection:
        connection.execute("DELETE FROM stored_events WHERE notification_id > 10")
        cover_up(connection)
    book.restore(key=OTHER)

    with opened(book.file) as store:
        made = dict(proofs(store, book.journal, policy, CASE))

    assert policy.key_at(11) == KEY.verifier
    assert made["key.pem"].decode() == pem(OTHER.verifier)


@pytest.mark.skipif(OPENSSL is None, reason="there is no openssl here")
@pytest.mark.parametrize("is_altered", [False, True])
def test_openssl_verifies_the_checkpoint_as_the_page_says(folder: Path, is_altered: bool) -> None:
    page = (folder / "README.md").read_text("utf-8").splitlines()
    commands = [line.strip() for line in page if line.startswith("    ") and "python3" not in line]
    if is_altered:
        changed(folder, "checkpoint", b"\n13\n", b"\n12\n")

    done = subprocess.run(
        ["/bin/sh", "-c", "\n".join(commands)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert ("Signature Verified Successfully" in done.stdout) is not is_altered
    assert done.stdout.split()[0] in (folder / "event-1.json").read_text("utf-8")


def test_one_version_is_proved_alone(book: Book) -> None:
    made = proved(book, version=3)

    assert sorted(name for name in made if name.startswith("event")) == [
        "event-8.json",
        "event-8.state",
        "event-8.tlog-proof",
    ]


@pytest.mark.parametrize(("case", "version"), [("C-2026-000009", None), (CASE, 5)])
def test_what_never_was_is_not_found(book: Book, case: str, version: int | None) -> None:
    with pytest.raises(NotFound, match=f"there is no case {case}"):
        proved(book, version, case)


def test_only_what_is_signed_can_be_proved(book: Book) -> None:
    with opened(book.file) as store:
        store.append(Append((event(),), CASE, version=4))

    assert len(proved(book)) == 4 * 3 + 5 + 3 + 2
    with pytest.raises(NotEnoughEvidence, match="sign one first"):
        proved(book, version=5)
    shutil.rmtree(book.journal.folder)
    with pytest.raises(NotEnoughEvidence, match="there is no checkpoint yet"):
        proved(book)


def test_nothing_is_proved_of_a_store_that_somebody_has_touched(book: Book) -> None:
    with book.behind_our_back() as connection:
        connection.execute("DELETE FROM stored_events WHERE notification_id = 12")
        with pytest.raises(LedgerBroken, match="nothing is proved"):
            proved(book)
        connection.execute("DELETE FROM leaves WHERE i = 12")

    with pytest.raises(LedgerBroken, match="not what was signed at size 13; nothing is proved"):
        proved(book)


@settings(max_examples=20)
@given(seed=st.binary(min_size=32, max_size=32), text=st.binary(), bit=st.integers(0, 511))
def test_both_implementations_of_ed25519_agree(seed: bytes, text: bytes, bit: int) -> None:
    public, signature = ed25519.public_of(seed), ed25519.sign(seed, text)
    flipped = bytearray(signature)
    flipped[bit // 8] ^= 1 << bit % 8

    assert standalone.is_signed(public, signature, text)
    assert not standalone.is_signed(public, signature, text + b"!")
    assert not standalone.is_signed(public, signature[:-1], text)
    assert not says_yes(public, bytes(flipped), text)
    assert not ed25519.is_signed(public, bytes(flipped), text)


def says_yes(public: bytes, signature: bytes, text: bytes) -> bool:
    try:
        return standalone.is_signed(public, signature, text)
    except standalone.Wrong:
        return False
