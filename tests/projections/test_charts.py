"""Drawings say in words and in lengths what the figures say."""

from fractions import Fraction
from xml.etree import ElementTree as ET

from huiyin.projections.charts import Bar, Head, Point, Series, bars, grouped, line

SVG = "{http://www.w3.org/2000/svg}"
HEAD = Head("x", "t", "d")
AIM = (Fraction(95, 100), "95 %")


def drawn(text: str) -> ET.Element:
    return ET.fromstring(text)


def texts(root: ET.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def boxes(root: ET.Element, side: str) -> list[Fraction]:
    """Give a side of the bars, which stand outside the patterns."""
    return [Fraction(one.attrib[side]) for one in root.findall(f"{SVG}rect")]


def test_a_drawing_has_a_title_and_a_description() -> None:
    """Who cannot see a drawing reads it."""
    root = drawn(bars(Head("kinds", "投诉", "甲 3"), [Bar("甲", 3, "3")]))

    named = {one.attrib["id"]: one.text for one in root if "id" in one.attrib}
    assert root.attrib["role"] == "img"
    assert [named[one] for one in root.attrib["aria-labelledby"].split()] == ["投诉", "甲 3"]


def test_bars_are_as_long_as_their_figures() -> None:
    """6-reports.md: counts by kind, department, severity."""
    root = drawn(bars(HEAD, [Bar("甲", 4, "4"), Bar("b", 1, "1"), Bar("c", 0, "0")]))

    four, one, none = boxes(root, "width")
    assert abs(four - 4 * one) < 1
    assert none == 0
    assert texts(root) == ["甲", "4", "b", "1", "c", "0"]


def test_groups_have_a_bar_a_series_and_a_legend() -> None:
    """S001-ch4-10: the trend by month."""
    series = [Series("opened", [2, 1]), Series("closed", [1, 0])]

    root = drawn(grouped(HEAD, ["2026-01", "2026-02"], series))

    tall = boxes(root, "height")[2:]  # behind the legend's
    assert abs(tall[0] - 2 * tall[1]) < 1
    assert tall[3] == 0
    assert texts(root) == ["opened", "closed", "2026-01", "2", "1", "2026-02", "1", "0"]


def test_a_line_stands_against_its_target_and_breaks_where_nothing_is_rated() -> None:
    """6-reports.md: satisfaction against 95 %."""
    points = [
        Point("1", Fraction(1), "100 %"),
        Point("2", None, "—"),
        Point("3", Fraction(1, 2), "50 %"),
    ]

    root = drawn(line(HEAD, points, AIM))

    runs = root.findall(f"{SVG}polyline")
    assert len(runs) == 2
    heights = [Fraction(one.attrib["points"].partition(",")[2]) for one in runs]
    assert heights[0] < heights[1]
    assert "95 %" in texts(root)


def test_nothing_is_drawn_of_nothing() -> None:
    """An empty month is no error."""
    assert texts(drawn(bars(HEAD, []))) == []
    assert texts(drawn(grouped(HEAD, [], [Series("a", [])]))) == ["a"]
    assert "95 %" in texts(drawn(line(HEAD, [], AIM)))


def test_hostile_words_stay_words() -> None:
    """What a customer writes is drawn and never obeyed."""
    root = drawn(bars(Head("x", "<b>", "&"), [Bar('<script>"', 1, "<1>")]))

    assert texts(root) == ['<script>"', "<1>"]


def test_long_names_are_cut_so_that_bars_stay() -> None:
    """A department's name leaves room for its bar."""
    root = drawn(bars(HEAD, [Bar("很" * 60, 1, "1")]))

    assert boxes(root, "width")[0] > 300
    assert texts(root)[0].endswith("…")
