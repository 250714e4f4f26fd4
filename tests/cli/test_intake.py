"""Bulk intake: the rows of a spreadsheet happen once each, and each is told what became of it."""

import json
import zipfile
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from huiyin.cli.intake_headings import CONTROLS, plain
from huiyin.domain.office import open_desk, rulebook
from huiyin.workflow.events import Recorded
from terminal import NINE, Said, Terminal

WANG = ("--as", "wang:receptionist", "--at", NINE)
MALL = ("--open", "complaint/mall", *WANG)
HEAD = "name,phone,matter,content,channel,severity"
ROW = "周敏,137,parking,charged twice,phone,general"
OTHER = "何静,138,queue,too long,web,general"


def sheet(huiyin: Terminal, *lines: str, name: str = "day.csv") -> str:
    (huiyin.folder / name).write_text("\n".join(lines) + "\n", "utf-8")
    return name


def workbook(huiyin: Terminal, *rows: Iterable[object]) -> str:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(huiyin.folder / "day.xlsx")
    return "day.xlsx"


def intake(huiyin: Terminal, *arguments: str) -> Said:
    return huiyin.run("intake", *arguments, "--json")


def results(said: Said) -> list[tuple[int, str, str | None]]:
    return [(row["row"], row["result"], row["case"]) for row in said.json["rows"]]


def says(said: Said) -> list[str]:
    return [row["says"] for row in said.json["rows"] if not row["ok"]]


def recorded(huiyin: Terminal) -> Sequence[Recorded]:
    """Give everything that the log holds."""
    with open_desk(str(huiyin.store), create=False) as desk:
        return desk.store.read()


# ------------------------------------------------------------ rows as commands


def test_each_row_opens_a_case_and_refused_ones_stop_nobody(huiyin: Terminal) -> None:
    """S000-m-3.1.7a; lessons: whatever is refused is told with its clause."""
    file = sheet(huiyin, HEAD, ROW, "周敏,137,parking,,phone,general", "", OTHER)

    said = intake(huiyin, file, *MALL)

    assert said.code == 10
    assert results(said) == [
        (2, "done", "C-2026-000001"),
        (3, "refused", None),
        (5, "done", "C-2026-000002"),
    ]
    refused = said.json["rows"][1]["refused"]
    assert (refused["kind"], refused["clauses"]) == ("FormIncomplete", ["S000-m-3.1.7a"])
    assert (said.json["done"], said.json["refused"], said.json["again"]) == (2, 1, 0)


def test_a_table_has_a_line_for_each_row(huiyin: Terminal) -> None:
    said = huiyin.run("intake", sheet(huiyin, HEAD, ROW), *MALL)

    assert said.code == 0
    assert said.out.splitlines()[-1].split() == ["2", "done", "C-2026-000001", "registered", "1"]


def test_headings_are_codes_or_titles_of_the_paper(huiyin: Terminal) -> None:
    titles = "姓名,联系电话,Matter,投诉内容（content）,form.channel,程度"

    said = intake(huiyin, sheet(huiyin, titles, ROW.replace("general", "一般")), *MALL)

    shown = huiyin.run("show", "C-2026-000001", "--json").json
    written = {row["field"]: row["value"] for row in shown["written"]}
    assert said.code == 0, said.out
    assert (written["name"], written["content"]) == ("周敏", "charged twice")
    assert (written["channel"], written["severity"]) == ("phone", "general")


