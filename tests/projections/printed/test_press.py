"""Whatever is said on a page stays text, and stays where it was put."""

from pathlib import Path

import pytest

from huiyin.projections.printed.press import pressed
from huiyin.projections.printed.tongue import tongue
from huiyin.workflow.language import Label, message

SAYS = """{% extends "page.html" %}{% from "saying.html" import say with context %}
{% block title %}{{ tongue.plain(said) }}{% endblock %}
{% block body %}<p>{{ say(said) }}</p>{% endblock %}"""


def page(folder: Path, said: object, code: str = "both") -> str:
    (folder / "own.html").write_text(SAYS, "utf-8")
    return pressed("own.html", folder, tongue=tongue(code), said=said)


def test_a_page_of_ones_own_stands_on_the_base(tmp_path: Path) -> None:
    html = page(tmp_path, Label("收条", "receipt"))

    assert html.startswith('<!doctype html>\n<html lang="zh-CN"')
    assert "size: A4" in html
    assert "<title>收条 · receipt</title>" in html
    assert '<bdi class="zh" lang="zh">收条</bdi> <bdi class="en" lang="en">receipt</bdi>' in html


@pytest.mark.parametrize(("code", "says"), [("zh", "收条"), ("en", "receipt")])
def test_a_page_in_one_language_says_it_once(tmp_path: Path, code: str, says: str) -> None:
    html = page(tmp_path, Label("收条", "receipt"), code)

    assert f'<p><bdi class="{code}">{says}</bdi>' in html


def test_what_both_languages_say_alike_is_said_once(tmp_path: Path) -> None:
    html = page(tmp_path, message("{name}", name="周敏"))

    assert html.count("周敏") == 2, "in the title and on the page"


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    html = page(tmp_path, '<script>alert("1")</script>{{ 7 * 7 }}')

    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "{{ 7 * 7 }}" in html


def test_what_html_cannot_hold_is_shown_as_a_sign(tmp_path: Path) -> None:
    html = page(tmp_path, "a\x00b\x1bc\ud800d\r\ne")

    assert "a\ufffdb\ufffdc\ufffdd\ne" in html


def test_nobody_turns_words_round(tmp_path: Path) -> None:
    html = page(tmp_path, "pay \u202e001\u202c \u2067now\u2069 \u200fאב")

    assert "pay \ufffd001\ufffd \ufffdnow\ufffd \u200fאב" in html


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="possible are both, zh, en"):
        tongue("fr")
