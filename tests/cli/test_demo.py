"""cli.md: `demo`, a day of a service centre on a fresh SQLite file."""

import pytest

from terminal import Terminal


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_day_is_played_and_verified(huiyin: Terminal, lang: str) -> None:
    """cli.md: all kinds of cases, a refusal explained, a lapse, registers and a verification."""
    said = huiyin("--lang", lang, "--store", "day.db", "demo")

    verified = said.out[-1200:]
    assert said.code == 0, said.err
    assert verified.count("✓") == 4
    assert "S004-p6-4.5" in said.out
    assert {"en": "a deadline has lapsed", "zh": "期限已过"}[lang] in said.out
    assert "S004-p7-handover-6" in said.out
    assert "\x1b" not in said.out


def test_a_day_is_the_same_whenever_it_is_played(huiyin: Terminal) -> None:
    """Architecture 4: time comes in; the demo says when."""
    first, second = (huiyin("--store", f"{name}.db", "demo").out for name in "ab")

    assert first.replace("a.db", "b.db") == second


def test_the_demo_touches_no_store_that_is_there(huiyin: Terminal) -> None:
    """cli.md: on a fresh SQLite file."""
    huiyin.opened()
    before = huiyin.store.read_bytes()

    said = huiyin("--store", str(huiyin.store), "demo")
    other = huiyin("demo", HUIYIN_STORE=str(huiyin.store))

    assert (said.code, other.code) == (2, 0)
    assert huiyin.store.read_bytes() == before
