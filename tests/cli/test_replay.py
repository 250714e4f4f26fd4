"""Histories folded again at the command line: against their own pages, an edition, a draft."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from histories import forged
from huiyin.domain.complaint import mall
from huiyin.domain.office import open_desk
from spec import Scenario, did
from terminal import NINE, Terminal

HANDLE = did("2026-03-02 10:00", "wang:receptionist", "handle-directly")
CLERK = ("--as", "wang:receptionist", "--at", "2026-03-02 10:00")


@pytest.fixture
def handled(huiyin: Terminal) -> Terminal:
    """Two cases, of which the first has been handled."""
    first = huiyin.opened()
    huiyin.opened()
    assert huiyin.run("do", first, "handle-directly", *CLERK).code == 0
    return huiyin


def slip_in(huiyin: Terminal, case: str) -> None:
    """Record beside the desk that somebody without a role of the office handled a case."""
    with open_desk(str(huiyin.store)) as desk:
        office = Scenario(desk, "complaint/mall", case)
        forged(office, HANDLE, person="guo", role="customer")


def draft(huiyin: Terminal, *changes: tuple[str, str]) -> str:
    """Write the page of the mall as a draft of a second edition, changed in places."""
    text = Path(mall.__file__).read_text()
    for was, now in (
        ("from ...workflow", "from huiyin.workflow"),
        ("from ..roles", "from huiyin.domain.roles"),
        ("from . import", "from huiyin.domain.complaint import"),
        ("from .", "from huiyin.domain.complaint."),
        ('edition="1"', 'edition="2"'),
        *changes,
    ):
        assert was in text
        text = text.replace(was, now)
    file = huiyin.folder / "draft.py"
    file.write_text(text)
    return str(file)


FIRST_REPORTED = ("(REGISTERED, ESCALATED) >> IN_PROGRESS", "ESCALATED >> IN_PROGRESS")


def test_what_the_desk_recorded_is_as_it_was(handled: Terminal) -> None:
    said = handled.run("replay", "--json")

    assert said.code == 0
    assert said.json == {
        "schema_version": 1,
        "kind": "replay",
        "store": str(handled.store),
        "cases": 2,
        "events": 3,
        "result": "as_it_was",
        "breaches": [],
        "unjudged": [],
        "strays": [],
    }


def test_a_step_that_the_page_refuses_is_named_with_its_clause(handled: Terminal) -> None:
    slip_in(handled, "C-2026-000002")

    said = handled.run("replay", "--json")

    assert (said.code, said.json["result"]) == (7, "not_conforming")
    [breach] = said.json["breaches"]
    assert breach == {
        "case": "C-2026-000002",
        "version": 2,
        "position": 4,
        "check": "role",
        "kind": "NotYourRole",
        "clauses": ["S000-m-3.1.7a"],
        "says": "it is for first-contact person, customer-service staff "
        "where somebody stands in for the receiver",
    }
    assert handled.run("replay", "C-2026-000002").code == 7
    assert handled.run("replay", "C-2026-000001").code == 0
    assert handled.run("replay", "--position", "3").code == 0
    assert handled.run("replay", "--at", NINE, "--json").json["events"] == 2


def test_the_page_in_force_refuses_nothing_that_it_allowed(handled: Terminal) -> None:
    for page in ("complaint/mall@1", "complaint/mall"):
        said = handled.run("replay", "--against", page, "--json")

        assert (said.code, said.json["result"]) == (0, "allowed")
        assert (said.json["cases"], said.json["events"]) == (2, 3)


def test_a_draft_tells_which_cases_it_would_have_refused(handled: Terminal) -> None:
    """Lessons, feature 16: last year's real histories under a draft."""
    said = handled.run("replay", "--against", draft(handled, FIRST_REPORTED), "--json")

    assert (said.code, said.json["result"]) == (7, "refused")
    assert (said.json["against"], said.json["refused_cases"]) == ("complaint/mall@2", 1)
    [refused] = said.json["refused"]
    assert (refused["case"], refused["version"], refused["kind"]) == (
        "C-2026-000001",
        2,
        "NotFromHere",
    )
    assert refused["says"] == "handle-directly is taken from reported up"
    assert said.json["counts"] == [{"kind": "NotFromHere", "count": 1}]
    assert said.json["stuck"] == []
    assert "is run as a program" in said.err


