"""cli.md: what `open` and `do` do not do: a line on stderr, an exit code, nothing left behind."""

import pytest

from terminal import MALL, NINE, Terminal

OPENING = ("open", "complaint/mall", "--as", "wang:receptionist", "--at", NINE)
WANG = ("--as", "wang:receptionist")


def test_an_unknown_blank_is_refused_by_the_procedure(huiyin: Terminal) -> None:
    """cli.md: exit 4, FormIncomplete."""
    said = huiyin.run(*OPENING, "severity=general", *MALL, "colour=blue")

    assert said.code == 4
    assert "no blank colour" in said.err


def test_a_missing_blank_is_refused_where_nobody_can_be_asked(huiyin: Terminal) -> None:
    """cli.md: a missing field is asked for on a terminal, else FormIncomplete."""
    said = huiyin(*OPENING, "severity=general")

    assert said.code == 4
    assert said.err.count("is missing") == 5
    assert said.out == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("severity",), 2),
        (("severity=general", "severity=serious"), 2),
        (("--form", "nowhere.json"), 2),
        (("--at", "2026-03-03"), 2),
    ],
)
def test_what_is_typed_wrongly_leaves_no_store_behind(
    huiyin: Terminal, typed: tuple[str, ...], code: int
) -> None:
    """cli.md: exit 2; only a refusal of the procedure is kept, as an attempt."""
    said = huiyin.run(*OPENING, *typed)

    assert said.code == code
    assert not huiyin.store.exists()


def test_settings_that_make_no_sense_leave_no_store_behind(huiyin: Terminal) -> None:
    """cli.md: exit 9."""
    (huiyin.folder / "huiyin.toml").write_text('[limits."complaint/mall"]\nnonsense = "P1D"\n')

    assert huiyin.run(*OPENING, "severity=general", *MALL).code == 9
    assert not huiyin.store.exists()


def test_a_refused_opening_is_kept_as_an_attempt(huiyin: Terminal) -> None:
    """Architecture 4: a refusal is kept beside the log."""
    assert huiyin.run(*OPENING, "severity=general").code == 4

    (entry,) = huiyin.run("trail", "--json").json["entries"]
    assert (entry["refused"], entry["procedure"]) == ("FormIncomplete", "complaint/mall")


def test_a_step_refused_on_a_case_is_told_with_its_procedure(huiyin: Terminal) -> None:
    """Lessons 11: under which page it was refused."""
    case = huiyin.opened()
    huiyin.run("do", case, "close", *WANG, "--at", "2026-03-02 09:10")

    (entry,) = huiyin.run("trail", "--refused", "--json").json["entries"]

    assert (entry["case"], entry["procedure"]) == (case, "complaint/mall")


@pytest.mark.parametrize("day", ["2026-03-03", "20260303", "2026-W10-2"])
@pytest.mark.parametrize(
    "command",
    [
        (*OPENING[:-2], "--at"),
        (*OPENING, "--occurred"),
        ("do", "C-2026-000001", "handle-directly", *WANG, "--at"),
        ("tick", "--now"),
    ],
)
def test_a_day_alone_is_no_instant_to_record(
    huiyin: Terminal, command: tuple[str, ...], day: str
) -> None:
    """cli.md: what is recorded has a time of day; exit 2 says how to write one."""
    huiyin.opened()

    said = huiyin.run(*command, day)

    assert said.code == 2
    assert "2026-03-02 09:00" in said.err
    assert huiyin.run("trail", "--json").json["entries"][-1]["version"] == 1


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("open", "complaint/moll", *WANG), 3),
        (("do", "C-2026-000009", "reply", *WANG), 3),
        (("do", "C-2026-000001", "repli", *WANG), 3),
        (("do", "C-2026-000001", "reply", *WANG), 4),
        (("do", "C-2026-000001", "handle-directly", "--as", "wang:emperor"), 5),
        (("do", "C-2026-000001", "handle-directly", "--as", "wang"), 5),
        (("do", "C-2026-000001", "handle-directly", "--as", ":cs_staff"), 2),
        (("do", "C-2026-000001", "handle-directly", *WANG, "--at", "tomorrow"), 2),
        (("do", "C-2026-000001", "handle-directly", *WANG, "--at", "0001-01-01T00:00+14"), 2),
        (("do", "C-2026-000001", "handle-directly", *WANG, "remarks"), 2),
        (("do", "C-2026-000001", "close", *WANG, "remarks=a", "remarks=b"), 2),
        (("do", "C-2026-000001", "handle-directly", *WANG, "--expect-version", "x"), 2),
    ],
)
def test_what_cannot_be_done_ends_with_its_code(
    huiyin: Terminal, command: tuple[str, ...], code: int
) -> None:
    """cli.md: 2 usage, 3 not found, 4 refused, 5 not permitted; the case stays as it is."""
    case = huiyin.opened()

    said = huiyin.run(*command)

    assert said.code == code, said.err
    assert "Traceback" not in said.err
    assert huiyin.run("show", case, "--json").json["version"] == 1


