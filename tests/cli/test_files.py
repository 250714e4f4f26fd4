"""cli.md: xlsx and html, only with -o FILE."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from huiyin.cli.paint import width
from huiyin.cli.report import Lines, Measure, Named, Reader, Report, Table
from huiyin.cli.webpage import webpage
from huiyin.cli.workbook import workbook
from huiyin.workflow.language import ENGLISH, Label, Until, language
from terminal import Terminal

READER = Reader(ENGLISH, ZoneInfo("Asia/Shanghai"))
AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
HOSTILE = '<script>alert("x")</script>&\x1b[31m\ufffe'
HTML = "{http://www.w3.org/1999/xhtml}"
VALUES: dict[str, tuple[object, object]] = {
    "instant": (AT, datetime.fromisoformat("2026-03-02 09:30")),
    "due": (
        Until(datetime(2026, 3, 4, 16, tzinfo=UTC)),
        datetime.fromisoformat("2026-03-05 00:00"),
    ),
    "count": (7, 7),
    "amount": (Decimal("12.50"), 12.5),
    "named count": (Named(3, "3"), 3),
    "rate": (Measure({"part": 19}, "95.00 %", Decimal("0.95"), "0.00%"), 0.95),
    "time": (Measure("PT26H", "26 h", timedelta(hours=26), "[h]:mm"), timedelta(hours=26)),
    "code": (Named("open", Label("开", "is open")), "is open"),
    "truth": (Named(code=True, says="yes"), "yes"),
    "lines": (Lines(["a", "b"]), "a\nb"),
    "nothing": (None, None),
    "formula": ("=1+1", "=1+1"),
    "link": ('@SUM(1)|"x"', '@SUM(1)|"x"'),
    "control": ("a\x1bb\ufffe", "a\\x1bb\\ufffe"),
}


def report(*tables: Table, **more: Any) -> Report:
    return Report("sample", tables=tables, **more)


def one_row(**values: object) -> Table:
    return Table("rows", {name: name for name in values}, [values])


def opened(told: Report, reader: Reader = READER) -> Any:
    return load_workbook(io.BytesIO(workbook(told, reader)))


@pytest.mark.parametrize("name", VALUES)
def test_a_cell_is_what_a_spreadsheet_counts_with(name: str) -> None:
    """cli.md: instants are real datetimes on the office's clock, numbers are numbers."""
    value, expected = VALUES[name]

    cell = opened(report(one_row(value=value, last=1)))["rows"]["A2"]

    assert cell.value == expected
    assert cell.data_type != "f"


def test_a_text_like_a_formula_stays_a_text_when_it_is_edited() -> None:
    """cli.md: text is never a formula."""
    sheet = opened(report(one_row(a="=1+1", b="plain")))["rows"]

    assert [sheet["A2"].quotePrefix, sheet["B2"].quotePrefix] == [True, False]


def test_figures_have_their_formats() -> None:
    """6-reports.md: rates and times stay figures."""
    rate, time = VALUES["rate"][0], VALUES["time"][0]

    sheet = opened(report(one_row(rate=rate, time=time, at=AT)))["rows"]

    formats = [one.number_format for one in sheet[2]]
    assert formats == ["0.00%", "[h]:mm", "yyyy-mm-dd hh:mm"]


def test_the_heading_is_bold_and_stays_in_sight() -> None:
    """cli.md: a frozen bold header."""
    sheet = opened(report(one_row(a=1, b=2)))["rows"]

    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    assert [one.font.b for one in sheet[1]] == [True, True]
    assert not sheet["A2"].font.b
    assert sheet.auto_filter.ref == "A1:B2"


def test_columns_are_wide_enough_for_chinese() -> None:
    """cli.md: widths that fit Chinese."""
    text = "厨房下水管漏水两天"

    sheet = opened(report(one_row(a=text, b="x" * 500)))["rows"]

    assert sheet.column_dimensions["A"].width >= width(text)
    assert sheet.column_dimensions["B"].width == 60


def test_each_table_has_a_sheet_and_the_facts_come_first() -> None:
    """cli.md: a sheet a table, facts on the first."""
    long = Label("甲" * 40, "a/b [c]: *?" + "x" * 40)
    tables = [replace(one_row(a=1), title=long), replace(one_row(a=2), title=long), one_row(a=3)]

    book = opened(report(*tables, facts={"case": ("case", "C-1")}, notes=["done"]))

    assert book.sheetnames[0] == "summary"
    assert [one.value for one in book["summary"][1]] == ["case", "C-1"]
    assert book["summary"]["B2"].value == "done"
    assert len(set(book.sheetnames)) == 4
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert [book[name]["A2"].value for name in book.sheetnames[1:]] == [1, 2, 3]


