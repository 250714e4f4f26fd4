"""Spreadsheets are read as people see them: their numbers, days, letters and empty rows."""

from datetime import date, datetime, time
from pathlib import Path

import click
import pytest
from openpyxl import Workbook

from huiyin.cli.spreadsheet import rows_of
from huiyin.workflow.errors import Misconfigured


def workbook(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def csv_file(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    path = folder / "rows.csv"
    path.write_bytes(content.encode(encoding))
    return path


def cells(path: Path, sheet: str = "") -> list[list[str]]:
    return [list(row.cells) for row in rows_of(path, sheet)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (13800000000, "13800000000"),
        (0.1 + 0.2, "0.3"),
        (0.098, "0.098"),
        (3.0, "3"),
        (1e20, "100000000000000000000"),
        (-1.50, "-1.5"),
        (True, "true"),
        (date(2026, 3, 2), "2026-03-02"),
        (datetime.fromisoformat("2026-03-02 09:05"), "2026-03-02 09:05"),
        (datetime.fromisoformat("2026-03-02 00:00"), "2026-03-02 00:00"),
        (datetime.fromisoformat("2026-03-02 09:05:07"), "2026-03-02 09:05:07"),
        (time(9, 5), "09:05:00"),
        (" 周敏\n二 ", "周敏\n二"),
        (None, ""),
    ],
)
def test_a_cell_is_read_as_a_person_would_write_it(
    tmp_path: Path, value: object, text: str
) -> None:
    file = workbook(tmp_path / "a.xlsx", ["x", "y"], [value, "end"])

    assert cells(file)[1] == [text, "end"]


def test_a_day_is_told_from_an_instant_by_what_the_cell_shows(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for shown in ('yyyy"h"-mm-dd', "yyyy/m/d", "[$-804]yyyy年m月d日", "yyyy/m/d h:mm"):
        sheet.append([datetime.fromisoformat("2026-03-02 00:00")])
        sheet.cell(sheet.max_row, 1).number_format = shown
    book.save(tmp_path / "a.xlsx")

    assert cells(tmp_path / "a.xlsx") == [["2026-03-02"]] * 3 + [["2026-03-02 00:00"]]


def test_a_formula_and_an_error_are_told_and_not_taken(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", ["x", "y"], ["=1+1", "#N/A"])

    faults = list(rows_of(file))[1].faults

    assert [str(says) for says in faults.values()] == [
        "it holds a formula; put its result there as a value",
        "it shows the error #N/A",
    ]
    assert list(faults) == [0, 1]


def test_rows_keep_the_numbers_that_people_see(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A4"], sheet["B6"] = "x", "first", "second"
    book.save(tmp_path / "a.xlsx")
    lines = csv_file(tmp_path, 'x,y\n\n,\n"first\nline",1\n')

    in_book = [row.number for row in rows_of(tmp_path / "a.xlsx") if not row.is_empty]
    in_csv = [(row.number, row.cells) for row in rows_of(lines) if not row.is_empty]

    assert in_book == [1, 4, 6]
    assert in_csv == [(1, ["x", "y"]), (4, ["first\nline", "1"])]


def test_a_sheet_is_asked_for_by_its_name(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].title = "三月"
    book.create_sheet("四月").append(["y"])
    book.save(tmp_path / "a.xlsx")

    assert cells(tmp_path / "a.xlsx", "四月") == [["y"]]
    with pytest.raises(Misconfigured, match="no sheet 五月; it has: 三月, 四月"):
        cells(tmp_path / "a.xlsx", "五月")
    with pytest.raises(click.UsageError):
        cells(csv_file(tmp_path, "x\n"), "四月")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_as_offices_have_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    written = f'姓名{delimiter}电话\r\n"周{delimiter}敏"{delimiter}137\r\n'

    read = cells(csv_file(tmp_path, written, encoding))

    assert read == [["姓名", "电话"], [f"周{delimiter}敏", "137"]]


def test_letters_far_down_tell_the_encoding_too(tmp_path: Path) -> None:
    written = "name\n" + "plain\n" * 100_000 + "周敏\n"

    assert cells(csv_file(tmp_path, written, "gb18030"))[-1] == ["周敏"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.csv", b"a,b\x00\n", "is no CSV file in UTF-8, UTF-16 or GB 18030"),
        ("a.csv", "a,b".encode("utf-16")[:-1], "is no CSV file in UTF-8, UTF-16 or GB 18030"),
        ("a.csv", b"\xff\xfe\x00\xd8a\x00", "is no CSV file in UTF-8, UTF-16 or GB 18030"),
        ("a.csv", "a,b".encode("utf-32"), "is no CSV file in UTF-8, UTF-16 or GB 18030"),
        ("a.csv", b"\xff\xff\xff", "is no CSV file in UTF-8, UTF-16 or GB 18030"),
        ("a.csv", b'a,b\n"open,1\n', "line 2: unexpected end of data"),
        ("a.xlsx", b"name,phone\n", "is no workbook"),
        ("a.xls", b"", "save it as one of .xlsx, .xlsm, .csv"),
    ],
)
def test_what_is_no_spreadsheet_is_told(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(Misconfigured, match=why):
        cells(tmp_path / name)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for name in ("a.csv", "a.xlsx"):
        with pytest.raises(click.BadParameter, match="No such file"):
            cells(tmp_path / name)
