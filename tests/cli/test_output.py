"""cli.md: -f table|json|jsonl|csv|md, -o FILE, --bom; widths, formulas, instants."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from huiyin.cli.output import Out
from huiyin.cli.paint import width, wrapped
from huiyin.cli.report import Because, Lines, Named, Reader, Report, Table
from huiyin.workflow.language import ENGLISH, Label, language, message
from terminal import Terminal

SHANGHAI = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
REPORT = Report(
    "sample",
    {"case": (message("case"), "C-1")},
    (
        Table(
            "rows",
            {"at": message("recorded"), "state": Label("状态", "state"), "text": "text"},
            [
                {"at": AT, "state": Named("open", Label("开", "is open")), "text": "水管漏水"},
                {"at": None, "state": Because(("S1",), "so"), "text": "=1+1"},
                {"at": AT, "state": Lines(["a", "b"]), "text": "a|b\nc", "hidden": True},
            ],
        ),
    ),
    (message("done"),),
    {"extra": [AT]},
)


def printed(form: str, capsysbinary: pytest.CaptureFixture[bytes], *, lang: str = "en") -> str:
    spoken = ENGLISH if lang == "en" else language(lang)
    Out(Reader(spoken, SHANGHAI), form).print(REPORT)
    return capsysbinary.readouterr().out.decode()


def test_json_holds_codes_instants_with_offset_and_what_is_hidden(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    """cli.md: JSON has schema_version, instants in ISO 8601 with offset."""
    told = json.loads(printed("json", capsysbinary))

    assert told["schema_version"] == 1
    assert told["kind"] == "sample"
    assert told["extra"] == ["2026-03-02T09:00:00+08:00"]
    assert told["rows"][0] == {
        "at": "2026-03-02T09:00:00+08:00",
        "state": "open",
        "text": "水管漏水",
    }
    assert told["rows"][1]["state"] == {"clauses": ["S1"], "says": "so"}
    assert told["rows"][2]["state"] == ["a", "b"]
    assert told["rows"][2]["hidden"] is True


def test_json_lines_are_one_object_a_row(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """cli.md: -f jsonl."""
    lines = printed("jsonl", capsysbinary).splitlines()

    assert len(lines) == 3
    assert all(json.loads(line)["schema_version"] == 1 for line in lines)


def test_csv_is_rfc_4180_and_holds_no_formula(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    """cli.md: cells that begin with = + - @ TAB or CR are escaped."""
    text = printed("csv", capsysbinary)

    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["at", "state", "text"]
    assert rows[1] == ["2026-03-02T09:00:00+08:00", "is open", "水管漏水"]
    assert rows[2][2] == "'=1+1"
    assert rows[3][2] == "a|b\nc"
    assert text.startswith("at,state,text\r\n")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_every_start_of_a_formula_is_escaped(huiyin: Terminal, start: str) -> None:
    """cli.md: CSV cells."""
    huiyin.opened(f"address={start}x", f"unit_no={start}cmd")

    said = huiyin.run("register", "complaints", "-f", "csv", "--columns", "unit_no")

    cell = next(csv.reader(io.StringIO(said.out.partition("\r\n")[2], newline="")))[0]
    assert cell == f"'{start}cmd"


def test_markdown_keeps_its_columns(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """cli.md: -f md."""
    lines = printed("md", capsysbinary).splitlines()

    rows = [line for line in lines if line.startswith("|")]
    assert len(rows) == 5
    assert "a\\|b⏎c" in rows[4]
    assert "a<br>b" in rows[4]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_chinese_columns_stay_aligned(
    capsysbinary: pytest.CaptureFixture[bytes], lang: str
) -> None:
    """cli.md: Chinese columns stay aligned."""
    lines = printed("table", capsysbinary, lang=lang).splitlines()

    rule = next(line for line in lines if line.startswith("─"))
    ends = [at for at, mark in enumerate(rule) if mark == " " and rule[at - 1] == " "]
    rows = lines[lines.index(rule) + 1 :]
    assert all(columns(row)[end] == " " for row in rows[:1] for end in ends)


def columns(line: str) -> str:
    """Give a line with as many characters as a terminal has columns for it."""
    return "".join(one * width(one) for one in line).ljust(200)


def test_a_width_counts_what_a_terminal_shows() -> None:
    """cli.md: Chinese columns stay aligned."""
    assert width("水管 a") == 6
    assert width("（）") == 4
    assert width("e\u0301") == 1
    assert width("✓→…") == 3


@pytest.mark.parametrize(
    "text", ["a long sentence of words", "一个很长的句子没有空格", "混合 mixed 文字 text"]
)
def test_wrapping_loses_nothing_and_keeps_its_limit(text: str) -> None:
    """cli.md: nothing that is printed loses data."""
    lines = list(wrapped(text, 10))

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= 10 for line in lines)


def test_control_characters_do_not_reach_a_terminal(huiyin: Terminal) -> None:
    """What a customer writes cannot colour or move a clerk's screen."""
    case = huiyin.opened("address=\x1b[31mred\x07")

    said = huiyin.run("show", case)

    assert "\x1b" not in said.out
    assert "\\x1b[31mred\\x07" in said.out


def test_a_file_chooses_the_format_by_its_ending(huiyin: Terminal) -> None:
    """cli.md: -o FILE, --bom for Excel."""
    huiyin.opened()

    said = huiyin.run("register", "complaints", "-o", "out.csv", "--bom", "--columns", "no")

    assert said.out == ""
    assert (huiyin.folder / "out.csv").read_bytes() == b"\xef\xbb\xbfno\r\nC-2026-000001\r\n"


def test_a_file_that_cannot_be_written_is_told(huiyin: Terminal) -> None:
    """cli.md: exit 2, never a traceback."""
    huiyin.opened()

    said = huiyin("due", "-o", "nowhere/out.csv")

    assert said.code == 2
    assert "Traceback" not in said.err


def test_chinese_headings_stand_over_a_chinese_csv(huiyin: Terminal) -> None:
    """cli.md: --lang zh."""
    huiyin.opened()

    said = huiyin.run(
        "--lang", "zh", "register", "complaints", "-f", "csv", "--columns", "no,state"
    )

    assert said.out == "编号,状态\r\nC-2026-000001,已登记\r\n"


@pytest.mark.parametrize("ending", ["exe", "xls", "htm"])
def test_a_file_whose_ending_names_no_format_is_not_written(
    huiyin: Terminal, tmp_path: Path, ending: str
) -> None:
    """cli.md: the ending of -o chooses the format."""
    huiyin.opened()
    file = tmp_path / f"register.{ending}"

    said = huiyin("register", "complaints", "-o", str(file))

    assert said.code == 2
    assert f".{ending}" in said.err
    assert not file.exists()
