"""cli.md: `open KIND/PROCEDURE`, `do CASE STEP`, and the options of mutations."""

import json

import pytest

from terminal import MALL, NINE, Terminal

OPENING = ("open", "complaint/mall", "--as", "wang:receptionist", "--at", NINE)
WANG = ("--as", "wang:receptionist")


def test_opening_tells_the_case_its_state_and_what_is_next(huiyin: Terminal) -> None:
    """S000-m-3.1.7a: whoever receives a complaint handles or reports it."""
    said = huiyin.run(*OPENING, "--json", "severity=general", *MALL)

    told = said.json
    assert said.code == 0
    assert (told["case"], told["state"], told["version"]) == ("C-2026-000001", "registered", 1)
    assert told["events"] == ["ComplaintRegistered"]
    assert told["schema_version"] == 1
    assert [one["step"] for one in told["next"]][:2] == ["escalate", "handle-directly"]


def test_a_step_tells_the_deadlines_it_starts(huiyin: Terminal) -> None:
    """S004-p7-visit-2b: a clear answer within three days."""
    case = huiyin.opened(procedure="complaint/service_centre")

    told = huiyin.run("why-due", case, "--json").json

    assert [one["deadline"] for one in told["deadlines"]] == ["answer"]
    assert told["deadlines"][0]["due_at"] == "2026-03-06T00:00:00+08:00"


def test_a_list_is_given_once_for_each_value(huiyin: Terminal) -> None:
    """cli.md: FIELD=VALUE, read by the shape of the blank."""
    case = huiyin.opened()

    said = huiyin.run(
        *("do", case, "escalate", *WANG, "--at", "2026-03-02 09:05"),
        *("recipients=superior", "recipients=cs_manager"),
    )
    shown = huiyin.run("show", case, "--json").json

    written = {row["field"]: row["value"] for row in shown["written"]}
    assert said.code == 0
    assert written["recipients"] == ["superior", "cs_manager"]


@pytest.mark.parametrize("yes", ["true", "yes", "是", "1"])
def test_true_is_written_in_several_ways(huiyin: Terminal, yes: str) -> None:
    """cli.md: bool; S004-p6-4.1: an apology comes first."""
    fields = ("name=a", "phone=1", "matter=m", "content=c", "channel=phone", "unit_no=1-1")

    said = huiyin.run(
        *("open", "complaint/property", *WANG, "--at", NINE, "severity=general"),
        *(*fields, f"apology_made={yes}"),
    )

    assert said.code == 0


def test_a_local_time_is_read_on_the_clocks_of_the_office(huiyin: Terminal) -> None:
    """cli.md: --tz; a blank that is an instant may be written without its offset."""
    huiyin.run("open", "complaint/service_centre", *WANG, "--at", NINE, "severity=general", *MALL)

    said = huiyin.run(
        *("do", "C-2026-000001", "dispatch", *WANG, "--at", "2026-03-02 09:10", "--json"),
        *("department=工程部", "due_at=2026-03-02 18:00"),
    )

    assert said.json["opened"][0]["due_at"] == "2026-03-02T18:00:00+08:00"


def test_an_object_is_written_as_json(huiyin: Terminal) -> None:
    """S001-ch2-1a: a correction is a counter-entry with the words that should stand there."""
    case = huiyin.opened()

    said = huiyin.run(
        *("do", case, "correct-entry", "--as", "chen:cs_manager", "--at", "2026-03-02 10:00"),
        *("version=1", 'now={"phone":"138"}', "approved_by=fang", "--reason", "记错"),
    )
    shown = huiyin.run("show", case, "--json").json

    assert said.code == 0, said.err
    assert {"field": "phone", "value": "138"}.items() <= shown["written"][1].items()


def test_a_dry_run_shows_everything_and_writes_nothing(huiyin: Terminal) -> None:
    """cli.md: --dry-run shows events, clauses, deadlines; writes nothing."""
    case = huiyin.opened(procedure="complaint/service_centre")
    before = huiyin.store.read_bytes()

    told = huiyin.run(
        *("do", case, "dispatch", *WANG, "--at", "2026-03-02 09:10", "--dry-run", "--json"),
        *("department=工程部", "due_at=2026-03-03 09:00"),
    ).json

    assert (told["state"], told["dry_run"]) == ("dispatched", True)
    assert told["clauses"] == ["S004-p7-first-2"]
    assert [one["deadline"] for one in told["opened"]] == ["work"]
    assert huiyin.run("show", case, "--json").json["version"] == 1
    assert huiyin.store.read_bytes() == before


