"""A backup that was restored on purpose is declared, and nothing else is hidden by that."""

import shutil
from pathlib import Path

import pytest

from huiyin.workflow.errors import LedgerBroken, Misconfigured, NotEnoughEvidence
from huiyin.workflow.ledger.ledger import Ledger
from huiyin.workflow.ledger.restoration import Restoration
from huiyin.workflow.store import Append
from huiyin.workflow.store.matching import Kind
from ledger.books import KEY, OTHER, POLICY, Book, opened
from outside import cover_up, reword
from store.samples import event, open_case

CASE = "C-2026-000001"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book with 13 signed leaves whose disk died; a backup of 7 leaves was restored."""
    made = Book(tmp_path / "book")
    made.folder.mkdir()
    with opened(made.file) as store:
        case = open_case(store)
        for version in range(1, 13):
            store.append(Append((event(form={"words": f"{version}"}),), case, version=version))
            if version in (3, 8):
                made.sign()
            if version == 6:
                keep(made, tmp_path / "backup.db")
    made.sign()
    keep(made, tmp_path / "whole.db")
    put_back(made, tmp_path / "backup.db")
    return made


def keep(book: Book, backup: Path) -> None:
    with book.behind_our_back() as connection:
        connection.execute("VACUUM INTO ?", (str(backup),))


def put_back(book: Book, backup: Path) -> None:
    for file in book.folder.glob("cases.db*"):
        file.unlink()
    shutil.copy(backup, book.file)


def go_on(book: Book, words: str = "again", *, case: str = CASE) -> None:
    with opened(book.file) as store:
        version = len(store.events(case))
        store.append(Append((event(form={"words": words}),), case, version=version))


def rewritten(book: Book) -> None:
    with book.behind_our_back() as connection:
        reword(connection, b'"li"', b'"wu"', "originator_version = 3")
        cover_up(connection)


def test_a_restore_that_nobody_declared_stays_damage_and_signs_nothing(book: Book) -> None:
    [damage] = book.verify().damage

    assert (damage.kind, damage.leaf) == (Kind.TRUNCATED, 7)
    with pytest.raises(LedgerBroken, match="nothing is signed"):
        book.sign()


def test_a_declared_restore_is_sound_and_told_for_ever(book: Book) -> None:
    notes = [book.journal.note(size) for size in (4, 9, 13)]

    declared = book.restore()

    assert (declared.before.size, declared.back.size, declared.lost) == (13, 7, 6)
    verdict = book.verify(*notes)
    assert verdict.is_sound
    assert verdict.restored == (declared,)
    go_on(book)
    book.sign()
    assert book.journal.sizes() == [4, 7, 8]
    assert book.verify(*notes).is_sound
    assert book.verify(*notes).restored == (declared,)


def test_what_was_signed_before_stays_where_it_was(book: Book) -> None:
    before = {one.name: one.read_bytes() for one in book.journal.folder.glob("0*")}

    book.restore()
    for _ in range(6):
        go_on(book)
    book.sign()

    after = {one.name: one.read_bytes() for one in book.journal.folder.glob("0*")}
    assert after == before
    assert book.journal.sizes() == [4, 7, 13]
    assert book.verify().is_sound


def test_where_the_office_has_gone_on_the_size_of_the_backup_is_asked_for(book: Book) -> None:
    go_on(book)

    with pytest.raises(LedgerBroken, match=r"whoever knows that the backup had 7 leaves .* 7"):
        book.restore()
    with pytest.raises(LedgerBroken, match="up to size 7, not up to 6"):
        book.restore(6)

    assert book.restore(7).lost == 6
    assert book.journal.sizes() == [4, 8]
    assert book.verify().is_sound


def test_what_was_rewritten_before_cannot_be_declared_away(book: Book) -> None:
    """Somebody without the key rewrites leaf 2 of the backup, and recomputes what he can."""
    rewritten(book)

    with pytest.raises(LedgerBroken, match="from leaf 2 on"):
        book.restore()
    with pytest.raises(LedgerBroken, match="up to size 2, not up to 7"):
        book.restore(7)

    assert {one.kind for one in book.verify().damage} == {Kind.REWRITTEN, Kind.TRUNCATED}


def test_what_is_rewritten_afterwards_is_found_as_ever(book: Book) -> None:
    book.restore()
    rewritten(book)

    [damage] = book.verify().damage

    assert (damage.kind, damage.leaf, damage.version) == (Kind.REWRITTEN, 2, 3)


def test_a_second_restore_and_one_to_nothing(book: Book, tmp_path: Path) -> None:
    book.restore()
    go_on(book)
    book.sign()
    put_back(book, tmp_path / "backup.db")
    second = book.restore()
    Path(book.file).unlink()
    with opened(book.file):
        pass
    third = book.restore()

    assert [(one.before.size, one.back.size) for one in (second, third)] == [(8, 7), (7, 0)]
    verdict = book.verify()
    assert verdict.is_sound
    assert [one.lost for one in verdict.restored] == [6, 1, 7]


def test_an_auditors_checkpoint_of_what_was_lost_has_to_be_of_it(book: Book) -> None:
    """A checkpoint of a story that was never given up contradicts the one that was."""
    theirs = KEY.sign(f"huiyin/test\n11\n{'A' * 43}=\n")

    book.restore()

    assert [one.kind for one in book.verify(theirs).damage][:1] == [Kind.TRUNCATED]


def test_a_checkpoint_of_what_was_lost_cannot_be_compared_without_its_hashes(book: Book) -> None:
    book.restore()
    for file in book.journal.folder.glob("0*.leaves"):
        file.unlink()

    [lacking] = map(str, book.verify().lacking)

    assert lacking.endswith("to hold the checkpoint of size 9 against")


def test_a_declaration_by_somebody_without_the_key_is_not_followed(book: Book) -> None:
    declared = book.restore()
    book.journal.branches()[1].replace("declaration", OTHER.sign(str(declared)))

    verdict = book.verify()

    assert not verdict.restored
    assert "no key that may declare it has signed it" in str(verdict.damage[0])
    assert Kind.TRUNCATED in [one.kind for one in verdict.damage]
    with pytest.raises(LedgerBroken, match="restored-1/declaration: no key"):
        book.sign()


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ("before 13", "before 12", "of size 12, and one of 13 was signed"),
        ("huiyin/test\nbefore", "huiyin/other\nbefore", "of the ledger huiyin/other"),
        ("back 7", "back 8", "not the beginning of what was signed"),
        ("back 7", "back 13", "not the beginning of what was signed"),
        ("by li:head\n", "", "this is no declaration of a restore"),
        ("at 20", "at 99-20", "this is no declaration of a restore"),
    ],
)
def test_a_declaration_has_to_prove_itself_even_to_who_has_the_key(
    book: Book, was: str, now: str, why: str
) -> None:
    text = str(book.restore())
    assert was in text
    book.journal.branches()[1].replace("declaration", KEY.sign(text.replace(was, now)))

    assert why in str(book.verify().damage[0])


def test_a_declaration_gives_up_all_that_was_signed(book: Book) -> None:
    """Who holds the key cannot give up less than he has signed."""
    declared = book.restore()
    later = KEY.sign(f"huiyin/test\n14\n{'A' * 43}=\n")
    (book.journal.folder / "000000000014.checkpoint").write_text(later)

    assert "a ledger of size 13, and one of 14 was signed" in str(book.verify().damage[0])
    assert not book.verify().restored
    assert declared.before.size == 13


def test_a_restore_is_declared_where_something_is_missing_alone(book: Book, tmp_path: Path) -> None:
    put_back(book, tmp_path / "whole.db")

    with pytest.raises(Misconfigured, match="nothing is missing of the 13 leaves"):
        book.restore()


def test_without_hashes_or_checkpoints_nothing_can_be_declared(book: Book, tmp_path: Path) -> None:
    (book.journal.folder / "000000000009.leaves").unlink()
    with pytest.raises(NotEnoughEvidence, match="up to size 13 are not complete"):
        book.restore()
    shutil.rmtree(book.journal.folder)
    with pytest.raises(NotEnoughEvidence, match="nothing was signed yet"):
        book.restore()


def test_nothing_is_declared_of_a_store_that_contradicts_itself(book: Book) -> None:
    with book.behind_our_back() as connection:
        connection.execute("DELETE FROM stored_events WHERE notification_id = 3")

    with pytest.raises(LedgerBroken, match="nothing is declared"):
        book.restore()


def test_the_next_key_goes_on_counting_from_what_was_lost(book: Book) -> None:
    """A key given up before the restore signs nothing behind it, though the sizes begin anew."""
    book.restore()
    assert book.journal.counted() == 14
    book.journal.trust(POLICY.and_then(15, OTHER.verifier))
    go_on(book)
    book.sign(OTHER)

    policy = book.journal.policy()
    assert book.verify(policy=policy).is_sound
    note = book.journal.note(8)
    (book.journal.branches()[1].folder / "000000000008.checkpoint").write_text(
        KEY.sign(note.partition("\n\n")[0] + "\n")
    )
    assert book.verify(policy=policy).damage


def test_a_ledger_that_was_open_goes_on_behind_the_restore(book: Book) -> None:
    with opened(book.file) as store:
        ledger = Ledger(store, book.journal, KEY)
        with pytest.raises(LedgerBroken):
            ledger.checkpoint()
        book.restore()
        open_case(store)

        assert ledger.checkpoint().size == 8


def test_a_declaration_reads_as_it_was_written(book: Book) -> None:
    declared = book.restore()

    assert Restoration.of(book.journal.declarations()[0]) == declared
    with pytest.raises(Misconfigured, match="is a line each"):
        Restoration(declared.before, declared.back, declared.at, "li\nwu", "x", ())


def test_who_holds_key_store_and_journal_is_contradicted_by_a_witness_alone(book: Book) -> None:
    """What no design can show: he takes away the end, and with it all that was signed of it."""
    kept = book.journal.note(13)
    for size in (9, 13):
        for file in book.journal.folder.glob(f"{size:012d}.*"):
            file.unlink()
    book.sign()

    assert book.verify().is_sound
    assert [one.kind for one in book.verify(kept).damage] == [Kind.TRUNCATED]
