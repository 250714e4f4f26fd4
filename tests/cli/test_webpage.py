"""cli.md: tables as a page of HTML that also prints; what is wide stays whole on paper."""

from xml.etree import ElementTree as ET

import pytest

from huiyin.projections.page import Cell, Page, Section, html

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