def test_a_draft_tells_which_running_cases_would_break(handled: Terminal) -> None:
    """Lessons, feature 17: a dry run for open cases, with those that are stranded."""
    renamed = ("IN_PROGRESS", "BEING_HANDLED")
    state = 'BEING_HANDLED = state("being_handled", "处理中")\n\nmall = Procedure('
    imports = ("import NEW, WHILE_OPEN", "import NEW, WHILE_OPEN, state")
    page = draft(
        handled,
        ("CLOSED, ESCALATED, IN_PROGRESS,", "CLOSED, ESCALATED,"),
        renamed,
        imports,
        ("mall = Procedure(", state),
    )

    said = handled.run("replay", "--against", page, "--json")

    [stuck] = said.json["stuck"]
    assert (stuck["case"], stuck["state"]) == ("C-2026-000001", "in_progress")
    assert stuck["says"] == "edition 2 has no state for in_progress"
    carried = draft(
        handled,
        ("CLOSED, ESCALATED, IN_PROGRESS,", "CLOSED, ESCALATED,"),
        renamed,
        imports,
        ("mall = Procedure(", state),
        ('prefix="C",', 'prefix="C",\n    carries={"in_progress": "being_handled"},'),
    )
    assert handled.run("replay", "--against", carried).code == 0


def test_a_draft_that_makes_no_sense_is_told_in_a_line(handled: Terminal) -> None:
    other = handled.folder / "other.py"
    asked = ("replay", "--against")

    assert "there is no such file" in handled.run(*asked, str(other)).err
    other.write_text("1 / 0")
    assert "other.py: ZeroDivisionError: division by zero" in handled.run(*asked, str(other)).err
    other.write_text("x = 1")
    assert "one page is needed, there are none" in handled.run(*asked, str(other)).err
    page = draft(handled, ("by=FIRST_CONTACT | CS_STAFF,", "by=FIRST_CONTACT | CS_STAFF | NOBODY,"))
    assert "NameError" in handled.run(*asked, page).err
    faulty = draft(handled, ('"S000-m-3.1.7c",\n    WHILE_OPEN', '"",\n    WHILE_OPEN'))
    said = handled.run(*asked, faulty)
    assert (said.code, said.err) == (9, "huiyin: complaint/mall@2: stand-in: no clause\n")


def test_one_of_several_drafts_is_named(handled: Terminal) -> None:
    page = draft(handled, FIRST_REPORTED)
    with Path(page).open("a") as file:
        file.write("\nother = mall\n")

    assert "there are mall, other; name it" in handled.run("replay", "--against", page).err
    assert handled.run("replay", "--against", f"{page}:mall").code == 7
    assert "no page called x" in handled.run("replay", "--against", f"{page}:x").err


def test_what_is_not_there_is_told(handled: Terminal) -> None:
    assert handled.run("replay", "C-2026-000009").code == 3
    said = handled.run("replay", "--against", "complaint/mall@9")
    assert (said.code, said.err) == (
        3,
        "huiyin: complaint/mall has no edition 9; it has: 1.\n",
    )
    assert handled.run("replay", "C-2026-000001", "--against", "complaint/mall").code == 2


def test_a_case_that_cannot_be_read_is_told_and_the_others_are_held(handled: Terminal) -> None:
    with closing(sqlite3.connect(handled.store)) as outside, outside:
        outside.execute("DROP TRIGGER stored_events_no_update")
        outside.execute("UPDATE stored_events SET topic = 'X@1' WHERE notification_id = 1")

    for case in ([], ["C-2026-000001"]):
        said = handled.run("replay", *case, "--json")

        assert (said.code, said.json["result"]) == (7, "kept_otherwise")
        assert [(one["case"], one["kind"]) for one in said.json["breaches"]] == [
            ("C-2026-000001", "Unreadable")
        ]
    assert handled.run("replay", "C-2026-000002").code == 0


def test_people_read_it_in_their_language(handled: Terminal) -> None:
    slip_in(handled, "C-2026-000002")

    said = handled.run("--lang", "zh", "replay")

    assert "记录了规程不允许的步骤" in said.out
    assert "S000-m-3.1.7a" in said.out


def test_a_draft_that_leaves_python_leaves_a_line(handled: Terminal) -> None:
    leaving = handled.folder / "leaving.py"
    leaving.write_text("raise SystemExit(0)")

    said = handled.run("replay", "--against", str(leaving))

    assert said.code == 9
    assert "leaving.py: SystemExit: 0" in said.err
