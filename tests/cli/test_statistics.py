"""cli.md: `report` in every format, and the page with its charts."""

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from huiyin.projections.statistics.catalogue import REPORTS
from registers import COMPLAINT
from terminal import MALL, NINE, Terminal

HTML, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>=1+1"
MARCH = ("report", "monthly-complaints", "--month", "2026-03", "--at", "2026-04-02 09:00")
QUARTER = ("report", "quarterly-complaints", "--quarter", "2026-Q1", "--at", "2026-04-02 09:00")
GIVEN = {"day": "2026-03-02", "month": "2026-03", "quarter": "2026-Q1", "year": "2026"}


def page(huiyin: Terminal, *arguments: str, lang: str = "en") -> ET.Element:
    """Write a report as a page and read it as XML."""
    file = huiyin.folder / "report.html"
    said = huiyin.run("--lang", lang, *arguments, "-o", str(file))
    assert (said.code, said.out) == (0, ""), said.err
    return ET.fromstring(file.read_text("utf-8"))


def texts(root: ET.Element, tag: str) -> list[str]:
    return ["".join(one.itertext()) for one in root.iter(f"{HTML}{tag}")]


def visited(case: str, morning: str) -> list[dict[str, Any]]:
    """Write a complaint from the desk to the visit as lines to be played."""
    told = {"contact_mode": "phone", "process": "查", "result": "已办"}
    said = {"contact_mode": "phone", "opinion": "好"}
    lines: list[dict[str, Any]] = [
        {"open": "complaint/service_centre", "form": COMPLAINT},
        {"do": "handle-directly"},
        {"do": "reply", "form": told},
        {"do": "record-satisfied-visit", "form": said},
    ]
    return [
        {**line, "case": case, "as": "wang:receptionist", "at": f"{morning}{hour}:00:00+08:00"}
        for hour, line in enumerate(lines, 1)
    ]


def test_the_reports_are_listed_with_cycle_clause_and_addressee(huiyin: Terminal) -> None:
    """6-reports.md: the table of reports."""
    told = huiyin.run("report", "--json").json

    assert [one["name"] for one in told["reports"]] == list(REPORTS)
    first = told["reports"][0]
    assert (first["cycle"], first["clauses"]) == (
        "month",
        ["S004-p6-7.3", "S001-ch4-9", "S001-ch3.4-2"],
    )
    assert all(one["addressee"] and one["clauses"] for one in told["reports"])


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_report_is_made_of_an_empty_office(
    huiyin: Terminal, tmp_path: Path, name: str, lang: str
) -> None:
    """An empty month is a report too, in both languages and in every form."""
    assert huiyin.run("store", "init").code == 0
    cycle = REPORTS[name].cycles[0]
    asked = ("--lang", lang, "report", name, f"--{cycle}", GIVEN[cycle])

    said = huiyin.run(*asked)
    files = [huiyin.run(*asked, "-o", str(tmp_path / f"r.{one}")) for one in ("html", "xlsx", "md")]

    assert said.code == 0, said.err
    assert [one.code for one in files] == [0, 0, 0]
    root = ET.parse(tmp_path / "r.html").getroot()
    assert REPORTS[name].heading.title.zh in texts(root, "h1") or lang == "en"
    assert root.attrib["lang"] == {"en": "en", "zh": "zh-CN"}[lang]


def test_json_is_stable_and_holds_codes(huiyin: Terminal) -> None:
    """cli.md: JSON is stable, the same in both languages, instants with their offset."""
    huiyin.opened()

    english, chinese = (huiyin.run("--lang", one, *MARCH, "--json").json for one in ("en", "zh"))

    assert english == chinese
    assert english["schema_version"] == 1
    assert (english["kind"], english["name"]) == ("report", "monthly-complaints")
    assert (english["from"], english["until"]) == (
        "2026-03-01T00:00:00+08:00",
        "2026-04-01T00:00:00+08:00",
    )
    assert (english["as_of"], english["position"]) == ("2026-04-02T09:00:00+08:00", 1)
    assert english["summary"][0] == {"figure": "opened", "count": 1}
    assert english["satisfaction"][-1]["rate"] is None


