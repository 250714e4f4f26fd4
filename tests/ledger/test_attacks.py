"""Whatever is done to the tables behind our back is found, and named as far as it can be.

Each attack comes twice: as it is, and by somebody who recomputes everything that needs no key.
What is attacked holds sealed words, and no attack is found with their keys.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import servers
from huiyin.workflow.errors import LedgerBroken
from huiyin.workflow.ledger.journal import CheckpointJournal
from huiyin.workflow.ledger.ledger import Ledger
from huiyin.workflow.ledger.verify import Verification
from huiyin.workflow.privacy.memory import MemoryKeyring
from huiyin.workflow.privacy.tokens import TOKEN
from huiyin.workflow.store import Append, Store
from huiyin.workflow.store.matching import Damage, Kind
from ledger.books import KEY, OTHER, POLICY, Book, opened
from outside import Outside, cover_up, reword
from store.samples import attempt, event, open_case, opened_at, opening

Attack = Callable[[Outside], object]
SECOND = "C-2026-000002"
THIRD = f"originator_id = '{SECOND}' AND originator_version = 3"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Book(tmp_path_factory.mktemp("filled"))
    made.fill(MemoryKeyring())
    return made.folder


@pytest.fixture(params=["sqlite", "postgresql"])
def book(request: pytest.FixtureRequest, filled: Path, tmp_path: Path) -> Book:
    if request.param == "sqlite":
        return Book(Path(shutil.copytree(filled, tmp_path / "book")))
    made = Book(tmp_path, servers.office())
    made.fill(MemoryKeyring())
    return made


def edit(connection: Outside) -> None:
    """Change what the second case's third event says."""
    reword(connection, b"12", b"99", THIRD)


def reseal(connection: Outside) -> None:
    """Put into the place of a sealed word another one of the same person."""
    rows = connection.execute(
        "SELECT state FROM stored_events WHERE originator_id = ? AND originator_version > 2 "
        "ORDER BY originator_version",
        (SECOND,),
    ).fetchall()
    [old, new] = (TOKEN.search(bytes(state).decode()) for (state,) in rows)
    assert old
    assert new
    reword(connection, old[0].encode(), new[0].encode(), THIRD)


def back_date(connection: Outside) -> None:
    reword(connection, b"T04:00", b"T03:30", THIRD)


def rename(connection: Outside) -> None:
    """Claim that an event has another shape."""
    connection.execute(
        "UPDATE stored_events SET topic = 'StepTaken@2' "
        "WHERE originator_id = ? AND originator_version = 3",
        (SECOND,),
    )


def delete_one(connection: Outside) -> None:
    connection.execute(
        "DELETE FROM stored_events WHERE originator_id = ? AND originator_version = 3", (SECOND,)
    )


def delete_with_its_leaf(connection: Outside) -> None:
    connection.execute("DELETE FROM leaves WHERE position = 8")
    delete_one(connection)


def delete_a_case(connection: Outside) -> None:
    connection.execute("DELETE FROM stored_events WHERE originator_id = ?", (SECOND,))


def swap(connection: Outside) -> None:
    """Exchange what two events of the second case say."""
    third, fourth = connection.execute(
        "SELECT state FROM stored_events WHERE originator_id = ? AND originator_version > 2",
        (SECOND,),
    ).fetchall()
    for version, (state,) in ((3, fourth), (4, third)):
        connection.execute(
            "UPDATE stored_events SET state = ? WHERE originator_id = ? AND originator_version = ?",
            (state, SECOND, version),
        )


def forge(connection: Outside) -> None:
    """Add an event to the second case as if somebody had taken one more step."""
    connection.execute(
        "INSERT INTO stored_events SELECT (SELECT max(notification_id) + 1 FROM stored_events), "
        "originator_id, 5, topic, state FROM stored_events "
        "WHERE originator_id = ? AND originator_version = 4",
        (SECOND,),
    )


def truncate(connection: Outside) -> None:
    connection.execute("DELETE FROM stored_events WHERE notification_id > 10")


def unrefuse(connection: Outside) -> None:
    """Let a refused command be somebody else's."""
    connection.execute("UPDATE attempts SET person = 'zhao'")


def unrefuse_at_all(connection: Outside) -> None:
    connection.execute("DELETE FROM attempts")


def rewrite(connection: Outside) -> None:
    """Tell the whole story anew."""
    reword(connection, b'"li"', b'"wu"')


def found(book: Book) -> tuple[Damage, ...]:
    return book.verify().damage