def test_a_dry_run_needs_no_store_and_makes_none(huiyin: Terminal) -> None:
    """cli.md: --dry-run shows events, clauses, deadlines; writes nothing."""
    said = huiyin.run(*OPENING, "--dry-run", "--json", "severity=general", *MALL)

    assert said.code == 0
    assert (said.json["case"], said.json["state"]) == ("C-2026-…", "registered")
    assert not huiyin.store.exists()


def test_a_due_instant_at_midnight_is_the_end_of_its_day(huiyin: Terminal) -> None:
    """S004-p7-visit-2b: the third day ends at 24:00; data keep the exact instant."""
    command = ("--as", "wang:receptionist", "--at", NINE, "severity=general", *MALL)

    said = huiyin.run("open", "complaint/service_centre", *command)

    assert "until 2026-03-05 24:00" in said.out
    assert "2026-03-06" not in said.out


def test_a_form_comes_from_a_file_and_fields_overrule_it(huiyin: Terminal) -> None:
    """cli.md: --form FILE.json."""
    form = {"name": "何静", "phone": "1", "matter": "m", "content": "c", "channel": "web"}
    (huiyin.folder / "form.json").write_text(json.dumps(form), "utf-8")

    said = huiyin.run(*OPENING, "--form", "form.json", "severity=general", "phone=2")
    written = huiyin.run("show", "C-2026-000001", "--json").json["written"]

    assert said.code == 0
    assert {"name": "何静", "phone": "2"}.items() <= {
        row["field"]: row["value"] for row in written
    }.items()


@pytest.mark.parametrize(
    ("content", "code"), [("{", 9), ("[]", 9), ("\xff", 9), (None, 2), ("1" * 5000, 9)]
)
def test_a_form_that_is_none_is_told_in_a_line(
    huiyin: Terminal, content: str | None, code: int
) -> None:
    """cli.md: exit 9 for bad data, 2 for a file that is not there."""
    if content is not None:
        (huiyin.folder / "form.json").write_text(content, "latin-1")

    said = huiyin(*OPENING, "--form", "form.json")

    assert said.code == code
    assert "Traceback" not in said.err
    assert not huiyin.store.exists() or huiyin.run("trail", "--json").json["entries"] == []


def test_a_form_comes_from_standard_input(huiyin: Terminal) -> None:
    """cli.md: --form -."""
    form = {"name": "何静", "phone": "1", "matter": "m", "content": "c", "channel": "web"}

    said = huiyin(*OPENING, "--form", "-", "severity=general", stdin=json.dumps(form))

    assert said.code == 0, said.err


def test_a_key_gives_the_first_answer_again(huiyin: Terminal) -> None:
    """cli.md: --key; a key used for something else is a conflict, exit 6."""
    command = (*OPENING, "--json", "--key", "k1", "severity=general", *MALL)
    first = huiyin.run(*command).json

    again = huiyin.run(*command).json
    other = huiyin.run(*command, "address=x")

    assert {name: again[name] for name in ("case", "state", "version", "events")} == {
        name: first[name] for name in ("case", "state", "version", "events")
    }
    assert other.code == 6
    assert len(huiyin.run("trail", "--json").json["entries"]) == 2


def test_a_version_that_has_passed_is_a_conflict(huiyin: Terminal) -> None:
    """cli.md: --expect-version N, exit 6."""
    case = huiyin.opened()

    said = huiyin.run("do", case, "handle-directly", *WANG, "--expect-version", "7")

    assert said.code == 6


def test_late_paper_needs_a_reason(huiyin: Terminal) -> None:
    """cli.md: --occurred back-dated needs --reason."""
    late = (*OPENING, "severity=general", *MALL, "--occurred", "2026-02-20 10:00")

    assert huiyin.run(*late).code == 4
    assert huiyin.run(*late, "--reason", "补录").code == 0


def test_who_acts_may_come_from_the_environment(
    huiyin: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """cli.md: WHO also from HUIYIN_AS."""
    command = ("open", "complaint/mall", "--at", NINE, "severity=general", *MALL)

    assert huiyin.run(*command).code == 2
    monkeypatch.setenv("HUIYIN_AS", "wang:receptionist")
    assert huiyin.run(*command).code == 0
