from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from huiyin.domain.office import OFFICE_HOURS, rulebook
from huiyin.workflow.actor import Actor
from huiyin.workflow.desk import Desk
from huiyin.workflow.erasure.erase import Erasure
from huiyin.workflow.errors import NotYourRole, RuleBroken
from huiyin.workflow.privacy import Keyring, State, open_keyring
from huiyin.workflow.privacy.sqlite_keyring import SQLiteKeyring
from huiyin.workflow.privacy.tokens import ERASED
from huiyin.workflow.replay.breach import Breach
from huiyin.workflow.replay.conformance import Conformance
from huiyin.workflow.request import Terms
from huiyin.workflow.store import Append, open_store
from privacy.erasing import LI, WHEN, ZHOU, Office, keyring_of
from registers import RULES, handled, office
from spec import did, terms

FIRST, SECOND, OPEN = (f"C-2026-{n:06d}" for n in (1, 2, 3))


@pytest.fixture
def here(tmp_path: Path, address: str) -> Office:
    here = Office(tmp_path, address)
    here.opens()
    return here


def test_each_case_of_a_person_says_that_he_was_erased(here: Office) -> None:
    plan = here.erase()

    assert plan.cases == (FIRST, SECOND)
    assert [case for case, _ in here.erasures()] == [FIRST, SECOND]
    for _, event in here.erasures():
        assert event.source == event.target == "archived"
        assert (event.person, event.role, event.recorded_at) == ("li", "cs_staff", WHEN)
        assert event.form["subject"] == plan.subject.id
        assert event.form["reason"] == event.reason == "asked for"


def test_nobody_reads_his_words_and_others_keep_theirs(here: Office) -> None:
    plan = here.erase()

    with here.at_work() as (desk, keyring, subject):
        assert keyring.key(subject) is None
        assert keyring.find(ZHOU) is None
        assert desk.history(FIRST)[0].event.form["name"] == ERASED
        assert desk.history(OPEN)[0].event.form["name"] == "何静"
    assert plan.words > 4


def test_what_is_done_is_not_repeated(here: Office) -> None:
    here.erase()
    here.erase()

    assert len(here.erasures()) == 2


def test_only_files_of_his_cases_alone_are_removed(here: Office) -> None:
    before = {*here.files.kept()}

    plan = here.erase()

    assert len(before) == 3
    assert before - {*here.files.kept()} == {*plan.files}
    assert len(plan.files) == 1


def test_a_plan_changes_nothing(here: Office) -> None:
    with here.at_work() as (desk, keyring, subject):
        plan = Erasure(desk, keyring, here.files).plan(subject)

        assert (plan.cases, plan.open_cases, len(plan.files)) == ((FIRST, SECOND), (), 1)
        assert keyring.key(subject)
    assert here.erasures() == []


def test_whoever_is_held_is_not_erased(here: Office) -> None:
    with here.at_work() as (_, keyring, subject):
        keyring.change(subject, State.HELD, at=WHEN)

    with pytest.raises(RuleBroken, match="is held and is not erased before he is released"):
        here.erase()

    assert here.erasures() == []


def test_whoever_has_an_open_case_is_not_erased_unless_that_is_meant(here: Office) -> None:
    """S000-m-3.1.7b: every matter has an outcome."""
    with here.at_work() as (desk, keyring, _):
        erasure, she = Erasure(desk, keyring, here.files), keyring.subjects()[1].id
        with pytest.raises(RuleBroken, match=f"S000-m-3.1.7b: .* open cases: {OPEN}"):
            erasure.carry_out(she, LI, at=WHEN, reason="asked for")
        assert keyring.key(she)

        erasure.carry_out(she, LI, at=WHEN, reason="asked for", even_open=True)

        assert keyring.key(she) is None
        assert desk.case(OPEN).state == "registered"
        assert desk.next(OPEN, "li:cs_staff")


@pytest.mark.parametrize("who", ["wu:auditor", "zhou:customer", "ma:king"])
def test_only_who_works_in_the_office_erases(here: Office, who: str) -> None:
    with here.at_work() as (desk, keyring, subject):
        with pytest.raises(NotYourRole, match="nobody of the office"):
            Erasure(desk, keyring, here.files).carry_out(
                subject, Actor.parse(who), at=WHEN, reason="asked for"
            )
        assert keyring.key(subject)