# What is found when nothing is covered up: the kind, the case and the version that are named.
NAIVE: dict[Attack, tuple[Kind, str, int | None]] = {
    edit: (Kind.ALTERED, SECOND, 3),
    reseal: (Kind.ALTERED, SECOND, 3),
    back_date: (Kind.ALTERED, SECOND, 3),
    rename: (Kind.ALTERED, SECOND, 3),
    delete_one: (Kind.MISSING, "", None),
    delete_with_its_leaf: (Kind.LEAF_MISSING, "", None),
    delete_a_case: (Kind.MISSING, "", None),
    swap: (Kind.ALTERED, SECOND, 4),
    forge: (Kind.ADDED, SECOND, 5),
    truncate: (Kind.MISSING, "", None),
    unrefuse: (Kind.ALTERED, "C-2026-000001", None),
    unrefuse_at_all: (Kind.MISSING, "", None),
    rewrite: (Kind.ALTERED, "C-2026-000001", 1),
}


@pytest.mark.parametrize("attack", NAIVE, ids=lambda one: one.__name__)
def test_an_attack_is_found_and_named(book: Book, attack: Attack) -> None:
    with book.behind_our_back() as connection:
        attack(connection)

    assert NAIVE[attack] in [(one.kind, one.case, one.version) for one in found(book)]


# What is found when everything that needs no key was recomputed: the first leaf that is not
# what was signed, and what stands there now.
SMART: dict[Attack, tuple[Kind, int, str, int | None]] = {
    edit: (Kind.REWRITTEN, 8, SECOND, 3),
    reseal: (Kind.REWRITTEN, 8, SECOND, 3),
    back_date: (Kind.REWRITTEN, 8, SECOND, 3),
    rename: (Kind.REWRITTEN, 8, SECOND, 3),
    delete_one: (Kind.REWRITTEN, 8, "C-2026-000003", 3),
    delete_a_case: (Kind.REWRITTEN, 1, "C-2026-000003", 1),
    swap: (Kind.REWRITTEN, 8, SECOND, 3),
    truncate: (Kind.TRUNCATED, 11, "", None),
    unrefuse: (Kind.REWRITTEN, 3, "C-2026-000001", None),
    unrefuse_at_all: (Kind.REWRITTEN, 3, "C-2026-000001", 2),
    rewrite: (Kind.REWRITTEN, 0, "C-2026-000001", 1),
}


@pytest.mark.parametrize("attack", SMART, ids=lambda one: one.__name__)
def test_an_attack_that_is_covered_up_is_found_by_the_checkpoints(
    book: Book, attack: Attack
) -> None:
    with book.behind_our_back() as connection:
        attack(connection)
        cover_up(connection)

    named = [(one.kind, one.leaf, one.case, one.version) for one in found(book)]
    assert SMART[attack] in named


@pytest.mark.parametrize("table", ["stored_events", "attempts", "leaves"])
def test_a_table_that_was_exchanged_for_another_is_found(book: Book, table: str) -> None:
    with book.behind_our_back() as connection:
        connection.execute(f"ALTER TABLE {table} RENAME TO old")
        connection.execute(f"CREATE TABLE {table} AS SELECT * FROM old")

    with pytest.raises(LedgerBroken, match=f"the table {table} is missing or altered"):
        book.verify()


def test_covering_up_nothing_changes_nothing(book: Book) -> None:
    with book.behind_our_back() as connection:
        cover_up(connection)

    assert book.verify().is_sound


def test_an_event_forged_with_its_leaf_is_signed_by_nobody(book: Book) -> None:
    """Nothing but a signature tells it from an event that the office recorded a moment ago."""
    with book.behind_our_back() as connection:
        forge(connection)
        cover_up(connection)

    verdict = book.verify()

    assert (verdict.damage, verdict.unsigned) == ((), 1)
    [lacking] = map(str, verdict.lacking)
    assert lacking.endswith("from leaf 13 on, C-2026-000002 version 5 (event 13); leaves: 1")


@pytest.mark.parametrize("goes_on", [False, True])
def test_an_old_backup_is_found(book: Book, tmp_path: Path, goes_on: bool) -> None:
    young = Book(tmp_path / "young")
    young.folder.mkdir()
    with opened(young.file) as store:
        case = open_case(store, opening(form={"matter": "回0"}))
    young.sign()
    backup = shutil.copy(young.file, tmp_path / "backup.db")
    with opened(young.file) as store:
        store.append(Append((event(), event()), case, version=1))
    young.sign()
    for file in young.folder.glob("cases.db*"):
        file.unlink()
    shutil.copy(backup, young.file)
    if goes_on:
        with opened(young.file) as store:
            store.append(Append((event(person="wu"), event(), event()), case, version=1))

    [damage] = found(young)

    expected = (Kind.REWRITTEN, 1, case) if goes_on else (Kind.TRUNCATED, 1, "")
    assert (damage.kind, damage.leaf, damage.case) == expected