def test_the_step_that_was_perhaps_meant_is_named(huiyin: Terminal) -> None:
    """cli.md: an unknown step is not found, exit 3."""
    case = huiyin.opened()

    said = huiyin.run("do", case, "escalete", *WANG)

    assert said.err.endswith("Did you mean escalate?\n")


SHIFT = ("open", "shift/service_centre", "--as", "cui:director", "--at", "2026-03-01 17:00")
HOURS = ("starts_at=2026-03-01 20:00", "special_day=no")


def test_an_opening_that_breaks_a_rule_is_not_refused_for_a_state(huiyin: Terminal) -> None:
    """Style 12: a case that is not open yet has no state, and nothing is possible on it."""
    said = huiyin.run(*SHIFT, *HOURS, "duty_person=shen", "ends_at=2026-03-01 08:00")

    assert said.code == 4
    assert "cannot roster-shift. S004-p7-duty-1: a shift ends after it starts." in said.err
    assert "possible" not in said.err


def test_a_role_that_is_misspelt_is_told_with_the_one_that_was_meant(huiyin: Terminal) -> None:
    """cli.md: exit 5."""
    said = huiyin.run("open", "repair/jewellery", "--as", "lin:receptionst", "--at", NINE)

    assert said.code == 5
    assert "no role receptionst here; it is for receptionist, clerk." in said.err
    assert said.err.endswith("Did you mean receptionist?\n")


def test_a_missing_signature_is_named_in_the_readers_language(huiyin: Terminal) -> None:
    """Style 12: what the office reads is Chinese, with the word that is typed."""
    huiyin.run(*SHIFT, *HOURS, "duty_person=shen", "ends_at=2026-03-02 08:00")

    why = ("why", "D-2026-000001", "take-over", "--at", "2026-03-02 08:00")
    english, chinese = huiyin.run(*why).out, huiyin.run("--lang", "zh", *why).out

    assert "sign-handover outgoing is missing" in english
    assert "缺交班人（outgoing）签字" in chinese


def test_a_list_of_objects_may_be_written_as_one_json_text(huiyin: Terminal) -> None:
    """cli.md: FIELD=VALUE; as in a spreadsheet, a list may be a JSON text."""
    asked = ("open", "return/jewellery", "--as", "mei:cs_staff", "--at", NINE, "name=王", "phone=1")
    items = 'items=[{"code":"A","quantity":2},{"code":"B","quantity":1}]'
    goods = ("sale_no=X1", "channel=self_pickup", "reason=on_spot_unwanted", items)
    said = huiyin.run(*asked, *goods)

    assert said.code == 0, said.err
    (line,) = huiyin.run("register", "returns", "--columns", "items", "--json").json["rows"]
    assert [one["code"] for one in line["items"]] == ["A", "B"]
