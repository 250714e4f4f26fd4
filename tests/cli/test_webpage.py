"""cli.md: tables as a page of HTML that also prints; what is wide stays whole on paper."""

from xml.etree import ElementTree as ET

import pytest

from huiyin.projections.page import Cell, Page, Section, html
from terminal import MALL, NINE, Terminal

HTML = "{http://www.w3.org/1999/xhtml}"
TWELVE, THIRTEEN, NINETEEN = 12, 13, 19


def table(columns: int, text: str = "x") -> ET.Element:
    """Print a table of so many columns, its last cell empty, and find it in the page."""
    titles = [f"t{one}" for one in range(columns)]
    row = [*(Cell(text) for _ in titles[:-1]), Cell("")]
    section = Section("rows", "", titles, [row])
    root = ET.fromstring(html(Page("en", "title", sections=[section])))
    return next(root.iter(f"{HTML}table"))


@pytest.mark.parametrize(
    ("columns", "how"), [(TWELVE, None), (THIRTEEN, "wide"), (NINETEEN, "blocks")]
)
def test_a_page_knows_how_a_table_fits_on_paper(columns: int, how: str | None) -> None:
    """cli.md: upright, on its side, or each row as a block where no sheet is wide enough."""
    assert table(columns).get("class") == how


def test_in_a_block_each_word_stands_behind_its_title() -> None:
    """cli.md: a block has no head, so each cell that is filled in carries its title."""
    cells = list(table(NINETEEN).iter(f"{HTML}td"))

    titles = [cell.get("data-title") for cell in cells]
    assert titles == [*(f"t{one}" for one in range(NINETEEN - 1)), None]


def test_a_narrow_table_does_not_repeat_its_titles() -> None:
    """cli.md: a head is enough where one is printed."""
    assert all(cell.get("data-title") is None for cell in table(TWELVE).iter(f"{HTML}td"))


CASE = "C-2026-000001"


def page_of(huiyin: Terminal, *command: str) -> ET.Element:
    """Open a case, and print a command in Chinese as a page."""
    opening = ("open", "complaint/mall", "--as", "wang:receptionist", "--at", NINE)
    assert huiyin.run(*opening, "severity=general", *MALL).code == 0
    said = huiyin.run("--lang", "zh", *command, "-o", "page.html")
    assert said.code == 0, said.err
    return ET.fromstring((huiyin.folder / "page.html").read_text("utf-8"))


@pytest.mark.parametrize(
    ("command", "title"),
    [
        (("register", "complaints"), "投诉登记簿"),
        (("register", "overdue"), "逾期清单"),
        (("handovers",), "交接班日志"),
        (("holders",), "经办与保管一览"),
        (("due",), "到期清单"),
        (("trail",), "审计追踪"),
        (("show", CASE), "案件"),
        (("history", CASE), "办理经过"),
        (("next", CASE), "下一步可办"),
        (("why", CASE, "close"), "能否办理及理由"),
        (("procedure", "list"), "程序目录"),
        (("report",), "报表目录"),
    ],
    ids=lambda one: "-".join(one[:2]) if isinstance(one, tuple) else "",
)
def test_a_page_has_the_title_that_the_office_knows(
    huiyin: Terminal, command: tuple[str, ...], title: str
) -> None:
    """cli.md: --lang zh; a sheet of paper says what it is."""
    found = page_of(huiyin, *command).find(f".//{HTML}h1")

    assert found is not None
    assert found.text == title


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ((), "读至日志位置1"),
        (("--at", "2026-03-02 10:00"), "截至2026-03-02 10:00，读至日志位置1"),
    ],
)
def test_a_register_on_paper_says_how_far_it_was_read(
    huiyin: Terminal, asked: tuple[str, ...], told: str
) -> None:
    """Architecture 5: what is printed can be asked again."""
    found = page_of(huiyin, "register", "complaints", *asked).find(f".//{HTML}footer")

    assert found is not None
    assert found.text == told