@pytest.mark.parametrize("is_another", [False, True])
def test_a_case_that_is_written_while_he_is_erased_says_so_too(
    here: Office, is_another: bool
) -> None:
    """Whoever had the key in his hands when it was taken away writes what he was writing."""
    began, planned = Event(), Event()

    class Writing(SQLiteKeyring):
        def key(self, subject: str) -> bytes | None:
            found = super().key(subject)
            began.set()
            planned.wait(30)
            return found

    class Taking(SQLiteKeyring):
        def head(self) -> str:
            planned.set()
            return super().head()

    def write() -> str:
        with closing(opened(here, Writing(here.keys))) as desk:
            return desk.store.append(batch)[0].case

    with here.desk() as desk:
        words = desk.history(FIRST)[0].event
        about = {"name": "SampleVisitRecorded", "form": {"about": FIRST, "opinion": "满意"}}
        batch = Append((words,), series="C-2026")
        if is_another:
            told = words.model_copy(update=about)
            batch = Append((told,), OPEN, version=len(desk.history(OPEN)))
    with ThreadPoolExecutor(1) as writer, closing(opened(here, Taking(here.keys))) as desk:
        writing = writer.submit(write)
        assert began.wait(30)
        [subject, *_] = keyring_of(desk).subjects()
        erasure = Erasure(desk, keyring_of(desk), here.files)
        plan = erasure.carry_out(subject.id, LI, at=WHEN, reason="asked for")
        late = writing.result()

    assert late == (OPEN if is_another else "C-2026-000004")
    assert plan.cases == (FIRST, SECOND, late)
    assert [case for case, _ in here.erasures()] == [FIRST, SECOND, late]
    assert here.examined().findings == ()


def opened(here: Office, keyring: Keyring) -> Desk:
    book = rulebook()
    store = open_store(here.store, registry=book.registry(), keyring=keyring)
    return Desk(store, book, terms())


def test_who_sits_at_a_desk_for_long_stops_seeing_him_at_once(here: Office) -> None:
    with here.desk() as desk:
        assert desk.case(FIRST).past[0].form["name"] == ZHOU.name

        here.erase()

        assert desk.case(FIRST).past[0].form["name"] == ERASED


def test_erasing_needs_a_reason(here: Office) -> None:
    with here.at_work() as (desk, keyring, subject):
        with pytest.raises(RuleBroken, match="needs a reason"):
            Erasure(desk, keyring, here.files).carry_out(subject, LI, at=WHEN, reason=" ")
        assert keyring.key(subject)


def test_an_erasure_that_is_killed_is_finished_by_asking_again(
    here: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each run is killed at its next moment; none of them leaves a key that may be used."""
    moment, killed = 0, 0
    while True:
        moment += 1
        if not here.killed_erasing(moment):
            break
        killed += 1
        with here.at_work() as (_, keyring, subject):
            if keyring.subject(subject).state is not State.LIVE:
                assert keyring.key(subject) is None

    with here.at_work() as (_, keyring, subject):
        assert keyring.subject(subject).state is State.ERASED
    assert killed > 5
    assert len(here.erasures()) == 2
    assert len([*here.files.kept()]) == 2
    assert here.examined().findings == ()


def test_a_customer_who_comes_back_is_another(here: Office) -> None:
    here.erase()
    here.opens()

    with here.at_work() as (_, keyring, subject):
        assert keyring.find(ZHOU) not in (None, subject)


def test_a_history_of_sealed_words_conforms_with_and_without_its_keys(
    tmp_path: Path, address: str
) -> None:
    """What was corrected is sealed twice, and is the same word all the same."""
    here = Office(tmp_path, address)
    with here.desk() as desk:
        corrected = handled(office(desk, "property"))
        ask: dict[str, Any] = {
            "version": 1,
            "now": {"name": "周闵"},
            "approved_by": "gao",
            "because": "typo",
        }
        corrected.through(did("2026-03-07 09:00", "zhao:cs_manager", "correct-entry", **ask))
    assert breaches(here, keyed=True) == breaches(here, keyed=False) == []

    here.erase()

    assert len(here.erasures()) == 1
    assert breaches(here, keyed=True) == breaches(here, keyed=False) == []


def breaches(here: Office, *, keyed: bool) -> list[Breach]:
    keyring = open_keyring(str(here.ring.file)) if keyed else None
    with closing(open_store(here.store, registry=RULES.registry(), keyring=keyring)) as store:
        held = Conformance(store, RULES, Terms(OFFICE_HOURS)).log()
        return [breach for one in held for breach in one.breaches]
