"""Keys, checkpoints and the examination of the record, as an auditor meets them."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from histories import forged
from huiyin.cli.verify_steps import STEPS
from huiyin.domain.office import open_desk
from spec import Scenario, did
from terminal import Said, Terminal


@pytest.fixture
def signed(huiyin: Terminal) -> Terminal:
    """Two cases under a checkpoint, which the auditor has in `mine.note`."""
    huiyin.opened()
    huiyin.opened()
    assert huiyin.run("key", "new", str(huiyin.folder / "signer.key")).code == 0
    assert checkpoint(huiyin, "--note", str(huiyin.folder / "mine.note")).code == 0
    return huiyin


def checkpoint(huiyin: Terminal, *more: str) -> Said:
    return huiyin.run("checkpoint", "--key", str(huiyin.folder / "signer.key"), *more)


def altered(huiyin: Terminal) -> None:
    with closing(sqlite3.connect(huiyin.store)) as outside, outside:
        outside.execute("DROP TRIGGER stored_events_no_update")
        outside.execute(
            "UPDATE stored_events SET state = CAST(replace(state, '收银排队', '收银插队') AS BLOB) "
            "WHERE notification_id = 2"
        )


def test_a_record_that_nobody_touched_is_sound(signed: Terminal) -> None:
    said = signed.run("verify", "--since", str(signed.folder / "mine.note"), "--json")

    assert said.code == 0
    assert said.json["result"] == "sound"
    assert (said.json["checkpoints"], said.json["last_good"], said.json["unsigned"]) == ([2], 2, 0)
    assert not any(step["found"] for step in said.json["steps"])


def test_what_was_altered_is_named_and_the_last_good_checkpoint_too(signed: Terminal) -> None:
    signed.opened()
    checkpoint(signed)
    altered(signed)

    said = signed.run("verify", "--json")

    assert said.code == 7
    assert said.json["result"] == "tampered"
    assert said.json["last_good"] is None
    [damage] = said.json["damage"]
    assert damage == {
        "kind": "altered",
        "leaf": 1,
        "position": 2,
        "case": "C-2026-000002",
        "version": 1,
        "says": "C-2026-000002 version 1 (event 2) is not what was recorded",
    }
    assert signed.run("verify", "C-2026-000002").code == 7
    assert signed.run("verify", "C-2026-000001").code == 0


def test_what_nobody_has_signed_is_not_enough_evidence(signed: Terminal) -> None:
    signed.opened()

    said = signed.run("verify")

    assert said.code == 11
    assert "from leaf 2 on, C-2026-000003 version 1 (event 3); leaves: 1" in said.out


def test_without_a_key_there_is_no_evidence_at_all(huiyin: Terminal) -> None:
    huiyin.opened()

    said = huiyin.run("verify")

    assert said.code == 11
    assert "there is no policy that says whose signatures count" in said.out
    assert huiyin.run("checkpoint").err.startswith("huiyin: no key signs here: --key FILE")


def test_a_case_that_never_was_is_not_found(signed: Terminal) -> None:
    said = signed.run("verify", "C-2026-000009")

    assert (said.code, said.err) == (3, "huiyin: there is no case C-2026-000009.\n")


def test_a_case_that_is_gone_is_no_case_that_never_was(signed: Terminal) -> None:
    with closing(sqlite3.connect(signed.store)) as outside, outside:
        outside.execute("DROP TRIGGER stored_events_no_delete")
        outside.execute("DELETE FROM stored_events WHERE notification_id = 2")

    said = signed.run("verify", "C-2026-000002", "--json")

    assert said.code == 7
    assert said.json["damage"][0]["says"] == "event 2 is missing"


def test_the_next_step_is_refused_on_a_store_that_somebody_wrote_to(signed: Terminal) -> None:
    with closing(sqlite3.connect(signed.store)) as outside, outside:
        outside.execute("DROP TRIGGER leaves_no_delete")
        outside.execute("DELETE FROM leaves WHERE i = 1")

    said = signed.run("do", "C-2026-000001", "escalate", "--as", "wang:receptionist")

    assert said.code == 7
    assert "the log ends with event 2 and the ledger with event 1" in said.err


def test_verifying_does_not_change_the_store(signed: Terminal) -> None:
    signed.store.chmod(0o444)
    before = signed.store.read_bytes()

    assert signed.run("verify").code == 0

    assert signed.store.read_bytes() == before


def test_a_private_key_is_for_its_owner_and_outside_of_the_journal(signed: Terminal) -> None:
    key = signed.folder / "signer.key"

    assert sys.platform == "win32" or key.stat().st_mode & 0o777 == 0o600
    assert signed.run("key", "new", str(key)).code == 2
    inside = f"{signed.store}.journal/signer.key"
    assert "outside of the journal" in signed.run("key", "new", inside).err


def test_a_new_key_signs_from_the_next_checkpoint_on(signed: Terminal) -> None:
    fresh = str(signed.folder / "fresh.key")
    said = signed.run("key", "new", fresh, "--json")
    assert (said.json["origin"], said.json["start"]) == ("huiyin/huiyin", 3)
    signed.opened()

    assert checkpoint(signed).code == 9
    assert signed.run("checkpoint", "--key", fresh).code == 0

    assert signed.run("verify", "--json").json["checkpoints"] == [2, 3]


def test_the_policy_of_an_auditor_counts_and_not_the_one_in_the_journal(
    signed: Terminal, tmp_path: Path
) -> None:
    mine = tmp_path / "policy"
    mine.write_bytes(Path(f"{signed.store}.journal/policy").read_bytes())
    assert signed.run("verify", "--policy", str(mine)).code == 0

    for file in Path(f"{signed.store}.journal").iterdir():
        file.unlink()
    signed.run("key", "new", str(tmp_path / "other.key"))
    signed.run("checkpoint", "--key", str(tmp_path / "other.key"))

    assert signed.run("verify").code == 0
    assert signed.run("verify", "--policy", str(mine)).code == 7


@pytest.mark.parametrize("given", ["nowhere", "signer.key"])
def test_a_file_that_is_no_policy_is_refused(signed: Terminal, given: str) -> None:
    said = signed.run("verify", "--policy", str(signed.folder / given))

    assert said.code == 9


def test_a_store_in_memory_has_no_journal_beside_it(huiyin: Terminal) -> None:
    said = huiyin("--store", "memory:", "verify")

    assert said.code == 9
    assert "--journal FOLDER names one" in said.err


def test_a_case_is_proved_to_somebody_without_huiyin(signed: Terminal) -> None:
    folder = signed.folder / "proofs"

    said = signed.run("prove", "C-2026-000002#1", "-o", str(folder), "--json")

    assert (said.code, said.json["events"]) == (0, 1)
    done = subprocess.run(
        [sys.executable, "-I", folder / "verify.py"], capture_output=True, text=True, check=True
    )
    assert "ok     C-2026-000002 version 1: ComplaintRegistered@1, leaf 1" in done.stdout
    assert "is not empty" in signed.run("prove", "C-2026-000002", "-o", str(folder)).err


@pytest.mark.parametrize(
    ("place", "code"),
    [("C-2026-000009", 3), ("C-2026-000001#2", 3), ("C-2026-000001#0", 2), ("C-2026-000003", 11)],
)
def test_what_cannot_be_proved_is_told(signed: Terminal, place: str, code: int) -> None:
    signed.opened()

    assert signed.run("prove", place, "-o", str(signed.folder / "proofs")).code == code
    assert not (signed.folder / "proofs").exists()


def test_without_a_policy_nothing_can_be_proved(huiyin: Terminal) -> None:
    huiyin.opened()

    assert huiyin.run("prove", "C-2026-000001", "-o", str(huiyin.folder / "proofs")).code == 9


def scheduled(huiyin: Terminal, table: str) -> None:
    key = huiyin.folder / "signer.key"
    huiyin.run("key", "new", str(key))
    text = f"key = {str(key)!r}\n[checkpoints]\n{table}\n"
    (huiyin.folder / "huiyin.toml").write_text(text, "utf-8")


def sizes(huiyin: Terminal) -> list[int]:
    found: list[int] = huiyin.run("verify", "--json").json["checkpoints"]
    return found


def test_a_checkpoint_is_signed_when_so_much_is_new(huiyin: Terminal) -> None:
    scheduled(huiyin, "every = 2")

    for _ in range(5):
        huiyin.opened()
        huiyin.run("show", "C-2026-000001")

    assert sizes(huiyin) == [2, 4]


def test_a_checkpoint_is_signed_a_day_after_the_last(huiyin: Terminal) -> None:
    scheduled(huiyin, "daily = true")

    huiyin.opened()
    huiyin.opened()
    assert sizes(huiyin) == [1]

    last = Path(f"{huiyin.store}.journal") / "000000000001.checkpoint"
    os.utime(last, (0, last.stat().st_mtime - 24 * 3600))
    huiyin.opened()
    assert sizes(huiyin) == [1, 3]


def test_a_dry_run_signs_nothing(huiyin: Terminal) -> None:
    scheduled(huiyin, "every = 1")
    huiyin.opened()

    given = ("--as", "wang:receptionist", "--dry-run")
    huiyin.run("do", "C-2026-000001", "escalate", *given)

    assert sizes(huiyin) == [1]


@pytest.mark.parametrize("table", ["every = -1", "every = true", "daily = 1", "often = 1"])
def test_a_schedule_that_makes_no_sense_is_told(huiyin: Terminal, table: str) -> None:
    huiyin.opened()
    scheduled(huiyin, table)

    said = huiyin.run("show", "C-2026-000001")

    assert said.code == 9
    assert said.err.startswith("huiyin: checkpoints")


# ------------------------------------------------------------ cases folded again


def slip_in(huiyin: Terminal) -> None:
    """Record beside the desk that a stranger handled a case, with its leaf and its signature."""
    with open_desk(str(huiyin.store)) as desk:
        office = Scenario(desk, "complaint/mall", "C-2026-000002")
        handle = did("2026-03-02 10:00", "wang:receptionist", "handle-directly")
        forged(office, handle, person="guo", role="customer")
    assert checkpoint(huiyin).code == 0


def test_the_steps_are_numbered_as_the_auditors_list_has_them(signed: Terminal) -> None:
    """Auditing 1: huiyin verify."""
    steps = signed.run("verify", "--json").json["steps"]

    assert [one["number"] for one in steps] == list(range(1, len(STEPS) + 1))
    assert [one["found"] for one in steps] == [0] * len(STEPS)


def test_a_step_that_the_page_refuses_is_found_though_all_is_signed(signed: Terminal) -> None:
    """Auditing 1, step 8: the ledger proves that it was recorded, not that it was allowed."""
    slip_in(signed)

    said = signed.run("verify", "--json")

    assert (said.code, said.json["result"], said.json["damage"]) == (7, "not_conforming", [])
    [breach] = said.json["breaches"]
    assert (breach["case"], breach["version"], breach["kind"]) == (
        "C-2026-000002",
        2,
        "NotYourRole",
    )
    assert [one["found"] for one in said.json["steps"]] == [0, 0, 0, 0, 0, 0, 0, 1, 0]
    assert signed.run("verify", "C-2026-000001").code == 0
    assert signed.run("verify", "C-2026-000002").code == 7


def test_a_register_that_somebody_edited_is_named_though_the_record_is_sound(
    signed: Terminal,
) -> None:
    """Auditing 1, step 7."""
    signed.run("register", "complaints")
    with closing(sqlite3.connect(signed.store)) as outside, outside:
        changed = outside.execute(
            "UPDATE view_rows SET row = replace(row, '收银排队', '无') WHERE key = 'C-2026-000002' "
            "AND view = (SELECT id FROM views WHERE name LIKE 'complaint_register@%')"
        )
        assert changed.rowcount == 1

    said = signed.run("verify", "--json")

    assert (said.code, said.json["result"]) == (7, "kept_otherwise")
    [stray] = said.json["strays"]
    assert (stray["kind"], stray["register"], stray["key"]) == (
        "row_altered",
        "complaint_register",
        "C-2026-000002",
    )
    assert signed.run("verify", "C-2026-000001").code == 0
    assert signed.run("verify", "C-2026-000002").code == 7


def test_a_case_with_a_hole_is_examined_to_the_end(signed: Terminal) -> None:
    """Auditing 1: the finding names the event, whichever steps come after it."""
    slip_in(signed)
    with closing(sqlite3.connect(signed.store)) as outside, outside:
        outside.execute("DROP TRIGGER stored_events_no_delete")
        outside.execute("DELETE FROM stored_events WHERE notification_id = 2")

    for case in ([], ["C-2026-000002"]):
        said = signed.run("verify", *case, "--json")

        assert (said.code, said.json["result"]) == (7, "tampered")
        assert said.json["damage"][0]["says"] == "event 2 is missing"
        assert [one["kind"] for one in said.json["breaches"]] == ["Unreadable"]


def test_only_the_ledger_is_examined_where_somebody_is_in_a_hurry(signed: Terminal) -> None:
    slip_in(signed)

    said = signed.run("verify", "--quick", "--json")

    assert said.code == 0
    assert [one["found"] for one in said.json["steps"]] == [0, 0, 0, 0, 0, 0, None, None, None]
    assert "were left out" in signed.run("verify", "--quick").out


# ---------------------------------------------------------------- step 9: what nobody can read


ERASING = ("--as", "li:cs_staff", "--reason", "asked for", "--even-open")


@pytest.fixture
def keyring(signed: Terminal) -> Path:
    return signed.folder / "huiyin.db.keys"


def ninth(said: Said) -> int:
    found: int = said.json["steps"][8]["found"]
    return found


def test_what_erasure_made_unreadable_is_told_and_accuses_nobody(signed: Terminal) -> None:
    erased = signed.run("subject", "erase", "C-2026-000001", *ERASING, "--json").json
    checkpoint(signed)

    said = signed.run("verify", "--json")

    assert (said.code, said.json["result"], ninth(said)) == (0, "sound", 0)
    (gone,) = said.json["gone"]
    assert (gone["subject"], gone["words"]) == (erased["subject"], erased["words"])
    assert gone["told"] == ["C-2026-000001#2", "C-2026-000002#2"]
    assert signed.run("verify", "C-2026-000001", "--json").json["gone"][0]["told"] == [
        "C-2026-000001#2"
    ]
    assert "what erasure made unreadable" in signed.run("verify").out


def test_a_key_that_is_lost_is_lacking_evidence(signed: Terminal, keyring: Path) -> None:
    with closing(sqlite3.connect(keyring)) as outside, outside:
        outside.execute("DELETE FROM keys")

    said = signed.run("verify", "--json")

    assert (said.code, said.json["result"], ninth(said)) == (11, "not_enough", 1)
    assert said.json["unread"][0]["kind"] == "key_lost"
    assert "key lost" in signed.run("verify").out


def test_without_a_keyring_the_ledger_is_examined_all_the_same(
    signed: Terminal, keyring: Path
) -> None:
    keyring.unlink()

    said = signed.run("verify", "--json")

    assert (said.code, said.json["result"], ninth(said)) == (11, "not_enough", 1)
    assert said.json["unread"][0]["kind"] == "keyring"
    assert not keyring.exists()


def test_an_old_keyring_in_the_place_of_the_one_that_erased_is_damage(
    signed: Terminal, keyring: Path
) -> None:
    before = keyring.read_bytes()
    signed.run("subject", "erase", "C-2026-000001", *ERASING)
    checkpoint(signed)
    keyring.write_bytes(before)

    said = signed.run("verify", "--json")

    assert (said.code, said.json["result"]) == (7, "tampered")
    assert {one["kind"] for one in said.json["unread"]} == {"accesses", "undone"}
    assert [one["found"] for one in said.json["steps"]][:8] == [0] * 8


@pytest.mark.parametrize("command", [("verify",), ("prove", "C-2026-000001", "-o", "proofs")])
def test_a_file_that_is_no_checkpoint_accuses_nobody(
    signed: Terminal, command: tuple[str, ...]
) -> None:
    wrong = signed.folder / "shopping.txt"
    wrong.write_text("milk")

    said = signed.run(*command, "--since", str(wrong))

    assert said.code == 9
    assert "shopping.txt: this is no signed note" in said.err


@pytest.mark.parametrize("due_at", [2**63 - 1, -(2**63)])
def test_an_agenda_beyond_any_date_is_named(signed: Terminal, due_at: int) -> None:
    number = signed.opened(procedure="complaint/service_centre")
    assert checkpoint(signed).code == 0
    with closing(sqlite3.connect(signed.store)) as outside, outside:
        outside.execute("UPDATE agenda SET due_at = ?", (due_at,))

    said = signed.run("verify", "--json")

    assert (said.code, said.json["result"]) == (7, "kept_otherwise")
    assert {one["key"].split()[0] for one in said.json["strays"]} >= {number}


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"])
def test_an_event_beyond_any_date_is_named(signed: Terminal, at: str) -> None:
    with closing(sqlite3.connect(signed.store)) as outside, outside:
        outside.execute("DROP TRIGGER stored_events_no_update")
        outside.execute(
            "UPDATE stored_events SET state = CAST(json_set(state, '$.recorded_at', ?) AS BLOB) "
            "WHERE notification_id = 2",
            (at,),
        )

    said = signed.run("verify", "--json")

    assert (said.code, said.json["result"]) == (7, "tampered")
    assert said.json["damage"][0]["case"] == "C-2026-000002"
    assert "no clock shows this instant" in signed.run("show", "C-2026-000002").err


@pytest.mark.parametrize("row", ["{", "null", "[1]"])
def test_a_kept_row_that_is_none_is_told_and_made_anew(huiyin: Terminal, row: str) -> None:
    number = huiyin.opened()
    assert huiyin.run("register", "complaints").code == 0
    with closing(sqlite3.connect(huiyin.store)) as outside, outside:
        outside.execute("UPDATE view_rows SET row = ? WHERE key = ?", (row, number))

    said = huiyin.run("register", "complaints")

    assert said.code == 9
    assert "`huiyin projections rebuild` makes it anew" in said.err
    assert huiyin.run("verify").code == 7
    assert huiyin.run("projections", "rebuild").code == 0
    assert huiyin.run("register", "complaints").code == 0
