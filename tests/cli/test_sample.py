"""`huiyin sample`: drawn by a seed, filled in as a worksheet, taken in as findings."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from terminal import Terminal

DRAWN = ("sample", "--size", "3", "--seed", "spring")
OPENED = ("--open", "--as", "lu:auditor", "--opened", "2026-04-01 09:00")


@pytest.fixture
def office(huiyin: Terminal) -> Terminal:
    for _ in range(6):
        huiyin.opened()
    return huiyin


def test_the_same_position_seed_and_size_give_the_same_bytes(office: Terminal) -> None:
    """Lessons 20: years later too."""
    first = office.run(*DRAWN, "--position", "6", "--json")
    office.opened()
    again = office.run(*DRAWN, "--position", "6", "--json")

    assert first.code == 0, first.err
    assert first.out == again.out
    told = first.json
    assert (told["position"], told["seed"]) == (6, "spring")
    assert (told["drawn"], told["population"]) == (3, 6)
    assert len(told["cases"]) == 3
    assert [(one["cases"], one["drawn"]) for one in told["strata"]] == [(6, 3)]


def test_as_of_an_instant_the_position_is_told(office: Terminal) -> None:
    said = office.run(*DRAWN, "--at", "2026-03-02 23:00", "--json")

    assert said.json["position"] == 6
    assert office.run(*DRAWN, "--at", "2026-03-01", "--json").json["cases"] == []


def test_an_audit_is_opened_once_for_a_draw(office: Terminal) -> None:
    """S004-p7-visit-6: the audit knows what it was drawn by; asked again it is the same one."""
    first = office.run(*DRAWN, "--position", "6", *OPENED, "--json")
    again = office.run(*DRAWN, "--position", "6", *OPENED, "--json")

    assert first.code == 0, first.err
    assert first.json["audit"] == again.json["audit"] == "A-2026-000001"
    (known,) = office.run("register", "audits", "--json").json["rows"]
    assert (known["seed"], known["position"], known["sample_size"]) == ("spring", "6", 3)
    assert known["cases"] == [one["case"] for one in first.json["cases"]]


def test_an_auditor_opens_it_and_nobody_else(office: Terminal) -> None:
    """S004-p7-visit-6: refused by its clause, with nothing changed."""
    said = office.run(*DRAWN, "--open", "--as", "wang:receptionist")

    assert said.code == 5
    assert "S004-p7-visit-6" in said.err
    assert office.run(*DRAWN, "--json").json["position"] == 6


def filled(file: Path, rows: dict[str, dict[str, str]]) -> None:
    """Fill in a worksheet, row by row in the order of its cases."""
    book = load_workbook(file)
    sheet = book.worksheets[0]
    headings, *lines = sheet.iter_rows(values_only=True)
    places = {str(name): column for column, name in enumerate(headings, 1)}
    for row, line in enumerate(lines, 2):
        for name, value in rows.get(str(line[places["about"] - 1]), {}).items():
            sheet.cell(row, places[name], value)
    book.save(file)


def test_a_worksheet_goes_out_and_its_findings_come_back(office: Terminal) -> None:
    """Issue 4: the findings are recorded back as events; every item gets an answer."""
    audit = office.run(*DRAWN, *OPENED, "--json").json
    first, second, _ = (one["case"] for one in audit["cases"])
    sheet = ("--position", "6", "--worksheet", "--audit", audit["audit"], "-o", "sheet.xlsx")
    assert office.run(*DRAWN, *sheet).code == 0
    filled(
        office.folder / "sheet.xlsx",
        {
            first: {"do": "record-nothing-found"},
            second: {
                "do": "record-finding",
                "clause": "S000-m-3.1.7b",
                "severity": "major",
                "finding": "未答复",
                "department": "客服部",
                "due_at": "2026-04-09 18:00",
            },
        },
    )

    taken = office.run(
        *("intake", "sheet.xlsx", "--as", "lu:auditor", "--at", "2026-04-02 09:00", "--json")
    )

    assert taken.code == 10, taken.err
    assert [one["result"] for one in taken.json["rows"]] == ["done", "done", "malformed"]
    (finding,) = office.run("register", "findings", "--json").json["rows"]
    assert (finding["about"], finding["severity"], finding["standing"]) == (second, "major", "open")
    closing = office.run("do", audit["audit"], "close-audit", "--as", "lu:auditor", "conclusion=无")
    assert closing.code == 4
    assert "every case of the sample has its result" in closing.err
    due = office.run("due", "--at", "2026-04-10 09:00", "--json").json["deadlines"]
    assert [one["deadline"] for one in due if one["overdue"]] == ["answer"]


def test_a_worksheet_says_what_to_check_clause_by_clause(office: Terminal) -> None:
    said = office.run(*DRAWN, "--worksheet", "-f", "csv")

    (first, *_) = csv.DictReader(io.StringIO(said.out))
    assert "S000-m-3.1.7b: before close: process and result were told" in first["# to check"]
    assert not first["finding"]


def test_strata_may_be_chosen(office: Terminal) -> None:
    said = office.run(*DRAWN, "--stratify", "none", "--json")

    assert [one["cases"] for one in said.json["strata"]] == [6]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--stratify", "weather"), "possible are risk, procedure, month, department, none"),
        (("--open",), "say who opens the audit"),
        (("--seed", " "), "say some words"),
        (("--size", "0"), "0 is not in the range"),
    ],
)
def test_bad_input_is_told_with_what_is_possible(
    huiyin: Terminal, options: tuple[str, ...], says: str
) -> None:
    huiyin.opened()

    said = huiyin.run(*DRAWN, *options)

    assert said.code == 2
    assert says in said.err


def test_of_a_procedure_that_there_is_not_nothing_is_drawn(office: Terminal) -> None:
    said = office.run(*DRAWN, "--procedure", "complaint/maul")

    assert said.code == 3
    assert "there is no procedure complaint/maul" in said.err


def test_a_worksheet_is_for_an_audit_that_there_is(office: Terminal) -> None:
    said = office.run(*DRAWN, "--worksheet", "--audit", "A-2026-000009")

    assert said.code == 3
    assert "there is no case A-2026-000009" in said.err