def test_the_sales_of_a_consignment_are_one_sheet(huiyin: Terminal, consigned: str) -> None:
    """S000-ch12-3, erpnext#12984: fifty pieces were fifty documents and two hours."""
    rows = [[consigned, f"pf{number:02}周", 128.5 + number / 10] for number in range(1, 51)]
    file = workbook(huiyin, ["案号", "货品编号", "售价"], *rows, [consigned, "pf50周", 1])

    tried = intake(
        huiyin, file, "--do", "record-sale", "--as", "ma:clerk", "--at", NINE, "--dry-run"
    )
    said = intake(huiyin, file, "--do", "record-sale", "--as", "ma:clerk", "--at", NINE)
    again = intake(huiyin, file, "--do", "record-sale", "--as", "ma:clerk", "--at", NINE)

    assert [row["result"] for row in said.json["rows"]] == ["done"] * 50 + ["refused"]
    assert "S000-ch12-3" in says(said)[0]
    assert [row["says"] for row in tried.json["rows"] if not row["ok"]] == says(said)
    assert [row["result"] for row in again.json["rows"]] == ["again"] * 50 + ["refused"]
    forms = [one.event.form for one in recorded(huiyin) if one.event.name == "ConsignedItemSold"]
    assert [form["price"] for form in forms[:3]] == ["128.6", "128.7", "128.8"]
    assert len(forms) == 50


@pytest.fixture
def consigned(huiyin: Terminal) -> str:
    """Fifty pieces on sale for a customer who has signed."""
    ma, zhou = ("--as", "ma:clerk", "--at", NINE), ("--as", "zhou:customer", "--at", NINE)
    labels = [{"item": "ring", "number": f"pf{number:02}周"} for number in range(1, 51)]
    contract = json.dumps({"name": "contract.pdf", "sha256": "0" * 64})
    case = "G-2026-000001"
    for step in (
        (
            *("open", "consignment/jewellery", *ma, "name=周敏", "phone=137", "present=yes"),
            *("consignor_kind=wholesale", "surname=周", "quantity_brought=50"),
        ),
        ("do", case, "count-goods", *ma, 'items={"item":"ring","quantity":50}'),
        ("do", case, "print-list", *ma, "list_no=L-1"),
        ("do", case, "label-items", *ma, *(f"labels={json.dumps(one)}" for one in labels)),
        ("do", case, "sign-agreement", *zhou, "quantity=50", f"contract={contract}"),
        ("do", case, "put-on-sale", *ma),
    ):
        said = huiyin.run(*step)
        assert said.code == 0, said.err
    return case


def test_a_row_says_itself_what_it_does_by_whom_and_when(huiyin: Terminal) -> None:
    file = sheet(
        huiyin,
        f"open,step,case,as,at,occurred,reason,{HEAD}",
        f"complaint/mall,,@a,,2026/3/2 9:00,2026-02-20 09:00,paper,{ROW}",
        ",handle-directly,@a,,2026-03-02 09:30,,,,,,,,",
        ",reply,@a,li:cs_staff,,,,,,,,,",
    )

    said = intake(huiyin, file, *WANG)

    events = huiyin.run("history", "C-2026-000001", "--json").json["events"]
    assert [row[1] for row in results(said)] == ["done", "done", "refused"]
    assert results(said)[2][2] == "C-2026-000001"
    assert [row["recorded_at"] for row in events] == [
        "2026-03-02T09:00:00+08:00",
        "2026-03-02T09:30:00+08:00",
    ]
    assert (events[0]["occurred_at"], events[0]["reason"]) == (
        "2026-02-20T09:00:00+08:00",
        "paper",
    )


def test_a_list_stands_between_semicolons_or_is_json(huiyin: Terminal) -> None:
    huiyin.run("intake", sheet(huiyin, HEAD, ROW, OTHER), *MALL)
    file = workbook(
        huiyin,
        ["case", "recipients"],
        ["C-2026-000001", "superior；cs_manager"],
        ["C-2026-000002", '["superior", "cs_manager"]'],
    )

    said = intake(huiyin, file, "--do", "escalate", *WANG)

    assert said.code == 0, said.out
    for case in ("C-2026-000001", "C-2026-000002"):
        written = huiyin.run("show", case, "--json").json["written"]
        assert written[-1]["value"] == ["superior", "cs_manager"]


