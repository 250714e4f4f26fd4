"""`huiyin deviations`: what went otherwise, on the screen, in files, and in the exit code."""

import csv
import io

import pytest

from terminal import Terminal

LATER = "2026-03-09 09:00"


@pytest.fixture
def late(huiyin: Terminal) -> Terminal:
    """Take in two complaints; the first is answered late, by far, and nobody answers the other."""
    number = huiyin.opened(procedure="complaint/service_centre")
    huiyin.opened(procedure="complaint/service_centre")
    as_wang = ("--as", "wang:receptionist")
    huiyin.run("do", number, "handle-directly", *as_wang, "--at", "2026-03-02 10:00")
    said = huiyin.run(
        *("do", number, "reply", *as_wang, "--at", "2026-03-08 10:00"),
        *("contact_mode=phone", "process=问过", "result=已退"),
    )
    assert said.code == 0, said.err
    return huiyin


def test_each_deviation_is_told_with_case_clause_person_and_sentence(late: Terminal) -> None:
    """Issue 4: the deviation audit."""
    said = late.run("deviations", "--at", LATER, "--json")

    found = said.json["deviations"]
    assert [(one["case"], one["kind"], one["severity"]) for one in found] == [
        ("C-2026-000001", "late", "minor"),
        ("C-2026-000002", "unanswered", "major"),
    ]
    assert {one["person"] for one in found} == {"wang"}
    assert {tuple(one["clauses"]) for one in found} == {("S004-p7-visit-2b",)}
    assert "was due 2026-03-05 24:00" in found[0]["says"]
    assert said.json["position"] == 4
    assert said.json["counts"] == {"critical": 0, "major": 1, "minor": 1, "note": 0}


def test_it_speaks_chinese(late: Terminal) -> None:
    said = late("--lang", "zh", "deviations", "--at", LATER)

    assert "未答复" in said.out
    assert "逾期办结" in said.out
    assert "应于 2026-03-05 24:00 前办结" in said.out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 7),
        (("--fail-on", "major"), 7),
        (("--fail-on", "critical"), 0),
        (("--fail-on", "never"), 0),
        (("--kind", "late", "--fail-on", "major"), 0),
        (("--person", "nobody"), 0),
        (("--grade", "unanswered=critical", "--fail-on", "critical"), 7),
        (("--by", "person"), 7),
    ],
)
def test_the_exit_code_tells_what_is_shown(
    late: Terminal, options: tuple[str, ...], code: int
) -> None:
    """Lessons 5: exit 7; only what is shown counts, and only from --fail-on up."""
    assert late.run("deviations", "--at", LATER, *options).code == code


def test_an_office_in_time_has_none(late: Terminal) -> None:
    said = late.run("deviations", "--at", "2026-03-04 09:00")

    assert said.code == 0
    assert "deviations: 0" in said.out


def test_what_the_procedure_allows_is_a_note_and_no_failure(huiyin: Terminal) -> None:
    """S001-ch2-1a: a correction is shown to an auditor and held against nobody."""
    number = huiyin.opened()
    said = huiyin.run(
        *("do", number, "correct-entry", "--as", "zhao:cs_manager", "--reason", "听错"),
        *("--at", "2026-03-02 10:00", "version=1", 'now={"phone": "138"}', "approved_by=gao"),
    )
    assert said.code == 0, said.err

    told = huiyin.run("deviations", "--at", "2026-03-02 11:00", "--json")

    assert [(one["kind"], one["severity"]) for one in told.json["deviations"]] == [
        ("corrected", "note")
    ]
    assert told.code == 0
    assert huiyin.run("deviations", "--at", "2026-03-02 11:00", "--fail-on", "note").code == 7


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("person", ["wang"]),
        ("department", [""]),
        ("clause", ["S004-p7-visit-2b"]),
        ("kind", ["unanswered", "late"]),
        ("procedure", ["complaint/service_centre"]),
    ],
)
def test_they_are_counted_by_whose_they_are(late: Terminal, by: str, names: list[str]) -> None:
    """Issue 4: per person and department; whoever has the gravest comes first."""
    said = late.run("deviations", "--at", LATER, "--by", by, "--json")

    assert [one["by"] for one in said.json["counted"]] == names
    assert sum(one["total"] for one in said.json["counted"]) == 2


def test_an_earlier_position_knows_nothing_of_later(late: Terminal) -> None:
    """Architecture 5: as of a position, judged at its last event."""
    first = late.run("deviations", "--position", "2", "--json")
    again = late.run("deviations", "--position", "2", "--json")

    assert first.json["deviations"] == []
    assert first.out == again.out


@pytest.mark.parametrize("form", ["csv", "md", "jsonl", "table"])
def test_it_is_printed_in_every_form(late: Terminal, form: str) -> None:
    said = late.run("deviations", "--at", LATER, "-f", form)

    assert "C-2026-000002" in said.out
    if form == "csv":
        lines = list(csv.DictReader(io.StringIO(said.out)))
        assert [one["kind"] for one in lines] == ["late", "unanswered"]


@pytest.mark.parametrize("ending", ["xlsx", "html"])
def test_it_goes_into_a_file(late: Terminal, ending: str) -> None:
    said = late.run("deviations", "--at", LATER, "-o", f"found.{ending}")

    assert said.code == 7
    assert (late.folder / f"found.{ending}").stat().st_size > 1000


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--grade", "late"), "no KIND=SEVERITY"),
        (("--grade", "late=awful"), "severities note, minor, major, critical"),
        (("--kind", "lat"), "unanswered"),
        (("--at", "yesterday"), "no instant"),
    ],
)
def test_bad_input_is_told_with_what_is_possible(
    huiyin: Terminal, options: tuple[str, ...], says: str
) -> None:
    said = huiyin.run("deviations", *options)

    assert said.code == 2
    assert says in said.err


def test_a_procedure_that_there_is_not_is_no_clean_audit(late: Terminal) -> None:
    said = late.run("deviations", "--procedure", "complaint/servce_centre")

    assert said.code == 3
    assert "there is no procedure complaint/servce_centre" in said.err
