"""Auditing.md 1: verify, step 9: what erasure made unreadable."""

import shutil
from pathlib import Path

import pytest

from huiyin.workflow.erasure.examine import Sort
from huiyin.workflow.language import ENGLISH
from huiyin.workflow.privacy import State
from outside import outside, reword
from privacy.erasing import WHEN, Office
from privacy.rings import access

FIRST, SECOND, OPEN = (f"C-2026-{n:06d}" for n in (1, 2, 3))


@pytest.fixture
def here(tmp_path: Path) -> Office:
    here = Office(tmp_path)
    here.opens()
    with here.at_work() as (_, keyring, __):
        keyring.log(access())
        keyring.log(access())
    return here


def said(here: Office, case: str = "") -> list[tuple[str, str]]:
    return [(one.sort, ENGLISH.say(one.says)) for one in here.examined(case).findings]


def test_where_nobody_was_erased_nothing_is_unreadable(here: Office) -> None:
    assert here.examined() == type(here.examined())()


def test_what_an_erasure_made_unreadable_is_told_with_the_entries_that_say_so(
    here: Office,
) -> None:
    plan = here.erase()

    examined = here.examined()

    assert examined.findings == ()
    (gone,) = examined.gone
    assert (gone.subject, gone.since, gone.words) == (plan.subject.id, WHEN, plan.words)
    assert gone.cases == (FIRST, SECOND)
    assert [one.partition("#")[0] for one in gone.told] == [FIRST, SECOND]


def test_a_key_that_is_gone_without_an_erasure_is_lost_evidence(here: Office) -> None:
    with here.ring.behind_its_back() as connection:
        connection.execute("DELETE FROM keys WHERE subject = 1")

    (finding,) = here.examined().findings
    assert (finding.sort, finding.is_damage) == (Sort.KEY_LOST, False)
    assert "is lost: words: " in ENGLISH.say(finding.says)


def test_a_person_whom_the_keyring_does_not_know_is_lost_evidence(here: Office) -> None:
    with here.ring.behind_its_back() as connection:
        connection.execute("DELETE FROM subjects WHERE number = 1")

    assert [sort for sort, _ in said(here)] == [Sort.KEY_LOST]


def test_an_erasure_that_was_begun_is_told(here: Office) -> None:
    with here.at_work() as (_, keyring, subject):
        keyring.change(subject, State.ERASING, at=WHEN)

    assert said(here) == [(Sort.UNFINISHED, f"the erasure of {subject} was begun and not finished")]


def test_a_key_that_was_destroyed_behind_the_record_is_told(here: Office) -> None:
    with here.at_work() as (_, keyring, subject):
        keyring.change(subject, State.ERASED, at=WHEN)

    says = f"{subject} is erased and his case does not say so"
    assert said(here) == [(Sort.UNRECORDED, says)] * 2
    assert [one.case for one in here.examined().findings] == [FIRST, SECOND]
    assert len(said(here, FIRST)) == 1
    assert said(here, OPEN) == []


def test_a_keyring_from_before_the_erasure_is_found_out(here: Office) -> None:
    """An erasure is as good as the last backup that still has the key."""
    backup = here.folder / "backup"
    shutil.copy(here.ring.file, backup)
    with here.at_work() as (_, keyring, __):
        keyring.log(access("subject erase"))
    here.erase()
    shutil.copy(backup, here.ring.file)

    examined = here.examined()

    assert [one.sort for one in examined.damage] == [Sort.ACCESSES, Sort.UNDONE]
    assert [says for _, says in said(here)] == [
        "accesses: there were 3 lines once and 2 are left",
        f"{examined.damage[1].subject} was erased and his key is there again",
    ]


def test_a_log_of_accesses_that_somebody_touched_is_damage(here: Office) -> None:
    with here.ring.behind_its_back() as connection:
        connection.execute("UPDATE accesses SET who = 'nobody' WHERE id = 2")

    assert said(here) == [(Sort.ACCESSES, "accesses: line 2 is not what was written")]
    assert here.examined().damage


def test_a_word_that_was_exchanged_is_damage(here: Office) -> None:
    """Another word of his own does not pass for the one that was written."""
    with outside(here.store) as attacker:
        attacker.unguard()
        reword(attacker, b"|name|", b"|phone|", "notification_id = 1")

    (finding,) = here.examined().findings
    assert (finding.sort, finding.case, finding.version) == (Sort.WORD, FIRST, 1)
    assert "phone does not open with the key of" in ENGLISH.say(finding.says)


@pytest.mark.parametrize("which", ["file", "master"])
def test_without_its_keyring_a_log_is_not_accused(here: Office, which: str) -> None:
    getattr(here.ring, which).unlink()

    (finding,) = here.examined().findings
    assert (finding.sort, finding.is_damage) == (Sort.KEYRING, False)
    assert "the keyring cannot be read: " in ENGLISH.say(finding.says)


def test_a_log_without_sealed_words_needs_no_keyring(tmp_path: Path) -> None:
    here = Office(tmp_path)
    with here.desk():
        pass

    assert here.examined().findings == ()
    assert not here.ring.file.exists()