def test_a_heading_with_a_hash_is_for_people_and_not_read(huiyin: Terminal) -> None:
    """Lessons 20: a worksheet says what to check; notes in it change no command and no key."""
    name = sheet(huiyin, f"{HEAD},# note", f"{ROW},看过")
    first = intake(huiyin, name, *MALL)
    sheet(huiyin, f"{HEAD},# note", f"{ROW},又看过")

    again = intake(huiyin, name, *MALL)

    assert results(first) == [(2, "done", "C-2026-000001")]
    assert results(again) == [(2, "again", "C-2026-000001")]


def test_a_column_may_be_called_as_a_control_word(huiyin: Terminal) -> None:
    """A blank `reason` is headed form.reason: the word alone is why a row is entered late."""
    huiyin.run(
        *("open", "consignment/jewellery", "--as", "ma:clerk", "--at", NINE, "name=周敏"),
        *("phone=137", "present=no", "consignor_kind=wholesale", "surname=周"),
        "quantity_brought=2",
    )
    file = sheet(huiyin, "case,form.reason,reason", "G-2026-000001,too dear,on paper")

    said = intake(huiyin, file, "--do", "decline-agreement", "--as", "zhou:customer", "--at", NINE)

    told = huiyin.run("history", "G-2026-000001", "--json").json["events"][-1]
    words = huiyin.run("show", "G-2026-000001", "--json").json["written"]
    assert said.code == 0, said.out
    assert (words[-1]["value"], told["reason"]) == ("too dear", "on paper")


def test_a_photo_lies_beside_the_sheet_and_nowhere_else(huiyin: Terminal) -> None:
    """A sheet comes from somebody else, and may not name any file of the one who runs it."""
    for folder in ("in", "elsewhere"):
        (huiyin.folder / folder).mkdir()
        (huiyin.folder / folder / "piece.pdf").write_bytes(b"%PDF-1.7 signed")
    for present in ("no", "no"):
        huiyin.run(
            *("open", "consignment/jewellery", "--as", "ma:clerk", "--at", NINE, "name=周敏"),
            *("phone=137", f"present={present}", "consignor_kind=wholesale", "surname=周"),
            "quantity_brought=1",
        )
    file = sheet(
        huiyin,
        "do,case,quantity,contract",
        "sign-agreement,G-2026-000001,1,@../elsewhere/piece.pdf",
        "sign-agreement,G-2026-000001,1,@gone.pdf",
        "sign-agreement,G-2026-000002,1,@piece.pdf",
        name="in/day.csv",
    )

    said = intake(huiyin, file, "--as", "zhou:customer", "--at", NINE)

    assert [row[1] for row in results(said)] == ["malformed", "malformed", "refused"]
    assert says(said)[0].startswith("column contract: ../elsewhere/piece.pdf: only files in")
    assert "gone.pdf: No such file" in says(said)[1]
    digest = sha256(b"%PDF-1.7 signed").hexdigest()
    assert (huiyin.folder / "huiyin.db.files" / digest[:2] / digest[2:]).exists()


# ------------------------------------------------------------ once


def test_a_file_run_again_gives_the_first_answers_and_changes_nothing(huiyin: Terminal) -> None:
    """Architecture 4: the same key with the same form returns the first answer."""
    file = sheet(huiyin, HEAD, ROW, ROW, "周敏,137,parking,,phone,general")
    first = intake(huiyin, file, *MALL)
    before = recorded(huiyin)

    again = intake(huiyin, file, "--open", "complaint/mall", "--as", "wang:receptionist")

    assert [row[1] for row in results(first)] == ["done", "done", "refused"]
    assert [row[1] for row in results(again)] == ["again", "again", "refused"]
    assert [row[2] for row in results(again)] == [row[2] for row in results(first)]
    assert says(again) == says(first)
    assert recorded(huiyin) == before
    assert len(huiyin.run("trail", "--json").json["entries"]) == 3


def test_rows_may_be_added_moved_and_headed_otherwise(huiyin: Terminal) -> None:
    huiyin.run("intake", sheet(huiyin, HEAD, ROW), *MALL)
    moved = (
        "联系电话,姓名,事项,投诉内容,来源,程度",
        OTHER,
        "137,周敏,parking,charged twice,phone,general",
    )

    said = intake(
        huiyin, sheet(huiyin, moved[0], "138,何静,queue,too long,web,general", moved[2]), *MALL
    )

    assert results(said) == [(2, "done", "C-2026-000002"), (3, "again", "C-2026-000001")]


