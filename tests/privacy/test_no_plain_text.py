"""Nobody's words lie about: not in the store, not in what is kept of it, not after an erasure."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from exchange import as_csv, as_json, as_xes
from huiyin.domain.office import rulebook
from huiyin.workflow.errors import Refused
from huiyin.workflow.ledger.journal import CheckpointJournal
from huiyin.workflow.ledger.ledger import Ledger
from huiyin.workflow.ledger.verify import Verification
from huiyin.workflow.privacy import State
from huiyin.workflow.privacy.sqlite_keyring import SQLiteKeyring
from huiyin.workflow.privacy.tokens import ERASED, MARK
from ledger.books import KEY, POLICY
from legal import Guide, own
from papers.every import PAPERS
from papers.paper import Paper
from papers.sample import PAPER as SAMPLE
from privacy.confiding import NAMELESS, SECRET, Confiding, confiding, leaks, strings
from privacy.shown import NOW, shown
from reports import story
from spec import at

DAY = timedelta(days=1)


def opened(folder: Path) -> Confiding:
    return confiding(str(folder / "cases.db"), SQLiteKeyring(folder / "cases.db.keys"))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office where every documented way of every paper was gone, and somebody refused."""
    folder = tmp_path_factory.mktemp("office")
    with closing(opened(folder)) as desk:
        for paper in (SAMPLE, *PAPERS):  # a sample is drawn from what was there before
            lived_through(desk, paper)
        journal = CheckpointJournal(folder / "journal")
        Ledger(desk.store, journal, KEY).checkpoint()
    return folder


def lived_through(desk: Confiding, paper: Paper) -> None:
    """Go each way as far as what was there before allows; correct it, and be refused."""
    begun = at("2026-03-02 08:00")
    paper.office(desk)
    for path in paper.paths.values():
        begun += 9 * DAY
        told = story(desk, paper, begun.isoformat())
        with suppress(Refused):
            for one in path:
                told.then(one)
        number, when = told.scenario.number, (told.now + DAY).isoformat()
        for role in ("cs_manager", "director") if number else ():
            words = {"version": 1, "now": {"phone": "137", "name": "周敏"}, "approved_by": "sun"}
            ask = {**words, "because": "typed wrongly"}
            told.scenario.when(when, f"lu:{role}", "correct-entry", **ask)
        if number:
            told.scenario.when(when, "zhou:customer", "close", key=f"{number} close")
        told.scenario.when(when, "zhou:customer")


def read(desk: Confiding) -> Iterator[tuple[str, str]]:
    """Give every sealed text of the log with the event that holds it."""
    for one in desk.store.read(limit=100_000):
        for line in one.event.model_dump_json().split(MARK)[1:]:
            yield one.event.name, line.split("|")[3]


def test_nothing_that_is_personal_lies_in_any_file(office: Path) -> None:
    with closing(opened(office)) as desk:
        said = shown(desk, office / "..")  # everything is made, and kept where it is kept
        at_work, told = [*leaks(office)], str((as_csv(desk), as_json(desk), as_xes(desk)))

    assert all(SECRET in said[name] for name in ("complaints", "trail", "papers", "cases", "xes"))
    assert [name for name, words in said.items() if MARK in words] == []
    assert at_work == [*leaks(office)] == []
    assert not any(one in told for one in (SECRET, MARK, ERASED))


def test_everything_that_is_marked_was_sealed_somewhere(office: Path) -> None:
    with closing(opened(office)) as desk:
        sealed = {(event, field.split(".")[0]) for event, field in read(desk)}

    marked = {(one.name, name) for one in rulebook().registry().kinds for name in one.personal}
    assert marked <= sealed


def test_who_is_not_of_the_house_is_named_nowhere(office: Path) -> None:
    with closing(opened(office)) as desk:
        events = {one.event.person for one in desk.store.read(limit=100_000)}
        attempts = [*desk.store.attempts(limit=100_000)]
        kept = desk.store.kept("C-2026-000001 close")
        trail = shown(desk, office / "..")["trail"]

    assert not any(NAMELESS in one for one in events)
    refused = [one for one in attempts if one.role == "customer"]
    assert {one.person[0] for one in refused} == {MARK[0], "~"}
    assert not any(NAMELESS in one.says for one in attempts)
    assert kept is not None
    assert NAMELESS in kept.answer
    assert f"{NAMELESS} (customer) was refused" in trail


@pytest.fixture(scope="module")
def erased(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same office, a day after everybody in it was erased."""
    folder = tmp_path_factory.mktemp("erased") / "office"
    shutil.copytree(office, folder)
    with closing(SQLiteKeyring(folder / "cases.db.keys")) as keyring:
        for one in keyring.subjects():
            keyring.change(one.id, State.ERASED, at=NOW)
    return folder


def test_after_an_erasure_nothing_that_is_shown_has_the_words(erased: Path) -> None:
    with closing(opened(erased)) as desk:
        said = shown(desk, erased / "..")

    assert [name for name, words in said.items() if SECRET in words] == []
    assert [name for name, words in said.items() if MARK in words] == []
    assert all(ERASED in said[name] for name in ("complaints", "papers", "cases", "xes"))


def test_after_an_erasure_every_proof_holds(office: Path, erased: Path) -> None:
    verdicts = []
    for folder in (office, erased):
        with closing(opened(folder)) as desk:
            journal = CheckpointJournal(folder / "journal")
            verdicts.append(Verification(desk.store, journal, POLICY, ()).verdict())

    before, after = verdicts
    assert not after.damage
    assert (after.size, after.root) == (before.size, before.root)


def test_a_case_of_somebody_erased_goes_on(erased: Path) -> None:
    """Rules that compare words meet the same word everywhere, and none of them fails."""
    with closing(opened(erased)) as desk:
        old, before = set(desk.store.cases()), desk.store.position()
        for page in desk.rulebook:
            for number in own(desk, page):
                for step in page.steps:
                    desk.why(number, step, "li:cs_staff", at=NOW)
            guide = Guide(Random(page.name), desk, page, NOW, own(desk, page))
            for _ in range(60):
                guide.stride()
        new = [one for one in desk.store.read(before, 100_000) if one.case in old]
        words = {word for one in new for word in strings(one.event.form)}

    assert ERASED in words
    assert not any(SECRET in one or MARK in one for one in words)
    assert [*leaks(erased)] == []
