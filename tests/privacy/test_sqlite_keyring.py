import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from huiyin.workflow.errors import Misconfigured, RuleBroken, StoreUnavailable
from huiyin.workflow.privacy.contract import Identity, KeyGone, KeyLost, State
from huiyin.workflow.privacy.sqlite_keyring import NEVER, SQLiteKeyring
from privacy.rings import HE, NOW, Ring, access
from spec import at

ZHOU = Identity("周敏", "137")
LATER = at("2026-03-03 10:00")


@pytest.fixture
def ring(tmp_path: Path) -> Ring:
    return Ring(tmp_path)


# ---------------------------------------------------------------- persons


def test_a_person_has_one_pseudonym_in_all_his_cases(ring: Ring) -> None:
    with ring.opened() as keyring:
        first, again = keyring.subject_of("C-1", HE), keyring.subject_of("R-1", HE)
        other, nobody = keyring.subject_of("C-2", ZHOU), keyring.subject_of("C-3")

        assert first == again == keyring.subject_of("R-1") == keyring.find(HE)
        assert len({first, other, nobody}) == 3
        assert keyring.subject(first).cases == ("C-1", "R-1")
        assert [one.id for one in keyring.subjects()] == [first, other, nobody]


@pytest.mark.parametrize("phone", ["139 0002-0001", "１３９０００２０００１"])
def test_a_person_is_known_however_his_number_is_spelt(ring: Ring, phone: str) -> None:
    with ring.opened() as keyring:
        assert keyring.subject_of("C-1", HE) == keyring.subject_of("C-2", Identity(" 何静 ", phone))


@pytest.mark.parametrize(
    "identity", [Identity("何静"), Identity(phone="137"), Identity("何静", "-")]
)
def test_half_an_identity_makes_nobodys_cases_his(ring: Ring, identity: Identity) -> None:
    with ring.opened() as keyring:
        first, other = keyring.subject_of("C-1", identity), keyring.subject_of("C-2", identity)

        assert first != other
        assert keyring.find(identity) is None


def test_a_number_that_was_drawn_and_not_kept_goes_to_whoever_opens_the_case(ring: Ring) -> None:
    with ring.opened() as keyring:
        keyring.subject_of("C-1", HE)

        assert keyring.subject_of("C-1", ZHOU) == keyring.subject_of("C-1") == keyring.find(ZHOU)


def test_a_pseudonym_and_a_file_tell_nothing_of_the_person(ring: Ring) -> None:
    with ring.opened() as keyring:
        subject = keyring.subject_of("C-1", HE)
        key = keyring.key(subject)

    assert key is not None
    assert not ring.holds("何静".encode(), b"13900020001", key)


def test_keys_and_fingerprints_outlive_the_program(ring: Ring) -> None:
    with ring.opened() as keyring:
        subject = keyring.subject_of("C-1", HE)
        key, print_ = keyring.key(subject), keyring.digest(b"a")

    with ring.opened() as keyring:
        assert keyring.key(subject) == key
        assert keyring.digest(b"a") == print_ != keyring.digest(b"b")
        assert len(key or b"") == 32