def test_a_corrected_row_is_another_command(huiyin: Terminal) -> None:
    huiyin.run("intake", sheet(huiyin, HEAD, "周敏,137,parking,,phone,general"), *MALL)

    said = intake(huiyin, sheet(huiyin, HEAD, ROW), *MALL)

    assert results(said) == [(2, "done", "C-2026-000001")]


def test_the_same_rows_are_another_batch_under_another_name(huiyin: Terminal) -> None:
    huiyin.run("intake", sheet(huiyin, HEAD, ROW), *MALL)
    file = sheet(huiyin, HEAD, ROW, name="tomorrow.csv")

    as_before = intake(huiyin, file, *MALL, "--batch", "day.csv")
    as_new = intake(huiyin, file, *MALL)

    assert [row[1] for row in results(as_before)] == ["again"]
    assert [row[1] for row in results(as_new)] == ["done"]


def test_a_row_may_have_a_key_of_its_own(huiyin: Terminal) -> None:
    huiyin.run("intake", sheet(huiyin, f"key,{HEAD}", f"web-1,{ROW}"), *MALL)

    same = intake(huiyin, sheet(huiyin, f"key,{HEAD}", f"web-1,{ROW}", name="b.csv"), *MALL)
    other = intake(huiyin, sheet(huiyin, f"key,{HEAD}", f"web-1,{OTHER}"), *MALL)

    assert results(same) == [(2, "again", "C-2026-000001")]
    assert [row["refused"]["kind"] for row in other.json["rows"]] == ["KeyReused"]


def test_what_was_refused_is_asked_again_only_if_that_is_said(huiyin: Terminal) -> None:
    opened = sheet(huiyin, HEAD, ROW, name="open.csv")
    steps = sheet(huiyin, "case", "C-2026-000001")
    handle = ("intake", steps, "--do", "handle-directly", *WANG, "--json")
    early = huiyin.run(*handle)
    huiyin.run("intake", opened, *MALL)

    again, retried = huiyin.run(*handle), huiyin.run(*handle, "--retry")
    after, retried_after = huiyin.run(*handle), huiyin.run(*handle, "--retry")

    assert [one.json["rows"][0]["result"] for one in (early, again, retried)] == [
        *("refused", "refused", "done"),
    ]
    assert [one.json["rows"][0]["result"] for one in (after, retried_after)] == ["again", "again"]
    assert huiyin.run("show", "C-2026-000001", "--json").json["version"] == 2


def test_a_retry_by_another_person_repeats_nothing_that_was_done(huiyin: Terminal) -> None:
    file = sheet(huiyin, HEAD, ROW, "周敏,137,parking,,phone,general")
    huiyin.run("intake", file, *MALL)

    said = intake(
        huiyin, file, "--open", "complaint/mall", "--as", "li:receptionist", "--at", NINE, "--retry"
    )

    assert [row["refused"]["kind"] for row in said.json["rows"]] == ["KeyReused", "FormIncomplete"]
    assert len(recorded(huiyin)) == 1


# ------------------------------------------------------------ tried


def test_a_dry_run_says_what_would_come_of_each_row_and_writes_nothing(huiyin: Terminal) -> None:
    file = sheet(
        huiyin,
        f"open,do,case,{HEAD}",
        f"complaint/mall,,@a,{ROW}",
        ",handle-directly,@a,,,,,,",
        ",handle-directly,@a,,,,,,",
    )

    tried = intake(huiyin, file, *WANG, "--dry-run")
    left = sorted(one.name for one in huiyin.folder.iterdir())
    done = intake(huiyin, file, *WANG)

    assert left == ["day.csv"]
    case = "C-2026-000001"
    assert results(tried) == [(2, "possible", case), (3, "possible", case), (4, "refused", case)]
    assert results(done) == [(2, "done", case), (3, "done", case), (4, "refused", case)]
    assert (tried.code, tried.json["dry_run"], done.json["dry_run"]) == (10, True, False)
    assert says(tried) == says(done)


