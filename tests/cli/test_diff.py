"""What changed, at the command line: in a case between two versions, in a register in time."""

import pytest

from huiyin.domain.office import open_desk
from registers import handled, office
from terminal import Terminal

CASE = "C-2026-000001"


@pytest.fixture
def told(huiyin: Terminal) -> Terminal:
    """A store with a complaint that has come to its archive."""
    with open_desk(str(huiyin.store)) as desk:
        handled(office(desk, "property"))
    return huiyin


def test_the_last_event_is_told_unless_somebody_asks_for_more(told: Terminal) -> None:
    said = told.run("diff", CASE, "--json").json

    assert (said["kind"], said["from"], said["to"]) == ("diff", 10, 11)
    state = next(one for one in said["changes"] if one["aspect"] == "state")
    assert state == {
        "aspect": "state",
        "name": None,
        "was": "closed",
        "now": "archived",
        "version": 11,
        "step": "archive",
        "by": "tang",
        "at": "2026-03-06T09:00:00+08:00",
        "clauses": state["clauses"],
    }
    assert state["clauses"]


def test_versions_and_instants_name_the_same_time(told: Terminal) -> None:
    by_version = told.run("diff", CASE, "--from", "2", "--to", "4").out
    by_instant = told.run("diff", CASE, "--from", "2026-03-02 09:30", "--to", "2026-03-02 11:00")

    assert by_instant.out == by_version
    assert "the department's deadline" in by_version
    assert "2026-03-04 18:00" in by_version


def test_a_day_alone_is_its_end(told: Terminal) -> None:
    said = told.run("diff", CASE, "--from", "2026-03-02", "--to", "2026-03-03", "--json").json

    assert (said["from"], said["to"]) == (4, 6)
    signed = next(one for one in said["changes"] if one["aspect"] == "signature")
    assert (signed["name"], signed["was"], signed["now"]) == ("sign-result", None, "zhao")


def test_people_read_names_and_not_codes(told: Terminal) -> None:
    said = told.run("--lang", "zh", "diff", CASE, "--from", "2", "--to", "3").out

    assert "状态" in said
    assert "已派责任部门" in said
    assert "（work）" in said


def test_a_register_tells_lines_that_came_and_cells_that_changed(told: Terminal) -> None:
    days = ("--from", "2026-03-01", "--to", "2026-03-02 09:00")
    came = told.run("diff", "--register", "complaints", *days, "--json").json["changes"]
    assert came == [{"no": CASE, "change": "added"}]

    days = ("--from", "2026-03-02 09:00", "--to", "2026-03-04")
    twice = [told.run("diff", "--register", "complaints", *days).out for _ in range(2)]

    assert twice[0] == twice[1]
    assert "in progress" not in twice[0].split("department")[0]
    cells = told.run("diff", "--register", "complaints", *days, "--json").json["changes"]
    state = next(one for one in cells if one["column"] == "state")
    assert (state["no"], state["change"], state["was"]) == (CASE, "changed", "registered")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ([], 2),
        ([CASE, "--register", "complaints"], 2),
        (["--register", "complaints"], 2),
        (["--register", "complaints", "--from", "3"], 2),
        ([CASE, "--from", "x"], 2),
        ([CASE, "--to", "99"], 3),
        (["C-2026-000009"], 3),
    ],
)
def test_what_cannot_be_compared_is_told(told: Terminal, asked: list[str], code: int) -> None:
    assert told.run("diff", *asked).code == code


def test_why_answers_as_of_an_earlier_instant(told: Terminal) -> None:
    """Auditing 2: why a step was or was not allowed, with the facts and the clause of the time."""
    asked = ("why", CASE, "sign-result", "--as", "zhao:dept_head@维修部")

    before = told.run(*asked, "--at", "2026-03-03 14:00", "--json").json
    then = told.run(*asked, "--at", "2026-03-03 15:30", "--json").json

    assert (before["allowed"], then["allowed"]) == (False, True)
    assert before["at"] == "2026-03-03T14:00:00+08:00"
    assert any(one["check"] == "state" and one["mark"] is True for one in then["findings"])
    assert told.run(*asked, "--json").json["allowed"] is False
    assert told.run(*asked, "--at", "2026-03-01").code == 3
    assert "it may not be taken then" in told.run(*asked, "--at", "2026-03-03 14:00").out


def test_before_the_case_was_opened_nothing_is_another_thing(told: Terminal) -> None:
    said = told.run("diff", CASE, "--from", "0", "--to", "0", "--json")

    assert (said.code, said.json["to"], said.json["changes"]) == (0, 0, [])


def test_a_case_is_not_compared_backwards(told: Terminal) -> None:
    said = told.run("diff", CASE, "--from", "4", "--to", "2")

    assert said.code == 2
    assert "--from is version 4, after --to, version 2" in said.err