@pytest.mark.parametrize("attack", [edit, rewrite], ids=lambda one: one.__name__)
def test_without_the_hashes_beside_it_a_checkpoint_still_names_the_stretch(
    book: Book, attack: Attack
) -> None:
    for file in book.journal.folder.glob("*.leaves"):
        file.unlink()
    with book.behind_our_back() as connection:
        attack(connection)
        cover_up(connection)

    [damage] = found(book)

    first, last = (4, 8) if attack is edit else (0, 3)
    assert str(damage) == f"between leaf {first} and leaf {last} something is not what was signed"


def test_the_last_good_checkpoint_is_the_one_before_the_damage(book: Book) -> None:
    assert (sound := book.verify()).last_good == sound.checkpoints[-1]
    with book.behind_our_back() as connection:
        edit(connection)

    naive = book.verify().last_good
    with book.behind_our_back() as connection:
        cover_up(connection)

    assert naive == book.verify().last_good == sound.checkpoints[0]


def test_a_ledger_signed_anew_by_another_key_is_refused(book: Book) -> None:
    """Whoever takes file and journal and signs a story of his own has not got our key."""
    note = book.journal.note(9)
    with book.behind_our_back() as connection:
        rewrite(connection)
        cover_up(connection)
    shutil.rmtree(book.journal.folder)
    book.sign(OTHER)

    without = book.verify()
    assert [one.kind for one in without.damage] == [Kind.CHECKPOINT]
    assert "no key that may sign a ledger of size 13 has signed it" in str(without.damage[0])

    kinds = [one.kind for one in book.verify(note).damage]
    assert kinds == [Kind.CHECKPOINT, Kind.REWRITTEN]


def test_two_stories_signed_by_one_key_contradict_each_other(tmp_path: Path) -> None:
    """The auditor's own checkpoint shows what the store and its journal no longer show."""
    ours, theirs = Book(tmp_path / "ours"), Book(tmp_path / "theirs")
    for book, person in ((ours, "li"), (theirs, "wu")):
        book.folder.mkdir()
        with opened(book.file) as store:
            case = open_case(store)
            store.append(Append((event(person=person),), case, version=1))
            book.sign()
            store.append(Append((event(),), case, version=2))
        book.sign()

    verdict = theirs.verify(ours.journal.note(2))

    assert Kind.TWO_STORIES in [one.kind for one in verdict.damage]
    assert "of two different ledgers" in str([str(one) for one in verdict.damage])


def test_nothing_is_signed_that_somebody_has_slipped_in(book: Book) -> None:
    sizes = book.journal.sizes()
    for attack in (forge, edit):
        with book.behind_our_back() as connection:
            attack(connection)
        with pytest.raises(LedgerBroken, match="nothing is signed"):
            book.sign(reads_all=True)
    with book.behind_our_back() as connection:
        cover_up(connection)
    with pytest.raises(LedgerBroken, match="not the one that was signed at size 13"):
        book.sign(reads_all=True)

    assert book.journal.sizes() == sizes


def test_who_signs_only_what_is_new_never_signs_what_was_rewritten_before(book: Book) -> None:
    """The next checkpoint follows from what was signed, not from what the file says of it."""
    with book.behind_our_back() as connection:
        edit(connection)
        cover_up(connection)
    with opened(book.file) as store:
        store.append(Append((event(),), SECOND, version=4))

    assert book.sign().size == 14

    named = [(one.kind, one.leaf, one.case, one.version) for one in found(book)]
    assert named == [SMART[edit]]


Deed = Callable[[Store], object]
CASES = st.integers(1, 3)


@st.composite
def steps(draw: st.DrawFn) -> Deed:
    case, words, count = f"C-2026-{draw(CASES):06d}", draw(st.text(max_size=4)), draw(CASES)
    events = (event(form={"words": words}),) * count

    def take(store: Store) -> None:
        if version := len(store.events(case)):
            store.append(Append(events, case, version=version))

    return take


@st.composite
def refusals(draw: st.DrawFn) -> Deed:
    told = attempt(says=draw(st.text(max_size=4)))
    return lambda store: store.refuse(told)


OPENINGS = st.just(open_case)
HISTORIES = st.lists(st.none() | OPENINGS | steps() | refusals(), max_size=12)


IN_MEMORY = Path("/dev/shm")


@settings(max_examples=1000)
@given(history=HISTORIES)
def test_no_honest_history_is_accused(history: list[Deed | None]) -> None:
    """None stands for a checkpoint."""
    with TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as folder:
        recorded_and_signed(history, CheckpointJournal(Path(folder)))


def recorded_and_signed(history: list[Deed | None], journal: CheckpointJournal) -> None:
    store = opened_at("memory:")
    ledger = Ledger(store, journal, KEY)
    for deed in history:
        if deed is None:
            ledger.checkpoint()
        else:
            deed(store)

    assert Verification(store, journal, POLICY).verdict().damage == ()

    ledger.checkpoint()
    assert Verification(store, journal, POLICY).verdict().is_sound