def test_a_dry_run_leaves_the_store_as_it_is(huiyin: Terminal) -> None:
    huiyin.run("intake", sheet(huiyin, HEAD, ROW), *MALL)
    before = huiyin.store.read_bytes()

    tried = intake(huiyin, sheet(huiyin, HEAD, ROW, OTHER), *MALL, "--dry-run")
    shown = huiyin.run("intake", "day.csv", *MALL, "--dry-run")

    assert [row[1] for row in results(tried)] == ["again", "possible"]
    assert shown.out.splitlines()[1].split() == ["possible", "1"]
    assert huiyin.store.read_bytes() == before


# ------------------------------------------------------------ what cannot be read


@pytest.mark.parametrize(
    ("lines", "options", "told"),
    [
        ((f"{HEAD},phon", ROW), MALL, (9, "no column 'phon'; there are name 姓名, phone 联系电话")),
        ((f"{HEAD},phon", ROW), MALL, (9, "Did you mean phone?")),
        ((f"{HEAD},电话,联系电话", ROW), MALL, (9, "there are two columns for phone")),
        ((f"at,{HEAD},at", ROW), MALL, (9, "there are two columns for at")),
        ((HEAD, f"{ROW},more"), MALL, (9, "row 2, cell 7: 'more' has no heading")),
        ((), MALL, (9, "the sheet is empty")),
        ((HEAD, ROW), ("--open", "complaint/mal", *WANG), (3, "no procedure complaint/mal")),
        ((HEAD, ROW), ("--do", "registr", *WANG), (9, "Did you mean register?")),
        ((HEAD, ROW), WANG, (2, "say what the rows are")),
        ((HEAD, ROW), ("--open", "complaint/mall"), (2, "say who acts")),
        ((HEAD, ROW), (*MALL, "--do", "close"), (2, "exclude each other")),
        ((HEAD, ROW), (*MALL, "--sheet", "x"), (2, "--sheet is for workbooks")),
        ((HEAD, ROW), (*MALL, "-f", "xlsx"), (2, "xlsx is only written into a file")),
    ],
)
def test_what_is_wrong_with_the_sheet_is_told_before_anything_is_done(
    huiyin: Terminal, lines: tuple[str, ...], options: tuple[str, ...], told: tuple[int, str]
) -> None:
    said = huiyin.run("intake", sheet(huiyin, *lines), *options)

    assert (said.code, told[1] in said.err) == (told[0], True), said.err
    assert not huiyin.store.exists()


def test_a_cell_that_cannot_be_read_is_told_with_its_row_and_column(huiyin: Terminal) -> None:
    file = workbook(
        huiyin,
        ["at", *HEAD.split(",")],
        ["yesterday", *ROW.split(",")],
        [None, *ROW.split(",")[:-1], "=A1"],
        [None, *ROW.split(",")[:-1], "grave"],
    )

    said = intake(huiyin, file, *MALL)

    assert results(said) == [(2, "malformed", None), (3, "malformed", None), (4, "refused", None)]
    assert says(said)[:2] == [
        "column at: yesterday is no instant; write 2026-03-02 09:00, on the office's clocks",
        "column severity: it holds a formula; put its result there as a value",
    ]
    assert "severity should be one of general, important, serious" in says(said)[2]


def test_a_row_either_opens_or_takes_a_step(huiyin: Terminal) -> None:
    file = sheet(huiyin, "open,do,case", "complaint/mall,close,x", ",,x")

    assert says(intake(huiyin, file, *WANG)) == ["a row either opens a case or takes a step"] * 2


def test_without_the_extra_a_workbook_is_told_what_to_install(huiyin: Terminal) -> None:
    workbook(huiyin, ["name"])
    (huiyin.folder / "openpyxl.py").write_text("raise ImportError\n", "utf-8")

    said = huiyin("intake", "day.xlsx", *MALL, PYTHONPATH=str(huiyin.folder))

    assert (said.code, "pip install 'huiyin[office]'" in said.err) == (9, True)


