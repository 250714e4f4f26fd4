"""Whoever signs checkpoints: once for each size, never over what somebody slipped in."""

from pathlib import Path

import pytest

from huiyin.workflow.errors import LedgerBroken, Misconfigured, StoreUnavailable
from huiyin.workflow.ledger.journal import CheckpointJournal
from huiyin.workflow.ledger.ledger import Ledger
from huiyin.workflow.merkle.tree import EMPTY, Tree
from huiyin.workflow.store import Append
from ledger.books import KEY, OTHER, POLICY, Book, opened
from outside import cover_up
from store.samples import event, open_case, opening


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def test_a_checkpoint_covers_all_that_is_recorded(book: Book) -> None:
    with opened(book.file) as store:
        empty = book.sign()
        case = open_case(store)
        first = book.sign()
        store.append(Append((event(), event()), case, version=1))
        second = book.sign()

    assert (empty.size, empty.root) == (0, EMPTY)
    assert (first.size, second.size) == (1, 3)
    assert book.journal.sizes() == [0, 1, 3]
    assert book.verify().checkpoints == (empty, first, second)
    assert book.verify().is_sound


def test_the_frontier_goes_on_from_where_it_was(book: Book) -> None:
    with opened(book.file) as store:
        ledger = Ledger(store, book.journal, KEY)
        case = open_case(store)
        assert ledger.unsigned() == 1
        ledger.checkpoint()
        assert ledger.unsigned() == 0
        for version in range(1, 6):
            store.append(Append((event(),), case, version=version))
            if version % 2:
                ledger.checkpoint()

        assert (ledger.size, ledger.unsigned()) == (6, 0)
    hashes = {at: h for size in book.journal.sizes() for at, h in book.journal.hashes(size).items()}
    assert sorted(hashes) == list(range(6))
    assert Tree(hashes.values()).root(6) == POLICY.opened(book.journal.note(6)).root


def test_where_nothing_is_new_the_checkpoint_is_given_again(book: Book) -> None:
    with opened(book.file) as store:
        open_case(store)

    assert book.sign() == book.sign()

    assert book.journal.sizes() == [1]


def test_two_may_sign_in_turn(book: Book) -> None:
    with opened(book.file) as store, opened(book.file) as other:
        first, second = Ledger(store, book.journal, KEY), Ledger(other, book.journal, KEY)
        for signer in (first, second, first, first, second):
            open_case(store)
            signer.checkpoint()

    assert book.journal.sizes() == [1, 2, 3, 4, 5]
    assert book.verify().is_sound


def test_another_key_signs_only_when_the_policy_says_so(book: Book) -> None:
    with opened(book.file) as store:
        open_case(store)
        book.sign()
        open_case(store)
        with pytest.raises(Misconfigured, match="may not sign here"):
            book.sign(OTHER)

        book.journal.trust(POLICY.and_then(2, OTHER.verifier))
        book.sign(OTHER)
        with pytest.raises(Misconfigured, match="may not sign here"):
            book.sign(KEY)

    assert book.verify(policy=book.journal.policy()).is_sound


def test_a_checkpoint_is_never_overwritten(book: Book) -> None:
    with opened(book.file) as store:
        open_case(store)
    book.sign()

    with pytest.raises(LedgerBroken, match="another one was signed"):
        book.journal.write(1, OTHER.sign("huiyin/test\n1\n"), [])

    assert book.verify().is_sound


def test_nothing_is_signed_over_an_end_that_is_missing(book: Book) -> None:
    with opened(book.file) as store:
        open_case(store)
    book.sign()
    Path(book.file).unlink()

    with pytest.raises(LedgerBroken, match="0 leaves and 1 were signed: the end is missing"):
        book.sign()


def test_without_policy_or_checkpoint_there_is_not_enough_evidence(book: Book) -> None:
    with opened(book.file) as store:
        open_case(store)

    assert [str(one) for one in book.verify().lacking] == ["there is no checkpoint"]
    [lacking] = book.verify(policy=None).lacking
    assert str(lacking) == "there is no policy that says whose signatures count"
    assert not book.verify().damage


def test_times_that_run_backwards_are_remarked_upon_and_accuse_nobody(book: Book) -> None:
    with opened(book.file) as store:
        case = open_case(store)
        store.append(Append((event(recorded_at="2026-03-06T00:00:00Z"),), case, version=1))
    book.sign()

    verdict = book.verify()

    assert verdict.is_sound
    [remark] = map(str, verdict.remarks)
    assert remark.startswith("C-2026-000001 version 2 (event 2) was recorded at 2026-03-06 00:00")


def test_a_journal_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    journal = CheckpointJournal(tmp_path / "file" / "journal")

    with pytest.raises(StoreUnavailable, match="journal"):
        journal.write(0, "note", [])


def test_hashes_that_are_none_are_not_read(book: Book) -> None:
    with opened(book.file) as store:
        open_case(store)
    book.sign()
    (book.journal.folder / "000000000001.leaves").write_text("00\n")

    assert book.journal.hashes(1) == {}
    assert book.verify().is_sound


def test_one_who_signs_for_long_and_one_for_each_event_sign_the_same(tmp_path: Path) -> None:
    books = Book(tmp_path / "service"), Book(tmp_path / "commands")
    for book in books:
        book.folder.mkdir()
    with opened(books[0].file) as store, opened(books[1].file) as other:
        service = Ledger(store, books[0].journal, KEY)
        for _ in range(20):
            open_case(store)
            open_case(other)
            service.checkpoint()
            Ledger(other, books[1].journal, KEY).checkpoint()

    first, second = (
        {one.name: one.read_bytes() for one in book.journal.folder.iterdir()} for book in books
    )
    assert first == second


def test_only_what_is_new_is_read(book: Book) -> None:
    """What was altered before the newest checkpoint is seen by whoever reads it."""
    with opened(book.file) as store:
        for _ in range(4):
            open_case(store)
        book.sign()
        with book.behind_our_back() as connection:
            connection.execute("UPDATE stored_events SET topic = 'x' WHERE notification_id = 2")
        open_case(store)

        with pytest.raises(LedgerBroken, match="C-2026-000002 version 1"):
            Ledger(store, book.journal, KEY, reads_all=True).checkpoint()
        assert Ledger(store, book.journal, KEY).checkpoint().size == 5


@pytest.mark.parametrize("kept", ["", "00", "nonsense", f"{'0' * 64}\n"])
def test_a_frontier_that_was_not_signed_is_not_believed(book: Book, kept: str) -> None:
    with opened(book.file) as store:
        open_case(store)
        book.sign()
        open_case(store)
        (book.journal.folder / "frontier").write_text(kept)
        made = book.sign()

    assert book.verify().is_sound
    assert book.verify().root == made.root


def test_a_store_that_ends_before_what_was_signed_is_found_by_its_last_leaf(book: Book) -> None:
    with opened(book.file) as store:
        for _ in range(3):
            open_case(store)
        book.sign()
    with book.behind_our_back() as connection:
        connection.execute("DELETE FROM stored_events WHERE notification_id = 3")
        cover_up(connection)
    with pytest.raises(LedgerBroken, match="the end is missing"):
        book.sign()

    with opened(book.file) as store:
        open_case(store, opening(form={"matter": "another"}), series="R-2026")
        open_case(store)

    with pytest.raises(LedgerBroken, match="not the one that was signed at size 3"):
        book.sign()
