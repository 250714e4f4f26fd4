"""`huiyin form`: the forms that a case fills, listed and printed."""

import pytest

from printing import sheets
from terminal import Terminal

NINE = "2026-03-02 09:00"


@pytest.fixture
def piece(huiyin: Terminal) -> str:
    """A piece with its receipt."""
    clerk = ("--as", "wang:receptionist")
    opened = huiyin.run(
        *("open", "repair/jewellery", *clerk, "--at", NINE, "--json"),
        *("name=周敏", "phone=13900020001", "material=silver"),
    )
    assert opened.code == 0, opened.err
    number = str(opened.json["case"])
    received = huiyin.run(
        *("do", number, "receive-piece", *clerk, "--at", "2026-03-02 09:30"),
        *("receipt_no=ST-0031", "received_on=2026-03-02"),
        *("product_code=YS-2201", "part_to_repair=搭扣"),
    )
    assert received.code == 0, received.err
    return number


def test_the_forms_of_a_case_are_listed_with_how_complete_they_are(
    huiyin: Terminal, piece: str
) -> None:
    listed = huiyin.run("form", piece, "--json").json

    assert [one["name"] for one in listed["forms"]] == [
        "receipt",
        "handover-sheet",
        "dispatch-voucher",
    ]
    assert listed["forms"][0] == {
        "name": "receipt",
        "title": {"zh": "收条", "en": "receipt"},
        "clauses": ["S000-ch10-4a"],
        "complete": {"done": 8, "of": 8},
        "signed": {"done": 1, "of": 2},
    }


def test_the_list_names_forms_in_both_languages(huiyin: Terminal, piece: str) -> None:
    english, chinese = huiyin.run("form", piece).out, huiyin.run("--lang", "zh", "form", piece).out

    assert "收条 receipt" in english
    assert "8 of 8" in english
    assert "收条" in chinese
    assert "8/8" in chinese


def test_a_form_goes_into_a_file_or_to_stdout(huiyin: Terminal, piece: str) -> None:
    told = huiyin.run("form", piece, "receipt", "--at", "2026-03-03", "-o", "receipt.html")
    shown = huiyin.run("form", piece, "receipt", "--at", "2026-03-03")

    html = (huiyin.folder / "receipt.html").read_text("utf-8")

    assert (told.code, told.out) == (0, "")
    assert html == shown.out
    assert sheets(html)[0]["商品编码"] == "YS-2201"


@pytest.mark.parametrize(
    ("lang", "title"), [("zh", "收条"), ("en", "receipt"), ("both", "收条 receipt")]
)
def test_a_form_is_printed_in_one_language_or_both(
    huiyin: Terminal, piece: str, lang: str, title: str
) -> None:
    html = huiyin.run("form", piece, "receipt", "--lang", lang).out

    assert sheets(html)[0].title == title


def test_a_form_is_printed_as_it_was(huiyin: Terminal, piece: str) -> None:
    by_version = sheets(huiyin.run("form", piece, "receipt", "--version", "1").out)[0]
    by_instant = sheets(huiyin.run("form", piece, "receipt", "--at", "2026-03-02 09:10").out)[0]

    assert by_version["商品编码"] == by_instant["商品编码"] == ""
    assert "as of 2026-03-02 09:10" in by_instant.foot


def test_an_unknown_form_is_told_with_those_there_are(huiyin: Terminal, piece: str) -> None:
    said = huiyin.run("form", piece, "receit", "-o", "form.html")

    assert said.code == 3
    assert said.err == (
        f"huiyin: {piece} fills no form receit; it fills: receipt, handover-sheet,"
        " dispatch-voucher. Did you mean receipt?\n"
    )
    assert not (huiyin.folder / "form.html").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("receipt", "--lang", "fr"), 2, "'fr' is not one of"),
        (("receipt", "--at", "2026-03-02", "--version", "1"), 2, "exclude each other"),
        (("receipt", "--json"), 2, "a form is printed as HTML alone"),
        (("-o", "forms.html"), 2, "which form?"),
        (("receipt", "-o", "receipt.docx"), 2, "no format is called by the ending .docx"),
        (("receipt", "--at", "2026-03-01"), 3, "was not yet open then"),
        (("receipt", "--version", "7"), 3, "has no version 7; the newest is 2"),
    ],
)
def test_what_cannot_be_printed_is_told_why(
    huiyin: Terminal, piece: str, arguments: tuple[str, ...], code: int, says: str
) -> None:
    said = huiyin.run("form", piece, *arguments)

    assert (said.code, said.out) == (code, "")
    assert says in said.err


def test_a_case_that_is_not_there_fills_nothing(huiyin: Terminal, piece: str) -> None:
    said = huiyin.run("form", "R-2026-000099", "receipt")

    assert said.code == 3
    assert "there is no case R-2026-000099" in said.err


def test_a_shell_completes_the_forms_of_the_case(huiyin: Terminal, piece: str) -> None:
    line = f"huiyin --store {huiyin.store} form {piece} "

    said = huiyin(
        COMP_WORDS=line, COMP_CWORD=str(len(line.split())), _HUIYIN_COMPLETE="bash_complete"
    )

    assert said.out.split() == ["plain,receipt", "plain,handover-sheet", "plain,dispatch-voucher"]