# ------------------------------------------------------------ empty sheets


def test_the_control_words_in_chinese_are_no_titles_of_blanks() -> None:
    steps = [step for page in rulebook().editions for step in page.steps.values()]
    titles = {plain(blank.label.zh) for step in steps for blank in step.blanks.values()}

    assert titles.isdisjoint(plain(name.zh) for name in CONTROLS.values())


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", [page.name for page in rulebook()])
def test_every_empty_sheet_can_be_filled_in(huiyin: Terminal, page: str, lang: str) -> None:
    """Its headings are understood again; a row that says nothing is refused and not malformed."""
    made = huiyin.run("--lang", lang, "intake", "--template", page, "-o", "empty.csv")
    head = (huiyin.folder / "empty.csv").read_text("utf-8").strip()
    file = sheet(huiyin, f"key,{head}", "1", name="filled.csv")

    said = intake(huiyin, file, "--open", page, "--as", "nobody:nobody", "--at", NINE)

    assert made.code == 0, made.err
    assert [row[1] for row in results(said)] == ["refused"], said.err


def test_an_empty_workbook_offers_choices_and_explains_its_columns(huiyin: Terminal) -> None:
    said = huiyin.run("--lang", "zh", "intake", "--template", "complaint/mall", "-o", "empty.xlsx")

    book = load_workbook(huiyin.folder / "empty.xlsx")
    filling, explained = book.worksheets
    headings = [cell.value for cell in filling[1]]
    assert said.code == 0, said.err
    assert headings[:3] == ["姓名", "联系电话", "事项"]
    assert filling.column_dimensions["B"].number_format == "@"
    offered = {str(one.sqref): one.formula1 for one in filling.data_validations.dataValidation}
    severity = get_column_letter(headings.index("程度") + 1)
    assert offered[f"{severity}2:{severity}20001"] == '"一般,重要,严重"'
    assert [cell.value for cell in explained[2]][:3] == ["name", "姓名", "是"]


def test_the_empty_workbook_is_the_same_whenever_it_is_made(huiyin: Terminal) -> None:
    for name in ("one.xlsx", "other.xlsx"):
        huiyin.run("intake", "--template", "complaint/mall", "-o", name)

    one, other = ((huiyin.folder / name).read_bytes() for name in ("one.xlsx", "other.xlsx"))

    assert one == other
    assert b"1980-01-01" in zipfile.ZipFile(huiyin.folder / "one.xlsx").read("docProps/core.xml")


def test_an_empty_sheet_for_a_step_begins_with_its_case(huiyin: Terminal) -> None:
    template = ("intake", "--template", "consignment/jewellery", "--do")

    said = huiyin.run(*template, "record-sale", "-f", "csv")
    told = huiyin.run(*template, "record-sale", "--json")
    unknown = huiyin.run(*template, "record-sales")

    assert said.out.strip() == "case,number,price"
    assert [row["code"] for row in told.json["columns"]][:3] == ["case", "number", "price"]
    assert (unknown.code, "Did you mean record-sale?" in unknown.err) == (3, True)


def test_an_empty_sheet_says_what_the_objects_of_a_list_hold(huiyin: Terminal) -> None:
    """S000-ch11: what is returned, line by line."""
    told = huiyin.run("intake", "--template", "return/jewellery", "--json").json["columns"]

    holds = {row["code"]: row["holds"] for row in told}
    assert holds["items"] == "a list, each an object with code, quantity, as JSON"


def test_an_empty_workbook_needs_a_file_to_be_written_to(huiyin: Terminal) -> None:
    said = huiyin.run("intake", "--template", "complaint/mall", "-f", "xlsx")

    assert (said.code, "-o FILE.xlsx" in said.err) == (2, True)
    assert huiyin.run("intake").code == 2
    assert Path(huiyin.folder / "empty.xlsx").exists() is False