def test_two_keyrings_have_nothing_in_common(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with Ring(tmp_path).opened() as one, Ring(tmp_path / "other").opened() as other:
        assert one.digest(b"137") != other.digest(b"137")
        assert one.subject_of("C-1", HE) != other.subject_of("C-1", HE)


def test_a_stranger_has_no_key(ring: Ring) -> None:
    with ring.opened() as keyring:
        for asked in (keyring.key, keyring.subject):
            with pytest.raises(KeyLost, match="never heard"):
                asked("nobody")
        with pytest.raises(KeyLost, match="never heard"):
            keyring.change("nobody", State.HELD, at=NOW)


def test_a_key_that_is_gone_without_an_erasure_is_lost(ring: Ring) -> None:
    with ring.opened() as keyring:
        subject = keyring.subject_of("C-1", HE)
        with ring.behind_its_back() as connection:
            connection.execute("DELETE FROM keys")

        with pytest.raises(KeyGone, match="nobody has erased him"):
            keyring.key(subject)


# ---------------------------------------------------------------- files


def test_only_the_owner_may_read_the_files(ring: Ring) -> None:
    with ring.opened():
        pass

    assert {stat.S_IMODE(one.stat().st_mode) for one in (ring.file, ring.master)} == {0o600}
    assert {one.name for one in ring.folder.iterdir()} == {ring.file.name, ring.master.name}


def test_the_master_key_may_lie_elsewhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "safe" / "master"
    SQLiteKeyring(tmp_path / "k", master=elsewhere).close()

    assert elsewhere.is_file()
    assert not (tmp_path / "k.master").exists()


def test_without_its_master_key_a_keyring_opens_nothing_and_makes_none(ring: Ring) -> None:
    with ring.opened() as keyring:
        subject = keyring.subject_of("C-1", HE)
    ring.master.unlink()

    with ring.opened() as keyring:
        assert keyring.subject(subject).state is State.LIVE
        with pytest.raises(Misconfigured, match="the master key is not here"):
            keyring.key(subject)
        with pytest.raises(Misconfigured, match="the master key is not here"):
            keyring.subject_of("C-2", ZHOU)
    assert not ring.master.exists()


def test_another_master_key_is_told_apart(ring: Ring) -> None:
    with ring.opened() as keyring:
        subject = keyring.subject_of("C-1")
    ring.master.write_text(f"1 {'0' * 64}\n")

    with ring.opened() as keyring, pytest.raises(Misconfigured, match="not the master key of"):
        keyring.key(subject)


def test_a_file_that_is_no_master_key_is_told(ring: Ring) -> None:
    ring.master.write_text("1 secret\n")

    with pytest.raises(Misconfigured, match="no master key"):
        SQLiteKeyring(ring.file)


def test_what_is_no_keyring_is_told(ring: Ring) -> None:
    with pytest.raises(StoreUnavailable, match="no keyring here"):
        SQLiteKeyring(ring.file, create=False)
    ring.file.write_text("what is this? " * 100)
    with pytest.raises(StoreUnavailable, match="not a database"):
        SQLiteKeyring(ring.file)
    with pytest.raises(StoreUnavailable):
        SQLiteKeyring(ring.folder / "nowhere" / "k")


def test_a_keyring_of_a_newer_huiyin_is_left_alone(ring: Ring) -> None:
    with ring.opened(), ring.behind_its_back() as connection:
        connection.execute("UPDATE huiyin_keyring SET schema_number = 99")

    with pytest.raises(StoreUnavailable, match="newer"):
        SQLiteKeyring(ring.file)


def test_whoever_may_only_read_draws_nobody_and_logs_nothing(ring: Ring) -> None:
    with ring.opened() as keyring:
        subject = keyring.subject_of("C-1", HE)

    with ring.opened(read_only=True) as keyring:
        assert keyring.subject_of("C-1") == subject
        assert keyring.key(subject)
        for writes in (lambda: keyring.subject_of("C-2"), lambda: keyring.log(access())):
            with pytest.raises(StoreUnavailable, match="readonly"):
                writes()


# ---------------------------------------------------------------- standing


def test_whoever_is_held_is_not_erased_until_he_is_released(ring: Ring) -> None:
    with ring.opened() as keyring:
        subject = keyring.subject_of("C-1", HE)
        assert keyring.subject(subject).since == NEVER
        keyring.change(subject, State.HELD, at=NOW)

        for state in (State.ERASING, State.ERASED):
            with pytest.raises(RuleBroken, match="is held and cannot become"):
                keyring.change(subject, state, at=LATER)
        held = keyring.subject(subject)
        assert (held.state, held.since) == (State.HELD, NOW)
        assert keyring.key(subject)
        keyring.change(subject, State.LIVE, at=LATER)
        keyring.change(subject, State.ERASED, at=LATER)
        assert keyring.key(subject) is None


def test_an_erased_person_is_a_tombstone_and_comes_back_as_another(ring: Ring) -> None:
    with ring.opened() as keyring:
        subject = keyring.subject_of("C-1", HE)
        keyring.change(subject, State.ERASED, at=NOW)
        keyring.change(subject, State.ERASED, at=LATER)

        stone = keyring.subject(subject)
        assert (stone.state, stone.since, stone.cases) == (State.ERASED, NOW, ("C-1",))
        assert keyring.key(subject) is None
        assert keyring.find(HE) is None
        assert keyring.subject_of("C-1") == subject
        assert keyring.subject_of("C-9", HE) != subject
        with pytest.raises(RuleBroken):
            keyring.change(subject, State.LIVE, at=LATER)


def test_from_the_beginning_of_an_erasure_the_key_is_given_to_nobody(ring: Ring) -> None:
    with ring.opened() as keyring, ring.opened() as elsewhere:
        subject = keyring.subject_of("C-1", HE)
        assert elsewhere.key(subject)
        keyring.change(subject, State.ERASING, at=NOW)

        assert elsewhere.key(subject) is None
        assert elsewhere.find(HE) == subject
        with pytest.raises(RuleBroken):
            elsewhere.change(subject, State.LIVE, at=LATER)
        assert keyring.subject_of("C-2", HE) != subject


def test_a_destroyed_key_is_in_no_file_any_more(ring: Ring) -> None:
    with ring.opened() as keyring:
        persons = [keyring.subject_of(f"C-{n}", Identity(f"客户{n}", str(n))) for n in range(300)]
        erased = persons[::3]
        numbers = ",".join(str(n) for n in range(1, 301, 3))
        keys = ring.column(f"SELECT sealed FROM keys WHERE subject IN ({numbers})")
        names = ring.column(f"SELECT digest FROM identities WHERE subject IN ({numbers})")
        assert len(ring.holds(*keys, *names)) == 200
        for one in erased:
            keyring.change(one, State.ERASED, at=NOW)

        assert not ring.holds(*keys, *names)
        assert all(keyring.key(one) for one in set(persons) - set(erased))


# ---------------------------------------------------------------- rotation


def test_a_rotation_keeps_every_key_and_no_trace_of_the_old_master(ring: Ring) -> None:
    with ring.opened() as keyring, ring.opened() as elsewhere:
        persons = [keyring.subject_of(f"C-{n}") for n in range(50)]
        keys = [keyring.key(one) for one in persons]
        wrapped = ring.column("SELECT sealed FROM keys")
        old = [line for line in ring.master.read_bytes().splitlines() if line.startswith(b"1 ")]
        keyring.digest(b"")

        assert keyring.rotate() == 2
        assert [elsewhere.key(one) for one in persons] == keys
        assert elsewhere.subject_of("C-new")
        assert elsewhere.rotate() == 3
        assert [keyring.key(one) for one in persons] == keys
    assert not ring.holds(*wrapped, *old)


KILLED = """
import os, signal, sys
from huiyin.workflow.privacy import master, ring_file, sqlite_keyring

place, moment = sys.argv[1:]
keyring = sqlite_keyring.SQLiteKeyring(place)
count = 0

def counting(name, old):
    def counted(*args, **more):
        global count
        count += 1
        if count == int(moment):
            os.kill(os.getpid(), signal.SIGKILL)
        result = old(*args, **more)
        return result
    return counted

places = (master.Master, "write"), (master.Master, "_sync"), (ring_file.RingFile, "shred")
for owner, name in places:
    setattr(owner, name, counting(name, getattr(owner, name)))
keyring._wrapping._sealed = counting("sealed", keyring._wrapping._sealed)
keyring.rotate()
"""


@pytest.mark.parametrize("moment", range(1, 9))
def test_a_rotation_that_is_killed_leaves_every_key(ring: Ring, moment: int) -> None:
    with ring.opened() as keyring:
        persons = [keyring.subject_of(f"C-{n}") for n in range(3)]
        keys = [keyring.key(one) for one in persons]

    done = subprocess.run([sys.executable, "-c", KILLED, ring.file, str(moment)], check=False)

    assert done.returncode == -signal.SIGKILL
    with ring.opened() as keyring:
        assert [keyring.key(one) for one in persons] == keys
        keyring.rotate()
        assert [keyring.key(one) for one in persons] == keys
    lines = [one for one in ring.master.read_text().splitlines() if not one.startswith("#")]
    assert len(lines) == 1


# ---------------------------------------------------------------- together


DRAWING = """
import sys
from huiyin.workflow.privacy.contract import Identity
from huiyin.workflow.privacy.sqlite_keyring import SQLiteKeyring

keyring = SQLiteKeyring(sys.argv[1])
print(*(keyring.subject_of(f"C-{n}", Identity("何静", str(n))) for n in range(20)))
"""


def test_processes_and_threads_agree_on_who_is_who(ring: Ring) -> None:
    command = [sys.executable, "-c", DRAWING, str(ring.file)]
    three = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    drawn = [one.communicate(timeout=60)[0].split() for one in three]
    with ring.opened() as keyring, ThreadPoolExecutor(4) as threads:
        asked = [(f"R-{n}", Identity("何静", str(n))) for n in range(20)]
        again = list(threads.map(lambda one: keyring.subject_of(*one), asked))

    assert drawn[0] == drawn[1] == drawn[2] == again
    assert len(set(again)) == 20


def test_nobody_uses_a_keyring_across_a_fork(ring: Ring) -> None:
    with ring.opened() as keyring:
        child = os.fork()
        if child == 0:
            try:
                keyring.subjects()
            except StoreUnavailable:
                os._exit(7)
            os._exit(0)

        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


def test_a_closed_keyring_says_so(ring: Ring) -> None:
    with ring.opened() as keyring:
        pass
    with pytest.raises(StoreUnavailable, match="closed"):
        keyring.subjects()