def test_a_workbook_speaks_the_readers_language() -> None:
    """cli.md: --lang zh."""
    told = report(facts={"state": (Label("状态", "state"), Label("开", "open"))})

    book = opened(told, replace(READER, language=language("zh")))

    assert book.sheetnames == ["概况"]
    assert [one.value for one in book["概况"][1]] == ["状态", "开"]


def test_the_same_report_is_the_same_workbook_byte_for_byte() -> None:
    """Lessons, feature 3: what is printed twice is the same twice."""
    told = report(one_row(a=AT, b="水管漏水"), facts={"x": ("x", 1)})

    assert workbook(told, READER) == workbook(told, READER)


def test_a_page_is_well_formed_and_holds_everything() -> None:
    """cli.md: a self-contained page, without a script."""
    text = webpage(
        report(one_row(a="水管漏水", b=7, c=Named(3, "3")), title="Sample"), READER
    ).decode()

    root = ET.fromstring(text)
    assert root.find(f".//{HTML}h1").text == "Sample"  # type: ignore[union-attr]
    cells = [(one.text, one.attrib.get("class")) for one in root.iter(f"{HTML}td")]
    assert cells == [("水管漏水", None), ("7", "figure"), ("3", "figure")]
    assert not list(root.iter(f"{HTML}script"))
    assert not [at for one in root.iter() for at in ("src", "href") if at in one.attrib]
    assert "url(http" not in text


def test_a_table_without_rows_says_so() -> None:
    """An empty register is no broken page."""
    empty = Table("rows", {"a": "a", "b": "b"}, [])

    (cell,) = ET.fromstring(webpage(report(empty), READER).decode()).iter(f"{HTML}td")

    assert (cell.text, cell.attrib["colspan"]) == ("—", "2")


def test_hostile_words_are_harmless_on_a_page() -> None:
    """What a customer writes is shown and never obeyed."""
    text = webpage(report(one_row(a=HOSTILE), notes=[HOSTILE], title=HOSTILE), READER).decode()

    cell = ET.fromstring(text).find(f".//{HTML}td")
    assert cell is not None
    assert str(cell.text).startswith('<script>alert("x")</script>&')
    assert "<script" not in text
    assert "\x1b" not in text


@pytest.mark.parametrize("form", ["xlsx", "html"])
def test_a_file_is_written_by_its_ending(huiyin: Terminal, form: str) -> None:
    """cli.md: -o FILE.xlsx, -o FILE.html for every command that prints tables."""
    huiyin.opened()

    said = huiyin.run("due", "-o", f"due.{form}")

    assert (said.code, said.out) == (0, "")
    start = {"xlsx": b"PK", "html": b"<!DOCTYPE html>"}[form]
    assert (huiyin.folder / f"due.{form}").read_bytes().startswith(start)


@pytest.mark.parametrize("form", ["xlsx", "html"])
def test_a_file_is_needed_before_anything_is_recorded(huiyin: Terminal, form: str) -> None:
    """cli.md: xlsx and html only with -o FILE."""
    said = huiyin.run("open", "complaint/mall", "--as", "wang:receptionist", "-f", form)

    assert said.code == 2
    assert f"-o FILE.{form}" in said.err
    assert not huiyin.store.exists()


@pytest.mark.parametrize(("form", "needed"), [("xlsx", "openpyxl"), ("html", "jinja2")])
def test_what_is_not_installed_is_told(
    huiyin: Terminal, monkeypatch: pytest.MonkeyPatch, form: str, needed: str
) -> None:
    """Decision 0013: the extra `office` is named, and nothing has been recorded."""
    monkeypatch.setattr(
        "huiyin.cli.output.find_spec", lambda name: None if name == needed else find_spec(name)
    )

    said = huiyin.run("tick", "-o", f"out.{form}")

    assert said.code == 9
    assert "pip install 'huiyin[office]'" in said.err
    assert not (huiyin.folder / f"out.{form}").exists()


def test_what_cannot_be_written_leaves_the_old_file(
    huiyin: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written to the end or not at all."""
    huiyin.opened()
    old = huiyin.folder / "due.csv"
    old.write_text("old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    said = huiyin.run("due", "-o", "due.csv")

    assert said.code == 2
    assert "No space left on device" in said.err
    assert old.read_text() == "old"
    assert sorted(one.name for one in huiyin.folder.iterdir() if "due" in one.name) == ["due.csv"]


def test_a_file_keeps_its_rights_and_its_link(huiyin: Terminal) -> None:
    """A place that others read by a link stays theirs."""
    huiyin.opened()
    file, link = huiyin.folder / "kept.csv", huiyin.folder / "link.csv"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)

    huiyin.run("due", "-o", "link.csv")

    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert file.read_text() != "old"


def test_what_is_no_file_is_written_as_it_is(huiyin: Terminal) -> None:
    """A device is no place to put a file into."""
    huiyin.opened()

    said = huiyin.run("due", "-f", "csv", "-o", "/dev/null")

    assert said.code == 0
    assert Path("/dev/null").is_char_device()