def test_rates_and_times_are_data_and_figures(huiyin: Terminal) -> None:
    """JSON has parts and ISO durations, a workbook figures to count with."""
    case = huiyin.opened()
    act = ("--as", "wang:receptionist", "--at", "2026-03-02 11:30")
    huiyin.run("do", case, "handle-directly", *act)

    told = huiyin.run(*MARCH, "--json").json
    huiyin.run(*MARCH, "-o", "march.xlsx")

    assert told["times"][0]["median"] == "PT2H30M"
    sheet = load_workbook(huiyin.folder / "march.xlsx")["response and answer times"]
    assert sheet["D2"].value.total_seconds() == 9000
    assert sheet["D2"].number_format == "[h]:mm"


def test_one_table_may_be_asked_for(huiyin: Terminal) -> None:
    """A spreadsheet takes one table at a time."""
    huiyin.opened()

    said = huiyin.run(*MARCH, "--table", "by_channel", "-f", "csv")

    rows = list(csv.DictReader(io.StringIO(said.out, newline="")))
    assert [(one["value"], one["opened"]) for one in rows] == [("web", "1")]


def test_an_unknown_table_is_told_with_what_there_is(huiyin: Terminal) -> None:
    """cli.md: exit 2, with what is possible instead."""
    huiyin.opened()

    said = huiyin.run(*MARCH, "--table", "nonsense")

    assert said.code == 2
    assert "by_severity" in said.err


@pytest.mark.parametrize(
    "asked",
    [
        ("monthly-complaints",),
        ("monthly-complaints", "--quarter", "2026-Q1"),
        ("monthly-complaints", "--month", "2026-03", "--year", "2026"),
        ("monthly-complaints", "--month", "2026-3"),
        ("quarterly-complaints", "--quarter", "2026-Q7"),
        ("nonsense", "--month", "2026-03"),
        ("monthly-complaints", "--month", "2026-03", "--position", "-1"),
    ],
)
def test_a_wrong_period_is_told_in_a_line(huiyin: Terminal, asked: tuple[str, ...]) -> None:
    """cli.md: bad input is a clear line with what is possible instead, exit 2."""
    assert huiyin.run("store", "init").code == 0

    said = huiyin.run("report", *asked)

    assert said.code == 2
    assert "Traceback" not in said.err


def test_what_is_due_needs_no_period(huiyin: Terminal) -> None:
    """S003-3.5.4: at any time."""
    huiyin.opened()

    told = huiyin.run("report", "promises-and-overdue", "--at", "2026-03-20 09:00", "--json").json

    assert told["period"] == "2026-03"


def test_a_store_that_is_not_there_is_told(huiyin: Terminal) -> None:
    """cli.md: exit 12."""
    assert huiyin.run(*MARCH).code == 12


def test_the_same_position_is_the_same_report_in_every_form(huiyin: Terminal) -> None:
    """Lessons, feature 3: byte for byte, whatever has happened since."""
    huiyin.opened()
    asked = ("report", "monthly-complaints", "--month", "2026-03", "--position", "1")

    def files(part: str) -> list[bytes]:
        ends = ("json", "csv", "md", "html", "xlsx", "txt")
        for end in ends:
            assert huiyin.run(*asked, "-o", f"{part}.{end}").code == 0
        return [(huiyin.folder / f"{part}.{end}").read_bytes() for end in ends]

    first = files("first")
    huiyin.opened()

    assert files("again") == first


# ---------------------------------------------------------------- the page


def test_a_page_says_what_it_is_true_for(huiyin: Terminal) -> None:
    """Title, period, zone, position and instant stand on the page."""
    huiyin.opened()

    root = page(huiyin, *MARCH)

    facts = dict(zip(texts(root, "dt"), texts(root, "dd"), strict=True))
    assert facts["period"] == "2026-03-01 00:00 to 2026-03-31 24:00"
    assert (facts["time zone"], facts["log position"]) == ("Asia/Shanghai", "1")
    assert (facts["as of"], facts["to"]) == ("2026-04-02 09:00", "the superior")
    assert facts["by"] == "S004-p6-7.3, S001-ch4-9, S001-ch3.4-2"


def test_a_page_is_drawn_without_a_script(huiyin: Terminal) -> None:
    """Issue 3: charts as inline SVG, self-contained."""
    huiyin.opened()
    huiyin.opened(procedure="complaint/jewellery")

    root = page(huiyin, *QUARTER)

    drawings = list(root.iter(f"{SVG}svg"))
    assert drawings
    assert all(one.find(f"{SVG}title") is not None for one in drawings)
    ids = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
    assert len(ids) == len(set(ids))
    assert not list(root.iter(f"{HTML}script"))
    assert not [one for one in root.iter() if {"src", "href"} & set(one.attrib)]


def test_a_page_draws_the_rates_against_the_target(huiyin: Terminal) -> None:
    """6-reports.md: satisfaction against 95 %."""
    for number, month in enumerate(("01", "03"), 1):
        lines = visited(f"@{number}", f"2026-{month}-02T0")
        text = "\n".join(json.dumps(one) for one in lines)
        (huiyin.folder / "day.jsonl").write_text(text, "utf-8")
        assert huiyin.run("play", "day.jsonl").code == 0

    trend = page(huiyin, *QUARTER)
    items = page(huiyin, "report", "satisfaction", "--month", "2026-03")

    assert len(list(trend.iter(f"{SVG}polyline"))) == 2  # nobody was visited in February
    assert "target 95 %" in ["".join(one.itertext()) for one in trend.iter(f"{SVG}text")]
    assert texts(items, "td")[:2] == ["handling complaints", "S000-p3-13"]


def test_a_page_states_what_is_counted_under_each_table(huiyin: Terminal) -> None:
    """6-reports.md: rate definitions, with their clauses."""
    huiyin.opened()

    notes = [
        "".join(one.itertext())
        for one in page(huiyin, *MARCH, lang="zh").iter(f"{HTML}p")
        if one.attrib.get("class") == "note"
    ]

    assert any("S000-p3-13" in one and "95%" in one for one in notes)
    assert any("S004-p6-7.3" in one for one in notes)


@pytest.mark.parametrize(
    ("asked", "signed", "proposes"),
    [
        (MARCH, False, False),
        (QUARTER, False, True),
        (("report", "monthly-visits", "--month", "2026-03"), True, False),
    ],
)
def test_a_page_leaves_room_for_what_is_written_by_hand(
    huiyin: Terminal, asked: tuple[str, ...], signed: bool, proposes: bool
) -> None:
    """S004-p9-4b: the department manager signs; S001-ch4-11: improvements are proposed."""
    huiyin.opened()

    classes = [one.attrib.get("class") for one in page(huiyin, *asked).iter()]

    assert ("signers" in classes, "space" in classes) == (signed, proposes)


def test_hostile_words_are_harmless_in_every_form(huiyin: Terminal) -> None:
    """What a customer writes is shown and never obeyed, in tables and drawings."""
    for matter in (HOSTILE, "=SUM(A1)"):
        fields = (*(one for one in MALL if not one.startswith("matter")), f"matter={matter}")
        who = ("--as", "wang:receptionist", "--at", NINE)
        huiyin.run("open", "complaint/mall", *who, "severity=general", *fields)

    root = page(huiyin, *MARCH)
    huiyin.run(*MARCH, "-o", "march.xlsx")
    table = huiyin.run(*MARCH, "--table", "by_matter", "-f", "csv").out

    assert HOSTILE in texts(root, "td")
    assert not list(root.iter(f"{HTML}script"))
    sheet: Any = load_workbook(huiyin.folder / "march.xlsx")["by matter (cause)"]
    assert {one.value: one.data_type for one in sheet["A"]}["=SUM(A1)"] == "s"
    assert "'=SUM(A1)" in table


def test_json_lines_hold_the_first_table(huiyin: Terminal) -> None:
    """cli.md: -f jsonl."""
    huiyin.opened()

    lines = huiyin.run(*MARCH, "-f", "jsonl").out.splitlines()

    assert json.loads(lines[0])["figure"] == "opened"
